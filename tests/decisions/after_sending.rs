//! What left the desk is believed by who has it: where the row or the decision under it is another one now, its step asks
//! to put that right, and the act that moved it says so.

use piket::{
    acts::{Act, ChooseRij, PassOn, SetStep, TakeBesluit},
    domain::{
        besluit::{BesluitKind, YesNo},
        draft::DraftKind,
        ids::Zaaknummer,
        moment::Moment,
        rij::Rij,
        step::{Step, StepState},
    },
    judge::checklist::ChecklistState,
};

use crate::dossier::{Dossier, TestResult};

fn choose(zaak: Zaaknummer, rij: Rij) -> Act {
    Act::ChooseRij(ChooseRij { zaak, rij, reason: "Het was anders.".to_owned() })
}

fn p(zaak: Zaaknummer, choice: YesNo) -> Act {
    Act::TakeBesluit(TakeBesluit { zaak, about: BesluitKind::P, choice, reason: "Gewogen.".to_owned() })
}

fn told(zaak: Zaaknummer, reason: &str) -> Act {
    told_at(zaak, reason, None)
}

fn told_at(zaak: Zaaknummer, reason: &str, at: Option<Moment>) -> Act {
    let (to, channel) = ("de directeur ForZo".to_owned(), "telefoon".to_owned());
    Act::PassOn(PassOn { zaak, to, channel, at, reason: reason.to_owned() })
}

#[test]
fn a_message_that_was_sent_on_another_row_asks_to_be_put_right() -> TestResult {
    let (mut sent, zaak) = Dossier::with_rij("10", "CTP Veldzicht")?;
    sent.send(zaak, DraftKind::Sms)?;
    sent.now = sent.after(10);
    let others: Vec<Rij> = sent.book.rijen().map(|r| r.nr).filter(|nr| nr.to_string() != "10").collect();
    assert!(others.len() > 20);
    for rij in others {
        let mut dossier = sent.clone();
        assert_eq!(dossier.letter(zaak, Step::Sms)?, 'g');
        let said = dossier.run_told(&choose(zaak, rij))?.join(" ");
        assert!(said.contains("Al verzonden: piket-SMS"), "{rij}: {said}");
        let why = dossier.step(zaak, Step::Sms)?.state;
        assert!(why.explanation().contains(&format!("de rij is nu {rij}")), "{rij}: {}", why.explanation());
        // When who has it was told otherwise, it is done, with the reason.
        let reason = "Gebeld met het secretariaat.".to_owned();
        let marked = SetStep { zaak, step: Step::Sms, state: StepState::NotNeeded, reason, at: None };
        dossier.run(&Act::SetStep(marked))?;
        assert_eq!(dossier.letter(zaak, Step::Sms)?, 'n', "{rij}");
    }
    // Back on its own row it says what is so.
    let mut back = sent.clone();
    let undo = back.run(&choose(zaak, Rij::try_from("11".to_owned())?))?;
    assert!(back.undo(undo));
    assert_eq!(back.letter(zaak, Step::Sms)?, 'g');
    Ok(())
}

#[test]
fn a_no_after_a_message_left_says_that_it_left_and_a_no_before_it_does_not() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("6", "CTP Veldzicht")?;
    assert!(dossier.clone().run_told(&p(zaak, YesNo::No))?.join(" ").contains("Geen piket-SMS"));
    dossier.run(&p(zaak, YesNo::Yes))?;
    dossier.send(zaak, DraftKind::Sms)?;
    dossier.now = dossier.after(10);
    let said = dossier.run_told(&p(zaak, YesNo::No))?.join(" ");
    assert!(said.contains("Al verzonden: piket-SMS") && !said.contains("Geen piket-SMS"), "{said}");
    let why = dossier.step(zaak, Step::Sms)?.state;
    assert!(why.explanation().contains("P is nu nee"), "{}", why.explanation());
    // A better version that went after it is what they have now.
    dossier.now = dossier.after(10);
    dossier.run(&p(zaak, YesNo::Yes))?;
    assert_eq!(dossier.letter(zaak, Step::Sms)?, 'g');
    Ok(())
}

/// Passed on it is from the first time that somebody in the line was told, whatever was noted first.
#[test]
fn it_was_passed_on_when_the_first_was_told_in_whatever_order_that_is_noted() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("10", "CTP Veldzicht")?;
    let (early, late) = (dossier.now, dossier.after(20));
    dossier.now = dossier.after(40);
    for order in [[early, late], [late, early]] {
        let mut noted = dossier.clone();
        for at in order {
            noted.run(&told_at(zaak, "Hij vroeg erom.", Some(at)))?;
        }
        let state = noted.step(zaak, Step::PassedOn)?.state;
        assert!(matches!(state, ChecklistState::Done { at: Some(at), .. } if at == early), "{order:?}: {state:?}");
    }
    Ok(())
}

#[test]
fn who_was_told_what_need_not_have_been_told_is_told_that_too() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("10", "CTP Veldzicht")?;
    dossier.run(&told(zaak, "Hij is aan de lijn."))?;
    dossier.now = dossier.after(10);
    // Another row on which it is to be told as well asks nothing.
    let mut other = dossier.clone();
    other.run(&choose(zaak, Rij::try_from("1".to_owned())?))?;
    assert_eq!(other.letter(zaak, Step::PassedOn)?, 'g');
    dossier.run(&choose(zaak, Rij::try_from("11".to_owned())?))?;
    let why = dossier.step(zaak, Step::PassedOn)?.state;
    assert!(why.explanation().contains("de rij is nu 11 sinds u doormeldde"), "{}", why.explanation());
    dossier.run(&told(zaak, "Het was een poging."))?;
    assert_eq!(dossier.letter(zaak, Step::PassedOn)?, 'g');
    Ok(())
}
