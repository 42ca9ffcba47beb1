//! The embedded data against the source, and broken files against the promise that every fault is
//! told at once, with its line.

use chrono::NaiveDate;

use super::book::{Book, Code, FileError, Rulebook, RulebookOrigin};
use super::feature::Features;
use super::kalender::{Kalenders, OwnDay};
use super::weging::ConsequenceBesluit;
use crate::domain::{moment::Moment, rij_mark::RijMark, termijn_kind::Kalender};

const TBS: &str = include_str!("../../assets/rules/tbs.toml");
const KALENDER: &str = include_str!("../../assets/rules/kalender.toml");

/// The matrix as the source prints it, typed over by hand: number and codes.
const SOURCE: [(&str, &str); 30] = [
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

fn errors(toml: &str) -> Vec<FileError> {
    Rulebook::parse(toml, "proef.toml", RulebookOrigin::Own("proef.toml".to_owned())).err().unwrap_or_default()
}

fn kalender_errors(toml: &str) -> Vec<String> {
    let book = Rulebook::parse_with_kalender((TBS, "tbs.toml"), (toml, "dagen.toml"), RulebookOrigin::BuiltIn);
    book.err().unwrap_or_default().iter().map(ToString::to_string).collect()
}

/// The line on which a piece of text first stands.
fn line(toml: &str, piece: &str) -> usize {
    toml.lines().position(|r| r.contains(piece)).map_or(0, |i| i + 1)
}

#[test]
fn the_matrix_is_that_of_the_source() {
    let book = Rulebook::built_in();
    let rijen: Vec<(String, String)> = book.rijen().map(|r| (r.nr.to_string(), r.codes())).collect();
    assert_eq!(rijen, SOURCE.map(|(nr, codes)| (nr.to_owned(), codes.to_owned())));
    for rij in book.rijen() {
        assert_eq!(book.rij(rij.nr), Some(rij));
    }
    assert_eq!(book.listing(|_| true), "1 tot en met 23 of A tot en met G");
    assert_eq!(book.listing(|rij| rij.nr.number().is_some_and(|nr| nr % 2 == 1)), "1, …, 23 (12 rijen)");
    let other = Rulebook::all_built_in().find(|other| other.sector != book.sector);
    assert_eq!(other.map(|other| other.listing(|_| true)).as_deref(), Some("J1 tot en met J16"));
    let others: Vec<String> =
        book.rijen().filter(|r| r.opsteller() == "vervoersinstantie").map(|r| r.nr.to_string()).collect();
    assert_eq!(others, ["5", "18", "21"]);
}

#[test]
fn every_row_can_be_weighed_and_explained() {
    let book = Rulebook::built_in();
    for rij in book.rijen() {
        let nr = rij.nr;
        assert!(!rij.weegvragen.is_empty() && !rij.search_words.is_empty(), "rij {nr}");
        assert!(rij.weegvragen.iter().all(|v| v.id.as_str().starts_with(&format!("{nr}."))), "rij {nr}");
        assert_eq!(rij.alternative.is_some(), !rij.is_notifiable(), "rij {nr}");
        let asks_p = |v: &super::book::Weegvraag| v.yes.besluit.is_some_and(super::book::ConsequenceBesluit::asks_p);
        assert_eq!(rij.p == Code::Weging, rij.p != Code::Yes && rij.weegvragen.iter().any(asks_p), "rij {nr}");
        assert!(rij.source.to_string().contains(&format!("C.{} ", if rij.is_oa() { 2 } else { 1 })), "rij {nr}");
    }
    assert_eq!(book.general.len(), 8);
    assert_eq!(book.contacts.subject("FPC Voorbeeld"), "MBV Divisie Forzo/JJI FPC Voorbeeld");
    assert!(book.open_point("P").is_some());
}

#[test]
fn terms_belong_to_the_rows_of_the_design() {
    let book = Rulebook::built_in();
    for rij in book.rijen() {
        let kinds: Vec<&str> = book.termijn_rules(rij).map(|t| t.kind.code()).collect();
        let expected: &[&str] = match (rij.is_notifiable(), rij.is_oa(), rij.is_marked(RijMark::of("datalek"))) {
            (false, _, _) => &[],
            (true, true, _) => &["moa-fast-nl", "moa", "moa-einde"],
            (true, false, true) => &["mbv", "ap-datalek"],
            (true, false, false) => &["mbv"],
        };
        assert_eq!(kinds, expected, "rij {}", rij.nr);
    }
}

#[test]
fn the_hash_follows_both_files() {
    let book = Rulebook::built_in();
    assert_eq!(book.edition.hash.len(), 64);
    for (tbs, kalender) in [(format!("{TBS}\n"), KALENDER.to_owned()), (TBS.to_owned(), format!("{KALENDER}\n"))] {
        let other = Rulebook::parse_with_kalender((&tbs, "a"), (&kalender, "b"), RulebookOrigin::BuiltIn);
        assert_eq!(other.map(|b| b.edition.hash == book.edition.hash), Ok(false));
    }
}

#[test]
fn every_fault_is_told_at_once_with_its_line() {
    let mut toml = TBS.to_owned();
    let mut expected = Vec::new();
    // One line is spoilt at a time and none is added, so that lines stay where they are.
    let mut spoil = |from: &str, to: &str, field: &str| {
        expected.push((line(&toml, from), field.to_owned()));
        toml = toml.replacen(from, to, 1);
    };
    spoil("sector = \"tbs\"", "sector = \"\"", "sector");
    spoil("mail = \"fastnl@politie.nl\"", "mail = \"fastnl\"", "contacten.instantie.mail");
    spoil("telefoon = \"070-751 60 60\"", "telefoon = \"zeven\"", "contacten.instantie.telefoon");
    spoil("weekend = \"09:00\"", "weekend = \"9 uur\"", "formulier.weekend");
    spoil("duur = { uren = 72 }", "duur = { uren = 0 }", "duur.uren");
    spoil("id = \"G2\"", "id = \"G1\"", "algemeen.id");
    spoil("incident = \"Brand\"", "incident = 7", "rij.incident");
    spoil("id = \"2.2\"", "id = \"G5\"", "weegvraag.id");
    spoil("rij = \"3\" }", "rij = \"24\" }", "nee.rij");
    spoil("vraag = \"Is het overlijden vastgesteld?\"", "vraga = \"x\"", "weegvraag.vraga");
    spoil("a = \"indien-relevant\"", "a = \"soms\"", "rij.a");
    let found: Vec<(usize, String)> = errors(&toml).into_iter().map(|f| (f.line, f.field)).collect();
    for error in &expected {
        assert!(found.contains(error), "{error:?} niet in {found:?}");
    }
    // Beyond those: the question that lost its text, and three answers of the call that weigh a question that is gone.
    assert_eq!(found.len(), expected.len() + 4, "{found:?}");
    assert!(found.is_sorted_by_key(|f| f.0));
}

#[test]
fn rows_missing_doubled_or_contradictory_are_told() {
    let without = TBS.replacen("nr = \"6\"", "nr = \"8\"", 1);
    let sentences: Vec<String> = errors(&without).into_iter().map(|f| f.sentence).collect();
    assert!(sentences.iter().any(|z| z == "Rij 6 staat niet in dit regelboek."), "{sentences:?}");
    assert!(sentences.iter().any(|z| z.starts_with("Rij 8 staat er al, op regel")), "{sentences:?}");

    for (from, to, sentence) in [
        ("alternatief = \"Niet melden langs", "toelichting2 = \"Niet melden langs", "Dit veld is hier niet bekend."),
        (
            "nee = { tekst = \"Neem de gewone poging tot ontvluchting.\", rij = \"3\" }",
            "nee = { tekst = \"x\", rij = \"4\" }",
            "Dit verwijst naar de rij waarin het staat.",
        ),
        (
            "termijnen = [\"mbv\", \"ap-datalek\"]",
            "termijnen = [\"mbv\", \"moa-einde\"]",
            "Rij 22 is geen afwezigheid; moa-einde kan daar niet beginnen.",
        ),
        (
            "categorie = { sms = \"poging tot ontvluchting EBI\"",
            "termijnen = [\"ap-datalek\"]\ncategorie = { sms = \"poging tot ontvluchting EBI\"",
            "Rij 4 vraagt geen formulier en heeft dus geen ap-datalek.",
        ),
        ("stappen = [\"ap\"]", "stappen = []", "Rij 22 mist de stap ap, waarmee ap-datalek gehaald is."),
        ("termijnen = [\"mbv\"]", "termijnen = []", "Rij 1 vraagt één formulier, maar er gelden 0 formuliertermijnen."),
        ("soort = \"ap-datalek\"", "soort = \"moa\"", "De termijn ap-datalek staat niet in dit regelboek."),
        ("kenmerken = [\"datalek\"]", "kenmerken = [\"lek\"]", "«lek» is geen kenmerk."),
        ("vereist = \"nooit\"", "vereist = [\"99\"]", "Rij 99 staat niet in dit regelboek."),
        ("versie = \"2026.3\"", "versie = \"a\\u0007\"", "In deze tekst staat een stuurteken of regeleinde."),
        (
            "[weegwijzer]",
            "[weegwijzer",
            "Hier klopt de schrijfwijze (TOML) niet; schrijf veld = waarde, tekst tussen aanhalingstekens.",
        ),
        ("sector = \"tbs\"", "versie = \"2\"", "Deze sleutel staat er twee keer."),
    ] {
        assert!(TBS.contains(from), "{from}");
        let sentences: Vec<String> = errors(&TBS.replacen(from, to, 1)).into_iter().map(|f| f.sentence).collect();
        assert!(sentences.iter().any(|z| z == sentence), "{sentence}: {sentences:?}");
    }
    assert!(!errors("").is_empty());
}

#[test]
fn a_step_that_cannot_be_is_told_at_its_line() {
    for (from, to, sentence) in [
        (
            "id = \"einde-gebeld\"",
            "id = \"monitor\"",
            "«monitor» is een stap van de desk zelf; geef deze een andere naam.",
        ),
        (
            "id = \"einde-gebeld\"",
            "id = \"alarm7\"",
            "Zo kan een stap niet heten: in het logboek leest «alarm7» als een andere.",
        ),
        ("id = \"einde-gebeld\"", "id = \"112\"", "De stap 112 staat er twee keer."),
        ("taak = \"112 navragen\"", "taken = \"x\"", "Dit veld is hier niet bekend."),
        ("nummer = 11", "nummer = 15", "Hier hoort een heel getal van 1 tot en met 14."),
        (
            "blijkt_uit = \"einde\"",
            "blijkt_uit = \"post\"",
            "«post» kan hier niet; kies uit einde, telefoon-na-einde, formulier-over-einde.",
        ),
        (
            "stappen = [\"ap\"]",
            "stappen = [\"ap\", \"sms\"]",
            "«sms» kan hier niet; kies uit 112, fast-nl, moa-fast-nl, einde-oa, einde-fast-nl, einde-gebeld, einde-formulier, ap.",
        ),
    ] {
        assert!(TBS.contains(from), "{from}");
        let found = errors(&TBS.replacen(from, to, 1));
        let told = found.iter().find(|f| f.sentence == sentence).map(|f| f.line);
        assert_eq!(told, Some(line(TBS, from)), "{sentence}: {found:?}");
    }
}

/// Spoils the book in one place at a time, each time the same way wrong.
fn spoilt(from: &str, others: &[&str], sentence: &str) {
    for to in others {
        assert!(TBS.contains(from), "{from}");
        let found: Vec<String> = errors(&TBS.replacen(from, to, 1)).into_iter().map(|f| f.sentence).collect();
        assert_eq!(found.first().map(String::as_str), Some(sentence), "{to}: {found:?}");
    }
}

#[test]
fn a_date_that_is_none_says_what_belongs_there() {
    let date = "Hier hoort een datum zonder aanhalingstekens, zoals 2026-01-02.";
    let others = ["2026-01-01T09:00:00", "2026-01-01T09:00:00Z", "09:00:00", "\"2026-01-01\""];
    let others = others.map(|other| format!("geldig_van = {other}"));
    spoilt("geldig_van = 2026-01-01", &others.each_ref().map(String::as_str), date);
}

#[test]
fn a_number_out_of_its_bounds_says_what_they_are() {
    let hours = "Hier hoort een heel getal van 1 tot en met 1000.";
    spoilt("uren = 72", &["uren = 0", "uren = 1001", "uren = 7.5", "uren = -1"], hours);
    assert!(errors(&TBS.replacen("uren = 72", "uren = 1000", 1)).is_empty());
}

#[test]
fn what_the_source_leaves_open_says_so_with_its_reason_and_its_place() {
    let open = Rulebook::built_in().undetermined.first().map(|o| (o.to_string(), o.topic.clone(), o.reason.clone()));
    let (told, topic, reason) = open.unwrap_or_default();
    assert!(!topic.is_empty() && told.starts_with(&format!("{topic}: zelf toetsen. {reason} (")), "{told}");
    assert!(told.ends_with(')'), "{told}");
}

#[test]
fn the_guide_advises_by_the_number_of_yeses() {
    let guide = &Rulebook::built_in().weighing_guide;
    let told: Vec<&str> = (0..4).map(|yeses| guide.advice(yeses)).collect();
    let often = "Twee keer ja of vaker: maak een piketmelding, tenzij u kunt motiveren waarom niet.";
    let once = "Eén keer ja: laat een piketmelding zwaar wegen.";
    assert_eq!(told, ["Geen antwoord vraagt om een piketmelding; leg de reden vast.", once, often, often]);
}

#[test]
fn an_answer_asks_for_or_spares_what_its_name_says() {
    use ConsequenceBesluit::{AYes, PHeavier, PNo, PYes, TAndPNo, TAndPYes, TYes};
    let all = [TYes, PYes, TAndPYes, TAndPNo, PHeavier, PNo, AYes];
    let which = |asks: fn(ConsequenceBesluit) -> bool| all.into_iter().filter(|b| asks(*b)).collect::<Vec<_>>();
    assert_eq!(which(ConsequenceBesluit::asks_t), [TYes, TAndPYes]);
    assert_eq!(which(ConsequenceBesluit::asks_p), [PYes, TAndPYes]);
    assert_eq!(which(ConsequenceBesluit::spares_t), [TAndPNo]);
    assert_eq!(which(ConsequenceBesluit::spares_p), [TAndPNo, PNo]);
    assert_eq!(which(ConsequenceBesluit::asks_a), [AYes]);
}

#[test]
fn a_fault_reads_as_a_line() {
    let error = errors(&TBS.replacen("sector = \"tbs\"", "sector = 1", 1));
    let pos = line(TBS, "sector = \"tbs\"");
    let expected = format!("proef.toml, regel {pos} (sector): Hier hoort tekst tussen aanhalingstekens.");
    assert_eq!(error.iter().map(ToString::to_string).collect::<Vec<_>>(), std::slice::from_ref(&expected));
    let combine = FileError::combine("Het regelboek", &error);
    assert!(combine.sentence.contains("één fout") && combine.sentence.contains(&expected));
}

#[test]
fn a_calendar_fault_names_the_calendar_file() {
    for (from, to, part) in [
        ("tot = \"17:00\"", "tot = \"08:00\"", "(kantooruren.tot)"),
        // Hours that end where they begin are none.
        ("tot = \"17:00\"", "tot = \"09:00\"", "(kantooruren.tot)"),
        ("dag = \"04-27\"", "dag = \"04-31\"", "(wanneer.dag)"),
        ("pasen = 39", "pasen = 400", "(wanneer.pasen)"),
        ("2028-05-26", "2029-05-26", "(gelijkgesteld.dagen.datum)"),
        ("kalender = \"termijnenwet\"", "kalender = \"kerk\"", "(gelijkgesteld.kalender)"),
        ("bekend_tot = 2028", "bekend_tot = \"nooit\"", "(gelijkgesteld.bekend_tot)"),
    ] {
        let found = kalender_errors(&KALENDER.replacen(from, to, 1));
        let start = format!("dagen.toml, regel {} {part}: ", line(KALENDER, from));
        assert!(found.iter().any(|f| f.starts_with(&start)), "{start}: {found:?}");
    }
}

#[test]
fn feestdagen_have_names_and_unknown_years_a_warning() {
    let book = Rulebook::built_in();
    let name =
        |date: &str, kalender| date.parse().ok().and_then(|d| book.kalenders.feestdag(d, kalender)).map(str::to_owned);
    assert_eq!(name("2031-04-26", Kalender::CaoRijk).as_deref(), Some("Koningsdag"));
    assert_eq!(name("2031-04-27", Kalender::CaoRijk), None);
    assert_eq!(name("2026-04-03", Kalender::CaoRijk), None);
    assert_eq!(name("2026-04-03", Kalender::Termijnenwet).as_deref(), Some("Goede Vrijdag"));
    assert_eq!(name("2026-05-15", Kalender::CaoRijk), None);
    assert!(name("2026-05-15", Kalender::Termijnenwet).is_some());
    assert_eq!(book.kalenders.uncertain(2029, Kalender::CaoRijk), None);
    assert_eq!(book.kalenders.uncertain(2028, Kalender::Termijnenwet), None);
    assert!(book.kalenders.uncertain(2029, Kalender::Termijnenwet).is_some());
}

/// Whatever line an author loses, he hears of it or nothing depended on it; never a crash, never an
/// empty list of faults.
#[test]
fn a_lost_line_never_fails_in_silence() {
    let lines: Vec<&str> = TBS.lines().collect();
    let mut went_well = 0;
    for gone in 0..lines.len() {
        let without: Vec<&str> = lines.iter().enumerate().filter(|(i, _)| *i != gone).map(|(_, r)| *r).collect();
        match Rulebook::parse(&without.join("\n"), "proef.toml", RulebookOrigin::BuiltIn) {
            Ok(_) => went_well += 1,
            Err(errors) => assert!(!errors.is_empty(), "regel {}: {:?}", gone + 1, lines.get(gone)),
        }
    }
    let loose =
        |r: &&&str| r.is_empty() || r.starts_with('#') || r.starts_with("document") || r.starts_with("opsteller");
    assert!(went_well >= lines.iter().filter(loose).count() && went_well < lines.len() / 2, "{went_well}");
}

/// The officer's own days count in every calendar and are counted as no werkdag, and the book stays the same book; without
/// any it is the embedded one.
#[test]
fn own_days_count_everywhere_and_make_no_other_book() -> Result<(), Box<dyn std::error::Error>> {
    let day = NaiveDate::from_ymd_opt(2026, 12, 24).ok_or("dag")?;
    let own = [OwnDay { date: day, name: "Kantoor dicht, uw eigen dag".to_owned() }];
    let book = Book::BuiltIn.with_own_days(&own);
    let fixed = Rulebook::built_in();
    assert!(matches!(Book::BuiltIn.with_own_days(&[]), Book::BuiltIn));
    assert_eq!(book.edition.stamp(), fixed.edition.stamp());
    for kalender in Kalender::ALL {
        assert!(fixed.kalenders.is_werkdag(day, kalender) && !book.kalenders.is_werkdag(day, kalender));
        assert_eq!(book.kalenders.feestdag(day, kalender), Some("Kantoor dicht, uw eigen dag"));
        let (without, with) = (fixed.kalenders.werkdagen(2026, kalender), book.kalenders.werkdagen(2026, kalender));
        assert_eq!(without.iter().sum::<u32>(), with.iter().sum::<u32>() + 1);
        assert_eq!(
            fixed.kalenders.feestdagen(2026, kalender).count() + 1,
            book.kalenders.feestdagen(2026, kalender).count()
        );
    }
    Ok(())
}

#[test]
fn from_october_the_year_to_come_is_asked_for() -> Result<(), Box<dyn std::error::Error>> {
    let kalenders = Kalenders::built_in();
    for (now, termijnenwet) in [
        ("2028-09-30T23:59:59+02:00", false),
        ("2028-10-01T00:00:00+02:00", true),
        ("2029-02-01T00:00:00+01:00", true),
        ("2026-10-01T00:00:00+02:00", false),
    ] {
        let now = Moment::from_rfc3339(now)?;
        assert_eq!(kalenders.uncertain_soon(now, Kalender::Termijnenwet).is_some(), termijnenwet, "{now}");
        assert_eq!(kalenders.uncertain_soon(now, Kalender::CaoRijk), None);
    }
    Ok(())
}

#[test]
fn every_fault_in_the_table_of_contradictions_is_named_with_its_line() {
    let toml = "ontkenning = [\"Niet\"]\nbereik = 0\nschatting = []\n[[kenmerk]]\nnaam = \"letsel\"\n\
                onderwerpen = [\"letsel\", \"weer\"]\n[[kenmerk.waarde]]\nfrase = [\"gewond\"]\n";
    let errors = Features::parse(toml, "proef.toml").err().unwrap_or_default();
    let found: Vec<(usize, &str)> = errors.iter().map(|f| (f.line, f.field.as_str())).collect();
    for expected in [
        (1, "ontkenning"),
        (2, "bereik"),
        (6, "kenmerk.onderwerpen"),
        (7, "kenmerk.waarde"),
        (7, "kenmerk.waarde.frasen"),
        (8, "kenmerk.waarde.frase"),
    ] {
        assert!(found.contains(&expected), "{expected:?} ontbreekt in {found:?}");
    }
    assert!(!Features::built_in().features.is_empty());
}
