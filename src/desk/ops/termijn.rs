//! Choosing which moment of a term counts: one of its readings, a moment by hand, or what is calculated.

use crate::{
    acts::{Act, SetTermijn},
    deadline::{Lezing, lezing_text::rule_text},
    desk::{
        layer::{Choice, PickOption, Picker},
        model::Model,
        state::{
            form::Form,
            form_field::{FieldKind, field_time},
            zaak_view::ZaakView,
        },
    },
    domain::{
        error::Error,
        field_name::FieldName,
        form_target::FormTarget,
        ids::Zaaknummer,
        moment::{ClockDay, Moment},
        rank::FoundBy,
        termijn_choice::TermijnSetting,
        termijn_kind::TermijnKind,
    },
    judge::countdown::Countdown,
    rules::book::Rulebook,
};

/// Asks for the term with the cursor.
pub fn ask(model: &mut Model) {
    let Some(countdown) = model.view.chosen_countdown() else { return };
    let book = &*model.view.setup.book;
    let (zaak, kind) = (countdown.zaak, countdown.termijn.kind);
    let mut options: Vec<(PickOption, FoundBy)> =
        countdown.termijn.lezingen.iter().map(|l| lezing(book, countdown, l)).collect();
    options.push(option(
        "met de hand",
        "Een tijd die u zelf opgeeft.".to_owned(),
        "",
        by_hand(zaak, kind, &countdown.termijn.label, countdown.due),
    ));
    if countdown.ground.is_own() {
        let calculated = setting(zaak, kind, &countdown.termijn.label, None);
        options.push(option("berekend", "Terug naar de berekende termijn.".to_owned(), "", calculated));
    }
    let title = format!("Termijn {} van zaak {zaak}: wat telt?", countdown.termijn.label);
    model.open_picker(Picker::new(title, "wat u kiest vraagt een reden", options));
}

fn lezing(book: &Rulebook, countdown: &Countdown, lezing: &Lezing) -> (PickOption, FoundBy) {
    let stamps = [
        (lezing.due == countdown.due, "geldt nu"),
        (lezing.due == countdown.termijn.streng(), "streng"),
        (lezing.due == countdown.termijn.gangbaar(), "gangbaar"),
    ];
    let extra: Vec<&str> = stamps.into_iter().filter_map(|(is, badge)| is.then_some(badge)).collect();
    // A rule that leads to more than one moment stands for one of them; the others are taken as that moment.
    let named = lezing.origins.iter().map(|origin| origin.rule);
    let named = named.into_iter().find(|rule| countdown.termijn.lezingen.of(*rule) == Some(lezing));
    let chosen = named.map_or(TermijnSetting::Moment(lezing.due), TermijnSetting::Lezing);
    let form = setting(countdown.zaak, countdown.termijn.kind, &countdown.termijn.label, Some(chosen));
    option(&lezing.due.as_termijn(), rule_text(book, &countdown.termijn, lezing).into_owned(), &extra.join(", "), form)
}

fn option(badge: &str, text: String, extra: &str, form: Form) -> (PickOption, FoundBy) {
    let found_by = FoundBy::name(&text).called(badge).words(extra);
    let choice = Choice::Form(Box::new(form));
    (
        PickOption {
            choice,
            badge: badge.to_owned(),
            text,
            extra: extra.to_owned(),
            unavailable: None,
            explanation: None,
            heading: None,
        },
        found_by,
    )
}

/// A reading for a term, or back to what is calculated; the reason is what counts later.
pub fn setting(zaak: Zaaknummer, termijn: TermijnKind, label: &str, setting: Option<TermijnSetting>) -> Form {
    let explanation = match setting {
        Some(TermijnSetting::Lezing(rule)) => format!("Lezing «{rule}». Aftellen en alarm volgen uw keuze."),
        Some(TermijnSetting::Moment(u)) => format!("Vóór {}. Aftellen en alarm volgen uw keuze.", u.as_termijn()),
        None => "Aftellen en alarm volgen weer de berekende termijn.".to_owned(),
    };
    let (key, title) = (FormTarget::Lezing { zaak, termijn, setting }, format!("Termijn {label}"));
    Form::for_reason(key, title, explanation, move |reason| {
        Act::SetTermijn(SetTermijn { zaak, termijn, setting, reason })
    })
}

/// A term by hand, beginning at what counts now.
pub fn by_hand_now(model: &Model, zaak: Zaaknummer, termijn: TermijnKind) -> Form {
    let mut running = model.view.derived.get(&zaak).into_iter().flat_map(ZaakView::running);
    let due = running.find(|c| c.termijn.kind == termijn).map_or(model.view.now, |c| c.due);
    by_hand(zaak, termijn, termijn.label(model.view.book_of(zaak)), due)
}

/// A term by hand.
fn by_hand(zaak: Zaaknummer, termijn: TermijnKind, label: &str, due: Moment) -> Form {
    let title = format!("Termijn {label} met de hand zetten");
    Form::for_act(FormTarget::Termijn { zaak, termijn }, title, move |form, now| {
        let due = form.time(FieldName::Time, now)?;
        let due = due.ok_or_else(|| Error::usage("Wanneer?").hint("Schrijf een tijd, bijvoorbeeld 09:00."))?;
        let setting = Some(TermijnSetting::Moment(due));
        Ok(Act::SetTermijn(SetTermijn { zaak, termijn, setting, reason: form.text(FieldName::Reason) }))
    })
    .field(FieldName::Time, "Uiterlijk", FieldKind::Time(ClockDay::Upcoming), &field_time(Some(due)))
    .field(FieldName::Reason, "Reden", FieldKind::Prose, "")
}
