//! The incidentenmonitor: read back with parsers of others, and searched for names that must not be
//! in it.

use std::collections::BTreeSet;

use piket::{
    domain::{
        besluit::{Besluitsoort, JaNee},
        concept::ConceptSoort,
        event::{Entry, LogEvent, Regelboekmerk},
        feit::{Feitstatus, Onderwerp},
        fout::Uitkomst,
        ids::{Meldingnummer, Zaaknummer},
        inrichting::Plek,
        melding::MeldingSoort,
        moment::Moment,
        rij::Rij,
        stap::{Stap, Stapstand},
        tekst::Vertrouwelijk,
        termijnkeuze::Termijnstelling,
        termijnsoort::{Kalender, TermijnSoort, Tijden},
        zaak::{Tijdsoort, Zaak},
    },
    report::monitor::{Monitor, Monitorregel, Oordeel, Termijnregel, VOORBEHOUD},
};

type Toets = Result<(), Box<dyn std::error::Error>>;

/// Stands in every confidential field below and nowhere else.
const KANARIE: &str = "Kanariepietersen";

fn m(tekst: &str) -> Uitkomst<Moment> {
    Moment::uit_rfc3339(tekst)
}

fn geheim() -> Vertrouwelijk {
    Vertrouwelijk::nieuw(&format!("Volgens {KANARIE} is dit zo."))
}

/// A case with the canary in every place that the log keeps apart.
fn zaak(nummer: &str, rij: &str, inrichting: &str) -> Uitkomst<Zaak> {
    let zaak: Zaaknummer = nummer.parse()?;
    let merk = Regelboekmerk { versie: "tbs-1".to_owned(), hash: "00".to_owned() };
    let op = m("2026-11-18T10:00:00+01:00")?;
    let mut uit = Zaak::nieuw(zaak, op, Some(Plek::Bekend(inrichting.to_owned())), merk.clone(), Kalender::CaoRijk);
    let soort = ConceptSoort::Piketmelding;
    let events = [
        LogEvent::RijGekozen { zaak, rij: Some(Rij::lees(rij)?), reden: geheim(), regelboek: merk },
        LogEvent::TijdGezet { zaak, tijd: Tijdsoort::Voorval, moment: Some(m("2026-11-18T09:30:00+01:00")?) },
        LogEvent::MeldingGekoppeld {
            zaak,
            melding: Meldingnummer(3),
            vorm: MeldingSoort::Telefoon,
            ontvangen: op,
            ingevuld: BTreeSet::new(),
            genoemd: Tijden::default(),
        },
        LogEvent::MeldingGekoppeld {
            zaak,
            melding: Meldingnummer(4),
            vorm: MeldingSoort::Mbv,
            ontvangen: op,
            ingevuld: BTreeSet::new(),
            genoemd: Tijden::default(),
        },
        LogEvent::FeitGenoteerd {
            zaak,
            feit: 1,
            onderwerp: Onderwerp::Gebeurtenis,
            tekst: geheim(),
            bron: Vertrouwelijk::nieuw(KANARIE),
            status: Feitstatus::Gemeld,
        },
        LogEvent::BesluitGenomen { zaak, over: Besluitsoort::P, keuze: Some(JaNee::Ja), reden: geheim() },
        LogEvent::StapGezet { zaak, stap: Stap::Beeld, stand: Stapstand::Gereed, reden: geheim() },
        LogEvent::ConceptBewaard { zaak, concept: soort, versie: 1, tekst: geheim() },
        LogEvent::ConceptVerzonden {
            zaak,
            concept: soort,
            versie: 1,
            kanaal: Vertrouwelijk::nieuw(KANARIE),
            ontvangers: geheim(),
        },
        LogEvent::TermijnGezet {
            zaak,
            termijn: TermijnSoort::Mbv,
            stelling: Some(Termijnstelling::Moment(op)),
            reden: geheim(),
        },
    ];
    for (seq, event) in (1..).zip(events) {
        uit.apply(&Entry { seq, vastgelegd_op: op, voorgevallen_op: op, actor: KANARIE.to_owned(), event });
    }
    Ok(uit)
}

fn termijn(ontvangen: Option<&str>) -> Uitkomst<Termijnregel> {
    let lezingen = (m("2026-11-19T00:00:00+01:00")?, m("2026-11-19T12:00:00+01:00")?);
    let ontvangen = ontvangen.map(m).transpose()?;
    Ok(Termijnregel::nieuw(TermijnSoort::Mbv, lezingen, ontvangen, m("2026-11-22T12:00:00+01:00")?))
}

fn monitor() -> Uitkomst<Monitor> {
    let week = "2026-W47".parse()?;
    let regels = vec![
        Monitorregel::van(
            &zaak("2026-W47-01", "6", "=HYPERLINK(\"x\")")?,
            "Agressie; met \"letsel\"",
            vec![termijn(Some("2026-11-18T20:00:00+01:00"))?],
        ),
        Monitorregel::van(
            &zaak("2026-W47-02", "6", "FPC | Noord")?,
            "+Agressie",
            vec![termijn(Some("2026-11-19T08:00:00+01:00"))?],
        ),
        Monitorregel::van(&zaak("2026-W47-03", "G", "FPC | Noord")?, "Onttrekking", vec![termijn(None)?]),
    ];
    Ok(Monitor {
        week,
        begin: m("2026-11-16T00:00:00+01:00")?,
        eind: m("2026-11-23T00:00:00+01:00")?,
        gemaakt_op: m("2026-11-22T12:00:00+01:00")?,
        regels,
        los: Vec::new(),
    })
}

#[test]
fn no_form_of_the_monitor_holds_confidential_text() -> Toets {
    let monitor = monitor()?;
    let vormen = [monitor.md(), String::from_utf8(monitor.csv())?, monitor.json().to_string(), format!("{monitor:?}")];
    for vorm in &vormen {
        assert!(!vorm.contains(KANARIE), "{vorm}");
        assert!(vorm.contains("2026-W47") || vorm.contains("47"), "{vorm}");
    }
    for vorm in vormen.iter().take(3) {
        assert!(vorm.contains(VOORBEHOUD) && vorm.contains("tbs-1"), "{vorm}");
    }
    Ok(())
}

#[test]
fn the_csv_reads_back_and_runs_nothing() -> Toets {
    let bytes = monitor()?.csv();
    let zonder_bom = bytes.strip_prefix(b"\xef\xbb\xbf").ok_or("geen BOM")?;
    assert_eq!(zonder_bom.windows(2).filter(|w| w == b"\r\n").count(), 4);
    let mut lezer = csv::ReaderBuilder::new().delimiter(b';').from_reader(zonder_bom);
    let koppen = lezer.headers()?.clone();
    let kolom = |naam: &str| koppen.iter().position(|k| k == naam).ok_or_else(|| format!("kolom {naam}"));
    let rijen: Vec<csv::StringRecord> = lezer.records().collect::<Result<_, _>>()?;
    assert_eq!(rijen.len(), 3);
    for cel in rijen.iter().flatten() {
        assert!(!cel.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cel}");
    }
    let eerste = rijen.first().ok_or("leeg")?;
    assert_eq!(eerste.get(kolom("incident")?), Some("Agressie; met \"letsel\""));
    assert_eq!(eerste.get(kolom("inrichting")?), Some("'=HYPERLINK(\"x\")"));
    assert_eq!(eerste.get(kolom("mbv_uiterlijk")?), Some("2026-11-19T00:00:00+01:00"));
    assert_eq!(eerste.get(kolom("voorval")?), Some("2026-11-18T09:30:00+01:00"));
    assert_eq!(eerste.get(kolom("eerste_formulier")?), Some("2026-11-18T10:00:00+01:00"));
    assert_eq!(eerste.get(kolom("status")?), Some("open"));
    assert_eq!(eerste.get(kolom("p")?), Some("ja"));
    assert_eq!(eerste.get(kolom("a")?), Some(""));
    let oordelen: Vec<_> = rijen.iter().map(|r| kolom("mbv_oordeel").map(|k| r.get(k))).collect::<Result<_, _>>()?;
    assert_eq!(oordelen, [Some("op-tijd"), Some("alleen-gangbaar"), Some("te-laat")]);
    Ok(())
}

#[test]
fn counts_have_their_denominator_and_add_up() -> Toets {
    let monitor = monitor()?;
    let json = monitor.json();
    let mbv = json["per_termijn"].get(0).ok_or("geen termijn")?;
    assert_eq!(
        mbv["aantallen"],
        serde_json::json!({
            "op-tijd": 1, "alleen-gangbaar": 1, "te-laat": 1, "nog-open": 0, "totaal": 3
        })
    );
    for (lijst, sleutel) in [("per_rij", "rij"), ("per_inrichting", "inrichting")] {
        let som = |naam: &str| -> u64 {
            json[lijst].as_array().into_iter().flatten().filter_map(|r| r["aantallen"][naam].as_u64()).sum()
        };
        assert_eq!((som("zaken"), som("formulieren"), som("open")), (3, 3, 3), "{sleutel}");
    }
    assert_eq!(json["per_rij"].as_array().map(Vec::len), Some(2));
    assert_eq!(json["zaken"][2]["oa"], "ja");
    assert!(!monitor.md().contains('%'));
    Ok(())
}

#[test]
fn a_table_in_the_text_cannot_be_broken() -> Toets {
    let md = monitor()?.md();
    let tabel: Vec<&str> =
        md.lines().skip_while(|r| !r.starts_with("| zaak")).take_while(|r| r.starts_with('|')).collect();
    assert_eq!(tabel.len(), 5);
    for regel in &tabel {
        assert_eq!(regel.replace("\\|", "").matches('|').count(), 12, "{regel}");
    }
    Ok(())
}

#[test]
fn the_very_moment_is_late() -> Toets {
    let (streng, gangbaar) = (m("2026-11-19T12:00:00+01:00")?, m("2026-11-20T12:00:00+01:00")?);
    let nu = m("2026-11-19T18:00:00+01:00")?;
    let oordeel = |t: &str| m(t).map(|t| Oordeel::van(streng, gangbaar, Some(t), nu));
    assert_eq!(oordeel("2026-11-19T11:59:59+01:00")?, Oordeel::OpTijd);
    assert_eq!(oordeel("2026-11-19T12:00:00+01:00")?, Oordeel::AlleenGangbaar);
    assert_eq!(oordeel("2026-11-20T12:00:00+01:00")?, Oordeel::TeLaat);
    assert_eq!(Oordeel::van(streng, gangbaar, None, nu), Oordeel::NogOpen);
    assert_eq!(Oordeel::van(streng, gangbaar, None, gangbaar), Oordeel::TeLaat);
    assert_eq!(Oordeel::van(streng, streng, Some(streng), nu), Oordeel::TeLaat);
    Ok(())
}
