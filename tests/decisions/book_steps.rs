//! A step that only a rule book knows goes its whole way, and no file of the source was told of it: it stands in the
//! checklist, is asked for, waits, is ticked, and reads back.

use piket::{
    acts::{SetStep, StepAnswer, StepTold, answer_step},
    domain::{
        step::{Step, StepState},
        text::Vertrouwelijk,
    },
    judge::{checklist::Owner, contact::call_sheet, visibility::Visibility},
    log::event::{LogEvent, NewEvent},
    rules::address_book::AddressBook,
};

use super::{
    dossier::{Dossier, TestResult},
    second_book::desk,
};

/// A step of the book's own stands in its place, is asked, waits, is ticked and is told by the words of the book.
#[test]
fn a_step_of_the_book_is_asked_and_ticked_like_any_other() -> TestResult {
    let mut dossier = desk()?;
    let zaak = dossier.phone("Oefenhuis", Some("W"))?;
    let step = dossier.book.find_step("Buurt-gewaarschuwd")?;
    let list = dossier.steps(zaak)?;
    let place = |of: Step| list.iter().position(|line| line.step == of);
    assert!(place(Step::Form) < place(step) && place(step) < place(Step::Outcome), "{list:#?}");
    let line = dossier.step(zaak, step)?;
    assert_eq!((&*line.name, line.owner, line.state.word()), ("Buurt gewaarschuwd", Owner::Inrichting, "wacht"));
    assert_eq!(line.state.explanation(), "vraag na of de buurt het weet");
    let known = (dossier.case_rule(zaak)?, AddressBook::built_in());
    let sheet = call_sheet(dossier.zaak(zaak)?, step, &dossier.desk, known, Visibility::Open);
    let sheet = sheet.ok_or("er is iemand te bellen")?;
    assert_eq!(sheet.say, "Vraag of de buurt gewaarschuwd is, en hoe laat.");

    // Only an answer ticks it.
    let done = SetStep { zaak, step, state: StepState::Done, reason: String::new(), at: None };
    let refused = dossier.run(&done.into()).err().ok_or("een tik is geen antwoord")?.to_string();
    assert!(refused.contains("binnengekomen of geantwoord"), "{refused}");
    let known = dossier.book.step(step);
    let told = |remark: &str| StepTold { what: None, road: None, remark: remark.to_owned(), at: None };
    dossier.run(&answer_step(zaak, step, known.rule(), StepAnswer::NotYet, told("de directie belt zo"))?)?;
    assert_eq!(dossier.step(zaak, step)?.state.explanation(), "nog niet: de directie belt zo");
    dossier.run(&answer_step(zaak, step, known.rule(), StepAnswer::Yes, told("Door de directie."))?)?;
    assert_eq!(dossier.letter(zaak, step)?, 'g');
    // What it was called when it was noted is read back, also where its book is gone.
    let entry = serde_json::to_string(&step)?;
    assert_eq!((entry.as_str(), serde_json::from_str::<Step>(&entry)?), ("\"buurt-gewaarschuwd\"", step));
    Ok(())
}

/// The log of who has another book, or of who had one before.
#[test]
fn a_step_of_a_book_that_is_gone_reads_and_shows_its_name() -> TestResult {
    let mut dossier = Dossier::empty()?;
    let zaak = dossier.phone("CTP Veldzicht", Some("D"))?;
    let before = dossier.letters(zaak)?;
    let step: Step = serde_json::from_str("\"van-een-ander-boek\"")?;
    let (state, reason, timed) = (StepState::Waiting, Vertrouwelijk::new("Nog niet."), None);
    let event = LogEvent::StepSet { zaak, step, state, reason, timed, ground: None };
    dossier.record(vec![NewEvent { occurred_at: dossier.now, event }], None);
    assert_eq!(dossier.letters(zaak)?, before, "nothing of it is asked here");
    assert!(dossier.zaak(zaak)?.steps.contains_key(&step) && step.to_string() == "van-een-ander-boek");
    Ok(())
}

/// Else it would stand in the timeline alone, as if somebody had been phoned of whom the row says nothing.
#[test]
fn a_step_that_the_row_does_not_ask_is_marked_nowhere() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("2", "FPC de Oostvaarderskliniek")?;
    for (id, state) in [("112", StepState::Waiting), ("fast-nl", StepState::Open), ("ap", StepState::NotNeeded)] {
        let step = Step::of_book(id);
        assert_eq!(dossier.state(zaak, step)?, None, "{id}");
        let act = SetStep { zaak, step, state, reason: "zo gezegd".to_owned(), at: None };
        let refused = dossier.run(&act.into()).err().map(|e| e.to_string()).unwrap_or_default();
        assert!(refused.contains("hoort niet bij rij 2"), "{id}: {refused}");
    }
    Ok(())
}
