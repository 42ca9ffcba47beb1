//! Whom to phone stands at the step, and one key shows it to a telephone; who buys the care is the one of that inrichting.

use std::sync::Arc;

use piket::{
    desk::{layer::Layer, state::screen::Focus},
    domain::{draft::DraftKind, step::Step},
    judge::{contact::CallNumber, visibility::Visibility},
    rules::address_book::AddressBook,
};

use crate::desk::{TestDesk, TestResult};

const OWN: &str = "peildatum = 2026-11-29\n[[adres]]\nsoort = \"zorginkoper\"\nnaam = \"Inkoop Kijvelanden\"\n\
    inrichting = \"FPC de Kijvelanden\"\ntelefoon = \"070-0000001\"\nmail = \"inkoop@dji.example\"\n";

fn desk(inrichting: &str) -> Result<TestDesk, Box<dyn std::error::Error>> {
    let mut desk = TestDesk::empty()?;
    let own = AddressBook::parse_own(OWN, "adressen.toml").map_err(|e| format!("{e:?}"))?;
    desk.model.view.setup.addresses = Arc::new(AddressBook::built_in().with_own(&own));
    desk.zaak("D", inrichting)?;
    Ok(desk)
}

fn said(desk: &TestDesk, code: &str) -> Vec<String> {
    let step = code.parse::<Step>().ok();
    let sheet = step.and_then(|step| desk.model.view.call_sheet(step, Visibility::Open));
    sheet.map(|sheet| sheet.numbers.iter().map(CallNumber::line).collect()).unwrap_or_default()
}

#[test]
fn one_key_at_a_step_shows_the_numbers_that_belong_to_it() -> TestResult {
    let mut desk = desk("FPC de Kijvelanden")?;
    desk.keys("1")?;
    let place = desk.model.view.beeld().and_then(|b| b.steps.iter().position(|s| s.step.code() == "fast-nl"));
    desk.model.view.detail = place.ok_or("geen stap fast-nl")?;
    desk.model.view.focus = Focus::Detail;
    desk.model.dirty = true;
    let text = desk.text();
    assert!(text.contains("088-6628244  Fast NL") && text.contains("Q nummer"), "{text}");
    desk.keys("Q")?;
    let shown = match desk.model.view.layers.last() {
        Some(Layer::Qr(codes)) => codes.codes.iter().map(|c| (c.label.clone(), c.payload.clone())).collect(),
        _ => Vec::new(),
    };
    assert!(shown.iter().any(|(label, payload)| label.contains("Fast NL") && payload == "tel:0886628244"), "{shown:?}");
    assert_eq!(shown.first().map(|(_, payload)| payload.as_str()), Some("tel:0600000012"), "who phoned comes first");
    Ok(())
}

#[test]
fn who_buys_the_care_is_the_one_of_that_inrichting() -> TestResult {
    let mut ours = desk("FPC de Kijvelanden")?;
    assert!(said(&ours, "einde-gebeld").contains(&"070-0000001  Inkoop Kijvelanden".to_owned()));
    let other = desk("CTP Veldzicht")?;
    let expected = "Zorginkoper van de inrichting: nog geen nummer in adressen.toml".to_owned();
    assert!(said(&other, "einde-gebeld").contains(&expected));

    // What is asked of the inrichting goes to its own purchaser too, filled in and covered by its ground.
    let zaak = ours.model.view.zaak().map(|z| z.number).ok_or("geen zaak")?;
    let draft = DraftKind::Rappel;
    ours.write(zaak, draft, "Graag vandaag de MOA.")?;
    ours.keys("3jjjjV")?;
    assert!(ours.text().contains("Inkoop Kijvelanden <inkoop@dji.example>"), "{}", ours.text());
    ours.keys("<ctrl-s>")?;
    let sent = ours.model.view.desk.zaken.get(&zaak).and_then(|z| z.drafts.get(&draft)).map(|d| d.sent.len());
    assert_eq!(sent, Some(1), "{}", ours.text());
    Ok(())
}
