//! The incidentenmonitor: read back with parsers of others, and searched for names that must not be
//! in it.

use std::collections::BTreeSet;

use piket::{
    domain::{
        besluit::{BesluitKind, YesNo},
        draft::DraftKind,
        error::Result,
        feit::{FeitStatus, Topic},
        ids::{Meldingnummer, Zaaknummer},
        inrichting::Plek,
        melding::MeldingKind,
        moment::Moment,
        rij::Rij,
        rulebook_stamp::RulebookStamp,
        step::{Step, StepState},
        termijn_choice::TermijnSetting,
        termijn_kind::{Kalender, TermijnKind, Times},
        text::Vertrouwelijk,
        time_kind::TimeKind,
    },
    log::{
        event::{Entry, LogEvent},
        zaak::Zaak,
    },
    report::monitor::{DISCLAIMER, Monitor, MonitorFormat, MonitorRow, TermijnLimits, TermijnRow, Verdict},
};

type TestResult = Result<(), Box<dyn std::error::Error>>;

/// Stands in every confidential field below and nowhere else.
const CANARY: &str = "Kanariepietersen";

fn m(text: &str) -> Result<Moment> {
    Moment::from_rfc3339(text)
}

fn secret() -> Vertrouwelijk {
    Vertrouwelijk::new(&format!("Volgens {CANARY} is dit zo."))
}

/// A case with the canary in every place that the log keeps apart.
fn zaak(number: &str, rij: &str, inrichting: &str) -> Result<Zaak> {
    let zaak: Zaaknummer = number.parse()?;
    let stamp = RulebookStamp { version: "tbs-1".to_owned(), hash: "00".to_owned() };
    let at = m("2026-11-18T10:00:00+01:00")?;
    let mut out = Zaak::new(zaak, at, Some(Plek::Known(inrichting.to_owned())), stamp.clone(), Kalender::CaoRijk);
    let kind = DraftKind::Piketmelding;
    let events = [
        LogEvent::RijChosen { zaak, rij: Some(Rij::parse(rij)?), reason: secret(), rulebook: stamp },
        LogEvent::TimeSet { zaak, time: TimeKind::Voorval, moment: Some(m("2026-11-18T09:30:00+01:00")?) },
        LogEvent::MeldingLinked {
            zaak,
            melding: Meldingnummer(3),
            form: MeldingKind::Phone,
            received: at,
            filled_in: BTreeSet::new(),
            named: Times::default(),
        },
        LogEvent::MeldingLinked {
            zaak,
            melding: Meldingnummer(4),
            form: MeldingKind::Mbv,
            received: at,
            filled_in: BTreeSet::new(),
            named: Times::default(),
        },
        LogEvent::FeitNoted {
            zaak,
            feit: 1,
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
        LogEvent::StepSet { zaak, step: Step::Beeld, state: StepState::Done, reason: secret() },
        LogEvent::DraftSaved { zaak, draft: kind, version: 1, text: secret(), feiten: None },
        LogEvent::DraftSent {
            zaak,
            draft: kind,
            version: 1,
            channel: Vertrouwelijk::new(CANARY),
            recipients: secret(),
            provided: None,
        },
        LogEvent::TermijnSet {
            zaak,
            termijn: TermijnKind::Mbv,
            setting: Some(TermijnSetting::Moment(at)),
            reason: secret(),
        },
    ];
    for (seq, event) in (1..).zip(events) {
        out.apply(&Entry { seq, recorded_at: at, occurred_at: at, actor: CANARY.to_owned(), mark: None, event });
    }
    Ok(out)
}

fn termijn(received: Option<&str>) -> Result<TermijnRow> {
    let gangbaar = m("2026-11-19T12:00:00+01:00")?;
    let lezingen = TermijnLimits { due: m("2026-11-19T00:00:00+01:00")?, gangbaar, last: gangbaar };
    let received = received.map(m).transpose()?;
    Ok(TermijnRow::new(TermijnKind::Mbv, lezingen, received, m("2026-11-22T12:00:00+01:00")?))
}

fn monitor() -> Result<Monitor> {
    let week = "2026-W47".parse()?;
    let lines = vec![
        MonitorRow::from(
            &zaak("2026-W47-01", "6", "=HYPERLINK(\"x\")")?,
            "Agressie; met \"letsel\"",
            vec![termijn(Some("2026-11-18T20:00:00+01:00"))?],
        ),
        MonitorRow::from(
            &zaak("2026-W47-02", "6", "FPC | Noord")?,
            "+Agressie",
            vec![termijn(Some("2026-11-19T08:00:00+01:00"))?],
        ),
        MonitorRow {
            oa: YesNo::Yes,
            ..MonitorRow::from(&zaak("2026-W47-03", "G", "FPC | Noord")?, "Onttrekking", vec![termijn(None)?])
        },
    ];
    Ok(Monitor {
        week,
        start: m("2026-11-16T00:00:00+01:00")?,
        end: m("2026-11-23T00:00:00+01:00")?,
        created_at: m("2026-11-22T12:00:00+01:00")?,
        lines,
        loose: Vec::new(),
    })
}

fn written(monitor: &Monitor, ending: &str) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    let format = MonitorFormat::ALL.into_iter().find(|format| format.ending == ending).ok_or("geen vorm")?;
    Ok(format.write(monitor))
}

#[test]
fn no_form_of_the_monitor_holds_confidential_text() -> TestResult {
    let monitor = monitor()?;
    let mut forms = MonitorFormat::ALL
        .map(|format| String::from_utf8(format.write(&monitor)))
        .into_iter()
        .collect::<Result<Vec<_>, _>>()?;
    forms.push(format!("{monitor:?}"));
    for form in &forms {
        assert!(!form.contains(CANARY), "{form}");
        assert!(form.contains("2026-W47") || form.contains("47"), "{form}");
    }
    for form in forms.iter().take(MonitorFormat::ALL.len()) {
        assert!(form.contains(DISCLAIMER) && form.contains("tbs-1"), "{form}");
    }
    Ok(())
}

#[test]
fn the_csv_reads_back_and_runs_nothing() -> TestResult {
    let bytes = written(&monitor()?, "csv")?;
    let without_bom = bytes.strip_prefix(b"\xef\xbb\xbf").ok_or("geen BOM")?;
    assert_eq!(without_bom.windows(2).filter(|w| w == b"\r\n").count(), 4);
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(without_bom);
    let headings = reader.headers()?.clone();
    let column = |name: &str| headings.iter().position(|k| k == name).ok_or_else(|| format!("kolom {name}"));
    let rows: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>()?;
    assert_eq!(rows.len(), 3);
    for cell in rows.iter().flatten() {
        assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell}");
    }
    let first = rows.first().ok_or("leeg")?;
    assert_eq!(first.get(column("incident")?), Some("Agressie; met \"letsel\""));
    assert_eq!(first.get(column("inrichting")?), Some("'=HYPERLINK(\"x\")"));
    assert_eq!(first.get(column("mbv_uiterlijk")?), Some("2026-11-19T00:00:00+01:00"));
    assert_eq!(first.get(column("voorval")?), Some("2026-11-18T09:30:00+01:00"));
    assert_eq!(first.get(column("eerste_formulier")?), Some("2026-11-18T10:00:00+01:00"));
    assert_eq!(first.get(column("status")?), Some("open"));
    assert_eq!(first.get(column("p")?), Some("ja"));
    assert_eq!((first.get(column("t")?), first.get(column("a")?)), (Some("nee"), Some("")));
    assert_eq!(first.get(column("doorgemeld")?), Some("2026-11-18T10:00:00+01:00"));
    let verdicts: Vec<_> = rows.iter().map(|r| column("mbv_oordeel").map(|k| r.get(k))).collect::<Result<_, _>>()?;
    assert_eq!(verdicts, [Some("op-tijd"), Some("alleen-gangbaar"), Some("te-laat")]);
    Ok(())
}

#[test]
fn counts_have_their_denominator_and_add_up() -> TestResult {
    let monitor = monitor()?;
    let json: serde_json::Value = serde_json::from_slice(&written(&monitor, "json")?)?;
    let mbv = json["per_termijn"].get(0).ok_or("geen termijn")?;
    assert_eq!(
        mbv["aantallen"],
        serde_json::json!({
            "op-tijd": 1, "alleen-gangbaar": 1, "te-laat": 1, "nog-open": 0, "totaal": 3
        })
    );
    for (list, key) in [("per_rij", "rij"), ("per_inrichting", "inrichting")] {
        let sum = |name: &str| -> u64 {
            json[list].as_array().into_iter().flatten().filter_map(|r| r["aantallen"][name].as_u64()).sum()
        };
        assert_eq!((sum("zaken"), sum("formulieren"), sum("open")), (3, 3, 3), "{key}");
    }
    assert_eq!(json["per_rij"].as_array().map(Vec::len), Some(2));
    assert_eq!(json["zaken"][2]["oa"], "ja");
    assert!(!String::from_utf8(written(&monitor, "md")?)?.contains('%'));
    Ok(())
}

#[test]
fn a_table_in_the_text_cannot_be_broken() -> TestResult {
    let md = String::from_utf8(written(&monitor()?, "md")?)?;
    let table: Vec<&str> =
        md.lines().skip_while(|r| !r.starts_with("| zaak")).take_while(|r| r.starts_with('|')).collect();
    assert_eq!(table.len(), 5);
    for line in &table {
        assert_eq!(line.replace("\\|", "").matches('|').count(), 14, "{line}");
    }
    Ok(())
}

#[test]
fn the_very_moment_is_late() -> TestResult {
    let (streng, gangbaar) = (m("2026-11-19T12:00:00+01:00")?, m("2026-11-20T12:00:00+01:00")?);
    let now = m("2026-11-19T18:00:00+01:00")?;
    let verdict = |t: &str| m(t).map(|t| Verdict::from(streng, gangbaar, Some(t), now));
    assert_eq!(verdict("2026-11-19T11:59:59+01:00")?, Verdict::OnTime);
    assert_eq!(verdict("2026-11-19T12:00:00+01:00")?, Verdict::ByLaterLezing);
    assert_eq!(verdict("2026-11-20T12:00:00+01:00")?, Verdict::TooLate);
    assert_eq!(Verdict::from(streng, gangbaar, None, now), Verdict::StillOpen);
    assert_eq!(Verdict::from(streng, gangbaar, None, gangbaar), Verdict::TooLate);
    assert_eq!(Verdict::from(streng, streng, Some(streng), now), Verdict::TooLate);
    Ok(())
}
