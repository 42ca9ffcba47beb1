//! What the tests make monitors of: a case with a name in every field that is kept apart, and random lines with names
//! that a spreadsheet, a page or SQL could stumble over.

use std::collections::BTreeSet;

use chrono::Duration;
use piket::{
    domain::{
        besluit::{Answer, BesluitKind, YesNo},
        draft::DraftKind,
        error::Result,
        feit::{FeitStatus, Topic},
        ids::{Meldingnummer, Piketweek, WeekStart, Zaaknummer},
        inrichting::Plek,
        melding::MeldingKind,
        moment::Moment,
        period::{Period, WeekSpan},
        rij::Rij,
        rulebook_stamp::RulebookStamp,
        shared_text::SharedText,
        step::{Step, StepState},
        termijn_choice::TermijnSetting,
        termijn_kind::{Kalender, TermijnKind, Times},
        text::Vertrouwelijk,
        time_kind::TimeKind,
    },
    log::{
        event::{Entry, LogEvent},
        zaak::{Zaak, ZaakState},
    },
    report::monitor::{
        Evidence, LooseForm, Monitor, MonitorForm, MonitorFormat, MonitorRow, NormText, TermijnLimits, TermijnRow,
    },
    rules::book::Rulebook,
};
use proptest::prelude::*;

use crate::common::Failure;

/// Stands in every confidential field below and nowhere else.
pub const CANARY: &str = "Kanariepietersen";

pub fn m(text: &str) -> Result<Moment> {
    Moment::from_rfc3339(text)
}

fn secret() -> Vertrouwelijk {
    Vertrouwelijk::new(&format!("Volgens {CANARY} is dit zo."))
}

/// A case with the canary in every place that the log keeps apart.
#[expect(clippy::too_many_lines, reason = "one row an event")]
pub fn zaak(number: &str, rij: &str, inrichting: &str) -> Result<Zaak> {
    let zaak: Zaaknummer = number.parse()?;
    let stamp = RulebookStamp { version: "tbs-1".to_owned(), hash: "00".to_owned() };
    let at = m("2026-11-18T10:00:00+01:00")?;
    let mut out = Zaak::new(zaak, at, Some(Plek::Known(inrichting.to_owned())), stamp.clone(), Kalender::CaoRijk);
    let kind = DraftKind::Piketmelding;
    let events = [
        LogEvent::RijChosen { zaak, rij: Some(Rij::parse(rij)?), reason: secret(), rulebook: stamp },
        LogEvent::TimeSet {
            zaak,
            time: TimeKind::Voorval,
            moment: Some(m("2026-11-18T09:30:00+01:00")?),
            by_hand: None,
        },
        LogEvent::MeldingLinked {
            zaak,
            melding: Meldingnummer(3),
            form: MeldingKind::Phone,
            received: at,
            filled_in: BTreeSet::new(),
            named: Times::default(),
            unread: BTreeSet::new(),
        },
        LogEvent::MeldingLinked {
            zaak,
            melding: Meldingnummer(4),
            form: MeldingKind::form("mbv"),
            received: at,
            filled_in: BTreeSet::new(),
            named: Times::default(),
            unread: BTreeSet::new(),
        },
        LogEvent::FeitNoted {
            zaak,
            feit: 1.into(),
            topic: Topic::Event,
            text: secret(),
            source: Vertrouwelijk::new(CANARY),
            status: FeitStatus::Reported,
            happened: None,
            asked: None,
        },
        LogEvent::BesluitTaken {
            zaak,
            about: BesluitKind::P,
            choice: Some(YesNo::Yes),
            reason: secret(),
            ground: None,
        },
        LogEvent::BesluitTaken { zaak, about: BesluitKind::T, choice: Some(YesNo::No), reason: secret(), ground: None },
        LogEvent::PassedOn { zaak, number: 1, to: secret(), channel: Vertrouwelijk::new(CANARY), provided: None },
        LogEvent::StepSet {
            zaak,
            step: Step::Beeld,
            state: StepState::Done,
            reason: secret(),
            timed: None,
            ground: None,
        },
        LogEvent::DraftSaved { zaak, draft: kind, version: 1, text: secret(), reach: None },
        LogEvent::DraftSent {
            zaak,
            draft: kind,
            version: 1,
            channel: Vertrouwelijk::new(CANARY),
            recipients: secret(),
            provided: None,
            by: None,
        },
        LogEvent::TermijnSet {
            zaak,
            termijn: TermijnKind::of("mbv"),
            setting: Some(TermijnSetting::Moment(at)),
            reason: secret(),
            ground: None,
        },
    ];
    for (seq, event) in (1..).zip(events) {
        out.apply(&Entry {
            seq,
            recorded_at: at,
            occurred_at: at,
            actor: CANARY.to_owned(),
            mark: None,
            origin: None,
            event,
        });
    }
    Ok(out)
}

/// What is known of a term of which nothing came in.
fn unreported(kind: TermijnKind) -> Evidence {
    Rulebook::built_in().termijn_rule(kind).map_or(Evidence::Missing, |rule| Evidence::none_of(rule.duration))
}

/// The moments of a term, as far as a test says.
pub fn limits(due: Moment, last: Moment) -> TermijnLimits {
    TermijnLimits { due, gangbaar: last, last, is_assumed: false }
}

/// A monitor of weeks with these lines, made a day after them.
pub fn monitor(period: &str, lines: Vec<MonitorRow>, earlier: Vec<MonitorRow>) -> Result<Monitor> {
    let weeks: WeekSpan = period.parse()?;
    let start = WeekStart::default();
    let end = weeks.last().end(start);
    Ok(Monitor {
        addressee: "de bewindspersoon".to_owned(),
        period: Period::Weeks(weeks),
        weeks,
        start: weeks.first().begin(start),
        end,
        created_at: end.plus(Duration::days(1)),
        lines,
        loose: Vec::new(),
        earlier_weeks: weeks.before(3),
        earlier,
        norms: Rulebook::termijn_kinds()
            .into_iter()
            .map(|kind| NormText {
                kind,
                label: label(kind),
                asks: "binnen een uur".to_owned(),
                source: "B.2".to_owned(),
            })
            .collect(),
    })
}

/// A term with its name on screen.
fn named(kind: TermijnKind) -> (TermijnKind, SharedText) {
    (kind, label(kind))
}

fn label(kind: TermijnKind) -> SharedText {
    kind.label(Rulebook::built_in()).to_owned().into()
}

/// The three cases of an ordinary week: on time, by a wider reading, and never in.
pub fn three() -> Result<Monitor> {
    let termijn = |received: Option<&str>| -> Result<TermijnRow> {
        let limits = limits(m("2026-11-19T00:00:00+01:00")?, m("2026-11-19T12:00:00+01:00")?);
        let evidence = received.map(m).transpose()?.map_or(Evidence::Missing, Evidence::At);
        Ok(TermijnRow::new(named(TermijnKind::of("mbv")), limits, evidence, m("2026-11-22T12:00:00+01:00")?))
    };
    let row = |number, rij, plek, incident, received| -> Result<MonitorRow> {
        let form_termijn = Some(TermijnKind::of("mbv"));
        let row = MonitorRow::from(&zaak(number, rij, plek)?, Rulebook::built_in(), incident, vec![termijn(received)?]);
        Ok(MonitorRow { form_termijn, ..row })
    };
    let lines = vec![
        row("2026-W47-01", "6", "=HYPERLINK(\"x\")", "Agressie; met \"letsel\"", Some("2026-11-18T20:00:00+01:00"))?,
        row("2026-W47-02", "6", "FPC | Noord", "+Agressie", Some("2026-11-19T08:00:00+01:00"))?,
        MonitorRow { oa: YesNo::Yes, ..row("2026-W47-03", "G", "FPC | Noord", "Onttrekking", None)? },
    ];
    monitor("2026-W47", lines, Vec::new())
}

/// The bytes of a monitor in a form.
pub fn written(monitor: &Monitor, ending: &str) -> Result<Vec<u8>, Failure> {
    let format = MonitorFormat::ALL.iter().find(|f| f.ending == ending).ok_or(Failure("geen vorm".to_owned()))?;
    Ok((format.write)(monitor)?)
}

/// Names that look like a formula, a criterion, markup, SQL, or are of other letters.
pub const HOSTILE: [&str; 10] = [
    "=cmd|' /C calc'!A0",
    "+1+1",
    "@SUM(A1)",
    "<script>alert(1)</script> & \"co\"",
    "FPC *~? wild",
    "FPC ; komma's \"aan\"",
    "'; DROP TABLE regels; --",
    "FPC \u{1f525} brandweer",
    "מרפאה עם שם",
    ">=5",
];

/// Lines of random cases of these weeks.
pub fn lines(weeks: &[&str], count: impl Into<prop::collection::SizeRange>) -> impl Strategy<Value = Vec<MonitorRow>> {
    let weeks: Vec<Piketweek> = weeks.iter().filter_map(|week| week.parse().ok()).collect();
    prop::collection::vec((prop::sample::select(weeks), line()), count).prop_map(|lines| {
        let numbered = (1..).zip(lines);
        let all =
            numbered.map(|(sequence, (week, line))| MonitorRow { week, zaak: Zaaknummer { week, sequence }, ..line });
        all.collect()
    })
}

fn line() -> impl Strategy<Value = MonitorRow> {
    let rij = prop::option::of(prop::sample::select(vec!["1", "6", "10", "22", "A", "G"]));
    let yes_no = || prop::option::of(prop::sample::select(vec![YesNo::Yes, YesNo::No]));
    let plek = prop::option::of(prop::sample::select(HOSTILE.to_vec()));
    let minutes = || prop::option::of(0_i64..400_000);
    let term = (0_i64..3000, 0_i64..2000, prop::option::of(0_i64..6000), any::<bool>());
    let terms = prop::collection::vec(prop::option::of(term), Rulebook::termijn_kinds().len());
    (
        (rij, plek, any::<bool>(), any::<bool>()),
        (yes_no(), yes_no(), yes_no()),
        (minutes(), minutes(), 0_usize..3),
        terms,
    )
        .prop_filter_map("een zaak", |((rij, plek, open, phoned), (t, p, a), (voorval, sent, forms), terms)| {
            // The night in which the clock goes back lies within these weeks.
            let base = Moment::from_rfc3339("2026-10-20T00:00:00+02:00").ok()?;
            let at = |minutes: i64| base.plus(Duration::minutes(minutes));
            let number: Zaaknummer = "2026-W44-01".parse().ok()?;
            let stamp = RulebookStamp { version: "tbs-1".to_owned(), hash: String::new() };
            let zaak = Zaak::new(number, base, None, stamp, Kalender::CaoRijk);
            let termijn = |kind, (due, more, received, is_assumed): (i64, i64, Option<i64>, bool)| {
                let limits = TermijnLimits { is_assumed, ..limits(at(due), at(due + more)) };
                let evidence = received.map_or(unreported(kind), |t| Evidence::At(at(t)));
                TermijnRow::new(named(kind), limits, evidence, at(3500))
            };
            let termijnen = Rulebook::termijn_kinds().into_iter().zip(terms);
            let termijnen = termijnen.filter_map(|(kind, term)| term.map(|term| termijn(kind, term))).collect();
            let mut line = MonitorRow::from(&zaak, Rulebook::built_in(), "Agressie", termijnen);
            line.form_termijn =
                [TermijnKind::of("mbv"), TermijnKind::of("moa")].into_iter().find(|k| line.termijn(*k).is_some());
            (line.rij, line.inrichting) = (rij.and_then(|r| Rij::parse(r).ok()), plek.map(str::to_owned));
            (line.t, line.p, line.a) = (t, p, a);
            (line.voorval, line.piketmelding_sent) = (voorval.map(at), sent.map(at));
            line.called = phoned.then_some(base);
            line.channel = phoned.then_some(piket::report::monitor::MonitorChannel::Phone);
            line.status = if open { ZaakState::Open } else { ZaakState::Closed };
            line.media = p.map(|_| Answer::Unknown);
            let form = |n| {
                let (melding, kind) = (Meldingnummer(n), MeldingKind::form("mbv"));
                MonitorForm::new(melding, kind, Rulebook::built_in(), at(i64::from(n)))
            };
            line.forms = (1..=3).take(forms).map(form).collect();
            Some(line)
        })
}

/// A form of that week without a case.
pub fn loose(week: &str) -> Result<LooseForm> {
    let received = m("2026-11-18T03:00:00+01:00")?;
    let form = MonitorForm::new(Meldingnummer(9), MeldingKind::form("moa"), Rulebook::built_in(), received);
    Ok(LooseForm { form, week: week.parse()? })
}
