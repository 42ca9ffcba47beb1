//! The very moments at which a judgement turns: a term that is asked for, a case whose texts may go, a second call. What holds
//! at them is written down from the design: the moment in force is late itself, and what was done at it is done.

use chrono::Duration;
use piket::{
    acts::{Act, CloseZaak, LinkMelding, ReceiveStep, ReportSent, SetAside, SetStep, SetTermijn, SetTimes},
    domain::{
        bewaartermijn::{Bewaartermijn, RetentionObject},
        draft::DraftKind,
        ids::{Piketweek, WeekStart, Zaaknummer},
        melding::MeldingKind,
        moment::Moment,
        step::{Step, StepState},
        termijn_choice::TermijnSetting,
        termijn_kind::TermijnKind,
        time_kind::TimeKind,
    },
    judge::{
        overdue::overdue,
        retention::{self, RetentionState, Termijnen},
        turn::{NextMove, whose_turn},
        week,
    },
};

use crate::{
    acts::sending,
    dossier::{Dossier, TestResult},
};

type Found<T> = Result<T, Box<dyn std::error::Error>>;

fn next_move(dossier: &Dossier, zaak: Zaaknummer) -> Found<NextMove> {
    Ok(whose_turn(dossier.zaak(zaak)?, &dossier.steps(zaak)?, &dossier.countdowns(zaak)?, dossier.now))
}

/// What others are late with, by the names of the terms.
fn asked_for(dossier: &Dossier, zaak: Zaaknummer) -> Found<Vec<String>> {
    Ok(overdue(&dossier.countdowns(zaak)?, dossier.now).iter().map(|late| late.kind.to_string()).collect())
}

/// Of what arrives at the desk it is known that it did not come; of what happens elsewhere it is not.
#[test]
fn only_of_what_happens_elsewhere_it_is_said_that_nobody_told() -> TestResult {
    let (dossier, zaak) = Dossier::with_rij("A", "CTP Veldzicht")?;
    let said = |kind| -> Found<[bool; 2]> {
        let all = dossier.countdowns(zaak)?;
        let countdown = all.iter().find(|k| k.termijn.kind == TermijnKind::of(kind)).ok_or("geen klok")?;
        let late = countdown.too_late_at();
        Ok([late.plus(Duration::seconds(-1)), late].map(|now| countdown.phrase(now).contains("niet gemeld")))
    };
    assert_eq!((said("moa-fast-nl")?, said("moa")?), ([false, true], [false, false]));
    Ok(())
}

#[test]
fn what_was_asked_for_in_writing_at_the_moment_itself_was_asked_for() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("6", "CTP Veldzicht")?;
    let due = dossier.countdowns(zaak)?.first().ok_or("geen klok")?.due;
    dossier.now = due;
    assert_eq!(next_move(&dossier, zaak)?.chase, Some(Step::Form));
    for (seconds, chase) in [(-1, Some(Step::Form)), (0, None), (1, None)] {
        let mut asked = dossier.clone();
        let at = due.plus(Duration::seconds(seconds));
        asked.now = at;
        asked.write(zaak, DraftKind::Rappel, "Wilt u het formulier sturen?")?;
        let recipients = "de inrichting".to_owned();
        asked.run(&ReportSent { recipients, ..sending(zaak, DraftKind::Rappel, at) }.into())?;
        asked.now = due.plus(Duration::minutes(1));
        assert_eq!(next_move(&asked, zaak)?.chase, chase, "{seconds}");
    }
    Ok(())
}

/// A case may be closed before the monitor of its week is made, so with nothing else left that is the next thing.
#[test]
fn the_monitor_comes_after_all_else_that_can_be_done_now() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("12", "CTP Veldzicht")?;
    let reason = "Niet aan de orde.".to_owned();
    dossier.run(&Act::SetStep(SetStep { zaak, step: Step::Verdict, state: StepState::NotNeeded, reason, at: None }))?;
    let ready = |d: &Dossier| -> Found<Vec<Step>> {
        Ok(d.steps(zaak)?.iter().filter(|line| line.state.is_ready()).map(|line| line.step).collect())
    };
    let melding = dossier.mail(MeldingKind::form("mbv"), &[])?;
    dossier.run(&Act::LinkMelding(LinkMelding { melding, zaak, reason: String::new() }))?;
    assert!(ready(&dossier)?.contains(&Step::Monitor));
    assert_eq!(next_move(&dossier, zaak)?.desk, Some(Step::Close));
    Ok(())
}

#[test]
fn others_are_asked_for_what_still_runs_and_what_was_due_first() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("A", "CTP Veldzicht")?;
    // Discovered half an hour later: the hour of Fast NL ends once by the voorval and once by that. The MOA was promised
    // between the two.
    let voorval = dossier.zaak(zaak)?.times.voorval.ok_or("geen voorval")?;
    let minutes = |minutes| voorval.plus(Duration::minutes(minutes));
    dossier.now = minutes(31);
    dossier.run(&Act::SetTimes(SetTimes { zaak, times: vec![(TimeKind::Constatering, Some(minutes(30)))] }))?;
    let (termijn, setting) = (TermijnKind::of("moa"), Some(TermijnSetting::Moment(minutes(75))));
    dossier.run(&Act::SetTermijn(SetTermijn { zaak, termijn, setting, reason: "Toegezegd.".to_owned() }))?;
    dossier.now = minutes(120);
    assert_eq!(asked_for(&dossier, zaak)?, ["moa-fast-nl", "moa"]);
    let (step, remark) = (Step::of_book("moa-fast-nl"), "Kopie gezien.".to_owned());
    dossier.run(&Act::ReceiveStep(ReceiveStep {
        zaak,
        step,
        what: None,
        road: None,
        remark,
        at: Some(dossier.now),
    }))?;
    assert_eq!(asked_for(&dossier, zaak)?, ["moa"]);
    Ok(())
}

/// A form is of the week that it came in during: from its first moment up to the first of the next.
#[test]
fn a_form_is_of_the_week_in_which_it_came_in_to_the_moment() -> TestResult {
    let (dossier, zaak) = Dossier::with_rij("6", "CTP Veldzicht")?;
    let start = WeekStart::default();
    let next = Piketweek::from(dossier.now, start).next();
    for (moment, seconds, is_of) in [
        (next.begin(start), -1, false),
        (next.begin(start), 0, true),
        (next.end(start), -1, true),
        (next.end(start), 0, false),
    ] {
        let mut dossier = dossier.clone();
        dossier.now = moment.plus(Duration::seconds(seconds));
        let loose = dossier.mail(MeldingKind::form("mbv"), &[])?;
        let melding = dossier.mail(MeldingKind::form("mbv"), &[])?;
        dossier.run(&Act::LinkMelding(LinkMelding { melding, zaak, reason: String::new() }))?;
        let missing = week::missing(&dossier.desk, next, start, dossier.books());
        let expected = if is_of { (vec![zaak], vec![loose]) } else { (Vec::new(), Vec::new()) };
        assert_eq!((missing.zaken, missing.forms), expected, "{}", dossier.now);
    }
    Ok(())
}

/// What may go is told first, then what is asked, then what still runs, and what is held last; it may go from the very moment on.
#[test]
fn a_term_of_keeping_is_over_at_its_end_and_what_is_due_first_stands_first() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("12", "CTP Veldzicht")?;
    let melding = dossier.mail(MeldingKind::Unknown, &[])?;
    dossier.run(&Act::SetAside(SetAside { melding, reason: "Van een ander.".to_owned() }))?;
    let reason = "Niet aan de orde.".to_owned();
    let step = Step::Verdict;
    dossier.run(&Act::SetStep(SetStep { zaak, step, state: StepState::NotNeeded, reason, at: None }))?;
    dossier.now = dossier.after(60);
    dossier.run(&Act::CloseZaak(CloseZaak { zaak }))?;
    let done = dossier.now;
    let list = |zaken, meldingen, now: Moment| -> Vec<(RetentionObject, RetentionState)> {
        let lines = retention::list(&dossier.desk, Termijnen { zaken, meldingen }, now);
        lines.into_iter().map(|line| (line.object, line.state)).collect()
    };
    let (days, end) = (Bewaartermijn::Days(30), done.plus(Duration::days(30)));
    let (case, mail) = (RetentionObject::Zaak(zaak), RetentionObject::Melding(melding));
    for (seconds, state) in [(-1, RetentionState::Running(end)), (0, RetentionState::Expired(end))] {
        let now = end.plus(Duration::seconds(seconds));
        // The report was finished earlier and is asked about: before what runs, behind what may go.
        let asked = (mail, RetentionState::Question);
        let expected = if seconds < 0 { [asked, (case, state)] } else { [(case, state), asked] };
        assert_eq!(list(days, Bewaartermijn::Question, now), expected, "{seconds}");
    }
    Ok(())
}
