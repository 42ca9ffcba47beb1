//! The intake from the outside: the sample mails with every field they hold and no other.

#[path = "intake/bounds.rs"]
mod bounds;
#[path = "intake/certainty.rs"]
mod certainty;
#[path = "intake/claims.rs"]
mod claims;
#[cfg(target_os = "linux")]
#[path = "intake/cost.rs"]
mod cost;
#[path = "intake/documents.rs"]
mod documents;
#[path = "intake/hostile.rs"]
mod hostile;
#[path = "intake/kinds.rs"]
mod kinds;
#[path = "intake/layouts.rs"]
mod layouts;
#[path = "intake/mutation.rs"]
mod mutation;
#[path = "intake/new_words.rs"]
mod new_words;
#[path = "intake/packaging.rs"]
mod packaging;
#[path = "intake/parts.rs"]
mod parts;
#[path = "intake/prose.rs"]
mod prose;
#[path = "intake/returns.rs"]
mod returns;
#[path = "intake/shapes.rs"]
mod shapes;
#[path = "intake/unseen.rs"]
mod unseen;
#[path = "intake/vocabulary.rs"]
mod vocabulary;

use std::{collections::BTreeMap, fs, path::PathBuf};

use piket::intake::{self, ReadMail};
use serde_json::Value;

type TestResult = Result<(), Box<dyn std::error::Error>>;

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/mail")
}

/// The only mail of a file.
fn only(mut mails: Vec<ReadMail>) -> Result<ReadMail, Box<dyn std::error::Error>> {
    match (mails.pop(), mails.len()) {
        (Some(mail), 0) => Ok(mail),
        (_, others) => Err(format!("nog {others} mails").into()),
    }
}

fn fields(g: &ReadMail) -> BTreeMap<String, String> {
    g.mail.fields.iter().map(|(name, v)| (name.clone(), v.value.read().to_owned())).collect()
}

#[test]
fn the_sample_mails_give_what_they_hold_and_nothing_else() -> TestResult {
    let list = intake::inrichtingen()?;
    let expected: BTreeMap<String, Value> = serde_json::from_str(&fs::read_to_string(folder().join("verwacht.json"))?)?;
    let mut errors = Vec::new();
    for (name, expected) in &expected {
        let reading = match intake::read_file(&folder().join(name), &list).map(only) {
            Ok(g) => g?,
            Err(f) => {
                errors.push(format!("{name}: {f}"));
                continue;
            }
        };
        let mut good: BTreeMap<String, String> = serde_json::from_value(expected["velden"].clone())?;
        if let Some(end) = expected.get("einde_oa").and_then(Value::as_str) {
            good.insert("einde_oa".to_owned(), end.to_owned());
        }
        if expected["soort"] != reading.kind.code() {
            errors.push(format!("{name}: soort {}", reading.kind.code()));
        }
        if expected["inrichting"].as_str()
            != reading.mail.inrichting.as_ref().map(piket::domain::inrichting::Plek::label)
        {
            errors.push(format!("{name}: inrichting {:?}", reading.mail.inrichting));
        }
        let found = fields(&reading);
        for (field, value) in &good {
            if found.get(field) != Some(value) {
                errors.push(format!("{name}: {field} is {:?} en niet {value:?}", found.get(field)));
            }
        }
        for (field, value) in found.iter().filter(|(v, _)| !good.contains_key(*v)) {
            errors.push(format!("{name}: {field} is verzonnen: {value:?}"));
        }
        assert_eq!(reading.original(), fs::read(folder().join(name))?);
    }
    assert!(errors.is_empty(), "\n{}", errors.join("\n"));
    Ok(())
}

/// Mails made by other programs than this one, in the layouts that were once read wrongly.
#[test]
fn layouts_of_other_makers_give_what_they_hold_and_nothing_else() -> TestResult {
    let list = intake::inrichtingen()?;
    let folder = folder().with_file_name("vormen");
    let expected: BTreeMap<String, Value> = serde_json::from_str(&fs::read_to_string(folder.join("verwacht.json"))?)?;
    let one_line = |t: &str| t.split_whitespace().collect::<Vec<_>>().join(" ");
    for (name, expected) in &expected {
        let reading = only(intake::read_file(&folder.join(name), &list)?)?;
        assert_eq!(expected["soort"], reading.kind.code(), "{name}");
        let good: BTreeMap<String, String> = serde_json::from_value(expected["velden"].clone())?;
        let found: BTreeMap<String, String> =
            fields(&reading).into_iter().map(|(field, value)| (field, one_line(&value))).collect();
        assert_eq!(found, good, "{name}");
    }
    assert!(expected.len() >= 12);
    Ok(())
}

#[test]
fn the_same_facts_are_read_from_many_forms() -> TestResult {
    const CASES: u64 = 1500;
    let list = intake::inrichtingen()?;
    let (mut good, mut all, mut invented, mut kinds) = (0_usize, 0_usize, 0_usize, 0_usize);
    let mut errors: BTreeMap<String, usize> = BTreeMap::new();
    for seed in 0..CASES {
        let case = shapes::case(seed);
        let reading = intake::read_bytes(&case.mail, "proef.eml", &list)?;
        kinds += usize::from(reading.kind.code() == case.kind);
        if reading.kind.code() != case.kind {
            *errors.entry(format!("{}: soort {}", case.shape, reading.kind.code())).or_default() += 1;
        }
        let found = fields(&reading);
        for (field, value) in &case.fields {
            all += 1;
            if found.get(field) == Some(value) {
                good += 1;
            } else {
                invented += usize::from(found.contains_key(field));
                *errors
                    .entry(format!("{} #{seed}: {field} {value:?} → {:?}", case.shape, found.get(field)))
                    .or_default() += 1;
            }
        }
        for (field, value) in found.iter().filter(|(v, _)| !case.fields.contains_key(*v)) {
            invented += 1;
            *errors.entry(format!("{} #{seed}: verzonnen {field} {value:?}", case.shape)).or_default() += 1;
        }
    }
    let list: Vec<String> = errors.iter().step_by(errors.len() / 60 + 1).map(|(f, n)| format!("{n}× {f}")).collect();
    let outcome = format!("{good} van {all} goed, {invented} verzonnen, {kinds} soorten\n{}", list.join("\n"));
    assert!(good == all && invented == 0 && kinds as u64 == CASES, "{outcome}");
    Ok(())
}

/// A plain mail of this text.
fn mail(topic: &str, text: &str) -> Vec<u8> {
    format!(
        "From: Directie FPC de Kijvelanden <directie@x.example>\r\nTo: incidentmelding@dji.minjus.nl\r\nSubject: {topic}\r\n\
         Date: Tue, 29 Sep 2026 09:00:00 +0200\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{}",
        text.replace('\n', "\r\n")
    )
    .into_bytes()
}

fn read(text: &str) -> Result<ReadMail, Box<dyn std::error::Error>> {
    Ok(intake::read_bytes(
        &mail("MBV Divisie Forzo/JJI FPC de Kijvelanden", text),
        "proef.eml",
        &intake::inrichtingen()?,
    )?)
}

fn as_map(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs.iter().map(|(n, w)| ((*n).to_owned(), (*w).to_owned())).collect()
}

#[test]
fn the_statutory_form_with_its_headings_and_sub_items() -> TestResult {
    let g = read(
        "PROTOCOL MELDING BIJZONDER GEVAL\n\n1. Verpleegde(n)\n   a. naam: B.J. Proefpersoon\n   b. verblijfstitel: tbs met dwangverpleging\n   \
         c. geboortedatum: 6 april 1992\n   d. datum inschrijving: 24-11-2022\n   e. geslacht: man\n   f. delict: art. 287 Sr\n   g. nationaliteit: Nederlandse\n\
         2. Briefnummer: 2026/8756\n3. Inrichting/afdeling: FPC de Kijvelanden / Noord\n4. Soort afdeling (intra-/trans-/extramuraal): intramuraal\n\
         5. Verlofvorm: geen\n6. Datum/tijdstip: 26-09-2026, 22.40 uur\n7. Type voorval (aankruisen wat van toepassing is):\n   [ ] A. natuurlijke dood\n   \
         [ ] H. niet terug van onbegeleid verlof\n   [x] I. ernstig geweld incl. gijzeling\n   [ ] J. overig\n\
         8. Beschrijving van het voorval en de omstandigheden waaronder het plaatsvond:\n\
         Toedracht: patiënt sloeg een medewerker.\nLocatie: de keuken.\n\nDaarna is hij afgezonderd.\n\
         9. Voorlopig oordeel over het recidivegevaar: niet verhoogd\n10. Melding aan opsporing:\n    datum: 26-09-2026\n    tijd: 23:05\n    categorie: basisteam\n\
         Melding aan het openbaar ministerie: nee\n11. Mediacontacten: geen\n12. Zijn omwonenden geïnformeerd? nee\n13. Zijn slachtoffers/nabestaanden geïnformeerd? n.v.t.\n\
         14. Genomen maatregelen: afzondering\n15. Opmerkingen:\n\nPlaats, datum: Poortugaal, 27 september 2026\nHandtekening hoofd: mr. P. de Directeur\n",
    )?;
    assert_eq!(g.kind.code(), "mbv");
    assert_eq!(
        fields(&g),
        as_map(&[
            ("afdeling", "Noord"),
            (
                "beschrijving",
                "Toedracht: patiënt sloeg een medewerker. Locatie: de keuken.\nDaarna is hij afgezonderd."
            ),
            ("briefnummer", "2026/8756"),
            ("datum", "2026-09-27"),
            ("datum_inschrijving", "2022-11-24"),
            ("delict", "art. 287 Sr"),
            ("geboortedatum", "1992-04-06"),
            ("gemeld_om", "nee"),
            ("gemeld_opsporing", "datum: 26-09-2026 tijd: 23:05 categorie: basisteam"),
            ("geslacht", "man"),
            ("inrichting", "FPC de Kijvelanden"),
            ("maatregelen", "afzondering"),
            ("media", "geen"),
            ("nationaliteit", "Nederlandse"),
            ("omwonenden", "nee"),
            ("ondertekend_door", "mr. P. de Directeur"),
            ("plaats", "Poortugaal"),
            ("recidivegevaar", "niet verhoogd"),
            ("slachtoffers", "n.v.t."),
            ("soort_afdeling", "intramuraal"),
            ("type_voorval", "I"),
            ("verblijfstitel", "tbs met dwangverpleging"),
            ("verlofvorm", "geen"),
            ("verpleegde", "B.J. Proefpersoon"),
            ("voorval", "2026-09-26T22:40:00+02:00"),
        ])
    );
    Ok(())
}

#[test]
fn a_moa_in_sections_knows_whose_name_and_whose_date() -> TestResult {
    let g = read(
        "Melding ongeoorloofde afwezigheid\n\nGegevens melder\nNaam: J. de Groot\nFunctie: hoofd dienst\nTelefoon: 010-1234567\n\nGegevens patiënt\n\
         Voorletters: B.J.\nAchternaam: Proefpersoon\nGeboortedatum: 06-04-1992\nEinddatum tbs: onbekend\n\nGegevens inrichting\nNaam: Kijvelanden\nPlaats: Poortugaal\n\n\
         Onttrekking\nDatum: 28-09-2026\nTijd: 14.28 uur\nWijze van onttrekking: over het hek, met hulp van\nderden\n\nConstatering\nDatum: 28-09-2026\nTijd: 15.18 uur\n\n\
         Ondertekening\nNaam: mr. P. de Directeur\nPlaats: Poortugaal\nDatum: 29-09-2026\n",
    )?;
    assert_eq!(g.kind.code(), "moa");
    assert_eq!(
        fields(&g),
        as_map(&[
            ("constatering", "2026-09-28T15:18:00+02:00"),
            ("geboortedatum", "1992-04-06"),
            ("inrichting", "FPC de Kijvelanden"),
            ("naam", "B.J. Proefpersoon"),
            ("voorval", "2026-09-28T14:28:00+02:00"),
            ("wijze_van_onttrekking", "over het hek, met hulp van derden"),
        ])
    );
    Ok(())
}

const MOA: &str = "Naam: B.J. Proefpersoon\nGeboortedatum: 06-04-1992\nWijze van onttrekking: over het hek\n\
                   Datum en tijdstip voorval: 28-09-2026 14:28\n";

#[test]
fn the_newest_part_of_a_mail_counts() -> TestResult {
    let old = MOA.replace("Proefpersoon", "Oud").replace("06-04-1992", "01-01-1970");
    let block =
        "Van: Piket <piket@x.example>\nVerzonden: maandag 28 september 2026 16:00\nAan: Directie\nOnderwerp: MBV\n\n";
    let new_on_old = read(&format!("{MOA}\n{block}{old}"))?;
    assert_eq!(fields(&new_on_old).get("naam").map(String::as_str), Some("B.J. Proefpersoon"));
    let list = intake::inrichtingen()?;
    let thanks = intake::read_bytes(&mail("RE: MBV", &format!("Dank, ontvangen.\n\n{block}{MOA}")), "x", &list)?;
    assert_eq!((thanks.kind.code(), fields(&thanks).len()), ("onbekend", 0));
    assert!(thanks.mail.warnings.iter().any(|w| w.read().contains("geciteerde")));
    let quoted = format!("> {}", MOA.trim_end().replace('\n', "\n> "));
    let thanks = read(&format!("Dank.\n\nOp ma 28 sep. 2026 om 16:00 schreef Directie <d@x>:\n{quoted}"))?;
    assert_eq!(thanks.kind.code(), "onbekend");
    let forwarded = intake::read_bytes(&mail("FW: MBV", &format!("Ter info.\n\n{block}{MOA}")), "x", &list)?;
    // Four that stand in it, and the inrichting of who sent it.
    assert_eq!((forwarded.kind.code(), fields(&forwarded).len()), ("moa", 5));
    assert!(
        forwarded.mail.fields["naam"].source.read().contains("doorgestuurd"),
        "{}",
        forwarded.mail.fields["naam"].source.read()
    );
    Ok(())
}

#[test]
fn the_end_of_an_absence_is_read_from_a_form_and_from_a_reply() -> TestResult {
    let shape = read(
        "Melding einde ongeoorloofde afwezigheid\nNaam: B.J. Proefpersoon\nGeboortedatum: 06-04-1992\nDatum terugkeer: 29-09-2026\nTijdstip terugkeer: 04.39 uur\n",
    )?;
    let expected = as_map(&[
        ("einde_oa", "2026-09-29T04:39:00+02:00"),
        ("geboortedatum", "1992-04-06"),
        ("inrichting", "FPC de Kijvelanden"),
        ("naam", "B.J. Proefpersoon"),
    ]);
    assert_eq!((shape.kind.code(), fields(&shape)), ("einde-oa", expected.clone()));
    let answer = read(&format!(
        "Betrokkene is vanochtend om 04.39 uur aangehouden door de politie.\n\nVan: Directie\nVerzonden: maandag 28 september 2026 16:00\nOnderwerp: MBV\n\n{MOA}"
    ))?;
    assert_eq!((answer.kind.code(), fields(&answer)), ("einde-oa", expected));
    let not_yet = read(&format!("{MOA}\nZodra betrokkene is teruggekeerd melden wij dat."))?;
    assert_eq!(not_yet.kind.code(), "moa");
    Ok(())
}

#[test]
fn what_is_no_date_stays_out_and_is_said() -> TestResult {
    let g = read(
        "Naam: X. Verzonnen\nGeboortedatum: 31-02-1992\nWijze van onttrekking: over het hek\nDatum en tijdstip voorval: vannacht\nEinddatum tbs: onbekend\n",
    )?;
    assert_eq!(
        fields(&g),
        as_map(&[
            ("inrichting", "FPC de Kijvelanden"),
            ("naam", "X. Verzonnen"),
            ("wijze_van_onttrekking", "over het hek"),
        ])
    );
    assert_eq!(g.mail.warnings.len(), 2, "{:?}", g.mail.warnings);
    Ok(())
}

#[test]
fn ordinary_mail_is_no_report() -> TestResult {
    for text in [
        "Beste collega,\n\nNaam: J. Jansen\nDatum: 3 december 2026\nPlaats: Utrecht\n\nGraag tot dan.",
        "Hierbij de notulen. Media: geen nieuws. De patiënt is teruggekeerd van vakantie.",
        "De Meldingsinstructie over ongeoorloofde afwezigheid is herzien. Vragen? Bel ons.",
        "Kunt u nog aangeven wat de einddatum is? Wij missen ook de wijze van onttrekking.",
    ] {
        let g = read(text)?;
        assert_eq!((g.kind.code(), fields(&g).len()), ("onbekend", 0), "{text}");
    }
    Ok(())
}

#[test]
fn the_same_mail_has_one_fingerprint_however_it_travelled() -> TestResult {
    let list = intake::inrichtingen()?;
    let fingerprint = |b: &[u8]| intake::read_bytes(b, "x", &list).map(|g| g.mail.fingerprint);
    let headers = "From: A <a@x.example>\r\nSubject: MBV\r\nDate: Tue, 29 Sep 2026 09:00:00 +0200\r\n";
    let one =
        format!("{headers}Message-ID: <1@x>\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nPati\u{eb}nt  A\r\nweg");
    let relay = format!(
        "Received: from a by b; Tue, 29 Sep 2026 09:01:00 +0200\r\n{}",
        one.replace("a@x", "A@X").replace("  A", " A").replace("\r\n", "\n")
    );
    let mut latin = format!("{headers}Content-Type: text/plain; charset=windows-1252\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nPati=EBnt A w=\r\neg").into_bytes();
    assert_eq!(fingerprint(one.as_bytes())?, fingerprint(relay.as_bytes())?);
    assert_eq!(fingerprint(one.as_bytes())?, fingerprint(&latin)?);
    latin.extend(b"!");
    assert_ne!(fingerprint(one.as_bytes())?, fingerprint(&latin)?);
    assert_ne!(fingerprint(one.as_bytes())?, fingerprint(one.replace("09:00:00", "09:00:01").as_bytes())?);
    Ok(())
}

#[test]
fn a_second_form_in_one_mail_is_never_passed_over_in_silence() -> TestResult {
    let mbv = "Naam verpleegde: A. Proef\nGeboortedatum: 01-02-1980\nDelict: diefstal\nInrichting: De Kijvelanden\n\
               Datum en tijdstip voorval: 22-11-2026 02:10\nBeschrijving van het voorval: Brand op kamer 3.\n";
    let combine = read(&format!("{mbv}\nMelding ongeoorloofde afwezigheid\n{MOA}"))?;
    let warned = |word: &str| combine.mail.warnings.iter().any(|w| w.read().contains(word));
    assert!(warned("twee formulieren"), "{:?}", combine.mail.warnings);
    assert!(!fields(&combine).contains_key("geboortedatum"), "van wie is deze geboortedatum?");
    Ok(())
}

#[test]
fn of_two_versions_the_newest_wins_and_what_differs_is_said() -> TestResult {
    let old = MOA.replace("over het hek", "onbekend hoe");
    let block = |who: &str| {
        format!("Van: {who} <x@x.example>\nVerzonden: maandag 28 september 2026 16:00\nAan: Y\nOnderwerp: MBV\n\n")
    };
    let list = intake::inrichtingen()?;
    let text = format!("Ter info.\n\n{}Verbeterd:\n{MOA}\n{}{old}", block("Een"), block("Twee"));
    let chain = intake::read_bytes(&mail("FW: MBV", &text), "x", &list)?;
    assert_eq!(fields(&chain).get("wijze_van_onttrekking").map(String::as_str), Some("over het hek"));
    assert!(chain.mail.warnings.iter().any(|w| w.read().contains("iets anders")), "{:?}", chain.mail.warnings);
    Ok(())
}
