//! The week on screen: what is to be done before it is closed, its cases with what is missing of each, its forms without
//! one, and closing or opening it again. It is read from the store, so that closed cases are in it too.

use super::available;
use crate::{
    acts::{Act, CloseWeek, ReopenWeek},
    desk::{
        command::CommandId,
        effect::Effect,
        layer::{Choice, PickOption, Picker},
        model::Model,
        state::{
            form::Form, form_consequence::FormConsequence, form_field::FieldKind, item::Item, shielding::Shielding,
        },
    },
    domain::{field_name::FieldName, form_target::FormTarget, ids::Piketweek, moment::Moment, rank::FoundBy},
    judge::week::{WeekFacts, WeekPoint, WeekPointKind, WeekPointState, WeekReport, WeekZaak, report},
    log::desk::Desk,
};

/// Wiping leaves a file with what was wiped behind, and is asked for case by case.
const RETENTION: &str = "dat gaat in de shell: «piket bewaartermijn» noemt elke vraag, «piket bewaartermijn houd» bewaart \
                         en «piket bewaartermijn wis» wist";

/// Asks for the week; just after its end for the one that ended, which is to be closed.
pub fn ask(model: &mut Model, effects: &mut Vec<Effect>) {
    let week = model.view.week_to_close();
    effects.push(Effect::Week { week, week_start: model.view.setup.week_start });
}

/// The week was read; who went on to something else meanwhile is not disturbed.
pub fn read(model: &mut Model, week: Piketweek, desk: Desk, facts: &WeekFacts) {
    model.dirty = true;
    model.view.absorb(desk);
    if !model.view.layers.is_empty() || !matches!(model.view.shielding, Shielding::None) {
        return;
    }
    let view = &model.view;
    let now = view.now;
    let report = report(&view.desk, week, view.setup.week_start, facts, view.judge());
    let state = match report.closed {
        Some(at) => format!("gesloten {}", at.short()),
        None if now < report.end => format!("loopt tot {}", report.end.short()),
        None => "voorbij, nog niet gesloten".to_owned(),
    };
    let options = options(&report, model);
    let picker = Picker::new(format!("Piketweek {week} · {state}"), "typ om te zoeken", options).columns(46);
    model.open_picker(picker);
}

fn options(report: &WeekReport, model: &Model) -> Vec<(PickOption, FoundBy)> {
    let now = model.view.now;
    let points = report.points.iter().map(|p| point(p, report, model));
    let zaken = report.zaken.iter().map(|z| zaak(z, now));
    let loose = report.loose.iter().map(|melding| {
        let text = "formulier zonder zaak";
        let why = "Koppel het aan een zaak of leg het terzijde; eerder kan de week niet dicht.";
        option((melding.to_string(), text.to_owned()), String::new(), why, Choice::ToItem(Item::Melding(*melding)))
    });
    let running_on = report.running_on.iter().map(|z| zaak(z, now));
    let heading = |text: &'static str| move |o: PickOption| PickOption { heading: Some(text), ..o };
    let own = points.map(heading("Voor het sluiten")).chain([turn(report, now)].map(heading("Voor het sluiten")));
    let all = own.chain(zaken.map(heading("Zaken"))).chain(loose.map(heading("Formulieren zonder zaak")));
    let all = all.chain(running_on.map(heading("Loopt nog uit een andere week")));
    all.map(|option| {
        let found_by = FoundBy::name(&format!("{} {}", option.badge, option.text));
        (option, found_by)
    })
    .collect()
}

fn option((badge, text): (String, String), extra: String, why: &str, choice: Choice) -> PickOption {
    let explanation = Some(why.to_owned()).filter(|why| !why.is_empty());
    PickOption { choice, badge, text, extra, unavailable: None, explanation, heading: None }
}

/// A point leads to what does it.
fn point(p: &WeekPoint, report: &WeekReport, model: &Model) -> PickOption {
    let first = report.loose.first().map(|melding| Choice::ToItem(Item::Melding(*melding)));
    let (choice, unavailable) = match p.kind {
        WeekPointKind::Forms => (first, None),
        WeekPointKind::Monitor => (Some(Choice::Command(CommandId::Monitor)), None),
        WeekPointKind::Handover => (Some(Choice::Command(CommandId::Overdracht)), None),
        WeekPointKind::Copy => {
            (Some(Choice::Command(CommandId::Backup)), available::makes_copies(model).err().map(String::from))
        }
        WeekPointKind::Retention => (None, Some(RETENTION.to_owned())),
    };
    let is_done = p.state == WeekPointState::Done;
    let choice = choice.unwrap_or(Choice::Command(CommandId::Week));
    let made = option((p.state.word().to_owned(), p.kind.label().to_owned()), p.words.clone(), &p.words, choice);
    PickOption { unavailable: unavailable.filter(|_| !is_done), ..made }
}

/// Closing the week, or opening it again.
fn turn(report: &WeekReport, now: Moment) -> PickOption {
    let week = report.week;
    if report.closed.is_some() {
        let why = "Met een reden; daarna kan zij opnieuw worden gesloten.";
        let text = "Piketweek heropenen".to_owned();
        return option((String::new(), text), String::new(), why, Choice::Form(Box::new(reopen(week))));
    }
    let stops = report.points.iter().any(|p| p.state == WeekPointState::InTheWay);
    let why = "Legt vast dat alles van de week in de monitor staat.";
    let made = option(
        (String::new(), "Piketweek sluiten".to_owned()),
        String::new(),
        why,
        Choice::Act(CloseWeek { week }.into()),
    );
    let unavailable = if now < report.end {
        Some("de week loopt nog".to_owned())
    } else {
        stops.then(|| "er staat nog iets niet in de monitor".to_owned())
    };
    PickOption { unavailable, ..made }
}

/// Asks why a week is opened again.
pub fn reopen(week: Piketweek) -> Form {
    Form::new(FormTarget::ReopenWeek { week }, "Piketweek heropenen", move |form, _| {
        let act: Act = ReopenWeek { week, reason: form.text(FieldName::Reason) }.into();
        Ok(FormConsequence::Acts(vec![act]))
    })
    .field(FieldName::Reason, "Reden", FieldKind::Text, "")
}

fn zaak(z: &WeekZaak, now: Moment) -> PickOption {
    let monitor = match z.in_monitor {
        Some(true) => "in de monitor",
        Some(false) => "niet in de monitor",
        None => "hoort niet in de monitor",
    };
    let missing = match z.missing.len() {
        0 => String::new(),
        1 => ", 1 stap open".to_owned(),
        n => format!(", {n} stappen open"),
    };
    let state = z.state.word();
    let running: Vec<String> = z.running.iter().map(|k| format!("{}: {}", k.termijn.label, k.phrase(now))).collect();
    let why = match (z.missing.as_slice(), running.as_slice()) {
        ([], []) => String::new(),
        (steps, []) => format!("Ontbreekt: {}.", steps.join(", ")),
        (steps, running) => format!("Ontbreekt: {}. Loopt: {}.", steps.join(", "), running.join("; ")),
    };
    let text = format!("{state}{missing}, {monitor}");
    option((z.zaak.to_string(), text), running.join("; "), &why, Choice::ToItem(Item::Zaak(z.zaak)))
}
