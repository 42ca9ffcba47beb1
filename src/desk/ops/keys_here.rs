//! Which keys the bottom line names: those that matter where the officer is. Only of these it is asked whether they can
//! be done now, since it is asked after every message.

use super::commands::available;
use crate::{
    desk::{
        command::CommandId,
        model::Model,
        state::{
            item::Item,
            screen::{Focus, Tab},
        },
        view::View,
    },
    judge::visibility::Visibility,
};

/// More have no room beside each other.
const MOST: usize = 7;

/// Those that matter here and can be done now, most important first.
pub(super) fn keys(model: &Model) -> Vec<CommandId> {
    let view = &model.view;
    let own: &[CommandId] = match (view.chosen, view.focus, view.tab) {
        (None, _, _) => &[],
        (Some(Item::Melding(_)), Focus::List, _) => {
            &[CommandId::OpenZaak, CommandId::Link, CommandId::SetAside, CommandId::Unlink, CommandId::PutBack]
        }
        (Some(Item::Melding(_)), Focus::Detail, _) => &[
            CommandId::AcceptField,
            CommandId::PutAsideField,
            CommandId::TeachLabel,
            CommandId::OpenZaak,
            CommandId::Link,
            CommandId::SetAside,
            CommandId::Unlink,
            CommandId::PutBack,
            CommandId::Back,
        ],
        (Some(Item::Zaak(_)), Focus::List, _) => {
            &[CommandId::Detail, CommandId::NextStep, CommandId::Rij, CommandId::Feit, CommandId::Why]
        }
        (Some(Item::Zaak(_)), Focus::Detail, Tab::Checklist) => &[
            CommandId::Detail,
            CommandId::NextStep,
            CommandId::Done,
            CommandId::NotNeeded,
            CommandId::Qr,
            CommandId::Rij,
            CommandId::Back,
        ],
        (Some(Item::Zaak(_)), Focus::Detail, Tab::Beeld) => &[
            CommandId::Settle,
            CommandId::NextStep,
            CommandId::Feit,
            CommandId::Reveal,
            CommandId::FeitStatus,
            CommandId::Data,
            CommandId::Back,
        ],
        (Some(Item::Zaak(_)), Focus::Detail, Tab::Drafts) => &[
            CommandId::Detail,
            CommandId::NextStep,
            CommandId::Checked,
            CommandId::Sent,
            CommandId::Versions,
            CommandId::Back,
        ],
        (Some(Item::Zaak(_)), Focus::Detail, Tab::Timeline) => &[CommandId::Reveal, CommandId::Back],
        (Some(Item::Zaak(_)), Focus::Detail, Tab::Termijnen) => &[CommandId::Termijn, CommandId::Rij, CommandId::Back],
    };
    let everywhere = [
        CommandId::TakeOver,
        CommandId::Phone,
        CommandId::Help,
        CommandId::Palette,
        CommandId::Search,
        CommandId::UndoLast,
    ];
    let all = own.iter().copied().chain(everywhere);
    // Another sending of what went out already can be noted, but is not what matters; and a case without a row goes on to
    // the rows, which have a key of their own.
    let has_row = view.zaak().is_none_or(|zaak| view.context().case_rule(zaak).rij().is_some());
    let matters = |id: &CommandId| {
        (*id != CommandId::Sent || !sent(view))
            && (*id != CommandId::Qr || can_be_phoned(view))
            && (*id != CommandId::NextStep || has_row)
    };
    all.filter(|id| matters(id) && available(model, *id).is_ok()).take(MOST).collect()
}

/// True at a step that is still to be done and about which somebody is phoned.
fn can_be_phoned(view: &View) -> bool {
    let step = view.chosen_step().filter(|_| !view.step_is_done());
    step.is_some_and(|step| view.call_sheet(step, Visibility::Masked).is_some())
}

/// True where the version with the cursor went out.
fn sent(view: &View) -> bool {
    let zaak = view.zaak();
    let draft = zaak.and_then(|z| z.drafts.get(&view.chosen_draft()?));
    draft.is_some_and(|d| d.sent.last().is_some_and(|sent| sent.version == d.version))
}
