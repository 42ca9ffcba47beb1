//! The fields of the forms, found under the labels that people really use.

use super::*;
use crate::{domain::fout::Uitkomst, intake::regel};

/// Field names and values found in lines of text; a row of a table is written as `a | b`.
fn velden(tekst: &str) -> Uitkomst<Vec<(String, String)>> {
    let etiketten = Etiketten::ingebouwd()?;
    let regels: Vec<Regel> = tekst
        .split('\n')
        .zip(1..)
        .map(|(r, nr)| match r.split_once(" | ") {
            Some(_) => Regel::rij(nr, r.split(" | ").map(str::to_owned)),
            None => regel::regels(r).pop().unwrap_or_default(),
        })
        .collect();
    let naam = |doel| match doel {
        Doel::Veld { veld, .. } => etiketten.veld(veld).map(|v| v.naam.clone()).unwrap_or_default(),
        Doel::Samen(..) => "samen".to_owned(),
        Doel::Overig => "overig".to_owned(),
    };
    Ok(vind(&regels, etiketten).into_iter().map(|v| (naam(v.doel), v.tekst)).collect())
}

fn verwacht(tekst: &str, goed: &[(&str, &str)]) -> Uitkomst<()> {
    let gevonden = velden(tekst)?;
    let gevonden: Vec<(&str, &str)> = gevonden.iter().map(|(n, t)| (n.as_str(), t.as_str())).collect();
    assert_eq!(gevonden, goed, "{tekst}");
    Ok(())
}

#[test]
fn values_stand_beside_below_or_across() -> Uitkomst<()> {
    verwacht("Naam: X\nDelict: Y", &[("persoon", "X"), ("delict", "Y")])?;
    verwacht("Naam:\nX\n\nDelict\nY", &[("persoon", "X"), ("delict", "Y")])?;
    verwacht("Naam | X | Delict | Y", &[("persoon", "X"), ("delict", "Y")])?;
    verwacht("1. | Naam | X\n2. | Delict | Y", &[("persoon", "X"), ("delict", "Y")])?;
    verwacht("Naam | Delict | Afdeling\nX | Y | Z", &[("persoon", "X"), ("delict", "Y"), ("afdeling", "Z")])?;
    verwacht("Naam:   \tX        Delict: Y", &[("persoon", "X"), ("delict", "Y")])
}

#[test]
fn an_empty_answer_stays_empty() -> Uitkomst<()> {
    verwacht("Naam | \nX | Y", &[("persoon", "")])?;
    verwacht("Naam:\nDelict: Y", &[("persoon", ""), ("delict", "Y")])
}

#[test]
fn running_text_goes_on_until_the_next_label() -> Uitkomst<()> {
    verwacht(
        "Beschrijving: een\ntwee\n\ndrie\nToedracht: vier\nMedia: geen\n\nDit hoort er niet bij.",
        &[("beschrijving", "een twee\ndrie Toedracht: vier"), ("media", "geen")],
    )?;
    verwacht("Afdeling: Noord\nDit hoort er niet bij.", &[("afdeling", "Noord")])?;
    verwacht("Media: geen\nSchoenmaat: 44\nlos", &[("media", "geen")])
}

#[test]
fn a_word_in_a_sentence_is_no_label() -> Uitkomst<()> {
    verwacht("Wij hebben contact met de\nmedia\nen ook met het\nOM", &[])?;
    verwacht("Bekend is de naam: X.\nzie Delict: Y", &[])?;
    let zin = "Beschrijving: de directeur heeft in overleg met de burgemeester gebeld met het\nOpenbaar Ministerie\nen de politie";
    assert_eq!(velden(zin)?.len(), 1);
    Ok(())
}

#[test]
fn a_letter_around_a_form_is_no_part_of_it() -> Uitkomst<()> {
    verwacht(
        "Naam: X\nDelict: Y\nMedia: geen\nMet vriendelijke groet,\nNaam: Z\nAfdeling: A",
        &[("persoon", "X"), ("delict", "Y"), ("media", "geen")],
    )?;
    verwacht("Bijgaand.\nMet vriendelijke groet,\n\nNaam: X", &[("persoon", "X")])
}

#[test]
fn headings_say_what_a_bare_label_is_about() -> Uitkomst<()> {
    verwacht(
        "Inrichting:\nNaam: K\nVoorval\nDatum: 1-1-2026\nTijd: 12:00\nDatum: 2-1-2026\nMelder\nNaam: M\nOndertekening\nNaam: D",
        &[
            ("inrichting", ""),
            ("inrichting", "K"),
            ("voorval", ""),
            ("voorval", "1-1-2026"),
            ("voorval", "12:00"),
            ("datum", "2-1-2026"),
            ("overig", ""),
            ("overig", "M"),
            ("ondertekend_door", ""),
            ("ondertekend_door", "D"),
        ],
    )?;
    verwacht("Inrichting: K\nNaam: X", &[("inrichting", "K"), ("persoon", "X")])
}

#[test]
fn answers_below_their_labels_end_where_the_next_label_stands() -> Uitkomst<()> {
    let tekst = "Geboortedatum\n06-04-1992\nGeslacht\nman\nDelict\ndiefstal\n\
                 Beschrijving van het voorval\nHij is sinds zaterdag in hongerstaking: hij weigert ook vocht.\n\
                 Media\neen verslaggever van de regionale omroep heeft gebeld; verwezen naar voorlichting\n\
                 Omwonenden\nniet nodig\n";
    let gevonden = gevonden(tekst)?;
    for (naam, waarde) in [
        ("beschrijving", "Hij is sinds zaterdag in hongerstaking: hij weigert ook vocht."),
        ("media", "een verslaggever van de regionale omroep heeft gebeld; verwezen naar voorlichting"),
        ("omwonenden", "niet nodig"),
    ] {
        assert_eq!(gevonden.get(naam).map(String::as_str), Some(waarde), "{gevonden:?}");
    }
    Ok(())
}

#[test]
fn a_row_of_answers_goes_on_after_a_text_and_a_moment_over_two_lines() -> Uitkomst<()> {
    let rij = gevonden(
        "Naam: A. Proef; Wijze van onttrekking: over het hek; Einddatum tbs: 27-03-2027; Inrichting: De Kijvelanden",
    )?;
    assert_eq!(rij.get("wijze_van_onttrekking").map(String::as_str), Some("over het hek"), "{rij:?}");
    assert!(rij.contains_key("einddatum") && rij.contains_key("inrichting"), "{rij:?}");
    let regels = gevonden("Datum en tijdstip voorval: zaterdag 10 oktober 2026 om\n07.48 uur\n")?;
    assert_eq!(regels.get("voorval").map(String::as_str), Some("zaterdag 10 oktober 2026 om 07.48 uur"));
    let kop = gevonden("Gemeld aan OM: ja, 15.10 uur\n\nAFHANDELING\n\nMedia: geen\n")?;
    assert_eq!(kop.get("gemeld_om").map(String::as_str), Some("ja, 15.10 uur"), "{kop:?}");
    Ok(())
}

/// The values by the name of their field.
fn gevonden(tekst: &str) -> Uitkomst<std::collections::BTreeMap<String, String>> {
    let e = Etiketten::ingebouwd()?;
    let naam = |v: &Vondst| match v.doel {
        Doel::Veld { veld, .. } => e.veld(veld).map(|s| s.naam.clone()),
        Doel::Samen(..) | Doel::Overig => None,
    };
    let alle = vind(&crate::intake::regel::regels(tekst), e);
    Ok(alle.iter().filter_map(|v| Some((naam(v)?, v.tekst.clone()))).collect())
}
