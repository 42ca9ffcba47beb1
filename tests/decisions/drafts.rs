//! Drafts: a gap keeps a draft from being checked, and what was not checked cannot be called sent.

use piket::{
    acts::{Act, CheckDraft, LetThrough, NoteFeit, ReportSent, SaveDraft, SetStep, TakeBesluit},
    domain::{
        besluit::{BesluitKind, YesNo},
        draft::DraftKind,
        feit::{FeitStatus, Topic},
        ids::Zaaknummer,
        step::{Step, StepState},
    },
    judge::gaps,
};
use proptest::prelude::*;

use crate::{
    acts::sending,
    dossier::{Dossier, TestResult},
};

fn save(zaak: Zaaknummer, draft: DraftKind, text: &str) -> Act {
    Act::SaveDraft(SaveDraft { zaak, draft, text: text.to_owned() })
}

fn sent(dossier: &Dossier, zaak: Zaaknummer, draft: DraftKind) -> Act {
    sending(zaak, draft, dossier.now).into()
}

#[test]
fn a_draft_goes_from_gap_to_sent_and_never_around() -> TestResult {
    let kind = DraftKind::Piketmelding;
    let (mut dossier, zaak) = Dossier::with_rij("10", "CTP Veldzicht")?;
    let check = Act::CheckDraft(CheckDraft { zaak, draft: kind });
    assert!(dossier.run(&check).is_err_and(|f| f.sentence.contains("nog geen concept")));
    assert!(dossier.run(&sent(&dossier, zaak, kind)).is_err());

    dossier.run(&save(zaak, kind, &format!("Letsel: {}\nMedia: {}", gaps::marker("letsel"), gaps::marker("media"))))?;
    let error = dossier.run(&check).err().ok_or("met gaten gecontroleerd")?;
    assert!(error.sentence.contains("letsel (regel 1), media (regel 2)"), "{}", error.sentence);
    assert!(dossier.run(&sent(&dossier, zaak, kind)).is_err_and(|f| f.sentence.contains("nog niet gecontroleerd")));

    dossier.run(&save(zaak, kind, "Niemand is gewond."))?;
    dossier.run(&check)?;
    dossier.run(&save(zaak, kind, "Niemand is gewond. Toch nog iets."))?;
    assert!(dossier.run(&sent(&dossier, zaak, kind)).is_err(), "a later version was never checked");
    dossier.run(&check)?;
    assert_eq!(dossier.letter(zaak, Step::Piketmelding)?, 'k');
    dossier.run(&sent(&dossier, zaak, kind))?;
    assert_eq!(dossier.letter(zaak, Step::Piketmelding)?, 'g');
    let draft = dossier.zaak(zaak)?.drafts.get(&kind).ok_or("weg")?;
    assert_eq!((draft.version, draft.sent.iter().map(|v| v.version).collect::<Vec<_>>()), (3, vec![3]));
    Ok(())
}

#[test]
fn no_text_message_is_longer_than_a_network_carries() -> TestResult {
    let kind = DraftKind::Sms;
    let (mut dossier, zaak) = Dossier::with_rij("10", "CTP Veldzicht")?;
    dossier.run(&save(zaak, kind, &"brand ".repeat(40_000)))?;
    let refused = dossier.run(&Act::CheckDraft(CheckDraft { zaak, draft: kind })).err().ok_or("gecontroleerd")?;
    assert!(refused.sentence.contains("tekens; in een sms passen er 39015"), "{}", refused.sentence);
    Ok(())
}

proptest! {
    #[test]
    fn what_is_sent_names_its_own_version(
        texts in prop::collection::vec(prop::sample::select(&["eerst", "toen", "later", "daarna", "straks"]), 1..6),
        named in 0u32..12, again in any::<bool>(),
    ) {
        let kind = DraftKind::Piketmelding;
        let told = || -> Result<(), Box<dyn std::error::Error>> {
            let (mut dossier, zaak) = Dossier::with_rij("10", "CTP Veldzicht")?;
            let line = format!("Kenmerk: {zaak}, versie {named}");
            for text in &texts {
                dossier.run(&save(zaak, kind, &format!("Niemand is gewond ({text}).\n{line}")))?;
            }
            let check = Act::CheckDraft(CheckDraft { zaak, draft: kind });
            dossier.run(&check)?;
            if again {
                let version = dossier.zaak(zaak)?.drafts.get(&kind).map(|d| d.version);
                dossier.run(&check)?;
                let after = dossier.zaak(zaak)?.drafts.get(&kind).map(|d| d.version);
                assert_eq!(after, version, "a number that is right asks for no version more");
            }
            dossier.run(&sent(&dossier, zaak, kind))?;
            let draft = dossier.zaak(zaak)?.drafts.get(&kind).ok_or("weg")?;
            let sent = draft.sent.last().ok_or("niet verzonden")?.version;
            assert_eq!(sent, draft.version);
            let last = texts.last().ok_or("geen tekst")?;
            let expected = format!("Niemand is gewond ({last}).\nKenmerk: {zaak}, versie {sent}");
            assert_eq!(draft.text.read(), expected);
            Ok(())
        };
        prop_assert!(told().map_err(|e| e.to_string()) == Ok(()));
    }
}

#[test]
fn what_is_let_through_names_its_own_version_too() -> TestResult {
    let kind = DraftKind::Sms;
    let (mut dossier, zaak) = Dossier::with_rij("10", "CTP Veldzicht")?;
    dossier.run(&save(zaak, kind, "Een."))?;
    dossier.run(&save(zaak, kind, "Dhr. J. Fictema, geboren 03-04-1980, is gewond.\nKenmerk: x, versie 1"))?;
    let reason = "De lezer kent hem.".to_owned();
    dossier.run(&Act::LetThrough(LetThrough { zaak, draft: kind, reason }))?;
    dossier.run(&Act::CheckDraft(CheckDraft { zaak, draft: kind }))?;
    dossier.run(&sent(&dossier, zaak, kind))?;
    let draft = dossier.zaak(zaak)?.drafts.get(&kind).ok_or("weg")?;
    assert!(draft.version == 2 && draft.text.read().ends_with("versie 2"), "{:?}", draft.text.read());
    assert_eq!(draft.sent.last().map(|d| d.version), Some(2));
    Ok(())
}

#[test]
fn the_same_text_again_is_no_version() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("10", "CTP Veldzicht")?;
    for text in ["Een.", "Een.", "Twee.", "Twee.\n\n"] {
        dossier.run(&save(zaak, DraftKind::Sms, text))?;
    }
    assert_eq!(dossier.zaak(zaak)?.drafts.get(&DraftKind::Sms).map(|c| c.version), Some(2));
    assert!(dossier.run(&save(zaak, DraftKind::Afloopbericht, "")).is_ok());
    let empty = Act::CheckDraft(CheckDraft { zaak, draft: DraftKind::Afloopbericht });
    assert!(dossier.run(&empty).is_err_and(|f| f.sentence.contains("leeg")));
    Ok(())
}

#[test]
fn a_message_cannot_be_ticked_off_by_hand() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("1", "CTP Veldzicht")?;
    for step in [Step::Sms, Step::Piketmelding, Step::Afloopbericht, Step::BesluitP, Step::BesluitA, Step::Close] {
        let act = |state| Act::SetStep(SetStep { zaak, step, state, reason: "Zomaar.".to_owned(), at: None });
        assert!(dossier.run(&act(StepState::Done)).is_err(), "{step}");
        assert_eq!(dossier.run(&act(StepState::NotNeeded)).is_ok(), step != Step::Close, "{step}");
    }
    Ok(())
}

#[test]
fn a_sending_has_a_time_a_channel_and_somebody() -> TestResult {
    let kind = DraftKind::Sms;
    let (mut dossier, zaak) = Dossier::with_rij("10", "CTP Veldzicht")?;
    dossier.write(zaak, kind, "Piketmelding volgt.")?;
    let act = |at, channel: &str, to: &str| {
        let (channel, recipients) = (channel.to_owned(), to.to_owned());
        Act::ReportSent(ReportSent { channel, recipients, ..sending(zaak, kind, at) })
    };
    let (now, soon) = (dossier.now, dossier.after(1));
    assert!(dossier.run(&act(soon, "sms", "lijn")).is_err_and(|f| f.sentence.contains("toekomst")));
    assert!(dossier.run(&act(now, " ", "lijn")).is_err());
    assert!(dossier.run(&act(now, "sms", "")).is_err());
    dossier.run(&act(now, "sms", "lijn"))?;
    Ok(())
}

#[test]
fn the_afloopbericht_waits_for_the_outcome() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("2", "CTP Veldzicht")?;
    let besluit = Act::TakeBesluit(TakeBesluit {
        zaak,
        about: BesluitKind::A,
        choice: YesNo::Yes,
        reason: "Van belang.".to_owned(),
    });
    dossier.run(&besluit)?;
    assert_eq!((dossier.letter(zaak, Step::Outcome)?, dossier.letter(zaak, Step::Afloopbericht)?), ('w', 'o'));
    let feit = |status| {
        Act::NoteFeit(NoteFeit {
            zaak,
            topic: Topic::Outcome,
            text: "De afdeling is weer in gebruik.".to_owned(),
            source: "directie".to_owned(),
            status,
            happened: None,
        })
    };
    dossier.run(&feit(FeitStatus::Contradicted))?;
    assert_eq!(dossier.letter(zaak, Step::Outcome)?, 'w', "what was contradicted proves nothing");
    dossier.run(&feit(FeitStatus::Reported))?;
    assert_eq!((dossier.letter(zaak, Step::Outcome)?, dossier.letter(zaak, Step::Afloopbericht)?), ('g', 'k'));
    Ok(())
}
