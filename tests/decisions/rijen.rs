//! The thirty rows: the codes of C.1 and C.2 as the source prints them, and what each asks of a case
//! that was just phoned in.

use piket::{
    acts::{Act, ChooseRij, SetStep, TakeBesluit},
    domain::{
        besluit::{BesluitKind, YesNo},
        rij::Rij,
        step::{Step, StepState},
    },
    judge::{
        checklist::{ChecklistState, Owner},
        decided::applies,
        questions::weegvragen,
        turn::{NextMove, whose_turn},
    },
    rules::book::Rulebook,
};

use crate::dossier::{Dossier, TestResult};

/// Row, codes, and all steps in the order of the checklist: melding, teruggebeld, beeld, oordeel, T, P, A, SMS,
/// piketmelding, visie, doorgemeld, formulier, 112, Fast NL, MOA to Fast NL, end, Fast NL and the officer phoned
/// about the end, form of the end, AP, afloop, afloopbericht, monitor, sluiten.
const RIJEN: [(&str, &str, &str); 30] = [
    ("1", "T+M+P+A", "gkgk.ggkk.kw........woko"),
    ("2", "T+M+(P)+(A)*", "gkgk.kkoo.kw........ooko"),
    ("3", "M+(P)", "gngk.knoo.kw........nnko"),
    ("4", "--", "gngk.nnnn.nn........nnno"),
    ("5", "T+M+P", "gkgk.gnk.kkw........nnko"),
    ("6", "T+M+(P)", "gkgk.knoo.kw........nnko"),
    ("7", "T+M+(P)", "gkgk.knoo.kw........nnko"),
    ("8", "T+M+(P)", "gkgk.knoo.kw........nnko"),
    ("9", "(T)+M+(P)", "gkgkkknoo.kw........nnko"),
    ("10", "T+M+P", "gkgk.gnkk.kw........nnko"),
    ("11", "--", "gngk.nnnn.nn........nnno"),
    ("12", "--", "gngk.nnnn.nn........nnno"),
    ("13", "--", "gngk.nnnn.nn........nnno"),
    ("14", "T+M+(P)+(A)*", "gkgk.kkoo.kw........ooko"),
    ("15", "T+M+(P)", "gkgk.knoo.kw........nnko"),
    ("16", "(T)+M+(P)", "gkgkkknoo.kw........nnko"),
    ("17", "T+M+(P)", "gkgk.knoo.kw........nnko"),
    ("18", "T+M+(P)", "gkgk.kno.okw........nnko"),
    ("19", "--", "gngk.nnnn.nn........nnno"),
    ("20", "T+M+(P)", "gkgk.knoo.kw........nnko"),
    ("21", "T+M+P", "gkgk.gnk.kkw........nnko"),
    ("22", "(T)+M+(P)", "gkgkkknoo.kw.......knnko"),
    ("23", "T+M+(P)+(A)*", "gkgk.kkoo.kw........ooko"),
    ("A", "T+M+P+A", "gkgk.ggkk.kwwwwwooo.woko"),
    ("B", "T+M+P+A", "gkgk.ggkk.kwwwwwooo.woko"),
    ("C", "T+M+P+A", "gkgk.ggkk.kwwwwwooo.woko"),
    ("D", "T+M+P+A", "gkgk.ggkk.kwwwwwooo.woko"),
    ("E", "--", "gngk.nnnn.nn........nnno"),
    ("F", "T+M+P+A", "gkgk.ggkk.kwwwwwooo.woko"),
    ("G", "T+M+P+A", "gkgk.ggkk.kwwwwwooo.woko"),
];

#[test]
fn every_row_asks_what_the_matrix_says() -> TestResult {
    let mut errors = Vec::new();
    for (rij, codes, steps) in RIJEN {
        let (dossier, zaak) = Dossier::with_rij(rij, "CTP Veldzicht")?;
        let rule = dossier.book.find_rij(Rij::parse(rij)?)?;
        let letters = dossier.letters(zaak)?;
        if rule.codes() != codes || letters != steps {
            errors.push(format!("{rij}: {} {letters}, niet {codes} {steps}", rule.codes()));
        }
    }
    assert!(errors.is_empty(), "{}", errors.join("\n"));
    assert!(
        Rulebook::built_in().rijen().map(|r| r.nr.to_string()).eq(RIJEN.iter().map(|(rij, _, _)| (*rij).to_owned()))
    );
    Ok(())
}

#[test]
fn the_owner_of_a_step_is_who_has_to_act() -> TestResult {
    for (rij, _, _) in RIJEN {
        let (dossier, zaak) = Dossier::with_rij(rij, "FPC Pompestichting")?;
        for step in dossier.steps(zaak)? {
            let inrichting = matches!(step.step, Step::Form | Step::Outcome | Step::Book(_));
            assert_eq!(step.owner != Owner::Desk, inrichting, "{rij} {}", step.name);
            assert!(!step.state.explanation().is_empty(), "{rij} {}", step.name);
        }
    }
    Ok(())
}

#[test]
fn the_datalek_belongs_to_whoever_runs_the_inrichting() -> TestResult {
    for (plek, owner, letter) in [
        ("CTP Veldzicht", Owner::Desk, 'k'),
        ("FPC Pompestichting", Owner::Inrichting, 'w'),
        ("Kliniek Nergens", Owner::Desk, 'k'),
    ] {
        let (dossier, zaak) = Dossier::with_rij("22", plek)?;
        let steps = dossier.steps(zaak)?;
        let ap = steps.iter().find(|s| s.step == Step::of_book("ap")).ok_or("geen AP-stap")?;
        assert_eq!((ap.owner.clone(), dossier.letter(zaak, Step::of_book("ap"))?), (owner, letter), "{plek}");
    }
    Ok(())
}

#[test]
fn two_clocks_say_who_is_to_act() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("6", "FPC Pompestichting")?;
    let turn = |dossier: &Dossier| -> Result<NextMove, Box<dyn std::error::Error>> {
        Ok(whose_turn(dossier.zaak(zaak)?, &dossier.steps(zaak)?, &dossier.countdowns(zaak)?, dossier.now))
    };
    let set = turn(&dossier)?;
    assert_eq!((set.desk, set.inrichting), (Some(Step::CalledBack), Some(Step::Form)));
    let act =
        |step, state, reason: &str| Act::SetStep(SetStep { zaak, step, state, reason: reason.to_owned(), at: None });
    dossier.run(&act(Step::CalledBack, StepState::Done, ""))?;
    dossier.run(&act(Step::Form, StepState::NotNeeded, "Al op papier ontvangen."))?;
    let set = turn(&dossier)?;
    assert_eq!((set.desk, set.inrichting), (Some(Step::Verdict), None));
    Ok(())
}

/// What others are late with is asked for first, once; the monitor comes last of all.
#[test]
fn what_is_late_is_asked_for_before_the_monitor_is_made() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("6", "FPC Pompestichting")?;
    let own = |dossier: &Dossier| -> Result<Option<Step>, Box<dyn std::error::Error>> {
        Ok(whose_turn(dossier.zaak(zaak)?, &dossier.steps(zaak)?, &dossier.countdowns(zaak)?, dossier.now).own())
    };
    let act = |step, state| Act::SetStep(SetStep { zaak, step, state, reason: "Gevraagd.".to_owned(), at: None });
    for step in [Step::CalledBack, Step::Verdict, Step::BesluitP, Step::Sms, Step::Piketmelding, Step::PassedOn] {
        dossier.run(&act(step, StepState::NotNeeded))?;
    }
    // It tells how the case ended: not while a form is waited for.
    assert_eq!(own(&dossier)?, None);
    dossier.now = dossier.countdowns(zaak)?.first().ok_or("geen termijn")?.due;
    assert_eq!(own(&dossier)?, Some(Step::Form));
    dossier.run(&act(Step::Form, StepState::Waiting))?;
    assert_eq!(own(&dossier)?, None);
    dossier.run(&act(Step::Form, StepState::NotNeeded))?;
    assert_eq!(own(&dossier)?, Some(Step::Monitor));
    Ok(())
}

#[test]
fn before_a_row_is_chosen_nothing_is_decided() -> TestResult {
    let mut dossier = Dossier::empty()?;
    let zaak = dossier.phone("CTP Veldzicht", None)?;
    assert_eq!(dossier.letters(zaak)?, "gkgk.oooo.ow........oooo");
    let besluit =
        Act::TakeBesluit(TakeBesluit { zaak, about: BesluitKind::P, choice: YesNo::Yes, reason: "Omdat.".to_owned() });
    assert!(dossier.run(&besluit).is_err());
    Ok(())
}

/// Rows 1, 5, 10, 21 and the absences fix P; only row 1 and the absences fix A.
#[test]
fn where_the_matrix_decides_the_officer_need_not() -> TestResult {
    for (rij, codes, _) in RIJEN {
        let (dossier, zaak) = Dossier::with_rij(rij, "CTP Veldzicht")?;
        let rule = dossier.book.find_rij(Rij::parse(rij)?)?;
        for (about, letter) in [(BesluitKind::P, "P"), (BesluitKind::A, "A")] {
            let expected = if codes.split('+').any(|c| c == letter) {
                Some(YesNo::Yes)
            } else if codes.contains(letter) {
                None
            } else {
                Some(YesNo::No)
            };
            assert_eq!(applies(dossier.zaak(zaak)?, Some(rule), about), expected, "{rij} {letter}");
        }
    }
    Ok(())
}

#[test]
fn a_decision_opens_or_closes_the_messages_it_is_about() -> TestResult {
    for (about, choice, expected) in [
        (BesluitKind::P, YesNo::Yes, "gkgk.gkkk.kw........ooko"),
        (BesluitKind::P, YesNo::No, "gkgk.gknn.nw........ooko"),
        (BesluitKind::A, YesNo::Yes, "gkgk.kgoo.kw........woko"),
        (BesluitKind::A, YesNo::No, "gkgk.kgoo.kw........nnko"),
    ] {
        let (mut dossier, zaak) = Dossier::with_rij("2", "CTP Veldzicht")?;
        dossier.run(&Act::TakeBesluit(TakeBesluit { zaak, about, choice, reason: "Zo gewogen.".to_owned() }))?;
        assert_eq!(dossier.letters(zaak)?, expected, "{about:?} {choice:?}");
        let without = dossier.run(&Act::TakeBesluit(TakeBesluit { zaak, about, choice, reason: "  ".to_owned() }));
        assert!(without.is_err_and(|f| f.sentence.contains("reden")));
    }
    Ok(())
}

/// Also where the matrix fixes it, the officer may decide otherwise, with a reason.
#[test]
fn an_officer_may_decide_against_the_matrix() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("10", "CTP Veldzicht")?;
    let reason = "De lijn nam het over.".to_owned();
    dossier.run(&Act::TakeBesluit(TakeBesluit { zaak, about: BesluitKind::P, choice: YesNo::No, reason }))?;
    assert_eq!(dossier.letter(zaak, Step::Piketmelding)?, 'n');
    let stands = dossier.state(zaak, Step::BesluitP)?.ok_or("geen stap")?;
    assert_eq!(stands.explanation(), "P nee, wijkt af van de matrix: De lijn nam het over.");
    Ok(())
}

#[test]
fn the_questions_are_those_of_the_row_and_the_general_ones_where_there_is_a_choice() -> TestResult {
    let dossier = Dossier::empty()?;
    for (rij, codes, _) in RIJEN {
        let rij = Rij::parse(rij)?;
        let rule = dossier.book.find_rij(rij)?;
        let ids: Vec<&str> = weegvragen(dossier.book, rule).map(|v| v.id.as_str()).collect();
        let choice = codes.contains("(P)") || codes.contains("(A)");
        assert_eq!(ids.contains(&"G1"), choice, "{rij}");
        assert_eq!(ids.contains(&"OA1"), rule.is_oa() && codes != "--", "{rij}");
        assert!(ids.iter().any(|id| id.split('.').next() == Some(&rij.to_string())), "{rij}: {ids:?}");
    }
    Ok(())
}

/// Row 11 turns into row 10: the steps are derived afresh, what was done stays done, and the history
/// keeps both choices.
#[test]
fn another_row_derives_the_steps_afresh_and_keeps_what_was_done() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("11", "CTP Veldzicht")?;
    let called = Act::SetStep(SetStep {
        zaak,
        step: Step::CalledBack,
        state: StepState::Done,
        reason: "Gesproken met de directeur.".to_owned(),
        at: None,
    });
    dossier.run(&called)?;
    assert_eq!(dossier.letters(zaak)?, "gggk.nnnn.nn........nnno");
    assert_eq!(dossier.countdowns(zaak)?.len(), 0);

    let rij = Rij::parse("10")?;
    let ten = |reason: &str| Act::ChooseRij(ChooseRij { zaak, rij, reason: reason.to_owned() });
    assert!(dossier.run(&ten("")).is_err_and(|f| f.sentence.contains("reden")));
    dossier.now = dossier.after(30);
    dossier.run(&ten("De arts stelde het overlijden vast."))?;
    assert_eq!(dossier.letters(zaak)?, "gggk.gnkk.kw........nnko");
    assert_eq!(dossier.countdowns(zaak)?.len(), 1);

    let choices: Vec<(String, String)> = dossier
        .zaak(zaak)?
        .rij_choices
        .iter()
        .map(|k| (k.rij.map_or_else(String::new, |r| r.to_string()), k.reason.read().to_owned()))
        .collect();
    assert_eq!(
        choices,
        [
            ("11".to_owned(), "gekozen bij de melding".to_owned()),
            ("10".to_owned(), "De arts stelde het overlijden vast.".to_owned())
        ]
    );
    assert!(dossier.run(&ten("Nog eens.")).is_err_and(|f| f.sentence.contains("staat al op rij 10")));
    Ok(())
}

/// The embedded books as they are called now. Who changes a word of one gives it the next version, and notes that here with
/// its hash; what was released before and judges every row alike is named in `gelijk_aan` of the new text.
const EDITIONS: [(&str, &str); 2] = [
    ("2026.3", "d2dfa7e5742ccd49546c2451f9fcc97f55b5ddfdae734895bb3c177dbaa8707a"),
    ("jji-2026.3", "6f6a10872af825bb1c4fd1a3bda7da85256ec07ee7a134de783196200beecbe2"),
];

#[test]
fn another_text_of_a_book_has_another_version() {
    let now: Vec<_> =
        Rulebook::all_built_in().map(|book| (book.edition.version.as_str(), &*book.edition.hash)).collect();
    assert_eq!(now, EDITIONS);
}

#[test]
fn the_book_that_was_judged_with_is_kept() -> TestResult {
    let (dossier, zaak) = Dossier::with_rij("6", "CTP Veldzicht")?;
    let stamp = &dossier.zaak(zaak)?.rulebook;
    assert_eq!(
        (stamp.version.as_str(), stamp.hash.as_str()),
        (dossier.book.edition.version.as_str(), dossier.book.edition.hash.as_str())
    );
    Ok(())
}

#[test]
fn a_step_says_its_evidence_or_its_reason() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("6", "CTP Veldzicht")?;
    let act = |state, reason: &str| {
        Act::SetStep(SetStep { zaak, step: Step::CalledBack, state, reason: reason.to_owned(), at: None })
    };
    for (state, reason, expected) in [
        (StepState::Waiting, "De kliniek belt terug.", "De kliniek belt terug."),
        (StepState::Waiting, "", "wacht op antwoord"),
        (StepState::Done, "", "afgevinkt zo 22-11 02:10"),
        (StepState::Done, "Gesproken.", "Gesproken (zo 22-11 02:10)"),
        (StepState::NotNeeded, "Al gesproken.", "Al gesproken."),
        (StepState::Open, "", "bel de inrichting terug"),
    ] {
        dossier.run(&act(state, reason))?;
        let stands = dossier.state(zaak, Step::CalledBack)?;
        assert_eq!(stands.as_ref().map(ChecklistState::explanation), Some(expected));
    }
    assert!(dossier.run(&act(StepState::NotNeeded, "")).is_err());
    Ok(())
}
