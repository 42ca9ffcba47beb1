//! Who waits on the inrichting is one key from the number and the question; having phoned ticks nothing.
//! What came in is one key from its case, and back.

use piket::{
    acts::{Act, Naming, NoteCall, OpenZaak, ReportSent},
    desk::state::item::Item,
    domain::{draft::DraftKind, inrichting::Plek, melding::Call, step::Step, text::Vertrouwelijk},
};

use crate::{
    acts::sending,
    desk::{TestDesk, TestResult},
};

/// A case on a call that left a name and a number.
fn called(desk: &mut TestDesk) -> TestResult {
    let call = Call {
        inrichting: Plek::written("FPC Pompestichting"),
        what: Vertrouwelijk::new("Een snee in de hand."),
        caller: Vertrouwelijk::new("dienstdoend hoofd"),
        number: Vertrouwelijk::new("024-0000001"),
        rij: piket::domain::rij::Rij::parse("6").ok(),
        voorval: Some(desk.model.view.now),
        ..Call::default()
    };
    desk.run(&Act::NoteCall(NoteCall { melding: None, call, naming: Naming::AsTyped }))?;
    let melding = *desk.model.view.desk.meldingen.keys().last().ok_or("geen melding")?;
    desk.run(&Act::OpenZaak(OpenZaak { melding, new: true, kind: None }))?;
    Ok(())
}

#[test]
fn a_call_about_a_form_that_is_due_ticks_nothing_and_asks_again() -> TestResult {
    let mut desk = TestDesk::empty()?;
    called(&mut desk)?;
    desk.keys("g1g<omlaag>m")?;
    assert!(desk.text().contains("024-0000001  dienstdoend hoofd"), "{}", desk.text());
    assert!(desk.text().contains("070-751 60 60"), "{}", desk.text());
    while !desk.text().contains("wie het formulier maakt") {
        desk.keys("<omlaag>")?;
    }
    let countdowns = |desk: &TestDesk| desk.model.running().count();
    let before = countdowns(&desk);
    desk.keys("<enter>")?;
    assert!(desk.text().contains("Rappel: MBV ontvangen"), "{}", desk.text());
    desk.keys("<ctrl-s>")?;
    assert!(desk.text().contains("Met wie hebt u gesproken?"), "{}", desk.text());
    desk.keys("teamleider<enter>komt over een uur<ctrl-s>")?;
    assert!(desk.line("…  9  MBV ontvangen").contains("wacht"), "{}", desk.text());
    desk.keys("m")?;
    assert!(desk.text().contains("teamleider: komt over een uur"), "{}", desk.text());
    assert_eq!(countdowns(&desk), before);
    assert_eq!(desk.model.view.zaak().map(|z| z.running_reminders().count()), Some(1));
    // Words tick nothing, whatever they are, nor does a no: only a yes does.
    desk.keys("xgebeld<enter><ctrl-s>")?;
    assert!(desk.text().contains("Is het binnen: kies eerst ja, nee of nog niet."), "{}", desk.text());
    desk.keys("<omhoog><omhoog><omhoog><omhoog>nog<ctrl-s>")?;
    assert!(desk.line("MBV ontvangen").contains("wacht"), "{}", desk.text());
    assert!(desk.text().contains("nog niet: gebeld"), "{}", desk.text());
    assert_eq!(countdowns(&desk), before);
    desk.keys("xja<enter><enter>formulier<enter>fax<ctrl-s>")?;
    assert!(desk.line("MBV ontvangen").contains("gereed"), "{}", desk.text());
    assert_eq!(countdowns(&desk), before - 1);
    Ok(())
}

#[test]
fn the_number_to_phone_is_read_at_its_step_also_where_texts_are_kept_back() -> TestResult {
    let mut desk = TestDesk::empty()?;
    called(&mut desk)?;
    desk.keys("g1g<omlaag>")?;
    assert!(desk.text().contains("024-0000001") && !desk.text().contains("dienstdoend hoofd"), "{}", desk.text());
    Ok(())
}

#[test]
fn the_first_step_leads_to_the_report_and_back() -> TestResult {
    let mut desk = TestDesk::empty()?;
    called(&mut desk)?;
    desk.keys("g1<home><enter>")?;
    assert!(desk.text().contains("hoort bij zaak") && desk.text().contains("024-0000001"), "{}", desk.text());
    desk.keys("<esc>")?;
    assert!(desk.text().contains("Inrichting teruggebeld"), "{}", desk.text());
    Ok(())
}

#[test]
fn a_report_is_shown_before_it_becomes_a_case() -> TestResult {
    let mut desk = TestDesk::week()?;
    let zaken = desk.model.view.desk.zaken.len();
    desk.model.view.choose(Some(Item::Melding("M0163".parse()?)));
    desk.keys("<enter><enter>")?;
    assert!(desk.text().contains("wacht in de inbox"), "{}", desk.text());
    assert_eq!(desk.model.view.desk.zaken.len(), zaken);
    desk.keys("ogeen<enter>")?;
    assert_eq!(desk.model.view.desk.zaken.len(), zaken + 1);
    Ok(())
}

/// What is late is asked for in writing from the chase: the text names what and since when, thanks for nothing, and
/// once it is sent the case waits on the inrichting again.
#[test]
fn a_rappel_is_written_from_the_chase_and_sent_like_any_message() -> TestResult {
    let mut desk = TestDesk::week()?.sized(100, 30);
    let late = |desk: &TestDesk| {
        let of = |z: &piket::domain::ids::Zaaknummer| {
            let (zaak, view) = (&desk.model.view.desk.zaken[z], &desk.model.view.derived[z]);
            view.whose_turn(zaak, desk.model.view.now).chase
        };
        desk.model.view.derived.keys().copied().find(|z| of(z) == Some(Step::Form))
    };
    let zaak = late(&desk).ok_or("niets te laat")?;
    desk.model.view.choose(Some(Item::Zaak(zaak)));
    desk.model.view.refresh();
    desk.keys("1g<omlaag>")?;
    while desk.model.view.chosen_step() != Some(Step::Form) {
        desk.keys("<omlaag>")?;
    }
    desk.keys("<enter>")?;
    assert!(desk.text().contains("Ook schriftelijk"), "{}", desk.text());
    desk.keys("<tab><tab><tab>j<ctrl-s>")?;
    assert!(desk.text().contains("Bij ons staat nog open:"), "{}", desk.text());
    let reminders = |desk: &TestDesk| desk.model.view.desk.zaken[&zaak].running_reminders().count();
    assert_eq!(reminders(&desk), 1);
    assert_eq!(late(&desk), Some(zaak), "geschreven is niet verstuurd");
    // Looked at it is no version yet; what is to be sent is kept first.
    desk.keys("<ctrl-s><esc>")?;
    let draft = DraftKind::Rappel;
    let typed = desk.model.view.desk.zaken[&zaak].drafts[&draft].text.read().to_owned();
    assert!(typed.contains("- MBV voor") && typed.contains("moest er zijn vóór"), "{typed}");
    assert!(typed.contains("belt u dan") && !typed.contains("Dank voor"), "{typed}");
    let text = piket::judge::gaps::say_unknown(&typed);
    desk.write(zaak, draft, &text)?;
    let recipients = "de inrichting".to_owned();
    desk.run(&ReportSent { recipients, ..sending(zaak, draft, desk.model.view.now) }.into())?;
    assert_ne!(late(&desk), Some(zaak));
    Ok(())
}

/// The header, the bottom line and the key that goes on to what comes next say the same: what is late comes first.
#[test]
fn the_way_on_leads_to_what_is_late_before_what_can_wait() -> TestResult {
    let mut desk = TestDesk::week()?;
    desk.model.view.choose(Some(Item::Zaak("2026-W47-08".parse()?)));
    let screen = desk.text();
    assert!(screen.contains("> MBV rappelleren"), "{screen}");
    desk.keys("<enter>>")?;
    let screen = desk.text();
    assert!(screen.contains("Rappel: MBV ontvangen ─"), "{screen}");
    // Asked for, it is waited for; the monitor tells how a case ended, and is no step of tonight.
    desk.keys("A. Voorbeeld<ctrl-s>")?;
    let screen = desk.text();
    assert!(screen.contains("wacht op  MBV ontvangen") && !screen.contains("> in de monitor"), "{screen}");
    desk.keys(">")?;
    assert!(desk.text().contains("de zaak wacht op anderen"), "{}", desk.text());
    Ok(())
}
