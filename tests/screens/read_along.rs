//! Who reads along is asked and answers from the open draft; a desk that cannot act says so in its bottom line.

use piket::{
    acts::{Act, SaveDraft, TakeBesluit},
    domain::{
        besluit::{BesluitKind, YesNo},
        draft::DraftKind,
        ids::Zaaknummer,
        second_reader::ReadingState,
    },
};

use crate::desk::{TestDesk, TestResult};

const KIND: DraftKind = DraftKind::Sms;

fn written() -> Result<(TestDesk, Zaaknummer), Box<dyn std::error::Error>> {
    let mut desk = TestDesk::empty()?;
    let zaak = desk.zaak("2", "FPC de Kijvelanden")?;
    let reason = "Brand met uitstraling.".to_owned();
    desk.run(&Act::TakeBesluit(TakeBesluit { zaak, about: BesluitKind::P, choice: YesNo::Yes, reason }))?;
    let text = "Piket: brand, FPC de Kijvelanden. Piketmelding volgt.".to_owned();
    desk.run(&Act::SaveDraft(SaveDraft { zaak, draft: KIND, text }))?;
    desk.keys("3")?;
    Ok((desk, zaak))
}

fn states(desk: &TestDesk, zaak: Zaaknummer) -> Vec<(String, ReadingState)> {
    let draft = desk.model.view.desk.zaken.get(&zaak).and_then(|z| z.drafts.get(&KIND));
    let readings = draft.map(|d| d.readings.clone()).unwrap_or_default();
    readings.into_iter().map(|r| (r.role.read().to_owned(), r.state)).collect()
}

#[test]
fn a_reader_is_asked_from_the_draft_and_answers_in_the_same_form() -> TestResult {
    let (mut desk, zaak) = written()?;
    desk.keys("<enter><alt-m>afdelingsh<tab>")?;
    assert!(desk.text().contains("Meelezen: piket-SMS"), "{}", desk.text());
    desk.keys("<ctrl-s>")?;
    assert_eq!(states(&desk, zaak), [("Afdelingshoofd".to_owned(), ReadingState::Asked)]);
    assert!(desk.text().contains("wacht op 1 meelezer"), "{}", desk.text());
    // Who was asked stands there already, and the answer is taken for an approval.
    desk.keys("<alt-m>")?;
    assert!(desk.text().contains("Afdelingshoofd: gevraagd voor versie 1"), "{}", desk.text());
    desk.keys("<ctrl-s>")?;
    assert_eq!(states(&desk, zaak), [("Afdelingshoofd".to_owned(), ReadingState::Approved)]);
    assert!(!desk.text().contains("meelezer"), "{}", desk.text());
    desk.keys("<esc>&Woordvoering<ctrl-s>")?;
    assert_eq!(states(&desk, zaak).len(), 2);
    assert!(desk.text().contains("Woordvoering: gevraagd voor versie 1"), "{}", desk.text());
    Ok(())
}

#[test]
fn the_bottom_line_names_no_key_that_does_nothing_here() -> TestResult {
    let (mut desk, _) = written()?;
    let foot = |desk: &mut TestDesk| desk.text().lines().last().unwrap_or_default().to_owned();
    desk.keys("<enter><esc>")?;
    let line = foot(&mut desk);
    assert!(line.contains("Enter kiezen") && line.contains("C gecontroleerd"), "{line}");
    desk.keys("C")?;
    let line = foot(&mut desk);
    assert!(!line.contains("gecontroleerd") && line.contains("V verzonden"), "{line}");
    desk.keys("C")?;
    assert!(desk.text().contains("Deze versie is al gecontroleerd."), "{}", desk.text());
    desk.keys("VBestuurlijke lijn DJI<ctrl-s>")?;
    let line = foot(&mut desk);
    assert!(!line.contains("verzonden"), "{line}");
    desk.keys("4")?;
    let line = foot(&mut desk);
    assert!(!line.contains("Enter"), "{line}");
    Ok(())
}
