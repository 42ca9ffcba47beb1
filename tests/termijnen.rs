//! The terms against three judges: the sample lines, an oracle that shares no code with the program
//! (own calendar arithmetic, own Easter, own clock changes), and invariants on every minute of 2024–2032.

use std::error::Error;

use chrono::{DateTime, Duration, Utc};
use piket::{
    deadline::{self, Geldend, Startsoort, Termijn, Uitgangspunt, batch, vorm_termijn},
    domain::{
        leesregel::Leesregel,
        moment::Moment,
        rij::Rij,
        termijnkeuze::Lezingkeuze,
        termijnsoort::{Kalender, TermijnSoort, Tijden},
    },
    rules::{
        book::{Boek, Regelboek},
        kalender::EigenDag,
    },
};
use proptest::prelude::*;
use serde_json::Value;

#[path = "termijnen/orakel.rs"]
mod orakel;
#[path = "termijnen/tabel.rs"]
mod tabel;
#[path = "termijnen/waarom.rs"]
mod waarom;

use orakel::{Burgerlijk, Orakel};

type Uitslag = Result<(), Box<dyn Error>>;

const VOORBEELDEN: &str = include_str!("fixtures/termijnen.jsonl");

fn moment(minuten: i64) -> Moment {
    Moment::from_utc(DateTime::<Utc>::UNIX_EPOCH + Duration::minutes(minuten))
}

fn minuten(m: Moment) -> i64 {
    m.utc().timestamp().div_euclid(60)
}

#[test]
fn every_sample_line_comes_out_exactly() -> Uitslag {
    let boek = Regelboek::ingebouwd();
    for regel in VOORBEELDEN.lines() {
        let vraag: Value = serde_json::from_str(regel)?;
        let antwoord: Value = serde_json::from_str(&batch::regel(boek, regel)?)?;
        let kort: Vec<Value> = lijst(&antwoord["termijnen"])
            .map(|t| {
                let lezingen: Vec<&Value> = lijst(&t["lezingen"]).map(|l| &l["uiterlijk"]).collect();
                serde_json::json!({
                    "soort": t["soort"], "uiterlijk": t["uiterlijk"], "gangbaar": t["gangbaar"], "lezingen": lezingen,
                })
            })
            .collect();
        assert_eq!(Value::Array(kort), vraag["verwacht"], "{regel}");
        assert_eq!(antwoord["nr"], vraag["nr"]);
        assert_eq!(antwoord["meldplicht"], Value::Bool(lijst(&vraag["verwacht"]).next().is_some()));
    }
    assert_eq!(VOORBEELDEN.lines().count(), 60);
    Ok(())
}

fn lijst(v: &Value) -> impl Iterator<Item = &Value> {
    v.as_array().into_iter().flatten()
}

/// Every minute of nine years in both calendars: the readings are those of the oracle, in order, so
/// exactly the ambiguous hours have more than one; and no reading breaks an invariant.
#[test]
fn every_minute_of_nine_years_agrees_with_the_oracle() {
    let boek = Regelboek::ingebouwd();
    for kalender in Kalender::ALLE {
        let orakel = Orakel::new(kalender);
        let (van, tot) = (Burgerlijk::dag(2024, 1, 1), Burgerlijk::dag(2033, 1, 1));
        let mut meerduidig = 0_u64;
        let mut verwacht = Vec::new();
        for minuut in van.utc_minuut()..tot.utc_minuut() {
            let start = moment(minuut);
            let grenzen = vorm_termijn(boek, kalender, start);
            orakel.lezingen(Burgerlijk::uit_utc(minuut), &mut verwacht);
            let gelijk = grenzen.iter().map(|g| minuten(g.uiterlijk)).eq(verwacht.iter().map(|b| b.utc_minuut()));
            assert!(gelijk, "{start} {kalender}: {grenzen:?}, orakel {verwacht:?}");

            let streng = grenzen.streng().uiterlijk;
            assert!(streng > start, "{start} {kalender}: streng ligt niet na het begin");
            assert!(grenzen.iter().all(|g| streng <= g.uiterlijk && g.uiterlijk.sinds(start) < Duration::days(8)));
            meerduidig += u64::from(verwacht.len() > 1);
        }
        assert!(meerduidig > 0);
    }
}

/// A day off of the officer's own is another reading, never a later strict one.
#[test]
fn own_days_off_add_a_reading_and_move_no_term() -> Uitslag {
    let zonder = Regelboek::ingebouwd();
    let dagen = ["2026-11-24", "2026-12-28", "2027-01-04"]
        .map(|dag| dag.parse().map(|datum| EigenDag { datum, naam: "vrij".to_owned() }));
    let met = Boek::Ingebouwd.met_eigen_dagen(&dagen.into_iter().collect::<Result<Vec<_>, _>>()?);
    let mut anders = 0;
    for kalender in Kalender::ALLE {
        for uur in 0..(70 * 24) {
            let start = Moment::uit_rfc3339("2026-11-01T00:30:00+01:00")?.plus(Duration::hours(uur));
            let (eigen, officieel) = (vorm_termijn(&met, kalender, start), vorm_termijn(zonder, kalender, start));
            assert!(eigen.streng().uiterlijk <= officieel.streng().uiterlijk, "{start} {kalender}: {eigen:?}");
            anders += u32::from(eigen != officieel);
        }
    }
    assert!(anders > 100, "{anders}");
    let avond = Moment::uit_rfc3339("2026-11-23T18:00:00+01:00")?;
    let lezingen: Vec<(String, Leesregel)> =
        vorm_termijn(&met, Kalender::CaoRijk, avond).iter().map(|g| (g.uiterlijk.kort(), g.regel)).collect();
    let verwacht = [("wo 25-11 12:00", Leesregel::VolgendeWerkdag), ("di 24-11 12:00", Leesregel::ZonderEigenDagen)];
    assert_eq!(lezingen, verwacht.map(|(moment, regel)| (moment.to_owned(), regel)));
    Ok(())
}

/// The clock changes move no term: it stays 24:00, 12:00 or 09:00 on the clock, whatever the night did.
#[test]
fn on_days_with_a_clock_change_terms_keep_to_the_clock() -> Uitslag {
    let boek = Regelboek::ingebouwd();
    for (start, verwacht) in [
        // Friday evening before the spring change, and both sides of the hour that is skipped.
        ("2026-03-27T20:00:00+01:00", ["2026-03-30T12:00:00+02:00", "2026-03-30T09:00:00+02:00"].as_slice()),
        ("2026-03-29T01:59:00+01:00", &["2026-03-30T09:00:00+02:00"]),
        ("2026-03-29T03:00:00+02:00", &["2026-03-30T09:00:00+02:00"]),
        // Both passings of the hour that returns in autumn.
        ("2026-10-25T02:30:00+02:00", &["2026-10-26T09:00:00+01:00"]),
        ("2026-10-25T02:30:00+01:00", &["2026-10-26T09:00:00+01:00"]),
    ] {
        let grenzen = vorm_termijn(boek, Kalender::CaoRijk, Moment::uit_rfc3339(start)?);
        assert_eq!(grenzen.iter().map(|g| g.uiterlijk.rfc3339()).collect::<Vec<_>>(), verwacht, "{start}");
    }
    // Elapsed hours do cross the change.
    let tijden = Tijden { voorval: Some(Moment::uit_rfc3339("2026-03-29T01:30:00+01:00")?), ..Tijden::default() };
    let fast_nl = deadline::termijnen(boek, Rij::lees("A")?, &tijden, Kalender::CaoRijk)?;
    assert_eq!(fast_nl.first().map(|t| t.streng().rfc3339()).as_deref(), Some("2026-03-29T03:30:00+02:00"));
    let tijden = Tijden { voorval: Some(Moment::uit_rfc3339("2026-10-23T12:00:00+02:00")?), ..Tijden::default() };
    let datalek = deadline::termijnen(boek, Rij::lees("22")?, &tijden, Kalender::CaoRijk)?;
    assert_eq!(datalek.last().map(|t| t.streng().rfc3339()).as_deref(), Some("2026-10-26T11:00:00+01:00"));
    Ok(())
}

#[test]
fn without_voorval_the_clock_starts_at_the_best_time_known() -> Uitslag {
    let boek = Regelboek::ingebouwd();
    let [vroeg, laat] = ["2026-11-22T02:10:00+01:00", "2026-11-22T02:30:00+01:00"].map(Moment::uit_rfc3339);
    let (vroeg, laat) = (vroeg?, laat?);
    let begin = |rij: &str, tijden: Tijden| -> Result<Option<(Moment, Startsoort)>, Box<dyn Error>> {
        let termijnen = deadline::termijnen(boek, Rij::lees(rij)?, &tijden, Kalender::CaoRijk)?;
        Ok(termijnen.first().map(|t| (t.start, t.startsoort)))
    };
    let gebeld = Tijden { gebeld: Some(laat), ..Tijden::default() };
    let ontdekt = Tijden { constatering: Some(vroeg), ..gebeld };
    assert_eq!(begin("6", gebeld)?, Some((laat, Startsoort::Telefoontje)));
    assert_eq!(begin("C", gebeld)?, Some((laat, Startsoort::Telefoontje)));
    assert_eq!(begin("6", ontdekt)?, Some((vroeg, Startsoort::Constatering)));
    assert_eq!(begin("4", Tijden::default())?, None);
    assert!(begin("6", Tijden::default()).is_err());

    let terug = Tijden { voorval: Some(vroeg), einde_oa: Some(laat), ..Tijden::default() };
    assert!(begin("6", terug).is_err() && begin("4", terug).is_err());
    assert_eq!(begin("E", terug)?, None);
    let omgekeerd = Tijden { voorval: Some(laat), constatering: Some(vroeg), ..Tijden::default() };
    assert!(begin("6", omgekeerd).is_err() && begin("11", omgekeerd).is_err());
    Ok(())
}

#[test]
fn office_hours_decide_who_is_phoned() -> Uitslag {
    let boek = Regelboek::ingebouwd();
    for (tijd, rijk, wet) in [
        ("2026-04-03T08:59:59+02:00", false, false),
        ("2026-04-03T09:00:00+02:00", true, false),
        ("2026-04-02T16:59:59+02:00", true, true),
        ("2026-04-02T17:00:00+02:00", false, false),
        ("2026-04-04T12:00:00+02:00", false, false),
        ("2026-04-06T12:00:00+02:00", false, false),
    ] {
        let moment = Moment::uit_rfc3339(tijd)?;
        assert_eq!(boek.kalenders.in_kantooruren(moment, Kalender::CaoRijk), rijk, "{tijd}");
        assert_eq!(boek.kalenders.in_kantooruren(moment, Kalender::Termijnenwet), wet, "{tijd}");
        assert!(!rijk || boek.kalenders.is_werkdag(moment.datum(), Kalender::CaoRijk));
    }
    Ok(())
}

#[test]
fn a_term_explains_itself() -> Uitslag {
    let boek = Regelboek::ingebouwd();
    let tijden = Tijden { voorval: Some(Moment::uit_rfc3339("2029-03-30T11:00:00+02:00")?), ..Tijden::default() };
    let kalender = Kalender::Termijnenwet;
    let termijnen = deadline::termijnen(boek, Rij::lees("6")?, &tijden, kalender)?;
    let van = Uitgangspunt { boek, rij: Rij::lees("6")?, tijden, kalender };
    let geldt = |t| Geldend::van(t, Lezingkeuze::Streng, None);
    let regels: Vec<String> = termijnen.iter().flat_map(|t| deadline::waarom(&van, t, &geldt(t))).collect();
    let tekst = regels.join("\n");
    for deel in [
        "MBV voor Hoofdkantoor DJI (incidentmelding@dji.minjus.nl), cc de eigen zorginkoper.",
        "vanaf het voorval: vr 30-03-2029 11:00",
        "feestdag (vrijdag, Goede Vrijdag; kalender termijnenwet), tussen 09:00 en 17:00 uur",
        "Geen werkdag: maandag 02-04, Tweede paasdag (kalender termijnenwet).",
        "1. vóór di 03-04 12:00 [gangbaar]",
        "2. vóór vr 30-03 24:00 [streng]",
        "Aftellen en alarm volgen de strengste lezing: vóór vr 30-03 24:00.",
        "bekend van 2026 tot en met 2028; toets 2029 zelf",
        "Bron: Meldingsinstructie TBS, B.2 stap 4",
    ] {
        assert!(tekst.contains(deel), "{deel}\n---\n{tekst}");
    }
    Ok(())
}

#[test]
fn the_answer_has_the_agreed_shape() -> Uitslag {
    let boek = Regelboek::ingebouwd();
    let regel = r#"{"nr":"c","voorval":"2025-04-18T20:00","kalender":"termijnenwet"}"#;
    let antwoord: Value = serde_json::from_str(&batch::regel(boek, regel)?)?;
    let sleutels = |v: &Value| v.as_object().map(|o| o.keys().cloned().collect::<Vec<_>>()).unwrap_or_default();
    assert_eq!(antwoord["nr"], "C");
    let moa = &antwoord["termijnen"][1];
    let mut verwacht = ["soort", "ontvanger", "uiterlijk", "gangbaar", "lezingen", "bron", "start", "startsoort"];
    verwacht.sort_unstable();
    assert_eq!(sleutels(moa), verwacht);
    assert_eq!(sleutels(&moa["lezingen"][0]), ["regel", "uiterlijk", "uitleg"]);
    assert_eq!(
        (&moa["uiterlijk"], &moa["gangbaar"]),
        (&"2025-04-21T09:00:00+02:00".into(), &"2025-04-22T12:00:00+02:00".into())
    );
    assert_eq!((&moa["startsoort"], &moa["start"]), (&"voorval".into(), &"2025-04-18T20:00:00+02:00".into()));
    Ok(())
}

#[test]
fn a_bad_line_says_what_is_wrong() -> Uitslag {
    let boek = Regelboek::ingebouwd();
    let lang = format!(r#"{{"nr":"6","voorval":"{}"}}"#, "9".repeat(100));
    for (regel, deel) in [
        ("", "geen JSON-object"),
        ("[\"6\"]", "geen JSON-object"),
        ("{\"nr\":\"6\"", "geen geldige JSON"),
        ("{\"nr\":\"6\"}", "«voorval» ontbreekt"),
        ("{\"voorval\":\"2026-01-05T10:00\"}", "«nr» ontbreekt"),
        ("{\"nr\":null,\"voorval\":\"2026-01-05T10:00\"}", "«nr» ontbreekt"),
        ("{\"nr\":\"24\",\"voorval\":\"2026-01-05T10:00\"}", "staat niet in de meldingenmatrix"),
        ("{\"nr\":\"6\",\"nr\":\"7\",\"voorval\":\"2026-01-05T10:00\"}", "staat er dubbel"),
        ("{\"nr\":\"6\",\"voorval\":\"gisteren\"}", "is geen tijd"),
        ("{\"nr\":\"6\",\"voorval\":\"10:00\"}", "is geen tijd"),
        ("{\"nr\":\"6\",\"voorval\":{\"dag\":1}}", "«voorval» hoort tekst"),
        ("{\"nr\":\"6\",\"voorval\":\"2026-03-29T02:30\"}", "bestaat niet"),
        ("{\"nr\":\"6\",\"voorval\":\"2026-01-05T10:00\\u0007\"}", "stuurteken"),
        ("{\"nr\":\"6\",\"voorval\":\"2026-01-05T10:00\",\"kalender\":\"x\"}", "is niet bekend"),
        (
            "{\"nr\":\"6\",\"voorval\":\"2026-01-05T10:00\",\"constatering\":\"2026-01-05T09:00\"}",
            "ligt vóór het voorval",
        ),
        (
            "{\"nr\":\"6\",\"voorval\":\"2026-01-05T10:00\",\"einde_oa\":\"2026-01-05T11:00\"}",
            "geen ongeoorloofde afwezigheid",
        ),
        (&lang, "langer dan 64"),
    ] {
        let fout = batch::regel(boek, regel).err().ok_or(regel)?;
        let fout: Value = serde_json::from_str(&fout)?;
        assert!(fout["fout"].as_str().is_some_and(|f| f.contains(deel)), "{regel}: {fout}");
    }
    Ok(())
}

#[test]
fn a_line_may_be_loose_where_nothing_is_lost() -> Uitslag {
    let boek = Regelboek::ingebouwd();
    let vast = batch::regel(boek, r#"{"nr":"6","voorval":"2026-10-25T02:30:00+02:00"}"#)?;
    for regel in [
        "\u{feff}  {\"nr\":6,\"voorval\":\"2026-10-25T00:30:00Z\",\"kalender\":null,\"anders\":[{\"x\":1e9}]}\r",
        r#"{"voorval":"2026-10-25T02:30:00\u002b02:00","nr":" 6 ","kalender":"cao-rijk","constatering":null}"#,
    ] {
        assert_eq!(batch::regel(boek, regel)?, vast, "{regel}");
    }
    let dubbel: Value = serde_json::from_str(&batch::regel(boek, r#"{"nr":"6","voorval":"2026-10-25T02:30"}"#)?)?;
    assert!(dubbel["opmerkingen"][0].as_str().is_some_and(|o| o.contains("twee keer")));
    assert!(!vast.contains("opmerkingen"));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]

    /// The start of the clock, by the sentence of the design and the oracle's own `streng`.
    #[test]
    fn a_late_discovery_moves_the_start(
        voorval in 28_401_120_i64..33_100_000,
        later in 0_i64..15_000,
        wet in any::<bool>(),
    ) {
        let boek = Regelboek::ingebouwd();
        let kalender = if wet { Kalender::Termijnenwet } else { Kalender::CaoRijk };
        let orakel = Orakel::new(kalender);
        let mut lezingen = Vec::new();
        orakel.lezingen(Burgerlijk::uit_utc(voorval), &mut lezingen);
        let streng = lezingen.iter().map(|b| b.utc_minuut()).min();
        let ontdekt = voorval + later;
        let start = if streng.is_some_and(|s| s <= ontdekt) { ontdekt } else { voorval };

        let tijden = Tijden {
            voorval: Some(moment(voorval)),
            constatering: Some(moment(ontdekt)),
            gebeld: Some(moment(ontdekt)),
            einde_oa: Some(moment(ontdekt)),
            ontvangen: Some(moment(voorval - 600)),
        };
        let rij = Rij::lees("B").map_err(|f| TestCaseError::fail(f.zin))?;
        let termijnen = deadline::termijnen(boek, rij, &tijden, kalender).map_err(|f| TestCaseError::fail(f.zin))?;
        let soorten: Vec<TermijnSoort> = termijnen.iter().map(|t| t.soort).collect();
        prop_assert_eq!(soorten, [TermijnSoort::MoaFastNl, TermijnSoort::Moa, TermijnSoort::MoaEinde]);
        for (termijn, begin) in termijnen.iter().zip([ontdekt, start, ontdekt]) {
            prop_assert_eq!(minuten(termijn.start), begin);
            let gewenst = if termijn.soort == TermijnSoort::MoaFastNl {
                vec![begin + 60]
            } else {
                orakel.lezingen(Burgerlijk::uit_utc(begin), &mut lezingen);
                lezingen.iter().map(|b| b.utc_minuut()).collect()
            };
            prop_assert_eq!(uiterlijk(termijn), gewenst);
        }
    }

    /// Whatever a line holds, it gets one line of JSON in its place.
    #[test]
    fn any_line_gets_one_line(regel in "\\PC*|\\{\"nr\":\"[0-9A-H]{1,2}\",\"voorval\":\"[0-9]{4}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-6][0-9](Z|[+-][01][0-9]:00)?\"\\}") {
        let boek = Regelboek::ingebouwd();
        let (uit, goed) = match batch::regel(boek, &regel) {
            Ok(uit) => (uit, true),
            Err(uit) => (uit, false),
        };
        prop_assert!(!uit.contains(['\n', '\r']));
        let antwoord: Value = serde_json::from_str(&uit).map_err(|f| TestCaseError::fail(f.to_string()))?;
        prop_assert_eq!(antwoord.get("fout").is_none(), goed);
    }
}

fn uiterlijk(termijn: &Termijn) -> Vec<i64> {
    termijn.lezingen.iter().map(|l| minuten(l.uiterlijk)).collect()
}
