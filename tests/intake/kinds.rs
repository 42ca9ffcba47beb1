//! What is no report of somebody: automatic answers and reports of mail systems, also where a form hangs below
//! them; and a report that only looks like one of those.

use piket::{
    domain::{moment::Moment, text::Vertrouwelijk},
    intake::{self, ReadMail},
};

use super::TestResult;

const FORM: &str = "Naam verpleegde: A. Proef\nGeboortedatum: 14-03-1984\nVerblijfstitel: tbs met dwangverpleging\n\
                    Delict: art. 287 Sr\nInrichting: FPC de Kijvelanden\nAfdeling: Zuid\nDatum en tijdstip voorval: 22-11-2026 01:25\n\
                    Type voorval: I\nBeschrijving van het voorval: Betrokkene heeft een medewerker geslagen.\n";

fn read(headers: &str, text: &str) -> Result<ReadMail, Box<dyn std::error::Error>> {
    let mail = format!(
        "From: Secretariaat <a@x.example>\nTo: piket@x.example\nDate: Mon, 23 Nov 2026 07:30:00 +0100\n{headers}\n\n{text}"
    );
    Ok(intake::read_bytes(mail.as_bytes(), "proef.eml", &intake::inrichtingen()?)?)
}

#[test]
fn what_a_mailbox_sends_by_itself_is_no_form() -> TestResult {
    let quoted = format!(
        "Ik ben tot maandag afwezig.\n\nVan: X <x@x.example>\nVerzonden: zondag 22 november 2026 02:00\nAan: Y\nOnderwerp: MBV\n\n{FORM}"
    );
    for headers in [
        "Subject: Automatisch antwoord: MBV\nAuto-Submitted: auto-replied",
        "Subject: Automatisch antwoord: MBV",
        "Subject: Automatic reply: MBV",
        "Subject: Out of Office: MBV",
        "Subject: [extern] Out of the office Re: MBV",
        "Subject: Afwezigheidsbericht\nPrecedence: bulk",
        "Subject: RE: MBV\nX-Autoreply: yes",
        "Subject: RE: MBV\nPrecedence: auto_reply",
        "Subject: RE: MBV\nAuto-Submitted: auto-replied (vacation)",
        "Subject: Niet bezorgd: MBV\nX-Failed-Recipients: y@x.example",
        "Subject: Undeliverable: MBV\nReturn-Path: <>",
        "Subject: Gelezen: MBV",
        "Subject: [EXTERN] [SPAM?] Onbestelbaar: MBV",
    ] {
        let mail = read(headers, &quoted)?;
        assert_eq!((mail.kind.code(), mail.mail.fields.len()), ("automatisch", 0), "{headers}");
        assert!(mail.mail.text.read().contains("A. Proef"), "wat erin staat is te lezen");
    }
    let report = format!(
        "--g\nContent-Type: text/plain\n\nNiet afgeleverd.\n--g\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; x\n\
         Status: 5.1.1\n--g\nContent-Type: message/rfc822\n\nFrom: x@x.example\nSubject: MBV\n\n{FORM}\n--g--\n"
    );
    let mail = read("Subject: MBV\nContent-Type: multipart/report; report-type=delivery-status; boundary=g", &report)?;
    assert_eq!((mail.kind.code(), mail.mail.fields.len()), ("automatisch", 0));
    assert!(mail.mail.text.read().contains("Status: 5.1.1"));
    let warnings: Vec<&str> = mail.mail.warnings.iter().map(Vertrouwelijk::read).collect();
    assert_eq!(warnings, ["In dit automatische bericht staat een formulier; dat telt niet als nieuwe melding."]);
    Ok(())
}

/// No mailbox gives a report such a subject, and nobody writes one: what stands in it was in the mail that it answers.
#[test]
fn what_only_its_subject_calls_an_answer_of_a_mailbox_is_never_a_form() -> TestResult {
    for subject in
        ["Automatisch antwoord: MBV", "Out of office: MBV", "[EXTERN] Automatic reply: MBV", "Automatische reactie"]
    {
        let mail = read(&format!("Subject: {subject}"), FORM)?;
        assert_eq!((mail.kind.code(), mail.mail.fields.len()), ("automatisch", 0), "{subject}");
    }
    Ok(())
}

#[test]
fn a_form_under_a_subject_like_that_is_a_form() -> TestResult {
    for headers in [
        "Subject: Afwezig: verpleegde niet terug van verlof",
        "Subject: Automatisch bericht: MBV\nAuto-Submitted: auto-generated",
        "Subject: MBV\nReturn-Path: <>",
        "Subject: MBV\nX-Auto-Response-Suppress: All",
        "Subject: MBV\nAuto-Submitted: no",
    ] {
        let mail = read(headers, FORM)?;
        let (kind, person) = (mail.kind.code(), mail.mail.field("verpleegde"));
        assert_eq!((kind, person), ("mbv", Some("A. Proef")), "{headers}");
    }
    Ok(())
}

#[test]
fn a_mail_without_a_time_says_so() -> TestResult {
    let list = intake::inrichtingen()?;
    let of = |headers: &str| {
        let mail = format!("From: a@x.example\nSubject: MBV\n{headers}\n{FORM}");
        intake::read_bytes(mail.as_bytes(), "x", &list)
    };
    let none = of("")?;
    assert!(none.received.is_none() && none.mail.warnings.iter().any(|w| w.read().contains("noemt geen datum")));
    let odd = of("Date: ergens in november\n")?;
    assert!(odd.received.is_none() && odd.mail.warnings.iter().any(|w| w.read().contains("niet te lezen")));
    let received = of("Date: 23 Nov 2026\nReceived: from a by b; Mon, 23 Nov 2026 06:30:00 +0000\n")?;
    assert_eq!(received.received.map(Moment::rfc3339).as_deref(), Some("2026-11-23T07:30:00+01:00"));
    assert!(received.mail.warnings.iter().any(|w| w.read().contains("mailserver")));
    Ok(())
}
