//! Commands on the chosen case, and what Enter does on each line of its tabs: the line's own act, so
//! that a half-asleep officer can follow the checklist with one key.

use super::{
    call_back, chooser, draft, gate, monitor, phone, sent_copy, sent_note, tegenspraak, termijn, weigh,
    write_queue::press, zaak_form,
};
use crate::{
    acts::{AcceptForm, Act, CloseZaak, ReminderDone, ReopenZaak, SetStep, WithdrawZaak},
    desk::{
        command::CommandId,
        effect::Effect,
        model::Model,
        state::{
            form::Form,
            item::Item,
            screen::{Focus, Tab},
        },
    },
    domain::{
        besluit::BesluitKind,
        draft::{DraftKind, RequestKind},
        feit::Topic,
        form_target::FormTarget,
        ids::Zaaknummer,
        step::{Step, StepState},
    },
    judge::{
        advice::{Advice, advice},
        case_rule::CaseRule,
        checklist::{ChecklistState, Owner},
        complete::{completeness, listing},
        decided::applies,
        tegenspraak::tegenspraken,
        untaken::untaken,
        visibility::Visibility,
    },
    log::zaak::Zaak,
    rules::step_rule::KnownStep,
};

/// The number of the chosen case.
fn number(model: &Model) -> Option<Zaaknummer> {
    model.view.zaak().map(|z| z.number)
}

/// Asks for the row.
pub fn choose_rij(model: &mut Model) {
    if let Some(zaak) = number(model) {
        chooser::choose_rij(model, zaak);
    }
}

/// Calls the inrichting back.
pub fn call_back(model: &mut Model) {
    if let Some(zaak) = number(model) {
        call_back::open(model, zaak);
    }
}

/// Asks for a fact.
pub fn feit(model: &mut Model, topic: Topic) {
    if let Some(zaak) = number(model) {
        model.open_form(zaak_form::feit(zaak, topic));
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
        chooser::choose_draft(model, zaak);
    }
}

/// Takes the officer's own mark off the step with the cursor.
pub fn reopen_step(model: &mut Model, effects: &mut Vec<Effect>) {
    if let (Some(zaak), Some(step)) = (number(model), model.view.chosen_step()) {
        let act = Act::SetStep(SetStep { zaak, step, state: StepState::Open, reason: String::new(), at: None });
        press(model, &act, effects);
    }
}

/// Asks who in the line was told.
pub fn pass_on(model: &mut Model) {
    if let Some(zaak) = number(model) {
        model.open_form(zaak_form::open_pass_on(model, zaak));
    }
}

/// Asks for a reminder.
pub fn remind(model: &mut Model) {
    if let Some(zaak) = number(model) {
        model.open_form(zaak_form::reminder(zaak));
    }
}

fn finish_reminder(model: &mut Model, zaak: Zaaknummer, reminder: u32, effects: &mut Vec<Effect>) {
    press(model, &Act::ReminderDone(ReminderDone { zaak, reminder }), effects);
}

/// Marks the step with the cursor as done, or the reminder.
pub fn done(model: &mut Model, effects: &mut Vec<Effect>) {
    match (number(model), model.view.chosen_reminder()) {
        (Some(zaak), Some(reminder)) => finish_reminder(model, zaak, reminder, effects),
        (Some(_) | None, _) => mark(model, StepState::Done),
    }
}

/// The message with the cursor, and its text as it is kept.
fn chosen_draft(model: &Model) -> Option<(Zaaknummer, DraftKind, String)> {
    let (zaak, draft) = (number(model)?, model.view.chosen_draft()?);
    let kept = model.view.desk.zaken.get(&zaak).and_then(|z| z.drafts.get(&draft));
    Some((zaak, draft, kept.map(|d| d.text.read().to_owned()).unwrap_or_default()))
}

/// Marks the message with the cursor as checked.
pub fn check_draft(model: &mut Model, effects: &mut Vec<Effect>) {
    if let Some((zaak, draft, text)) = chosen_draft(model) {
        gate::check(model, zaak, draft, &text, effects);
    }
}

/// Asks when and to whom the message with the cursor was sent.
pub fn report_sent(model: &mut Model, effects: &mut Vec<Effect>) {
    if let Some((zaak, draft, text)) = chosen_draft(model) {
        sent_note::ask_sent(model, zaak, draft, &text, effects);
    }
}

/// Closes the case.
pub fn close(model: &mut Model, effects: &mut Vec<Effect>) {
    if let Some(zaak) = number(model) {
        press(model, &Act::CloseZaak(CloseZaak { zaak }), effects);
    }
}

/// Asks why the case is opened again.
pub fn reopen(model: &mut Model) {
    if let Some(zaak) = number(model) {
        let (key, title) = (FormTarget::Reopen { zaak }, format!("Zaak {zaak} heropenen"));
        model.open_form(Form::for_reason(key, title, "", move |reason| Act::ReopenZaak(ReopenZaak { zaak, reason })));
    }
}

/// Asks why the form will do as it is.
pub fn accept(model: &mut Model) {
    let Some(zaak) = model.view.zaak() else { return };
    let full = completeness(zaak, model.view.context().case_rule(zaak));
    let open: Vec<&str> = full.missing().into_iter().chain(full.unread()).collect();
    let explanation = format!("Nog niet ingevuld: {}. Aanvullen kan daarna nog.", listing(&open));
    let (zaak, title) = (zaak.number, "Formulier voorlopig aanvaarden");
    let key = FormTarget::Accept { zaak };
    model.open_form(Form::for_reason(key, title, explanation, move |reason| {
        Act::AcceptForm(AcceptForm { zaak, reason })
    }));
}

/// Does what the line with the cursor asks for.
pub fn act_on_line(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(zaak) = number(model) else { return };
    match model.view.tab {
        Tab::Checklist => {
            if let Some(step) = model.view.chosen_step() {
                act_on_step(model, zaak, step, effects);
            }
        }
        Tab::Beeld => feit(model, Topic::Event),
        Tab::Drafts => {
            if let Some(draft) = model.view.chosen_draft() {
                draft::open(model, zaak, draft, effects);
            }
        }
        Tab::Timeline => {}
        Tab::Termijnen => match model.view.chosen_reminder() {
            Some(reminder) => finish_reminder(model, zaak, reminder, effects),
            None => termijn::ask(model),
        },
    }
}

/// Shows the report that the case began with.
fn show_melding(model: &mut Model) {
    let first = |z: &Zaak| z.meldingen.iter().min_by_key(|k| k.received).map(|k| (z.number, k.melding));
    match model.view.zaak().and_then(first) {
        Some((zaak, melding)) => {
            model.view.choose(Some(Item::Melding(melding)));
            model.view.read_from = Some(zaak);
            model.view.focus = Focus::Detail;
            model.view.refresh();
        }
        None => model.say("Kies links een melding en koppel haar aan deze zaak."),
    }
}

/// True where the step waits on somebody else.
fn awaited(model: &Model, step: Step) -> bool {
    let line = model.view.beeld().and_then(|b| b.steps.iter().find(|s| s.step == step));
    line.is_some_and(|s| s.owner != Owner::Desk && matches!(s.state, ChecklistState::Waiting(_)))
}

/// Asks what the call about an awaited step gave.
pub fn chase(model: &mut Model, zaak: Zaaknummer, step: Step) {
    let call = call_text(model, step);
    let form = zaak_form::chase(zaak, step, step_name(model, step), &call, model.view.now);
    model.open_form(form);
}

/// Whom to phone about a step and what to ask; nothing where there is nobody.
fn call_text(model: &Model, step: Step) -> String {
    model.view.call_sheet(step, Visibility::Open).map(|sheet| sheet.text()).unwrap_or_default()
}

fn step_name(model: &Model, step: Step) -> &str {
    model.view.beeld().and_then(|b| b.steps.iter().find(|s| s.step == step)).map_or("Stap", |s| &s.name)
}

/// Does what a step asks for.
pub fn act_on_step(model: &mut Model, zaak: Zaaknummer, step: Step, effects: &mut Vec<Effect>) {
    if DraftKind::ALL.into_iter().filter(|kind| kind.step() == Some(step)).any(|kind| sent_copy::ask(model, zaak, kind))
    {
        return;
    }
    match step {
        Step::Melding => show_melding(model),
        Step::Beeld if model.view.zaak().is_some_and(|z| !tegenspraken(z).is_empty()) => tegenspraak::ask(model),
        Step::Beeld => {
            let fits = |z: &Zaak| untaken(z, model.view.context().case_rule(z)).is_empty();
            let complete = |z: &Zaak| z.inrichting.is_some() && z.times.voorval.is_some() && fits(z);
            let data_complete = model.view.zaak().is_some_and(complete);
            if data_complete {
                feit(model, Topic::Event);
            } else {
                data(model);
            }
        }
        Step::Verdict => {
            let weighs = model.view.zaak().is_some_and(|z| model.view.context().case_rule(z).rij().is_some());
            if weighs && (weigh::has_open_questions(model, zaak) || chooser::weighed(model, zaak).is_empty()) {
                weigh::open(model, zaak);
            } else {
                chooser::choose_rij(model, zaak);
            }
        }
        Step::BesluitT => besluit(model, BesluitKind::T),
        Step::BesluitP => besluit(model, BesluitKind::P),
        Step::BesluitA => besluit(model, BesluitKind::A),
        Step::Sms | Step::Piketmelding | Step::Afloopbericht | Step::Review => {
            if let Some(kind) = DraftKind::ending(step) {
                draft::open(model, zaak, kind, effects);
                // The step asks for another message, and what opens is the one that left.
                if let Some(version) = draft::sent_version(model).filter(|_| is_ready(model, step)) {
                    model.say(draft::stays(version));
                }
            }
        }
        Step::Form if model.view.is_incomplete() => {
            if let Some(kind) = DraftKind::asking(RequestKind::Missing) {
                draft::open(model, zaak, kind, effects);
            }
        }
        Step::Book(_) if known(model, step).is_absence_end() => data(model),
        Step::Outcome => feit(model, Topic::Outcome),
        Step::Monitor => monitor::ask(model),
        Step::Close if is_ready(model, step) => {
            let key = model.view.setup.keymap.first(CommandId::Close);
            model.say(format!("Alles is af. Toets {key} sluit zaak {zaak}."));
        }
        Step::Close => close(model, effects),
        Step::PassedOn => pass_on(model),
        Step::CalledBack => call_back::open(model, zaak),
        Step::Form | Step::Book(_) => {
            if known(model, step).rule().chased && awaited(model, step) {
                chase(model, zaak, step);
            } else {
                mark_step(model, step, StepState::Done);
            }
        }
    }
}

/// True where a step of the chosen case can be done now.
fn is_ready(model: &Model, step: Step) -> bool {
    model.view.beeld().is_some_and(|b| b.steps.iter().any(|line| line.step == step && line.state.is_ready()))
}

/// What is known of a step of the chosen case.
fn known(model: &Model, step: Step) -> KnownStep {
    let zaak = model.view.zaak().map(|zaak| zaak.number);
    zaak.map_or(&*model.view.setup.book, |zaak| model.view.book_of(zaak)).step(step)
}

/// Opens inrichting and times.
pub fn data(model: &mut Model) {
    let names = phone::inrichtingen(model);
    if let Some(form) = model.view.zaak().map(|z| zaak_form::data(z, model.view.context().case_rule(z).rule(), names)) {
        model.open_form(form);
    }
}

/// Asks for a decision, with what speaks for and against it.
pub fn besluit(model: &mut Model, about: BesluitKind) {
    let Some(zaak) = model.view.zaak() else { return };
    let case = model.view.context().case_rule(zaak);
    if case.awaits_rij() {
        return chooser::choose_rij(model, zaak.number);
    }
    let advised = match case {
        CaseRule::Known(book, rule) => advice(zaak, book, rule, about),
        CaseRule::Unchosen(_) | CaseRule::NotInBook(..) | CaseRule::NoBook(_) => None,
    };
    let explanation = match (case.rule(), applies(zaak, case.rule(), about)) {
        (Some(rule), Some(choice)) => format!(
            "Nu geldt: {} (rij {}, {}). Een ander besluit komt ernaast te staan.",
            choice.word(),
            rule.nr,
            rule.codes()
        ),
        (Some(rule), None) => {
            let weighed = case.book().map_or_else(String::new, |book| weigh::summary(zaak, book, rule));
            let advised = advised.as_ref().map_or_else(String::new, Advice::line);
            format!("Rij {} ({}) laat de keuze aan u. {weighed} {advised}", rule.nr, rule.codes())
        }
        (None, _) => format!("De desk weegt hier niet mee: {}.", case.gap().unwrap_or_default()),
    };
    let form = zaak_form::besluit(zaak.number, about, explanation, advised.as_ref());
    model.open_form(form);
}

/// Opens the form that marks the step with the cursor.
pub fn mark(model: &mut Model, state: StepState) {
    if let Some(step) = model.view.chosen_step() {
        mark_step(model, step, state);
    }
}

/// Opens the form that marks a step of the chosen case.
pub fn mark_step(model: &mut Model, step: Step, state: StepState) {
    let Some(zaak) = number(model) else { return };
    let (name, known, now) = (step_name(model, step), known(model, step), model.view.now);
    let name = match (model.view.focus, model.view.tab) {
        (Focus::Detail, Tab::Checklist) => name.to_owned(),
        // Nobody sees there which step has the cursor.
        (Focus::List, _) | (Focus::Detail, Tab::Beeld | Tab::Drafts | Tab::Termijnen | Tab::Timeline) => {
            format!("Zaak {zaak} · {name}")
        }
    };
    let form = match state {
        StepState::Done if known.rule().is_asked() => {
            zaak_form::answer(zaak, (step, known), &name, &call_text(model, step), now)
        }
        StepState::Done | StepState::NotNeeded | StepState::Waiting | StepState::Open => {
            let call = call_text(model, step);
            zaak_form::step(zaak, step, &name, state, now).explanation(call)
        }
    };
    model.open_form(form);
}

/// Asks what the fact with the cursor should say.
pub fn correct_feit(model: &mut Model) {
    let Some(zaak) = model.view.zaak() else { return };
    let Some(form) = zaak.feiten.get(model.view.detail).map(|f| zaak_form::correct_feit(zaak.number, f)) else {
        return;
    };
    model.open_form(form);
}

/// Asks why the case is withdrawn.
pub fn withdraw(model: &mut Model) {
    let Some(zaak) = number(model) else { return };
    let explanation = "Alleen zonder rij, feit en bericht. Het nummer blijft in het logboek.";
    let (key, title) = (FormTarget::Withdraw { zaak }, format!("Zaak {zaak} intrekken"));
    let act = move |reason| Act::WithdrawZaak(WithdrawZaak { zaak, reason });
    model.open_form(Form::for_reason(key, title, explanation, act));
}
