//! The officer decides which moment of a term counts: another reading of the source, or a moment by
//! hand. What was calculated stays beside it.

use chrono::Duration;

use super::{Besloten, Kader, Terug, een_reden, open_zaak, zaak::eerst_een_rij};
use crate::{
    deadline::{self, Termijn},
    domain::{
        desk::Desk,
        event::LogEvent,
        fout::{Fout, Uitkomst},
        ids::Zaaknummer,
        moment::Moment,
        tekst::Vertrouwelijk,
        termijnkeuze::Termijnstelling,
        termijnsoort::TermijnSoort,
    },
};

/// So long after the last reading of the source a moment by hand is a typing error.
const RUIM: Duration = Duration::days(31);

/// Takes a reading or a moment for a term, with a reason, or goes back to the calculated one.
pub fn zet(
    desk: &Desk,
    kader: &Kader<'_>,
    nummer: Zaaknummer,
    soort: TermijnSoort,
    stelling: Option<Termijnstelling>,
    reden: &str,
) -> Uitkomst<Besloten> {
    let zaak = open_zaak(desk, nummer)?;
    let reden = een_reden(reden)?;
    let rij = zaak.rij().ok_or_else(eerst_een_rij)?;
    let termijnen = deadline::termijnen(kader.boek, rij, &zaak.tijden_voor(rij), zaak.kalender)?;
    let Some(termijn) = termijnen.iter().find(|t| t.soort == soort) else {
        return Err(Fout::nee(format!("Zaak {nummer} heeft geen termijn {}.", soort.naam())));
    };
    past(termijn, stelling)?;
    let (was, reden_was) = match zaak.termijnkeuzes.get(&soort) {
        Some(k) => (Some(k.stelling), k.reden.clone()),
        None => (None, Vertrouwelijk::nieuw("ongedaan gemaakt")),
    };
    let terug = LogEvent::TermijnGezet { zaak: nummer, termijn: soort, stelling: was, reden: reden_was };
    let event = LogEvent::TermijnGezet { zaak: nummer, termijn: soort, stelling, reden };
    Ok(Besloten::een(kader, event, Terug::met([terug])))
}

fn laatste(termijn: &Termijn) -> Moment {
    termijn.lezingen.iter().map(|l| l.uiterlijk).fold(termijn.streng(), Moment::max)
}

fn past(termijn: &Termijn, stelling: Option<Termijnstelling>) -> Uitkomst<()> {
    match stelling {
        Some(Termijnstelling::Moment(u)) if u <= termijn.start => {
            Err(Fout::gebruik(format!("Een termijn eindigt na zijn begin ({}).", termijn.start.lang())))
        }
        Some(Termijnstelling::Moment(u)) if u > laatste(termijn).plus(RUIM) => Err(Fout::nee(format!(
            "{} ligt meer dan een maand na wat de bron toelaat (vóór {}).",
            u.lang(),
            laatste(termijn).lang()
        ))
        .hint("Kijk de datum en het jaar na.")),
        Some(Termijnstelling::Lezing(regel)) if termijn.lezingen.van(regel).is_none() => {
            let keuzes: Vec<String> = termijn
                .lezingen
                .iter()
                .map(|l| format!("{} (vóór {})", l.leesregel, l.uiterlijk.als_termijn()))
                .collect();
            Err(Fout::nee(format!("De termijn {} kent de lezing «{regel}» hier niet.", termijn.soort.naam()))
                .hint(format!("Kies uit: {}.", keuzes.join(", "))))
        }
        Some(Termijnstelling::Moment(_) | Termijnstelling::Lezing(_)) | None => Ok(()),
    }
}
