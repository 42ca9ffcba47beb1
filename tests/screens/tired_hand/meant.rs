//! What a key is meant for: which key means what on which layer, as README and manual tell it and apart from what runs it.
//!
//! On the desk a letter does what the key table says, to the case or report with the cursor, and no other key records
//! anything but Enter on a line that asks for it. In a form Ctrl-S and an Enter of which the bottom line says so
//! record what the form is about; in a list Enter takes the line that is shown as selected; at the questions 1, 2 and 3
//! answer the one with the cursor, once it was read. A paste confirms nothing. Nor does a key that comes again within a
//! glance: that is a bounce, or a key held down.

use chrono::Duration;
use piket::{
    acts::{Act, LinkMelding},
    desk::{
        command::CommandId,
        layer::{Choice, Layer, Picker, Typing},
        model::Model,
        ops::alarm_service::first,
        state::{
            departure::Departure,
            form::Form,
            key::{KeyPress, KeySym},
            screen::Focus,
            shielding::Shielding,
            way_out::WayOut,
        },
    },
    domain::{
        alarm::AlarmTopic,
        field_name::FieldName,
        form_target::FormTarget,
        ids::{Meldingnummer, Zaaknummer},
        termijn_kind::Times,
        uptime::Uptime,
    },
    judge::questions::weegvragen,
    log::event::LogEvent,
};

use super::{
    Stroke,
    permit::{OPENING, Permit},
    world::Leaving,
};
use crate::desk::TestDesk;

/// Shorter than this nobody reads what a key changed on the screen.
const GLANCE: Duration = Duration::milliseconds(700);

/// What the hand did last, and what it saw.
#[derive(Default)]
pub struct Hand {
    last: Option<(KeyPress, Uptime)>,
    top: Option<AlarmTopic>,
    replaced: Option<Uptime>,
    answered: Option<Uptime>,
}

impl Hand {
    /// Looks at the alarm on top.
    pub fn look(&mut self, desk: &TestDesk) {
        let top = first(&desk.model).map(|(topic, _)| topic);
        if top != self.top {
            self.replaced = self.top.and(top).map(|_| desk.model.view.uptime);
            self.top = top;
        }
    }

    /// What this stroke is meant for, before it is made.
    pub fn meant(&mut self, desk: &TestDesk, stroke: &Stroke) -> Option<Permit> {
        // Letters in between make what follows another press, however they came.
        if matches!(stroke, Stroke::Together(_)) {
            self.last = None;
        }
        // A digit of the call is recorded by what comes behind it, also where that comes all at once.
        if let (Stroke::Together(_), Some(Layer::CallBack(call))) = (stroke, desk.model.view.layers.last()) {
            return call.pending.is_some().then(|| told(call.zaak));
        }
        let Stroke::Key(key) = stroke else { return None };
        let now = desk.model.view.uptime;
        let bounce = self.last.is_some_and(|(last, at)| last == *key && now.since(at) < GLANCE);
        let unread = self.last.is_some_and(|(_, at)| now.since(at) < GLANCE);
        self.last = Some((*key, now));
        let session = &desk.model.session;
        if bounce || desk.model.view.shielding != Shielding::None || session.departure != Departure::No {
            return None;
        }
        let record = *key == KeyPress { code: KeySym::Char('s'), ctrl: true, alt: false } || key.code == KeySym::F(10);
        let enter = *key == KeyPress::bare(KeySym::Enter);
        match desk.model.view.layers.last() {
            None if enter => on_line(&desk.model),
            None => key.character().and_then(|c| self.on_desk(&desk.model, c)),
            Some(Layer::Form(form)) => {
                // The bottom line says of Enter where it records.
                let records = enter && form.enter_records();
                // One that only asks yes or no, and came there just now, nobody read.
                let is_read = !(form.fields.is_empty() && unread);
                (!form.is_under_way() && is_read && (record || records)).then(|| filled(&desk.model, form)).flatten()
            }
            Some(Layer::Picker(picker)) => enter.then(|| self.chosen(&desk.model, picker)).flatten(),
            // A question that came there just now is one that nobody read.
            Some(Layer::Weigh { .. }) if !unread && key.character() == Some('u') => Some(Permit::new(|_| true)),
            Some(Layer::Weigh { zaak, cursor }) if !unread => answer(&desk.model, *zaak, *cursor, key.character()),
            Some(Layer::WhatIf(trial, typed)) if record && typed.is_empty() => {
                Some(Permit::on(trial.zaak, &["tijd_gezet", "rij_gekozen", "tegenspraak_beslecht"]))
            }
            Some(Layer::Editor(editor)) => (matches!(key.code, KeySym::F(5 | 6))
                || (key.ctrl && key.code == KeySym::Char('g')))
            .then(|| Permit::on(editor.zaak, &["concept_gecontroleerd"])),
            Some(Layer::CallBack(call)) => {
                // A digit by itself is recorded by the key behind it.
                (call.pending.is_some() || enter || record).then(|| told(call.zaak))
            }
            Some(Layer::Overdracht(_)) => enter.then(|| Permit::letting(Leaving::Part)),
            Some(Layer::Passphrase(_)) => enter.then(|| Permit::letting(Leaving::Overdracht)),
            Some(
                Layer::WhatIf(..)
                | Layer::Search(_)
                | Layer::Versions(_)
                | Layer::Horizon(_)
                | Layer::FilmReading
                | Layer::Film(_)
                | Layer::Monitor(_)
                | Layer::Qr(_)
                | Layer::Weigh { .. },
            ) => None,
        }
    }

    /// The letters of the key table.
    fn on_desk(&mut self, model: &Model, key: char) -> Option<Permit> {
        if let Some(melding) = model.view.melding().map(|m| m.number) {
            match key {
                'o' => return Some(Permit::opens(model, Some(melding))),
                // What it brought into its case goes with it.
                'B' => {
                    return Some(Permit::new(move |e| match e.form().kind {
                        "melding_ontkoppeld" => e.melding() == Some(melding),
                        kind => matches!(kind, "feit_teruggenomen" | "tijd_gezet"),
                    }));
                }
                'T' => return Some(Permit::about(melding, &["melding_teruggelegd"])),
                'a' | '-' => return Some(judges(melding)),
                _ => {}
            }
        }
        if let Some(zaak) = model.view.zaak().map(|z| z.number) {
            let way = match key {
                'Y' => Some(WayOut::Copy),
                'E' => Some(WayOut::Mail),
                'X' => Some(WayOut::Files),
                'K' => Some(WayOut::Command),
                _ => None,
            };
            if let (Some(way), Some(draft)) = (way, model.view.chosen_draft()) {
                return Some(Permit::leaves(zaak, draft, way));
            }
            if matches!(key, 'Z' | 'B') {
                return Some(Permit::letting(Leaving::Dossier(zaak)));
            }
            let kinds: &[&str] = match key {
                ' ' => &["feit_beoordeeld"],
                'D' => &["feit_teruggenomen"],
                '=' => &["stap_gezet"],
                // What is noted as sent is checked first.
                'C' | 'V' => &["concept_gecontroleerd"],
                'S' => &["zaak_gesloten"],
                'x' => &["herinnering_af"],
                _ => &[],
            };
            if !kinds.is_empty() {
                return Some(Permit::on(zaak, kinds));
            }
        }
        match key {
            'u' | 'U' => Some(Permit::new(|_| true)),
            's' | 'L' => self.alarm(model).map(Permit::seen),
            _ => None,
        }
    }

    /// The alarm on top, where it did not take another's place just now; what was missed, where nothing rings.
    fn alarm(&mut self, model: &Model) -> Option<Vec<AlarmTopic>> {
        let now = model.view.uptime;
        let recent = |at: Option<Uptime>| at.is_some_and(|at| now.since(at) < GLANCE);
        let hasty = recent(self.replaced) || recent(self.answered);
        self.answered = Some(now);
        let missed = model.session.alarm_service.book().missed().topics();
        (!hasty).then(|| self.top.map_or(missed, |top| vec![top]))
    }

    /// The line of a list that stands there as selected.
    fn chosen(&mut self, model: &Model, picker: &Picker) -> Option<Permit> {
        let typed = picker.filter.text();
        let verb = typed.split_whitespace().next().unwrap_or_default();
        if picker.typing == Typing::FiltersOrVerb && is_verb(verb) {
            return Some(Permit::new(|_| true));
        }
        match &picker.chosen()?.choice {
            Choice::Command(id) => self.command(model, *id),
            Choice::Act(Act::LinkMelding(LinkMelding { melding, zaak, .. })) => {
                let (melding, zaak) = (*melding, *zaak);
                Some(Permit::new(move |e| {
                    e.zaak() == Some(zaak)
                        && OPENING.contains(&e.form().kind)
                        && e.melding().is_none_or(|m| m == melding)
                }))
            }
            Choice::Act(Act::Settle(settle)) => {
                Some(Permit::on(settle.zaak, &["feit_beoordeeld", "tegenspraak_beslecht", "tijd_gezet"]))
            }
            Choice::NewZaak { melding, .. } => Some(Permit::opens(model, Some(*melding))),
            Choice::Rij { zaak, rij } => {
                let (zaak, chosen) = (*zaak, *rij);
                let named: Vec<Times> = model.view.desk.zaken.get(&zaak)?.meldingen.iter().map(|k| k.named).collect();
                Some(Permit::new(move |e| match e {
                    LogEvent::RijChosen { zaak: on, rij, .. } => *on == zaak && *rij == Some(chosen),
                    // What a report told of the end counts from a row on that knows one.
                    LogEvent::TimeSet { zaak: on, time, moment: Some(at), .. } => {
                        *on == zaak && time.is_oa_end() && named.iter().any(|times| times.of(*time) == Some(*at))
                    }
                    _ => false,
                }))
            }
            Choice::Turn { .. } => Some(Permit::new(|_| true)),
            Choice::AllSeen(listed) => Some(Permit::seen(listed.clone())),
            Choice::WayOut { zaak, draft, way } => Some(Permit::leaves(*zaak, *draft, *way)),
            Choice::Act(_)
            | Choice::Form(_)
            | Choice::Lesson(_)
            | Choice::ToItem(_)
            | Choice::Held(_)
            | Choice::View(_)
            | Choice::Search(_)
            | Choice::Nothing
            | Choice::Draft { .. } => None,
        }
    }

    /// A command by its name is what its key is.
    fn command(&mut self, model: &Model, id: CommandId) -> Option<Permit> {
        let key: KeyPress = model.view.setup.keymap.first(id).parse().ok()?;
        if key.code == KeySym::Enter { on_line(model) } else { key.character().and_then(|c| self.on_desk(model, c)) }
    }
}

/// A verb of the shell.
fn is_verb(word: &str) -> bool {
    piket::desk::verb::command().get_subcommands().any(|verb| verb.get_name() == word)
}

/// Enter on a line of the case that asks for nothing but itself.
fn on_line(model: &Model) -> Option<Permit> {
    let zaak = model.view.zaak()?.number;
    if model.view.focus != Focus::Detail {
        return None;
    }
    model.view.chosen_reminder().map(|_| Permit::on(zaak, &["herinnering_af"]))
}

/// 1, 2 and 0 at the question with the cursor.
fn answer(model: &Model, zaak: Zaaknummer, cursor: usize, key: Option<char>) -> Option<Permit> {
    let word = match key? {
        '1' => "ja",
        '2' => "nee",
        '0' => "onbekend",
        _ => return None,
    };
    let case = model.view.desk.zaken.get(&zaak).map(|z| model.view.context().case_rule(z))?;
    let asked = weegvragen(case.book()?, case.rule()?).nth(cursor)?.id.clone();
    Some(Permit::new(move |e| match e {
        LogEvent::WeegvraagAnswered { zaak: on, question, answer } => {
            *on == zaak && *question == asked && answer.is_some_and(|a| a.word() == word)
        }
        _ => false,
    }))
}

/// What was answered in the call.
fn told(zaak: Zaaknummer) -> Permit {
    Permit::on(zaak, &["feit_genoteerd", "feit_verbeterd", "feit_teruggenomen"])
}

/// What an item of a form says counts in its case too.
fn judges(melding: Meldingnummer) -> Permit {
    Permit::new(move |e| match e.form().kind {
        "veld_gezet" | "koppeling_bijgewerkt" => e.melding() == Some(melding),
        kind => ["feit_genoteerd", "feit_teruggenomen", "tijd_gezet", "inrichting_gezet"].contains(&kind),
    })
}

/// What a form is about.
fn filled(model: &Model, form: &Form) -> Option<Permit> {
    let zaak = form.target.zaak();
    let on = |kinds| zaak.map(|zaak| Permit::on(zaak, kinds));
    match &form.target {
        FormTarget::Call { melding, .. } => Some(Permit::opens(model, form.call.and_then(|c| c.melding).or(*melding))),
        FormTarget::Besluit { zaak, about } => {
            let (zaak, kind, shown) = (*zaak, *about, form.text(FieldName::Choice));
            Some(Permit::new(move |e| match e {
                LogEvent::BesluitTaken { zaak: on, about, choice, .. } => {
                    *on == zaak && *about == kind && choice.is_some_and(|c| c.word() == shown)
                }
                _ => false,
            }))
        }
        FormTarget::Step { zaak, step, state } => {
            let (zaak, shown, put) = (*zaak, *step, *state);
            Some(Permit::new(move |e| match e {
                LogEvent::StepSet { zaak: on, step, state, .. } => *on == zaak && *step == shown && *state == put,
                _ => false,
            }))
        }
        // The time that the officer gives is the one that counts.
        FormTarget::Data { .. } => on(&["inrichting_gezet", "tijd_gezet", "tegenspraak_beslecht"]),
        FormTarget::Feit { .. } => on(&["feit_genoteerd"]),
        FormTarget::CorrectFeit { .. } => on(&["feit_verbeterd"]),
        FormTarget::Receive { .. } => on(&["stap_gezet", "tijd_gezet"]),
        FormTarget::Chase { .. } => on(&["stap_gezet", "herinnering_gezet"]),
        FormTarget::Sent { .. } => on(&["concept_verzonden"]),
        FormTarget::NotSent { .. } => on(&["verzending_teruggenomen", "kopie_beoordeeld"]),
        FormTarget::Copy { .. } => on(&["kopie_beoordeeld", "concept_verzonden"]),
        FormTarget::LetThrough { .. } => {
            on(&["concept_doorgelaten", "concept_zonder_besluit", "concept_gecontroleerd"])
        }
        FormTarget::ReadAlong { .. } => on(&["meegelezen"]),
        FormTarget::PassedOn { .. } => on(&["doorgemeld"]),
        FormTarget::Reminder { .. } => on(&["herinnering_gezet"]),
        FormTarget::AnotherRij { .. } => on(&["rij_gekozen", "tijd_gezet"]),
        FormTarget::RestNo { .. } => on(&["weegvraag_beantwoord"]),
        FormTarget::Lezing { .. } | FormTarget::Termijn { .. } => on(&["termijn_gezet"]),
        FormTarget::Link { .. } => on(&["melding_gekoppeld", "feit_genoteerd", "tijd_gezet", "inrichting_gezet"]),
        FormTarget::SetAside { melding } => Some(Permit::about(*melding, &["melding_terzijde"])),
        FormTarget::Field { melding, .. } => Some(judges(*melding)),
        FormTarget::Merge { source, target } => {
            let both = [*source, *target];
            Some(Permit::new(move |e| e.zaak().is_some_and(|z| both.contains(&z))))
        }
        FormTarget::Split { .. } => Some(Permit::new(|_| true)),
        FormTarget::Settle { .. } => on(&["feit_beoordeeld", "tegenspraak_beslecht"]),
        FormTarget::Reopen { .. } => on(&["zaak_heropend"]),
        FormTarget::Accept { .. } => Some(Permit::new(|e| e.form().kind.contains("aanvaard"))),
        FormTarget::Withdraw { zaak } => {
            let zaak = *zaak;
            Some(Permit::new(move |e| {
                e.zaak() == Some(zaak)
                    && matches!(
                        e.form().kind,
                        "zaak_ingetrokken" | "melding_ontkoppeld" | "feit_teruggenomen" | "tijd_gezet"
                    )
            }))
        }
        FormTarget::ReopenWeek { .. } => Some(Permit::new(|e| e.form().kind == "week_heropend")),
        FormTarget::Monitor => {
            Some(Permit::new(|e| e.form().kind == "in_monitor_opgenomen").and_lets(Leaving::Monitor))
        }
        FormTarget::Overdracht => Some(Permit::letting(Leaving::Overdracht)),
        FormTarget::CallEnd { .. } => on(&["weegvraag_beantwoord", "stap_gezet"]),
        FormTarget::Draft { .. }
        | FormTarget::Line { .. }
        | FormTarget::CallAnswer { .. }
        | FormTarget::ReadOverdracht
        | FormTarget::Charts => None,
    }
}
