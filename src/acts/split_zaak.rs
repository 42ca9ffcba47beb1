//! Gives a case back what it brought into another, as far as it is still there, and makes it a case of
//! its own again.

use clap::Args;

use super::{
    arguments::TypedAct,
    before::Before,
    decide::{After, Context, Decided, Judged},
    ledger::{Ledger, held, rij_choice},
    shared::{find_open_zaak, find_zaak, require_reason},
    undo::Undo,
};
use crate::{
    domain::{
        besluit::YesNo,
        error::{Error, Result},
        ids::Zaaknummer,
        subject::Subject,
    },
    judge::untaken::named_by_only,
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

impl TypedAct for SplitZaak {
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
            b.record(LogEvent::FeitRetracted { zaak: target, feit: f.number });
        }
        let given_back: Vec<_> = combine.along.times.iter().rev().filter(|w| to.time(w.time) == w.became).collect();
        for w in &given_back {
            // What a report names that stays came with it.
            let staying = to.meldingen.iter().filter(|k| !combine.along.meldingen.contains(&k.melding));
            let is_named = staying.map(|k| k.named.of(w.time)).any(|named| named.is_some() && named == w.was);
            let by_hand = Some((w.was.is_some() && !is_named).into());
            b.record(LogEvent::TimeSet { zaak: target, time: w.time, moment: w.was, by_hand });
        }
        // What its reports brought later goes with them.
        for time in named_by_only(to, &combine.along.meldingen).filter(|t| given_back.iter().all(|w| w.time != *t)) {
            b.record(LogEvent::TimeSet { zaak: target, time, moment: None, by_hand: Some(YesNo::No) });
        }
        if combine.along.rij.is_some() && combine.along.rij == to.rij() {
            b.record(rij_choice(context, to, None, "splitsen"));
        }
        for (old, new) in &combine.along.reminders {
            if let Some(h) = to.running_reminders().find(|h| h.number == *new) {
                b.record(LogEvent::ReminderDone { zaak: target, reminder: *new, fell: Some(YesNo::No) });
                let (when, text, step) = (h.when, h.text.clone(), h.step);
                b.record(LogEvent::ReminderSet { zaak: source, reminder: *old, when, text, step });
            }
        }
        b.record(LogEvent::ZaakSplit { zaak: target, from: source });
        b.record(LogEvent::ZaakReturned { zaak: source, from: target, reason });
        Ok(b.decided())
    }

    fn sentence(&self, _: &After<'_>) -> String {
        format!("Zaak {} staat weer op zichzelf en is open.", self.source)
    }

    /// The case is part of the other again.
    fn undo(&self, _: &Before) -> Undo {
        Undo::Restores
    }
}

#[cfg(test)]
mod tests {
    use crate::acts::scene::{Scene, TestResult, ZAAK};

    #[test]
    fn a_case_comes_out_of_the_other_with_what_was_its_own_and_goes_back_by_an_undo() -> TestResult {
        let (mut scene, target) = Scene::with_rij("6")?;
        let source = scene.phone("CTP Veldzicht", None)?;
        let split = |reason: &str| format!("splitsen {source} --reden '{reason}'");
        assert!(scene.refuses_typed(&split("Toch twee.")).contains("in geen andere zaak"));
        scene.given_typed(&[&format!("samenvoegen {source} --met {ZAAK} --reden 'Het is hetzelfde voorval.'")])?;
        assert!(scene.refuses_typed(&split("-")).contains("Er is een reden nodig."));
        let then = scene.typed(&split("Het waren er toch twee."))?;
        assert_eq!(then.events().last(), Some(&"zaak_teruggekomen"));
        assert_eq!(then.sentence(), format!("Zaak {source} staat weer op zichzelf en is open."));
        assert!(then.scene.zaak(source)?.is_open());
        assert_eq!(then.scene.zaak(target)?.meldingen.len(), 1);
        assert_eq!(then.undone()?.first(), Some(&"zaak_opgegaan"));
        Ok(())
    }
}
