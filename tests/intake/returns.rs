//! A mail that somebody is back: its end date is when the absence ended and no voorval, in whatever words it is asked for, and
//! how it ended is proposed from the line below it. A form that ends with place, day and name is signed.

use piket::{
    domain::melding::{Certainty, Mail},
    intake,
};

use super::TestResult;

fn read(text: &str) -> Result<Mail, Box<dyn std::error::Error>> {
    let mail = format!(
        "From: Directie <directie@kliniek.example>\r\nDate: Sun, 22 Nov 2026 03:02:00 +0100\r\nSubject: MBV Divisie Forzo/JJI \
         FPC de Rooyse Wissel\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{}\r\n",
        text.replace('\n', "\r\n")
    );
    Ok(intake::read_bytes(mail.as_bytes(), "proef.eml", &intake::inrichtingen()?)?.mail)
}

#[test]
fn an_end_date_with_an_hour_is_the_end_of_the_absence() -> TestResult {
    for heading in ["Terugmelding ongeoorloofde afwezigheid", "Einde ongeoorloofde afwezigheid"] {
        for label in [
            "Einddatum",
            "Einddatum OA",
            "Einddatum/tijd",
            "Einddatum en tijd",
            "Einddatum onttrekking",
            "Einddatum en tijd afwezigheid",
            "Datum einde afwezigheid",
        ] {
            let mail = read(&format!(
                "{heading}\nNaam: Sven Hulzebos\nGeboortedatum: 09-02-1988\n{label}: 22-11-2026 02:50\nBijzonderheden: aangehouden \
                 door de politie op station Blerick, geen letsel. Fast NL om 02.55 gebeld."
            ))?;
            let value = |name: &str| mail.fields.get(name).map(|field| field.value.read().to_owned());
            assert_eq!(value("einde_oa").as_deref(), Some("2026-11-22T02:50:00+01:00"), "{heading}, {label}");
            assert_eq!(value("voorval"), None, "{heading}, {label}");
            let how = mail.fields.get("wijze_van_beeindiging").ok_or("hoe het eindigde ontbreekt")?;
            assert!(how.value.read().starts_with("aangehouden door de politie"), "{label}: {}", how.value.read());
            assert_eq!(how.certainty, Certainty::Proposed);
        }
    }
    Ok(())
}

#[test]
fn place_day_and_name_below_a_form_sign_it() -> TestResult {
    let form = "1. Naam verpleegde: Abdel Bensouda\nGeboortedatum: 04-07-1991\n2. Briefnummer: 2026/4471\n3. Inrichting: FPC Dr. S. van \
                Mesdag\n6. Datum/tijdstip voorval: 22-11-2026 01:15\n8. Beschrijving: Er is gevochten.\n15. Opmerkingen: geen";
    for (below, name) in [
        ("\n\nGroningen, 22-11-2026\nJ. Veldkamp, directeur behandeling", Some("J. Veldkamp")),
        ("\n\nGroningen, 22-11-2026\n\nMet vriendelijke groet,\nJ. Veldkamp\nhoofd behandeling", Some("J. Veldkamp")),
        ("\n\nGroningen, 22-11-2026", None),
        ("", None),
    ] {
        let mail = read(&format!("{form}{below}"))?;
        let value = |field: &str| mail.fields.get(field).map(|field| field.value.read());
        assert_eq!(value("ondertekend_door"), name, "{below}");
        assert_eq!(value("datum"), (!below.is_empty()).then_some("2026-11-22"), "{below}");
    }
    Ok(())
}
