//! What keys do, one family of acts per file. The topmost layer gets the key first, then the keymap
//! of where the officer is.

pub mod agenda_file;
pub mod alarm_service;
pub mod alarm_targets;
pub mod backup;
pub mod masking;
pub mod role;
pub mod screen_lock;
pub mod shielding;
pub mod source;
pub mod wake;
pub mod write_queue;

mod desk;
pub mod draft;
pub mod film;
mod form;
mod melding;
mod merge;
pub mod palette;
pub mod phone;
mod picker;
mod tegenspraak;
pub mod termijn;
pub mod weigh;
mod what_if;
mod zaak;

pub use zaak::is_incomplete;

use super::{
    command::{CommandId, Scope, available},
    effect::Effect,
    model::Model,
    ops::write_queue::perform,
    state::{
        form::target,
        item::Item,
        key::{KeyPress, KeySym},
        layer::Layer,
        on_commit::OnCommit,
        screen::Tab,
        shielding::Shielding,
    },
};
use crate::{
    acts::act::Act,
    domain::{
        besluit::BesluitKind, error::Error, feit::Topic, step::StepState, tegenspraak::Ruling,
        termijn_choice::TermijnSetting,
    },
};

/// Takes a key.
pub fn key(model: &mut Model, key: KeyPress, effects: &mut Vec<Effect>) {
    if shielding::take(model, key, effects) {
        return;
    }
    if key == (KeyPress { code: KeySym::Char('c'), ctrl: true, alt: false }) {
        run(model, CommandId::Quit, effects);
        return;
    }
    match model.session.layers.last() {
        Some(Layer::Form(_)) => form::key(model, key, effects),
        Some(Layer::Picker(_)) => picker::key(model, key, effects),
        Some(Layer::Weigh { .. }) => weigh::key(model, key, effects),
        Some(Layer::WhatIf(..)) => what_if::key(model, key, effects),
        Some(Layer::Editor(_)) => draft::key(model, key, effects),
        Some(Layer::Search(_)) => desk::search_key(model, key, effects),
        Some(Layer::FilmReading) => film::handle_key(model, key),
        Some(Layer::Film(_)) => film::key(model, key, effects),
        None => {
            if let Some(id) = model.view.setup.keymap.find(key, &scopes(model)) {
                run(model, id, effects);
            }
        }
    }
}

/// Takes pasted text.
pub fn paste(model: &mut Model, text: &str) {
    // What nobody sees arrive is not taken in.
    match model.session.shielding {
        Shielding::None => {}
        Shielding::Privacy => return,
        Shielding::ScreenLock(_) => return screen_lock::paste(model, text),
    }
    let now = model.view.now;
    match model.session.layers.last_mut() {
        Some(Layer::Form(form)) => {
            form.paste(text);
            form.unsaved.get_or_insert(now);
        }
        Some(Layer::Picker(k)) => {
            k.filter.paste(text);
            k.refilter();
        }
        Some(Layer::Search(input) | Layer::WhatIf(_, input)) => input.paste(text),
        Some(Layer::Weigh { .. } | Layer::Editor(_) | Layer::FilmReading | Layer::Film(_)) | None => {}
    }
}

/// Where the officer is.
pub fn scopes(model: &Model) -> Vec<Scope> {
    match model.view.chosen {
        Some(Item::Melding(_)) => vec![Scope::Melding, Scope::Desk],
        Some(Item::Zaak(_)) => vec![Scope::Zaak, Scope::Desk],
        None => vec![Scope::Desk],
    }
}

/// Runs a command, or says why it cannot be now.
pub fn run(model: &mut Model, id: CommandId, effects: &mut Vec<Effect>) {
    if let Err(why) = available(model, id) {
        model.report_error(Error::no(why));
        return;
    }
    match id {
        CommandId::Phone => phone::start(model),
        CommandId::Detail => desk::to_detail(model, effects),
        CommandId::Back => desk::back(model),
        CommandId::Down => desk::move_selection(model, 1, effects),
        CommandId::Up => desk::move_selection(model, -1, effects),
        CommandId::Begin => desk::move_selection(model, isize::MIN, effects),
        CommandId::LogEnd => desk::move_selection(model, isize::MAX, effects),
        CommandId::PaginaOmlaag => desk::browse(model, desk::PAGE, effects),
        CommandId::PaginaOmhoog => desk::browse(model, -desk::PAGE, effects),
        CommandId::TabVerder => desk::to_tab(model, 1, effects),
        CommandId::TabBack => desk::to_tab(model, Tab::ALL.len() - 1, effects),
        CommandId::TabChecklist => desk::choose_tab(model, Tab::Checklist, effects),
        CommandId::TabBeeld => desk::choose_tab(model, Tab::Beeld, effects),
        CommandId::TabConcepten => desk::choose_tab(model, Tab::Drafts, effects),
        CommandId::TabTijdlijn => desk::choose_tab(model, Tab::Timeline, effects),
        CommandId::Why => desk::choose_tab(model, Tab::Termijnen, effects),
        CommandId::Search => desk::search(model),
        CommandId::Closed => desk::show_closed(model),
        CommandId::Onthul => masking::reveal(model, effects),
        CommandId::Film => film::ask(model, effects),
        CommandId::Seen => alarm_service::seen(model, effects),
        CommandId::Later => alarm_service::snooze(model, effects),
        CommandId::Reminder => zaak::remind(model),
        CommandId::Privacy => shielding::cover(model),
        CommandId::Lock => screen_lock::lock(model, effects),
        CommandId::Palette => palette::open(model),
        CommandId::Help => palette::help(model),
        CommandId::UndoLast => desk::undo(model, effects),
        CommandId::Monitor => form::open(model, target::monitor(model.view.week())),
        CommandId::TakeOver => role::take_over(model, effects),
        CommandId::Quit => desk::stop(model, effects),
        CommandId::Openen => melding::open(model, effects),
        CommandId::Koppelen => melding::link(model),
        CommandId::Losmaken => melding::unlink(model, effects),
        CommandId::SetAside => melding::set_aside(model),
        CommandId::PutBack => melding::put_back(model, effects),
        CommandId::Bewerken => melding::edit(model),
        CommandId::Rij => zaak::choose_rij(model),
        CommandId::Data => zaak::data(model),
        CommandId::Feit => zaak::feit(model, Topic::Event),
        CommandId::Beslechten => tegenspraak::ask(model),
        CommandId::Weigh => zaak::weigh(model),
        CommandId::BesluitP => zaak::besluit(model, BesluitKind::P),
        CommandId::BesluitA => zaak::besluit(model, BesluitKind::A),
        CommandId::Draft => zaak::choose_draft(model),
        CommandId::Done => zaak::done(model, effects),
        CommandId::NotNeeded => zaak::mark(model, StepState::NotNeeded),
        CommandId::Waiting => zaak::mark(model, StepState::Waiting),
        CommandId::HeropenStap => zaak::reopen_step(model, effects),
        CommandId::FeitStatus => zaak::feit_status(model, effects),
        CommandId::WhatIf => what_if::open(model),
        CommandId::Termijn => termijn::ask(model),
        CommandId::Gecontroleerd => zaak::check_draft(model, effects),
        CommandId::Sent => zaak::report_sent(model),
        CommandId::Close => zaak::close(model, effects),
        CommandId::Aanvaarden => zaak::accept(model),
        CommandId::Merge => merge::ask(model),
        CommandId::Split => merge::split(model),
        CommandId::Heropenen => zaak::reopen(model),
    }
}

/// Records one act and says so.
pub fn say(model: &mut Model, act: &Act, effects: &mut Vec<Effect>) -> bool {
    perform(model, act, OnCommit::Say(sentence(act)), effects)
}

/// Saves what was typed: calls and drafts that waited long enough, or all of it when `everything`.
pub fn save_typed(model: &mut Model, everything: bool, effects: &mut Vec<Effect>) {
    draft::save(model, everything, effects);
    phone::save(model, everything, effects);
}

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
