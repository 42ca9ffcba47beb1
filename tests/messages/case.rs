//! A case folded from events, as the desk does it, and what a message may use of it.

use chrono::Duration;
use piket::{
    domain::{
        besluit::{Answer, BesluitKind, YesNo},
        call_answer::CallAnswer,
        draft::DraftKind,
        error::{Error, Result},
        feit::{Feit, FeitNumber, FeitStatus, Topic},
        ids::Zaaknummer,
        inrichting::{Ownership, Plek},
        message_sender::MessageSender,
        moment::Moment,
        rij::Rij,
        rulebook_stamp::RulebookStamp,
        step::StepState,
        termijn_choice::LezingChoice,
        termijn_kind::Kalender,
        text::Vertrouwelijk,
        time_kind::TimeKind,
    },
    judge::{
        case_gate,
        case_rule::CaseRule,
        case_surroundings::CaseSurroundings,
        checklist::checklist,
        countdown::countdowns,
        gate::{Gate, policy::GateChannel},
        moved_text,
        visibility::Visibility,
    },
    log::{
        event::{Entry, LogEvent},
        zaak::Zaak,
    },
    outgoing::{MessageData, Templates},
    rules::{
        address_book::AddressBook,
        book::{CallQuestion, Rulebook},
    },
};

pub type TestResult = Result<(), Box<dyn std::error::Error>>;

pub fn now() -> Result<Moment> {
    Moment::from_rfc3339("2026-11-22T02:30:00+01:00")
}

pub fn number() -> Result<Zaaknummer> {
    "2026-W47-03".parse()
}

fn stamp() -> RulebookStamp {
    RulebookStamp { version: "proef-1".to_owned(), hash: "00".to_owned() }
}

/// A case under way.
pub struct Case {
    pub zaak: Zaak,
    place: Option<&'static str>,
    ownership: Option<Ownership>,
    book: &'static Rulebook,
    clock: Moment,
    seq: u64,
}

/// A case at an inrichting, given by name and town.
pub fn case(inrichting: Option<(&str, &'static str)>) -> Result<Case> {
    let now = now()?;
    let plek = inrichting.and_then(|(name, _)| Plek::written(name));
    let zaak = Zaak::new(number()?, now, plek, stamp(), Kalender::CaoRijk);
    Ok(Case {
        zaak,
        place: inrichting.map(|(_, place)| place),
        ownership: None,
        book: Rulebook::built_in(),
        clock: now,
        seq: 0,
    })
}

/// A case in Groningen, by its row, whose event was at this time.
pub fn begun_at(row: &str, clock: &str) -> Result<Case> {
    let mut c = case(Some(("FPC Dr. S. van Mesdag", "Groningen")))?;
    c.rij(row)?;
    c.time(TimeKind::Voorval, clock)?;
    Ok(c)
}

/// The same of an event at 01:20, and what it was, where that is told.
pub fn begun(row: &str, what: &str) -> Result<Case> {
    let mut c = begun_at(row, "01:20")?;
    if !what.is_empty() {
        c.feit(Topic::Event, what, FeitStatus::Reported, None)?;
    }
    Ok(c)
}

/// The first lines of a letter: what happened.
pub fn kern(letter: &str) -> &str {
    letter.lines().find(|line| line.starts_with("Op ")).unwrap_or_default()
}

/// What a letter calls not known yet.
pub fn unknown(letter: &str) -> &str {
    letter.split_once("NOG NIET BEKEND").map_or("", |(_, rest)| rest.split("VERVOLG").next().unwrap_or_default())
}

impl Case {
    pub fn event(&mut self, event: LogEvent) {
        self.seq += 1;
        let (seq, at) = (self.seq, self.clock);
        self.zaak.apply(&Entry {
            seq,
            recorded_at: at,
            occurred_at: at,
            actor: "proef".to_owned(),
            mark: None,
            origin: None,
            event,
        });
    }

    pub fn after(&mut self, minutes: i64) {
        self.clock = self.clock.plus(Duration::minutes(minutes));
    }

    /// It is one of this sector.
    pub fn of_sector(&mut self, sector: &str) -> Result<()> {
        self.book = Rulebook::of_sector(&sector.parse()?).ok_or_else(|| Error::usage(sector.to_owned()))?;
        Ok(())
    }

    pub fn rij(&mut self, rij: &str) -> Result<()> {
        let (zaak, reason) = (self.zaak.number, Vertrouwelijk::new("Past."));
        self.event(LogEvent::RijChosen { zaak, rij: Some(Rij::parse(rij)?), reason, rulebook: stamp() });
        Ok(())
    }

    pub fn time(&mut self, time: TimeKind, clock: &str) -> Result<()> {
        let moment = Some(on_the_day(clock)?);
        self.event(LogEvent::TimeSet { zaak: self.zaak.number, time, moment, by_hand: None });
        Ok(())
    }

    /// A fact, with its status; `clock` is when it happened.
    pub fn feit(&mut self, topic: Topic, text: &str, status: FeitStatus, clock: Option<&str>) -> Result<()> {
        let happened = clock.map(on_the_day).transpose()?;
        self.note(topic, text, status, (happened, None));
        Ok(())
    }

    /// What the inrichting answered to a question of the call.
    pub fn said(&mut self, question: &str, choice: &str, clock: Option<&str>) -> Result<()> {
        let known = self.book.call_question(&question.into()).ok_or_else(|| Error::usage(question.to_owned()))?;
        let answer = known.choice(choice).ok_or_else(|| Error::usage(format!("{question}: {choice}")))?;
        let happened = clock.map(on_the_day).transpose()?;
        let asked = CallAnswer { question: question.into(), choice: Some(choice.to_owned()) };
        self.note(known.topic, &answer.sentence, FeitStatus::Reported, (happened, Some(asked)));
        Ok(())
    }

    /// The same in words of the officer beside the answer.
    pub fn worded(&mut self, question: &str, choice: &str, topic: Topic, text: &str) {
        let asked = CallAnswer { question: question.into(), choice: Some(choice.to_owned()) };
        self.note(topic, text, FeitStatus::Reported, (None, Some(asked)));
    }

    /// The same in own words, as they are noted.
    pub fn in_own_words(&mut self, question: &CallQuestion, text: &str) {
        let asked = CallAnswer { question: question.id.clone(), choice: None };
        self.note(question.topic, text, FeitStatus::Reported, (None, Some(asked)));
    }

    /// What was answered to a question before is taken back, as another answer does.
    pub fn answered_again(&mut self, question: &str) {
        let zaak = self.zaak.number;
        let is_answer = |f: &&Feit| f.asked.as_ref().is_some_and(|asked| asked.question.as_str() == question);
        let earlier: Vec<FeitNumber> = self.zaak.feiten.iter().filter(is_answer).map(|f| f.number).collect();
        for feit in earlier {
            self.event(LogEvent::FeitRetracted { zaak, feit });
        }
    }

    /// The inrichting does not know.
    pub fn unknown(&mut self, question: &str) -> Result<()> {
        let known = self.book.call_question(&question.into()).ok_or_else(|| Error::usage(question.to_owned()))?;
        let asked = CallAnswer { question: question.into(), choice: None };
        self.note(known.topic, &format!("Niet bekend: {}.", known.name), FeitStatus::Unknown, (None, Some(asked)));
        Ok(())
    }

    /// What somebody else than the inrichting says.
    pub fn from(&mut self, source: &str, topic: Topic, text: &str, clock: Option<&str>) -> Result<()> {
        let (zaak, feit, happened) = (self.zaak.number, self.zaak.next_feit(), clock.map(on_the_day).transpose()?);
        let (source, text) = (Vertrouwelijk::new(source), Vertrouwelijk::new(text));
        let status = FeitStatus::Reported;
        self.event(LogEvent::FeitNoted { zaak, feit, topic, text, source, status, happened, asked: None });
        Ok(())
    }

    /// A weighing question was answered.
    pub fn weighed(&mut self, question: &str, answer: Answer) {
        let (zaak, question) = (self.zaak.number, question.into());
        self.event(LogEvent::WeegvraagAnswered { zaak, question, answer: Some(answer) });
    }

    /// Whose its inrichting is.
    pub const fn run_by(&mut self, ownership: Ownership) {
        self.ownership = Some(ownership);
    }

    fn note(
        &mut self,
        topic: Topic,
        text: &str,
        status: FeitStatus,
        (happened, asked): (Option<Moment>, Option<CallAnswer>),
    ) {
        let (zaak, feit) = (self.zaak.number, self.zaak.next_feit());
        let (source, text) = (Vertrouwelijk::new("MBV M0007"), Vertrouwelijk::new(text));
        self.event(LogEvent::FeitNoted { zaak, feit, topic, text, source, status, happened, asked });
    }

    /// The message is drafted, saved as this version, and sent.
    pub fn send(&mut self, draft: DraftKind, version: u32) -> Result<()> {
        let text = Vertrouwelijk::new(&self.render(draft)?);
        self.event(LogEvent::DraftSaved { zaak: self.zaak.number, draft, version, text, reach: None });
        self.sent(draft, version);
        Ok(())
    }

    /// An afloopbericht was decided on.
    pub fn outcome_follows(&mut self) {
        let (zaak, about, choice, ground) = (self.zaak.number, BesluitKind::A, Some(YesNo::Yes), None);
        self.event(LogEvent::BesluitTaken { zaak, about, choice, reason: Vertrouwelijk::new("Vast."), ground });
    }

    /// Somebody in the line was told by phone.
    pub fn told(&mut self, to: &str) {
        let number = u32::try_from(self.zaak.passed_on.len()).unwrap_or(u32::MAX).saturating_add(1);
        let (zaak, to, channel) = (self.zaak.number, Vertrouwelijk::new(to), Vertrouwelijk::new("telefoon"));
        self.event(LogEvent::PassedOn { zaak, number, to, channel, provided: None });
    }

    /// A step about which somebody is phoned is done; nobody said when.
    pub fn done(&mut self, step: &str) -> Result<()> {
        let script = Rulebook::built_in().calls.iter().find(|script| script.step.code() == step);
        let step = script.ok_or_else(|| Error::usage(step.to_owned()))?.step;
        let (zaak, reason) = (self.zaak.number, Vertrouwelijk::new(""));
        let (state, timed) = (StepState::Done, Some(YesNo::No));
        self.event(LogEvent::StepSet { zaak, step, state, reason, timed, ground: None });
        Ok(())
    }

    /// A reminder at a clock time of the day of the case.
    pub fn remind(&mut self, clock: &str, text: &str) -> Result<()> {
        let (zaak, text, when) = (self.zaak.number, Vertrouwelijk::new(text), on_the_day(clock)?);
        let reminder = u32::try_from(self.zaak.reminders.len()).unwrap_or(u32::MAX).saturating_add(1);
        self.event(LogEvent::ReminderSet { zaak, reminder, when, text, step: None });
        Ok(())
    }

    /// This version goes out, for the first time or once more.
    pub fn sent(&mut self, draft: DraftKind, version: u32) {
        let (zaak, channel, recipients) = (self.zaak.number, Vertrouwelijk::new("e-mail"), Vertrouwelijk::new("lijn"));
        self.event(LogEvent::DraftSent { zaak, draft, version, channel, recipients, provided: None, by: None });
    }

    pub fn data(&self) -> MessageData {
        let sender = sender();
        let (book, zaak) = (self.book, &self.zaak);
        let case = CaseRule::of(zaak, book, None);
        let list = checklist(zaak, book, None, Visibility::Open);
        let countdowns = countdowns(zaak, case, LezingChoice::default(), &list).unwrap_or_default();
        let addresses = AddressBook::built_in();
        let around = CaseSurroundings::of((zaak, case), None, &countdowns, addresses, self.clock);
        let context = CaseSurroundings { place: self.place.map(str::to_owned), ownership: self.ownership, ..around };
        MessageData::of(zaak, case, &context, &sender, self.clock)
    }

    /// What the kanaalpoort would stop in a text of this message.
    pub fn stopped(draft: DraftKind, text: &str) -> Result<Vec<String>> {
        let gate = Gate::open()?;
        let leaks = case_gate::stopped(gate, (GateChannel::Draft(draft), &gate.know(&[])), (&sender(), None), text);
        Ok(leaks.iter().map(|leak| text.get(leak.from..leak.to).unwrap_or_default().to_owned()).collect())
    }

    /// What the check would say of a text of this message that was made just now.
    pub fn outdated(&self, draft: DraftKind, text: &str) -> Vec<String> {
        moved_text::outdated_in((&self.zaak, CaseRule::of(&self.zaak, self.book, None)), (draft, None), text)
    }

    /// The questions of the call that its row has.
    pub fn questions(&self) -> Vec<&'static CallQuestion> {
        let rule = self.zaak.rij().and_then(|rij| self.book.find_rij(rij).ok());
        rule.into_iter().flat_map(|rule| self.book.call_questions(rule)).collect()
    }

    pub fn render(&self, draft: DraftKind) -> Result<String> {
        Ok(Templates::built_in().render(draft, &self.data())?.text)
    }
}

/// Who signs.
fn sender() -> MessageSender {
    MessageSender {
        name: "F. Piket".to_owned(),
        phone: Some("06-1234 5678".to_owned()),
        addresses: Vec::new(),
        salutation: None,
        classification: "vertrouwelijk".to_owned(),
    }
}

/// A clock time of the day of the case; `-1 23:50` is the day before.
pub fn on_the_day(clock: &str) -> Result<Moment> {
    let (day, clock) = clock.strip_prefix("-1 ").map_or(("22", clock), |c| ("21", c));
    Moment::from_rfc3339(&format!("2026-11-{day}T{clock}:00+01:00"))
}
