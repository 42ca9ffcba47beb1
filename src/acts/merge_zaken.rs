//! Lets one case go up in another. Every step is a fact of its own on one of the two cases, in one
//! transaction; what they sent and decided stays where it was done.

use clap::Args;

use super::{
    arguments::TypedAct,
    before::Before,
    decide::{After, Context, Decided, Judged},
    ledger::{Ledger, held, rij_choice},
    shared::{find_open_zaak, require_reason},
    undo::Undo,
};
use crate::{
    deadline,
    domain::{
        besluit::YesNo,
        error::{Error, Result},
        feit::FeitNumber,
        ids::Zaaknummer,
        merge::{BroughtAlong, TimeChange},
        rij::Rij,
        subject::Subject,
        termijn_kind::Times,
        text::Vertrouwelijk,
        time_kind::TimeKind,
    },
    judge::repeat,
    log::{desk::Desk, event::LogEvent, zaak::Zaak},
    rules::book::RijRule,
};

/// So many words are a sentence.
const SENTENCE: usize = 3;

/// The case that goes up in the other, and the other.
#[derive(Debug, Clone, PartialEq, Eq, Args)]
#[command(about = "Laat een zaak opgaan in een andere: het is één voorval")]
pub struct MergeZaken {
    /// De zaak die opgaat in de andere.
    #[arg(id = "zaak", value_name = "ZAAK")]
    pub source: Zaaknummer,
    /// De zaak die blijft.
    #[arg(id = "met", long = "met", value_name = "ZAAK")]
    pub target: Zaaknummer,
    /// Waarom.
    #[arg(id = "reden", long = "reden", value_name = "REDEN")]
    pub reason: String,
}

impl TypedAct for MergeZaken {
    fn subject(&self) -> Subject {
        self.source.into()
    }
}

impl Judged for MergeZaken {
    fn decide(&self, desk: &Desk, context: &Context<'_>) -> Result<Decided> {
        let (source, target) = (self.source, self.target);
        let (from, to) = (find_open_zaak(desk, source)?, find_open_zaak(desk, target)?);
        fit_together(from, to)?;
        keeps_what_is_reportable(context, from, to)?;
        let reason = require_reason(&self.reason)?;
        // One word is no answer to what speaks against it.
        if let Some(misfit) = repeat::against(desk, context.book_at(to), from, to)
            && self.reason.split_whitespace().count() < SENTENCE
        {
            return Err(Error::no(format!("Zaak {source} past niet bij zaak {target}: {}.", misfit.words()))
                .hint("Zijn zij toch één voorval, zeg dan in een zin waarom."));
        }
        let mut b = Ledger::new(context.now);
        let rij = to.rij().or(from.rij());
        let along = BroughtAlong {
            meldingen: from.meldingen.iter().map(|k| k.melding).collect(),
            feiten: bring_feiten(&mut b, from, to),
            times: bring_times(&mut b, context, (from, to), rij)?,
            rij: bring_rij(&mut b, context, from, to),
            reminders: bring_reminders(&mut b, from, to),
        };
        for k in &from.meldingen {
            b.relocate(k, source, target);
        }
        b.record(LogEvent::ZaakMerged { zaak: target, from: source, along, reason: reason.clone() });
        b.record(LogEvent::ZaakAbsorbed { zaak: source, to: target, reason });
        Ok(b.decided())
    }

    fn sentence(&self, _: &After<'_>) -> String {
        format!("Zaak {} is opgegaan in zaak {}.", self.source, self.target)
    }

    /// Both are cases of their own again, with what was theirs.
    fn undo(&self, _: &Before) -> Undo {
        Undo::Restores
    }
}

/// Refuses two cases that cannot become one.
fn fit_together(from: &Zaak, to: &Zaak) -> Result<()> {
    let (source, target) = (from.number, to.number);
    if source == target {
        return Err(Error::usage("Een zaak gaat niet op in zichzelf.").hint("Kies een andere zaak."));
    }
    if from.hold.is_some() {
        return Err(held(source));
    }
    let sent = |z: &Zaak| z.drafts.values().any(|c| !c.sent.is_empty());
    if sent(from) && !sent(to) {
        return Err(Error::no(format!("Over zaak {source} is al bericht verzonden, over zaak {target} niet."))
            .hint(format!("Voeg ze andersom samen: {target} in {source}.")));
    }
    Ok(())
}

/// Refuses to let a row that is to be reported go up in one that is not: its term would end, and nobody would ask which
/// of the two holds.
fn keeps_what_is_reportable(context: &Context<'_>, from: &Zaak, to: &Zaak) -> Result<()> {
    let (Some(gone), Some(stays)) = (context.case_rule(from).rule(), context.case_rule(to).rule()) else {
        return Ok(());
    };
    if !gone.is_notifiable() || stays.is_notifiable() {
        return Ok(());
    }
    let (source, target) = (from.number, to.number);
    Err(Error::no(format!(
        "Rij {} van zaak {source} is meldplichtig, en rij {} van zaak {target} is dat niet.",
        gone.nr, stays.nr
    ))
    .hint(format!(
        "Kies eerst in {target} de rij die voor het geheel geldt, of voeg andersom samen: {target} in {source}."
    )))
}

/// The facts that count, with the case they come from beside their source.
fn bring_feiten(b: &mut Ledger, from: &Zaak, to: &Zaak) -> Vec<FeitNumber> {
    let first = to.next_feit();
    let valid = from.feiten.iter().filter(|f| f.status.counted());
    let mut numbers = Vec::new();
    for (feit, f) in first.onward().zip(valid) {
        let note = LogEvent::FeitNoted {
            zaak: to.number,
            feit,
            topic: f.topic,
            text: f.text.clone(),
            source: Vertrouwelijk::new(&format!("{}, uit {}", f.source.read(), from.number)),
            status: f.status,
            happened: f.happened,
            asked: f.asked.clone(),
        };
        b.book_at(f.at, note);
        numbers.push(feit);
    }
    numbers
}

fn is_oa(context: &Context<'_>, zaak: &Zaak, rij: Rij) -> bool {
    context.book_for(zaak).is_ok_and(|book| book.rij(rij).is_some_and(RijRule::is_oa))
}

/// What either case knows; of two sets of times the one by which the first term ends earliest, until the
/// officer says which counts. Joining two cases must not move a term away.
fn bring_times(
    b: &mut Ledger,
    context: &Context<'_>,
    (from, to): (&Zaak, &Zaak),
    rij: Option<Rij>,
) -> Result<Vec<TimeChange>> {
    let combine = |initial: &Zaak, then: &Zaak| {
        TimeKind::ALL.into_iter().fold(Times::default(), |times, kind| {
            let belongs = !kind.is_oa_end() || rij.is_some_and(|rij| is_oa(context, to, rij));
            times.with(kind, initial.time(kind).or(then.time(kind)).filter(|_| belongs))
        })
    };
    let first_termijn = |times: &Times| {
        let book = context.book_for(to).ok()?;
        let termijnen = deadline::termijnen(book, rij?, times, to.kalender).ok()?;
        termijnen.iter().map(deadline::Termijn::streng).min()
    };
    let (own, others) = (combine(to, from), combine(from, to));
    let earlier = first_termijn(&others).zip(first_termijn(&own)).is_some_and(|(a, e)| a < e);
    let chosen = match (own.check(), others.check()) {
        (Ok(()), Ok(())) if earlier => others,
        (Ok(()), _) => own,
        (Err(_), Ok(())) => others,
        (Err(error), Err(_)) => return Err(error),
    };
    let change = |time| TimeChange { time, was: to.time(time), became: chosen.of(time) };
    let mut changes: Vec<TimeChange> = TimeKind::ALL.map(change).into_iter().filter(|w| w.was != w.became).collect();
    // The voorval comes first in time: it moves back before the others, and forward after them.
    if to.times.voorval.zip(chosen.voorval).is_some_and(|(was, became)| became > was) {
        changes.reverse();
    }
    for TimeChange { time, became, .. } in &changes {
        let by_hand = Some((became.is_some() && from.is_by_hand(*time)).into());
        b.record(LogEvent::TimeSet { zaak: to.number, time: *time, moment: *became, by_hand });
    }
    Ok(changes)
}

fn bring_rij(b: &mut Ledger, context: &Context<'_>, from: &Zaak, to: &Zaak) -> Option<Rij> {
    let fits = |rij: &Rij| context.book_for(to).is_ok_and(|book| book.rij(*rij).is_some());
    let rij = from.rij().filter(|rij| to.rij().is_none() && fits(rij))?;
    let reason = format!("uit {}", from.number);
    b.record(rij_choice(context, to, Some(rij), &reason));
    Some(rij)
}

fn bring_reminders(b: &mut Ledger, from: &Zaak, to: &Zaak) -> Vec<(u32, u32)> {
    let highest = to.reminders.iter().map(|h| h.number).max().unwrap_or(0);
    let mut numbers = Vec::new();
    for (new, h) in (highest.saturating_add(1)..).zip(from.running_reminders()) {
        let (when, text, step) = (h.when, h.text.clone(), h.step);
        b.record(LogEvent::ReminderSet { zaak: to.number, reminder: new, when, text, step });
        b.record(LogEvent::ReminderDone { zaak: from.number, reminder: h.number, fell: Some(YesNo::No) });
        numbers.push((h.number, new));
    }
    numbers
}

#[cfg(test)]
mod tests {
    use crate::acts::scene::{Scene, TestResult, ZAAK};

    #[test]
    fn two_cases_are_one_and_two_again_after_an_undo() -> TestResult {
        let (mut scene, target) = Scene::with_rij("6")?;
        let source = scene.phone("CTP Veldzicht", None)?;
        let merge = |reason: &str| format!("samenvoegen {source} --met {ZAAK} --reden '{reason}'");
        assert!(
            scene
                .refuses_typed(&format!("samenvoegen {ZAAK} --met {ZAAK} --reden Toch"))
                .contains("niet op in zichzelf")
        );
        assert!(scene.refuses_typed(&merge(" ")).contains("Er is een reden nodig."));
        let then = scene.typed(&merge("Het is hetzelfde voorval."))?;
        assert_eq!(then.events().last(), Some(&"zaak_opgegaan"));
        assert_eq!(then.sentence(), format!("Zaak {source} is opgegaan in zaak {ZAAK}."));
        assert_eq!(then.scene.zaak(source)?.absorbed_into, Some(target));
        assert_eq!(then.scene.zaak(target)?.meldingen.len(), 2);
        assert_eq!(then.undone()?.first(), Some(&"zaak_teruggekomen"));
        Ok(())
    }

    #[test]
    fn a_case_that_is_kept_stays_whole() -> TestResult {
        let (mut scene, _) = Scene::with_rij("6")?;
        let source = scene.phone("CTP Veldzicht", None)?;
        scene.given_typed(&[&format!("bewaartermijn houd {source} --reden 'Er loopt een onderzoek.'")])?;
        let merge = format!("samenvoegen {source} --met {ZAAK} --reden 'Het is hetzelfde voorval.'");
        assert!(scene.refuses_typed(&merge).contains("wordt vastgehouden"));
        Ok(())
    }

    #[test]
    fn a_row_that_is_to_be_reported_goes_up_in_no_row_that_is_not() -> TestResult {
        let (mut scene, _) = Scene::with_rij("11")?;
        let source = scene.phone("CTP Veldzicht", Some("9"))?;
        let merge = |from: &str, to: &str| format!("samenvoegen {from} --met {to} --reden 'Het is hetzelfde voorval.'");
        let refused = scene.refuses_typed(&merge(&source.to_string(), ZAAK));
        assert!(refused.contains("meldplichtig"), "{refused}");
        let then = scene.typed(&merge(ZAAK, &source.to_string()))?;
        assert_eq!(then.scene.zaak(source)?.rij().map(|rij| rij.to_string()).as_deref(), Some("9"));
        Ok(())
    }
}
