//! The fields of forms in which one chooses: what a tired hand types there stands there as typed, chooses only what
//! it alone can mean, and is never lost nor turned into another answer.

use piket::{
    desk::{
        layer::Layer,
        state::{
            form::Form,
            form_field::{FieldKind, FormField},
            key::{KeyPress, KeySym},
        },
    },
    domain::{
        besluit::{BesluitKind, YesNo},
        feit::Topic,
    },
};
use proptest::prelude::*;

use crate::desk::{TestDesk, TestResult};

fn form(desk: &TestDesk) -> Option<&Form> {
    match desk.model.view.layers.last() {
        Some(Layer::Form(form)) => Some(form),
        _ => None,
    }
}

fn is_choice(field: &FormField) -> bool {
    matches!(field.kind, FieldKind::Choice(_))
}

#[test]
fn no_typed_and_a_space_stays_no() -> TestResult {
    let mut desk = TestDesk::empty()?;
    let zaak = desk.zaak("6", "FPC Pompestichting")?;
    desk.keys("v1111<esc>pnee ")?;
    assert!(desk.text().contains("nee   = nee"), "{}", desk.text());
    desk.keys("<tab>Te licht.<ctrl-s>")?;
    let besluit = desk.model.view.desk.zaken.get(&zaak).and_then(|z| z.besluit(BesluitKind::P)).cloned();
    let besluit = besluit.ok_or("geen besluit")?;
    assert_eq!((besluit.choice, besluit.reason.read()), (YesNo::No, "Te licht."), "{}", desk.text());
    Ok(())
}

#[test]
fn a_fact_typed_at_once_is_the_fact_and_its_subject_stays() -> TestResult {
    let mut desk = TestDesk::empty()?;
    let zaak = desk.zaak("6", "FPC Pompestichting")?;
    let last = |desk: &TestDesk| desk.model.view.desk.zaken.get(&zaak).and_then(|z| z.feiten.last().cloned());
    desk.keys("fafgevoerd met ambulance<ctrl-s>")?;
    let feit = last(&desk).ok_or("geen feit")?;
    assert_eq!((feit.topic, feit.text.read()), (Topic::Event, "afgevoerd met ambulance"));
    // Typed in the subject it goes to the text, and the subject is asked.
    desk.keys("f<tab>afgevoerd met ambulance")?;
    assert!(desk.text().contains("is hier geen keuze"), "{}", desk.text());
    desk.keys("<ctrl-s>")?;
    assert!(desk.text().contains("«afgevoerd met ambulance» is hier"), "{}", desk.text());
    desk.keys("<enter>")?;
    let label = form(&desk).and_then(|f| f.fields.get(f.cursor)).map(|f| f.label.to_string());
    assert_eq!(label.as_deref(), Some("Feit"), "{}", desk.text());
    desk.keys("<ctrl-s>")?;
    assert!(desk.text().contains("Onderwerp: kies eerst"), "{}", desk.text());
    assert_eq!(last(&desk).map(|f| f.number), Some(feit.number));
    desk.keys("<omlaag>lets<ctrl-s>")?;
    let feit = last(&desk).ok_or("geen feit")?;
    assert_eq!((feit.topic, feit.text.read()), (Topic::Injury, "afgevoerd met ambulance"), "{}", desk.text());
    Ok(())
}

#[test]
fn a_no_with_its_reason_typed_in_one_go_chooses_nothing_and_loses_nothing() -> TestResult {
    let mut desk = TestDesk::empty()?;
    let zaak = desk.zaak("6", "FPC Pompestichting")?;
    desk.keys("v1111<esc>pnee want te licht<enter><enter>")?;
    assert!(desk.text().contains("nee want te licht"), "{}", desk.text());
    let taken = desk.model.view.desk.zaken.get(&zaak).is_some_and(|z| z.besluit(BesluitKind::P).is_some());
    assert!(!taken, "{}", desk.text());
    assert!(desk.text().contains("Besluit: kies eerst ja of nee."), "{}", desk.text());
    Ok(())
}

#[test]
fn what_fits_several_is_asked_and_the_arrows_go_round_those() -> TestResult {
    let mut desk = TestDesk::empty()?;
    desk.zaak("6", "FPC Pompestichting")?;
    desk.keys("fRook.<tab>o<tab>")?;
    assert!(desk.text().contains("«o» past bij omgeving of onbekend"), "{}", desk.text());
    let choice =
        |desk: &TestDesk| form(desk).and_then(|f| f.fields.iter().find(|f| is_choice(f))?.choice().map(str::to_owned));
    desk.keys("<rechts>")?;
    assert_eq!(choice(&desk).as_deref(), Some("omgeving"));
    desk.keys("<rechts>")?;
    assert_eq!(choice(&desk).as_deref(), Some("onbekend"));
    Ok(())
}

/// Ways to a form with a choice.
const FORMS: [&str; 5] = ["p", "a", "f", "M", "2e"];

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_typed_in_a_choice_it_stands_somewhere_and_becomes_nothing_else(
        opened in prop::sample::select(FORMS.to_vec()),
        typed in "[a-z]{1,9}( [a-z]{1,6}){0,2} ?",
        leave in prop::sample::select(vec!["<tab>", "<enter>", "<omlaag>", "<omhoog>", "<rechts>", "<tab><tab>", "<ctrl-s>"]),
    ) {
        let failed = |e: piket::domain::error::Error| TestCaseError::fail(e.to_string());
        let mut desk = TestDesk::empty().map_err(failed)?;
        desk.zaak("6", "FPC Pompestichting").map_err(failed)?;
        desk.keys("fEen feit.<ctrl-s>").map_err(failed)?;
        desk.keys(opened).map_err(failed)?;
        let places: Vec<usize> = form(&desk)
            .map(|f| f.fields.iter().enumerate().filter(|(_, f)| is_choice(f)).map(|(i, _)| i).collect())
            .unwrap_or_default();
        prop_assert!(!places.is_empty(), "{}", desk.text());
        let place = places.first().copied().unwrap_or_default();
        while form(&desk).is_some_and(|f| f.cursor != place) {
            desk.keys("<omhoog>").map_err(failed)?;
        }
        let log = desk.fake_store.log.len();
        typed.chars().for_each(|c| desk.key(KeyPress::bare(KeySym::Char(c))));
        desk.keys(leave).map_err(failed)?;
        let sought = typed.trim();
        match form(&desk) {
            Some(form) => {
                let stands = form.fields.iter().any(|f| f.input.text().contains(sought));
                let chosen = form.fields.get(place).and_then(|f| f.choice().map(str::to_owned));
                let means = chosen.as_deref().is_some_and(|c| c.split(' ').any(|w| w.starts_with(sought)) || c.contains(sought));
                prop_assert!(stands || means || (leave == "<rechts>" && form.error.is_none()), "{}", desk.text());
            }
            // Recorded: then it was an option.
            None => prop_assert!(desk.fake_store.log.len() > log || desk.model.session.writes.in_flight.is_some() || opened == "M"),
        }
    }
}
