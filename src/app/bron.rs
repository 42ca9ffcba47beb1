//! What the desk does with mail that comes in by itself: it says so, keeps the officer's own last act the one
//! that can be undone, and shows in the header which source is not well.

use chrono::Duration;

use super::{
    effect::{Effect, Postlot},
    model::Model,
};
use crate::domain::{
    bron::{Bronsoort, Bronstand},
    event::{Entry, LogEvent},
    moment::Moment,
};

/// After so long the header says that a source was asked and did not answer: sooner than the five seconds in
/// which mail is to be there.
const GEDULD: Duration = Duration::seconds(3);

/// How a source is doing now; a source that is well needs no words.
pub fn stand(model: &mut Model, soort: Bronsoort, stand: Bronstand) {
    model.tekenen = true;
    match stand {
        Bronstand::Goed => {
            model.bronnen.remove(&soort);
        }
        stand @ (Bronstand::Gevraagd(_) | Bronstand::Bezig { .. } | Bronstand::Hapert(_)) => {
            model.bronnen.insert(soort, stand);
        }
    }
}

/// When a source that was asked should have answered.
pub fn wek_om(model: &Model) -> impl Iterator<Item = Moment> {
    model.bronnen.values().filter_map(|stand| match stand {
        Bronstand::Gevraagd(sinds) => Some(sinds.plus(GEDULD)),
        Bronstand::Goed | Bronstand::Bezig { .. } | Bronstand::Hapert(_) => None,
    })
}

/// Time goes by.
pub fn tik(model: &mut Model, was: Moment) {
    if wek_om(model).any(|op| was < op && op <= model.nu) {
        model.tekenen = true;
    }
}

/// Mail is in the log.
pub fn binnen(model: &mut Model, entries: &[Entry], effects: &mut Vec<Effect>) {
    effects.push(Effect::PostVerwerkt(Postlot::Bewaard));
    let mut nummers = entries.iter().filter_map(|e| match &e.event {
        LogEvent::MeldingOntvangen { melding, .. } => Some(*melding),
        _ => None,
    });
    match (nummers.next(), nummers.count()) {
        (None, _) => {}
        (Some(een), 0) => model.zeg(format!("{een} is nieuw in de inbox.")),
        (Some(_), meer) => model.zeg(format!("{} mails zijn nieuw in de inbox.", meer.saturating_add(1))),
    }
}

/// What the header says of the sources: what is being read first, then what keeps waiting or is amiss.
pub fn regels(model: &Model) -> impl Iterator<Item = String> {
    let bezig = model.bronnen.iter().filter_map(|(soort, stand)| match stand {
        Bronstand::Bezig { gedaan, van } => Some(format!("{}: {gedaan} van {van} gelezen", soort.naam())),
        Bronstand::Goed | Bronstand::Gevraagd(_) | Bronstand::Hapert(_) => None,
    });
    let hapert = model.bronnen.iter().filter_map(|(soort, stand)| match stand {
        Bronstand::Hapert(zin) => Some(format!("{}: {zin}", soort.naam())),
        Bronstand::Gevraagd(sinds) if sinds.plus(GEDULD) <= model.nu => {
            Some(format!("{}: wacht op antwoord.", soort.naam()))
        }
        Bronstand::Goed | Bronstand::Gevraagd(_) | Bronstand::Bezig { .. } => None,
    });
    bezig.chain(hapert)
}
