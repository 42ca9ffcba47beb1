//! A desk that takes acts: each is judged and, when allowed, folded in at once.

use std::{collections::BTreeSet, sync::Arc};

use chrono::Duration;
use piket::{
    acts::{
        Act, ReceiveMail,
        before::Before,
        decide::{After, Context},
    },
    domain::{
        draft::DraftKind,
        error::{Error, Result},
        ids::{Meldingnummer, WeekStart, Zaaknummer},
        inrichting::Inrichtingen,
        melding::{Certainty, MeldingKind},
        message_sender::MessageSender,
        moment::Moment,
        step::Step,
        termijn_choice::LezingChoice,
        termijn_kind::Kalender,
    },
    intake,
    judge::{
        case_rule::CaseRule,
        checklist::{ChecklistState, StepLine, checklist},
        countdown::{Countdown, countdowns},
        visibility::Visibility,
    },
    log::{
        desk::Desk,
        event::{ActMark, Entry, NewEvent},
        history::{Deeds, Direction, History, Pick},
        zaak::Zaak,
    },
    rules::{
        address_book::AddressBook,
        book::{Books, Rulebook},
    },
};

use crate::{
    acts::{sending, written},
    form_mail::form_mail,
    phoned::phoned,
};

/// What a test answers.
pub type TestResult = Result<(), Box<dyn std::error::Error>>;

/// A desk with rules and a clock that is moved by hand.
#[derive(Debug, Clone)]
pub struct Dossier {
    pub desk: Desk,
    pub book: &'static Rulebook,
    pub inrichtingen: Inrichtingen,
    pub now: Moment,
    /// All that was recorded.
    pub log: Arc<Vec<Entry>>,
}

/// So many entries back a dossier can take something back.
const REACH: u64 = 120;

impl Dossier {
    /// An empty desk on a Sunday night.
    pub fn empty() -> Result<Self> {
        Ok(Self {
            desk: Desk::default(),
            book: Rulebook::built_in(),
            inrichtingen: intake::inrichtingen()?,
            now: Moment::from_rfc3339("2026-11-22T02:10:00+01:00")?,
            log: Arc::default(),
        })
    }

    /// A desk with one case: phoned in, where and when and what are known, the row is chosen.
    pub fn with_rij(rij: &str, inrichting: &str) -> Result<(Self, Zaaknummer)> {
        let mut dossier = Self::empty()?;
        let zaak = dossier.phone(inrichting, Some(rij))?;
        Ok((dossier, zaak))
    }

    /// A call ten minutes after it happened, and a case from it.
    pub fn phone(&mut self, inrichting: &str, rij: Option<&str>) -> Result<Zaaknummer> {
        for act in phoned(&self.desk, self.now, inrichting, rij)? {
            self.run(&act)?;
        }
        self.desk.zaken.keys().next_back().copied().ok_or_else(|| Error::usage("Er is geen zaak."))
    }

    /// A form by mail, now; what must stand in it and is not given says "n.v.t.".
    pub fn mail(&mut self, form: MeldingKind, fields: &[(&str, &str)]) -> Result<Meldingnummer> {
        let required =
            self.book.form_of(form).into_iter().flat_map(|f| f.required(None)).map(|v| (v.field.as_str(), "n.v.t."));
        let all: Vec<(&str, &str)> = required.chain(fields.iter().copied()).collect();
        self.mail_with(form, &all)
    }

    /// A form by mail, now, with these items and no others.
    pub fn mail_with(&mut self, form: MeldingKind, fields: &[(&str, &str)]) -> Result<Meldingnummer> {
        let sure: Vec<_> = fields.iter().map(|(name, value)| (*name, *value, Certainty::Certain)).collect();
        self.mail_read(form, &sure)
    }

    /// A form by mail, now, with these items, each as sure as it says.
    pub fn mail_read(&mut self, form: MeldingKind, fields: &[(&str, &str, Certainty)]) -> Result<Meldingnummer> {
        let melding = self.desk.next_melding();
        let mail = form_mail(melding, self.now, fields.iter().copied());
        self.run(&Act::ReceiveMail(ReceiveMail { form, received: self.now, mail: Box::new(mail) }))?;
        Ok(melding)
    }

    /// Writes, checks and sends a message.
    pub fn send(&mut self, zaak: Zaaknummer, draft: DraftKind) -> Result<()> {
        self.write(zaak, draft, "Er is iets gebeurd; meer volgt.")?;
        self.run(&sending(zaak, draft, self.now).into()).map(|_| ())
    }

    /// Writes a message and checks it.
    pub fn write(&mut self, zaak: Zaaknummer, draft: DraftKind, text: &str) -> Result<()> {
        written(zaak, draft, text).iter().try_for_each(|act| self.run(act).map(|_| ()))
    }

    /// Lets minutes pass; negative looks back without moving the clock.
    pub fn after(&self, minutes: i64) -> Moment {
        self.now.plus(Duration::minutes(minutes))
    }

    /// Judges an act and folds in what it decides; answers by which number it is undone.
    pub fn run(&mut self, act: &Act) -> Result<u64> {
        let decided = act.decide(&self.desk, &self.context(&MessageSender::unnamed()))?;
        Ok(self.record(decided.new, None))
    }

    /// The same, and answers what is told of it.
    pub fn run_told(&mut self, act: &Act) -> Result<Vec<String>> {
        let before = self.desk.clone();
        let number = self.run(act)?;
        let entries: Vec<Entry> = self.log.iter().filter(|e| e.seq >= number).cloned().collect();
        Ok(self.told_of(std::slice::from_ref(act), &Before::of(&before, &entries)))
    }

    /// What is told of acts that are done.
    pub fn told_of(&self, acts: &[Act], before: &Before) -> Vec<String> {
        let sender = MessageSender::unnamed();
        let after = After {
            desk: &self.desk,
            context: self.context(&sender),
            choice: LezingChoice::Streng,
            visibility: Visibility::Open,
        };
        after.told(acts, before, "u neemt het terug.")
    }

    pub fn context<'a>(&'a self, sender: &'a MessageSender) -> Context<'a> {
        Context {
            book: self.book,
            inrichtingen: &self.inrichtingen,
            addresses: AddressBook::built_in(),
            week_start: WeekStart::default(),
            kalender: Kalender::CaoRijk,
            sender,
            now: self.now,
        }
    }

    /// Folds facts in as one act, and answers its number.
    pub fn record(&mut self, new: Vec<NewEvent>, reverses: Option<u64>) -> u64 {
        let act = self.log.len() as u64 + 1;
        for (seq, n) in (act..).zip(new) {
            let entry = Entry {
                seq,
                recorded_at: self.now,
                occurred_at: n.occurred_at,
                actor: "proef".to_owned(),
                mark: Some(ActMark { act, reverses }),
                origin: None,
                event: n.event,
            };
            self.desk.apply(&entry);
            Arc::make_mut(&mut self.log).push(entry);
        }
        act
    }

    /// Takes an act back or puts it back, from the log alone.
    pub fn turn(&mut self, direction: Direction, pick: Pick) -> Result<String> {
        let turned = self.deeds().turn(direction, pick, self.now)?;
        self.record(turned.new, Some(turned.reverses));
        Ok(turned.name)
    }

    /// Undoes an act; `false` when it cannot be undone.
    pub fn undo(&mut self, act: u64) -> bool {
        self.turn(Direction::Undo, Pick::Numbered(act)).is_ok()
    }

    /// The newest entries, and of what they touch all that came before, as the store gives them.
    pub fn history(&self) -> History {
        let start = (self.log.len() as u64).saturating_sub(REACH) + 1;
        let (before, newest): (Vec<&Entry>, Vec<&Entry>) = self.log.iter().partition(|e| e.seq < start);
        let zaken: BTreeSet<_> = newest.iter().filter_map(|e| e.event.zaak()).collect();
        let meldingen: BTreeSet<_> = newest.iter().filter_map(|e| e.event.melding()).collect();
        let kept = before.into_iter().filter(|e| {
            e.event.zaak().is_some_and(|z| zaken.contains(&z))
                || e.event.melding().is_some_and(|m| meldingen.contains(&m))
        });
        History { entries: kept.chain(newest.iter().copied()).cloned().collect(), start }
    }

    /// The case.
    pub fn zaak(&self, number: Zaaknummer) -> Result<&Zaak> {
        self.desk.zaken.get(&number).ok_or_else(|| Error::usage("Die zaak is er niet."))
    }

    /// Its steps.
    pub fn steps(&self, number: Zaaknummer) -> Result<Vec<StepLine>> {
        let zaak = self.zaak(number)?;
        let plek = zaak.plek().and_then(|n| self.inrichtingen.by_name(n));
        Ok(checklist(zaak, self.book, plek, Visibility::Open))
    }

    /// The rule it is judged by.
    pub fn case_rule(&self, number: Zaaknummer) -> Result<CaseRule<'_>> {
        let zaak = self.zaak(number)?;
        Ok(CaseRule::of(zaak, self.book, zaak.plek().and_then(|n| self.inrichtingen.by_name(n))))
    }

    /// The books at hand.
    pub fn books(&self) -> Books<'_> {
        Books { book: self.book, inrichtingen: &self.inrichtingen }
    }

    /// What was done lately.
    pub fn deeds(&self) -> Deeds {
        self.history().deeds(&self.books())
    }

    /// One step with its state.
    pub fn step(&self, number: Zaaknummer, step: Step) -> Result<StepLine> {
        let lines = self.steps(number)?;
        lines.into_iter().find(|s| s.step == step).ok_or_else(|| Error::usage("Die stap is er niet."))
    }

    /// Where one step stands; `None` where the case does not have it.
    pub fn state(&self, number: Zaaknummer, step: Step) -> Result<Option<ChecklistState>> {
        Ok(self.steps(number)?.into_iter().find(|s| s.step == step).map(|s| s.state))
    }

    /// The letter of one step, as in [`Dossier::letters`].
    pub fn letter(&self, number: Zaaknummer, step: Step) -> Result<char> {
        Ok(letter(self.state(number, step)?.as_ref()))
    }

    /// All steps in one word: gereed, klaar to do, wacht, open, niet nodig, or a dot for none.
    pub fn letters(&self, number: Zaaknummer) -> Result<String> {
        let steps = self.steps(number)?;
        let state = |step: Step| steps.iter().find(|s| s.step == step).map(|s| &s.state);
        Ok(self.book.steps.iter().map(|step| letter(state(*step))).collect())
    }

    /// Its terms.
    pub fn countdowns(&self, number: Zaaknummer) -> Result<Vec<Countdown>> {
        countdowns(self.zaak(number)?, self.case_rule(number)?, LezingChoice::Streng, &self.steps(number)?)
    }
}

fn letter(state: Option<&ChecklistState>) -> char {
    match state {
        None => '.',
        Some(ChecklistState::Open(_)) => 'o',
        Some(ChecklistState::Ready(_)) => 'k',
        Some(ChecklistState::Waiting(_)) => 'w',
        Some(ChecklistState::Done { .. }) => 'g',
        Some(ChecklistState::NotNeeded(_)) => 'n',
    }
}
