//! The embedded data against the source, and broken files against the promise that every fault is
//! told at once, with its line.

use chrono::NaiveDate;

use super::book::{Boek, Code, Herkomst, Opsteller, Regelboek, Regelfout};
use super::kalender::{EigenDag, Kalenders};
use super::kenmerk::Kenmerken;
use crate::domain::{
    moment::Moment,
    rij::Rij,
    termijnsoort::{Kalender, TermijnSoort},
};

const TBS: &str = include_str!("../../assets/rules/tbs.toml");
const KALENDER: &str = include_str!("../../assets/rules/kalender.toml");

/// The matrix as the source prints it, typed over by hand: number and codes.
const BRON: [(&str, &str); 30] = [
    ("1", "T+M+P+A"),
    ("2", "T+M+(P)+(A)*"),
    ("3", "M+(P)"),
    ("4", "--"),
    ("5", "T+M+P"),
    ("6", "T+M+(P)"),
    ("7", "T+M+(P)"),
    ("8", "T+M+(P)"),
    ("9", "(T)+M+(P)"),
    ("10", "T+M+P"),
    ("11", "--"),
    ("12", "--"),
    ("13", "--"),
    ("14", "T+M+(P)+(A)*"),
    ("15", "T+M+(P)"),
    ("16", "(T)+M+(P)"),
    ("17", "T+M+(P)"),
    ("18", "T+M+(P)"),
    ("19", "--"),
    ("20", "T+M+(P)"),
    ("21", "T+M+P"),
    ("22", "(T)+M+(P)"),
    ("23", "T+M+(P)+(A)*"),
    ("A", "T+M+P+A"),
    ("B", "T+M+P+A"),
    ("C", "T+M+P+A"),
    ("D", "T+M+P+A"),
    ("E", "--"),
    ("F", "T+M+P+A"),
    ("G", "T+M+P+A"),
];

fn fouten(toml: &str) -> Vec<Regelfout> {
    Regelboek::lees(toml, "proef.toml", Herkomst::Eigen("proef.toml".to_owned())).err().unwrap_or_default()
}

fn kalenderfouten(toml: &str) -> Vec<String> {
    let boek = Regelboek::lees_met_kalender((TBS, "tbs.toml"), (toml, "dagen.toml"), Herkomst::Ingebouwd);
    boek.err().unwrap_or_default().iter().map(ToString::to_string).collect()
}

/// The line on which a piece of text first stands.
fn regel(toml: &str, stuk: &str) -> usize {
    toml.lines().position(|r| r.contains(stuk)).map_or(0, |i| i + 1)
}

#[test]
fn the_matrix_is_that_of_the_source() {
    let boek = Regelboek::ingebouwd();
    let rijen: Vec<(String, String)> = boek.rijen().map(|r| (r.nr.to_string(), r.codes())).collect();
    assert_eq!(rijen, BRON.map(|(nr, codes)| (nr.to_owned(), codes.to_owned())));
    for rij in Rij::alle() {
        assert_eq!(boek.rij(rij).nr, rij);
    }
    let anderen: Vec<String> =
        boek.rijen().filter(|r| r.opsteller == Opsteller::Vervoersinstantie).map(|r| r.nr.to_string()).collect();
    assert_eq!(anderen, ["5", "18", "21"]);
}

#[test]
fn every_row_can_be_weighed_and_explained() {
    let boek = Regelboek::ingebouwd();
    for rij in boek.rijen() {
        let nr = rij.nr;
        assert!(!rij.weegvragen.is_empty() && !rij.zoekwoorden.is_empty(), "rij {nr}");
        assert!(rij.weegvragen.iter().all(|v| v.id.starts_with(&format!("{nr}."))), "rij {nr}");
        assert_eq!(rij.alternatief.is_some(), !rij.meldplichtig(), "rij {nr}");
        let vraagt_p = |v: &super::book::Weegvraag| v.ja.besluit.is_some_and(super::book::GevolgBesluit::vraagt_p);
        assert_eq!(rij.p == Code::Weging, rij.p != Code::Ja && rij.weegvragen.iter().any(vraagt_p), "rij {nr}");
        assert!(rij.bron.to_string().contains(&format!("C.{} ", if nr.is_oa() { 2 } else { 1 })), "rij {nr}");
    }
    assert_eq!(boek.algemeen.len(), 8);
    assert_eq!(boek.contacten.onderwerp("FPC Voorbeeld"), "MBV Divisie Forzo/JJI FPC Voorbeeld");
    assert!(boek.open_punt("P").is_some());
}

#[test]
fn terms_belong_to_the_rows_of_the_design() {
    let boek = Regelboek::ingebouwd();
    for rij in boek.rijen() {
        let soorten: Vec<TermijnSoort> = boek.termijnregels(rij.nr).map(|t| t.soort).collect();
        let verwacht: &[TermijnSoort] = match (rij.meldplichtig(), rij.nr.is_oa(), rij.nr.is_datalek()) {
            (false, _, _) => &[],
            (true, true, _) => &[TermijnSoort::MoaFastNl, TermijnSoort::Moa, TermijnSoort::MoaEinde],
            (true, false, true) => &[TermijnSoort::Mbv, TermijnSoort::ApDatalek],
            (true, false, false) => &[TermijnSoort::Mbv],
        };
        assert_eq!(soorten, verwacht, "rij {}", rij.nr);
    }
}

#[test]
fn the_hash_follows_both_files() {
    let boek = Regelboek::ingebouwd();
    assert_eq!(boek.hash.len(), 64);
    for (tbs, kalender) in [(format!("{TBS}\n"), KALENDER.to_owned()), (TBS.to_owned(), format!("{KALENDER}\n"))] {
        let ander = Regelboek::lees_met_kalender((&tbs, "a"), (&kalender, "b"), Herkomst::Ingebouwd);
        assert_eq!(ander.map(|b| b.hash == boek.hash), Ok(false));
    }
}

#[test]
fn every_fault_is_told_at_once_with_its_line() {
    let mut toml = TBS.to_owned();
    let mut verwacht = Vec::new();
    // One line is spoilt at a time and none is added, so that lines stay where they are.
    let mut bederf = |van: &str, naar: &str, veld: &str| {
        verwacht.push((regel(&toml, van), veld.to_owned()));
        toml = toml.replacen(van, naar, 1);
    };
    bederf("sector = \"tbs\"", "sector = \"\"", "sector");
    bederf("mail = \"fastnl@politie.nl\"", "mail = \"fastnl\"", "contacten.fast_nl.mail");
    bederf("telefoon = \"070-751 60 60\"", "telefoon = \"zeven\"", "contacten.meldkamer.telefoon");
    bederf("weekend = \"09:00\"", "weekend = \"9 uur\"", "formulier.weekend");
    bederf("duur = { uren = 72 }", "duur = { uren = 0 }", "duur.uren");
    bederf("id = \"G2\"", "id = \"G1\"", "algemeen.id");
    bederf("incident = \"Brand\"", "incident = 7", "rij.incident");
    bederf("id = \"2.2\"", "id = \"G5\"", "weegvraag.id");
    bederf("rij = \"3\" }", "rij = \"24\" }", "nee.rij");
    bederf("opsteller = \"vervoersinstantie\"", "opsteller = \"niemand\"", "rij.opsteller");
    bederf("vraag = \"Is het overlijden vastgesteld?\"", "vraga = \"x\"", "weegvraag.vraga");
    bederf("a = \"indien-relevant\"", "a = \"soms\"", "rij.a");
    let gevonden: Vec<(usize, String)> = fouten(&toml).into_iter().map(|f| (f.regel, f.veld)).collect();
    for fout in &verwacht {
        assert!(gevonden.contains(fout), "{fout:?} niet in {gevonden:?}");
    }
    // Beyond those: the question that lost its text.
    assert_eq!(gevonden.len(), verwacht.len() + 1, "{gevonden:?}");
    assert!(gevonden.is_sorted_by_key(|f| f.0));
}

#[test]
fn rows_missing_doubled_or_contradictory_are_told() {
    let zonder = TBS.replacen("nr = \"7\"", "nr = \"8\"", 1);
    let zinnen: Vec<String> = fouten(&zonder).into_iter().map(|f| f.zin).collect();
    assert!(zinnen.iter().any(|z| z == "Rij 7 ontbreekt."), "{zinnen:?}");
    assert!(zinnen.iter().any(|z| z.starts_with("Rij 8 staat er al, op regel")), "{zinnen:?}");

    for (van, naar, zin) in [
        ("alternatief = \"Niet melden langs", "toelichting2 = \"Niet melden langs", "Dit veld is hier niet bekend."),
        (
            "nee = { tekst = \"Neem de gewone poging tot ontvluchting.\", rij = \"3\" }",
            "nee = { tekst = \"x\", rij = \"4\" }",
            "Dit verwijst naar de rij waarin het staat.",
        ),
        ("rijen = [\"22\"]", "rijen = [\"A\"]", "Termijn ap-datalek past niet bij rij A."),
        ("rijen = [\"22\"]", "rijen = [\"4\"]", "Rij 4 vraagt geen formulier en heeft dus geen ap-datalek."),
        (
            "rijen = [\"1\", \"2\", ",
            "rijen = [\"2\", ",
            "Rij 1 vraagt één formulier, maar er gelden 0 formuliertermijnen.",
        ),
        ("versie = \"2026.1\"", "versie = \"a\\u0007\"", "In deze tekst staat een stuurteken of regeleinde."),
        ("[weegwijzer]", "[weegwijzer", "Hier klopt de schrijfwijze (TOML) niet."),
        ("sector = \"tbs\"", "versie = \"2\"", "Deze sleutel staat er twee keer."),
    ] {
        assert!(TBS.contains(van), "{van}");
        let zinnen: Vec<String> = fouten(&TBS.replacen(van, naar, 1)).into_iter().map(|f| f.zin).collect();
        assert!(zinnen.iter().any(|z| z == zin), "{zin}: {zinnen:?}");
    }
    assert!(!fouten("").is_empty());
}

#[test]
fn a_fault_reads_as_a_line() {
    let fout = fouten(&TBS.replacen("sector = \"tbs\"", "sector = 1", 1));
    let plek = regel(TBS, "sector = \"tbs\"");
    let verwacht = format!("proef.toml, regel {plek} (sector): Hier hoort tekst tussen aanhalingstekens.");
    assert_eq!(fout.iter().map(ToString::to_string).collect::<Vec<_>>(), std::slice::from_ref(&verwacht));
    let samen = Regelfout::samen(&fout);
    assert!(samen.zin.contains("één fout") && samen.zin.contains(&verwacht));
}

#[test]
fn a_calendar_fault_names_the_calendar_file() {
    for (van, naar, deel) in [
        ("tot = \"17:00\"", "tot = \"08:00\"", "(kantooruren.tot)"),
        ("dag = \"04-27\"", "dag = \"04-31\"", "(wanneer.dag)"),
        ("pasen = 39", "pasen = 400", "(wanneer.pasen)"),
        ("2028-05-26", "2029-05-26", "(gelijkgesteld.dagen.datum)"),
        ("kalender = \"termijnenwet\"", "kalender = \"kerk\"", "(gelijkgesteld.kalender)"),
        ("bekend_tot = 2028", "bekend_tot = \"nooit\"", "(gelijkgesteld.bekend_tot)"),
    ] {
        let gevonden = kalenderfouten(&KALENDER.replacen(van, naar, 1));
        let begin = format!("dagen.toml, regel {} {deel}: ", regel(KALENDER, van));
        assert!(gevonden.iter().any(|f| f.starts_with(&begin)), "{begin}: {gevonden:?}");
    }
}

#[test]
fn feestdagen_have_names_and_unknown_years_a_warning() {
    let boek = Regelboek::ingebouwd();
    let naam = |datum: &str, kalender| {
        datum.parse().ok().and_then(|d| boek.kalenders.feestdag(d, kalender)).map(str::to_owned)
    };
    assert_eq!(naam("2031-04-26", Kalender::CaoRijk).as_deref(), Some("Koningsdag"));
    assert_eq!(naam("2031-04-27", Kalender::CaoRijk), None);
    assert_eq!(naam("2026-04-03", Kalender::CaoRijk), None);
    assert_eq!(naam("2026-04-03", Kalender::Termijnenwet).as_deref(), Some("Goede Vrijdag"));
    assert_eq!(naam("2026-05-15", Kalender::CaoRijk), None);
    assert!(naam("2026-05-15", Kalender::Termijnenwet).is_some());
    assert_eq!(boek.kalenders.onzeker(2029, Kalender::CaoRijk), None);
    assert_eq!(boek.kalenders.onzeker(2028, Kalender::Termijnenwet), None);
    assert!(boek.kalenders.onzeker(2029, Kalender::Termijnenwet).is_some());
}

/// Whatever line an author loses, he hears of it or nothing depended on it; never a crash, never an
/// empty list of faults.
#[test]
fn a_lost_line_never_fails_in_silence() {
    let regels: Vec<&str> = TBS.lines().collect();
    let mut ging_goed = 0;
    for weg in 0..regels.len() {
        let zonder: Vec<&str> = regels.iter().enumerate().filter(|(i, _)| *i != weg).map(|(_, r)| *r).collect();
        match Regelboek::lees(&zonder.join("\n"), "proef.toml", Herkomst::Ingebouwd) {
            Ok(_) => ging_goed += 1,
            Err(fouten) => assert!(!fouten.is_empty(), "regel {}: {:?}", weg + 1, regels.get(weg)),
        }
    }
    let los = |r: &&&str| r.is_empty() || r.starts_with('#') || r.starts_with("document") || r.starts_with("opsteller");
    assert!(ging_goed >= regels.iter().filter(los).count() && ging_goed < regels.len() / 2, "{ging_goed}");
}

/// The officer's own days count in every calendar, change the hash that the log keeps, and are counted
/// as no werkdag; without any the book is the embedded one.
#[test]
fn own_days_count_everywhere_and_show_in_the_hash() -> Result<(), Box<dyn std::error::Error>> {
    let dag = NaiveDate::from_ymd_opt(2026, 12, 24).ok_or("dag")?;
    let eigen = [EigenDag { datum: dag, naam: "Kantoor dicht, uw eigen dag".to_owned() }];
    let boek = Boek::Ingebouwd.met_eigen_dagen(&eigen);
    let vast = Regelboek::ingebouwd();
    assert!(matches!(Boek::Ingebouwd.met_eigen_dagen(&[]), Boek::Ingebouwd));
    assert_ne!(boek.hash, vast.hash);
    for kalender in Kalender::ALLE {
        assert!(vast.kalenders.is_werkdag(dag, kalender) && !boek.kalenders.is_werkdag(dag, kalender));
        assert_eq!(boek.kalenders.feestdag(dag, kalender), Some("Kantoor dicht, uw eigen dag"));
        let (zonder, met) = (vast.kalenders.werkdagen(2026, kalender), boek.kalenders.werkdagen(2026, kalender));
        assert_eq!(zonder.iter().sum::<u32>(), met.iter().sum::<u32>() + 1);
        assert_eq!(
            vast.kalenders.feestdagen(2026, kalender).count() + 1,
            boek.kalenders.feestdagen(2026, kalender).count()
        );
    }
    Ok(())
}

#[test]
fn from_october_the_year_to_come_is_asked_for() -> Result<(), Box<dyn std::error::Error>> {
    let kalenders = Kalenders::ingebouwd();
    for (nu, termijnenwet) in [
        ("2028-09-30T23:59:59+02:00", false),
        ("2028-10-01T00:00:00+02:00", true),
        ("2029-02-01T00:00:00+01:00", true),
        ("2026-10-01T00:00:00+02:00", false),
    ] {
        let nu = Moment::uit_rfc3339(nu)?;
        assert_eq!(kalenders.onzeker_straks(nu, Kalender::Termijnenwet).is_some(), termijnenwet, "{nu}");
        assert_eq!(kalenders.onzeker_straks(nu, Kalender::CaoRijk), None);
    }
    Ok(())
}

#[test]
fn every_fault_in_the_table_of_contradictions_is_named_with_its_line() {
    let toml = "ontkenning = [\"Niet\"]\nbereik = 0\nschatting = []\n[[kenmerk]]\nnaam = \"letsel\"\n\
                onderwerpen = [\"letsel\", \"weer\"]\n[[kenmerk.waarde]]\nfrase = [\"gewond\"]\n";
    let fouten = Kenmerken::lees(toml, "proef.toml").err().unwrap_or_default();
    let gevonden: Vec<(usize, &str)> = fouten.iter().map(|f| (f.regel, f.veld.as_str())).collect();
    for verwacht in [
        (1, "ontkenning"),
        (2, "bereik"),
        (6, "kenmerk.onderwerpen"),
        (7, "kenmerk.waarde"),
        (7, "kenmerk.waarde.frasen"),
        (8, "kenmerk.waarde.frase"),
    ] {
        assert!(gevonden.contains(&verwacht), "{verwacht:?} ontbreekt in {gevonden:?}");
    }
    assert!(!Kenmerken::ingebouwd().kenmerken.is_empty());
}
