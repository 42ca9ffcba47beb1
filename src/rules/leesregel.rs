//! The ways in which the source can be read where it is not clear, each with a short name and a
//! sentence. Which one applies when is the calculation's business; what it says is data.

use super::lezer::Tabel;
pub use crate::domain::leesregel::Leesregel;

/// How a reading is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Regeltekst {
    /// A short name, for a line on screen.
    pub regel: String,
    /// One sentence.
    pub uitleg: String,
}

/// The texts of all readings; a field for each, so that none can be missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Leesregels {
    dezelfde_dag: Regeltekst,
    volgende_werkdag: Regeltekst,
    feestdag: Regeltekst,
    feestdag_als_weekdag: Regeltekst,
    vroege_ochtend: Regeltekst,
    vroege_ochtend_dag_erna: Regeltekst,
    weekend: Regeltekst,
    weekend_na_feestdag: Regeltekst,
    weekend_letterlijk: Regeltekst,
    zonder_eigen_dagen: Regeltekst,
    uren: Regeltekst,
}

impl Leesregels {
    pub(super) const fn tekst(&self, regel: Leesregel) -> &Regeltekst {
        match regel {
            Leesregel::DezelfdeDag => &self.dezelfde_dag,
            Leesregel::VolgendeWerkdag => &self.volgende_werkdag,
            Leesregel::Feestdag => &self.feestdag,
            Leesregel::FeestdagAlsWeekdag => &self.feestdag_als_weekdag,
            Leesregel::VroegeOchtend => &self.vroege_ochtend,
            Leesregel::VroegeOchtendDagErna => &self.vroege_ochtend_dag_erna,
            Leesregel::Weekend => &self.weekend,
            Leesregel::WeekendNaFeestdag => &self.weekend_na_feestdag,
            Leesregel::WeekendLetterlijk => &self.weekend_letterlijk,
            Leesregel::ZonderEigenDagen => &self.zonder_eigen_dagen,
            Leesregel::Uren => &self.uren,
        }
    }

    pub(super) fn lees(t: &Tabel<'_>) -> Option<Self> {
        let een = |veld| {
            let t = t.tabel(veld, "leesregel")?;
            let (regel, uitleg) = (t.tekst("regel"), t.tekst("uitleg"));
            Some(Regeltekst { regel: regel?, uitleg: uitleg? })
        };
        let (dezelfde_dag, volgende_werkdag) = (een("dezelfde-dag"), een("volgende-werkdag"));
        let (feestdag, feestdag_als_weekdag) = (een("feestdag"), een("feestdag-als-weekdag"));
        let (vroege_ochtend, vroege_ochtend_dag_erna) = (een("vroege-ochtend"), een("vroege-ochtend-dag-erna"));
        let (weekend, weekend_na_feestdag) = (een("weekend"), een("weekend-na-feestdag"));
        let (weekend_letterlijk, zonder_eigen_dagen) = (een("weekend-letterlijk"), een("zonder-eigen-dagen"));
        let uren = een("uren");
        Some(Self {
            dezelfde_dag: dezelfde_dag?,
            volgende_werkdag: volgende_werkdag?,
            feestdag: feestdag?,
            feestdag_als_weekdag: feestdag_als_weekdag?,
            vroege_ochtend: vroege_ochtend?,
            vroege_ochtend_dag_erna: vroege_ochtend_dag_erna?,
            weekend: weekend?,
            weekend_na_feestdag: weekend_na_feestdag?,
            weekend_letterlijk: weekend_letterlijk?,
            zonder_eigen_dagen: zonder_eigen_dagen?,
            uren: uren?,
        })
    }
}
