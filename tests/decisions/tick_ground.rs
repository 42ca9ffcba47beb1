//! A tick by hand says what shows it, and belongs to its ground: the row, the answers, the times and the facts of then. When one of
//! these moves it opens again and says why, also within the same second.

use piket::{
    acts::{
        Act, AnswerCall, ChooseRij, LinkMelding, Naming, NoteCall, ReceiveStep, ReminderDone, Said, SetReminder,
        SetStep, SetTimes, StepAnswer, StepTold, UnlinkMelding, Weigh, answer_step,
    },
    domain::{
        besluit::Answer,
        delivery::{Delivered, Road},
        feit::Topic,
        ids::Zaaknummer,
        melding::{Call, MeldingKind},
        own_words::TOLD_BY_PHONE,
        rij::Rij,
        step::{Step, StepState},
        text::Vertrouwelijk,
        time_kind::TimeKind,
    },
    judge::{checklist::Owner, overdue::overdue},
};

use crate::{
    acts::told,
    dossier::{Dossier, TestResult},
};

fn tick(zaak: Zaaknummer, step: Step, reason: &str) -> Act {
    Act::SetStep(SetStep { zaak, step, state: StepState::Done, reason: reason.to_owned(), at: None })
}

fn weigh(zaak: Zaaknummer, question: &str, answer: Answer) -> Act {
    Act::Weigh(Weigh { zaak, question: question.into(), answer })
}

fn called(zaak: Zaaknummer, question: &str, choice: &str) -> Act {
    let (question, source) = (question.into(), TOLD_BY_PHONE.to_owned());
    Act::AnswerCall(AnswerCall { zaak, question, said: Said::Choice(choice.to_owned()), source, happened: None })
}

/// Each of these moves, without the clock moving, and back again by undo.
#[test]
fn a_tick_opens_when_what_it_rests_on_moves_in_the_same_second() -> TestResult {
    let row = |zaak, rij: &str| -> Result<Act, piket::domain::error::Error> {
        Ok(Act::ChooseRij(ChooseRij { zaak, rij: Rij::parse(rij)?, reason: "Bleek anders.".to_owned() }))
    };
    for (rij, step, moves, why) in [
        ("6", Step::Verdict, 0, "vraag 6.1 is daarna met nee beantwoord"),
        ("6", Step::Verdict, 1, "vraag G1 is nu ja, toen nee"),
        ("D", Step::Verdict, 2, "de rij is nu A"),
        ("6", Step::Monitor, 2, "de rij is nu A"),
        ("6", Step::Monitor, 3, "is nu "),
        ("6", Step::Beeld, 3, "is nu "),
    ] {
        let (mut dossier, zaak) = Dossier::with_rij(rij, "CTP Veldzicht")?;
        if rij == "6" {
            dossier.run(&weigh(zaak, "G1", Answer::No))?;
        }
        dossier.run(&tick(zaak, step, "Zo afgesproken met de lijn."))?;
        assert_eq!(dossier.letter(zaak, step)?, 'g', "{rij} {step}");
        let at = dossier.now.plus(chrono::Duration::hours(-3));
        let act = match moves {
            0 => weigh(zaak, "6.1", Answer::No),
            1 => weigh(zaak, "G1", Answer::Yes),
            2 => row(zaak, "A")?,
            _ => Act::SetTimes(SetTimes { zaak, times: vec![(TimeKind::Voorval, Some(at))] }),
        };
        let undo = dossier.run(&act)?;
        let state = dossier.step(zaak, step)?.state;
        if step == Step::Beeld && state.is_done() {
            // All that makes the beeld is there: that is stronger than a tick.
            assert!(!state.explanation().contains("Zo afgesproken"), "{}", state.explanation());
            continue;
        }
        assert!(!state.is_done() && state.explanation().contains(why), "{rij} {step}: {}", state.explanation());
        assert!(state.explanation().contains("het was: Zo afgesproken"), "{}", state.explanation());
        // It is ticked again on what is so now, or stands again as before.
        let mut again = dossier.clone();
        again.run(&tick(zaak, step, "Opnieuw bekeken."))?;
        assert_eq!(again.letter(zaak, step)?, 'g', "{rij} {step}");
        assert!(dossier.undo(undo));
        assert_eq!(dossier.letter(zaak, step)?, 'g', "{rij} {step}");
    }
    Ok(())
}

#[test]
fn an_answer_that_moves_nothing_leaves_the_tick() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("6", "CTP Veldzicht")?;
    dossier.run(&tick(zaak, Step::Verdict, "Overlegd met de lijn."))?;
    for question in ["G1", "G2", "6.2"] {
        dossier.run(&weigh(zaak, question, Answer::Yes))?;
        assert_eq!(dossier.letter(zaak, Step::Verdict)?, 'g', "{question}");
    }
    Ok(())
}

/// What the inrichting says in the call about 112 and Fast NL, after somebody ticked that they were phoned.
#[test]
fn a_tick_that_others_were_phoned_opens_when_the_inrichting_says_otherwise_later() -> TestResult {
    for (choice, opens) in [("geen", &["112", "fast-nl"][..]), ("fast-nl", &["112"]), ("beide", &[])] {
        let (mut dossier, zaak) = Dossier::with_rij("G", "CTP Veldzicht")?;
        for step in ["112", "fast-nl"].map(Step::of_book) {
            let remark = "door de inrichting".to_owned();
            dossier.run(&Act::ReceiveStep(ReceiveStep { zaak, step, what: None, road: None, remark, at: None }))?;
            assert_eq!(dossier.letter(zaak, step)?, 'g', "{step}");
        }
        let undo = dossier.run(&called(zaak, "opsporing", choice))?;
        for id in ["112", "fast-nl"] {
            let state = dossier.step(zaak, Step::of_book(id))?.state;
            assert_eq!(!state.is_done(), opens.contains(&id), "{choice} {id}: {}", state.explanation());
            assert!(state.is_done() || state.explanation().contains("zegt daarna anders"), "{}", state.explanation());
        }
        assert!(dossier.undo(undo));
        assert!(["112", "fast-nl"].iter().all(|id| dossier.letter(zaak, Step::of_book(id)).is_ok_and(|l| l == 'g')));
        // What was said before it was ticked is what the officer asked on about.
        let (mut dossier, zaak) = Dossier::with_rij("G", "CTP Veldzicht")?;
        dossier.run(&called(zaak, "opsporing", choice))?;
        for step in ["112", "fast-nl"].map(Step::of_book) {
            let known = dossier.book.step(step);
            let told = StepTold { what: None, road: None, remark: "nu wel gebeld".to_owned(), at: None };
            dossier.run(&answer_step(zaak, step, known.rule(), StepAnswer::Yes, told)?)?;
            assert_eq!(dossier.letter(zaak, step)?, 'g', "{step}");
        }
    }
    Ok(())
}

/// Every step that is ticked by hand and asks no yes or no.
#[test]
fn a_tick_says_what_shows_it() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("5", "CTP Veldzicht")?;
    dossier.run(&told(zaak, Topic::Event, "Er is een kopie van een dossier gevonden."))?;
    for step in [Step::Melding, Step::Beeld, Step::Verdict, Step::Review, Step::Monitor] {
        for empty in ["", "  ", "x", "--"] {
            let refused = dossier.clone().run(&tick(zaak, step, empty));
            assert!(refused.is_err_and(|e| e.sentence.contains("Waaruit blijkt")), "{step} «{empty}»");
        }
        dossier.clone().run(&tick(zaak, step, "Besproken met de lijn."))?;
    }
    // A call has its own answer and its own time.
    dossier.run(&tick(zaak, Step::CalledBack, ""))?;
    Ok(())
}

/// An MBV that came by post is no MOA, whatever hour was told with it.
#[test]
fn a_form_that_came_is_not_the_one_that_another_row_asks_for() -> TestResult {
    for (rij, other) in [("6", "D"), ("10", "A"), ("G", "6")] {
        for earlier in [0, -5] {
            let (mut dossier, zaak) = Dossier::with_rij(rij, "CTP Veldzicht")?;
            let (what, road) = (Some(Delivered::Form), Some(Road::Post));
            let at = (earlier < 0).then(|| dossier.after(earlier));
            let remark = "koerier bracht het".to_owned();
            dossier.run(&Act::ReceiveStep(ReceiveStep { zaak, step: Step::Form, what, road, remark, at }))?;
            assert_eq!(dossier.letter(zaak, Step::Form)?, 'g', "{rij}");
            let reason = "toch anders gelopen".to_owned();
            let undo = dossier.run(&Act::ChooseRij(ChooseRij { zaak, rij: Rij::parse(other)?, reason }))?;
            let state = dossier.step(zaak, Step::Form)?.state;
            let says = state.explanation();
            assert!(!state.is_done() && says.contains("een ander formulier"), "{rij} {other}: {says}");
            let runs = dossier.countdowns(zaak)?.iter().any(|t| t.termijn.step == Step::Form && t.is_running());
            assert!(runs, "{rij} {other}");
            assert!(dossier.undo(undo));
            assert_eq!(dossier.letter(zaak, Step::Form)?, 'g', "{rij}");
        }
    }
    Ok(())
}

/// A form that was talked about is still owed; and what was too late stays so, whatever is said of it afterwards.
#[test]
fn no_word_about_a_form_takes_back_that_it_is_owed_or_late() -> TestResult {
    let not_needed = |zaak, reason: &str| {
        let (step, state) = (Step::Form, StepState::NotNeeded);
        Act::SetStep(SetStep { zaak, step, state, reason: reason.to_owned(), at: None })
    };
    for reason in [
        "gebeld",
        "Wij hebben het telefonisch gehad.",
        "komt nog",
        "Is toegezegd voor morgen",
        "per telefoon doorgegeven",
    ] {
        let (mut dossier, zaak) = Dossier::with_rij("6", "CTP Veldzicht")?;
        let refused = dossier.run(&not_needed(zaak, reason));
        assert!(refused.is_err_and(|e| e.sentence.contains("overbodig")), "{reason}");
        // What is no form may be talked about.
        let (step, state) = (Step::PassedOn, StepState::NotNeeded);
        dossier.run(&Act::SetStep(SetStep { zaak, step, state, reason: reason.to_owned(), at: None }))?;
    }
    for (hours, stays) in [(1, false), (24 * 4, true)] {
        let (mut dossier, zaak) = Dossier::with_rij("6", "CTP Veldzicht")?;
        dossier.now = dossier.after(hours * 60);
        let told = dossier.run_told(&not_needed(zaak, "Het was loos alarm."))?.join(" ");
        assert_eq!(told.contains("blijft te laat"), stays, "{hours}: {told}");
        assert_eq!(told.contains("vervalt"), !stays, "{hours}: {told}");
        let terms = dossier.countdowns(zaak)?;
        let term = terms.iter().find(|t| t.termijn.step == Step::Form).ok_or("geen termijn")?;
        assert!(!term.is_running() && term.stays_late() == stays, "{hours}: {term:?}");
    }
    Ok(())
}

/// What was waited for came: the mark falls, the act says what is asked now, and what the rest is waited for is late again.
#[test]
fn a_waiting_mark_falls_when_what_was_waited_for_comes() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("6", "CTP Veldzicht")?;
    let wait = |step, reason: &str| {
        Act::SetStep(SetStep { zaak, step, state: StepState::Waiting, reason: reason.to_owned(), at: None })
    };
    dossier.run(&wait(Step::Form, "Aangemaand; het directielid is onderweg."))?;
    dossier.run(&wait(Step::CalledBack, "In gesprek; belt zelf."))?;
    // A letter that is no form is not what was waited for.
    let other = dossier.mail_with(MeldingKind::Unknown, &[])?;
    let link = |melding| Act::LinkMelding(LinkMelding { melding, zaak, reason: "Hoort erbij.".to_owned() });
    dossier.run(&link(other))?;
    assert_eq!(dossier.letter(zaak, Step::Form)?, 'w');
    let form = dossier.mail_with(MeldingKind::form("mbv"), &[("beschrijving", "Er was brand.")])?;
    let told = dossier.run_told(&link(form))?.join(" ");
    assert!(told.contains("het formulier laten aanvullen"), "{told}");
    let derived = dossier.step(zaak, Step::Form)?;
    let said = derived.state.explanation();
    assert!(
        derived.state.is_ready() && said.contains("is onvolledig") && said.contains("het was: Aangemaand"),
        "{said}"
    );
    assert_eq!(derived.owner, Owner::Desk);
    assert_eq!(dossier.letter(zaak, Step::CalledBack)?, 'w');
    // Waited for once more, it is the inrichting that is late with it.
    dossier.run(&wait(Step::Form, "Vult het vannacht aan."))?;
    let derived = dossier.step(zaak, Step::Form)?;
    assert_eq!((dossier.letter(zaak, Step::Form)?, derived.owner), ('w', Owner::Inrichting));
    dossier.now = dossier.now.plus(chrono::Duration::days(3));
    let owed = overdue(&dossier.countdowns(zaak)?, dossier.now);
    assert_eq!(owed.iter().map(|o| o.kind.code()).collect::<Vec<_>>(), ["mbv"]);
    Ok(())
}

/// Who phoned after a form is reminded of it once it has not come, and no more when it has.
#[test]
fn a_reminder_of_a_step_falls_with_it_and_comes_back_with_it() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("6", "CTP Veldzicht")?;
    let when = dossier.after(60);
    for step in [Some(Step::Form), None] {
        let text = "Rappel: MBV".to_owned();
        dossier.run(&SetReminder { zaak, when, text, step }.into())?;
    }
    let running = |d: &Dossier| d.zaak(zaak).map(|z| z.running_reminders().map(|r| r.step).collect::<Vec<_>>());
    assert_eq!(running(&dossier)?, [Some(Step::Form), None]);
    let received = ReceiveStep {
        zaak,
        step: Step::Form,
        what: Some(Delivered::Form),
        road: Some(Road::Courier),
        remark: "Ligt op de balie.".to_owned(),
        at: None,
    };
    let number = dossier.log.len() as u64 + 1;
    let told = dossier.run_told(&received.into())?.join(" ");
    assert!(told.contains("De herinnering van zo 22-11 03:1"), "{told}");
    assert_eq!(running(&dossier)?, [None]);
    let mut undone = dossier.clone();
    assert!(undone.undo(number));
    assert_eq!(running(&undone)?.len(), 2);
    // Whoever opens the step again has it back, and takes it along when he takes that back; what was done by itself stays so.
    let done = ReminderDone { zaak, reminder: 2 };
    dossier.run(&done.into())?;
    for state in [StepState::Open, StepState::Waiting] {
        let mut again = dossier.clone();
        again.now = again.after(1);
        let reason = "Vergissing, dat was een andere brief.".to_owned();
        let number = again.log.len() as u64 + 1;
        let told = again.run_told(&SetStep { zaak, step: Step::Form, state, reason, at: None }.into())?.join(" ");
        assert!(told.contains("De herinnering van zo 22-11 03:10 staat er weer."), "{state:?}: {told}");
        assert_eq!(running(&again)?, [Some(Step::Form)]);
        again.now = again.after(1);
        assert!(again.undo(number));
        assert_eq!(running(&again)?, []);
    }
    // The same where the form that ended it is unlinked.
    let mut by_mail = undone;
    by_mail.now = by_mail.after(1);
    let melding = by_mail.mail(MeldingKind::form("mbv"), &[])?;
    by_mail.run(&LinkMelding { melding, zaak, reason: String::new() }.into())?;
    assert_eq!(running(&by_mail)?, [None]);
    by_mail.run(&UnlinkMelding { melding }.into())?;
    assert_eq!(running(&by_mail)?.len(), 2);
    Ok(())
}

/// Two mails of one moment are two, and a call of before the mark ends no wait for another.
#[test]
fn a_wait_falls_for_what_came_after_it_and_says_what_only_belongs_to_it_now() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("6", "CTP Veldzicht")?;
    let wait = |step, reason: &str| {
        Act::SetStep(SetStep { zaak, step, state: StepState::Waiting, reason: reason.to_owned(), at: None })
    };
    let link = |melding| Act::LinkMelding(LinkMelding { melding, zaak, reason: "Hoort erbij.".to_owned() });
    let form = |text: &str, d: &mut Dossier| d.mail_with(MeldingKind::form("mbv"), &[("beschrijving", text)]);
    let (first, second) = (form("Er was brand.", &mut dossier)?, form("Er was brand; de rest.", &mut dossier)?);
    dossier.now = dossier.after(5);
    dossier.run(&link(first))?;
    dossier.run(&wait(Step::Form, "Rest gevraagd."))?;
    assert_eq!(dossier.letter(zaak, Step::Form)?, 'w');
    dossier.now = dossier.after(1);
    dossier.run(&link(second))?;
    let said = dossier.step(zaak, Step::Form)?.state.explanation().to_owned();
    assert!(said.contains(&format!("{second} hoort er nu bij; het was: Rest gevraagd.")), "{said}");
    // One that comes after it did.
    dossier.run(&wait(Step::Form, "Toch nog iets."))?;
    dossier.now = dossier.after(1);
    let third = form("Er was brand; alles.", &mut dossier)?;
    dossier.run(&link(third))?;
    let said = dossier.step(zaak, Step::Form)?.state.explanation().to_owned();
    assert!(said.contains(&format!("{third} kwam daarna; het was: Toch nog iets.")), "{said}");
    // A call that was earlier and is noted now.
    dossier.run(&wait(Step::CalledBack, "Niemand nam op."))?;
    for (called, letter) in [(-30, 'w'), (0, 'k')] {
        let mut phoned = dossier.clone();
        phoned.now = phoned.after(1);
        let call =
            Call { called: Some(phoned.after(called)), what: Vertrouwelijk::new("Er was rook."), ..Call::default() };
        let melding = phoned.desk.next_melding();
        phoned.run(&NoteCall { melding: None, call, naming: Naming::AsTyped }.into())?;
        phoned.run(&link(melding))?;
        assert_eq!(phoned.letter(zaak, Step::CalledBack)?, letter, "{called}");
    }
    Ok(())
}
