//! Drafts and mail files: every gap shows, own templates fail kindly, and a mail reads back.

#[path = "messages/beside.rs"]
mod beside;
#[path = "messages/case.rs"]
mod case;
#[path = "messages/expected.rs"]
mod expected;
#[path = "messages/followed.rs"]
mod followed;
#[path = "messages/letters.rs"]
mod letters;
#[path = "messages/moments.rs"]
mod moments;
#[path = "messages/one_story.rs"]
mod one_story;
#[path = "messages/other_sector.rs"]
mod other_sector;
#[path = "messages/own_check.rs"]
mod own_check;
#[path = "messages/papers.rs"]
mod papers;
#[path = "messages/read_aloud.rs"]
mod read_aloud;
#[path = "messages/signed.rs"]
mod signed;
#[path = "messages/since.rs"]
mod since;
#[path = "messages/standing.rs"]
mod standing;
#[path = "messages/text.rs"]
mod text;
#[path = "messages/unsettled.rs"]
mod unsettled;

use std::collections::BTreeMap;

use case::{TestResult, case, now, number};
use mail_parser::{HeaderName, MessageParser};
use piket::{
    domain::{
        besluit::{BesluitKind, YesNo},
        draft::DraftKind,
        error::{Error, Result},
        feit::{FeitStatus, Topic},
        sanitize,
        text::Vertrouwelijk,
        time_kind::TimeKind,
    },
    intake,
    judge::gaps::gaps,
    log::event::LogEvent,
    outgoing::{
        Templates,
        eml::{OutgoingLetter, eml, message_id},
        sms::{Encoding, count, to_gsm7},
    },
    rules::book::Rulebook,
};
use proptest::prelude::*;

fn own(kind: DraftKind, text: &str) -> (Templates, Vec<String>) {
    let (templates, errors) = Templates::with_own([(kind, ("eigen.txt".to_owned(), text.to_owned()))].into());
    (templates, errors.iter().map(ToString::to_string).collect())
}

#[test]
fn an_own_template_replaces_one_message() -> TestResult {
    let (templates, errors) =
        own(DraftKind::Sms, "Let op {{ zaaknummer }} {{ letsel }} {% for f in media %}{{ f.tekst }}{% endfor %}");
    assert_eq!(errors, Vec::<String>::new());
    let g = case(None)?.data();
    assert_eq!(
        templates.render(DraftKind::Sms, &g)?.text,
        "Let op 2026-W47-03 [nog invullen: letsel] [nog invullen: media]"
    );
    assert_eq!(templates.file(DraftKind::Sms), Some("eigen.txt"));
    assert!(templates.render(DraftKind::Piketmelding, &g)?.text.starts_with("PIKETMELDING"));
    Ok(())
}

#[test]
fn a_text_message_after_one_that_was_sent_says_that_nothing_comes_where_p_is_no() -> TestResult {
    let templates = Templates::built_in();
    let text = |earlier: bool, choice| -> Result<String> {
        let mut g = case(None).map_err(|e| Error::data(e.to_string()))?.data();
        g.sent.insert(DraftKind::Sms, Vec::from_iter(earlier.then(|| "piket-SMS".to_owned())));
        g.besluiten.insert(BesluitKind::P, choice);
        Ok(templates.render(DraftKind::Sms, &g)?.text)
    };
    for (earlier, choice, takes_back) in
        [(true, YesNo::No, true), (true, YesNo::Yes, false), (false, YesNo::Yes, false), (false, YesNo::No, false)]
    {
        let text = text(earlier, choice)?;
        assert_eq!(text.contains("vervalt") && text.contains("geen piketmelding"), takes_back, "{text}");
        assert_eq!(text.contains("Piketmelding volgt"), !takes_back, "{text}");
        assert!(!text.contains('\n'), "{text}");
    }
    Ok(())
}

/// A text message promises nothing that went already, and denies nothing that did.
#[test]
fn a_text_message_promises_and_denies_no_piketmelding_that_went() -> TestResult {
    let mut c = case(Some(("FPC Pompestichting", "Nijmegen")))?;
    c.rij("2")?;
    c.time(TimeKind::Voorval, "01:40")?;
    c.feit(Topic::Event, "Op een kamer brak brand uit", FeitStatus::Reported, None)?;
    assert!(c.render(DraftKind::Sms)?.contains("Piketmelding volgt."));
    c.send(DraftKind::Sms, 1)?;
    c.send(DraftKind::Piketmelding, 1)?;
    c.after(10);
    let text = c.render(DraftKind::Sms)?;
    assert!(!text.contains("volgt") && text.contains("22-11 01.40. Piketmelding verzonden. Bereikbaar"), "{text}");
    let (zaak, about, choice, ground) = (c.zaak.number, BesluitKind::P, Some(YesNo::No), None);
    c.event(LogEvent::BesluitTaken { zaak, about, choice, reason: Vertrouwelijk::new("Vals alarm."), ground });
    let text = c.render(DraftKind::Sms)?;
    assert!(
        text.contains("vervalt") && text.contains("Ook de piketmelding vervalt.") && !text.contains("geen"),
        "{text}"
    );
    let letter = c.render(DraftKind::Piketmelding)?;
    assert!(letter.starts_with("INTREKKING VAN PIKETMELDING 2026-W47-03\n"), "{letter}");
    assert!(
        letter.contains("- piketmelding 2026-W47-03, versie 1, verzonden op") && !letter.contains("brand uit"),
        "{letter}"
    );
    assert!(gaps(&letter).is_empty(), "{letter}");
    Ok(())
}

/// The name of an inrichting stands whole or by one it is known by; never half.
#[test]
fn a_text_message_cuts_no_name_in_two() -> TestResult {
    for i in intake::inrichtingen()?.all() {
        let mut data = case(Some((&i.name, "Sassenheim")))?.data();
        for (category, segments) in [("overlijden", 1), ("poging tot onttrekking na een lange rit met anderen", 1)] {
            data.texts.insert("inrichting_kort", Some(i.short_name().unwrap_or(&i.name).to_owned()));
            data.texts.insert("categorie", Some(category.to_owned()));
            data.texts.insert("voorval_kort", Some("22-11 01.30".to_owned()));
            let text = Templates::built_in().render(DraftKind::Sms, &data)?.text;
            let named =
                text.contains(&to_gsm7(&i.name)) || i.short_name().is_some_and(|name| text.contains(&to_gsm7(name)));
            assert!(named && !text.contains("..."), "{text}");
            assert!(count(&text).segments <= segments || i.short_name().is_none(), "{text}");
        }
    }
    Ok(())
}

#[test]
fn faults_of_own_templates_come_together_and_the_embedded_ones_stand_in() -> TestResult {
    let files: BTreeMap<_, _> = [
        (DraftKind::Sms, ("sms.txt".to_owned(), "goed\n{{ inrichtng }}\n{{ zaknummer }}".to_owned())),
        (DraftKind::Piketmelding, ("pm.txt".to_owned(), "a\nb\n{% if %}".to_owned())),
        (
            DraftKind::Afloopbericht,
            ("ab.txt".to_owned(), "{% for f in afloop %}\n{{ f.tekts }}{% endfor %}".to_owned()),
        ),
    ]
    .into();
    let (templates, errors) = Templates::with_own(files);
    let sentences: Vec<String> = errors.iter().map(ToString::to_string).collect();
    assert_eq!(sentences.len(), 4, "{sentences:#?}");
    for (plek, part) in [
        ("sms.txt, regel 2", "Bedoelt u inrichting?"),
        ("sms.txt, regel 3", "Bedoelt u zaaknummer?"),
        ("pm.txt, regel 3", "schrijfwijze"),
        ("ab.txt, regel 2", "bestaat"),
    ] {
        assert!(sentences.iter().any(|z| z.contains(plek) && z.contains(part)), "{plek}: {sentences:#?}");
    }
    let g = case(None)?.data();
    for kind in DraftKind::ALL {
        assert_eq!(templates.render(kind, &g), Templates::built_in().render(kind, &g));
    }
    Ok(())
}

/// What the trial does not show, the filling in does: then too there is a draft, and the fault is said.
#[test]
fn a_template_that_fails_while_it_is_filled_in_gives_way_to_the_embedded_one() -> TestResult {
    let more = " | replace('a', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa')".repeat(4);
    let (templates, errors) = own(DraftKind::Piketmelding, &format!("{{{{ kern{more} }}}}"));
    let mut c = case(Some(("FPC Dr. S. van Mesdag", "Groningen")))?;
    c.rij("2")?;
    let data = c.data();
    assert_eq!(errors, Vec::<String>::new(), "the trial has too few letters to show it");
    let made = templates.render(DraftKind::Piketmelding, &data)?;
    let fault = made.fault.ok_or("geen fout")?;
    assert!(fault.sentence.contains("eigen.txt, regel 1"), "{fault}");
    assert_eq!(made.text, Templates::built_in().render(DraftKind::Piketmelding, &data)?.text);
    Ok(())
}

#[test]
fn own_templates_cannot_run_away_or_read_files() {
    for (text, part) in [
        (
            "{% for a in range(9999) %}{% for b in range(9999) %}x{% endfor %}{% endfor %}".to_owned(),
            "«range» bestaat niet",
        ),
        ("{% set n = namespace() %}{% set n.n = n %}{{ n }}".to_owned(), "«namespace» bestaat niet"),
        ("{% import '/etc/hostname' as x %}".to_owned(), "ander bestand"),
        ("{% extends '../x' %}".to_owned(), "ander bestand"),
        // A list of a list of a list, each twice: sixty lines of it are more than any machine can hold.
        (format!("{{% set l = [kern] %}}{}{{{{ l }}}}", "{% set l = [l, l] %}".repeat(60)), "geen lijst"),
        (format!("{{% set l = nieuw %}}{}{{{{ l }}}}", "{% set l = l, l %}".repeat(60)), "geen lijst"),
        (format!("{{% set l = nieuw %}}{}{{{{ l }}}}", "{% set l = l + l %}".repeat(60)), "geen lijst"),
        (
            format!("{{% set l = nieuw %}}{}{{{{ l }}}}", "{% set l = dict(a=l, b=l) %}".repeat(30)),
            "«dict» bestaat niet",
        ),
        (format!("{{% set l = nieuw %}}{}{{{{ l }}}}", "{% set l = l | chain(l) %}".repeat(60)), "bewerking"),
        (format!("{{% set l = nieuw %}}{}{{{{ l }}}}", "{% set l = l | zip(l) %}".repeat(60)), "bewerking"),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}".to_owned(), "loopt"),
        ("a\n{% for f in media %}{{ f.tekts }}{% endfor %}".to_owned(), "regel 2: het veld «f.tekts» bestaat niet"),
        (
            format!("{{% set a = 'x' %}}{}{{{{ a }}}}", "{% set a = a | replace('x', 'xxxxxxxx') %}".repeat(30)),
            "komt niet klaar",
        ),
        ("{% include '/etc/hostname' %}".to_owned(), "ander bestand"),
        ("{{ zaaknummer | onzin }}".to_owned(), "bewerking"),
        (format!("a\n{{{{ 1{} }}}}", "+1".repeat(30_000)), "regel 2: wat hier tussen de accolades staat, is te lang"),
        ("{% if aanhef %}".repeat(3000), "regel 1: hier staan te veel blokken in elkaar"),
        (format!("{{% set a = 'x' %}}{}{{{{ a }}}}", "{% set a = a ~ a %}".repeat(60)), "komt niet klaar"),
        ("{{ 'x' * 999999999999 }}".to_owned(), "geen som"),
        ("{% macro m(a) %}{{ m(a ~ a) }}{% endmacro %}{{ m('x') }}".to_owned(), "komt niet klaar"),
    ] {
        let (_, errors) = own(DraftKind::Piketmelding, &text);
        assert!(errors.iter().any(|f| f.contains(part)), "{text}: {errors:?}");
    }
}

proptest! {
    #[test]
    fn a_mail_reads_back_whatever_was_typed(
        topic in "\\PC{0,80}|[a-z:\r\n ]{0,60}",
        text in "[\\PC\n]{0,400}|(\\.\r?\n|From x\n|[a-zé€= \t]{0,200}\n){0,12}",
    ) {
        let trial = || -> TestResult {
            let to = ["lijn@dji.example".to_owned(), "Jörg Lijn <jorg@dji.example>".to_owned()];
            let letter = OutgoingLetter {
                zaak: number()?, kind: DraftKind::Piketmelding, version: 4, subject: &topic, text: &text,
                to: &to, from: Some("piket@dji.example"), now: now()?,
            };
            let bytes = eml(&letter)?;
            let mail = MessageParser::default().parse(&bytes).ok_or("onleesbaar")?;
            let mut headers: Vec<String> = mail.headers().iter().map(|h| h.name().to_lowercase()).collect();
            headers.sort();
            assert_eq!(headers, [
                "content-transfer-encoding", "content-type", "date", "from", "message-id", "mime-version",
            "references", "subject", "to",
                "x-unsent",
            ]);
            assert_eq!(sanitize::line(mail.subject().unwrap_or_default()), sanitize::line(&topic));
            assert_eq!(sanitize::text(&mail.body_text(0).unwrap_or_default()), sanitize::text(&text));
            let recipients: Vec<_> = mail.to().ok_or("geen To")?.iter().filter_map(|a| a.address()).collect();
            assert_eq!(recipients, ["lijn@dji.example", "jorg@dji.example"]);
            Ok(())
        };
        trial().map_err(|e| TestCaseError::fail(e.to_string()))?;
    }
}

fn letter<'a>(topic: &'a str, text: &'a str, to: &'a [String]) -> Result<OutgoingLetter<'a>> {
    let (zaak, kind) = (number()?, DraftKind::Piketmelding);
    Ok(OutgoingLetter { zaak, kind, version: 2, subject: topic, text, to, from: None, now: now()? })
}

#[test]
fn a_mail_opens_as_a_draft_and_names_no_machine() -> TestResult {
    let bytes = eml(&letter("piketmelding 2026-W47-03: brand", "Eén regel.\n.\nNog een.", &[])?)?;
    let mail = MessageParser::default().parse(&bytes).ok_or("onleesbaar")?;
    assert_eq!(mail.header_raw("X-Unsent").map(str::trim), Some("1"));
    let id = mail.message_id().ok_or("geen Message-ID")?;
    assert_eq!(id, message_id(number()?, DraftKind::Piketmelding, 2, "Eén regel.\n.\nNog een."));
    assert!(id.starts_with("2026-W47-03.piketmelding.v2.") && id.ends_with("@piket.invalid"), "{id}");
    assert_eq!(mail.date().map(mail_parser::DateTime::to_timestamp), Some(now()?.utc().timestamp()));
    assert!(mail.to().is_none() && mail.from().is_none());
    assert_eq!(mail.header(HeaderName::Bcc), None);
    assert!(!String::from_utf8_lossy(&bytes).replace("\r\n", "").contains(['\r', '\n']), "kale regeleinden");
    Ok(())
}

#[test]
fn a_version_keeps_its_id_and_another_text_gets_another() -> TestResult {
    let id = |version, text| Ok::<_, piket::domain::error::Error>(message_id(number()?, DraftKind::Sms, version, text));
    assert_eq!(id(1, "a\n")?, id(1, "a")?);
    assert_ne!(id(1, "a")?, id(1, "b")?);
    assert_ne!(id(1, "a")?, id(2, "a")?);
    Ok(())
}

#[test]
fn injection_is_refused_or_disarmed() -> TestResult {
    let forged = ["goed@dji.example".to_owned(), "a@b.nl\r\nBcc: dief@x.nl".to_owned(), "geen adres".to_owned()];
    let error = eml(&letter("x", "y", &forged)?).map_or_else(|f| f.sentence, |_| String::new());
    assert!(error.contains("dief@x.nl") && error.contains("geen adres") && !error.contains("goed@"), "{error}");
    let bytes = eml(&letter("x\r\nBcc: dief@x.nl\r\n\r\nlijf", "y\r\n\r\nBcc: dief@x.nl", &[])?)?;
    let mail = MessageParser::default().parse(&bytes).ok_or("onleesbaar")?;
    assert!(mail.bcc().is_none());
    assert_eq!(mail.subject(), Some("x Bcc: dief@x.nl lijf"));
    assert_eq!(mail.body_text(0).map(|t| sanitize::text(&t)).as_deref(), Some("y\n\nBcc: dief@x.nl"));
    Ok(())
}

#[test]
fn every_row_has_a_short_name_that_fits_a_text_message_and_tells_no_health_or_offence() {
    for rule in Rulebook::built_in().rijen() {
        let (rij, names) = (rule.nr, &rule.category);
        let tally = count(&names.sms);
        assert_eq!(tally.encoding, Encoding::Gsm7, "{rij}");
        assert!(tally.chars <= 40 && tally.chars > 3, "{rij}: {}", names.sms);
        for word in ["suïcide", "suicide", "letsel", "zelf", "seksu", "medic", "honger", "ziek", "delict", "misbruik"]
        {
            assert!(!names.sms.to_lowercase().contains(word), "{}", names.sms);
        }
    }
}
