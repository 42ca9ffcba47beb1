//! The fields of the forms, found under the labels that people really use.

use super::*;
use crate::{domain::error::Result, intake::line};

/// Field names and values found in lines of text; a row of a table is written as `a | b`.
fn fields(text: &str) -> Result<Vec<(String, String)>> {
    let labels = LabelTable::built_in()?;
    let lines: Vec<TextLine> = text
        .split('\n')
        .zip(1..)
        .map(|(r, nr)| match r.split_once(" | ") {
            Some(_) => TextLine::row(nr, r.split(" | ").map(str::to_owned)),
            None => line::lines(r).pop().unwrap_or_default(),
        })
        .collect();
    let name = |target| match target {
        LabelTarget::Field { field, .. } => labels.field(field).map(|v| v.name.clone()).unwrap_or_default(),
        LabelTarget::Combined(..) => "samen".to_owned(),
        LabelTarget::Other => "overig".to_owned(),
        LabelTarget::Unknown => "onbekend".to_owned(),
    };
    let known = find(&lines, labels).into_iter().filter(|v| v.target != LabelTarget::Unknown);
    Ok(known.map(|v| (name(v.target), v.answer)).collect())
}

fn expected(text: &str, good: &[(&str, &str)]) -> Result<()> {
    let found = fields(text)?;
    let found: Vec<(&str, &str)> = found.iter().map(|(n, t)| (n.as_str(), t.as_str())).collect();
    assert_eq!(found, good, "{text}");
    Ok(())
}

#[test]
fn values_stand_beside_below_or_across() -> Result<()> {
    expected("Naam: X\nDelict: Y", &[("persoon", "X"), ("delict", "Y")])?;
    expected("Naam:\nX\n\nDelict\nY", &[("persoon", "X"), ("delict", "Y")])?;
    expected("Naam | X | Delict | Y", &[("persoon", "X"), ("delict", "Y")])?;
    expected("1. | Naam | X\n2. | Delict | Y", &[("persoon", "X"), ("delict", "Y")])?;
    expected("Naam | Delict | Afdeling\nX | Y | Z", &[("persoon", "X"), ("delict", "Y"), ("afdeling", "Z")])?;
    expected("Naam:   \tX        Delict: Y", &[("persoon", "X"), ("delict", "Y")])
}

#[test]
fn an_empty_answer_stays_empty() -> Result<()> {
    expected("Naam | \nX | Y", &[("persoon", "")])?;
    expected("Naam:\nDelict: Y", &[("persoon", ""), ("delict", "Y")])
}

#[test]
fn running_text_goes_on_until_the_next_label() -> Result<()> {
    expected(
        "Beschrijving: een\ntwee\n\ndrie\nToedracht: vier\nMedia: geen\n\nDit hoort er niet bij.",
        &[("beschrijving", "een twee\ndrie Toedracht: vier"), ("media", "geen")],
    )?;
    expected("Afdeling: Noord\nDit hoort er niet bij.", &[("afdeling", "Noord")])?;
    expected("Media: geen\nSchoenmaat: 44\nlos", &[("media", "geen")])
}

#[test]
fn a_word_in_a_sentence_is_no_label() -> Result<()> {
    expected("Wij hebben contact met de\nmedia\nen ook met het\nOM", &[])?;
    expected("Bekend is de naam: X.\nzie Delict: Y", &[])?;
    let sentence = "Beschrijving: de directeur heeft in overleg met de burgemeester gebeld met het\nOpenbaar Ministerie\nen de politie";
    assert_eq!(fields(sentence)?.len(), 1);
    Ok(())
}

#[test]
fn a_letter_around_a_form_is_no_part_of_it() -> Result<()> {
    expected(
        "Naam: X\nDelict: Y\nMedia: geen\nMet vriendelijke groet,\nNaam: Z\nAfdeling: A",
        &[("persoon", "X"), ("delict", "Y"), ("media", "geen")],
    )?;
    expected("Bijgaand.\nMet vriendelijke groet,\n\nNaam: X", &[("persoon", "X")])
}

#[test]
fn headings_say_what_a_bare_label_is_about() -> Result<()> {
    expected(
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
    expected("Inrichting: K\nNaam: X", &[("inrichting", "K"), ("persoon", "X")])
}

#[test]
fn answers_below_their_labels_end_where_the_next_label_stands() -> Result<()> {
    let text = "Geboortedatum\n06-04-1992\nGeslacht\nman\nDelict\ndiefstal\n\
                 Beschrijving van het voorval\nHij is sinds zaterdag in hongerstaking: hij weigert ook vocht.\n\
                 Media\neen verslaggever van de regionale omroep heeft gebeld; verwezen naar voorlichting\n\
                 Omwonenden\nniet nodig\n";
    let found = found(text)?;
    for (name, value) in [
        ("beschrijving", "Hij is sinds zaterdag in hongerstaking: hij weigert ook vocht."),
        ("media", "een verslaggever van de regionale omroep heeft gebeld; verwezen naar voorlichting"),
        ("omwonenden", "niet nodig"),
    ] {
        assert_eq!(found.get(name).map(String::as_str), Some(value), "{found:?}");
    }
    Ok(())
}

#[test]
fn a_row_of_answers_goes_on_after_a_text_and_a_moment_over_two_lines() -> Result<()> {
    let row = found(
        "Naam: A. Proef; Wijze van onttrekking: over het hek; Einddatum tbs: 27-03-2027; Inrichting: De Kijvelanden",
    )?;
    assert_eq!(row.get("wijze_van_onttrekking").map(String::as_str), Some("over het hek"), "{row:?}");
    assert!(row.contains_key("einddatum") && row.contains_key("inrichting"), "{row:?}");
    let lines = found("Datum en tijdstip voorval: zaterdag 10 oktober 2026 om\n07.48 uur\n")?;
    assert_eq!(lines.get("voorval").map(String::as_str), Some("zaterdag 10 oktober 2026 om 07.48 uur"));
    let heading = found("Gemeld aan OM: ja, 15.10 uur\n\nAFHANDELING\n\nMedia: geen\n")?;
    assert_eq!(heading.get("gemeld_om").map(String::as_str), Some("ja, 15.10 uur"), "{heading:?}");
    Ok(())
}

/// The values by the name of their field.
fn found(text: &str) -> Result<std::collections::BTreeMap<String, String>> {
    let e = LabelTable::built_in()?;
    let name = |v: &Pair| match v.target {
        LabelTarget::Field { field, .. } => e.field(field).map(|s| s.name.clone()),
        LabelTarget::Combined(..) | LabelTarget::Other | LabelTarget::Unknown => None,
    };
    let all = find(&crate::intake::line::lines(text), e);
    Ok(all.iter().filter_map(|v| Some((name(v)?, v.answer.clone()))).collect())
}
