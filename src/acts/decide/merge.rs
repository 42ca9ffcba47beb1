//! One case goes up in another, and out of it again. Every step is a fact of its own on one of the two
//! cases, in one transaction; what they sent and decided stays where it was done.

use super::{Context, Decided, Reversal, Undo, find_open_zaak, find_zaak, require_reason, stamp};
use crate::{
    deadline,
    domain::{
        error::{Error, Result},
        feit::FeitStatus,
        ids::{Meldingnummer, Zaaknummer},
        merge::{BroughtAlong, TimeChange},
        moment::Moment,
        rij::Rij,
        termijn_kind::Times,
        text::Vertrouwelijk,
        time_kind::TimeKind,
    },
    log::{
        desk::Desk,
        event::{LogEvent, NewEvent},
        zaak::{Link, Zaak},
    },
};

/// Lets `source` go up in `target`.
pub fn merge(
    desk: &Desk,
    context: &Context<'_>,
    (source, target): (Zaaknummer, Zaaknummer),
    reason: &str,
) -> Result<Decided> {
    let (from, to) = (find_open_zaak(desk, source)?, find_open_zaak(desk, target)?);
    fit_together(from, to)?;
    let reason = require_reason(reason)?;
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
    b.record(
        LogEvent::ZaakMerged { zaak: target, from: source, along, reason: reason.clone() },
        [LogEvent::ZaakSplit { zaak: target, from: source }],
    );
    b.record(
        LogEvent::ZaakAbsorbed { zaak: source, to: target, reason },
        [LogEvent::ZaakReturned { zaak: source, from: target, reason: Vertrouwelijk::new("ongedaan gemaakt") }],
    );
    Ok(b.decided())
}

/// Gives a case back what it brought into another, as far as it is still there.
pub fn split(desk: &Desk, context: &Context<'_>, source: Zaaknummer, reason: &str) -> Result<Decided> {
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
    let reason = require_reason(reason)?;
    let combine = to.merged.iter().find(|s| s.from == source);
    let combine = combine.ok_or_else(|| Error::data(format!("Zaak {target} weet niet van zaak {source}.")))?;

    let mut b = Ledger::new(context.now);
    for k in to.meldingen.iter().filter(|k| combine.along.meldingen.contains(&k.melding)) {
        b.relocate(k, target, source);
    }
    for f in to.feiten.iter().filter(|f| combine.along.feiten.contains(&f.number)) {
        // As with a report that is unlinked: what was noted stays in the log and no longer counts.
        let status = |status| LogEvent::FeitAssessed { zaak: target, feit: f.number, status };
        if f.status.counted() {
            b.record(status(FeitStatus::Contradicted), [status(f.status)]);
        }
    }
    for w in combine.along.times.iter().rev().filter(|w| to.time(w.time) == w.became) {
        let time = |moment| LogEvent::TimeSet { zaak: target, time: w.time, moment };
        b.record(time(w.was), [time(w.became)]);
    }
    if combine.along.rij.is_some() && combine.along.rij == to.rij() {
        b.record(
            rij_choice(context, target, None, "splitsen"),
            [rij_choice(context, target, combine.along.rij, "ongedaan gemaakt")],
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

fn held(zaak: Zaaknummer) -> Error {
    Error::no(format!("Zaak {zaak} wordt vastgehouden; wat erin zit blijft erin."))
        .hint(format!("Geef haar eerst vrij met «piket bewaartermijn vrij {zaak}»."))
}

/// The facts that count, with the case they come from beside their source.
fn bring_feiten(b: &mut Ledger, from: &Zaak, to: &Zaak) -> Vec<u32> {
    let first = to.feiten.iter().map(|f| f.number).max().unwrap_or(0);
    let valid = from.feiten.iter().filter(|f| f.status.counted());
    let mut numbers = Vec::new();
    for (feit, f) in (first.saturating_add(1)..).zip(valid) {
        let note = LogEvent::FeitNoted {
            zaak: to.number,
            feit,
            topic: f.topic,
            text: f.text.clone(),
            source: Vertrouwelijk::new(&format!("{}, uit {}", f.source.read(), from.number)),
            status: f.status,
        };
        let gone = LogEvent::FeitAssessed { zaak: to.number, feit, status: FeitStatus::Contradicted };
        b.book_at(f.at, note, [gone]);
        numbers.push(feit);
    }
    numbers
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
            let belongs = kind != TimeKind::OaEnd || rij.is_some_and(Rij::is_oa);
            times.with(kind, initial.time(kind).or(then.time(kind)).filter(|_| belongs))
        })
    };
    let first_termijn = |times: &Times| {
        let termijnen = deadline::termijnen(context.book, rij?, times, to.kalender).ok()?;
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
    for TimeChange { time, was, became } in &changes {
        let set = |moment: &Option<Moment>| LogEvent::TimeSet { zaak: to.number, time: *time, moment: *moment };
        b.record(set(became), [set(was)]);
    }
    Ok(changes)
}

fn bring_rij(b: &mut Ledger, context: &Context<'_>, from: &Zaak, to: &Zaak) -> Option<Rij> {
    let rij = from.rij().filter(|_| to.rij().is_none())?;
    let reason = format!("uit {}", from.number);
    b.record(
        rij_choice(context, to.number, Some(rij), &reason),
        [rij_choice(context, to.number, None, "ongedaan gemaakt")],
    );
    Some(rij)
}

fn rij_choice(context: &Context<'_>, zaak: Zaaknummer, rij: Option<Rij>, reason: &str) -> LogEvent {
    LogEvent::RijChosen { zaak, rij, reason: Vertrouwelijk::new(reason), rulebook: stamp(context.book) }
}

fn bring_reminders(b: &mut Ledger, from: &Zaak, to: &Zaak) -> Vec<(u32, u32)> {
    let highest = to.reminders.iter().map(|h| h.number).max().unwrap_or(0);
    let mut numbers = Vec::new();
    for (new, h) in (highest.saturating_add(1)..).zip(from.running_reminders()) {
        let set = |zaak, reminder| LogEvent::ReminderSet { zaak, reminder, when: h.when, text: h.text.clone() };
        b.record(set(to.number, new), [LogEvent::ReminderDone { zaak: to.number, reminder: new }]);
        b.record(LogEvent::ReminderDone { zaak: from.number, reminder: h.number }, [set(from.number, h.number)]);
        numbers.push((h.number, new));
    }
    numbers
}

/// Facts to record, each with what undoes it.
struct Ledger {
    now: Moment,
    new: Vec<NewEvent>,
    undo: Vec<Vec<LogEvent>>,
}

impl Ledger {
    const fn new(now: Moment) -> Self {
        Self { now, new: Vec::new(), undo: Vec::new() }
    }

    fn record(&mut self, event: LogEvent, undo: impl IntoIterator<Item = LogEvent>) {
        self.book_at(self.now, event, undo);
    }

    fn book_at(&mut self, occurred_at: Moment, event: LogEvent, undo: impl IntoIterator<Item = LogEvent>) {
        self.new.push(NewEvent { occurred_at, event });
        self.undo.push(undo.into_iter().collect());
    }

    /// Moves a report, with what was accepted of it.
    fn relocate(&mut self, k: &Link, from: Zaaknummer, to: Zaaknummer) {
        let melding = k.melding;
        self.record(unlinked(from, melding), linked(from, k));
        let mut added = linked(to, k).into_iter();
        if let Some(link) = added.next() {
            self.record(link, [unlinked(to, melding)]);
        }
        for accepted in added {
            // Who unlinks a report takes back what was accepted of it.
            self.record(accepted, []);
        }
    }

    /// The last is undone first.
    fn decided(self) -> Decided {
        let undo = self.undo.into_iter().rev().flatten().map(|event| Reversal { event, at: None });
        Decided { new: self.new, undo: Undo::By(undo.collect()) }
    }
}

const fn unlinked(zaak: Zaaknummer, melding: Meldingnummer) -> LogEvent {
    LogEvent::MeldingUnlinked { zaak, melding }
}

fn linked(zaak: Zaaknummer, k: &Link) -> Vec<LogEvent> {
    let accepted =
        k.accepted.clone().map(|reason| LogEvent::FormAccepted { zaak, melding: k.melding, reason: Some(reason) });
    let link = LogEvent::MeldingLinked {
        zaak,
        melding: k.melding,
        form: k.form,
        received: k.received,
        filled_in: k.filled_in.clone(),
        named: k.named,
    };
    std::iter::once(link).chain(accepted).collect()
}
