//! A table of two rows that the program does not have: a kind that is new, and one in its third form. That
//! they compile, are written, read, told and marked shows that a row is all it takes.

use proptest::prelude::*;
use serde::de::Error as _;
use serde_json::{Map, Value, json};

use super::{
    deed_name::{Lead, lead_of, names},
    desk::Desk,
    event::{EventForm, log_event, optional},
    irreversible::Irreversible,
    purge::{in_case, in_report, purges},
    reversal::reversals,
    row_shape::hand_out,
    touched::{Place, touches},
    upcast::{self, UPCASTERS, Upcaster},
    wire::{self, WireError, take, wire_forms},
    wire_name::wire_name,
};
use crate::{
    domain::{
        form_kind::FormKind,
        ids::{Meldingnummer, Zaaknummer},
        melding::{Call, Content, MeldingKind},
        moment::Moment,
        rulebook_stamp::RulebookStamp,
        termijn_kind::Kalender,
        text::Vertrouwelijk,
    },
    judge::{
        narrative::{Reader, sentences},
        visibility::{MASK, Visibility},
    },
    log::{
        decision_mark::{DecisionMark, decision_marks, mark},
        event as real,
        melding::{Melding, MeldingState},
        zaak::Zaak,
    },
    rules::book::Rulebook,
};

type TestResult = Result<(), Box<dyn std::error::Error>>;

const KIND: &str = "soort";

macro_rules! two_rows {
    ($callback:ident $column:ident) => {
        hand_out! {
            $callback $column []

            /// A kind that is new.
            CalledBack = "teruggebeld" 1, Zaak(zaak) Melding(melding) { by "door": Vertrouwelijk, rings: u32 }
            decides (rings) { if *rings > 3 { Some(DecisionMark::NotNeeded) } else { None } }
            says (melding, by, rings) shown {
                format!("Melding {melding} teruggebeld door {} na {rings}.", shown.read(by))
            }
            named Link (melding) { format!("terugbellen van {melding}") }
            touches (melding) { (Place::Call(*melding), vec![Place::MeldingState(*melding)]) }
            undone (melding) before { before.meldingen.get(melding).map(|_| Vec::new()).ok_or(Irreversible::Lost) }
            purges Melding(report) { report.content.purge() };

            /// A kind that had no reason at first, and then one under another name.
            ZaakClosed = "zaak_gesloten" 3, Zaak(zaak) { reason "waarom": Vertrouwelijk, again: Option<bool> }
            says (reason) shown { format!("Zaak gesloten: {}", shown.read(reason)) }
            named (zaak) books { format!("sluiten van {zaak} na {}", FormKind::of("mbv").label(books)) }
            touches (zaak) { (Place::Open(*zaak), Vec::new()) }
            undone () { Err(Irreversible::Sent) }
            purges Zaak(case) { case.hold.iter_mut().for_each(Vertrouwelijk::purge) };
        }
    };
}
two_rows!(log_event form);
two_rows!(wire_forms form);
two_rows!(sentences says);
two_rows!(decision_marks decides);
two_rows!(names named);
two_rows!(touches touches);
two_rows!(reversals undone);
two_rows!(purges purges);

/// From the first form to the third.
const STEPS: [Upcaster; 2] = [
    Upcaster {
        kind: "zaak_gesloten",
        from: 1,
        apply: |fields| {
            fields.insert("reden".to_owned(), json!({ "§": "(zonder reden)" }));
            Ok(())
        },
    },
    Upcaster {
        kind: "zaak_gesloten",
        from: 2,
        apply: |fields| {
            let reason = fields.remove("reden").ok_or_else(|| serde_json::Error::custom("reden ontbreekt"))?;
            fields.insert("waarom".to_owned(), reason);
            Ok(())
        },
    },
];

fn zaak() -> crate::domain::error::Result<Zaaknummer> {
    "2026-W47-03".parse()
}

#[test]
fn a_row_is_all_a_kind_takes() -> TestResult {
    let (zaak, melding) = (zaak()?, Meldingnummer(7));
    let event = LogEvent::CalledBack { zaak, melding, by: Vertrouwelijk::new("de arts"), rings: 4 };
    assert_eq!(event.form(), EventForm { kind: "teruggebeld", version: 1 });
    assert_eq!((event.zaak(), event.melding()), (Some(zaak), Some(melding)));
    let written = write(&event)?;
    let fields = json!({
        "door": { "§": "de arts" }, "melding": "M0007", "rings": 4, "soort": "teruggebeld", "zaak": "2026-W47-03",
    });
    assert_eq!(written, fields);
    assert_eq!(read("teruggebeld", 1, written, &[]).ok().as_ref(), Some(&event));
    assert_eq!(
        words(&event, Reader::whole(Visibility::Open, Rulebook::built_in())),
        "Melding M0007 teruggebeld door de arts na 4."
    );
    assert!(words(&event, Reader::whole(Visibility::Masked, Rulebook::built_in())).contains(MASK));
    assert_eq!(mark_of(&event), Some(DecisionMark::NotNeeded));
    assert_eq!((lead(&event), of_one(&event, Rulebook::built_in())), (Lead::Link, "terugbellen van M0007".to_owned()));
    assert_eq!(touched(&event), (Place::Call(melding), vec![Place::MeldingState(melding)]));
    let mut desk = Desk::default();
    assert_eq!(reverse(&event, &desk), Err(Irreversible::Lost));
    let call = Call { what: Vertrouwelijk::new("de arts belt"), ..Call::default() };
    let mut report = Melding {
        number: melding,
        kind: MeldingKind::Phone,
        received: Moment::from_rfc3339("2026-11-22T02:10:00+01:00")?,
        content: Content::Call(call),
        state: MeldingState::Open,
        purged: None,
    };
    empty_report(&mut report);
    assert_eq!(report.subject().filled(), None);
    desk.meldingen.insert(melding, report);
    assert_eq!(reverse(&event, &desk), Ok(Vec::new()));
    let stamp = RulebookStamp { version: String::new(), hash: String::new() };
    let mut case =
        Zaak::new(zaak, Moment::from_rfc3339("2026-11-22T02:10:00+01:00")?, None, stamp, Kalender::default());
    case.hold = Some(Vertrouwelijk::new("de officier vraagt erom"));
    empty_case(&mut case);
    assert_eq!(case.hold.as_ref().and_then(Vertrouwelijk::filled), None);
    let (mut there, other) = (event.clone(), Meldingnummer(8));
    there.renumber(None, Some(other));
    assert_eq!((there.zaak(), there.melding()), (Some(zaak), Some(other)));
    there.renumber(None, Some(melding));
    assert_eq!(there, event);
    Ok(())
}

#[test]
fn an_older_form_is_lifted_step_by_step_and_a_newer_one_is_refused() -> TestResult {
    let zaak = zaak()?;
    let forms = [
        (1, json!({ "soort": "zaak_gesloten", "zaak": "2026-W47-03" }), "(zonder reden)"),
        (2, json!({ "soort": "zaak_gesloten", "zaak": "2026-W47-03", "reden": { "§": "klaar" } }), "klaar"),
        (3, json!({ "soort": "zaak_gesloten", "zaak": "2026-W47-03", "waarom": { "§": "af" }, "again": null }), "af"),
    ];
    for (version, fields, reason) in forms {
        let expected = LogEvent::ZaakClosed { zaak, reason: Vertrouwelijk::new(reason), again: None };
        assert_eq!(read("zaak_gesloten", version, fields, &STEPS).ok(), Some(expected), "{version}");
    }
    let fields = json!({ "soort": "zaak_gesloten", "zaak": "2026-W47-03" });
    let newer = read("zaak_gesloten", 4, fields.clone(), &STEPS);
    assert!(matches!(newer, Err(WireError::Newer { known: Some(3) })), "{newer:?}");
    let strange = read("zaak_verdampt", 1, fields.clone(), &STEPS);
    assert!(matches!(strange, Err(WireError::Newer { known: None })), "{strange:?}");
    for (version, steps) in [(0, &STEPS[..]), (-1, &STEPS[..]), (1, &[]), (2, &STEPS[..1])] {
        let refused = read("zaak_gesloten", version, fields.clone(), steps);
        assert!(matches!(refused, Err(WireError::Unreadable(_))), "{version}: {refused:?}");
    }
    // What is called by another name inside than outside is neither.
    assert!(matches!(read("teruggebeld", 1, fields, &STEPS), Err(WireError::Unreadable(_))));
    Ok(())
}

/// A kind that was given a new form without the way to it would make every older log unreadable.
#[test]
fn every_older_form_of_every_kind_has_a_step() {
    let kinds: std::collections::BTreeSet<_> = real::LogEvent::FORMS.iter().map(|form| form.kind).collect();
    assert_eq!(kinds.len(), real::LogEvent::FORMS.len());
    for form in real::LogEvent::FORMS {
        for from in 1..form.version {
            let steps = UPCASTERS.iter().filter(|u| u.kind == form.kind && u.from == from).count();
            assert_eq!(steps, 1, "{form:?} from {from}");
        }
    }
    let known = |u: &&Upcaster| real::LogEvent::FORMS.iter().any(|form| form.kind == u.kind && u.from < form.version);
    assert_eq!(UPCASTERS.iter().filter(known).count(), UPCASTERS.len());
}

/// A line of every kind in every version that a program ever wrote. One of today is written as it was read: who gives a
/// kind, or a type within one, another shape sees this fail, and adds a version with a line of its own.
#[test]
fn every_line_that_ever_was_reads_and_those_of_today_are_written_so() -> TestResult {
    let mut left: std::collections::BTreeSet<(&str, u32)> =
        real::LogEvent::FORMS.iter().flat_map(|form| (1..=form.version).map(|version| (form.kind, version))).collect();
    for line in include_str!("../../tests/fixtures/regels.jsonl").lines() {
        let line: Value = serde_json::from_str(line)?;
        let (Some(kind), Some(version)) = (line["soort"].as_str(), line["versie"].as_u64()) else {
            return Err(format!("no kind or version: {line}").into());
        };
        let mut fields = line["gegevens"].clone();
        fields[KIND] = kind.into();
        let event = wire::read(kind, i64::try_from(version)?, fields.clone(), UPCASTERS)
            .map_err(|error| format!("{kind} {version}: {error:?}"))?;
        left.retain(|(left, in_version)| *left != kind || u64::from(*in_version) != version);
        if u64::from(event.form().version) == version {
            assert_eq!(wire::write(&event)?, fields, "{kind} {version}");
        }
    }
    assert!(left.is_empty(), "{left:?}");
    Ok(())
}

proptest! {
    /// Whatever stands in a log is read or refused.
    #[test]
    fn nothing_written_breaks_the_reading(at in 0..real::LogEvent::FORMS.len(), version in -1..3i64, text in ".{0,8}") {
        let kind = real::LogEvent::FORMS.get(at).map_or("", |form| form.kind);
        let fields = json!({ "soort": kind, "zaak": text, "melding": "M0001", "reden": { "§": text } });
        if let Ok(event) = wire::read(kind, version, fields, UPCASTERS) {
            prop_assert_eq!(event.form().kind, kind);
        }
    }
}
