//! The copy of a message that comes back in the inbox folder while the desk is open: it sends the message by itself, or asks
//! with what is other in it.

use piket::{
    acts::{Act, NoteCopy, TakeBesluit},
    desk::{msg::Msg, state::screen::Tab},
    domain::{
        besluit::{BesluitKind, YesNo},
        draft::DraftKind,
        ids::Zaaknummer,
        sent_copy::SentCopy,
        text::Vertrouwelijk,
    },
};

use crate::desk::{TestDesk, TestResult, compare};

const TEXT: &str = "Brand in een kamer.\nDe brandweer bluste.\nDe afdeling is rustig.";

fn checked() -> Result<(TestDesk, Zaaknummer), Box<dyn std::error::Error>> {
    let mut desk = TestDesk::empty()?;
    let zaak = desk.zaak("2", "FPC de Kijvelanden")?;
    let draft = DraftKind::Piketmelding;
    let reason = "Brand met uitstraling.".to_owned();
    desk.run(&Act::TakeBesluit(TakeBesluit { zaak, about: BesluitKind::P, choice: YesNo::Yes, reason }))?;
    desk.write(zaak, draft, TEXT)?;
    desk.model.view.setup.sender.addresses = vec!["piket@dji.example".to_owned()];
    desk.choose(zaak);
    Ok((desk, zaak))
}

/// What reading the mail comes to.
fn came(desk: &mut TestDesk, zaak: Zaaknummer, text: Option<&str>) {
    came_from(desk, zaak, ("piket@dji.example", "lijn"), text);
}

/// The same from this sender to these recipients.
fn came_from(desk: &mut TestDesk, zaak: Zaaknummer, (sender, recipients): (&str, &str), text: Option<&str>) {
    let copy = SentCopy {
        version: 1,
        sender: Vertrouwelijk::new(sender),
        recipients: Vertrouwelijk::new(recipients),
        text: text.map(Vertrouwelijk::new),
        unsent: false,
        misfit: None,
        message_id: Vertrouwelijk::new("1@piket.invalid"),
        fingerprint: Vertrouwelijk::new("a"),
        original: Vertrouwelijk::new("b"),
    };
    let note = NoteCopy { zaak, draft: DraftKind::Piketmelding, at: desk.model.view.now, copy };
    desk.send(Msg::Mail { acts: vec![note.into()], calls: Vec::new(), files: Vec::new() });
    desk.answer();
}

fn sent(desk: &TestDesk, zaak: Zaaknummer) -> usize {
    let draft = desk.model.view.desk.zaken.get(&zaak).and_then(|z| z.drafts.get(&DraftKind::Piketmelding));
    draft.map_or(0, |d| d.sent.len())
}

#[test]
fn a_copy_that_speaks_for_itself_is_told_and_asks_nothing() -> TestResult {
    let (mut desk, zaak) = checked()?;
    came(&mut desk, zaak, None);
    assert!(said(&desk).contains("de verzending is daarmee vastgelegd"), "{}", said(&desk));
    assert_eq!(sent(&desk, zaak), 1);
    assert!(desk.model.view.layers.is_empty() && desk.model.view.desk.meldingen.len() == 1);
    Ok(())
}

#[test]
fn a_changed_copy_shows_its_lines_and_is_answered_from_the_step() -> TestResult {
    let (mut desk, zaak) = checked()?;
    came(&mut desk, zaak, Some("Brand in een kamer.\nDe brandweer bluste.\nDe afdeling is onrustig.\n-- \nP. Iket"));
    assert!(said(&desk).contains("onderweg gewijzigd"), "{}", said(&desk));
    assert_eq!(sent(&desk, zaak), 0);
    desk.keys("3")?;
    assert_eq!(desk.model.view.tab, Tab::Drafts);
    desk.keys("<omlaag>V")?;
    compare("kopie-80x24", &desk.picture());
    desk.keys("j<tab><tab>Woordvoering wilde het zo.<enter>")?;
    desk.answer();
    assert_eq!(sent(&desk, zaak), 1, "{}", desk.text());
    Ok(())
}

/// That the text changed says nothing of who sent it: both are told.
#[test]
fn a_changed_copy_of_a_stranger_to_a_stranger_says_all_of_it() -> TestResult {
    let (mut desk, zaak) = checked()?;
    came_from(&mut desk, zaak, ("pers@krant.example", "buurman@post.example"), Some("Brand in een kamer."));
    let said = said(&desk);
    for part in ["onderweg gewijzigd", "pers@krant.example", "buurman@post.example"] {
        assert!(said.contains(part), "{part}: {said}");
    }
    assert_eq!(sent(&desk, zaak), 0);
    Ok(())
}

/// The whole of the bottom line, also where a narrow screen shows its beginning.
fn said(desk: &TestDesk) -> String {
    format!("{:?}", desk.model.session.line)
}
