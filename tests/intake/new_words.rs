//! Forms in words and manners that no list had: what a new officer would read in them is read or proposed, and what an
//! answer cannot be is not made of it. Each case stands for a kind.

use piket::{
    domain::melding::Certainty,
    intake::{self, ReadMail},
};

use super::TestResult;

type Read = Result<ReadMail, Box<dyn std::error::Error>>;

const FROM: &str = "Balie <balie@kliniek.example>";

fn mail(from: &str, subject: &str, text: &str) -> Read {
    let mail = format!(
        "From: {from}\r\nDate: Sun, 22 Nov 2026 10:00:00 +0100\r\nSubject: {subject}\r\n\
         Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{}\r\n",
        text.replace('\n', "\r\n")
    );
    Ok(intake::read_bytes(mail.as_bytes(), "proef.eml", &intake::inrichtingen()?)?)
}

fn form(text: &str) -> Read {
    mail(FROM, "MBV Divisie Forzo/JJI", text)
}

/// A value as it came out: sure, or with a question mark before it where it is proposed.
fn value(read: &ReadMail, name: &str) -> String {
    read.mail.fields.get(name).map_or_else(String::new, |field| {
        let mark = if field.certainty == Certainty::Certain { "" } else { "?" };
        format!("{mark}{}", field.value.read())
    })
}

/// True where a pair is kept that no field took.
fn is_kept(read: &ReadMail, label: &str) -> bool {
    read.mail.unread.iter().any(|pair| pair.label.read() == label)
}

const PERSON: &str = "Naam: R. de Proef\nGeboortedatum: 14-03-1984\nInrichting: FPC de Kijvelanden\n";
const MBV: &str = "Delict: moord\nType voorval: I\nRecidivegevaar: laag\n";

#[test]
fn a_title_or_an_opening_that_tells_of_an_end_makes_the_form_one_of_the_end() -> TestResult {
    for opening in [
        "Afmelding ongeoorloofde afwezigheid",
        "Ter afsluiting van de MOA van maandag:",
        "Terugmelding ongeoorloofde afwezigheid",
        "MOA: opheffing",
    ] {
        let read = form(&format!(
            "{opening}\n\n{PERSON}Afwezig vanaf: 21-11-2026 16:00\nAfwezig tot: 22-11-2026 04:25\n\
             Manier waarop de afwezigheid eindigde: aangehouden door de politie\n"
        ))?;
        assert_eq!(read.kind.code(), "einde-oa", "{opening}");
        assert_eq!(value(&read, "einde_oa"), "2026-11-22T04:25:00+01:00", "{opening}");
        assert_eq!(value(&read, "voorval"), "2026-11-21T16:00:00+01:00", "{opening}");
        assert_eq!(value(&read, "wijze_van_beeindiging"), "aangehouden door de politie", "{opening}");
        assert_eq!(value(&read, "wijze_van_onttrekking"), "", "{opening}");
    }
    // What tells again how it began is no new absence.
    let read = form(&format!("Afmelding ongeoorloofde afwezigheid\n\n{PERSON}Wijze van onttrekking: over het hek\n"))?;
    assert_eq!(read.kind.code(), "einde-oa");
    Ok(())
}

#[test]
fn what_the_same_hand_sent_before_is_no_form_below_its_newer_words() -> TestResult {
    let older = "-----Oorspronkelijk bericht-----\nVan: A. Bergsma\nVerzonden: zaterdag 21 november 2026 22:31\n\
                 Onderwerp: MBV Divisie Forzo/JJI\n\n";
    let from = "A. Bergsma <a@kliniek.example>";
    let moa = format!("{PERSON}Tijdstip onttrekking: 21-11-2026 21:00\nWijze van onttrekking: over het hek\n");
    let end = "Naam: R. de Proef\nWeer terecht sinds: 22-11-2026 08:10\nHoe teruggekomen: zelf gemeld\n";
    let read = mail(from, "MBV Divisie Forzo/JJI", &format!("{end}\nGroet\n\n{older}{moa}"))?;
    assert_eq!(read.kind.code(), "einde-oa");
    assert_eq!(value(&read, "einde_oa"), "2026-11-22T08:10:00+01:00");
    assert_eq!((value(&read, "voorval"), value(&read, "wijze_van_onttrekking")), (String::new(), String::new()));

    let mbv = format!("{PERSON}{MBV}Maatregelen: separatie\nTijdstip voorval: 21-11-2026 12:00\n");
    let more = "In aanvulling op de MBV van zaterdag (kenmerk RW-26-91) over patiënt R. de Proef, geboren op 14 maart 1984, \
                laat ik weten dat de gewonde medewerker uit het ziekenhuis is ontslagen.\n\nGroet,\nA. Bergsma\n\n";
    let read = mail(from, "Aanvulling MBV Divisie Forzo/JJI", &format!("{more}{older}{mbv}"))?;
    assert_eq!(read.kind.code(), "mbv");
    assert_eq!((value(&read, "maatregelen"), value(&read, "voorval")), (String::new(), String::new()));
    assert_eq!(
        (value(&read, "briefnummer").as_str(), value(&read, "geboortedatum").as_str()),
        ("?RW-26-91", "?1984-03-14")
    );
    // Of somebody else it was passed on.
    let read = mail(FROM, "MBV Divisie Forzo/JJI", &format!("Zie onder.\n\n{older}{mbv}"))?;
    assert_eq!(value(&read, "maatregelen"), "separatie");
    Ok(())
}

#[test]
fn a_time_alone_tells_no_manner_and_no_measure() -> TestResult {
    let read = form(&format!(
        "Melding ongeoorloofde afwezigheid\n{PERSON}Ontkomen: woensdag 18 november 2026, half tien ’s ochtends\n\
         Wijze: losgerukt en weggerend\n"
    ))?;
    assert_eq!((read.kind.code(), value(&read, "voorval").as_str()), ("moa", "?2026-11-18T09:30:00+01:00"));
    assert_eq!(value(&read, "wijze_van_onttrekking"), "?losgerukt en weggerend");
    assert_eq!(value(&read, "wijze_van_beeindiging"), "");
    let read = form(&format!("{PERSON}{MBV}Maatregelen: 22-11-2026 om 09:00 uur\n"))?;
    assert_eq!(value(&read, "maatregelen"), "");
    assert!(is_kept(&read, "Maatregelen"));
    let read = form(&format!("{PERSON}{MBV}Ouders geïnformeerd: moeder gebeld\n"))?;
    assert_eq!(value(&read, "gemeld_om"), "");
    assert!(is_kept(&read, "Ouders geïnformeerd"));
    Ok(())
}

#[test]
fn the_number_of_a_page_ends_no_answer_and_is_part_of_none() -> TestResult {
    let read = form(&format!("{PERSON}{MBV}Beschrijving voorval: Hij sloeg\npagina 1 van 2\neen ander.\n"))?;
    assert_eq!(value(&read, "beschrijving"), "Hij sloeg een ander.");
    Ok(())
}

#[test]
fn a_numbered_question_of_two_parts_is_a_heading_as_the_others_are() -> TestResult {
    let read = form(
        "1. Wie is de betrokken patiënt?\n   R. de Proef\n2. Wat is zijn geboortedatum?\n   14-03-1984\n\
         3. Voor welk delict?\n   doodslag\n4. Was er sprake van verlof? Zo ja, welk?\n   Nee\n\
         5. Onder welke letter (A t/m J) valt het?\n   I\n6. Wat is er precies gebeurd?\n   Er ontstond ruzie.\n\
         \x20  14.10 uur: patiënt pakt een beitel. 14.20 uur: hij steekt een ander.\n\
         7. Hoe schat u het recidivegevaar op dit moment in?\n   Niet anders dan voorheen\n8. Bijzonderheden?\n   Geen\n",
    )?;
    assert_eq!(value(&read, "type_voorval").trim_start_matches('?'), "I");
    assert_eq!(value(&read, "recidivegevaar"), "Niet anders dan voorheen");
    assert!(value(&read, "beschrijving").ends_with("hij steekt een ander."), "{}", value(&read, "beschrijving"));
    Ok(())
}

#[test]
fn a_day_in_one_row_and_its_time_in_the_next_are_one_moment() -> TestResult {
    for rows in [
        "Incidentdatum: 20-11-2026\nIncidenttijd: 21.45 u.\n",
        "Datum weg: 20-11-2026\nUur weg: 21.45\n",
        "Dag: 20-11-2026\nTijd: 21:45\n",
    ] {
        let read = form(&format!("{PERSON}{MBV}{rows}"))?;
        assert_eq!(value(&read, "voorval").trim_start_matches('?'), "2026-11-20T21:45:00+01:00", "{rows}");
    }
    Ok(())
}

#[test]
fn the_inrichting_of_subject_or_sender_is_proposed_where_the_form_names_none() -> TestResult {
    let text = format!("Naam: R. de Proef\nGeboortedatum: 14-03-1984\n{MBV}");
    let read = mail(FROM, "MBV Divisie Forzo/JJI FPC Dr. S. van Mesdag", &text)?;
    assert_eq!(value(&read, "inrichting"), "?FPC Dr. S. van Mesdag");
    let read = mail(FROM, "MBV Divisie Forzo/JJI FPC Dr. S. van Mesdag", &format!("{PERSON}{MBV}"))?;
    assert_eq!(value(&read, "inrichting"), "FPC de Kijvelanden");
    Ok(())
}

#[test]
fn labels_that_may_name_a_field_propose_what_they_say() -> TestResult {
    let two = format!("Naam: R. de Proef\nGeboortegegevens: 14-03-1984, Weert\n{MBV}");
    for (line, name, expected) in [
        ("Meldingsnr.: TE-26/0811", "briefnummer", "?TE-26/0811"),
        ("Nummer van deze melding: HB-26-0077", "briefnummer", "?HB-26-0077"),
        ("Ons ritnummer: DVO-26-30417", "briefnummer", "?DVO-26-30417"),
        ("Ons nummer: 0475-555019", "briefnummer", ""),
        ("Autorisatie door: I. Mulder", "ondertekend_door", "I. Mulder"),
        ("Voor deze: C. Bezuijen", "ondertekend_door", "?C. Bezuijen"),
        ("Maatregel(en): vier dagen op kamer", "maatregelen", "vier dagen op kamer"),
        ("Ingezet beleid: medicatie aangepast", "maatregelen", "medicatie aangepast"),
        ("Gedupeerde(n): medewerker is thuis", "slachtoffers", "medewerker is thuis"),
        ("Nabrander: team krijgt opvang", "opmerkingen", "?team krijgt opvang"),
        ("Kliniek + unit: FPC de Kijvelanden, Duin 3", "inrichting", "FPC de Kijvelanden"),
        ("Huis en team: FPK de Woenselse Poort, team Kempen 2", "afdeling", "team Kempen 2"),
        ("Vanuit welke kliniek: FPC de Kijvelanden", "inrichting", "FPC de Kijvelanden"),
        ("Geslacht en nationaliteit: man, Ghanese", "nationaliteit", "Ghanese"),
        ("Datum en tijd bekend geworden: 20-11-2026 08:15", "constatering", "2026-11-20T08:15:00+01:00"),
    ] {
        let read = form(&format!("{two}{line}\n"))?;
        assert_eq!(value(&read, name), expected, "{line}");
        assert_eq!(value(&read, "geboortedatum").trim_start_matches('?'), "1984-03-14", "{line}");
    }
    Ok(())
}

#[test]
fn a_time_in_words_is_proposed_where_the_part_of_the_day_is_named() -> TestResult {
    for (text, expected) in [
        ("dinsdag 17 november 2026, kwart over twee 's nachts", "?2026-11-17T02:15:00+01:00"),
        ("gisteravond, tien voor half negen", "?2026-11-21T20:20:00+01:00"),
        ("17-11-2026, ongeveer kwart voor vier ’s middags", "?2026-11-17T15:45:00+01:00"),
        ("17-11-2026, half tien", ""),
    ] {
        let read = form(&format!("{PERSON}{MBV}Wanneer gebeurd: {text}\n"))?;
        assert_eq!(value(&read, "voorval"), expected, "{text}");
    }
    Ok(())
}

#[test]
fn a_letter_proposes_what_its_sentences_its_head_and_its_foot_say() -> TestResult {
    let read = mail(
        FROM,
        "Bericht",
        "Almere, 22 november 2026\nOns kenmerk OVK-2026-118\n\nGeachte heer, mevrouw,\n\n\
         Met deze brief meld ik u een bijzonder voorval. Gisteren, zaterdag 21 november 2026, is rond 13.30 uur op de afdeling \
         Grutto bij een kamercontrole een steekwapen gevonden op de kamer van de heer B. Kuit, geboren op 4 augustus 1993. \
         De heer Kuit is sinds 19 juni 2023 in onze kliniek ingeschreven. Hij verblijft hier op grond van een tbs-maatregel \
         met dwangverpleging wegens poging tot moord en heeft de Nederlandse nationaliteit.\n\n\
         De politie is dezelfde dag om 15.00 uur geïnformeerd en heeft het wapen meegenomen. Vragen van de media zijn er niet.\n\n\
         Wij hebben betrokkene afgezonderd en alle kamers doorzocht.\n\nHoogachtend,\n\nmr. T. Aalders\n\
         directeur FPC de Oostvaarderskliniek\n",
    )?;
    assert_eq!(read.kind.code(), "mbv");
    for (name, expected) in [
        ("afdeling", "?Grutto"),
        ("datum_inschrijving", "?2023-06-19"),
        ("verblijfstitel", "?tbs-maatregel met dwangverpleging"),
        ("delict", "?poging tot moord"),
        ("nationaliteit", "?Nederlandse"),
        ("gemeld_opsporing", "?De politie is dezelfde dag om 15.00 uur geïnformeerd en heeft het wapen meegenomen"),
        ("media", "?Vragen van de media zijn er niet"),
        ("maatregelen", "?Wij hebben betrokkene afgezonderd en alle kamers doorzocht"),
        ("plaats", "?Almere"),
        ("datum", "?2026-11-22"),
        ("ondertekend_door", "?mr. T. Aalders"),
        ("inrichting", "?FPC de Oostvaarderskliniek"),
    ] {
        assert_eq!(value(&read, name), expected, "{name}");
    }
    // Who sends a form signs it only where that is said.
    let read = form(&format!("{PERSON}{MBV}\nMet vriendelijke groet,\n\nA. Balie\nsecretariaat\n"))?;
    assert_eq!(value(&read, "ondertekend_door"), "");
    Ok(())
}
