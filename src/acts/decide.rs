//! Judges an act against what the desk knows and answers with the facts to record, and with the
//! facts that would undo them. Pure: the same desk and act always give the same answer.

mod draft;
mod form;
mod melding;
mod merge;
mod reminder;
mod retention;
mod tegenspraak;
mod termijn;
mod zaak;

use crate::{
    acts::act::Act,
    domain::{
        error::{Error, Result},
        ids::{Meldingnummer, WeekStart, Zaaknummer},
        inrichting::Inrichtingen,
        moment::Moment,
        rulebook_stamp::RulebookStamp,
        termijn_kind::Kalender,
        text::Vertrouwelijk,
    },
    log::{
        desk::Desk,
        event::{Entry, LogEvent, NewEvent},
        melding::Melding,
        zaak::Zaak,
    },
    rules::book::Rulebook,
};

/// What a judgement rests on besides the desk.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The rule book.
    pub book: &'a Rulebook,
    /// The known inrichtingen.
    pub inrichtingen: &'a Inrichtingen,
    /// When a piketweek starts.
    pub week_start: WeekStart,
    /// The calendar of new cases.
    pub kalender: Kalender,
    /// The moment of judging.
    pub now: Moment,
}

/// Whether an act can be taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Undo {
    /// By recording these.
    By(Vec<Reversal>),
    /// Not, for this reason.
    Impossible(&'static str),
}

impl Undo {
    /// Facts that become true when they are recorded.
    fn with(events: impl IntoIterator<Item = LogEvent>) -> Self {
        Self::By(events.into_iter().map(|event| Reversal { event, at: None }).collect())
    }

    /// A fact that brings back what happened earlier, at its own time.
    fn with_time(event: LogEvent, at: Option<Moment>) -> Self {
        Self::By(vec![Reversal { event, at }])
    }
}

/// A fact that undoes another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reversal {
    event: LogEvent,
    at: Option<Moment>,
}

impl Reversal {
    /// The fact as it is recorded at `now`. A draft that comes back is a version of its own: more may
    /// have been saved since the one it replaces.
    pub fn at(&self, desk: &Desk, now: Moment) -> NewEvent {
        let mut event = self.event.clone();
        if let LogEvent::DraftSaved { zaak, draft, version, .. } = &mut event
            && let Some(last) = desk.zaken.get(zaak).and_then(|z| z.drafts.get(draft))
        {
            *version = last.version.saturating_add(1);
        }
        NewEvent { occurred_at: self.at.unwrap_or(now), event }
    }
}

/// The judgement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// What is to be recorded, all or nothing.
    pub new: Vec<NewEvent>,
    /// How to undo it.
    pub undo: Undo,
}

impl Decided {
    /// One fact, recorded as happening now.
    fn one(context: &Context<'_>, event: LogEvent, undo: Undo) -> Self {
        Self { new: vec![NewEvent { occurred_at: context.now, event }], undo }
    }

    /// This and then that, as one; the last is undone first.
    fn with(mut self, after: Self) -> Self {
        self.new.extend(after.new);
        let undo = match (after.undo, self.undo) {
            (Undo::By(mut dit), Undo::By(earlier)) => {
                dit.extend(earlier);
                Undo::By(dit)
            }
            (Undo::Impossible(why), _) | (_, Undo::Impossible(why)) => Undo::Impossible(why),
        };
        Self { undo, ..self }
    }

    /// The case the first fact is about.
    pub fn zaak(&self) -> Option<Zaaknummer> {
        self.new.iter().find_map(|n| n.event.zaak())
    }
}

/// Judges one act.
///
/// # Errors
/// When the act cannot be, with the reason and what to do instead.
pub fn decide(desk: &Desk, context: &Context<'_>, act: &Act) -> Result<Decided> {
    match act {
        Act::NoteCall { melding, call } => melding::note_call(desk, context, *melding, call),
        Act::ReceiveMail { form, received, mail } => Ok(melding::receive_mail(desk, *form, *received, mail)),
        Act::Open { melding } => melding::open(desk, context, *melding),
        Act::Link { melding, zaak } => melding::link(desk, context, *melding, *zaak),
        Act::Unlink { melding } => melding::unlink(desk, context, *melding),
        Act::Accept { zaak, reason } => form::accept(desk, context, *zaak, reason),
        Act::SetAside { melding, reason } => melding::set_aside(desk, context, *melding, reason),
        Act::PutBack { melding } => melding::put_back(desk, context, *melding),
        Act::ChooseRij { zaak, rij, reason } => zaak::choose_rij(desk, context, *zaak, *rij, reason),
        Act::SetInrichting { zaak, inrichting } => zaak::set_inrichting(desk, context, *zaak, inrichting),
        Act::SetTimes { zaak, times } => zaak::set_times(desk, context, *zaak, times),
        Act::NoteFeit { zaak, topic, text, source, status } => {
            zaak::note_feit(desk, context, *zaak, *topic, text, source, *status)
        }
        Act::AssessFeit { zaak, feit, status } => zaak::assess_feit(desk, context, *zaak, *feit, *status),
        Act::Settle { zaak, about, ruling, reason } => {
            tegenspraak::settle(desk, context, *zaak, about, *ruling, reason)
        }
        Act::Weigh { zaak, question, answer } => zaak::weigh(desk, context, *zaak, question, *answer),
        Act::Besluit { zaak, about, choice, reason } => zaak::besluit(desk, context, *zaak, *about, *choice, reason),
        Act::SetStep { zaak, step, state, reason, at } => {
            zaak::set_step(desk, context, *zaak, *step, *state, reason, *at)
        }
        Act::SaveDraft { zaak, draft, text } => draft::save(desk, context, *zaak, *draft, text),
        Act::CheckDraft { zaak, draft } => draft::check(desk, context, *zaak, *draft),
        Act::ReportSent { zaak, draft, at, channel, recipients } => {
            draft::report_sent(desk, context, *zaak, *draft, *at, channel, recipients)
        }
        Act::SetTermijn { zaak, termijn, setting, reason } => {
            termijn::set(desk, context, *zaak, *termijn, *setting, reason)
        }
        Act::SetReminder { zaak, when, text } => reminder::set(desk, context, *zaak, *when, text),
        Act::ReminderDone { zaak, reminder } => reminder::done(desk, context, *zaak, *reminder),
        Act::IncludeInMonitor { zaak, week } => {
            // The monitor may hold cases that are not on the desk; the store knows whether they exist.
            let event = LogEvent::EnteredInMonitor { zaak: *zaak, week: *week };
            Ok(Decided::one(context, event, Undo::Impossible("De monitor is al geschreven.")))
        }
        Act::Close { zaak } => zaak::close(desk, context, *zaak),
        Act::Reopen { zaak, reason } => zaak::reopen(desk, context, *zaak, reason),
        Act::Merge { source, target, reason } => merge::merge(desk, context, (*source, *target), reason),
        Act::Split { source, reason } => merge::split(desk, context, *source, reason),
        Act::Hold { zaak, reason } => retention::hold(desk, context, *zaak, reason),
        Act::Release { zaak, reason } => retention::release(desk, context, *zaak, reason),
        Act::PurgeZaak { zaak, reason } => retention::purge_zaak(desk, context, *zaak, reason),
        Act::PurgeMelding { melding, reason } => retention::purge_melding(desk, context, *melding, reason),
    }
}

/// Judges several acts, each on top of the ones before, for one transaction: all or nothing.
///
/// # Errors
/// When one of them cannot be.
pub fn decide_all(desk: &Desk, context: &Context<'_>, acts: &[Act]) -> Result<Decided> {
    if let [act] = acts {
        return decide(desk, context, act);
    }
    let mut soon = desk.clone();
    let mut everything = Decided { new: Vec::new(), undo: Undo::By(Vec::new()) };
    for act in acts {
        let decided = decide(&soon, context, act)?;
        for new in &decided.new {
            soon.apply(&Entry {
                seq: 0,
                recorded_at: context.now,
                occurred_at: new.occurred_at,
                actor: String::new(),
                event: new.event.clone(),
            });
        }
        everything = everything.with(decided);
    }
    Ok(everything)
}

fn find_zaak(desk: &Desk, number: Zaaknummer) -> Result<&Zaak> {
    desk.zaken
        .get(&number)
        .ok_or_else(|| Error::usage(format!("Zaak {number} bestaat niet.")).hint("«piket incidenten» toont de zaken."))
}

/// The case, which must still be open to be changed.
fn find_open_zaak(desk: &Desk, number: Zaaknummer) -> Result<&Zaak> {
    let zaak = find_zaak(desk, number)?;
    if zaak.is_open() {
        Ok(zaak)
    } else {
        Err(Error::no(format!("Zaak {number} is gesloten.")).hint("Heropen de zaak om er iets aan te wijzigen."))
    }
}

fn find_melding(desk: &Desk, number: Meldingnummer) -> Result<&Melding> {
    desk.meldingen.get(&number).ok_or_else(|| {
        Error::usage(format!("Melding {number} bestaat niet.")).hint("«piket inbox» toont de meldingen.")
    })
}

/// A reason that says something.
fn require_reason(reason: &str) -> Result<Vertrouwelijk> {
    let text = Vertrouwelijk::new(reason);
    if text.is_empty() {
        return Err(Error::usage("Er is een reden nodig.")
            .hint("Schrijf in één zin waarom; die zin staat straks in het logboek."));
    }
    Ok(text)
}

fn stamp(book: &Rulebook) -> RulebookStamp {
    RulebookStamp { version: book.version.clone(), hash: book.hash.clone() }
}

/// Refuses a moment before the incident: a form that came in earlier would make a late term look met.
/// Typed times have no seconds, so the minute counts.
fn not_before_the_voorval(name: &str, zaak: &Zaak, moment: Moment) -> Result<()> {
    match zaak.times.voorval {
        Some(voorval) if moment < voorval.minute() => {
            Err(Error::usage(format!("{name} ({}) ligt vóór het voorval ({}).", moment.long(), voorval.long()))
                .hint("Verbeter deze tijd, of eerst die van het voorval."))
        }
        Some(_) | None => Ok(()),
    }
}

/// Refuses a moment that has not come yet: what did not happen cannot be recorded as a fact.
fn not_in_the_future(name: &str, moment: Moment, now: Moment) -> Result<()> {
    if moment > now {
        return Err(Error::usage(format!("{name} ({}) ligt in de toekomst.", moment.long()))
            .hint(format!("Het is nu {}; controleer datum en tijd.", now.long())));
    }
    Ok(())
}
