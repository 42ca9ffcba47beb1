//! Drafts and mail files: every gap shows, own templates fail kindly, and a mail reads back.

use std::collections::BTreeMap;

use mail_parser::{HeaderName, MessageParser};
use piket::{
    domain::{
        draft::DraftKind,
        error::Result,
        feit::{FeitStatus, Topic},
        ids::Zaaknummer,
        inrichting::Plek,
        moment::Moment,
        rij::Rij,
        rulebook_stamp::RulebookStamp,
        sanitize,
        termijn_kind::Kalender,
        text::Vertrouwelijk,
        time_kind::TimeKind,
    },
    judge::gaps::gaps,
    log::{
        event::{Entry, LogEvent},
        zaak::Zaak,
    },
    outgoing::{
        MessageData, Templates,
        eml::{OutgoingLetter, eml, message_id},
        sms::{Encoding, count},
    },
    rules::book::Rulebook,
};
use proptest::prelude::*;

type TestResult = Result<(), Box<dyn std::error::Error>>;

fn now() -> Result<Moment> {
    Moment::from_rfc3339("2026-11-22T02:30:00+01:00")
}

fn number() -> Result<Zaaknummer> {
    "2026-W47-03".parse()
}

fn stamp() -> RulebookStamp {
    RulebookStamp { version: "proef-1".to_owned(), hash: "00".to_owned() }
}

/// A case folded from events, as the desk does it.
fn zaak(inrichting: Option<&str>, events: Vec<LogEvent>) -> Result<Zaak> {
    let now = now()?;
    let mut zaak = Zaak::new(number()?, now, inrichting.and_then(Plek::written), stamp(), Kalender::CaoRijk);
    for (seq, event) in (1..).zip(events) {
        zaak.apply(&Entry { seq, recorded_at: now, occurred_at: now, actor: "proef".to_owned(), mark: None, event });
    }
    Ok(zaak)
}

fn feit(feit: u32, topic: Topic, text: &str, status: FeitStatus) -> Result<LogEvent> {
    let (zaak, source, text) = (number()?, Vertrouwelijk::new("meldkamer"), Vertrouwelijk::new(text));
    Ok(LogEvent::FeitNoted { zaak, feit, topic, text, source, status })
}

fn rij(rij: &str) -> Result<LogEvent> {
    let (zaak, reason) = (number()?, Vertrouwelijk::new("Past."));
    Ok(LogEvent::RijChosen { zaak, rij: Some(Rij::parse(rij)?), reason, rulebook: stamp() })
}

fn time(time: TimeKind, moment: &str) -> Result<LogEvent> {
    Ok(LogEvent::TimeSet { zaak: number()?, time, moment: Some(Moment::from_rfc3339(moment)?) })
}

fn data(zaak: &Zaak) -> Result<MessageData> {
    let rule = zaak.rij().and_then(|rij| Rulebook::built_in().rij(rij));
    Ok(MessageData::from(zaak, rule, "bewindspersoon", "F. Piket", now()?))
}

fn names(text: &str) -> Vec<String> {
    gaps(text).into_iter().map(|g| g.name).collect()
}

/// Subjects that the piketmelding has a heading for.
const IN_PIKETMELDING: [Topic; 10] = [
    Topic::Event,
    Topic::Involved,
    Topic::Injury,
    Topic::Situation,
    Topic::Measures,
    Topic::Police,
    Topic::Media,
    Topic::Surroundings,
    Topic::Unknown,
    Topic::FollowUp,
];

#[test]
fn an_empty_case_gives_only_gaps_and_no_empty_string() -> TestResult {
    let empty = data(&zaak(None, vec![])?)?;
    let sms = Templates::built_in().render(DraftKind::Sms, &empty)?;
    assert_eq!(names(&sms), ["categorie", "inrichting", "voorval kort"]);
    let melding = Templates::built_in().render(DraftKind::Piketmelding, &empty)?;
    for name in
        ["inrichting", "rij", "incident", "voorval", "constatering", "gebeld", "dag", "publiek", "feitencontrole"]
    {
        assert!(names(&melding).iter().any(|n| n == name), "{name}\n{melding}");
    }
    let afloopbericht = Templates::built_in().render(DraftKind::Afloopbericht, &empty)?;
    for name in ["eerste bericht", "afloop", "afhandeling"] {
        assert!(names(&afloopbericht).iter().any(|n| n == name), "{name}\n{afloopbericht}");
    }
    Ok(())
}

proptest! {
    #[test]
    fn every_missing_field_shows_and_every_known_one_too(
        known in proptest::collection::vec(any::<bool>(), 11),
        met_inrichting: bool, with_rij: bool, met_voorval: bool,
    ) {
        let trial = || -> TestResult {
            let mut events = Vec::new();
            for ((i, o), is_known) in (1..).zip(Topic::ALL).zip(&known) {
                if *is_known {
                    events.push(feit(i, o, &format!("Feit over {}.", o.label()), FeitStatus::Reported)?);
                }
            }
            if with_rij {
                events.push(rij("6")?);
            }
            if met_voorval {
                events.push(time(TimeKind::Voorval, "2026-11-22T01:50:00+01:00")?);
            }
            let z = zaak(met_inrichting.then_some("FPC de Kijvelanden"), events)?;
            let g = data(&z)?;
            let text = Templates::built_in().render(DraftKind::Piketmelding, &g)?;
            let gaps = names(&text);
            for (o, is_known) in Topic::ALL.into_iter().zip(&known).filter(|(o, _)| IN_PIKETMELDING.contains(o)) {
                assert_eq!(gaps.iter().any(|n| n == o.label()), !is_known, "{}", o.label());
                assert_eq!(text.contains(&format!("Feit over {}. (bron: meldkamer; gemeld)", o.label())), *is_known);
            }
            for (name, is_known) in [("inrichting", met_inrichting), ("incident", with_rij), ("voorval", met_voorval)] {
                assert_eq!(gaps.iter().any(|n| n == name), !is_known, "{name}");
            }
            Ok(())
        };
        trial().map_err(|e| TestCaseError::fail(e.to_string()))?;
    }
}

#[test]
fn contradicted_facts_stay_out_and_are_counted() -> TestResult {
    let z = zaak(
        None,
        vec![
            feit(1, Topic::Injury, "Twee gewonden.", FeitStatus::Contradicted)?,
            feit(2, Topic::Injury, "Geen gewonden.", FeitStatus::Confirmed)?,
        ],
    )?;
    let text = Templates::built_in().render(DraftKind::Piketmelding, &data(&z)?)?;
    assert!(!text.contains("Twee gewonden") && text.contains("Geen gewonden"), "{text}");
    assert!(text.contains("1 van 2 feiten bevestigd; 1 tegengesproken"), "{text}");
    Ok(())
}

#[test]
fn the_piket_sms_is_one_gsm_message_for_every_row() -> TestResult {
    for r in Rulebook::built_in().rijen().map(|r| r.nr) {
        for inrichting in [
            "FPC Dr. S. van Mesdag",
            "Forensisch Centrum «Zuidoost» voor zéér langdurige zorg en verblijf, locatie Noord",
        ] {
            let z = zaak(
                Some(inrichting),
                vec![rij(&r.to_string())?, time(TimeKind::Voorval, "2026-11-22T01:50:00+01:00")?],
            )?;
            let text = Templates::built_in().render(DraftKind::Sms, &data(&z)?)?;
            let tally = count(&text);
            assert_eq!((tally.encoding, tally.segments), (Encoding::Gsm7, 1), "{text}");
            assert!(text.contains("2026-W47-03") && text.ends_with("Piketmelding volgt."), "{text}");
            assert!(gaps(&text).is_empty(), "{text}");
        }
    }
    Ok(())
}

#[test]
fn a_full_piketmelding_fits_on_one_sheet() -> TestResult {
    let mut events = vec![rij("2")?];
    for (i, o) in (1..).zip(Topic::ALL) {
        events.push(feit(
            i,
            o,
            "Een feit van gewone lengte, in één of twee korte zinnen opgeschreven.",
            FeitStatus::Reported,
        )?);
    }
    let text = Templates::built_in().render(DraftKind::Piketmelding, &data(&zaak(Some("FPC"), events)?)?)?;
    // A4 in a common mail program: 57 lines of 95 characters.
    let lines: usize = text.lines().map(|r| 1 + r.chars().count() / 95).sum();
    assert!(lines <= 57, "{lines}\n{text}");
    assert!(!text.contains("\n\n\n"), "{text}");
    Ok(())
}

#[test]
fn the_afloopbericht_refers_to_the_first_message_and_tells_only_news() -> TestResult {
    let (zaak_number, draft) = (number()?, DraftKind::Piketmelding);
    let mut z = zaak(None, vec![feit(1, Topic::FollowUp, "Belt morgen terug.", FeitStatus::Reported)?])?;
    let sent = now()?.plus(chrono::Duration::minutes(5));
    let later = now()?.plus(chrono::Duration::minutes(50));
    let (text, recipients, channel) = (Vertrouwelijk::new("x"), Vertrouwelijk::new("y"), Vertrouwelijk::new("e-mail"));
    let events = [
        (sent, LogEvent::DraftSaved { zaak: zaak_number, draft, version: 7, text }),
        (sent, LogEvent::DraftSent { zaak: zaak_number, draft, version: 7, channel, recipients }),
        (later, feit(2, Topic::Measures, "Verlof hervat.", FeitStatus::Confirmed)?),
        (later, feit(3, Topic::Outcome, "Alles is rustig.", FeitStatus::Confirmed)?),
    ];
    for (seq, (at, event)) in (100..).zip(events) {
        z.apply(&Entry { seq, recorded_at: at, occurred_at: at, actor: "proef".to_owned(), mark: None, event });
    }
    let text = Templates::built_in().render(DraftKind::Afloopbericht, &data(&z)?)?;
    assert!(text.contains("piketmelding 2026-W47-03, versie 1, verzonden zo 22-11-2026 02:35"), "{text}");
    assert!(text.contains("Verlof hervat.") && text.contains("Alles is rustig."), "{text}");
    assert!(!text.contains("Belt morgen terug."), "{text}");
    Ok(())
}

fn own(kind: DraftKind, text: &str) -> (Templates, Vec<String>) {
    let (templates, errors) = Templates::with_own([(kind, ("eigen.txt".to_owned(), text.to_owned()))].into());
    (templates, errors.iter().map(ToString::to_string).collect())
}

#[test]
fn an_own_template_replaces_one_message() -> TestResult {
    let (templates, errors) =
        own(DraftKind::Sms, "Let op {{ zaaknummer }} {{ letsel }} {% for f in media %}{{ f.tekst }}{% endfor %}");
    assert_eq!(errors, Vec::<String>::new());
    let g = data(&zaak(None, vec![])?)?;
    assert_eq!(
        templates.render(DraftKind::Sms, &g)?,
        "Let op 2026-W47-03 [nog invullen: letsel] [nog invullen: media]"
    );
    assert_eq!(templates.file(DraftKind::Sms), Some("eigen.txt"));
    assert!(templates.render(DraftKind::Piketmelding, &g)?.starts_with("PIKETMELDING"));
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
        ("sms.txt, regel 2", "Bedoelde je inrichting?"),
        ("sms.txt, regel 3", "Bedoelde je zaaknummer?"),
        ("pm.txt, regel 3", "schrijfwijze"),
        ("ab.txt, regel 2", "bestaat"),
    ] {
        assert!(sentences.iter().any(|z| z.contains(plek) && z.contains(part)), "{plek}: {sentences:#?}");
    }
    let g = data(&zaak(None, vec![])?)?;
    for kind in DraftKind::ALL {
        assert_eq!(templates.render(kind, &g), Templates::built_in().render(kind, &g));
    }
    Ok(())
}

#[test]
fn own_templates_cannot_run_away_or_read_files() {
    for (text, part) in [
        ("{% for a in range(9999) %}{% for b in range(9999) %}x{% endfor %}{% endfor %}", "komt niet klaar"),
        ("{% include '/etc/hostname' %}", "ander bestand"),
        ("{{ zaaknummer | onzin }}", "bewerking"),
    ] {
        let (_, errors) = own(DraftKind::Piketmelding, text);
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
                "content-transfer-encoding", "content-type", "date", "from", "message-id", "mime-version", "subject", "to",
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
