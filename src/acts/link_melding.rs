//! Links a report to a case; its facts come along, and an end of OA brings its time.

use clap::Args;

use super::{
    arguments::{Subject, TypedAct},
    brought::{feiten_of, new_times},
    decide::{After, Context, Decided, Judged},
    shared::{find_open_melding, find_open_zaak},
};
use crate::{
    domain::{
        error::Result,
        ids::{Meldingnummer, Zaaknummer},
    },
    judge::repeat,
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

impl TypedAct for LinkMelding {
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
        for (time, moment) in new_times(target, context.case_rule(target), melding) {
            events.push(LogEvent::TimeSet { zaak, time, moment: Some(moment) });
        }
        // The same form once more says nothing that its first copy did not say.
        let copy_of = repeat::repeated(desk, context.book_of(melding), melding)
            .filter(|first| target.meldingen.iter().any(|k| k.melding == *first));
        let said = |event: &LogEvent| match event {
            LogEvent::FeitNoted { topic, text, .. } => {
                copy_of.is_some() && target.feiten.iter().any(|f| f.topic == *topic && f.text == *text)
            }
            _ => false,
        };
        let next = target.next_feit();
        let new = feiten_of(context, zaak, melding, next).into_iter().filter(|event| !said(event));
        for (mut feit, number) in new.zip(next..) {
            if let LogEvent::FeitNoted { feit, .. } = &mut feit {
                *feit = number;
            }
            events.push(feit);
        }
        Ok(Decided::all(context, events))
    }

    fn sentence(&self, _: &After<'_>) -> String {
        format!("Melding {} hoort nu bij zaak {}.", self.melding, self.zaak)
    }
}
