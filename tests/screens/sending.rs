//! What the own command sends is never lost: its start is in the log before it runs, and what it brought out is recorded.

use chrono::Duration;
use piket::{acts::ReportSent, desk::state::way_out::WaysOut, domain::draft::DraftKind};

use crate::{
    acts::sending,
    desk::TestResult,
    ways_out::{SMS, answer, checked, out},
};

/// The start is in the log before the command runs. Who comes after a desk that fell over, or after a command that was
/// stopped, is told so, and is asked before it goes a second time.
#[test]
fn a_sending_that_nobody_saw_end_is_told_and_asked_about() -> TestResult {
    let (mut desk, zaak) = checked(SMS)?;
    desk.keys("K")?;
    let under_way = desk.model.view.desk.zaken[&zaak].drafts[&DraftKind::Sms].under_way.clone();
    assert_eq!(under_way.iter().map(|u| u.version).collect::<Vec<_>>(), [1]);
    // The desk is gone; another one opens the same log.
    desk.model.session.ways_out = WaysOut::default();
    desk.after(Duration::minutes(5));
    desk.keys("1")?;
    desk.after(Duration::seconds(1));
    desk.keys("3K")?;
    assert_eq!(out(&desk).len(), 1, "zij ging zonder vraag nog een keer");
    assert!(desk.text().contains("hoe dat afliep is"), "{}", desk.text());
    desk.after(Duration::seconds(1));
    desk.keys("K")?;
    assert_eq!(out(&desk).len(), 2, "{}", desk.text());
    let good = answer(&desk, Some(0), Ok("Verstuurd.".to_owned())).ok_or("geen bericht")?;
    desk.send(good);
    let draft = desk.model.view.desk.zaken[&zaak].drafts[&DraftKind::Sms].clone();
    assert_eq!((draft.under_way.len(), draft.sent.len()), (0, 1));
    Ok(())
}

/// What a command brought out is recorded, also where somebody noted a sending while it ran.
#[test]
fn what_the_command_sent_is_recorded_beside_what_was_noted_meanwhile() -> TestResult {
    let (mut desk, zaak) = checked(SMS)?;
    desk.keys("K")?;
    let (draft, recipients) = (DraftKind::Sms, "+31600000001".to_owned());
    desk.run(&ReportSent { recipients, ..sending(zaak, draft, desk.model.view.now) }.into())?;
    let good = answer(&desk, Some(0), Ok("Verstuurd.".to_owned())).ok_or("geen bericht")?;
    desk.send(good);
    let sent = desk.model.view.desk.zaken[&zaak].drafts[&draft].sent.clone();
    let to: Vec<&str> = sent.iter().map(|dispatch| dispatch.recipients.read()).collect();
    assert_eq!(to, ["+31600000001", "+31 6 0000 0000, +31600000001"]);
    assert!(desk.text().contains("ook genoteerd aan"), "{}", desk.text());
    Ok(())
}

#[test]
fn a_no_after_the_piket_sms_left_is_told_and_its_step_asks_to_put_that_right() -> TestResult {
    let (mut desk, zaak) = checked(SMS)?;
    let recipients = "+31 6 0000 0000".to_owned();
    desk.run(&ReportSent { recipients, ..sending(zaak, DraftKind::Sms, desk.model.view.now) }.into())?;
    desk.after(Duration::minutes(10));
    desk.keys(&format!(":besluit {zaak} P nee --reden \"toch geen uitstraling\"<enter>"))?;
    assert!(desk.text().contains("Al verzonden: piket-SMS"), "{}", desk.text());
    desk.size(100, 40);
    desk.keys("1")?;
    assert!(desk.text().contains("versie 1 is verzonden en zegt wat niet"), "{}", desk.text());
    Ok(())
}
