//! What a machine sent by itself is counted in the inbox and stands in it only when it is asked for.

use piket::domain::{error::Result, melding::MeldingKind};

use super::desk::TestDesk;

#[test]
fn automatic_mail_is_counted_and_folded_away() -> Result<()> {
    let mut desk = TestDesk::empty()?;
    let reply = desk.mail(MeldingKind::Automatic, &[])?;
    let text = desk.text();
    assert!(text.contains("INBOX 0   + 1 automatisch") && !text.contains(&format!("* {reply}")), "{text}");
    assert!(!text.contains("Er is nog niets"), "{text}");
    desk.keys(".")?;
    let text = desk.text();
    assert!(text.contains("INBOX 1 ") && text.contains(&format!("* {reply}")), "{text}");
    desk.keys(".")?;
    assert!(desk.text().contains("INBOX 0   + 1 automatisch"));
    Ok(())
}
