//! Mails as they are written at night: what is in them is found, and nothing else.

use super::*;
use crate::{
    domain::error::Result,
    intake::{self, label::LabelTable, line},
};

/// What is read from a text: its kind and fields, on one line.
fn told(text: &str) -> Result<String> {
    let env = ReadingEnv {
        labels: LabelTable::built_in()?,
        inrichtingen: &intake::inrichtingen()?,
        anchor: chrono::NaiveDate::from_ymd_opt(2026, 11, 23),
    };
    let sent = Moment::from_rfc3339("2026-11-23T12:00:00+01:00")?;
    let told = read(&line::lines(text), Cover { sent: Some(sent), subject: "" }, env);
    Ok(told.filter(|report| report.kind != MeldingKind::Unknown).map_or_else(
        || "niets".to_owned(),
        |report| {
            let fields = report.fields.iter().map(|(name, found)| format!("{name}={}", found.value));
            let kind = std::iter::once(report.kind.code().to_owned());
            kind.chain(fields).chain(report.open).collect::<Vec<_>>().join("; ")
        },
    ))
}

#[test]
fn what_a_mail_tells_is_proposed() -> Result<()> {
    let mut otherwise = Vec::new();
    for (text, expected) in [
        (
            "Goedenavond,\n\nHierbij onze MOA. Cliënt R. Proef, geb. 16-01-1982, is op 5 november 2026 niet teruggekeerd\nvan zijn onbegeleid verlof; \
             hij had om 18.00 uur binnen moeten zijn en om 18.20 uur hebben wij vastgesteld dat hij er niet is. 112 en Fast NL zijn gebeld.\n\nFPC Pompestichting, dienstdoend manager",
            "moa; constatering=2026-11-05T18:20:00+01:00; geboortedatum=1982-01-16; inrichting=FPC Pompestichting; persoon=R. Proef; \
             voorval=2026-11-05T18:00:00+01:00; wijze_van_onttrekking=Niet teruggekeerd van onbegeleid verlof",
        ),
        (
            "Beste collega,\n\nHierbij meld ik dat wij op donderdag 17 september 2026 rond 23.10 uur op afdeling Delta 4 van FPC de Oostvaarderskliniek \
             drie telefoons hebben gevonden. Het gaat om de heer A.B. Proefpersoon, geboren op 23 april 1988, tbs met dwangverpleging. \
             Vanochtend om 08.15 uur is aangifte gedaan bij de politie.\n\nOns briefnummer is OVK 2026-91.\n\nMet vriendelijke groet,\nP. Vermeer",
            "mbv; afdeling=Delta 4; briefnummer=OVK 2026-91; geboortedatum=1988-04-23; \
             gemeld_opsporing=Vanochtend om 08.15 uur is aangifte gedaan bij de politie; inrichting=FPC de Oostvaarderskliniek; \
             persoon=A.B. Proefpersoon; voorval=2026-09-17T23:10:00+02:00",
        ),
        (
            "Piket,\n\nVannacht brand in FPC de Rooyse Wissel. Op 22-11-2026 om 03:40 uur stond kamer 8 in brand, brandweer was er om 03:55. \
             Bewoner: de heer K. Verzonnen (geb. 2 mei 1975). Geen gewonden.\n\nGroet, beveiliging",
            "mbv; geboortedatum=1975-05-02; inrichting=FPC de Rooyse Wissel; persoon=K. Verzonnen; voorval=2026-11-22T03:40:00+01:00",
        ),
        (
            "Hallo, ik meld dat mw. T. de Bedacht (geb. 01-03-1990) zich gisteren om 14.30 uur heeft onttrokken aan begeleid verlof in Almere. \
             De einddatum van de tbs is 4 juni 2027.",
            "moa; einddatum=2027-06-04; geboortedatum=1990-03-01; persoon=T. de Bedacht; voorval=2026-11-22T14:30:00+01:00; \
             wijze_van_onttrekking=Onttrokken aan begeleid verlof in Almere",
        ),
        (
            "Wij melden een incident. Patiënt L. Onecht, geb 12-12-1969, heeft vanochtend om 9.15 uur een medewerker geslagen. De politie is om 9.40 uur gebeld.",
            "mbv; geboortedatum=1969-12-12; gemeld_opsporing=De politie is om 9.40 uur gebeld; persoon=L. Onecht; \
             voorval=2026-11-23T09:15:00+01:00",
        ),
        (
            "Hierbij onze MBV. Gisteravond, rond half elf, heeft cliënt B. Proefpersoon (geb. 6 april 1992) in de Kijvelanden een medepatiënt geslagen.",
            "mbv; geboortedatum=1992-04-06; inrichting=FPC de Kijvelanden; persoon=B. Proefpersoon; voorval=2026-11-22T22:30:00+01:00",
        ),
        (
            "Piket, wij melden dat patiënt K. Verzonnen, geb. 02-05-1975, zich vannacht om kwart over twee heeft onttrokken aan zijn verlof. FPC Pompestichting",
            "moa; geboortedatum=1975-05-02; inrichting=FPC Pompestichting; persoon=K. Verzonnen; voorval=2026-11-23T02:15:00+01:00; \
             wijze_van_onttrekking=Onttrokken aan verlof",
        ),
        (
            "Hierbij meld ik dat patiënt K. Verzonnen, geb. 02-05-1975, vannacht om 02.15 uur in de Rooyse een medewerker heeft geslagen.",
            "mbv; geboortedatum=1975-05-02; inrichting=FPC de Rooyse Wissel; persoon=K. Verzonnen; voorval=2026-11-23T02:15:00+01:00",
        ),
        (
            "Hierbij meld ik dat patiënt K. Verzonnen, geb. 02-05-1975, vannacht om 02.15 uur bij Fivoor een medewerker heeft geslagen.",
            "mbv; geboortedatum=1975-05-02; persoon=K. Verzonnen; voorval=2026-11-23T02:15:00+01:00; \
             «Fivoor» kan FPC de Kijvelanden of FPK Rotterdam zijn: kies zelf de inrichting.",
        ),
        (
            "Hierbij meld ik dat patiënt K. Verzonnen, geb. 02-05-1975, die van Veldzicht kwam, vannacht om 02.15 uur in Kijvelanden een medewerker heeft geslagen.",
            "mbv; geboortedatum=1975-05-02; persoon=K. Verzonnen; voorval=2026-11-23T02:15:00+01:00; \
             De tekst noemt CTP Veldzicht en FPC de Kijvelanden: kies zelf welke inrichting dit meldt.",
        ),
        (
            "Hierbij meld ik dat patiënt K. Verzonnen, geb. 02-05-1975, die van Veldzicht kwam, vannacht om 02.15 uur een medewerker heeft geslagen.\n\nMet vriendelijke groet,\nP. Pen, OVK",
            "mbv; geboortedatum=1975-05-02; inrichting=FPC de Oostvaarderskliniek; persoon=K. Verzonnen; voorval=2026-11-23T02:15:00+01:00",
        ),
        (
            "Er waren er twee: A. Proef, geb. 01-01-1980, en B. Proef, geb. 02-02-1981. Zij zijn om 10.00 uur geslagen.",
            "mbv; voorval=2026-11-23T10:00:00+01:00; \
             De tekst noemt meer dan één geboortedatum: kies zelf wie het betreft.",
        ),
    ] {
        let told = told(text)?;
        if told != expected {
            otherwise.push(format!("{text}\n-> {told}\nnot {expected}"));
        }
    }
    assert!(otherwise.is_empty(), "{}", otherwise.join("\n\n"));
    Ok(())
}

#[test]
fn a_letter_about_something_else_is_no_report() -> Result<()> {
    for text in [
        "Beste collega, het overleg over de heer A. Proef, geb. 01-01-1980, is op 3 december 2026 om 10.00 uur in FPC Pompestichting.",
        "De Meldingsinstructie over ongeoorloofde afwezigheid is op 1 november 2026 herzien. Vragen? Bel ons.",
        "Wilt u laten weten wanneer het incident was? Wij weten dat patiënt B. Proef, geb. 01-01-1980, erbij was.",
        "Dank voor de melding van het incident. Wij hebben die op 22-11-2026 om 10:00 ontvangen.",
        "De brand van vorige week is geblust.",
    ] {
        assert_eq!(told(text)?, "niets", "{text}");
    }
    Ok(())
}
