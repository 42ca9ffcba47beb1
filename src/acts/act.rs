//! Every act of the officer, typed. A key, the palette and a verb in the shell all end in one of
//! these, so that nothing can be done on screen that has no verb, and neither can skip a check.

use crate::domain::{
    besluit::{Answer, BesluitKind, YesNo},
    draft::DraftKind,
    feit::{FeitStatus, Topic},
    ids::{Meldingnummer, Piketweek, Zaaknummer},
    melding::{Call, Mail, MeldingKind},
    moment::Moment,
    rij::Rij,
    step::{Step, StepState},
    tegenspraak::{Ruling, Tegenspraak},
    termijn_choice::TermijnSetting,
    termijn_kind::TermijnKind,
    time_kind::TimeKind,
};

/// One act.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are named after what they hold")]
pub enum Act {
    /// Notes a call, or more of it.
    NoteCall { melding: Option<Meldingnummer>, call: Call },
    /// Puts a mail in the inbox.
    ReceiveMail { form: MeldingKind, received: Moment, mail: Box<Mail> },
    /// Opens a case from a report.
    Open { melding: Meldingnummer },
    /// Links a report to a case.
    Link { melding: Meldingnummer, zaak: Zaaknummer },
    /// Undoes a link.
    Unlink { melding: Meldingnummer },
    /// Accepts the latest form of a case as provisional, although items are missing.
    Accept { zaak: Zaaknummer, reason: String },
    /// Sets a report aside.
    SetAside { melding: Meldingnummer, reason: String },
    /// Puts a report back in the inbox.
    PutBack { melding: Meldingnummer },
    /// Chooses the row, or another one.
    ChooseRij { zaak: Zaaknummer, rij: Rij, reason: String },
    /// Sets the inrichting.
    SetInrichting { zaak: Zaaknummer, inrichting: String },
    /// Sets or clears times, all together, so that their order is judged as a whole.
    SetTimes { zaak: Zaaknummer, times: Vec<(TimeKind, Option<Moment>)> },
    /// Notes a fact.
    NoteFeit { zaak: Zaaknummer, topic: Topic, text: String, source: String, status: FeitStatus },
    /// Gives a fact another status.
    AssessFeit { zaak: Zaaknummer, feit: u32, status: FeitStatus },
    /// Says which of two sources counts.
    Settle { zaak: Zaaknummer, about: Tegenspraak, ruling: Ruling, reason: String },
    /// Answers a weighing question.
    Weigh { zaak: Zaaknummer, question: String, answer: Answer },
    /// Decides on P or A.
    Besluit { zaak: Zaaknummer, about: BesluitKind, choice: YesNo, reason: String },
    /// Marks a step; `at` is when it was so, the moment of noting unless told otherwise.
    SetStep { zaak: Zaaknummer, step: Step, state: StepState, reason: String, at: Option<Moment> },
    /// Saves a version of a draft.
    SaveDraft { zaak: Zaaknummer, draft: DraftKind, text: String },
    /// Marks the latest version as checked.
    CheckDraft { zaak: Zaaknummer, draft: DraftKind },
    /// Marks the checked version as sent.
    ReportSent { zaak: Zaaknummer, draft: DraftKind, at: Moment, channel: String, recipients: String },
    /// Decides which moment of a term counts, or goes back to what is calculated.
    SetTermijn { zaak: Zaaknummer, termijn: TermijnKind, setting: Option<TermijnSetting>, reason: String },
    /// Sets a reminder.
    SetReminder { zaak: Zaaknummer, when: Moment, text: String },
    /// Notes that a reminder is done.
    ReminderDone { zaak: Zaaknummer, reminder: u32 },
    /// Notes that the monitor of a week has the case.
    IncludeInMonitor { zaak: Zaaknummer, week: Piketweek },
    /// Closes a case.
    Close { zaak: Zaaknummer },
    /// Opens a closed case again.
    Reopen { zaak: Zaaknummer, reason: String },
    /// Lets one case go up in another.
    Merge { source: Zaaknummer, target: Zaaknummer, reason: String },
    /// Makes it a case of its own again.
    Split { source: Zaaknummer, reason: String },
    /// Keeps a case from being purged.
    Hold { zaak: Zaaknummer, reason: String },
    /// Ends that.
    Release { zaak: Zaaknummer, reason: String },
    /// Destroys the texts of a closed case and of the reports in it.
    PurgeZaak { zaak: Zaaknummer, reason: String },
    /// Destroys the texts of a report that was set aside.
    PurgeMelding { melding: Meldingnummer, reason: String },
}
