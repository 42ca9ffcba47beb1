//! A case is closed when nothing is left, and not before; what is closed is left alone.

use piket::{
    acts::{Act, CloseZaak, IncludeInMonitor, ReopenZaak, SetStep},
    domain::{
        feit::Topic,
        ids::Zaaknummer,
        step::{Step, StepState},
    },
    rules::book::Rulebook,
};

use crate::{
    acts::told,
    dossier::{Dossier, TestResult},
};

fn not_needed(zaak: Zaaknummer, step: Step) -> Act {
    Act::SetStep(SetStep { zaak, step, state: StepState::NotNeeded, reason: "Niet aan de orde.".to_owned(), at: None })
}

#[test]
fn closing_is_refused_with_the_list_of_what_is_open() -> TestResult {
    for rij in Rulebook::built_in().rijen().map(|r| r.nr) {
        let (mut dossier, zaak) = Dossier::with_rij(&rij.to_string(), "CTP Veldzicht")?;
        loop {
            let open: Vec<Step> = dossier
                .steps(zaak)?
                .into_iter()
                .filter(|s| !matches!(s.step, Step::Close | Step::Monitor) && !s.state.is_done())
                .map(|s| s.step)
                .collect();
            let result = dossier.run(&Act::CloseZaak(CloseZaak { zaak }));
            let Some(first) = open.first() else {
                assert!(result.is_ok(), "{rij}: {result:?}");
                break;
            };
            let names = open.iter().map(piket::domain::step::Step::code).collect::<Vec<_>>().join(", ");
            let error = result.err().ok_or_else(|| format!("{rij}: gesloten met {names}"))?;
            assert_eq!(error.sentence, format!("Zaak {zaak} heeft nog open stappen: {names}."), "{rij}");
            dossier.run(&not_needed(zaak, *first))?;
        }
        assert!(!dossier.zaak(zaak)?.is_open(), "{rij}");
        assert_eq!(dossier.letter(zaak, Step::Close)?, 'g');
    }
    Ok(())
}

#[test]
fn a_case_may_be_closed_before_the_monitor_of_its_week_is_made() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("6", "CTP Veldzicht")?;
    for step in dossier.steps(zaak)? {
        if !step.state.is_done() && !matches!(step.step, Step::Close | Step::Monitor) {
            dossier.run(&not_needed(zaak, step.step))?;
        }
    }
    assert_eq!((dossier.letter(zaak, Step::Monitor)?, dossier.letter(zaak, Step::Close)?), ('k', 'k'));
    dossier.run(&Act::CloseZaak(CloseZaak { zaak }))?;
    // What the week still owes stays in view.
    assert_eq!(dossier.letter(zaak, Step::Monitor)?, 'k');
    Ok(())
}

#[test]
fn a_closed_case_takes_no_acts_until_it_is_opened_again() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("12", "CTP Veldzicht")?;
    dossier.run(&not_needed(zaak, Step::Verdict))?;
    dossier.run(&Act::CloseZaak(CloseZaak { zaak }))?;
    let feit = told(zaak, Topic::Injury, "Geen.");
    for act in [feit.clone(), not_needed(zaak, Step::Beeld), Act::CloseZaak(CloseZaak { zaak })] {
        assert!(dossier.run(&act).is_err_and(|f| f.sentence.contains("is gesloten")), "{act:?}");
    }
    assert!(dossier.run(&Act::ReopenZaak(ReopenZaak { zaak, reason: String::new() })).is_err());
    dossier.run(&Act::ReopenZaak(ReopenZaak { zaak, reason: "Er is nieuws.".to_owned() }))?;
    assert!(dossier.run(&Act::ReopenZaak(ReopenZaak { zaak, reason: "Nog eens.".to_owned() })).is_err());
    dossier.run(&feit)?;
    Ok(())
}

#[test]
fn the_monitor_of_its_week_ticks_the_step() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("6", "CTP Veldzicht")?;
    assert_eq!(dossier.letter(zaak, Step::Monitor)?, 'k');
    for _ in 0..2 {
        dossier.run(&Act::IncludeInMonitor(IncludeInMonitor { zaak, week: zaak.week }))?;
    }
    assert_eq!(dossier.letter(zaak, Step::Monitor)?, 'g');
    assert_eq!(dossier.zaak(zaak)?.in_monitor, [zaak.week]);
    Ok(())
}
