//! Drafts and mail files: every gap shows, own templates fail kindly, and a mail reads back.

use std::collections::BTreeMap;

use mail_parser::{HeaderName, MessageParser};
use piket::{
    app::gaten::gaten,
    domain::{
        concept::ConceptSoort,
        event::{Entry, LogEvent, Regelboekmerk},
        feit::{Feitstatus, Onderwerp},
        fout::Uitkomst,
        ids::Zaaknummer,
        inrichting::Plek,
        moment::Moment,
        rij::Rij,
        schoon,
        tekst::Vertrouwelijk,
        termijnsoort::Kalender,
        zaak::{Tijdsoort, Zaak},
    },
    outgoing::{
        Berichtgegevens, Sjablonen,
        eml::{Brief, eml, message_id},
        sms::{Codering, tel},
    },
};
use proptest::prelude::*;

type Toets = Result<(), Box<dyn std::error::Error>>;

fn nu() -> Uitkomst<Moment> {
    Moment::uit_rfc3339("2026-11-22T02:30:00+01:00")
}

fn nummer() -> Uitkomst<Zaaknummer> {
    "2026-W47-03".parse()
}

fn merk() -> Regelboekmerk {
    Regelboekmerk { versie: "proef-1".to_owned(), hash: "00".to_owned() }
}

/// A case folded from events, as the desk does it.
fn zaak(inrichting: Option<&str>, events: Vec<LogEvent>) -> Uitkomst<Zaak> {
    let nu = nu()?;
    let mut zaak = Zaak::nieuw(nummer()?, nu, inrichting.and_then(Plek::geschreven), merk(), Kalender::CaoRijk);
    for (seq, event) in (1..).zip(events) {
        zaak.apply(&Entry { seq, vastgelegd_op: nu, voorgevallen_op: nu, actor: "proef".to_owned(), event });
    }
    Ok(zaak)
}

fn feit(feit: u32, onderwerp: Onderwerp, tekst: &str, status: Feitstatus) -> Uitkomst<LogEvent> {
    let (zaak, bron, tekst) = (nummer()?, Vertrouwelijk::nieuw("meldkamer"), Vertrouwelijk::nieuw(tekst));
    Ok(LogEvent::FeitGenoteerd { zaak, feit, onderwerp, tekst, bron, status })
}

fn rij(rij: &str) -> Uitkomst<LogEvent> {
    let (zaak, reden) = (nummer()?, Vertrouwelijk::nieuw("Past."));
    Ok(LogEvent::RijGekozen { zaak, rij: Some(Rij::lees(rij)?), reden, regelboek: merk() })
}

fn tijd(tijd: Tijdsoort, moment: &str) -> Uitkomst<LogEvent> {
    Ok(LogEvent::TijdGezet { zaak: nummer()?, tijd, moment: Some(Moment::uit_rfc3339(moment)?) })
}

fn gegevens(zaak: &Zaak, incident: Option<&str>) -> Uitkomst<Berichtgegevens> {
    Ok(Berichtgegevens::van(zaak, incident, "bewindspersoon", "F. Piket", nu()?))
}

fn namen(tekst: &str) -> Vec<String> {
    gaten(tekst).into_iter().map(|g| g.naam).collect()
}

/// Subjects that the piketmelding has a heading for.
const IN_PIKETMELDING: [Onderwerp; 10] = [
    Onderwerp::Gebeurtenis,
    Onderwerp::Betrokkenen,
    Onderwerp::Letsel,
    Onderwerp::Situatie,
    Onderwerp::Maatregelen,
    Onderwerp::Politie,
    Onderwerp::Media,
    Onderwerp::Omgeving,
    Onderwerp::Onbekend,
    Onderwerp::Vervolg,
];

#[test]
fn an_empty_case_gives_only_gaps_and_no_empty_string() -> Toets {
    let leeg = gegevens(&zaak(None, vec![])?, None)?;
    let sms = Sjablonen::ingebouwd().maak(ConceptSoort::Sms, &leeg)?;
    assert_eq!(namen(&sms), ["categorie", "inrichting", "voorval kort"]);
    let melding = Sjablonen::ingebouwd().maak(ConceptSoort::Piketmelding, &leeg)?;
    for naam in
        ["inrichting", "rij", "incident", "voorval", "constatering", "gebeld", "dag", "publiek", "feitencontrole"]
    {
        assert!(namen(&melding).iter().any(|n| n == naam), "{naam}\n{melding}");
    }
    let afloop = Sjablonen::ingebouwd().maak(ConceptSoort::Afloopbericht, &leeg)?;
    for naam in ["eerste bericht", "afloop", "afhandeling"] {
        assert!(namen(&afloop).iter().any(|n| n == naam), "{naam}\n{afloop}");
    }
    Ok(())
}

proptest! {
    #[test]
    fn every_missing_field_shows_and_every_known_one_too(
        bekend in proptest::collection::vec(any::<bool>(), 11),
        met_inrichting: bool, met_rij: bool, met_voorval: bool,
    ) {
        let proef = || -> Toets {
            let mut events = Vec::new();
            for ((i, o), weet) in (1..).zip(Onderwerp::ALLE).zip(&bekend) {
                if *weet {
                    events.push(feit(i, o, &format!("Feit over {}.", o.naam()), Feitstatus::Gemeld)?);
                }
            }
            if met_rij {
                events.push(rij("6")?);
            }
            if met_voorval {
                events.push(tijd(Tijdsoort::Voorval, "2026-11-22T01:50:00+01:00")?);
            }
            let z = zaak(met_inrichting.then_some("FPC de Kijvelanden"), events)?;
            let g = gegevens(&z, met_rij.then_some("Agressie"))?;
            let tekst = Sjablonen::ingebouwd().maak(ConceptSoort::Piketmelding, &g)?;
            let gaten = namen(&tekst);
            for (o, weet) in Onderwerp::ALLE.into_iter().zip(&bekend).filter(|(o, _)| IN_PIKETMELDING.contains(o)) {
                assert_eq!(gaten.iter().any(|n| n == o.naam()), !weet, "{}", o.naam());
                assert_eq!(tekst.contains(&format!("Feit over {}. (bron: meldkamer; gemeld)", o.naam())), *weet);
            }
            for (naam, weet) in [("inrichting", met_inrichting), ("incident", met_rij), ("voorval", met_voorval)] {
                assert_eq!(gaten.iter().any(|n| n == naam), !weet, "{naam}");
            }
            Ok(())
        };
        proef().map_err(|e| TestCaseError::fail(e.to_string()))?;
    }
}

#[test]
fn contradicted_facts_stay_out_and_are_counted() -> Toets {
    let z = zaak(
        None,
        vec![
            feit(1, Onderwerp::Letsel, "Twee gewonden.", Feitstatus::Tegengesproken)?,
            feit(2, Onderwerp::Letsel, "Geen gewonden.", Feitstatus::Bevestigd)?,
        ],
    )?;
    let tekst = Sjablonen::ingebouwd().maak(ConceptSoort::Piketmelding, &gegevens(&z, None)?)?;
    assert!(!tekst.contains("Twee gewonden") && tekst.contains("Geen gewonden"), "{tekst}");
    assert!(tekst.contains("1 van 2 feiten bevestigd; 1 tegengesproken"), "{tekst}");
    Ok(())
}

#[test]
fn the_piket_sms_is_one_gsm_message_for_every_row() -> Toets {
    for r in Rij::alle() {
        for inrichting in [
            "FPC Dr. S. van Mesdag",
            "Forensisch Centrum «Zuidoost» voor zéér langdurige zorg en verblijf, locatie Noord",
        ] {
            let z = zaak(
                Some(inrichting),
                vec![rij(&r.to_string())?, tijd(Tijdsoort::Voorval, "2026-11-22T01:50:00+01:00")?],
            )?;
            let tekst = Sjablonen::ingebouwd().maak(ConceptSoort::Sms, &gegevens(&z, Some("titel"))?)?;
            let telling = tel(&tekst);
            assert_eq!((telling.codering, telling.segmenten), (Codering::Gsm7, 1), "{tekst}");
            assert!(tekst.contains("2026-W47-03") && tekst.ends_with("Piketmelding volgt."), "{tekst}");
            assert!(gaten(&tekst).is_empty(), "{tekst}");
        }
    }
    Ok(())
}

#[test]
fn a_full_piketmelding_fits_on_one_sheet() -> Toets {
    let mut events = vec![rij("2")?];
    for (i, o) in (1..).zip(Onderwerp::ALLE) {
        events.push(feit(
            i,
            o,
            "Een feit van gewone lengte, in één of twee korte zinnen opgeschreven.",
            Feitstatus::Gemeld,
        )?);
    }
    let tekst = Sjablonen::ingebouwd()
        .maak(ConceptSoort::Piketmelding, &gegevens(&zaak(Some("FPC"), events)?, Some("Brand"))?)?;
    // A4 in a common mail program: 57 lines of 95 characters.
    let regels: usize = tekst.lines().map(|r| 1 + r.chars().count() / 95).sum();
    assert!(regels <= 57, "{regels}\n{tekst}");
    assert!(!tekst.contains("\n\n\n"), "{tekst}");
    Ok(())
}

#[test]
fn the_afloopbericht_refers_to_the_first_message_and_tells_only_news() -> Toets {
    let (zaak_nr, concept) = (nummer()?, ConceptSoort::Piketmelding);
    let mut z = zaak(None, vec![feit(1, Onderwerp::Vervolg, "Belt morgen terug.", Feitstatus::Gemeld)?])?;
    let verzonden = nu()?.plus(chrono::Duration::minutes(5));
    let later = nu()?.plus(chrono::Duration::minutes(50));
    let (tekst, ontvangers, kanaal) =
        (Vertrouwelijk::nieuw("x"), Vertrouwelijk::nieuw("y"), Vertrouwelijk::nieuw("e-mail"));
    let events = [
        (verzonden, LogEvent::ConceptBewaard { zaak: zaak_nr, concept, versie: 7, tekst }),
        (verzonden, LogEvent::ConceptVerzonden { zaak: zaak_nr, concept, versie: 7, kanaal, ontvangers }),
        (later, feit(2, Onderwerp::Maatregelen, "Verlof hervat.", Feitstatus::Bevestigd)?),
        (later, feit(3, Onderwerp::Afloop, "Alles is rustig.", Feitstatus::Bevestigd)?),
    ];
    for (seq, (op, event)) in (100..).zip(events) {
        z.apply(&Entry { seq, vastgelegd_op: op, voorgevallen_op: op, actor: "proef".to_owned(), event });
    }
    let tekst = Sjablonen::ingebouwd().maak(ConceptSoort::Afloopbericht, &gegevens(&z, None)?)?;
    assert!(tekst.contains("piketmelding 2026-W47-03, versie 1, verzonden zo 22-11-2026 02:35"), "{tekst}");
    assert!(tekst.contains("Verlof hervat.") && tekst.contains("Alles is rustig."), "{tekst}");
    assert!(!tekst.contains("Belt morgen terug."), "{tekst}");
    Ok(())
}

fn eigen(soort: ConceptSoort, tekst: &str) -> (Sjablonen, Vec<String>) {
    let (sjablonen, fouten) = Sjablonen::met_eigen([(soort, ("eigen.txt".to_owned(), tekst.to_owned()))].into());
    (sjablonen, fouten.iter().map(ToString::to_string).collect())
}

#[test]
fn an_own_template_replaces_one_message() -> Toets {
    let (sjablonen, fouten) =
        eigen(ConceptSoort::Sms, "Let op {{ zaaknummer }} {{ letsel }} {% for f in media %}{{ f.tekst }}{% endfor %}");
    assert_eq!(fouten, Vec::<String>::new());
    let g = gegevens(&zaak(None, vec![])?, None)?;
    assert_eq!(
        sjablonen.maak(ConceptSoort::Sms, &g)?,
        "Let op 2026-W47-03 [nog invullen: letsel] [nog invullen: media]"
    );
    assert_eq!(sjablonen.bestand(ConceptSoort::Sms), Some("eigen.txt"));
    assert!(sjablonen.maak(ConceptSoort::Piketmelding, &g)?.starts_with("PIKETMELDING"));
    Ok(())
}

#[test]
fn faults_of_own_templates_come_together_and_the_embedded_ones_stand_in() -> Toets {
    let bestanden: BTreeMap<_, _> = [
        (ConceptSoort::Sms, ("sms.txt".to_owned(), "goed\n{{ inrichtng }}\n{{ zaknummer }}".to_owned())),
        (ConceptSoort::Piketmelding, ("pm.txt".to_owned(), "a\nb\n{% if %}".to_owned())),
        (
            ConceptSoort::Afloopbericht,
            ("ab.txt".to_owned(), "{% for f in afloop %}\n{{ f.tekts }}{% endfor %}".to_owned()),
        ),
    ]
    .into();
    let (sjablonen, fouten) = Sjablonen::met_eigen(bestanden);
    let zinnen: Vec<String> = fouten.iter().map(ToString::to_string).collect();
    assert_eq!(zinnen.len(), 4, "{zinnen:#?}");
    for (plek, deel) in [
        ("sms.txt, regel 2", "Bedoelde je inrichting?"),
        ("sms.txt, regel 3", "Bedoelde je zaaknummer?"),
        ("pm.txt, regel 3", "schrijfwijze"),
        ("ab.txt, regel 2", "bestaat"),
    ] {
        assert!(zinnen.iter().any(|z| z.contains(plek) && z.contains(deel)), "{plek}: {zinnen:#?}");
    }
    let g = gegevens(&zaak(None, vec![])?, None)?;
    for soort in ConceptSoort::ALLE {
        assert_eq!(sjablonen.maak(soort, &g), Sjablonen::ingebouwd().maak(soort, &g));
    }
    Ok(())
}

#[test]
fn own_templates_cannot_run_away_or_read_files() {
    for (tekst, deel) in [
        ("{% for a in range(9999) %}{% for b in range(9999) %}x{% endfor %}{% endfor %}", "komt niet klaar"),
        ("{% include '/etc/hostname' %}", "ander bestand"),
        ("{{ zaaknummer | onzin }}", "bewerking"),
    ] {
        let (_, fouten) = eigen(ConceptSoort::Piketmelding, tekst);
        assert!(fouten.iter().any(|f| f.contains(deel)), "{tekst}: {fouten:?}");
    }
}

proptest! {
    #[test]
    fn a_mail_reads_back_whatever_was_typed(
        onderwerp in "\\PC{0,80}|[a-z:\r\n ]{0,60}",
        tekst in "[\\PC\n]{0,400}|(\\.\r?\n|From x\n|[a-zé€= \t]{0,200}\n){0,12}",
    ) {
        let proef = || -> Toets {
            let aan = ["lijn@dji.example".to_owned(), "Jörg Lijn <jorg@dji.example>".to_owned()];
            let brief = Brief {
                zaak: nummer()?, soort: ConceptSoort::Piketmelding, versie: 4, onderwerp: &onderwerp, tekst: &tekst,
                aan: &aan, van: Some("piket@dji.example"), nu: nu()?,
            };
            let bytes = eml(&brief)?;
            let mail = MessageParser::default().parse(&bytes).ok_or("onleesbaar")?;
            let mut koppen: Vec<String> = mail.headers().iter().map(|h| h.name().to_lowercase()).collect();
            koppen.sort();
            assert_eq!(koppen, [
                "content-transfer-encoding", "content-type", "date", "from", "message-id", "mime-version", "subject", "to",
                "x-unsent",
            ]);
            assert_eq!(schoon::regel(mail.subject().unwrap_or_default()), schoon::regel(&onderwerp));
            assert_eq!(schoon::tekst(&mail.body_text(0).unwrap_or_default()), schoon::tekst(&tekst));
            let ontvangers: Vec<_> = mail.to().ok_or("geen To")?.iter().filter_map(|a| a.address()).collect();
            assert_eq!(ontvangers, ["lijn@dji.example", "jorg@dji.example"]);
            Ok(())
        };
        proef().map_err(|e| TestCaseError::fail(e.to_string()))?;
    }
}

fn brief<'a>(onderwerp: &'a str, tekst: &'a str, aan: &'a [String]) -> Uitkomst<Brief<'a>> {
    let (zaak, soort) = (nummer()?, ConceptSoort::Piketmelding);
    Ok(Brief { zaak, soort, versie: 2, onderwerp, tekst, aan, van: None, nu: nu()? })
}

#[test]
fn a_mail_opens_as_a_draft_and_names_no_machine() -> Toets {
    let bytes = eml(&brief("piketmelding 2026-W47-03: brand", "Eén regel.\n.\nNog een.", &[])?)?;
    let mail = MessageParser::default().parse(&bytes).ok_or("onleesbaar")?;
    assert_eq!(mail.header_raw("X-Unsent").map(str::trim), Some("1"));
    let id = mail.message_id().ok_or("geen Message-ID")?;
    assert_eq!(id, message_id(nummer()?, ConceptSoort::Piketmelding, 2, "Eén regel.\n.\nNog een."));
    assert!(id.starts_with("2026-W47-03.piketmelding.v2.") && id.ends_with("@piket.invalid"), "{id}");
    assert_eq!(mail.date().map(mail_parser::DateTime::to_timestamp), Some(nu()?.utc().timestamp()));
    assert!(mail.to().is_none() && mail.from().is_none());
    assert_eq!(mail.header(HeaderName::Bcc), None);
    assert!(!String::from_utf8_lossy(&bytes).replace("\r\n", "").contains(['\r', '\n']), "kale regeleinden");
    Ok(())
}

#[test]
fn a_version_keeps_its_id_and_another_text_gets_another() -> Toets {
    let id =
        |versie, tekst| Ok::<_, piket::domain::fout::Fout>(message_id(nummer()?, ConceptSoort::Sms, versie, tekst));
    assert_eq!(id(1, "a\n")?, id(1, "a")?);
    assert_ne!(id(1, "a")?, id(1, "b")?);
    assert_ne!(id(1, "a")?, id(2, "a")?);
    Ok(())
}

#[test]
fn injection_is_refused_or_disarmed() -> Toets {
    let vals = ["goed@dji.example".to_owned(), "a@b.nl\r\nBcc: dief@x.nl".to_owned(), "geen adres".to_owned()];
    let fout = eml(&brief("x", "y", &vals)?).map_or_else(|f| f.zin, |_| String::new());
    assert!(fout.contains("dief@x.nl") && fout.contains("geen adres") && !fout.contains("goed@"), "{fout}");
    let bytes = eml(&brief("x\r\nBcc: dief@x.nl\r\n\r\nlijf", "y\r\n\r\nBcc: dief@x.nl", &[])?)?;
    let mail = MessageParser::default().parse(&bytes).ok_or("onleesbaar")?;
    assert!(mail.bcc().is_none());
    assert_eq!(mail.subject(), Some("x Bcc: dief@x.nl lijf"));
    assert_eq!(mail.body_text(0).map(|t| schoon::tekst(&t)).as_deref(), Some("y\n\nBcc: dief@x.nl"));
    Ok(())
}
