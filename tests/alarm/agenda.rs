//! The alarms as a calendar: read back by two parsers of another make, counted against the book, and the
//! same appointment under the same name when its moment moves or it is withdrawn.

use std::{collections::BTreeMap, fs, io::Write, process::Command};

use piket::{
    domain::{
        alarm::{AlarmLine, AlarmPoint, Rung},
        moment::Moment,
    },
    report::agenda::{Agenda, AppointmentState},
};

use crate::{
    common::{Failure, TestResult},
    time::Night,
};

/// An appointment as a reader of another make sees it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct ReadAppointment {
    uid: String,
    start: String,
    sequence: String,
    state: String,
    text: String,
    alarms: usize,
}

/// Writes the calendar and reads it with the crate `ical`.
fn read(night: &Night) -> Result<(Vec<ReadAppointment>, String), Failure> {
    let out = night.env.path("piket.ics");
    night.env.good(&["agenda", "--uit", &out.to_string_lossy(), "--vervang"])?;
    let bytes = fs::read(&out).map_err(|e| Failure(e.to_string()))?;
    let text = String::from_utf8(bytes).map_err(|e| Failure(e.to_string()))?;
    let kalenders: Vec<_> = ical::IcalParser::new(text.as_bytes()).collect();
    let [Ok(kalender)] = kalenders.as_slice() else { return Err(Failure(format!("{kalenders:?}"))) };
    let field = |list: &[ical::property::Property], name: &str| {
        list.iter().find(|p| p.name == name).and_then(|p| p.value.clone()).unwrap_or_default()
    };
    let mut out: Vec<ReadAppointment> = kalender
        .events
        .iter()
        .map(|e| ReadAppointment {
            uid: field(&e.properties, "UID"),
            start: field(&e.properties, "DTSTART"),
            sequence: field(&e.properties, "SEQUENCE"),
            state: field(&e.properties, "STATUS"),
            text: field(&e.properties, "SUMMARY"),
            alarms: e.alarms.len(),
        })
        .collect();
    out.sort();
    Ok((out, text))
}

/// The alarms that the book has open.
fn open(night: &Night) -> Result<usize, Failure> {
    let count = |kind| night.lines(kind).map(|r| r.len());
    Ok(count("gepland")? - count("afgegaan")? - count("gemist")? - count("vervallen")?)
}

fn with(appointments: &[ReadAppointment], state: &str) -> Vec<ReadAppointment> {
    appointments.iter().filter(|a| a.state == state).cloned().collect()
}

#[test]
fn every_alarm_is_one_appointment_and_moves_or_goes_under_its_own_name() -> TestResult {
    let night = Night::new()?;
    night.env.good(&["herinner", &night.zaak, "21:30", "bel Kanarie Kwikstaart terug"])?;
    // No desk was open yet; what its first look would plan is in the file, and in the book.
    let (beforehand, _) = read(&night)?;
    assert_eq!(night.lines("gepland")?.len(), beforehand.len());
    let mut desk = night.desk()?;
    night.wait_for("gepland", beforehand.len())?;
    desk.leave()?;
    desk.end()?;
    let (initial, text) = read(&night)?;
    assert_eq!(initial, beforehand, "gepland of nog te plannen maakt geen verschil");
    assert_eq!(with(&initial, "CONFIRMED").len(), open(&night)?);
    assert!(initial.iter().all(|a| a.alarms == 1 && a.start.ends_with('Z') && a.sequence == "0"), "{initial:?}");
    assert!(initial.iter().any(|a| a.text == format!("{}: MBV nog 1 u", night.zaak)), "{initial:?}");
    let names: BTreeMap<&str, &ReadAppointment> = initial.iter().map(|a| (a.uid.as_str(), a)).collect();
    assert_eq!(names.len(), initial.len(), "twee alarmen met één naam");
    for word in ["Kwikstaart", "Kijvelanden", "Agressie"] {
        assert!(!text.contains(word), "{word} in de agenda");
    }
    assert!(text.lines().all(|r| r.len() <= 75) && text.matches('\n').count() == text.matches("\r\n").count());

    // The term moves: the same names, other moments. The reminder is done: cancelled, not gone.
    let set = ["zet-termijn", &night.zaak, "mbv", "--uiterlijk", "2026-12-14 08:00", "--reden", "afgesproken"];
    night.env.good(&set)?;
    night.env.good(&["herinner", &night.zaak, "--af", "1"])?;
    let (then, _) = read(&night)?;
    assert_eq!(then.iter().map(|a| &a.uid).collect::<Vec<_>>(), initial.iter().map(|a| &a.uid).collect::<Vec<_>>());
    let gone = with(&then, "CANCELLED");
    assert!(!gone.is_empty() && gone.iter().all(|a| a.uid.contains("herinnering-1") && a.alarms == 0), "{gone:?}");
    for a in with(&then, "CONFIRMED") {
        let was = names.get(a.uid.as_str()).ok_or_else(|| Failure(format!("{} is nieuw", a.uid)))?;
        assert!(a.start != was.start && a.sequence > was.sequence, "{was:?} werd {a:?}");
    }
    Ok(())
}

#[test]
fn a_calendar_hears_what_became_of_an_appointment_also_where_no_desk_was_open_since() -> TestResult {
    let night = Night::new()?;
    let (initial, _) = read(&night)?;
    let set = ["zet-termijn", &night.zaak, "mbv", "--uiterlijk", "2026-12-14 08:00", "--reden", "afgesproken"];
    night.env.good(&set)?;
    let (then, _) = read(&night)?;
    assert_eq!((initial.len(), then.len()), (3, 3));
    for (was, is) in initial.iter().zip(&then) {
        assert!(is.uid == was.uid && is.start != was.start && is.sequence > was.sequence, "{was:?} werd {is:?}");
    }
    night.env.good(&["stap", &night.zaak, "formulier", "niet-nodig", "--reden", "loos alarm"])?;
    let (gone, _) = read(&night)?;
    assert!(gone.len() == 3 && gone.iter().all(|a| a.state == "CANCELLED"), "{gone:?}");
    Ok(())
}

#[test]
fn a_calendar_never_takes_the_place_of_another_file() -> TestResult {
    let night = Night::new()?;
    let log = night.env.data().join("piket.db");
    let initial = fs::read(&log)?;
    let sentence = night.env.refused(2, &["agenda", "--uit", &log.to_string_lossy()])?;
    assert!(sentence.contains("eindigt niet op .ics"), "{sentence}");
    assert!(fs::read(&log)? == initial, "het logboek is anders");
    let folder = night.env.path("map.ics");
    fs::create_dir(&folder)?;
    let sentence = night.env.refused(3, &["agenda", "--uit", &folder.to_string_lossy()])?;
    assert!(sentence.contains("is geen gewoon bestand"), "{sentence}");
    Ok(())
}

#[test]
fn python_reads_the_same_calendar() -> TestResult {
    // Where somebody keeps a Python of their own, the library may be known to the system's only.
    let knows = |python: &&str| {
        Command::new(python).args(["-c", "import icalendar"]).output().is_ok_and(|out| out.status.success())
    };
    let Some(python) = ["python3", "/usr/bin/python3"].into_iter().find(knows) else {
        // Past the capture of the test harness: a check that did not run must be seen.
        writeln!(
            std::io::stderr(),
            "OVERGESLAGEN: python_reads_the_same_calendar, want python3 kent hier geen icalendar"
        )?;
        return Ok(());
    };
    let night = Night::new()?;
    night.env.good(&["herinner", &night.zaak, "21:30", "bel terug"])?;
    let (appointments, _) = read(&night)?;
    let script = "import sys, icalendar\n\
                  kalender = icalendar.Calendar.from_ical(open(sys.argv[1], 'rb').read())\n\
                  for e in kalender.walk('VEVENT'):\n\
                  \x20   print(e['UID'], e['DTSTART'].dt.strftime('%Y%m%dT%H%M%SZ'), e['DTSTART'].dt.utcoffset(), \
                  e['SEQUENCE'], e['STATUS'], len(e.walk('VALARM')), sep='|')\n";
    let out = Command::new(python).args(["-c", script]).arg(night.env.path("piket.ics")).output()?;
    let mut seen: Vec<String> = String::from_utf8(out.stdout)?.lines().map(str::to_owned).collect();
    seen.sort();
    let expected: Vec<String> = appointments
        .iter()
        .map(|a| format!("{}|{}|0:00:00|{}|{}|{}", a.uid, a.start, a.sequence, a.state, a.alarms))
        .collect();
    assert_eq!(seen, expected, "{}", String::from_utf8_lossy(&out.stderr));
    Ok(())
}

/// What is planned and not done stands in the calendar, in any week.
pub fn agrees_with(alarm_lines: &[AlarmLine], open: impl Iterator<Item = AlarmPoint>) -> TestResult {
    let now = Moment::from_rfc3339("2020-01-01T00:00:00Z")?;
    let agenda = Agenda::from(alarm_lines, BTreeMap::new());
    let mut planned: Vec<_> =
        agenda.in_view(now).filter(|a| a.state == AppointmentState::Planned).map(|a| a.point).collect();
    let mut open: Vec<_> = open.filter(|p| !matches!(p.rung, Rung::CatchUp(_))).collect();
    // While an alarm goes off its term may move: then only the new moment is for the calendar.
    let moved = |p: &AlarmPoint| {
        let newer = |n: &&AlarmPoint| n.topic == p.topic && n.rung == p.rung && n.due != p.due;
        planned.iter().any(|n| newer(&n))
    };
    open.retain(|p| !moved(p));
    planned.sort();
    open.sort();
    let only = |a: &[AlarmPoint], b: &[AlarmPoint]| a.iter().filter(|p| !b.contains(p)).copied().collect::<Vec<_>>();
    if planned != open {
        let (agenda, book) = (only(&planned, &open), only(&open, &planned));
        return Err(Failure(format!("alleen in de agenda {agenda:?}, alleen in het boek {book:?}")));
    }
    Ok(())
}
