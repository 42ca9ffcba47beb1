//! The very moments at which a judgement turns: a term that is asked for, a case whose texts may go, a second call. What holds
//! at them is written down here: the moment in force is late itself, and what was done at it is done.

use chrono::Duration;
use piket::{
    acts::{
        Act, CloseZaak, LinkMelding, MergeZaken, Naming, NoteCall, NoteFeit, ReceiveStep, ReportSent, SetAside,
        SetStep, SetTermijn, SetTimes, WithdrawZaak,
    },
    domain::{
        bewaartermijn::{Bewaartermijn, RetentionObject},
        draft::DraftKind,
        feit::{FeitStatus, Topic},
        ids::{Piketweek, WeekStart, Zaaknummer},
        inrichting::Plek,
        melding::{Call, MeldingKind},
        moment::Moment,
        step::{Step, StepState},
        termijn_choice::{LezingChoice, TermijnSetting},
        termijn_kind::TermijnKind,
        text::Vertrouwelijk,
        time_kind::TimeKind,
    },
    judge::{
        case_judge::CaseJudge,
        contact::caller,
        overdue::overdue,
        retention::{self, RetentionState, Termijnen},
        standing::standing,
        tegenspraak::tegenspraken,
        turn::{NextMove, whose_turn},
        week::{self, WeekFacts, WeekPointKind, WeekPointState},
    },
    rules::book::SmsPart,
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

/// With nothing else left the monitor is what is next; closing is no step that is walked into.
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
    assert!(ready(&dossier)?.contains(&Step::Close));
    assert_eq!(next_move(&dossier, zaak)?.desk, Some(Step::Monitor));
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
    dossier.run(&Act::SetTimes(SetTimes {
        zaak,
        times: vec![(TimeKind::Constatering, Some(minutes(30))), (TimeKind::Called, Some(minutes(31)))],
    }))?;
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

/// What went up in another case is counted there, and what was withdrawn nowhere.
#[test]
fn a_case_that_is_no_more_is_in_no_monitor() -> TestResult {
    let (mut dossier, target) = Dossier::with_rij("6", "CTP Veldzicht")?;
    let source = dossier.phone("CTP Veldzicht", Some("6"))?;
    let withdrawn = dossier.phone("FPC Pompestichting", None)?;
    let reason = "Zelfde voorval.".to_owned();
    dossier.run(&Act::MergeZaken(MergeZaken { source, target, reason }))?;
    dossier.run(&Act::WithdrawZaak(WithdrawZaak { zaak: withdrawn, reason: "Voor niets geopend.".to_owned() }))?;
    for (zaak, expected) in [(target, true), (source, false), (withdrawn, false)] {
        assert_eq!(week::is_counted(dossier.zaak(zaak)?, dossier.case_rule(zaak)?), expected, "{zaak}");
    }
    Ok(())
}

/// The last hours of a week begin at their first moment, and the week after it at the end.
#[test]
fn what_was_made_in_the_last_hours_of_a_week_is_of_its_end() -> TestResult {
    let mut dossier = Dossier::empty()?;
    let start = WeekStart::default();
    let this = Piketweek::from(dossier.now, start);
    let end = this.end(start);
    // A case of the very end belongs to the next week, and ran on from no week before it.
    dossier.now = end;
    dossier.phone("CTP Veldzicht", Some("6"))?;
    let report = |facts: &WeekFacts| {
        let judge = CaseJudge { books: dossier.books(), choice: LezingChoice::Streng };
        week::report(&dossier.desk, this, start, facts, judge)
    };
    let late = end.plus(-week::LAST_HOURS);
    for (seconds, is_done) in [(-1, false), (0, true)] {
        let at = Some(late.plus(Duration::seconds(seconds)));
        let found = report(&WeekFacts { handover: at, copy: at, ..WeekFacts::default() });
        assert!(found.zaken.is_empty() && found.running_on.is_empty(), "{found:?}");
        let done = |kind| found.points.iter().any(|p| p.kind == kind && p.state == WeekPointState::Done);
        let expected = [is_done, is_done];
        assert_eq!([WeekPointKind::Handover, WeekPointKind::Copy].map(done), expected, "{seconds}");
    }
    Ok(())
}

/// Who called last is phoned back, in whatever order the calls came to the case.
#[test]
fn the_number_to_phone_is_that_of_the_latest_call() -> TestResult {
    for order in [["024-0000001", "024-0000002"], ["024-0000002", "024-0000001"]] {
        let (mut dossier, zaak) = Dossier::with_rij("6", "CTP Veldzicht")?;
        let start = dossier.now;
        for number in order {
            let late = number.ends_with('2');
            dossier.now = start.plus(Duration::minutes(if late { 20 } else { 10 }));
            let (called, number) = (Some(dossier.now), Vertrouwelijk::new(number));
            let call = Call { inrichting: Plek::written("CTP Veldzicht"), called, number, ..Call::default() };
            let melding = dossier.desk.next_melding();
            dossier.run(&Act::NoteCall(NoteCall { melding: None, call, naming: Naming::AsTyped }))?;
            dossier.run(&Act::LinkMelding(LinkMelding { melding, zaak, reason: String::new() }))?;
        }
        let latest = caller(dossier.zaak(zaak)?, &dossier.desk).ok_or("geen nummer")?;
        assert_eq!(latest.number.read(), "024-0000002", "{order:?}");
    }
    Ok(())
}

/// What is noted later is later, unless it says itself that it was earlier.
#[test]
fn of_two_facts_of_the_same_moment_the_last_that_was_noted_counts() -> TestResult {
    for (minutes, stands) in [(-1, "onder controle"), (0, "nog gaande"), (1, "nog gaande")] {
        let (mut dossier, zaak) = Dossier::with_rij("2", "CTP Veldzicht")?;
        dossier.now = dossier.after(10);
        let first = dossier.after(-5);
        for (text, happened) in
            [("De brand is uit.", first), ("De brand is nog gaande.", first.plus(Duration::minutes(minutes)))]
        {
            let (text, source, status) = (text.to_owned(), "de inrichting".to_owned(), FeitStatus::Reported);
            let (topic, happened) = (Topic::Situation, Some(happened));
            dossier.run(&Act::NoteFeit(NoteFeit { zaak, topic, text, source, status, happened }))?;
        }
        let told = standing(dossier.zaak(zaak)?, dossier.case_rule(zaak)?, SmsPart::Situation).ok_or("niets bekend")?;
        assert_eq!(told.choice.sms.as_deref(), Some(stands), "{minutes}");
    }
    Ok(())
}

/// A clock is read to the minute: seconds apart nobody says anything else.
#[test]
fn a_form_that_names_another_second_of_the_same_minute_contradicts_nothing() -> TestResult {
    for (seconds, clashes) in [(59, 0), (60, 1)] {
        let (mut dossier, zaak) = Dossier::with_rij("6", "CTP Veldzicht")?;
        let voorval = dossier.zaak(zaak)?.times.voorval.ok_or("geen voorval")?;
        let named = voorval.plus(Duration::seconds(seconds)).rfc3339();
        let melding = dossier.mail(MeldingKind::form("mbv"), &[("voorval", &named)])?;
        dossier.run(&Act::LinkMelding(LinkMelding { melding, zaak, reason: String::new() }))?;
        assert_eq!(tegenspraken(dossier.zaak(zaak)?).len(), clashes, "{seconds}");
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
