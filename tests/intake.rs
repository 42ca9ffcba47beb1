//! The intake from the outside: the sample mails with every field they hold and no other.

#[path = "intake/documenten.rs"]
mod documenten;
#[cfg(target_os = "linux")]
#[path = "intake/maat.rs"]
mod maat;
#[path = "intake/verpakking.rs"]
mod verpakking;
#[path = "intake/vijandig.rs"]
mod vijandig;
#[path = "intake/vormen.rs"]
mod vormen;

use std::{collections::BTreeMap, fs, path::PathBuf};

use piket::intake::{self, Gelezen};
use serde_json::Value;

type Uitslag = Result<(), Box<dyn std::error::Error>>;

fn map() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/mail")
}

fn velden(g: &Gelezen) -> BTreeMap<String, String> {
    g.post.velden.iter().map(|(naam, v)| (naam.clone(), v.waarde.lees().to_owned())).collect()
}

#[test]
fn the_sample_mails_give_what_they_hold_and_nothing_else() -> Uitslag {
    let lijst = intake::inrichtingen()?;
    let verwacht: BTreeMap<String, Value> = serde_json::from_str(&fs::read_to_string(map().join("verwacht.json"))?)?;
    let mut fouten = Vec::new();
    for (naam, verwacht) in &verwacht {
        let gelezen = match intake::lees_bestand(&map().join(naam), &lijst) {
            Ok(g) => g,
            Err(f) => {
                fouten.push(format!("{naam}: {f}"));
                continue;
            }
        };
        let mut goed: BTreeMap<String, String> = serde_json::from_value(verwacht["velden"].clone())?;
        if let Some(einde) = verwacht.get("einde_oa").and_then(Value::as_str) {
            goed.insert("einde_oa".to_owned(), einde.to_owned());
        }
        if verwacht["soort"] != gelezen.soort.sleutel() {
            fouten.push(format!("{naam}: soort {}", gelezen.soort.sleutel()));
        }
        if verwacht["inrichting"].as_str()
            != gelezen.post.inrichting.as_ref().map(piket::domain::inrichting::Plek::naam)
        {
            fouten.push(format!("{naam}: inrichting {:?}", gelezen.post.inrichting));
        }
        let gevonden = velden(&gelezen);
        for (veld, waarde) in &goed {
            if gevonden.get(veld) != Some(waarde) {
                fouten.push(format!("{naam}: {veld} is {:?} en niet {waarde:?}", gevonden.get(veld)));
            }
        }
        for (veld, waarde) in gevonden.iter().filter(|(v, _)| !goed.contains_key(*v)) {
            fouten.push(format!("{naam}: {veld} is verzonnen: {waarde:?}"));
        }
        assert_eq!(gelezen.origineel(), fs::read(map().join(naam))?);
    }
    assert!(fouten.is_empty(), "\n{}", fouten.join("\n"));
    Ok(())
}

/// Mails made by other programs than this one, in the layouts that were once read wrongly.
#[test]
fn layouts_of_other_makers_give_what_they_hold_and_nothing_else() -> Uitslag {
    let lijst = intake::inrichtingen()?;
    let map = map().with_file_name("vormen");
    let verwacht: BTreeMap<String, Value> = serde_json::from_str(&fs::read_to_string(map.join("verwacht.json"))?)?;
    let een_regel = |t: &str| t.split_whitespace().collect::<Vec<_>>().join(" ");
    for (naam, verwacht) in &verwacht {
        let gelezen = intake::lees_bestand(&map.join(naam), &lijst)?;
        assert_eq!(verwacht["soort"], gelezen.soort.sleutel(), "{naam}");
        let goed: BTreeMap<String, String> = serde_json::from_value(verwacht["velden"].clone())?;
        let gevonden: BTreeMap<String, String> =
            velden(&gelezen).into_iter().map(|(veld, waarde)| (veld, een_regel(&waarde))).collect();
        assert_eq!(gevonden, goed, "{naam}");
    }
    assert!(verwacht.len() >= 12);
    Ok(())
}

#[test]
fn the_same_facts_are_read_from_many_forms() -> Uitslag {
    const GEVALLEN: u64 = 1500;
    let lijst = intake::inrichtingen()?;
    let (mut goed, mut alle, mut verzonnen, mut soorten) = (0_usize, 0_usize, 0_usize, 0_usize);
    let mut fouten: BTreeMap<String, usize> = BTreeMap::new();
    for zaad in 0..GEVALLEN {
        let geval = vormen::geval(zaad);
        let gelezen = intake::lees_bytes(&geval.mail, "proef.eml", &lijst)?;
        soorten += usize::from(gelezen.soort.sleutel() == geval.soort);
        if gelezen.soort.sleutel() != geval.soort {
            *fouten.entry(format!("{}: soort {}", geval.vorm, gelezen.soort.sleutel())).or_default() += 1;
        }
        let gevonden = velden(&gelezen);
        for (veld, waarde) in &geval.velden {
            alle += 1;
            if gevonden.get(veld) == Some(waarde) {
                goed += 1;
            } else {
                verzonnen += usize::from(gevonden.contains_key(veld));
                *fouten
                    .entry(format!("{} #{zaad}: {veld} {waarde:?} → {:?}", geval.vorm, gevonden.get(veld)))
                    .or_default() += 1;
            }
        }
        for (veld, waarde) in gevonden.iter().filter(|(v, _)| !geval.velden.contains_key(*v)) {
            verzonnen += 1;
            *fouten.entry(format!("{} #{zaad}: verzonnen {veld} {waarde:?}", geval.vorm)).or_default() += 1;
        }
    }
    let lijst: Vec<String> = fouten.iter().step_by(fouten.len() / 60 + 1).map(|(f, n)| format!("{n}× {f}")).collect();
    let uitslag = format!("{goed} van {alle} goed, {verzonnen} verzonnen, {soorten} soorten\n{}", lijst.join("\n"));
    assert!(goed == alle && verzonnen == 0 && soorten as u64 == GEVALLEN, "{uitslag}");
    Ok(())
}

/// A plain mail of this text.
fn mail(onderwerp: &str, tekst: &str) -> Vec<u8> {
    format!(
        "From: Directie FPC de Kijvelanden <directie@x.example>\r\nTo: incidentmelding@dji.minjus.nl\r\nSubject: {onderwerp}\r\n\
         Date: Tue, 29 Sep 2026 09:00:00 +0200\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{}",
        tekst.replace('\n', "\r\n")
    )
    .into_bytes()
}

fn lees(tekst: &str) -> Result<Gelezen, Box<dyn std::error::Error>> {
    Ok(intake::lees_bytes(
        &mail("MBV Divisie Forzo/JJI FPC de Kijvelanden", tekst),
        "proef.eml",
        &intake::inrichtingen()?,
    )?)
}

fn als_kaart(paren: &[(&str, &str)]) -> BTreeMap<String, String> {
    paren.iter().map(|(n, w)| ((*n).to_owned(), (*w).to_owned())).collect()
}

#[test]
fn the_statutory_form_with_its_headings_and_sub_items() -> Uitslag {
    let g = lees(
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
    assert_eq!(g.soort.sleutel(), "mbv");
    assert_eq!(
        velden(&g),
        als_kaart(&[
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
fn a_moa_in_sections_knows_whose_name_and_whose_date() -> Uitslag {
    let g = lees(
        "Melding ongeoorloofde afwezigheid\n\nGegevens melder\nNaam: J. de Groot\nFunctie: hoofd dienst\nTelefoon: 010-1234567\n\nGegevens patiënt\n\
         Voorletters: B.J.\nAchternaam: Proefpersoon\nGeboortedatum: 06-04-1992\nEinddatum tbs: onbekend\n\nGegevens inrichting\nNaam: Kijvelanden\nPlaats: Poortugaal\n\n\
         Onttrekking\nDatum: 28-09-2026\nTijd: 14.28 uur\nWijze van onttrekking: over het hek, met hulp van\nderden\n\nConstatering\nDatum: 28-09-2026\nTijd: 15.18 uur\n\n\
         Ondertekening\nNaam: mr. P. de Directeur\nPlaats: Poortugaal\nDatum: 29-09-2026\n",
    )?;
    assert_eq!(g.soort.sleutel(), "moa");
    assert_eq!(
        velden(&g),
        als_kaart(&[
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
fn the_newest_part_of_a_mail_counts() -> Uitslag {
    let oud = MOA.replace("Proefpersoon", "Oud").replace("06-04-1992", "01-01-1970");
    let blok =
        "Van: Piket <piket@x.example>\nVerzonden: maandag 28 september 2026 16:00\nAan: Directie\nOnderwerp: MBV\n\n";
    let nieuw_op_oud = lees(&format!("{MOA}\n{blok}{oud}"))?;
    assert_eq!(velden(&nieuw_op_oud).get("naam").map(String::as_str), Some("B.J. Proefpersoon"));
    let lijst = intake::inrichtingen()?;
    let dank = intake::lees_bytes(&mail("RE: MBV", &format!("Dank, ontvangen.\n\n{blok}{MOA}")), "x", &lijst)?;
    assert_eq!((dank.soort.sleutel(), velden(&dank).len()), ("onbekend", 0));
    assert!(dank.post.waarschuwingen.iter().any(|w| w.lees().contains("geciteerde")));
    let geciteerd = format!("> {}", MOA.trim_end().replace('\n', "\n> "));
    let dank = lees(&format!("Dank.\n\nOp ma 28 sep. 2026 om 16:00 schreef Directie <d@x>:\n{geciteerd}"))?;
    assert_eq!(dank.soort.sleutel(), "onbekend");
    let door = intake::lees_bytes(&mail("FW: MBV", &format!("Ter info.\n\n{blok}{MOA}")), "x", &lijst)?;
    assert_eq!((door.soort.sleutel(), velden(&door).len()), ("moa", 4));
    assert!(door.post.velden["naam"].bron.lees().contains("doorgestuurd"), "{}", door.post.velden["naam"].bron.lees());
    Ok(())
}

#[test]
fn the_end_of_an_absence_is_read_from_a_form_and_from_a_reply() -> Uitslag {
    let vorm = lees(
        "Melding einde ongeoorloofde afwezigheid\nNaam: B.J. Proefpersoon\nGeboortedatum: 06-04-1992\nDatum terugkeer: 29-09-2026\nTijdstip terugkeer: 04.39 uur\n",
    )?;
    let verwacht = als_kaart(&[
        ("einde_oa", "2026-09-29T04:39:00+02:00"),
        ("geboortedatum", "1992-04-06"),
        ("naam", "B.J. Proefpersoon"),
    ]);
    assert_eq!((vorm.soort.sleutel(), velden(&vorm)), ("einde-oa", verwacht.clone()));
    let antwoord = lees(&format!(
        "Betrokkene is vanochtend om 04.39 uur aangehouden door de politie.\n\nVan: Directie\nVerzonden: maandag 28 september 2026 16:00\nOnderwerp: MBV\n\n{MOA}"
    ))?;
    assert_eq!((antwoord.soort.sleutel(), velden(&antwoord)), ("einde-oa", verwacht));
    let nog_niet = lees(&format!("{MOA}\nZodra betrokkene is teruggekeerd melden wij dat."))?;
    assert_eq!(nog_niet.soort.sleutel(), "moa");
    Ok(())
}

#[test]
fn what_is_no_date_stays_out_and_is_said() -> Uitslag {
    let g = lees(
        "Naam: X. Verzonnen\nGeboortedatum: 31-02-1992\nWijze van onttrekking: over het hek\nDatum en tijdstip voorval: vannacht\nEinddatum tbs: onbekend\n",
    )?;
    assert_eq!(velden(&g), als_kaart(&[("naam", "X. Verzonnen"), ("wijze_van_onttrekking", "over het hek")]));
    assert_eq!(g.post.waarschuwingen.len(), 2, "{:?}", g.post.waarschuwingen);
    Ok(())
}

#[test]
fn ordinary_mail_is_no_report() -> Uitslag {
    for tekst in [
        "Beste collega,\n\nNaam: J. Jansen\nDatum: 3 december 2026\nPlaats: Utrecht\n\nGraag tot dan.",
        "Hierbij de notulen. Media: geen nieuws. De patiënt is teruggekeerd van vakantie.",
        "De Meldingsinstructie over ongeoorloofde afwezigheid is herzien. Vragen? Bel ons.",
        "Kunt u nog aangeven wat de einddatum is? Wij missen ook de wijze van onttrekking.",
    ] {
        let g = lees(tekst)?;
        assert_eq!((g.soort.sleutel(), velden(&g).len()), ("onbekend", 0), "{tekst}");
    }
    Ok(())
}

#[test]
fn the_same_mail_has_one_fingerprint_however_it_travelled() -> Uitslag {
    let lijst = intake::inrichtingen()?;
    let vinger = |b: &[u8]| intake::lees_bytes(b, "x", &lijst).map(|g| g.post.vingerafdruk);
    let kop = "From: A <a@x.example>\r\nSubject: MBV\r\nDate: Tue, 29 Sep 2026 09:00:00 +0200\r\n";
    let een =
        format!("{kop}Message-ID: <1@x>\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nPati\u{eb}nt  A\r\nweg");
    let relais = format!(
        "Received: from a by b; Tue, 29 Sep 2026 09:01:00 +0200\r\n{}",
        een.replace("a@x", "A@X").replace("  A", " A").replace("\r\n", "\n")
    );
    let mut latijn = format!("{kop}Content-Type: text/plain; charset=windows-1252\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nPati=EBnt A w=\r\neg").into_bytes();
    assert_eq!(vinger(een.as_bytes())?, vinger(relais.as_bytes())?);
    assert_eq!(vinger(een.as_bytes())?, vinger(&latijn)?);
    latijn.extend(b"!");
    assert_ne!(vinger(een.as_bytes())?, vinger(&latijn)?);
    assert_ne!(vinger(een.as_bytes())?, vinger(een.replace("09:00:00", "09:00:01").as_bytes())?);
    Ok(())
}

#[test]
fn a_second_form_in_one_mail_is_never_passed_over_in_silence() -> Uitslag {
    let mbv = "Naam verpleegde: A. Proef\nGeboortedatum: 01-02-1980\nDelict: diefstal\nInrichting: De Kijvelanden\n\
               Datum en tijdstip voorval: 22-11-2026 02:10\nBeschrijving van het voorval: Brand op kamer 3.\n";
    let samen = lees(&format!("{mbv}\nMelding ongeoorloofde afwezigheid\n{MOA}"))?;
    let waarschuwd = |woord: &str| samen.post.waarschuwingen.iter().any(|w| w.lees().contains(woord));
    assert!(waarschuwd("twee formulieren"), "{:?}", samen.post.waarschuwingen);
    assert!(!velden(&samen).contains_key("geboortedatum"), "van wie is deze geboortedatum?");
    Ok(())
}

#[test]
fn of_two_versions_the_newest_wins_and_what_differs_is_said() -> Uitslag {
    let oud = MOA.replace("over het hek", "onbekend hoe");
    let blok = |wie: &str| {
        format!("Van: {wie} <x@x.example>\nVerzonden: maandag 28 september 2026 16:00\nAan: Y\nOnderwerp: MBV\n\n")
    };
    let lijst = intake::inrichtingen()?;
    let tekst = format!("Ter info.\n\n{}Verbeterd:\n{MOA}\n{}{oud}", blok("Een"), blok("Twee"));
    let keten = intake::lees_bytes(&mail("FW: MBV", &tekst), "x", &lijst)?;
    assert_eq!(velden(&keten).get("wijze_van_onttrekking").map(String::as_str), Some("over het hek"));
    assert!(
        keten.post.waarschuwingen.iter().any(|w| w.lees().contains("iets anders")),
        "{:?}",
        keten.post.waarschuwingen
    );
    Ok(())
}
