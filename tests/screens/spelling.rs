//! Letters that make a text message twice as dear: they are named with what the plain spelling would cost, one key spells
//! them all, and one key takes that back.

use piket::{
    acts::{Act, SaveDraft},
    domain::draft::DraftKind,
    outgoing::sms,
};

use crate::desk::{TestDesk, TestResult};

#[test]
fn one_key_spells_a_message_within_one_sms_and_one_takes_it_back() -> TestResult {
    let mut desk = TestDesk::empty()?;
    let zaak = desk.zaak("2", "FPC de Kijvelanden")?;
    let draft = DraftKind::Sms;
    let text = "Piket: brand, cliënten “ontruimd” – financiën volgen, 22-11 02:00, beheerst. Piketmelding volgt…";
    assert_eq!(sms::count(text).segments, 2);
    desk.run(&Act::SaveDraft(SaveDraft { zaak, draft, text: text.to_owned() }))?;
    desk.keys("3<enter>")?;
    let dear = desk.line("tekens, 2 sms");
    assert!(dear.contains("door «ë“”–…»; Ctrl-Y: 1 sms"), "{dear}");
    desk.keys("<ctrl-y>")?;
    let cheap = desk.line("tekens, 1 sms");
    assert!(cheap.contains("was 2 sms; Alt-U neemt terug"), "{cheap}");
    assert!(desk.text().contains("clienten \"ontruimd\" - financien"), "{}", desk.text());
    desk.keys("<ctrl-y>")?;
    assert!(desk.text().contains("Alle letters passen"), "{}", desk.text());
    desk.keys("<alt-u>")?;
    assert!(desk.text().contains("cliënten “ontruimd”"), "{}", desk.text());
    assert!(desk.line("tekens, 2 sms").contains("Ctrl-Y"));
    Ok(())
}
