//! The officer says which of two sources counts, or that both may stand. What does not count stays in
//! the log and in view; a time that does not count stays in its report.

use super::{Besloten, Kader, Terug, een_reden, open_zaak, zaak};
use crate::{
    app::tegenspraak::tegenspraken,
    domain::{
        desk::Desk,
        event::LogEvent,
        feit::Feitstatus,
        fout::{Fout, Uitkomst},
        ids::Zaaknummer,
        moment::Moment,
        tegenspraak::{Tegenspraak, Uitspraak},
        tekst::Vertrouwelijk,
        zaak::{Tijdsoort, Zaak},
    },
};

/// Settles a contradiction that is there.
pub fn beslecht(
    desk: &Desk,
    kader: &Kader<'_>,
    nummer: Zaaknummer,
    over: &Tegenspraak,
    uitspraak: Uitspraak,
    reden: &str,
) -> Uitkomst<Besloten> {
    if !tegenspraken(open_zaak(desk, nummer)?).contains(over) {
        return Err(Fout::nee(format!("Deze tegenspraak is er niet meer in zaak {nummer}.")));
    }
    let weg = |feit: u32| zaak::beoordeel_feit(desk, kader, nummer, feit, Feitstatus::Tegengesproken);
    match (over, uitspraak) {
        (Tegenspraak::Feiten { later, .. }, Uitspraak::Eerste) => weg(*later),
        (Tegenspraak::Feiten { eerder, .. }, Uitspraak::Tweede) => weg(*eerder),
        (Tegenspraak::Feiten { .. }, Uitspraak::Beide) => Ok(laat_staan(kader, nummer, over, een_reden(reden)?)),
        (Tegenspraak::Tijd { .. }, Uitspraak::Eerste) => {
            let reden = if reden.trim().is_empty() { "de tijd van de zaak telt" } else { reden };
            Ok(laat_staan(kader, nummer, over, Vertrouwelijk::nieuw(reden)))
        }
        (Tegenspraak::Tijd { tijd, genoemd, .. }, Uitspraak::Tweede) => {
            zaak::zet_tijden(desk, kader, nummer, &[(*tijd, Some(*genoemd))])
        }
        (Tegenspraak::Tijd { .. }, Uitspraak::Beide) => {
            Err(Fout::gebruik("Twee tijden kunnen niet allebei tellen.").hint("Kies welke van de twee telt."))
        }
    }
}

/// Who sets a time knows the reports that were linked by then: what they say is answered with it.
pub fn door_een_tijd(zaak: &Zaak, tijd: Tijdsoort, moment: Moment) -> Vec<Tegenspraak> {
    let anders = zaak.meldingen.iter().filter_map(|k| k.genoemd.van(tijd).map(|t| (k.melding, t)));
    anders
        .filter(|(_, t)| t.minuut() != moment.minuut())
        .map(|(melding, genoemd)| Tegenspraak::Tijd { tijd, zaak: moment, melding, genoemd })
        .collect()
}

fn laat_staan(kader: &Kader<'_>, zaak: Zaaknummer, over: &Tegenspraak, reden: Vertrouwelijk) -> Besloten {
    let event = |reden| LogEvent::TegenspraakBeslecht { zaak, tegenspraak: over.clone(), reden };
    Besloten::een(kader, event(Some(reden)), Terug::met([event(None)]))
}
