//! The countdowns of a case: which there are, which reading runs, and when one is met.

use chrono::Duration;
use piket::{
    acts::{Act, ChooseRij, LinkMelding, OpenZaak, ReceiveStep, SetStep, SetTermijn, SetTimes, UnlinkMelding, Weigh},
    deadline::{Ground, StartKind},
    domain::{
        besluit::Answer,
        lezing_rule::LezingRule,
        melding::MeldingKind,
        moment::Moment,
        step::{Step, StepState},
        termijn_choice::{LezingChoice, TermijnSetting},
        termijn_kind::TermijnKind,
        time_kind::TimeKind,
    },
    judge::countdown::{Severity, countdowns},
    rules::book::Rulebook,
};

use crate::dossier::{Dossier, TestResult};

#[test]
fn every_row_has_the_clocks_of_the_design() -> TestResult {
    for rule in Rulebook::built_in().rijen() {
        let rij = rule.nr;
        let name = rij.to_string();
        let expected: Vec<&str> = match name.as_str() {
            "4" | "11" | "12" | "13" | "19" | "E" => vec![],
            "22" => vec!["mbv", "ap-datalek"],
            _ if rule.is_oa() => vec!["moa-fast-nl", "moa"],
            _ => vec!["mbv"],
        };
        let (dossier, zaak) = Dossier::with_rij(&name, "CTP Veldzicht")?;
        let kinds: Vec<String> = dossier.countdowns(zaak)?.iter().map(|k| k.termijn.kind.to_string()).collect();
        assert_eq!(kinds, expected, "{rij}");
    }
    Ok(())
}

#[test]
fn a_term_is_met_by_its_form_and_at_the_time_it_came() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("6", "CTP Veldzicht")?;
    dossier.now = dossier.after(200);
    let received = dossier.now;
    let melding = dossier.mail(MeldingKind::form("mbv"), &[])?;
    dossier.now = dossier.after(60);
    dossier.run(&Act::LinkMelding(LinkMelding { melding, zaak, reason: String::new() }))?;
    let countdowns = dossier.countdowns(zaak)?;
    assert_eq!(countdowns.first().and_then(|k| k.met_at), Some(received));
    assert!(countdowns.iter().all(|k| !k.is_running()));
    dossier.run(&Act::UnlinkMelding(UnlinkMelding { melding }))?;
    assert!(dossier.countdowns(zaak)?.iter().all(piket::judge::countdown::Countdown::is_running));
    Ok(())
}

#[test]
fn a_step_that_is_ticked_keeps_its_own_time() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("G", "CTP Veldzicht")?;
    let at = dossier.after(-2);
    dossier.now = dossier.after(90);
    let step = Step::of_book("moa-fast-nl");
    let received = |at| {
        Act::ReceiveStep(ReceiveStep { zaak, step, what: None, road: None, remark: "Kopie gezien.".to_owned(), at })
    };
    let open = Act::SetStep(SetStep { zaak, step, state: StepState::Open, reason: String::new(), at: None });
    dossier.run(&received(Some(at)))?;
    let met_at = |d: &Dossier| -> Result<Option<Moment>, Box<dyn std::error::Error>> {
        let countdowns = d.countdowns(zaak)?;
        Ok(countdowns.iter().find(|k| k.termijn.kind == TermijnKind::of("moa-fast-nl")).and_then(|k| k.met_at))
    };
    assert_eq!(met_at(&dossier)?, Some(at));
    // Taken off by mistake and put back: it was still in time.
    let undo = dossier.run(&open)?;
    assert_eq!(met_at(&dossier)?, None);
    dossier.now = dossier.after(60);
    assert!(dossier.undo(undo));
    assert_eq!(met_at(&dossier)?, Some(at));
    Ok(())
}

#[test]
fn the_strict_reading_runs_unless_the_usual_one_was_asked_for() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("6", "CTP Veldzicht")?;
    // Friday evening: Monday 12:00 is usual, Monday 09:00 is strict.
    let friday = Moment::from_rfc3339("2026-11-20T20:00:00+01:00")?;
    dossier.run(&Act::SetTimes(SetTimes { zaak, times: vec![(TimeKind::Voorval, Some(friday))] }))?;
    let steps = dossier.steps(zaak)?;
    for (choice, due) in
        [(LezingChoice::Streng, "2026-11-23T09:00:00+01:00"), (LezingChoice::Gangbaar, "2026-11-23T12:00:00+01:00")]
    {
        let countdowns = countdowns(dossier.zaak(zaak)?, dossier.case_rule(zaak)?, choice, &steps)?;
        assert_eq!(countdowns.first().map(|k| k.due.rfc3339()).as_deref(), Some(due), "{choice:?}");
    }
    Ok(())
}

#[test]
fn a_term_set_by_hand_runs_and_shows_what_was_calculated() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("6", "CTP Veldzicht")?;
    let (termijn, manual) = (TermijnKind::of("mbv"), dossier.after(45));
    let act = |due: Option<Moment>, reason: &str| {
        let setting = due.map(TermijnSetting::Moment);
        Act::SetTermijn(SetTermijn { zaak, termijn, setting, reason: reason.to_owned() })
    };
    assert!(dossier.run(&act(Some(manual), "")).is_err());
    let before_start = dossier.after(-10);
    assert!(dossier.run(&act(Some(before_start), "Omdat.")).is_err());
    let years_later = dossier.after(10 * 366 * 1440);
    assert!(dossier.run(&act(Some(years_later), "Omdat.")).is_err_and(|f| f.sentence.contains("meer dan een maand")));
    dossier.run(&act(Some(manual), "Toegezegd."))?;
    let countdown = dossier.countdowns(zaak)?.into_iter().next().ok_or("geen klok")?;
    assert_eq!((countdown.due, countdown.ground), (manual, Ground::Hand));
    assert_eq!(countdown.termijn.streng().rfc3339(), "2026-11-23T09:00:00+01:00");
    dossier.run(&act(None, "Toezegging vervallen."))?;
    let countdown = dossier.countdowns(zaak)?.into_iter().next().ok_or("geen klok")?;
    assert_eq!((countdown.due, countdown.ground), (countdown.termijn.streng(), Ground::Settings(LezingChoice::Streng)));
    let setting = Some(TermijnSetting::Moment(manual));
    let wrong =
        Act::SetTermijn(SetTermijn { zaak, termijn: TermijnKind::of("moa"), setting, reason: "Omdat.".to_owned() });
    assert!(dossier.run(&wrong).is_err_and(|f| f.sentence.contains("geen termijn")));
    Ok(())
}

#[test]
fn the_return_of_an_absent_person_starts_its_own_term() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("D", "CTP Veldzicht")?;
    dossier.now = dossier.after(40);
    let end = dossier.now;
    dossier.run(&Act::SetTimes(SetTimes { zaak, times: vec![(TimeKind::OaEnd, Some(end))] }))?;
    let kinds: Vec<TermijnKind> = dossier.countdowns(zaak)?.iter().map(|k| k.termijn.kind).collect();
    assert_eq!(kinds, [TermijnKind::of("moa-fast-nl"), TermijnKind::of("moa"), TermijnKind::of("moa-einde")]);
    Ok(())
}

#[test]
fn a_moment_by_hand_from_before_the_clock_began_does_not_count() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("6", "CTP Veldzicht")?;
    let (manual, start) = (dossier.after(-5), dossier.after(-2));
    let setting = Some(TermijnSetting::Moment(manual));
    dossier.run(&Act::SetTermijn(SetTermijn {
        zaak,
        termijn: TermijnKind::of("mbv"),
        setting,
        reason: "Omdat.".to_owned(),
    }))?;
    dossier.run(&Act::SetTimes(SetTimes { zaak, times: vec![(TimeKind::Voorval, Some(start))] }))?;
    let countdown = dossier.countdowns(zaak)?.into_iter().next().ok_or("geen klok")?;
    assert_eq!(
        (countdown.due, countdown.ground),
        (countdown.termijn.streng(), Ground::HandGone(manual, LezingChoice::Streng))
    );
    Ok(())
}

#[test]
fn a_case_from_a_mail_without_times_runs_from_its_receipt() -> TestResult {
    let mut dossier = Dossier::empty()?;
    let melding = dossier.mail_with(MeldingKind::Unknown, &[])?;
    let received = dossier.now;
    dossier.now = dossier.after(30);
    dossier.run(&Act::OpenZaak(OpenZaak { melding, new: true, kind: Some(MeldingKind::Unknown) }))?;
    let zaak = dossier.desk.zaken.keys().next_back().copied().ok_or("geen zaak")?;
    dossier.run(&Act::ChooseRij(ChooseRij { zaak, rij: "6".parse()?, reason: String::new() }))?;
    let start = |d: &Dossier| d.countdowns(zaak).map(|k| k.first().map(|k| (k.termijn.start, k.termijn.start_kind)));
    assert_eq!(start(&dossier)?, Some((received, StartKind::Receipt)));
    let voorval = dossier.after(-90);
    dossier.run(&Act::SetTimes(SetTimes { zaak, times: vec![(TimeKind::Voorval, Some(voorval))] }))?;
    assert_eq!(start(&dossier)?, Some((voorval, StartKind::Voorval)));
    Ok(())
}

#[test]
fn the_moment_itself_is_late() -> TestResult {
    let (dossier, zaak) = Dossier::with_rij("6", "CTP Veldzicht")?;
    let countdown = dossier.countdowns(zaak)?.into_iter().next().ok_or("geen klok")?;
    for (total_seconds, severity) in [
        (-3601, Severity::OnTime),
        (-3600, Severity::Soon),
        (-901, Severity::Soon),
        (-900, Severity::Now),
        (-1, Severity::Now),
        (0, Severity::TooLate),
        (1, Severity::TooLate),
    ] {
        assert_eq!(
            countdown.severity(countdown.due.plus(Duration::seconds(total_seconds))),
            severity,
            "{total_seconds}"
        );
    }
    Ok(())
}

#[test]
fn what_is_not_needed_or_closed_no_longer_runs() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("6", "CTP Veldzicht")?;
    let reason = "De lijn ziet ervan af.".to_owned();
    dossier.run(&Act::SetStep(SetStep { zaak, step: Step::Form, state: StepState::NotNeeded, reason, at: None }))?;
    let countdown = dossier.countdowns(zaak)?.into_iter().next().ok_or("geen klok")?;
    assert!(countdown.lapsed && !countdown.is_running() && countdown.met_at.is_none());
    Ok(())
}

#[test]
fn another_reading_is_taken_with_a_reason_and_follows_the_times() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("6", "CTP Veldzicht")?;
    let friday = |hour: &str| Moment::from_rfc3339(&format!("2026-11-20T{hour}:00+01:00"));
    let set_time = |moment| Act::SetTimes(SetTimes { zaak, times: vec![(TimeKind::Voorval, Some(moment))] });
    let take = |rule, reason: &str| {
        Act::SetTermijn(SetTermijn {
            zaak,
            termijn: TermijnKind::of("mbv"),
            setting: Some(TermijnSetting::Lezing(rule)),
            reason: reason.to_owned(),
        })
    };
    let state = |d: &Dossier| d.countdowns(zaak).map(|k| k.first().map(|k| (k.due.rfc3339(), k.ground)));
    dossier.run(&set_time(friday("20:00")?))?;
    let gangbaar = LezingRule::NextWerkdag;
    assert!(dossier.run(&take(gangbaar, " ")).is_err());
    let error = dossier.run(&take(LezingRule::SameDay, "omdat")).err().ok_or("een lezing die er niet is")?;
    assert!(
        error.to_string().contains("volgende-werkdag (vóór ma 23-11 12:00), weekend (vóór ma 23-11 09:00)"),
        "{error}"
    );

    let undo = dossier.run(&take(gangbaar, "afgesproken met de divisie"))?;
    let chosen = ("2026-11-23T12:00:00+01:00".to_owned(), Ground::Lezing(gangbaar));
    assert_eq!(state(&dossier)?, Some(chosen.clone()));
    assert!(dossier.undo(undo));
    assert_eq!(state(&dossier)?.map(|s| s.1), Some(Ground::Settings(LezingChoice::Streng)));

    dossier.run(&take(gangbaar, "afgesproken met de divisie"))?;
    // A Thursday evening: the same reading, another moment.
    dossier.run(&set_time(Moment::from_rfc3339("2026-11-19T20:00:00+01:00")?))?;
    assert_eq!(state(&dossier)?, Some(("2026-11-20T12:00:00+01:00".to_owned(), chosen.1)));
    // In office hours there is no such reading: what is calculated counts again.
    dossier.run(&set_time(friday("10:00")?))?;
    let gone = Ground::LezingGone(gangbaar, LezingChoice::Streng);
    assert_eq!(state(&dossier)?, Some(("2026-11-21T00:00:00+01:00".to_owned(), gone)));
    Ok(())
}

#[test]
fn too_late_is_only_what_no_reading_allows_any_more() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("6", "CTP Veldzicht")?;
    let at = |text: &str| Moment::from_rfc3339(&format!("{text}:00+01:00"));
    // A Monday morning: that Monday 09:00, that day 12:00 (usual), Tuesday 12:00.
    let voorval = at("2026-11-16T08:59")?;
    dossier.run(&Act::SetTimes(SetTimes { zaak, times: vec![(TimeKind::Voorval, Some(voorval))] }))?;
    let mut countdown = dossier.countdowns(zaak)?.into_iter().next().ok_or("geen klok")?;
    for (now, severity, counts_to, left) in [
        ("2026-11-16T08:59", Severity::Now, "2026-11-16T09:00", 3),
        ("2026-11-16T09:00", Severity::StrictPassed, "2026-11-16T12:00", 2),
        ("2026-11-16T11:59", Severity::StrictPassed, "2026-11-16T12:00", 2),
        ("2026-11-16T12:00", Severity::StrictPassed, "2026-11-17T12:00", 1),
        ("2026-11-17T11:59", Severity::StrictPassed, "2026-11-17T12:00", 1),
        ("2026-11-17T12:00", Severity::TooLate, "2026-11-17T12:00", 0),
        ("2026-11-17T12:25", Severity::TooLate, "2026-11-17T12:00", 0),
    ] {
        let moment = at(now)?;
        assert_eq!(countdown.severity(moment), severity, "{now}");
        assert_eq!(countdown.counts_to(moment), at(counts_to)?, "{now}");
        assert_eq!(countdown.termijn.left(moment).count(), left, "{now}");
    }
    let state = countdown.state(at("2026-11-16T10:00")?);
    assert_eq!(state, "STRENG VOORBIJ, nog 2 u. Nog niet voorbij: vóór ma 16-11 12:00, vóór di 17-11 12:00.");
    for (met, outcome) in [
        ("2026-11-16T08:59", "op tijd"),
        ("2026-11-16T09:00", "op tijd volgens een ruimere lezing"),
        ("2026-11-17T12:00", "te laat"),
    ] {
        countdown.met_at = Some(at(met)?);
        assert_eq!(countdown.outcome().map(piket::judge::countdown::MetOutcome::word), Some(outcome), "{met}");
    }
    Ok(())
}

/// In a sentence too the moment itself is past, and the last reading too late.
#[test]
fn a_moment_in_a_sentence_says_that_it_has_passed_from_that_moment_on() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("6", "CTP Veldzicht")?;
    // Friday evening: Monday 09:00 strictly, 12:00 at the latest.
    let friday = Moment::from_rfc3339("2026-11-20T20:00:00+01:00")?;
    dossier.run(&Act::SetTimes(SetTimes { zaak, times: vec![(TimeKind::Voorval, Some(friday))] }))?;
    let countdown = dossier.countdowns(zaak)?.into_iter().next().ok_or("geen klok")?;
    for (moment, seconds, words) in [
        (countdown.due, -1, "vóór ma 23-11 09:00"),
        (countdown.due, 0, "vóór ma 23-11 09:00, dat is al voorbij"),
        (countdown.too_late_at(), -1, "vóór ma 23-11 09:00, dat is al voorbij"),
        (countdown.too_late_at(), 0, "vóór ma 23-11 09:00, dat is al te laat"),
        (countdown.too_late_at(), 1, "vóór ma 23-11 09:00, dat is al te laat"),
    ] {
        let now = moment.plus(Duration::seconds(seconds));
        assert_eq!(format!("vóór {}", countdown.due_in_words(now)), words, "{now}");
    }
    Ok(())
}

/// What still runs stands before what was met, and what is due first before the rest.
#[test]
fn what_bites_first_stands_first_and_what_was_met_behind_it() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("A", "CTP Veldzicht")?;
    let order = |d: &Dossier| -> Result<Vec<String>, Box<dyn std::error::Error>> {
        Ok(d.countdowns(zaak)?.iter().map(|k| k.termijn.kind.to_string()).collect())
    };
    assert_eq!(order(&dossier)?, ["moa-fast-nl", "moa"]);
    let (step, remark) = (Step::of_book("moa-fast-nl"), "Kopie gezien.".to_owned());
    dossier.run(&Act::ReceiveStep(ReceiveStep { zaak, step, what: None, road: None, remark, at: None }))?;
    assert_eq!(order(&dossier)?, ["moa", "moa-fast-nl"]);
    Ok(())
}

#[test]
fn no_personal_data_ends_the_hours_of_the_datalek() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("22", "CTP Veldzicht")?;
    let running = |d: &Dossier| -> Result<bool, Box<dyn std::error::Error>> {
        let countdowns = d.countdowns(zaak)?;
        let ap = countdowns.iter().find(|k| k.termijn.kind == TermijnKind::of("ap-datalek")).ok_or("geen klok")?;
        Ok(ap.is_running())
    };
    let answer = |answer| Act::Weigh(Weigh { zaak, question: "22.1".into(), answer });
    assert!(running(&dossier)?);
    dossier.run(&answer(Answer::Yes))?;
    assert!(running(&dossier)?);
    dossier.run(&answer(Answer::No))?;
    assert!(!running(&dossier)?);
    let steps = dossier.steps(zaak)?;
    let ap = steps.iter().find(|s| s.step == Step::of_book("ap")).ok_or("geen stap")?;
    assert_eq!((ap.state.word(), ap.state.explanation()), ("niet nodig", "vraag 22.1 is met nee beantwoord"));
    dossier.run(&answer(Answer::Unknown))?;
    assert!(running(&dossier)?);
    Ok(())
}

#[test]
fn a_return_that_was_heard_of_later_adds_its_readings() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("D", "CTP Veldzicht")?;
    let at = |text: &str| Moment::from_rfc3339(&format!("{text}:00+01:00"));
    dossier.now = at("2026-11-25T20:00")?;
    let (end, heard) = (at("2026-11-23T10:00")?, at("2026-11-23T18:00")?);
    let times = vec![(TimeKind::OaEnd, Some(end)), (TimeKind::OaEndHeard, Some(heard))];
    dossier.run(&Act::SetTimes(SetTimes { zaak, times }))?;
    let countdowns = dossier.countdowns(zaak)?;
    let moa = countdowns.iter().find(|k| k.termijn.kind == TermijnKind::of("moa-einde")).ok_or("geen klok")?;
    let dues: Vec<String> = moa.termijn.lezingen.iter().map(|l| l.due.short()).collect();
    assert_eq!(dues, ["di 24-11 00:00", "di 24-11 12:00"]);
    let before = Act::SetTimes(SetTimes { zaak, times: vec![(TimeKind::OaEndHeard, Some(at("2026-11-23T09:00")?))] });
    assert!(dossier.run(&before).is_err_and(|e| e.sentence.contains("ligt vóór de terugkeer")));
    Ok(())
}
