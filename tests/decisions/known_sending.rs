//! What is recorded of a sending is what is known of it: no time before its text, no other version than the one that was meant, an end that
//! nobody saw stays open, and a text that says or asks what is known otherwise since does not leave in silence.

use piket::{
    acts::{Act, EndSending, ReportSent, StartSending, TakeBesluit},
    domain::{
        besluit::{BesluitKind, YesNo},
        draft::DraftKind,
        ids::Zaaknummer,
        step::Step,
        withheld::Withheld,
    },
    judge::{
        checklist::ChecklistState,
        provisions::{ProvisionCertainty, provisions},
        withheld::withheld,
    },
    rules::address_book::AddressBook,
};

use crate::{
    acts::sending,
    dossier::{Dossier, TestResult},
};

const KIND: DraftKind = DraftKind::Piketmelding;

fn answer(dossier: &mut Dossier, zaak: Zaaknummer, question: &str, choice: &str) -> TestResult {
    super::call_back::answer(dossier, zaak, question, super::call_back::choice(choice))?;
    Ok(())
}

fn begun(row: &str) -> Result<(Dossier, Zaaknummer), Box<dyn std::error::Error>> {
    let (mut dossier, zaak) = Dossier::with_rij(row, "CTP Veldzicht")?;
    let reason = "Van belang.".to_owned();
    dossier.run(&Act::TakeBesluit(TakeBesluit { zaak, about: BesluitKind::P, choice: YesNo::Yes, reason }))?;
    Ok((dossier, zaak))
}

fn refused(dossier: &Dossier, sent: &ReportSent) -> Result<String, Box<dyn std::error::Error>> {
    let mut other = dossier.clone();
    Ok(other.run(&Act::ReportSent(sent.clone())).err().ok_or("niet geweigerd")?.to_string())
}

#[test]
fn no_text_left_before_it_was_there() -> TestResult {
    let (mut dossier, zaak) = begun("2")?;
    dossier.now = dossier.after(30);
    dossier.write(zaak, KIND, "Er was brand.")?;
    let early = ReportSent { at: dossier.after(-1), ..sending(zaak, KIND, dossier.now) };
    assert!(refused(&dossier, &early)?.contains("daarvoor kan zij niet verzonden zijn"));
    dossier.run(&Act::ReportSent(sending(zaak, KIND, dossier.now)))?;
    Ok(())
}

#[test]
fn a_sending_is_of_the_version_that_was_meant() -> TestResult {
    let (mut dossier, zaak) = begun("2")?;
    dossier.write(zaak, KIND, "Er was brand.")?;
    let meant = ReportSent { version: Some(1), ..sending(zaak, KIND, dossier.now) };
    dossier.write(zaak, KIND, "Er was brand; zij is uit.")?;
    for version in [1, 2] {
        let mut other = dossier.clone();
        other.run(&Act::ReportSent(ReportSent { version: Some(version), ..meant.clone() }))?;
        let sent = other.zaak(zaak)?.drafts.get(&KIND).map(|d| d.sent.iter().map(|s| s.version).collect::<Vec<_>>());
        assert_eq!(sent, Some(vec![version]));
    }
    Ok(())
}

#[test]
fn an_end_that_nobody_saw_stays_open_whatever_became_of_a_later_try() -> TestResult {
    let (mut dossier, zaak) = begun("2")?;
    dossier.write(zaak, KIND, "Er was brand.")?;
    let register = |dossier: &Dossier| provisions(&*dossier.log, AddressBook::built_in(), &|_| dossier.book);
    let (channel, recipients) = ("e-mail".to_owned(), "de lijn".to_owned());
    let start = |at| StartSending { zaak, draft: KIND, at, channel: channel.clone(), recipients: recipients.clone() };
    dossier.run(&Act::StartSending(start(dossier.now)))?;
    let first = register(&dossier);
    assert_eq!(first.iter().map(|p| p.certainty).collect::<Vec<_>>(), [ProvisionCertainty::UnderWay]);
    assert!(first.iter().all(|p| p.what().contains("afloop onbekend")));
    dossier.now = dossier.after(5);
    dossier.run(&Act::StartSending(start(dossier.now)))?;
    let (at, channel, recipients) = (dossier.now, channel.clone(), recipients.clone());
    let end = |code| EndSending {
        zaak,
        draft: KIND,
        version: 1,
        at,
        channel: channel.clone(),
        recipients: recipients.clone(),
        code: Some(code),
    };
    dossier.run(&Act::EndSending(end(7)))?;
    let state = dossier.state(zaak, Step::Piketmelding)?;
    let open = matches!(&state, Some(ChecklistState::Ready(t)) if t.contains("hoe dat afliep is niet bekend"));
    assert!(open, "{state:?}");
    assert_eq!(register(&dossier).len(), 1, "of the second it is known that it did not go");
    dossier.run(&Act::ReportSent(sending(zaak, KIND, dossier.now)))?;
    assert_eq!(register(&dossier).iter().map(|p| p.certainty).collect::<Vec<_>>(), [ProvisionCertainty::Known]);
    assert!(dossier.zaak(zaak)?.drafts.get(&KIND).is_some_and(|d| d.under_way.is_empty()));
    Ok(())
}

#[test]
fn a_text_that_calls_unknown_what_is_answered_since_does_not_leave_in_silence() -> TestResult {
    let (mut dossier, zaak) = begun("1")?;
    let text =
        "Er was een gijzeling.\n\nNOG NIET BEKEND\n- of de gijzeling is beëindigd\n- of de politie is gewaarschuwd";
    dossier.write(zaak, KIND, text)?;
    dossier.now = dossier.after(5);
    answer(&mut dossier, zaak, "gijzeling-voorbij", "ja")?;
    let state = dossier.state(zaak, Step::Piketmelding)?;
    let told = |part: &str| matches!(&state, Some(ChecklistState::Ready(t)) if t.contains(part));
    assert!(told("of de gijzeling is beëindigd is nu bekend") && told("nieuw feit over situatie"), "{state:?}");
    assert!(
        refused(&dossier, &sending(zaak, KIND, dossier.now))?.contains("of de gijzeling is beëindigd is nu bekend")
    );
    let reason = "Ging al weg.".to_owned();
    dossier.run(&Act::ReportSent(ReportSent { reason, ..sending(zaak, KIND, dossier.now) }))?;
    Ok(())
}

#[test]
fn a_text_message_that_says_how_it_stood_does_not_leave_in_silence_either() -> TestResult {
    let (mut dossier, zaak) = begun("1")?;
    answer(&mut dossier, zaak, "gijzeling-voorbij", "nee")?;
    dossier.write(zaak, DraftKind::Sms, "Piket: gijzeling, CTP Veldzicht, nog gaande.")?;
    dossier.now = dossier.after(5);
    answer(&mut dossier, zaak, "gijzeling-voorbij", "ja")?;
    let refusal = refused(&dossier, &sending(zaak, DraftKind::Sms, dossier.now))?;
    assert!(refusal.contains("niet meer «nog gaande» maar «voorbij»"), "{refusal}");
    // What says nothing of it may go.
    dossier.write(zaak, DraftKind::Sms, "Piket: gijzeling, CTP Veldzicht, voorbij.")?;
    dossier.run(&Act::ReportSent(sending(zaak, DraftKind::Sms, dossier.now)))?;
    Ok(())
}

#[test]
fn the_public_hears_of_a_death_only_once_the_next_of_kin_were_told() -> TestResult {
    for (row, is_kept) in [("15", true), ("10", true), ("2", false)] {
        let (mut dossier, zaak) = begun(row)?;
        let why = |dossier: &Dossier| -> Result<Option<Withheld>, Box<dyn std::error::Error>> {
            Ok(withheld(dossier.zaak(zaak)?, dossier.case_rule(zaak)?, DraftKind::Publiek))
        };
        assert_eq!(why(&dossier)?.is_some(), is_kept, "row {row}, not asked");
        if !is_kept {
            continue;
        }
        for (choice, kept) in [("nee", Some(Withheld::Inside)), ("ja", None)] {
            answer(&mut dossier, zaak, "nabestaanden", choice)?;
            assert_eq!(why(&dossier)?, kept, "row {row}: {choice}");
            dossier.now = dossier.after(1);
        }
        answer(&mut dossier, zaak, "nabestaanden", "nee")?;
        dossier.write(zaak, DraftKind::Publiek, "Er was een voorval.")?;
        let refusal = refused(&dossier, &sending(zaak, DraftKind::Publiek, dossier.now))?;
        assert!(refusal.contains("of de nabestaanden zijn ingelicht"), "{refusal}");
    }
    Ok(())
}
