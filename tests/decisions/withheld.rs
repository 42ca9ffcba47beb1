//! A message whose decision is open or «nee»: its step, its check and every sending say the same of it, and only a typed reason lets that very
//! version go, as long as the decision stands as it did then.

use piket::{
    acts::{Act, CheckDraft, LetThrough, ReportSent, SaveDraft, StartSending, TakeBesluit, Weigh},
    domain::{
        besluit::{Answer, BesluitKind, YesNo},
        draft::DraftKind,
        ids::Zaaknummer,
        step::Step,
        withheld::Withheld,
    },
    judge::{
        checklist::ChecklistState,
        withheld::{self, withheld},
    },
    log::event::LogEvent,
    rules::book::Rulebook,
};

use crate::{
    acts::sending,
    dossier::{Dossier, TestResult},
};

fn besluit(zaak: Zaaknummer, about: BesluitKind, choice: YesNo) -> Act {
    Act::TakeBesluit(TakeBesluit { zaak, about, choice, reason: "Zo besloten.".to_owned() })
}

const TEXT: &str = "Er was brand.";

fn noted(dossier: &Dossier, zaak: Zaaknummer, draft: DraftKind, reason: &str) -> Act {
    Act::ReportSent(ReportSent { reason: reason.to_owned(), ..sending(zaak, draft, dossier.now) })
}

fn starting(dossier: &Dossier, zaak: Zaaknummer, draft: DraftKind) -> Act {
    let (channel, recipients) = (draft.channel().word().to_owned(), "lijn".to_owned());
    Act::StartSending(StartSending { zaak, draft, at: dossier.now, channel, recipients })
}

fn let_go(zaak: Zaaknummer, draft: DraftKind) -> Act {
    Act::LetThrough(LetThrough { zaak, draft, reason: "De directeur vroeg erom.".to_owned() })
}

#[test]
fn at_every_row_the_step_the_check_and_the_sending_say_the_same() -> TestResult {
    let choices = [None, Some(YesNo::Yes), Some(YesNo::No)];
    let kinds = [DraftKind::Sms, DraftKind::Piketmelding, DraftKind::Afloopbericht, DraftKind::Publiek];
    let (mut kept, mut free) = (0, 0);
    for rule in Rulebook::built_in().rijen() {
        let rij = rule.nr.to_string();
        for (kind, choice) in kinds.iter().flat_map(|kind| choices.iter().map(move |choice| (*kind, *choice))) {
            let (mut dossier, zaak) = Dossier::with_rij(&rij, "CTP Veldzicht")?;
            let about = kind.besluit().ok_or("geen besluit")?;
            if let Some(choice) = choice {
                dossier.run(&besluit(zaak, about, choice))?;
            }
            dossier.run(&Act::SaveDraft(SaveDraft { zaak, draft: kind, text: TEXT.to_owned() }))?;
            let told = dossier.run_told(&Act::CheckDraft(CheckDraft { zaak, draft: kind }))?.join(" ");
            let found = withheld(dossier.zaak(zaak)?, dossier.case_rule(zaak)?, kind);
            let at = format!("{rij} {kind} {choice:?}: {found:?}");
            assert_eq!(told.contains("kan weg"), found.is_none(), "{at}: {told}");
            assert_eq!(told.contains("mag nog niet weg"), found.is_some(), "{at}: {told}");
            let state = match kind.step() {
                Some(step) => dossier.state(zaak, step)?,
                None => None,
            };
            match (found, state) {
                (None, Some(state)) => assert!(matches!(state, ChecklistState::Ready(_)), "{at}: {state:?}"),
                (Some(Withheld::Open), Some(state)) => {
                    assert!(matches!(state, ChecklistState::Open(_)), "{at}: {state:?}");
                }
                (Some(Withheld::No), Some(state)) => {
                    assert!(matches!(state, ChecklistState::NotNeeded(_)), "{at}: {state:?}");
                }
                (Some(Withheld::Elsewhere | Withheld::Ours | Withheld::Inside), state) => {
                    assert_eq!(state, None, "{at}");
                }
                (_, None) => {}
            }
            let refused = dossier.clone().run(&noted(&dossier, zaak, kind, ""));
            assert_eq!(refused.is_err(), found.is_some(), "{at}: {refused:?}");
            assert_eq!(dossier.clone().run(&starting(&dossier, zaak, kind)).is_err(), found.is_some(), "{at}");
            let Some(found) = found else {
                free += 1;
                continue;
            };
            kept += 1;
            let why = withheld::why(dossier.zaak(zaak)?, dossier.case_rule(zaak)?, kind, found);
            assert!(refused.is_err_and(|e| e.sentence.contains(&why)), "{at}: {why}");
            assert!(dossier.run(&Act::LetThrough(LetThrough { zaak, draft: kind, reason: " ".to_owned() })).is_err());
            // Noted afterwards it takes its reason, and that is kept.
            let mut afterwards = dossier.clone();
            afterwards.run(&noted(&afterwards, zaak, kind, "De lijn vroeg erom."))?;
            let reason = afterwards.log.last().and_then(|entry| match &entry.event {
                LogEvent::DraftSent { provided, .. } => provided.as_ref()?.reason.as_ref().map(|r| r.read().to_owned()),
                _ => None,
            });
            assert_eq!(reason.as_deref(), Some("De lijn vroeg erom."), "{at}");
            dossier.run(&let_go(zaak, kind))?;
            dossier.run(&starting(&dossier, zaak, kind))?;
        }
    }
    assert!(kept > 60 && free > 60, "{kept} {free}");
    Ok(())
}

#[test]
fn open_and_no_are_told_apart() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("2", "CTP Veldzicht")?;
    dossier.write(zaak, DraftKind::Sms, TEXT)?;
    let said = |dossier: &Dossier| -> Result<String, Box<dyn std::error::Error>> {
        let refused = dossier.clone().run(&starting(dossier, zaak, DraftKind::Sms)).err().ok_or("verstuurd")?;
        Ok(refused.sentence)
    };
    assert_eq!(said(&dossier)?, "Piket-SMS mag nog niet weg: over P is nog niet beslist.");
    dossier.run(&besluit(zaak, BesluitKind::P, YesNo::No))?;
    assert_eq!(said(&dossier)?, "Piket-SMS mag nog niet weg: P is nee.");
    let (mut dossier, zaak) = Dossier::with_rij("4", "CTP Veldzicht")?;
    dossier.write(zaak, DraftKind::Sms, TEXT)?;
    let refused = dossier.run(&starting(&dossier, zaak, DraftKind::Sms)).err().ok_or("verstuurd")?;
    assert_eq!(refused.sentence, "Piket-SMS mag nog niet weg: rij 4 is hier niet meldplichtig.");
    let (mut dossier, zaak) = Dossier::empty().map(|mut d| d.phone("CTP Veldzicht", None).map(|z| (d, z)))??;
    dossier.write(zaak, DraftKind::Sms, TEXT)?;
    let refused = dossier.run(&starting(&dossier, zaak, DraftKind::Sms)).err().ok_or("verstuurd")?;
    assert_eq!(refused.sentence, "Piket-SMS mag nog niet weg: de rij is nog niet gekozen.");
    Ok(())
}

#[test]
fn a_reason_counts_for_that_version_and_for_the_decision_as_it_was() -> TestResult {
    let kind = DraftKind::Sms;
    let (mut dossier, zaak) = Dossier::with_rij("2", "CTP Veldzicht")?;
    dossier.write(zaak, kind, TEXT)?;
    dossier.run(&let_go(zaak, kind))?;
    assert!(dossier.clone().run(&starting(&dossier, zaak, kind)).is_ok());
    assert_eq!(dossier.letter(zaak, Step::Sms)?, 'k');
    // The decision that came says something else than what was open.
    dossier.run(&besluit(zaak, BesluitKind::P, YesNo::No))?;
    assert!(dossier.clone().run(&starting(&dossier, zaak, kind)).is_err(), "a reason for what was open lets a no go");
    dossier.run(&let_go(zaak, kind))?;
    assert!(dossier.clone().run(&starting(&dossier, zaak, kind)).is_ok());
    dossier.write(zaak, kind, "Er was een grote brand.")?;
    assert!(dossier.clone().run(&starting(&dossier, zaak, kind)).is_err(), "a reason for another version");
    // Let go once more, and taken back.
    let act = dossier.run(&let_go(zaak, kind))?;
    assert!(dossier.clone().run(&starting(&dossier, zaak, kind)).is_ok());
    assert!(dossier.undo(act));
    assert!(dossier.run(&starting(&dossier, zaak, kind)).is_err());
    Ok(())
}

/// A reason for one «nee» says nothing of the next, nor of the row after it; what the gate let through is another matter.
#[test]
fn a_reason_for_one_decision_lets_nothing_go_on_the_next_that_says_the_same() -> TestResult {
    let kind = DraftKind::Piketmelding;
    let (mut dossier, zaak) = Dossier::with_rij("2", "FPC Kijvelanden")?;
    dossier.run(&besluit(zaak, BesluitKind::P, YesNo::No))?;
    dossier.write(zaak, kind, TEXT)?;
    dossier.run(&let_go(zaak, kind))?;
    assert!(dossier.clone().run(&starting(&dossier, zaak, kind)).is_ok());
    // A decision on another letter is no other decision on this message.
    dossier.run(&besluit(zaak, BesluitKind::A, YesNo::No))?;
    assert!(dossier.clone().run(&starting(&dossier, zaak, kind)).is_ok());
    dossier.now = dossier.after(1);
    dossier.run(&besluit(zaak, BesluitKind::P, YesNo::Yes))?;
    let reason = "Opnieuw bezien.".to_owned();
    dossier.run(&Act::TakeBesluit(TakeBesluit { zaak, about: BesluitKind::P, choice: YesNo::No, reason }))?;
    assert!(dossier.clone().run(&starting(&dossier, zaak, kind)).is_err(), "the reason was for the first no");
    dossier.run(&let_go(zaak, kind))?;
    assert!(dossier.run(&starting(&dossier, zaak, kind)).is_ok());
    Ok(())
}

#[test]
fn a_decision_whose_ground_moved_is_open_again() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("2", "CTP Veldzicht")?;
    let weigh = |answer| Act::Weigh(Weigh { zaak, question: "2.1".into(), answer });
    dossier.run(&weigh(Answer::Yes))?;
    dossier.run(&besluit(zaak, BesluitKind::P, YesNo::Yes))?;
    dossier.write(zaak, DraftKind::Sms, TEXT)?;
    assert!(dossier.clone().run(&starting(&dossier, zaak, DraftKind::Sms)).is_ok());
    dossier.run(&weigh(Answer::No))?;
    let refused = dossier.run(&starting(&dossier, zaak, DraftKind::Sms)).err().ok_or("verstuurd")?;
    assert!(refused.sentence.contains("beslis opnieuw over P: vraag 2.1 is nu nee"), "{}", refused.sentence);
    Ok(())
}

#[test]
fn where_another_body_writes_ours_goes_on_a_reason_alone() -> TestResult {
    let kind = DraftKind::Piketmelding;
    for (rij, question) in [("5", "5.1"), ("18", "18.1"), ("21", "21.2")] {
        let (mut dossier, zaak) = Dossier::with_rij(rij, "CTP Veldzicht")?;
        dossier.run(&besluit(zaak, BesluitKind::P, YesNo::Yes))?;
        dossier.write(zaak, kind, TEXT)?;
        let refused = dossier.clone().run(&starting(&dossier, zaak, kind)).err().ok_or("verstuurd")?;
        let told = format!("bij rij {rij} schrijft een andere instantie de piketmelding");
        assert!(refused.sentence.contains(&told), "{}", refused.sentence);
        assert!(dossier.clone().run(&starting(&dossier, zaak, DraftKind::Sms)).is_err(), "not written yet");
        dossier.write(zaak, DraftKind::Sms, TEXT)?;
        assert!(dossier.clone().run(&starting(&dossier, zaak, DraftKind::Sms)).is_ok(), "the source keeps none back");
        let question = question.into();
        dossier.run(&Act::Weigh(Weigh { zaak, question, answer: Answer::No }))?;
        dossier.run(&besluit(zaak, BesluitKind::P, YesNo::Yes))?;
        assert!(dossier.run(&starting(&dossier, zaak, kind)).is_ok(), "{rij}: hers to write");
    }
    Ok(())
}
