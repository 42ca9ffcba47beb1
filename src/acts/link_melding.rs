//! Links a report to a case; its facts come along, and an end of OA brings its time.

use clap::Args;

use super::{
    arguments::{Subject, Typed},
    brought::{feiten_of, new_times},
    decide::{Context, Decided, Judged, Undo},
    shared::{find_open_melding, find_open_zaak},
};
use crate::{
    domain::{
        error::Result,
        ids::{Meldingnummer, Zaaknummer},
    },
    log::{desk::Desk, event::LogEvent},
};

/// The report and its case.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
#[command(about = "Voeg een melding bij een zaak")]
pub struct LinkMelding {
    /// Meldingnummer.
    pub melding: Meldingnummer,
    /// Zaaknummer.
    pub zaak: Zaaknummer,
}

impl Typed for LinkMelding {
    fn subject(&self) -> Subject {
        Subject { zaak: Some(self.zaak), melding: Some(self.melding) }
    }
}

impl Judged for LinkMelding {
    fn decide(&self, desk: &Desk, context: &Context<'_>) -> Result<Decided> {
        let (number, zaak) = (self.melding, self.zaak);
        let melding = find_open_melding(desk, number)?;
        let target = find_open_zaak(desk, zaak)?;
        let mut events = vec![melding.link(zaak)];
        let mut undo = vec![LogEvent::MeldingUnlinked { zaak, melding: number }];
        for (time, moment) in new_times(target, context.case_rule(target), melding) {
            events.push(LogEvent::TimeSet { zaak, time, moment: Some(moment) });
            undo.push(LogEvent::TimeSet { zaak, time, moment: None });
        }
        let next = target.next_feit();
        for feit in feiten_of(context, zaak, melding, next) {
            if let LogEvent::FeitNoted { feit, .. } = &feit {
                undo.push(LogEvent::FeitRetracted { zaak, feit: *feit });
            }
            events.push(feit);
        }
        Ok(Decided::all(context, events, Undo::with(undo)))
    }

    fn sentence(&self) -> String {
        format!("Melding {} hoort nu bij zaak {}.", self.melding, self.zaak)
    }
}
