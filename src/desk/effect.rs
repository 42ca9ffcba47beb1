//! What the desk asks of the world. Plain data, so that a test can read what would have happened, and whole:
//! whoever does it needs no look at the desk.

use crate::{
    acts::taught_answer::TaughtAnswer,
    alarm::wekkerboek::{AlarmTarget, Tone},
    desk::state::{
        dossier_order::DossierOrder,
        draft_material::DraftMaterial,
        lesson::Lesson,
        shell::{ShellReply, Visitor},
        way_out::OutgoingMessage,
    },
    domain::{
        alarm::{AlarmLine, AlarmPoint, AlarmTopic},
        audit::Audit,
        copy_reason::CopyReason,
        draft::DraftKind,
        form_target::FormTarget,
        ids::{Piketweek, WeekStart, Zaaknummer},
        inrichting::Inrichtingen,
        moment::Moment,
        monitor_order::MonitorOrder,
        overdracht_order::{OverdrachtOrder, OverdrachtPart, OverdrachtReading},
        passphrase::Passphrase,
        period::Period,
        termijn_choice::LezingChoice,
        ticket::Ticket,
        typed::Typed,
        watch::{AlarmHost, Claim},
    },
    judge::{case_judge::CaseJudge, countdown::Severity, film_scope::FilmScope},
    log::{
        event::NewEvent,
        history::{Direction, Pick},
    },
    rules::{
        address_book::AddressBook,
        book::{Book, Books},
    },
};
use std::{collections::BTreeSet, sync::Arc};

/// One request.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are named after what they hold")]
pub enum Effect {
    /// Record these facts with the files that belong to them, all or nothing, and answer under this
    /// ticket. What was saved as typed about the same goes with it; `reverses` is the act that they take back.
    Write {
        ticket: Ticket,
        facts: Vec<NewEvent>,
        files: Vec<Vec<u8>>,
        typed: Option<FormTarget>,
        reverses: Option<u64>,
    },
    /// Save a text as it was typed so far, beside the log, and answer for it.
    KeepTyped(Typed),
    /// A text was thrown away on purpose: what was saved of it goes too.
    ForgetTyped(FormTarget),
    /// Bring what was typed and never recorded.
    Held,
    /// Take away what a desk that fell over left where others may read it.
    Sweep,
    /// Read what was done lately.
    History(HistoryUse),
    /// Search all cases and reports.
    Search(String),
    /// Read the entries of a case.
    Timeline(Zaaknummer),
    /// Read the entries of a case, or all of them, for the film.
    Film(FilmScope),
    /// Read every version of a draft.
    Versions { zaak: Zaaknummer, draft: DraftKind, purpose: VersionsUse },
    /// Render a draft from its template.
    MakeDraft { draft: DraftKind, material: Box<DraftMaterial> },
    /// Let a message leave, and tell what became of it.
    SendOut(Box<OutgoingMessage>),
    /// Write a paper about a whole case, and tell where it is.
    Dossier(Box<DossierOrder>),
    /// Give a phone number to the clipboard, and tell whether it got there.
    CopyNumber(String),
    /// Teach the desk a label, and tell what its answer says by that.
    Teach { lesson: Box<Lesson>, inrichtingen: Arc<Inrichtingen> },
    /// Take back a label that was taught, or teach it again, with its answer.
    TurnLabel { taught: TaughtAnswer, direction: Direction },
    /// Add a word to the officer's own for the spelling, or take it back, and tell which.
    TurnWord(String),
    /// Record who saw what.
    Audit(Audit),
    /// Seal these texts, which the disk refused, in another place.
    SealTexts(Vec<Typed>),
    /// Open the store with this passphrase.
    Unlock(Passphrase),
    /// Warn the officer, and tell by which ways that went.
    Alarm(Alarm),
    /// Take off the desktop what stands there of these: they do not ring any more.
    TakeOff(BTreeSet<AlarmTopic>),
    /// Look at the lease of the alarms; whoever holds it says when its next one goes.
    Watch { claim: Claim, next: Option<Moment> },
    /// Record these lines of the wekkerboek.
    RecordAlarms { by: AlarmHost, alarm_lines: Vec<AlarmLine> },
    /// Write the calendar file that the settings name.
    Agenda {
        /// What the alarms are about, for what they say.
        targets: Vec<AlarmTarget>,
        /// The rule book of the desk.
        book: Book,
        /// The known inrichtingen.
        inrichtingen: Arc<Inrichtingen>,
    },
    /// Write a monitor to a file.
    Monitor { order: MonitorOrder, material: MonitorMaterial },
    /// Make the charts of a monitor, and tell how far that is.
    Charts { period: Period, material: MonitorMaterial },
    /// Bring these cases, whatever became of them, for a list under this title.
    Bring { title: String, zaken: Vec<Zaaknummer> },
    /// Write a handover to a file.
    Overdracht { order: OverdrachtOrder, material: OverdrachtMaterial },
    /// Open a handover, and tell what is in it.
    OpenOverdracht { reading: OverdrachtReading, material: OverdrachtMaterial },
    /// Take a part of the handover over that was opened last.
    TakePart { part: OverdrachtPart, material: OverdrachtMaterial },
    /// Read a piketweek: all that came up in it, and what only the store knows of it.
    Week { week: Piketweek, week_start: WeekStart },
    /// Read mails into the inbox, for the officer or for a verb in the shell that waits.
    Import { paths: Vec<String>, inrichtingen: Arc<Inrichtingen>, visitor: Option<Visitor> },
    /// Read from the sources of mail, from now on.
    ReadSources { inrichtingen: Arc<Inrichtingen> },
    /// This became of the mails that were handed over; the next may come.
    MailProcessed(MailFate),
    /// Tell a verb in the shell what became of what it asked.
    AnswerShell { visitor: Visitor, reply: ShellReply },
    /// Bring what was busy lately, closed or not.
    Recent,
    /// Tell what another process recorded since the last time.
    Follow,
    /// Take the pen of the store over.
    TakeOver,
    /// Make a copy of the log; one that is only due is left out where nothing was recorded since the last.
    Backup(CopyReason),
    /// Do this with the terminal, which whoever runs the desk holds.
    Screen(ScreenEffect),
    /// Leave.
    Stop,
}

/// What is done with the terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are named after what they hold")]
pub enum ScreenEffect {
    /// Draw the whole screen anew.
    Redraw,
    /// Give the terminal back to the shell and stand still, once what was typed is in the log.
    Suspend,
    /// Give the terminal to the officer's own editor with this text of a draft, and tell what comes back.
    EditOutside { zaak: Zaaknummer, draft: DraftKind, text: String },
}

/// What the history is read for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are named after what they hold")]
pub enum HistoryUse {
    /// To take an act back or put it back, under this ticket.
    Turn { ticket: Ticket, direction: Direction, pick: Pick },
    /// To choose from.
    List,
}

/// What the versions of a draft are read for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VersionsUse {
    /// To look through.
    List,
    /// To put the one before back.
    Back,
}

/// What a monitor is made with, besides the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonitorMaterial {
    /// The rule book.
    pub book: Book,
    /// The known inrichtingen.
    pub inrichtingen: Arc<Inrichtingen>,
    /// When a piketweek starts.
    pub week_start: WeekStart,
}

/// What a handover is made with, besides the log and the settings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OverdrachtMaterial {
    /// The rule book.
    pub book: Book,
    /// The known inrichtingen.
    pub inrichtingen: Arc<Inrichtingen>,
    /// Whom the desk knows.
    pub addresses: Arc<AddressBook>,
    /// Which reading the countdowns follow.
    pub choice: LezingChoice,
    /// When a piketweek starts.
    pub week_start: WeekStart,
}

impl OverdrachtMaterial {
    /// What its cases are judged with.
    pub fn judge(&self) -> CaseJudge<'_> {
        CaseJudge { books: Books { book: &self.book, inrichtingen: &self.inrichtingen }, choice: self.choice }
    }
}

/// Whether a mail calls the officer once it is in the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MailCall {
    /// It does.
    Calls,
    /// No person wrote it, or the officer brought it in.
    Silent,
}

/// What became of mails that were handed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MailFate {
    /// They are in the log.
    Saved,
    /// Nothing was recorded.
    Refused,
}

/// One call, for all that goes off at one moment: numbers and acts, never a person, an inrichting or a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alarm {
    /// What it is about, the worst where there is more.
    pub topic: AlarmTopic,
    /// The act that asks for: `MBV`.
    pub act: String,
    /// Which planned alarms go off by it.
    pub points: Vec<AlarmPoint>,
    /// How close it is.
    pub severity: Severity,
    /// How it calls.
    pub tone: Tone,
    /// Whether the bell of the terminal goes with it.
    pub bell: Bell,
    /// `2026-W47-03: MBV nog 15 min`.
    pub text: String,
    /// The same of the others that go off with it.
    pub others: Vec<String>,
}

/// Whether the bell of the terminal goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bell {
    /// It goes.
    Rings,
    /// Somebody looks at the desk at this moment, and sees the alarm itself.
    Silent,
}

impl Alarm {
    /// What is called out where there is room for one sentence: the worst, and how many others.
    pub fn call(&self) -> String {
        match self.others.len() {
            0 => self.text.clone(),
            n => format!("{} (en nog {n})", self.text),
        }
    }
}
