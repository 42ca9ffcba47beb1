//! What a term says about itself: what would give it another moment, held against every minute around
//! it, and which moment is in force and why.

use chrono::Duration;
use piket::{
    deadline::{self, Baseline, Condition, InForce, Termijn, TippingPoint, tipping_points},
    domain::{
        lezing_rule::LezingRule,
        moment::Moment,
        rij::Rij,
        termijn_choice::{LezingChoice, TermijnSetting},
        termijn_kind::{Kalender, TermijnKind, Times},
        time_kind::TimeKind,
    },
    rules::book::Rulebook,
};
use proptest::prelude::*;

use super::Outcome;

fn baseline(times: Times, kalender: Kalender) -> Result<Baseline<'static>, Box<dyn std::error::Error>> {
    Ok(Baseline { book: Rulebook::built_in(), rij: Rij::parse("6")?, times, kalender })
}

/// The moments of the form term; `None` where the times cannot be.
fn moments(from: &Baseline<'_>) -> Option<Vec<Moment>> {
    let termijn = mbv(from)?;
    Some(termijn.lezingen.iter().map(|l| l.due).collect())
}

fn mbv(from: &Baseline<'_>) -> Option<Termijn> {
    let termijnen = deadline::termijnen(from.book, from.rij, &from.times, from.kalender).ok()?;
    termijnen.into_iter().find(|t| t.kind == TermijnKind::of("mbv"))
}

fn shifted<'a>(from: &Baseline<'a>, time: TimeKind, moment: Moment) -> Baseline<'a> {
    Baseline { times: from.times.with(time, Some(moment)), ..*from }
}

/// The first minute in this direction at which the term has other moments, by trying every one of them.
fn first_other(from: &Baseline<'_>, step: i64) -> Option<(Moment, Vec<Moment>)> {
    let termijn = mbv(from)?;
    let (now, time) = (moments(from)?, termijn.start_kind.time()?);
    for n in 1..=(8 * 1440) {
        let there = termijn.start.plus(Duration::minutes(step * n));
        let then = moments(&shifted(from, time, there))?;
        // Exactly 09:00 and 17:00 are cases of their own, and an edge only where they say what the minute after
        // them says.
        if ["09:00", "17:00"].contains(&there.clock_time().as_str()) {
            let after = moments(&shifted(from, time, there.plus(Duration::minutes(1))));
            if step < 0 || after.as_ref() != Some(&then) {
                continue;
            }
        }
        if then != now {
            return Some((there, then));
        }
    }
    None
}

fn kalender() -> impl Strategy<Value = Kalender> {
    prop::sample::select(Kalender::ALL.to_vec())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn the_nearest_change_is_the_one_that_every_minute_shows(
        minute in 0..(7 * 365 * 1440i64),
        discovered in prop::option::of(0..(6 * 1440i64)),
        kalender in kalender(),
    ) {
        let start = Moment::from_rfc3339("2025-12-27T00:00:00+01:00").map_err(|f| TestCaseError::fail(f.to_string()))?;
        let voorval = start.plus(Duration::minutes(minute));
        let constatering = discovered.map(|m| voorval.plus(Duration::minutes(m)));
        let times = Times { voorval: Some(voorval), constatering, ..Times::default() };
        let from = baseline(times, kalender).map_err(|f| TestCaseError::fail(f.to_string()))?;
        let points = tipping_points(&from, TermijnKind::of("mbv"));
        let find = |which: fn(&Condition) -> Option<Moment>| points.iter().find_map(|p| which(&p.when).map(|m| (m, p.then.clone())));

        let later = points.iter().find_map(|p| match p.when {
            Condition::AtOrAfter(_, m) => Some((m, p.then.clone())),
            Condition::After(_, m) => Some((m.plus(Duration::minutes(1)), p.then.clone())),
            Condition::Before(..) | Condition::Discovered(_) | Condition::DiscoveredAfter(_) | Condition::Kalender(_) => None,
        });
        prop_assert_eq!(later, first_other(&from, 1));
        let earlier = find(|when| if let Condition::Before(_, m) = when { Some(*m) } else { None });
        let seen = first_other(&from, -1).map(|(m, then)| {
            let next = m.plus(Duration::minutes(1));
            (next, then)
        });
        prop_assert_eq!(earlier, seen);
        // Another calendar moves the usual reading alone, and says where to.
        for other in Kalender::ALL.into_iter().filter(|other| *other != kalender) {
            let said = points.iter().find(|p| p.when == Condition::Kalender(other)).map(|p| p.then.clone());
            let with_other = Baseline { kalender: other, ..from };
            let usual = |from: &Baseline<'_>| mbv(from).map(|t| t.gangbaar());
            let expected = usual(&with_other).filter(|then| Some(*then) != usual(&from)).map(|then| vec![then]);
            prop_assert_eq!(said, expected);
            prop_assert_eq!(moments(&with_other), moments(&from));
        }
        let discovered = points.iter().find_map(|p| match p.when {
            Condition::Discovered(m) => Some((m, p.then.clone())),
            Condition::DiscoveredAfter(m) => Some((m.plus(Duration::minutes(1)), p.then.clone())),
            Condition::AtOrAfter(..) | Condition::After(..) | Condition::Before(..) | Condition::Kalender(_) => None,
        });
        if let Some((limit, then)) = discovered {
            prop_assert_eq!(moments(&shifted(&from, TimeKind::Constatering, limit)), Some(then));
        }
    }
}

#[test]
fn a_term_says_what_would_have_made_it_another() -> Outcome {
    let voorval = Moment::from_rfc3339("2026-11-20T16:40:00+01:00")?;
    let from = baseline(Times { voorval: Some(voorval), ..Times::default() }, Kalender::CaoRijk)?;
    let termijn = mbv(&from).ok_or("geen termijn")?;
    let text = deadline::why(&from, &termijn, &InForce::from(&termijn, LezingChoice::Streng, None)).join("\n");
    for sentence in [
        "Bekend: voorval vr 20-11-2026 16:40. Niet bekend: constatering.",
        "Was het voorval vóór vr 20-11 09:00 geweest, dan gold: vóór vr 20-11 12:00, of ruimer gelezen vóór ma 23-11 12:00.",
        "Was het voorval na vr 20-11 17:00 geweest, dan gold: vóór ma 23-11 09:00, of ruimer gelezen vóór ma 23-11 12:00.",
        "Werd het pas vr 20-11 17:00 of later ontdekt, dan gold op dat moment: vóór vr 20-11 24:00, of ruimer gelezen vóór ma 23-11 09:00 of vóór ma 23-11 12:00.",
    ] {
        assert!(text.contains(sentence), "{sentence}\n---\n{text}");
    }
    assert!(!text.contains("Met kalender"), "{text}");

    let good_friday = Moment::from_rfc3339("2026-04-03T11:00:00+02:00")?;
    let from = baseline(Times { voorval: Some(good_friday), ..Times::default() }, Kalender::CaoRijk)?;
    let points = tipping_points(&from, TermijnKind::of("mbv"));
    let other = Condition::Kalender(Kalender::Termijnenwet);
    assert!(points.iter().any(|TippingPoint { when, then }| *when == other && then.len() == 1), "{points:?}");
    Ok(())
}

#[test]
fn an_hour_that_comes_twice_says_which_it_is() -> Outcome {
    let voorval = Moment::from_rfc3339("2026-10-25T02:30:00+02:00")?;
    let from = Baseline {
        rij: Rij::parse("C")?,
        ..baseline(Times { voorval: Some(voorval), ..Times::default() }, Kalender::CaoRijk)?
    };
    let termijnen = deadline::termijnen(from.book, from.rij, &from.times, from.kalender)?;
    let hour = termijnen.iter().find(|t| t.kind == TermijnKind::of("moa-fast-nl")).ok_or("geen termijn")?;
    let text = deadline::why(&from, hour, &InForce::from(hour, LezingChoice::Streng, None)).join("\n");
    assert!(text.contains("zo 25-10-2026 02:30 (zomertijd)"), "{text}");
    assert!(text.contains("vóór zo 25-10 02:30 (wintertijd): 1 uur na het begin"), "{text}");
    assert!(text.contains("De bron zegt niet vanaf wanneer dit uur loopt"), "{text}");
    Ok(())
}

#[test]
fn what_is_in_force_is_said_with_its_ground() -> Outcome {
    let voorval = Moment::from_rfc3339("2026-11-20T20:00:00+01:00")?;
    let from = baseline(Times { voorval: Some(voorval), ..Times::default() }, Kalender::CaoRijk)?;
    let termijn = mbv(&from).ok_or("geen termijn")?;
    let manual = Moment::from_rfc3339("2026-11-23T10:00:00+01:00")?;
    for (choice, setting, sentence) in [
        (LezingChoice::Streng, None, "volgen de strengste lezing: vóór ma 23-11 09:00."),
        (
            LezingChoice::Gangbaar,
            None,
            "telt de gangbare lezing: vóór ma 23-11 12:00. De strengste is vóór ma 23-11 09:00.",
        ),
        (
            LezingChoice::Streng,
            Some(TermijnSetting::Lezing(LezingRule::NextWerkdag)),
            "U koos de lezing «volgende-werkdag»: vóór ma 23-11 12:00.",
        ),
        (
            LezingChoice::Gangbaar,
            Some(TermijnSetting::Lezing(LezingRule::Feestdag)),
            "past niet meer bij de tijden; nu telt weer vóór ma 23-11 12:00.",
        ),
        (LezingChoice::Streng, Some(TermijnSetting::Moment(manual)), "Met de hand gezet: vóór ma 23-11-2026 10:00."),
    ] {
        let text = deadline::why(&from, &termijn, &InForce::from(&termijn, choice, setting)).join("\n");
        assert!(text.contains(sentence), "{sentence}\n---\n{text}");
    }
    Ok(())
}

#[test]
fn what_another_known_time_adds_is_said_or_why_it_adds_nothing() -> Outcome {
    // The form of a Saturday evening is due on Monday 09:00: found out before that, both times count; after it, only the
    // finding does.
    for (constatering, sentence) in [
        ("2026-11-21T20:00:00+01:00", None),
        ("2026-11-21T23:00:00+01:00", Some("Ook de lezingen vanaf de constatering (za 21-11-2026 23:00) tellen mee.")),
        ("2026-11-24T10:00:00+01:00", Some("Alle lezingen vanaf het voorval waren toen al voorbij.")),
    ] {
        let voorval = Some(Moment::from_rfc3339("2026-11-21T20:00:00+01:00")?);
        let constatering = Some(Moment::from_rfc3339(constatering)?);
        let from = baseline(Times { voorval, constatering, ..Times::default() }, Kalender::CaoRijk)?;
        let termijn = mbv(&from).ok_or("geen termijn")?;
        let lines = deadline::why(&from, &termijn, &InForce::from(&termijn, LezingChoice::Streng, None));
        let told: Vec<&str> = lines.iter().map(String::as_str).filter(|l| l.contains("lezingen vanaf")).collect();
        assert_eq!(told, Vec::from_iter(sentence), "{lines:#?}");
    }
    Ok(())
}

/// What the lines about one term of a row say of the other times that are known.
fn other_times(rij: &str, kind: &'static str, times: Times) -> Result<Vec<String>, Box<dyn std::error::Error>> {
    let from = Baseline { rij: Rij::parse(rij)?, ..baseline(times, Kalender::CaoRijk)? };
    let termijnen = deadline::termijnen(from.book, from.rij, &from.times, from.kalender)?;
    let termijn = termijnen.into_iter().find(|t| t.kind == TermijnKind::of(kind)).ok_or("geen termijn")?;
    let lines = deadline::why(&from, &termijn, &InForce::from(&termijn, LezingChoice::Streng, None));
    Ok(lines.into_iter().filter(|line| line.contains("lezingen vanaf")).collect())
}

#[test]
fn of_an_earlier_time_only_what_it_still_gives_is_told_and_of_one_that_gives_nothing_only_where_it_might_have()
-> Outcome {
    let at = |time: &str| Moment::from_rfc3339(&format!("2026-11-{time}:00+01:00")).map(Some);
    // Of a Tuesday before office hours the usual reading is that noon, and the wider one the next: found out between the two,
    // the finding starts the clock and the wider reading stands.
    let times = Times { voorval: at("17T08:00")?, constatering: at("17T15:00")?, ..Times::default() };
    assert_eq!(
        other_times("6", "mbv", times)?,
        ["Ook de lezingen vanaf het voorval (di 17-11-2026 08:00) die toen nog niet voorbij waren, tellen mee."]
    );
    // Without a time of the voorval there is no reading of it that could have lapsed.
    let times = Times { constatering: at("24T10:00")?, ..Times::default() };
    assert_eq!(other_times("6", "mbv", times)?, [""; 0]);
    // An hour is no form: that the hour of the voorval is over goes without saying.
    let times = Times { voorval: at("18T02:00")?, constatering: at("18T10:00")?, ..Times::default() };
    assert_eq!(other_times("C", "moa-fast-nl", times)?, [""; 0]);
    // The end of an absence that was heard of later.
    let ended = |heard: &str| -> Result<Times, Box<dyn std::error::Error>> {
        let (voorval, oa_end) = (at("16T10:00")?, at("18T10:00")?);
        Ok(Times { voorval, oa_end, oa_end_heard: at(heard)?, ..Times::default() })
    };
    assert_eq!(
        other_times("C", "moa-einde", ended("20T10:00")?)?,
        ["Alle lezingen vanaf de terugkeer of aanhouding waren toen al voorbij."]
    );
    assert_eq!(
        other_times("C", "moa-einde", ended("18T11:00")?)?,
        ["Ook de lezingen vanaf het bericht van de terugkeer of aanhouding (wo 18-11-2026 11:00) tellen mee."]
    );
    // Heard of at that very moment it is one start and not two.
    assert_eq!(other_times("C", "moa-einde", ended("18T10:00")?)?, [""; 0]);
    Ok(())
}

/// The lines about a form term that has this voorval and nothing else.
fn lines_from(voorval: &str, kalender: Kalender) -> Result<(Termijn, Vec<String>), Box<dyn std::error::Error>> {
    let voorval = Some(Moment::from_rfc3339(voorval)?);
    let from = baseline(Times { voorval, ..Times::default() }, kalender)?;
    let termijn = mbv(&from).ok_or("geen termijn")?;
    let lines = deadline::why(&from, &termijn, &InForce::from(&termijn, LezingChoice::Streng, None));
    Ok((termijn, lines))
}

#[test]
fn where_the_day_stands_is_said_to_the_minute() -> Outcome {
    let office = "(tussen 09:00 en 17:00 uur)";
    for (voorval, day) in [
        ("2026-11-18T08:59:00+01:00", "Dat is een werkdag (woensdag) buiten kantooruren: vóór 09:00.".to_owned()),
        (
            "2026-11-18T09:00:00+01:00",
            "Dat is een werkdag (woensdag), precies 09:00, als de kantooruren beginnen; of dat erin valt zegt de bron niet."
                .to_owned(),
        ),
        ("2026-11-18T09:01:00+01:00", format!("Dat is een werkdag (woensdag) in kantooruren {office}.")),
        (
            "2026-11-18T17:00:00+01:00",
            "Dat is een werkdag (woensdag), precies 17:00, als de kantooruren eindigen; of dat erin valt zegt de bron niet."
                .to_owned(),
        ),
        ("2026-11-18T17:01:00+01:00", "Dat is een werkdag (woensdag) buiten kantooruren: na 17:00.".to_owned()),
        ("2026-11-21T10:00:00+01:00", "Dat valt in het weekend (zaterdag).".to_owned()),
        (
            "2026-12-25T08:00:00+01:00",
            "Dat is een feestdag (vrijdag, Eerste kerstdag; kalender cao-rijk), vóór 09:00.".to_owned(),
        ),
        (
            "2026-12-25T18:00:00+01:00",
            "Dat is een feestdag (vrijdag, Eerste kerstdag; kalender cao-rijk), na 17:00.".to_owned(),
        ),
    ] {
        let (_, lines) = lines_from(voorval, Kalender::CaoRijk)?;
        assert!(lines.contains(&day), "{day}\n---\n{lines:#?}");
    }
    Ok(())
}

/// The evening of a Thursday ends where Good Friday begins: that day made nothing later.
#[test]
fn a_feestdag_behind_the_last_reading_is_not_told_and_one_before_it_is() -> Outcome {
    let told = |lines: Vec<String>| lines.into_iter().filter(|l| l.starts_with("Geen werkdag")).collect::<Vec<_>>();
    let (termijn, lines) = lines_from("2026-04-02T10:00:00+02:00", Kalender::Termijnenwet)?;
    assert_eq!(termijn.last(), Moment::from_rfc3339("2026-04-03T00:00:00+02:00")?);
    assert_eq!(told(lines), Vec::<String>::new());
    let (_, lines) = lines_from("2026-04-02T18:00:00+02:00", Kalender::Termijnenwet)?;
    let expected = [
        "Geen werkdag: vrijdag 03-04, Goede Vrijdag (kalender termijnenwet).",
        "Geen werkdag: maandag 06-04, Tweede paasdag (kalender termijnenwet).",
    ];
    assert_eq!(told(lines), expected);
    Ok(())
}

#[test]
fn what_is_in_force_is_said_where_the_source_leaves_it_open_and_nowhere_else() -> Outcome {
    for (voorval, ambiguous) in [("2026-11-18T10:00:00+01:00", false), ("2026-11-20T20:00:00+01:00", true)] {
        let (termijn, lines) = lines_from(voorval, Kalender::CaoRijk)?;
        assert_eq!(termijn.lezingen.ambiguous(), ambiguous, "{voorval}");
        assert_eq!(lines.iter().any(|l| l.starts_with("De bron laat dit open")), ambiguous, "{lines:#?}");
    }
    Ok(())
}
