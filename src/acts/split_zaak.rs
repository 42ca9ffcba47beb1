//! Gives a case back what it brought into another, as far as it is still there, and makes it a case of
//! its own again.

use clap::Args;

use super::{
    arguments::{Subject, Typed},
    decide::{Context, Decided, Judged},
    ledger::{Ledger, held, rij_choice},
    shared::{find_open_zaak, find_zaak, require_reason},
};
use crate::{
    domain::{
        error::{Error, Result},
        ids::Zaaknummer,
    },
    log::{desk::Desk, event::LogEvent},
};

/// The case that comes out of the other again.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
#[command(about = "Maak van een zaak die was opgegaan weer een eigen zaak")]
pub struct SplitZaak {
    /// De zaak die was opgegaan.
    #[arg(id = "zaak", value_name = "ZAAK")]
    pub source: Zaaknummer,
    /// Waarom.
    #[arg(id = "reden", long = "reden", value_name = "REDEN")]
    pub reason: String,
}

impl Typed for SplitZaak {
    fn subject(&self) -> Subject {
        self.source.into()
    }
}

impl Judged for SplitZaak {
    fn decide(&self, desk: &Desk, context: &Context<'_>) -> Result<Decided> {
        let source = self.source;
        let from = find_zaak(desk, source)?;
        let target =
            from.absorbed_into.ok_or_else(|| Error::no(format!("Zaak {source} is in geen andere zaak opgegaan.")))?;
        if from.purged.is_some() {
            return Err(Error::no(format!("De teksten van zaak {source} zijn gewist; splitsen kan niet meer.")));
        }
        let to = find_zaak(desk, target)?;
        if let Some(onward) = to.absorbed_into {
            return Err(Error::no(format!("Zaak {target} is zelf opgegaan in {onward}."))
                .hint(format!("Splits eerst {target}, en daarna {source}.")));
        }
        let to = find_open_zaak(desk, target)?;
        if to.hold.is_some() {
            return Err(held(target));
        }
        let reason = require_reason(&self.reason)?;
        let combine = to.merged.iter().find(|s| s.from == source);
        let combine = combine.ok_or_else(|| Error::data(format!("Zaak {target} weet niet van zaak {source}.")))?;

        let mut b = Ledger::new(context.now);
        for k in to.meldingen.iter().filter(|k| combine.along.meldingen.contains(&k.melding)) {
            b.relocate(k, target, source);
        }
        for f in to.feiten.iter().filter(|f| combine.along.feiten.contains(&f.number)) {
            // As with a report that is unlinked: what was noted stays in the log alone.
            let feit = f.number;
            b.record(LogEvent::FeitRetracted { zaak: target, feit }, [LogEvent::FeitRestored { zaak: target, feit }]);
        }
        for w in combine.along.times.iter().rev().filter(|w| to.time(w.time) == w.became) {
            let time = |moment| LogEvent::TimeSet { zaak: target, time: w.time, moment };
            b.record(time(w.was), [time(w.became)]);
        }
        if combine.along.rij.is_some() && combine.along.rij == to.rij() {
            b.record(
                rij_choice(context, to, None, "splitsen"),
                [rij_choice(context, to, combine.along.rij, "ongedaan gemaakt")],
            );
        }
        for (old, new) in &combine.along.reminders {
            if let Some(h) = to.running_reminders().find(|h| h.number == *new) {
                let set = |zaak, reminder| LogEvent::ReminderSet { zaak, reminder, when: h.when, text: h.text.clone() };
                b.record(LogEvent::ReminderDone { zaak: target, reminder: *new }, [set(target, *new)]);
                b.record(set(source, *old), [LogEvent::ReminderDone { zaak: source, reminder: *old }]);
            }
        }
        let restored = LogEvent::ZaakMerged {
            zaak: target,
            from: source,
            along: combine.along.clone(),
            reason: combine.reason.clone(),
        };
        b.record(LogEvent::ZaakSplit { zaak: target, from: source }, [restored]);
        b.record(
            LogEvent::ZaakReturned { zaak: source, from: target, reason },
            [LogEvent::ZaakAbsorbed { zaak: source, to: target, reason: combine.reason.clone() }],
        );
        Ok(b.decided())
    }

    fn sentence(&self) -> String {
        format!("Zaak {} is weer een eigen zaak, en open.", self.source)
    }
}
