//! What the officer can do. One file per act: its arguments, its judgement against the desk, the
//! sentence that says it is done, how it is taken back, and its tests; one row in the table below makes it known to keys,
//! palette and shell, so that neither screen nor verb can skip a check.
//! From the rows follow the acts, their judgement and sentence, and the verbs that record with their
//! arguments. Pure: the same desk and act give the same answer.

pub mod arguments;
pub mod before;
pub mod decide;
pub mod told;
pub mod undo;

// What acts share.
mod brought;
mod follows;
mod ledger;
#[cfg(test)]
mod scene;
mod shared;
mod step_answer;
mod task;

// The acts.
mod accept_form;
mod answer_call;
mod assess_feit;
mod check_draft;
mod choose_rij;
mod close_week;
mod close_zaak;
mod correct_feit;
mod end_sending;
mod hand_over_zaak;
mod hold_zaak;
mod include_in_monitor;
mod judge_copy;
mod judge_field;
mod let_through;
mod link_melding;
mod merge_zaken;
mod not_sent;
mod note_call;
mod note_copy;
mod note_feit;
mod open_zaak;
mod pass_on;
mod provide;
mod purge_melding;
mod purge_zaak;
mod put_back;
mod read_along;
mod receive_mail;
mod receive_step;
mod release_zaak;
mod reminder_done;
mod reopen_week;
mod reopen_zaak;
mod report_sent;
mod retract_feit;
mod save_draft;
mod set_aside;
mod set_inrichting;
mod set_reminder;
mod set_step;
mod set_termijn;
mod set_times;
mod settle;
mod split_zaak;
mod start_sending;
mod take_besluit;
pub mod taught_answer;
mod unlink_melding;
mod weigh;
mod withdraw_zaak;

use arguments::Arguments;
use before::Before;
use clap::Subcommand;
use decide::{After, Context, Decided, Judged};
use undo::Undo;
pub use {
    answer_call::{AnswerCallArgs, Said, answer_ids},
    correct_feit::CorrectFeitArgs,
    judge_copy::JudgeCopyArgs,
    judge_field::{FieldVerdict, JudgeFieldArgs},
    note_call::{Naming, NoteCallArgs},
    note_copy::copy_told,
    note_feit::NoteFeitArgs,
    pass_on::PassOnArgs,
    read_along::ReadAlongArgs,
    save_draft::DraftArgs,
    set_inrichting::UnlistedName,
    set_reminder::SetReminderArgs,
    set_step::SetStepArgs,
    set_termijn::SetTermijnArgs,
    set_times::SetTimesArgs,
    settle::SettleArgs,
    step_answer::{StepAnswer, StepTold, answer_step},
};

use crate::{domain::error::Result, log::desk::Desk};

/// Writes out the rows. `verb` is followed by the name in the shell and the arguments, which are the act
/// itself where it is typed just as it is; `before` by the verb that it precedes in the help.
/// `bewaartermijn` says the same of a verb within that one.
macro_rules! acts {
    ($(
        $file:ident::$act:ident
        $(, verb $verb:literal ($arguments:ty) $(before $place:literal)?)?
        $(, bewaartermijn $keeping:literal ($kept:ty))?
        ;
    )+) => {
        $(pub use $file::$act;)+

        /// One act.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum Act {
            $(#[doc = concat!("See [`", stringify!($act), "`].")] $act($act),)+
        }

        $(impl From<$act> for Act {
            fn from(act: $act) -> Self {
                Self::$act(act)
            }
        })+

        impl Act {
            /// Judges the act.
            ///
            /// # Errors
            /// When the act cannot be, with the reason and what to do instead.
            pub fn decide(&self, desk: &Desk, context: &Context<'_>) -> Result<Decided> {
                let decided = match self {
                    $(Self::$act(act) => act.decide(desk, context),)+
                };
                Ok(decided?.with_what_follows(desk, context))
            }

            /// What it wrote, told once it is in the log.
            pub fn sentence(&self, after: &After<'_>) -> String {
                match self {
                    $(Self::$act(act) => act.sentence(after),)+
                }
            }

            /// What becomes of it when it is taken back.
            pub fn undo(&self, before: &Before) -> Undo {
                match self {
                    $(Self::$act(act) => act.undo(before),)+
                }
            }
        }

        /// The verbs that record, each named after the act of its row.
        #[expect(missing_docs, reason = "a doc here would replace the help that stands with the arguments")]
        #[derive(Debug, Clone, Subcommand)]
        pub enum RecordingVerb {
            $($(#[command(name = $verb)] $act(Box<$arguments>),)?)+
        }

        impl RecordingVerb {
            /// The verbs that do not stand where all others do in the help, and the one that they precede.
            pub const PLACES: &[(&str, &str)] = &[$($($(($verb, $place),)?)?)+];

            /// What was typed.
            pub fn arguments(&self) -> &dyn Arguments {
                match self {
                    $($(Self::$act(arguments) => {
                        let arguments: &$arguments = arguments;
                        arguments
                    })?)+
                }
            }
        }

        /// The verbs within `bewaartermijn` that record, each named after the act of its row.
        #[expect(missing_docs, reason = "a doc here would replace the help that stands with the arguments")]
        #[derive(Debug, Clone, Subcommand)]
        pub enum KeepingVerb {
            $($(#[command(name = $keeping)] $act(Box<$kept>),)?)+
        }

        impl KeepingVerb {
            /// What was typed.
            pub fn arguments(&self) -> &dyn Arguments {
                match self {
                    $($(Self::$act(arguments) => {
                        let arguments: &$kept = arguments;
                        arguments
                    })?)+
                }
            }
        }
    };
}

acts! {
    note_call::NoteCall, verb "meld" (NoteCallArgs) before "importeer";
    receive_mail::ReceiveMail;
    open_zaak::OpenZaak, verb "open" (OpenZaak);
    link_melding::LinkMelding, verb "koppel" (LinkMelding);
    unlink_melding::UnlinkMelding, verb "ontkoppel" (UnlinkMelding);
    judge_field::JudgeField, verb "veld" (JudgeFieldArgs);
    accept_form::AcceptForm, verb "aanvaard" (AcceptForm);
    set_aside::SetAside, verb "terzijde" (SetAside);
    put_back::PutBack, verb "terugleggen" (PutBack);
    choose_rij::ChooseRij, verb "rij" (ChooseRij);
    set_times::SetTimes, verb "gegevens" (SetTimesArgs);
    set_inrichting::SetInrichting;
    answer_call::AnswerCall, verb "belantwoord" (AnswerCallArgs);
    note_feit::NoteFeit, verb "feit" (NoteFeitArgs);
    correct_feit::CorrectFeit, verb "feit-verbeter" (CorrectFeitArgs);
    retract_feit::RetractFeit, verb "feit-terug" (RetractFeit);
    assess_feit::AssessFeit, verb "feit-status" (AssessFeit);
    settle::Settle, verb "beslecht" (SettleArgs);
    weigh::Weigh, verb "weeg" (Weigh);
    take_besluit::TakeBesluit, verb "besluit" (TakeBesluit);
    receive_step::ReceiveStep;
    set_step::SetStep, verb "stap" (SetStepArgs);
    save_draft::SaveDraft, verb "concept" (DraftArgs);
    let_through::LetThrough;
    check_draft::CheckDraft;
    report_sent::ReportSent;
    start_sending::StartSending;
    end_sending::EndSending;
    not_sent::NotSent, verb "niet-verzonden" (NotSent);
    read_along::ReadAlong, verb "meelezen" (ReadAlongArgs);
    note_copy::NoteCopy;
    judge_copy::JudgeCopy, verb "kopie" (JudgeCopyArgs);
    pass_on::PassOn, verb "doorgemeld" (PassOnArgs);
    set_termijn::SetTermijn, verb "zet-termijn" (SetTermijnArgs);
    set_reminder::SetReminder, verb "herinner" (SetReminderArgs);
    reminder_done::ReminderDone;
    include_in_monitor::IncludeInMonitor;
    close_zaak::CloseZaak, verb "sluit" (CloseZaak) before "monitor";
    reopen_zaak::ReopenZaak, verb "heropen" (ReopenZaak) before "monitor";
    withdraw_zaak::WithdrawZaak, verb "trek-in" (WithdrawZaak) before "monitor";
    merge_zaken::MergeZaken, verb "samenvoegen" (MergeZaken) before "monitor";
    split_zaak::SplitZaak, verb "splitsen" (SplitZaak) before "monitor";
    hand_over_zaak::HandOverZaak;
    close_week::CloseWeek, verb "week-sluit" (CloseWeek) before "monitor";
    reopen_week::ReopenWeek, verb "week-heropen" (ReopenWeek) before "monitor";
    hold_zaak::HoldZaak, bewaartermijn "houd" (HoldZaak);
    release_zaak::ReleaseZaak, bewaartermijn "vrij" (ReleaseZaak);
    purge_zaak::PurgeZaak;
    purge_melding::PurgeMelding;
}
