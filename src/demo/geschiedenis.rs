//! The closed cases of the past weeks: every row occurs, most forms come on time, some do not, and
//! once a case changes rows.

use chrono::Duration;

use super::{
    Basis, Plan,
    kans::Kans,
    script::Script,
    stof::{Opsteller, Stof, Voorval, een},
};
use crate::domain::{
    besluit::{Besluitsoort, JaNee},
    concept::ConceptSoort,
    feit::{Feitstatus, Onderwerp},
    fout::Uitkomst,
    melding::MeldingSoort,
    rij::Rij,
    stap::{Stap, Stapstand},
    zaak::Tijdsoort,
};

/// Closed cases; more than one per row on average.
const AANTAL: usize = 72;
/// The first and the last day before now on which one may begin. The last leaves each the time to
/// be closed after its own week has ended.
const DAGEN: (i64, i64) = (63, 9);
/// Rows that come by more often than the others.
const VAAK: [&str; 9] = ["6", "7", "9", "2", "17", "22", "23", "G", "D"];

pub(super) fn plannen<'a>(basis: &Basis<'_>, stof: &'a Stof, kans: &mut Kans) -> Uitkomst<Vec<Plan<'a>>> {
    let mut rijen: Vec<Rij> = Rij::alle().collect();
    kans.schud(&mut rijen);
    while rijen.len() < AANTAL {
        rijen.push(Rij::lees(kans.kies(&VAAK).copied().unwrap_or("6"))?);
    }
    rijen
        .into_iter()
        .map(|rij| {
            let terug = kans.tussen(DAGEN.1 * 24 * 60, DAGEN.0 * 24 * 60);
            let begin = basis.nu.plus(Duration::minutes(-terug));
            let gebeld = begin.plus(Duration::minutes(kans.tussen(6, 25)));
            Ok(Plan { voorval: stof.voorval(rij, kans)?, begin, gebeld, vanaf: begin, spel: speel })
        })
        .collect()
}

fn speel(s: &mut Script<'_>, voorval: &Voorval) {
    if let (Some(poging), true) = (Rij::lees("11").ok(), voorval.rij.to_string() == "10") {
        s.rij(poging, "Poging, zegt de eerste melding.");
        s.na(25);
        s.rij(voorval.rij, "De arts heeft het overlijden vastgesteld.");
    } else {
        s.rij(voorval.rij, "Past bij wat de inrichting meldt.");
    }
    s.beeld(voorval);
    match voorval.meldplicht() {
        JaNee::Nee => s.stap(Stap::Oordeel, Stapstand::NietNodig, "De matrix vraagt hier geen melding."),
        JaNee::Ja => meldplichtig(s, voorval),
    }
    s.sluit();
}

fn meldplichtig(s: &mut Script<'_>, voorval: &Voorval) {
    s.weeg(voorval);
    s.na(3);
    s.besluit(Besluitsoort::P, voorval.p, voorval.p_reden.as_deref().unwrap_or_default());
    let a_reden = match voorval.a {
        Some(JaNee::Ja) => "De uitkomst is voor de lijn van belang.",
        Some(JaNee::Nee) | None => "Na deze melding is geen nieuws van belang te verwachten.",
    };
    s.besluit(Besluitsoort::A, voorval.a, a_reden);
    if voorval.rij.is_oa() {
        s.gereed(Stap::Alarm112, "Door de inrichting gebeld.");
        s.gereed(Stap::FastNl, "Door de inrichting gebeld.");
    }
    berichten(s, voorval);
    let te_laat = s.kans.kans(12);
    let wachttijd = if te_laat { s.kans.tussen(5 * 24 * 60, 6 * 24 * 60) } else { s.kans.tussen(60, 130) };
    let vorm = if voorval.rij.is_oa() { MeldingSoort::Moa } else { MeldingSoort::Mbv };
    if voorval.rij.is_oa() {
        let minuten = if te_laat { 95 } else { 50 };
        s.tot(s.begin.plus(Duration::minutes(minuten)));
        s.gereed(Stap::MoaFastNl, "Kopie van de mail aan Fast NL gezien.");
    }
    s.formulier(vorm, s.gebeld.plus(Duration::minutes(wachttijd)), voorval);
    if te_laat {
        s.stap(Stap::Formulier, Stapstand::Gereed, "Kwam na aanmanen, te laat.");
    }
    if voorval.rij.is_datalek() {
        s.na(240);
        s.gereed(Stap::Ap, "Hoofdkantoor DJI heeft besloten over de melding bij de AP.");
    }
    afloop(s, voorval);
}

/// Sends what was decided; where another body writes, the facts are checked beforehand instead.
pub(super) fn berichten(s: &mut Script<'_>, voorval: &Voorval) {
    match (voorval.p, voorval.wie) {
        (Some(JaNee::Ja), Opsteller::Piket) => {
            s.na(2);
            s.verstuur(ConceptSoort::Sms);
            s.na(4);
            s.concept(ConceptSoort::Piketmelding);
            s.na(5);
            s.verstuur(ConceptSoort::Piketmelding);
        }
        (Some(JaNee::Ja), Opsteller::Vervoer) => {
            s.na(30);
            s.gereed(Stap::Visie, "Feiten van de vervoerder gelezen en akkoord.");
            s.stap(Stap::Sms, Stapstand::NietNodig, "De vervoerder verstuurt.");
        }
        (Some(JaNee::Nee) | None, Opsteller::Piket | Opsteller::Vervoer) => {}
    }
}

fn afloop(s: &mut Script<'_>, voorval: &Voorval) {
    if voorval.rij.is_oa() {
        let uren = s.kans.tussen(2, 30);
        s.na(uren * 60);
        let einde = s.begin.plus(Duration::hours(uren));
        s.tijd(Tijdsoort::EindeOa, einde);
        s.gereed(Stap::EindeOa, "De inrichting belde dat hij terug is.");
        s.formulier(MeldingSoort::EindeOa, einde.plus(Duration::minutes(70)), voorval);
    }
    if voorval.a == Some(JaNee::Ja) {
        s.na(600);
        s.feit(Onderwerp::Afloop, s.stof.feit(voorval, Onderwerp::Afloop), Feitstatus::Bevestigd);
        let afhandeling = een(&mut s.kans, &s.stof.afhandeling);
        s.feit(Onderwerp::Vervolg, &afhandeling, Feitstatus::Bevestigd);
        s.gereed(Stap::Afloop, "De inrichting heeft de afloop gemeld.");
        s.na(8);
        s.verstuur(ConceptSoort::Afloopbericht);
    }
}
