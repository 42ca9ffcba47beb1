//! The incidentenmonitor on screen: asked for, followed while it is made, and from a number to its cases.

use super::{chooser::SEARCHES, monitor};
use crate::{
    desk::{
        effect::Effect,
        layer::{Choice, Layer, PickOption, Picker},
        model::Model,
        state::{
            form::Form,
            form_consequence::FormConsequence,
            form_field::FieldKind,
            item::Item,
            key::{KeyPress, KeySym},
            monitor_screen::{MonitorChart, MonitorContent, MonitorProgress, MonitorScreen},
        },
        view::View,
    },
    domain::{
        error::Result,
        field_name::FieldName,
        form_target::FormTarget,
        ids::{Piketweek, Zaaknummer},
        period::{Period, WeekSpan},
        rank::FoundBy,
        sanitize,
    },
    log::{desk::Desk, zaak::Zaak},
};

/// So many cases of one number are shown; who wants all of them makes the table.
const MOST: usize = 200;

/// Shows the week that is to be closed.
pub fn open(model: &mut Model, effects: &mut Vec<Effect>) {
    let week: Piketweek = model.view.week_to_close();
    show(model, Period::Weeks(WeekSpan::from(week)), effects);
}

/// Asks about when.
pub fn ask(model: &mut Model) {
    let week = model.view.week_to_close();
    let form = Form::new(FormTarget::Charts, "Monitor in beeld", |form, _| {
        Ok(FormConsequence::Charts(form.text(FieldName::Choice).parse()?))
    })
    .explanation("Een week, 2026-W45..2026-W47 of een jaar.")
    .field(FieldName::Choice, "Over", FieldKind::Text, &week.to_string());
    model.open_form(form);
}

/// Has the charts made, in the place of those that are shown.
pub fn show(model: &mut Model, period: Period, effects: &mut Vec<Effect>) {
    close(model);
    model.view.layers.push(Layer::Monitor(Box::new(MonitorScreen::making(period))));
    effects.push(model.view.make_charts(period));
}

/// Takes the screen of the monitor away, where it is.
pub fn close(model: &mut Model) {
    model.view.layers.retain(|layer| !matches!(layer, Layer::Monitor(_)));
}

fn screen(model: &mut Model) -> Option<&mut MonitorScreen> {
    model.view.layers.iter_mut().find_map(|layer| {
        let Layer::Monitor(screen) = layer else { return None };
        Some(screen.as_mut())
    })
}

/// So many weeks of it were read.
pub fn progress(model: &mut Model, period: Period, progress: MonitorProgress) {
    let shown = screen(model).filter(|screen| screen.period == period);
    if let Some(MonitorScreen { content: content @ MonitorContent::Making(_), .. }) = shown {
        *content = MonitorContent::Making(progress);
        model.dirty = true;
    } else if model.session.making_monitor == Some(period) {
        model.say(format!("De monitor van {period} wordt gemaakt: week {} van {}.", progress.done, progress.of));
        model.dirty = true;
    }
}

/// The charts are there, or could not be made; who left meanwhile is not disturbed.
pub fn made(model: &mut Model, period: Period, result: Result<Vec<MonitorChart>>) {
    let Some(screen) = screen(model).filter(|screen| screen.period == period) else { return };
    match result {
        Ok(charts) => screen.fill(charts),
        Err(error) => {
            close(model);
            model.report_error(error);
        }
    }
    model.dirty = true;
}

/// Takes a key for the screen of the monitor.
pub fn key(model: &mut Model, key: KeyPress, effects: &mut Vec<Effect>) {
    let Some(Layer::Monitor(screen)) = model.view.layers.last_mut() else { return };
    match key.code {
        KeySym::Esc | KeySym::Char('q') => {
            model.view.layers.pop();
        }
        KeySym::Tab | KeySym::Right => screen.turn(1),
        KeySym::TabBack | KeySym::Left => screen.turn(-1),
        KeySym::Down | KeySym::Char('j') => screen.step(1),
        KeySym::Up | KeySym::Char('k') => screen.step(-1),
        KeySym::PgDn => screen.step(10),
        KeySym::PgUp => screen.step(-10),
        KeySym::Char('o') => ask(model),
        KeySym::Char('M') => monitor::ask(model),
        KeySym::Enter => {
            let Some(line) = screen.chosen() else { return };
            if line.zaken.is_empty() {
                return model.say("Achter dit getal staat geen zaak.");
            }
            let shown: Vec<Zaaknummer> = line.zaken.iter().copied().take(MOST).collect();
            let title = match line.zaken.len().saturating_sub(MOST) {
                0 => format!("{}: {}", line.label, line.count),
                _ => format!("{}: de eerste {MOST} van {}; alle staan in de tabel (M)", line.label, line.zaken.len()),
            };
            effects.push(Effect::Bring { title, zaken: shown });
        }
        _ => {}
    }
}

/// The cases behind a number were read.
pub fn brought(model: &mut Model, title: String, zaken: &[Zaaknummer], desk: Desk) {
    model.dirty = true;
    model.view.absorb(desk);
    if !matches!(model.view.layers.last(), Some(Layer::Monitor(_))) {
        return;
    }
    let options = zaken
        .iter()
        .filter_map(|number| model.view.desk.zaken.get(number))
        .map(|zaak| option(&model.view, zaak))
        .collect();
    model.open_picker(Picker::new(title, SEARCHES, options));
}

fn option(view: &View, zaak: &Zaak) -> (PickOption, FoundBy) {
    let number = zaak.number.to_string();
    let plek = sanitize::line(view.plek(zaak).unwrap_or("inrichting onbekend"));
    let rij = view.context().case_rule(zaak).rij().map_or_else(|| "geen rij".to_owned(), |rij| format!("rij {rij}"));
    let found_by = FoundBy::name(&plek).called(&number).words(&rij);
    let option = PickOption {
        choice: Choice::ToItem(Item::Zaak(zaak.number)),
        badge: number,
        text: plek,
        extra: format!("{rij}, {}", zaak.state().word()),
        unavailable: None,
        explanation: None,
        heading: None,
    };
    (option, found_by)
}
