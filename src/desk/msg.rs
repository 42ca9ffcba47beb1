//! What reaches the desk from outside: keys, the clock, and the answers of store and other workers.

use super::{
    effect::{HistoryUse, MailCall, VersionsUse},
    state::{
        alarm_service::AlarmAction,
        key::KeyPress,
        lesson::Learnt,
        monitor_screen::{MonitorChart, MonitorProgress},
        on_commit::DraftOf,
        overdracht_screen::OpenedOverdracht,
        pointed::Pointed,
        qr_codes::DrawnCode,
        shell::{ShellCall, Visitor},
        text_edit::TextEdit,
        way_out::WentOut,
        window::Window,
    },
};
use crate::{
    acts::{Act, IncludeInMonitor},
    alarm::{watch_news::WatchNews, wekkerboek::Wekkerboek},
    domain::{
        alarm::{AlarmChannel, AlarmPoint, AlarmTopic, ChannelOutcome},
        copy_reason::CopyReason,
        dossier_kind::DossierKind,
        draft::{DraftKind, MadeText},
        error::{Error, Result},
        form_target::FormTarget,
        ids::{Piketweek, Zaaknummer},
        melding::MeldingKind,
        moment::Moment,
        monitor_order::MonitorOrder,
        overdracht_order::{OverdrachtOrder, OverdrachtPart},
        period::Period,
        source::{ImportTally, SourceKind, SourceState},
        ticket::Ticket,
        typed::Typed,
        uptime::Uptime,
        writer::Writer,
    },
    judge::{film_scope::FilmScope, week::WeekFacts},
    log::{desk::Desk, draft_versions::DraftVersion, event::Entry, history::History},
};

/// One message.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are named after what they hold")]
pub enum Msg {
    /// A key.
    KeyPress(KeyPress),
    /// So many keys follow that came all at once.
    Together(usize),
    /// Pasted text.
    Paste(String),
    /// The mouse chose something.
    Pointed(Pointed),
    /// The terminal told where its window is.
    Window(Window),
    /// The wall clock, and the one that nobody can set.
    Tick { now: Moment, uptime: Uptime },
    /// What was typed behind an act before that was on screen was not taken.
    InputDropped,
    /// So many characters of a paste that nobody sees were left out.
    LeftOut(usize),
    /// A key was one of the text field of the editor, which changed its text so; not at all where the key only moved.
    EditorTyped(Vec<TextEdit>),
    /// The store committed what was asked under this ticket.
    Recorded { ticket: Ticket, entries: Vec<Entry> },
    /// The store refused it.
    Refused { ticket: Ticket, error: Error },
    /// A text was saved as typed, or could not be.
    TypedKept { target: FormTarget, result: Result<()> },
    /// What was typed before and never recorded.
    Held(Vec<Typed>),
    /// A desk that fell over left this readable: texts in the officer's own editor, which go on here, and so many files that
    /// other programs were given. None of it lies there any more.
    LeftBehind { texts: Vec<(DraftOf, String)>, files: usize },
    /// What was done lately.
    History { purpose: HistoryUse, result: Result<History> },
    /// The store had no room for a search; it is asked again.
    SearchWaits,
    /// What the store found for a search.
    Found { search: String, desk: Box<Desk>, total: usize },
    /// What was busy lately, closed or not.
    Recent(Box<Desk>),
    /// The entries of a case.
    Timeline { zaak: Zaaknummer, entries: Vec<Entry> },
    /// The entries for the film.
    Film { scope: FilmScope, entries: Vec<Entry> },
    /// A draft rendered from its template.
    DraftMade { zaak: Zaaknummer, draft: DraftKind, made: Result<MadeText> },
    /// The versions of a draft, oldest first.
    Versions { zaak: Zaaknummer, draft: DraftKind, purpose: VersionsUse, result: Result<Vec<DraftVersion>> },
    /// The officer's own editor ended, with this text of a draft.
    EditedOutside { zaak: Zaaknummer, draft: DraftKind, result: Result<String> },
    /// The officer wants this word among his own, or no longer.
    TurnWord(String),
    /// What became of it.
    WordTurned(Result<String>),
    /// A label was taught.
    Learnt(Box<Learnt>),
    /// A message left, or did not.
    WentOut(Box<WentOut>),
    /// A paper about a whole case is where the sentence says, or could not be written.
    DossierWritten { zaak: Zaaknummer, kind: DossierKind, result: Result<String> },
    /// The screen drew the code on top, or had no room for it.
    CodeDrawn(DrawnCode),
    /// A phone number is on the clipboard, or is not.
    NumberCopied(Result<()>),
    /// Mails were read: the acts that take them in, whether each calls, and the files that belong to them. Who read them
    /// waits for [`Effect::MailProcessed`](super::effect::Effect::MailProcessed).
    Mail { acts: Vec<Act>, calls: Vec<MailCall>, files: Vec<Vec<u8>> },
    /// A verb in the shell found this desk open.
    Shell(ShellCall),
    /// How a source of mail is doing.
    Source { kind: SourceKind, state: SourceState },
    /// The files that the officer named were read, or those of a verb in the shell that waits.
    Imported { tally: ImportTally, visitor: Option<Visitor> },
    /// A monitor was written, and which cases are in that of their week by it.
    MonitorWritten { order: MonitorOrder, entered: Vec<IncludeInMonitor> },
    /// A monitor that was asked for was not written.
    MonitorFailed { order: MonitorOrder, error: Error },
    /// So many weeks of a monitor were read.
    MonitorProgress { period: Period, progress: MonitorProgress },
    /// The charts of a monitor were made, or could not be.
    Charts { period: Period, result: Result<Vec<MonitorChart>> },
    /// These cases were brought, or could not be.
    Brought { title: String, zaken: Vec<Zaaknummer>, result: Result<Box<Desk>> },
    /// A handover was opened, or could not be.
    OverdrachtOpened(Result<OpenedOverdracht>),
    /// A part of it is in the log, or is not.
    PartTaken { part: OverdrachtPart, result: Result<Box<TakenPart>> },
    /// A handover is in its file: what the audit calls it, and what the officer is told.
    OverdrachtWritten { object: String, sentence: String },
    /// A handover that was asked for was not written.
    OverdrachtFailed { order: OverdrachtOrder, error: Error },
    /// A piketweek was read, or could not be.
    Week { week: Piketweek, result: Result<(Box<Desk>, WeekFacts)> },
    /// Who writes, what was recorded since the last time, and the cases and reports it touched.
    Followed { writer: Writer, entries: Vec<Entry>, delta: Box<Desk> },
    /// That could not be told.
    FollowFailed(Error),
    /// This desk writes from now on, or cannot.
    TakenOver(Result<Box<Desk>>),
    /// A copy of the log was made where one was due, and where it is; or it could not be.
    Backup { reason: CopyReason, result: Result<String> },
    /// The calendar file was written, or could not be.
    Agenda(Result<()>),
    /// Somebody elsewhere asks for the lock.
    Lock,
    /// The laptop slept since the last look.
    Slept,
    /// The passphrase at the lock was not right, or the store does not open with it.
    StaysLocked(Error),
    /// What the disk refused is sealed in another place, so that the desk can be locked; or it is not.
    TextsSealed(Result<()>),
    /// Mail that came in behind the lock is sealed away.
    SealedMail(Vec<(MeldingKind, MailCall)>),
    /// Something the officer asked for did not work out.
    Failed(Error),
    /// A way to call the officer does not work; said once.
    CallFailed(String),
    /// Who calls out, and what changed in the wekkerboek; or it could not be told.
    Watch(Box<Result<WatchNews>>),
    /// The lines of the wekkerboek were recorded, and this is the book; or they were not.
    Woken(Box<Result<Wekkerboek>>),
    /// These alarms went off, by these ways.
    WentOff { points: Vec<AlarmPoint>, channels: Vec<(AlarmChannel, ChannelOutcome)> },
    /// A way to call that takes its time ended, after the alarm had gone off by others.
    Answered { topic: AlarmTopic, channel: AlarmChannel, outcome: ChannelOutcome },
    /// A button of a notification was pressed.
    AlarmAction { topic: AlarmTopic, action: AlarmAction },
    /// The clock of the machine jumped from the first moment to the second.
    ClockJump { from: Moment, to: Moment },
}

/// A part of a handover that is in the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenPart {
    /// What the officer is told of it.
    pub said: String,
    /// The desk as it is with it.
    pub desk: Desk,
    /// What the audit calls it.
    pub object: String,
}
