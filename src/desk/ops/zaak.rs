//! Commands on the chosen case, and what Enter does on each line of its tabs: the line's own act, so
//! that a half-asleep officer can follow the checklist with one key.

use super::{draft, form, palette, phone, tegenspraak, termijn, weigh};
use crate::{
    acts::act::{Act, AssessFeit, CheckDraft, CloseZaak, ReminderDone, SetStep},
    desk::{
        choice::{chosen_draft, chosen_reminder, chosen_step},
        command::CommandId,
        effect::Effect,
        model::Model,
        ops,
        state::{
            form::{FormTarget, target},
            screen::Tab,
        },
    },
    domain::{
        besluit::BesluitKind,
        draft::DraftKind,
        feit::{FeitStatus, Topic},
        ids::Zaaknummer,
        step::{Step, StepState},
    },
    judge::{
        checklist::applies,
        complete::{completeness, listing},
        tegenspraak::tegenspraken,
    },
};

/// The number of the chosen case.
fn number(model: &Model) -> Option<Zaaknummer> {
    model.zaak().map(|z| z.number)
}

/// Asks for the row.
pub fn choose_rij(model: &mut Model) {
    if let Some(zaak) = number(model) {
        palette::choose_rij(model, zaak);
    }
}

/// Asks for a fact.
pub fn feit(model: &mut Model, topic: Topic) {
    if let Some(zaak) = number(model) {
        form::open(model, target::feit(zaak, topic));
    }
}

/// Opens the weighing questions.
pub fn weigh(model: &mut Model) {
    if let Some(zaak) = number(model) {
        weigh::open(model, zaak);
    }
}

/// Asks which message.
pub fn choose_draft(model: &mut Model) {
    if let Some(zaak) = number(model) {
        palette::choose_draft(model, zaak);
    }
}

/// Takes the officer's own mark off the step with the cursor.
pub fn reopen_step(model: &mut Model, effects: &mut Vec<Effect>) {
    if let (Some(zaak), Some(step)) = (number(model), chosen_step(model)) {
        let act = Act::SetStep(SetStep { zaak, step, state: StepState::Open, reason: String::new(), at: None });
        ops::say(model, &act, effects);
    }
}

/// Asks for a reminder.
pub fn remind(model: &mut Model) {
    if let Some(zaak) = number(model) {
        form::open(model, target::reminder(zaak));
    }
}

fn finish_reminder(model: &mut Model, zaak: Zaaknummer, reminder: u32, effects: &mut Vec<Effect>) {
    ops::say(model, &Act::ReminderDone(ReminderDone { zaak, reminder }), effects);
}

/// Marks the step with the cursor as done, or the reminder.
pub fn done(model: &mut Model, effects: &mut Vec<Effect>) {
    match (number(model), chosen_reminder(model)) {
        (Some(zaak), Some(reminder)) => finish_reminder(model, zaak, reminder, effects),
        (Some(_) | None, _) => mark(model, StepState::Done),
    }
}

/// Marks the message with the cursor as checked.
pub fn check_draft(model: &mut Model, effects: &mut Vec<Effect>) {
    if let (Some(zaak), Some(draft)) = (number(model), chosen_draft(model)) {
        ops::say(model, &Act::CheckDraft(CheckDraft { zaak, draft }), effects);
    }
}

/// Asks when and to whom the message with the cursor was sent.
pub fn report_sent(model: &mut Model) {
    if let (Some(zaak), Some(draft)) = (number(model), chosen_draft(model)) {
        draft::ask_sent(model, zaak, draft);
    }
}

/// Closes the case.
pub fn close(model: &mut Model, effects: &mut Vec<Effect>) {
    if let Some(zaak) = number(model) {
        ops::say(model, &Act::CloseZaak(CloseZaak { zaak }), effects);
    }
}

/// Asks why the case is opened again.
pub fn reopen(model: &mut Model) {
    if let Some(zaak) = number(model) {
        form::open(model, target::reason(FormTarget::Reopen { zaak }, format!("Zaak {zaak} heropenen"), ""));
    }
}

/// Asks why the form will do as it is.
pub fn accept(model: &mut Model) {
    let Some(zaak) = model.zaak() else { return };
    let full = completeness(zaak, model.context().case_rule(zaak));
    let explanation = format!("Nog niet ingevuld: {}. Aanvullen kan daarna nog.", listing(&full.missing()));
    let form = target::reason(FormTarget::Accept { zaak: zaak.number }, "Formulier voorlopig aanvaarden", explanation);
    form::open(model, form);
}

/// True when a form came in and the officer can still ask for what it lacks.
pub fn is_incomplete(model: &Model) -> bool {
    model.zaak().is_some_and(|z| !completeness(z, model.context().case_rule(z)).missing().is_empty())
}

/// Does what the line with the cursor asks for.
pub fn act_on_line(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(zaak) = number(model) else { return };
    match model.tab {
        Tab::Checklist => {
            if let Some(step) = chosen_step(model) {
                act_on_step(model, zaak, step, effects);
            }
        }
        Tab::Beeld => feit(model, Topic::Event),
        Tab::Drafts => {
            if let Some(draft) = chosen_draft(model) {
                draft::open(model, zaak, draft, effects);
            }
        }
        Tab::Timeline => {}
        Tab::Termijnen => match chosen_reminder(model) {
            Some(reminder) => finish_reminder(model, zaak, reminder, effects),
            None => termijn::ask(model),
        },
    }
}

fn act_on_step(model: &mut Model, zaak: Zaaknummer, step: Step, effects: &mut Vec<Effect>) {
    match step {
        Step::Melding => model.say("Kies links een melding en koppel haar aan deze zaak."),
        Step::Beeld if model.zaak().is_some_and(|z| !tegenspraken(z).is_empty()) => tegenspraak::ask(model),
        Step::Beeld => {
            let data_complete = model.zaak().is_some_and(|z| z.inrichting.is_some() && z.times.voorval.is_some());
            if data_complete {
                feit(model, Topic::Event);
            } else {
                data(model);
            }
        }
        Step::Verdict => {
            if model.zaak().is_some_and(|z| z.rij().is_some()) {
                weigh::open(model, zaak);
            } else {
                palette::choose_rij(model, zaak);
            }
        }
        Step::BesluitP => besluit(model, BesluitKind::P),
        Step::BesluitA => besluit(model, BesluitKind::A),
        Step::Sms => draft::open(model, zaak, DraftKind::Sms, effects),
        Step::Piketmelding => draft::open(model, zaak, DraftKind::Piketmelding, effects),
        Step::Afloopbericht => draft::open(model, zaak, DraftKind::Afloopbericht, effects),
        Step::Form if is_incomplete(model) => draft::open(model, zaak, DraftKind::Aanvulverzoek, effects),
        Step::OaEnd => data(model),
        Step::Outcome => feit(model, Topic::Outcome),
        Step::Monitor => ops::run(model, CommandId::Monitor, effects),
        Step::Close => close(model, effects),
        Step::CalledBack
        | Step::Review
        | Step::Form
        | Step::Alarm112
        | Step::FastNl
        | Step::MoaFastNl
        | Step::OaEndForm
        | Step::Ap => mark(model, StepState::Done),
    }
}

/// Opens inrichting and times.
pub fn data(model: &mut Model) {
    let names = phone::inrichtingen(model);
    if let Some(form) = model.zaak().map(|z| target::data(z, model.context().case_rule(z).rule(), names)) {
        form::open(model, form);
    }
}

/// Asks for a decision, with what speaks for and against it.
pub fn besluit(model: &mut Model, about: BesluitKind) {
    let Some(zaak) = model.zaak() else { return };
    let case = model.context().case_rule(zaak);
    if case.awaits_rij() {
        return palette::choose_rij(model, zaak.number);
    }
    let explanation = match (case.rule(), applies(zaak, case.rule(), about)) {
        (Some(rule), Some(choice)) => format!(
            "Nu geldt: {} (rij {}, {}). Een ander besluit komt ernaast te staan.",
            choice.word(),
            rule.nr,
            rule.codes()
        ),
        (Some(rule), None) => {
            format!("Rij {} ({}) laat de keuze aan u. {}", rule.nr, rule.codes(), weigh::summary(model, zaak))
        }
        (None, _) => format!("De desk weegt hier niet mee: {}.", case.gap().unwrap_or_default()),
    };
    let form = target::besluit(zaak.number, about, explanation);
    form::open(model, form);
}

/// Opens the form that marks the step with the cursor.
pub fn mark(model: &mut Model, state: StepState) {
    let (Some(zaak), Some(step)) = (number(model), chosen_step(model)) else { return };
    let name = model.beeld().and_then(|b| b.steps.iter().find(|s| s.step == step)).map_or("Stap", |s| s.name);
    form::open(model, target::step(zaak, step, name, state, model.now));
}

/// Gives the fact with the cursor its next status.
pub fn feit_status(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(zaak) = model.zaak() else { return };
    let Some(feit) = zaak.feiten.get(model.detail) else { return };
    let now = FeitStatus::ALL.iter().position(|s| *s == feit.status).unwrap_or(0);
    let Some(status) = FeitStatus::ALL.get((now + 1) % FeitStatus::ALL.len()) else { return };
    let act = Act::AssessFeit(AssessFeit { zaak: zaak.number, feit: feit.number, status: *status });
    ops::say(model, &act, effects);
}
