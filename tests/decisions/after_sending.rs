//! What left the desk is believed by who has it: where the row or the decision under it is another one now, its step asks
//! to put that right, and the act that moved it says so.

use piket::{
    acts::{Act, ChooseRij, LinkMelding, PassOn, SetStep, TakeBesluit},
    domain::{
        besluit::{BesluitKind, YesNo},
        draft::DraftKind,
        feit::Topic,
        ids::Zaaknummer,
        melding::MeldingKind,
        moment::Moment,
        rij::Rij,
        step::{Step, StepState},
    },
    judge::checklist::ChecklistState,
};

use crate::{
    acts::{self, sending},
    dossier::{Dossier, TestResult},
};

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

/// News about who was hurt, what happened or how it ended after the message that told the line asks for an addition, once.
#[test]
fn news_after_a_piketmelding_that_went_asks_for_an_addition() -> TestResult {
    let step = |d: &Dossier, zaak| d.step(zaak, Step::Piketmelding).map(|line| line.state);
    let (mut sent, zaak) = Dossier::with_rij("6", "CTP Veldzicht")?;
    sent.run(&acts::told(zaak, Topic::Event, "Een patiënt sloeg een ander."))?;
    sent.run(&p(zaak, YesNo::Yes))?;
    sent.send(zaak, DraftKind::Piketmelding)?;
    sent.now = sent.after(10);
    assert!(step(&sent, zaak)?.is_done());
    for (topic, text, name) in [
        (Topic::Injury, "Eén patiënt is alsnog overleden.", "letsel"),
        (Topic::Event, "Er was een tweede dader.", "gebeurtenis"),
        (Topic::Situation, "De patiënt is weer binnen.", "situatie"),
        (Topic::Outcome, "De patiënt is terug op de afdeling.", "afloop"),
    ] {
        let mut dossier = sent.clone();
        let told = dossier.run_told(&acts::told(zaak, topic, text))?.join(" ");
        assert!(told.contains("opnieuw de piketmelding versturen"), "{name}: {told}");
        let state = step(&dossier, zaak)?;
        assert!(state.is_ready(), "{name}: {state:?}");
        let why = format!("is verzonden, en daarna kwam nieuws over {name}");
        assert!(state.explanation().contains(&why), "{}", state.explanation());
        // Who told the line otherwise marks it; later news opens it again.
        let mut marked = dossier.clone();
        let (state, reason) = (StepState::NotNeeded, "Gebeld met het secretariaat.".to_owned());
        marked.run(&SetStep { zaak, step: Step::Piketmelding, state, reason, at: None }.into())?;
        assert_eq!(marked.letter(zaak, Step::Piketmelding)?, 'n', "{name}");
        marked.run(&acts::told(zaak, Topic::Injury, "Ook een medewerker is gewond."))?;
        assert!(step(&marked, zaak)?.is_ready(), "{name}");
        // A text that nobody sent told nobody.
        marked.write(zaak, DraftKind::Piketmelding, "Ook een medewerker is gewond.")?;
        assert!(step(&marked, zaak)?.is_ready(), "{name}: {:?}", step(&marked, zaak)?);
        // An addition tells it.
        dossier.write(zaak, DraftKind::Piketmelding, "Aanvulling: er is nieuws.")?;
        dossier.run(&sending(zaak, DraftKind::Piketmelding, dossier.now).into())?;
        assert!(step(&dossier, zaak)?.is_done(), "{name}: {:?}", step(&dossier, zaak)?);
    }
    // What the line did not ask for is no news, nor is what was said already, nor what the form says once more.
    for (topic, text) in [(Topic::Measures, "Hij is ingesloten."), (Topic::Event, "Er is iets gebeurd; meer volgt.")] {
        let mut dossier = sent.clone();
        dossier.run(&acts::told(zaak, topic, text))?;
        assert!(step(&dossier, zaak)?.is_done(), "{text}");
    }
    let form = sent.mail_with(MeldingKind::form("mbv"), &[("beschrijving", "Twee patiënten vochten.")])?;
    sent.run(&LinkMelding { melding: form, zaak, reason: String::new() }.into())?;
    assert!(step(&sent, zaak)?.is_done(), "{:?}", step(&sent, zaak)?);
    // How it ended is for the afloopbericht where one is to come; who was hurt is not.
    let reason = "Relevant.".to_owned();
    sent.run(&TakeBesluit { zaak, about: BesluitKind::A, choice: YesNo::Yes, reason }.into())?;
    sent.run(&acts::told(zaak, Topic::Outcome, "De patiënt is terug op de afdeling."))?;
    sent.run(&acts::told(zaak, Topic::Situation, "De situatie is onder controle."))?;
    assert!(step(&sent, zaak)?.is_done());
    // That it flares up again does not wait for that.
    let mut worse = sent.clone();
    worse.run(&acts::told(zaak, Topic::Situation, "De brand is weer opgelaaid."))?;
    let said = step(&worse, zaak)?;
    assert!(said.is_ready() && said.explanation().contains("nieuws over situatie"), "{said:?}");
    assert!(said.explanation().ends_with("of merk «niet nodig» met een reden"), "{said:?}");
    // Who says that it is done hears by which word he can.
    let (state, reason) = (StepState::Done, "Telefonisch aangevuld.".to_owned());
    let refused = worse.run(&SetStep { zaak, step: Step::Piketmelding, state, reason, at: None }.into()).err();
    assert!(refused.ok_or("aangenomen")?.to_string().contains("«niet nodig» met een reden"));
    sent.run(&acts::told(zaak, Topic::Injury, "Eén patiënt is alsnog overleden."))?;
    assert!(step(&sent, zaak)?.is_ready());
    Ok(())
}
