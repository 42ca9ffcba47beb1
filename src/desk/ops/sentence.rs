//! What the bottom line says of an act.

use crate::{
    acts::act::Act,
    domain::{step::StepState, tegenspraak::Ruling, termijn_choice::TermijnSetting},
};

/// What the bottom line says once an act is in the log.
pub fn sentence(act: &Act) -> String {
    match act {
        Act::NoteCall { .. } => "Het telefoontje is bewaard.".to_owned(),
        Act::ReceiveMail { .. } => "De mail staat in de inbox.".to_owned(),
        Act::Open { melding } => format!("Voor melding {melding} is een zaak geopend."),
        Act::Link { melding, zaak } => format!("Melding {melding} hoort nu bij zaak {zaak}."),
        Act::Unlink { melding } => format!("Melding {melding} is losgemaakt."),
        Act::Accept { zaak, .. } => format!("Het formulier van zaak {zaak} is voorlopig aanvaard."),
        Act::SetAside { melding, .. } => format!("Melding {melding} ligt terzijde."),
        Act::PutBack { melding } => format!("Melding {melding} ligt weer in de inbox."),
        Act::ChooseRij { rij, .. } => format!("Rij {rij} is gekozen."),
        Act::SetInrichting { .. } => "De inrichting is vastgelegd.".to_owned(),
        Act::SetTimes { .. } => "De tijden zijn vastgelegd.".to_owned(),
        Act::NoteFeit { topic, .. } => format!("Het feit over {} is genoteerd.", topic.label()),
        Act::AssessFeit { feit, status, .. } => format!("Feit {feit} is {}.", status.word()),
        Act::Settle { about, ruling, .. } => match ruling {
            Ruling::First | Ruling::Second => format!("Vastgelegd is wat telt ({}).", about.about()),
            Ruling::Both => format!("Beide blijven staan ({}).", about.about()),
        },
        Act::Weigh { question, answer, .. } => format!("Vraag {question}: {}.", answer.word()),
        Act::Besluit { about, choice, .. } => format!("Besluit {}: {}.", about.letter(), choice.word()),
        Act::SetStep { step, state, .. } => {
            let how = match state {
                StepState::Open => "weer open",
                StepState::Waiting => "in de wacht",
                StepState::Done => "gereed",
                StepState::NotNeeded => "niet nodig",
            };
            format!("Stap {} staat op {how}.", step.code())
        }
        Act::SaveDraft { draft, .. } => format!("Het concept {} is bewaard.", draft.label()),
        Act::CheckDraft { draft, .. } => format!("Het concept {} is gecontroleerd.", draft.label()),
        Act::ReportSent { draft, .. } => format!("De verzending ({}) is vastgelegd.", draft.label()),
        Act::SetTermijn { termijn, setting, .. } => match setting {
            Some(TermijnSetting::Moment(u)) => format!("De termijn {} staat op {}.", termijn.label(), u.long()),
            Some(TermijnSetting::Lezing(rule)) => format!("De termijn {} volgt de lezing «{rule}».", termijn.label()),
            None => format!("De termijn {} is weer de berekende.", termijn.label()),
        },
        Act::SetReminder { when, .. } => format!("De herinnering staat op {}.", when.short()),
        Act::ReminderDone { reminder, .. } => format!("Herinnering {reminder} is af."),
        Act::IncludeInMonitor { zaak, week } => format!("Zaak {zaak} staat in de monitor van {week}."),
        Act::Close { zaak } => format!("Zaak {zaak} is gesloten."),
        Act::Reopen { zaak, .. } => format!("Zaak {zaak} is heropend."),
        Act::Merge { source, target, .. } => format!("Zaak {source} is opgegaan in zaak {target}."),
        Act::Split { source, .. } => format!("Zaak {source} is weer een eigen zaak, en open."),
        Act::Hold { zaak, .. } => format!("Zaak {zaak} wordt vastgehouden."),
        Act::Release { zaak, .. } => format!("Zaak {zaak} wordt niet langer vastgehouden."),
        Act::PurgeZaak { zaak, .. } => format!("De teksten van zaak {zaak} zijn gewist."),
        Act::PurgeMelding { melding, .. } => format!("De teksten van melding {melding} zijn gewist."),
    }
}
