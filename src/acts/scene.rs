//! Given, when, then: the desk that the tests of the acts begin with, one act or verb on it, and what became of it. That an
//! act says of its own undo what the log does is held here, for every act that a test tries.

use chrono::Duration;
use clap::Parser;

use self::{form_mail::form_mail, phoned::phoned};
use super::{
    Act, KeepingVerb, ReceiveMail, RecordingVerb,
    arguments::Arguments,
    before::Before,
    decide::{After, Context, decide_all},
    undo::{self, Undo},
};
use crate::{
    domain::{
        draft::DraftKind,
        error::{Error, Result},
        ids::{Meldingnummer, WeekStart, Zaaknummer},
        inrichting::Inrichtingen,
        melding::{Certainty, MeldingKind},
        message_sender::MessageSender,
        moment::Moment,
        sent_copy::SentCopy,
        termijn_choice::LezingChoice,
        termijn_kind::Kalender,
        text::Vertrouwelijk,
    },
    intake,
    judge::{
        countdown::{Countdown, countdowns},
        visibility::Visibility,
    },
    log::{
        desk::Desk,
        event::{ActMark, Entry, NewEvent},
        history::{Direction, History, Pick, Turned},
        irreversible::Irreversible,
        zaak::Zaak,
    },
    rules::{
        address_book::AddressBook,
        book::{Books, Rulebook},
    },
};

#[path = "../../tests/common/form_mail.rs"]
mod form_mail;
#[path = "../../tests/common/phoned.rs"]
mod phoned;
#[path = "../../tests/common/same.rs"]
mod same;

/// What a test answers.
pub type TestResult = std::result::Result<(), Box<dyn std::error::Error>>;

/// The number of the case of [`Scene::with_rij`], as it is typed.
pub const ZAAK: &str = "2026-W47-01";

/// By what an act is taken back, as the tests say it.
pub const UNDO: &str = "Toets u neemt het terug.";

/// A desk, all that was recorded on it, and a clock that is moved by hand.
#[derive(Clone)]
pub struct Scene {
    pub desk: Desk,
    pub now: Moment,
    log: Vec<Entry>,
    inrichtingen: Inrichtingen,
    sender: MessageSender,
}

/// What became of acts that were recorded as one.
pub struct Then {
    /// The desk with them in it.
    pub scene: Scene,
    was: Desk,
    act: u64,
    told: Vec<String>,
}

/// The verbs that record, as the shell reads them.
#[derive(Parser)]
struct Line {
    #[command(subcommand)]
    verb: RecordingVerb,
}

/// Those within `bewaartermijn`.
#[derive(Parser)]
struct KeepingLine {
    #[command(subcommand)]
    verb: KeepingVerb,
}

impl Scene {
    /// An empty desk on a Sunday night.
    pub fn empty() -> Result<Self> {
        Ok(Self {
            desk: Desk::default(),
            now: Moment::from_rfc3339("2026-11-22T02:10:00+01:00")?,
            log: Vec::new(),
            inrichtingen: intake::inrichtingen()?,
            sender: MessageSender::unnamed(),
        })
    }

    /// A desk with one case: phoned in from CTP Veldzicht ten minutes after it happened.
    pub fn with_rij(rij: &str) -> Result<(Self, Zaaknummer)> {
        let mut scene = Self::empty()?;
        let zaak = scene.phone("CTP Veldzicht", Some(rij))?;
        Ok((scene, zaak))
    }

    /// One more case that was phoned in.
    pub fn phone(&mut self, inrichting: &str, rij: Option<&str>) -> Result<Zaaknummer> {
        for act in phoned(&self.desk, self.now, inrichting, rij)? {
            self.given(act)?;
        }
        self.desk.zaken.keys().next_back().copied().ok_or_else(|| Error::usage("Er is geen zaak."))
    }

    /// A form by mail, now, with these items.
    pub fn mail(&mut self, kind: MeldingKind, fields: &[(&str, &str)]) -> Result<Meldingnummer> {
        let melding = self.desk.next_melding();
        let certain = fields.iter().map(|(name, value)| (*name, *value, Certainty::Certain));
        let mail = form_mail(melding, self.now, certain);
        self.given(ReceiveMail { form: kind, received: self.now, mail: Box::new(mail) })?;
        Ok(melding)
    }

    /// Minutes from now; negative is before it.
    pub fn after(&self, minutes: i64) -> Moment {
        self.now.plus(Duration::minutes(minutes))
    }

    /// Lets minutes pass.
    pub fn wait(&mut self, minutes: i64) {
        self.now = self.after(minutes);
    }

    /// The case.
    pub fn zaak(&self, number: Zaaknummer) -> Result<&Zaak> {
        self.desk.zaken.get(&number).ok_or_else(|| number.unknown())
    }

    /// Its terms.
    pub fn countdowns(&self, number: Zaaknummer) -> Result<Vec<Countdown>> {
        let (zaak, choice) = (self.zaak(number)?, LezingChoice::Streng);
        let context = self.context();
        countdowns(zaak, context.case_rule(zaak), choice, &context.judge(choice).steps(zaak, Visibility::Open))
    }

    /// What acts are judged by.
    pub fn context(&self) -> Context<'_> {
        Context {
            book: Rulebook::built_in(),
            inrichtingen: &self.inrichtingen,
            addresses: AddressBook::built_in(),
            week_start: WeekStart::default(),
            kalender: Kalender::CaoRijk,
            sender: &self.sender,
            now: self.now,
        }
    }

    /// Does what has to be done before what the test is about.
    pub fn given(&mut self, act: impl Into<Act>) -> Result<()> {
        let decided = act.into().decide(&self.desk, &self.context())?;
        self.record(decided.new, None);
        Ok(())
    }

    /// The same by verbs.
    pub fn given_typed(&mut self, lines: &[&str]) -> TestResult {
        for line in lines {
            *self = self.typed(line)?.scene;
        }
        Ok(())
    }

    /// What becomes of an act.
    pub fn when(&self, act: impl Into<Act>) -> std::result::Result<Then, Box<dyn std::error::Error>> {
        self.all(&[act.into()])
    }

    /// What becomes of a verb as it is typed behind `piket`; what stands between single quotes is one word.
    pub fn typed(&self, line: &str) -> std::result::Result<Then, Box<dyn std::error::Error>> {
        self.all(&self.read(line)?)
    }

    /// Why an act is refused, with its hint.
    pub fn refuses(&self, act: impl Into<Act>) -> String {
        let refused = act.into().decide(&self.desk, &self.context());
        refused.map_or_else(|error| error.to_string(), |decided| format!("vastgelegd: {decided:?}"))
    }

    /// Why a verb is refused.
    pub fn refuses_typed(&self, line: &str) -> String {
        let acts = match self.read(line) {
            Ok(acts) => acts,
            Err(error) => return error.to_string(),
        };
        let refused = decide_all(&self.desk, &self.context(), &acts);
        refused.map_or_else(|error| error.to_string(), |decided| format!("vastgelegd: {decided:?}"))
    }

    fn read(&self, line: &str) -> std::result::Result<Vec<Act>, Box<dyn std::error::Error>> {
        let parts = line.split('\'').enumerate();
        let words = parts.flat_map(|(i, part)| match i % 2 {
            0 => part.split_whitespace().collect(),
            _ => vec![part],
        });
        let asked = |arguments: &dyn Arguments| Ok(arguments.acts(&self.desk, &self.context())?);
        match line.strip_prefix("bewaartermijn ") {
            Some(_) => asked(KeepingLine::try_parse_from(words)?.verb.arguments()),
            None => asked(Line::try_parse_from(["piket"].into_iter().chain(words))?.verb.arguments()),
        }
    }

    fn all(&self, acts: &[Act]) -> std::result::Result<Then, Box<dyn std::error::Error>> {
        let decided = decide_all(&self.desk, &self.context(), acts)?;
        let mut scene = self.clone();
        let act = scene.record(decided.new, None);
        let before = Before::of(&self.desk, scene.since(act));
        let context = scene.context();
        let after = After { desk: &scene.desk, context, choice: LezingChoice::Streng, visibility: Visibility::Open };
        let told = after.told(acts, &before, UNDO);
        let (declared, turned) = (undo::of_all(acts, &before), scene.turn(Direction::Undo, act));
        match (declared, turned) {
            // What was there already is no act of its own.
            _ if scene.since(act).is_empty() => {}
            (Undo::Restores, Ok(_)) => {}
            // What came of itself is nobody's to take back, and stands in no list of what was done.
            (Undo::Stays(Irreversible::Received), Err(_)) if matches!(acts, [Act::ReceiveMail(_)]) => {}
            (Undo::Stays(why), Err(error)) if error.hint.as_deref() == Some(why.sentence()) => {}
            (declared, turned) => return Err(format!("{acts:?} zegt {declared:?}, het logboek {turned:?}").into()),
        }
        Ok(Then { was: self.desk.clone(), act, told, scene })
    }

    fn turn(&self, direction: Direction, act: u64) -> Result<Turned> {
        let history = History { entries: self.log.clone(), start: 1 };
        let books = Books { book: Rulebook::built_in(), inrichtingen: &self.inrichtingen };
        history.deeds(&books).turn(direction, Pick::Numbered(act), self.now)
    }

    fn since(&self, act: u64) -> &[Entry] {
        let from = self.log.partition_point(|entry| entry.seq < act);
        self.log.get(from..).unwrap_or_default()
    }

    fn record(&mut self, new: Vec<NewEvent>, reverses: Option<u64>) -> u64 {
        let act = self.log.last().map_or(1, |entry| entry.seq + 1);
        for (seq, n) in (act..).zip(new) {
            let mut entry = n.entry(seq, self.now, "proef");
            entry.mark = Some(ActMark { act, reverses });
            self.desk.apply(&entry);
            self.log.push(entry);
        }
        act
    }
}

impl Then {
    /// The names in the log of what was recorded.
    pub fn events(&self) -> Vec<&'static str> {
        names(self.scene.since(self.act))
    }

    /// The sentence that the first act left.
    pub fn sentence(&self) -> &str {
        self.told.first().map_or("", String::as_str)
    }

    /// All that the officer is told.
    pub fn told(&self) -> String {
        self.told.join(" ")
    }

    /// Takes it back twenty minutes later, from the log alone, and answers the names of what does that. All is as it was
    /// then, and putting it back gives what it made.
    pub fn undone(&self) -> std::result::Result<Vec<&'static str>, Box<dyn std::error::Error>> {
        let mut scene = self.scene.clone();
        scene.wait(20);
        let turned = scene.turn(Direction::Undo, self.act)?;
        let back = scene.record(turned.new, Some(turned.reverses));
        same::same(&self.was, &scene.desk)?;
        let undone = names(scene.since(back));
        scene.wait(20);
        let turned = scene.turn(Direction::Redo, self.act)?;
        scene.record(turned.new, Some(turned.reverses));
        same::same(&self.scene.desk, &scene.desk)?;
        Ok(undone)
    }

    /// The desk once it is taken back, where more is left of it than was there.
    pub fn taken_back(&self) -> std::result::Result<Scene, Box<dyn std::error::Error>> {
        let mut scene = self.scene.clone();
        let turned = scene.turn(Direction::Undo, self.act)?;
        scene.record(turned.new, Some(turned.reverses));
        Ok(scene)
    }

    /// Why nothing takes it back.
    pub fn stays(&self) -> String {
        self.scene.turn(Direction::Undo, self.act).err().and_then(|error| error.hint).unwrap_or_default()
    }
}

fn names(entries: &[Entry]) -> Vec<&'static str> {
    entries.iter().map(|entry| entry.event.form().kind).collect()
}

/// A message that was saved and checked.
pub fn checked(scene: &mut Scene, zaak: Zaaknummer, draft: DraftKind, text: &str) -> Result<()> {
    scene.given(super::SaveDraft { zaak, draft, text: text.to_owned() })?;
    scene.given(super::CheckDraft { zaak, draft })
}

/// The copy of the first version of a message, as a mail program sends it back.
pub fn copy(recipients: &str) -> SentCopy {
    let text = Vertrouwelijk::new;
    SentCopy {
        version: 1,
        sender: text("piket@dji.example"),
        recipients: text(recipients),
        text: None,
        unsent: true,
        misfit: None,
        message_id: text("een"),
        fingerprint: text("vinger"),
        original: text("bytes"),
    }
}
