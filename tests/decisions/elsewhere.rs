//! The rows where whoever transports does the reporting, to the letter of the source: 5, 18 and 21.

use piket::{
    acts::{Act, LetThrough, SaveDraft, SetStep, TakeBesluit, Weigh},
    domain::{
        besluit::{Answer, BesluitKind, YesNo},
        draft::DraftKind,
        feit::Topic,
        ids::Zaaknummer,
        message_sender::MessageSender,
        step::{Step, StepState},
    },
    judge::{case_surroundings::CaseSurroundings, checklist::Owner, contact::call_sheet, visibility::Visibility},
    outgoing::{data::MessageData, template::Templates},
    rules::address_book::AddressBook,
};

use crate::{
    acts::told,
    dossier::{Dossier, TestResult},
};

/// The row, the question of who transports, and who sends the form.
const RIJEN: [(&str, &str, &str); 3] =
    [("5", "5.1", "inrichting"), ("18", "18.1", "inrichting"), ("21", "21.2", "vervoersinstantie")];

fn weigh(zaak: Zaaknummer, question: &str, answer: Answer) -> Act {
    Act::Weigh(Weigh { zaak, question: question.into(), answer })
}

fn with_p(rij: &str) -> Result<(Dossier, Zaaknummer), Box<dyn std::error::Error>> {
    let (mut dossier, zaak) = Dossier::with_rij(rij, "CTP Veldzicht")?;
    let reason = "Gewogen.".to_owned();
    dossier.run(&Act::TakeBesluit(TakeBesluit { zaak, about: BesluitKind::P, choice: YesNo::Yes, reason }))?;
    Ok((dossier, zaak))
}

#[test]
fn a_no_to_another_body_gives_the_officer_the_drafting() -> TestResult {
    for (rij, question, form) in RIJEN {
        let (mut dossier, zaak) = with_p(rij)?;
        for answer in [None, Some(Answer::Yes), Some(Answer::Unknown)] {
            if let Some(answer) = answer {
                dossier.run(&weigh(zaak, question, answer))?;
            }
            let at = |step| dossier.letter(zaak, step);
            assert_eq!((at(Step::Piketmelding)?, at(Step::Review)?), ('.', 'k'), "{rij} {answer:?}");
            assert_eq!(dossier.step(zaak, Step::Form)?.owner.word(), form, "{rij} {answer:?}");
            let asks = dossier.step(zaak, Step::Review)?.state.explanation().contains("nog open");
            assert_eq!(asks, answer != Some(Answer::Yes), "{rij} {answer:?}");
        }
        dossier.run(&weigh(zaak, question, Answer::No))?;
        assert_eq!((dossier.letter(zaak, Step::Piketmelding)?, dossier.letter(zaak, Step::Review)?), ('k', '.'));
        assert_eq!(dossier.step(zaak, Step::Sms)?.state.explanation(), "maak het concept");
        assert_eq!(dossier.step(zaak, Step::Form)?.owner, Owner::Inrichting);
    }
    Ok(())
}

#[test]
fn what_the_source_asks_and_what_is_added_are_told_apart() -> TestResult {
    for (rij, own) in [("5", false), ("18", true), ("21", true)] {
        let (dossier, zaak) = with_p(rij)?;
        let review = dossier.step(zaak, Step::Review)?;
        assert_eq!(review.state.explanation().contains("eigen toevoeging"), own, "{rij}");
    }
    Ok(())
}

#[test]
fn about_the_piket_sms_the_source_is_silent_so_the_officer_decides() -> TestResult {
    for (rij, _, _) in RIJEN {
        let (mut dossier, zaak) = with_p(rij)?;
        assert!(dossier.step(zaak, Step::Sms)?.state.explanation().contains("de bron zegt hier niets"), "{rij}");
        let reason = "De vervoersinstantie doet dit.".to_owned();
        let act = SetStep { zaak, step: Step::Sms, state: StepState::NotNeeded, reason, at: None };
        dossier.run(&Act::SetStep(act))?;
        assert_eq!(dossier.letter(zaak, Step::Sms)?, 'n');
    }
    Ok(())
}

/// The silence is about the piket-SMS: an afloopbericht, decided on against the matrix, is written as anywhere else.
#[test]
fn about_the_afloopbericht_nothing_is_said_of_the_piket_sms() -> TestResult {
    for (rij, _, _) in RIJEN {
        let (mut dossier, zaak) = with_p(rij)?;
        let reason = "De lijn vraagt erom.".to_owned();
        dossier.run(&Act::TakeBesluit(TakeBesluit { zaak, about: BesluitKind::A, choice: YesNo::Yes, reason }))?;
        dossier.run(&told(zaak, Topic::Outcome, "Iedereen is terug."))?;
        assert_eq!(dossier.step(zaak, Step::Afloopbericht)?.state.explanation(), "maak het concept", "{rij}");
    }
    Ok(())
}

#[test]
fn a_draft_that_was_only_looked_at_changes_no_step() -> TestResult {
    for (rij, _, _) in RIJEN {
        let (mut dossier, zaak) = with_p(rij)?;
        let before = dossier.steps(zaak)?;
        let text = "Voorstel.".to_owned();
        dossier.run(&Act::SaveDraft(SaveDraft { zaak, draft: DraftKind::Piketmelding, text }))?;
        assert_eq!(dossier.steps(zaak)?, before, "{rij}");
        // Sent after all, with a reason, it shows.
        assert!(dossier.send(zaak, DraftKind::Piketmelding).is_err(), "{rij}");
        let (draft, reason) = (DraftKind::Piketmelding, "De instantie vroeg ons haar te sturen.".to_owned());
        dossier.run(&Act::LetThrough(LetThrough { zaak, draft, reason }))?;
        dossier.send(zaak, DraftKind::Piketmelding)?;
        assert_eq!(dossier.letter(zaak, Step::Piketmelding)?, 'g');
    }
    Ok(())
}

/// Whoever owes the form is phoned and written to about it, and nobody else is reproached.
#[test]
fn the_form_is_asked_of_the_body_that_owes_it() -> TestResult {
    for (rij, question, form) in RIJEN {
        for answer in [Answer::Yes, Answer::No] {
            let (mut dossier, zaak) = with_p(rij)?;
            dossier.run(&weigh(zaak, question, answer))?;
            dossier.now = dossier.after(60 * 24 * 4);
            let owes = form != "inrichting" && answer == Answer::Yes;
            let case = dossier.case_rule(zaak)?;
            let sheet = call_sheet(
                dossier.zaak(zaak)?,
                Step::Form,
                &dossier.desk,
                (case, AddressBook::built_in()),
                Visibility::Open,
            );
            let text = sheet.ok_or("niemand te bellen")?.text();
            assert_eq!(text.contains("verantwoordelijk is voor vervoer"), owes, "{rij} {answer:?}: {text}");
            assert_eq!(text.contains("terugbelnummer"), !owes, "{rij} {answer:?}: {text}");
            let countdowns = dossier.countdowns(zaak)?;
            let around = CaseSurroundings::of(
                (dossier.zaak(zaak)?, case),
                None,
                &countdowns,
                AddressBook::built_in(),
                dossier.now,
            );
            assert!(!around.overdue.is_empty(), "{rij}");
            for named in [&around.debtor, &around.form_owner] {
                assert_eq!(named.is_some(), owes, "{rij} {answer:?}: {named:?}");
            }
            let sender = MessageSender::unnamed();
            let data = MessageData::of(dossier.zaak(zaak)?, case, &around, &sender, dossier.now);
            let rappel = Templates::built_in().render(DraftKind::Rappel, &data)?.text;
            assert_eq!(rappel.starts_with("Aan: CTP Veldzicht"), !owes, "{rij} {answer:?}: {rappel}");
        }
    }
    Ok(())
}
