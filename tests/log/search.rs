//! Search as it is used: a few letters, no accents, half a number, and whatever else is typed.

use piket::{
    domain::{
        draft::DraftKind,
        feit::{FeitStatus, Topic},
        ids::{Meldingnummer, Zaaknummer},
        inrichting::Plek,
        melding::{Call, Content, MeldingKind},
        termijn_kind::Kalender,
        text::Vertrouwelijk,
    },
    log::event::{LogEvent, NewEvent},
    rules::book::Rulebook,
    store::Store,
};
use proptest::prelude::*;

use crate::support::{TestResult, fill, for_writing, now, rulebook};

/// One closed case about a fire in a café-like hall, and the call about it.
fn fire(store: &mut Store) -> Result<(Zaaknummer, Meldingnummer), Box<dyn std::error::Error>> {
    let zaak = Zaaknummer { week: "2026-W47".parse()?, sequence: 3 };
    let melding = Meldingnummer(12);
    let new_event = |event| NewEvent { occurred_at: now(), event };
    let call = Call {
        caller: Vertrouwelijk::new("Joost Überink"),
        what: Vertrouwelijk::new("rook in de crèche"),
        inrichting: Some(Plek::Known("FPC De Voorbeeldhoeve".to_owned())),
        ..Call::default()
    };
    let content = Content::Call(call);
    let new = [
        LogEvent::MeldingReceived { melding, form: MeldingKind::Phone, received: now(), content },
        LogEvent::ZaakOpened { zaak, inrichting: None, rulebook: rulebook(), kalender: Kalender::CaoRijk },
        LogEvent::InrichtingSet { zaak, inrichting: Some(Plek::Known("FPC De Voorbeeldhoeve".to_owned())) },
        LogEvent::RijChosen {
            zaak,
            rij: Some("C".parse()?),
            reason: Vertrouwelijk::new("verborgen"),
            rulebook: rulebook(),
        },
        LogEvent::FeitNoted {
            zaak,
            feit: 1.into(),
            topic: Topic::Event,
            text: Vertrouwelijk::new("Brand in café De Hoek, één gewonde"),
            source: Vertrouwelijk::new("meldkamer"),
            status: FeitStatus::Reported,
            happened: None,
            asked: None,
        },
        LogEvent::ZaakClosed { zaak },
    ];
    store.write(now(), "p", &new.map(new_event), &[])?;
    Ok((zaak, melding))
}

#[test]
fn beginnings_of_words_find_it() -> TestResult {
    let folder = tempfile::tempdir()?;
    let mut store = for_writing(folder.path())?;
    let (zaak, melding) = fire(&mut store)?;
    for question in [
        "cafe",
        "CAFÉ",
        "één gew",
        "gewonde brand",
        "2026-W47-03",
        "w47-03",
        "2026",
        "rij C",
        "voorbeeldh b",
        "verborgen",
        "meldkamer",
    ] {
        assert!(store.search(question, 9)?.desk.zaken.contains_key(&zaak), "{question}");
    }
    for question in ["uberink", "creche", "m0012", "m00", "voorbeeldhoeve", "joost rook"] {
        assert!(store.search(question, 9)?.desk.meldingen.contains_key(&melding), "{question}");
    }
    for question in ["", "  ", "-", "\"", "café niet", "ewonde"] {
        let desk = store.search(question, 9)?.desk;
        assert!(desk.zaken.is_empty() && desk.meldingen.is_empty(), "{question}");
    }
    // A row is found by its own number or letter, and by no other that begins so.
    for question in ["rij 2", "rij 20", "rij a", "rij x"] {
        assert!(store.search(question, 9)?.desk.zaken.is_empty(), "{question}");
    }
    // Words that are no longer there are no longer found.
    let event = LogEvent::InrichtingSet { zaak, inrichting: Some(Plek::Known("CTP Elders".to_owned())) };
    store.write(now(), "p", &[NewEvent { occurred_at: now(), event }], &[])?;
    assert!(store.search("voorbeeldhoeve", 9)?.desk.zaken.is_empty());
    assert!(store.search("elders", 9)?.desk.zaken.contains_key(&zaak));
    Ok(())
}

#[test]
fn a_row_by_what_it_is_called_and_whatever_was_written_about_a_case() -> TestResult {
    let folder = tempfile::tempdir()?;
    let mut store = for_writing(folder.path())?;
    let (zaak, _) = fire(&mut store)?;
    let new_event = |event| NewEvent { occurred_at: now(), event };
    let text = Vertrouwelijk::new("Bel Søren Łukasz in Groß-ĲSSEL");
    let draft = DraftKind::Piketmelding;
    let long = "woord ".repeat(800);
    let new = [
        LogEvent::ZaakReopened { zaak, reason: Vertrouwelijk::default() },
        LogEvent::DraftSaved {
            zaak,
            draft,
            version: 1,
            text: Vertrouwelijk::new(&format!("Hierbij de Ærø-melding, eerst rij 20, nu rĳ C. {long} slakkenwagen")),
            reach: None,
        },
        LogEvent::PassedOn {
            zaak,
            number: 1,
            to: Vertrouwelijk::new("Pietje Zwartkop"),
            channel: Vertrouwelijk::new("telefoon"),
            provided: None,
        },
        LogEvent::DraftSent {
            zaak,
            draft,
            version: 1,
            channel: Vertrouwelijk::new("e-mail"),
            recipients: Vertrouwelijk::new("lijn Krimpen"),
            provided: None,
            by: None,
        },
        LogEvent::ReminderSet { zaak, reminder: 1, when: now(), text, step: None },
    ];
    store.write(now(), "p", &new.map(new_event), &[])?;
    let rule = Rulebook::built_in().find_rij("C".parse()?)?;
    for word in rule.search_words.iter().chain([&rule.incident]) {
        assert!(store.search(word, 9)?.desk.zaken.contains_key(&zaak), "{word}");
    }
    for question in [
        "soren", "SØREN", "lukasz", "łuk", "gross", "groß", "ijssel", "ĳssel", "aero", "ærø-m", "hierbij", "slakkenw",
        "zwartk", "krimpen",
    ] {
        assert!(store.search(question, 9)?.desk.zaken.contains_key(&zaak), "{question}");
    }
    // A row that a text names is found by its number, and not by what that row is called.
    assert!(store.search("rij 20 hierbij", 9)?.desk.zaken.contains_key(&zaak));
    assert!(store.search("rij 2", 9)?.desk.zaken.is_empty());
    let named = Rulebook::built_in().find_rij("20".parse()?)?;
    assert!(store.search(&named.incident, 9)?.desk.zaken.is_empty(), "{}", named.incident);
    Ok(())
}

#[test]
fn how_much_there_is_is_said_whatever_is_shown() -> TestResult {
    let folder = tempfile::tempdir()?;
    let mut store = for_writing(folder.path())?;
    fill(&mut store, 300)?;
    let (all, few) = (store.search("m", 10_000)?, store.search("m", 3)?);
    assert_eq!((few.total, few.desk.meldingen.len() + few.desk.zaken.len()), (all.total, 3));
    assert_eq!(all.total, all.desk.meldingen.len() + all.desk.zaken.len());
    Ok(())
}

#[test]
fn the_newest_come_first() -> TestResult {
    let folder = tempfile::tempdir()?;
    let mut store = for_writing(folder.path())?;
    fill(&mut store, 300)?;
    let all = store.search("m", 10_000)?.desk.meldingen;
    let few = store.search("m", 3)?.desk.meldingen;
    assert!(all.len() > 3);
    assert!(few.keys().eq(all.keys().rev().take(3).collect::<Vec<_>>().into_iter().rev()));
    Ok(())
}

#[test]
fn nothing_that_is_typed_is_an_operator() -> TestResult {
    let folder = tempfile::tempdir()?;
    let mut store = for_writing(folder.path())?;
    let (zaak, _) = fire(&mut store)?;
    proptest!(|(question in "[\"'*()^:+ANDORTNEWY{}a-c\\-\\x00 é]{0,24}|\\PC{0,12}")| {
        let found = store.search(&question, 9);
        prop_assert!(found.is_ok(), "{:?}: {:?}", question, found);
    });
    assert!(store.search("brand OR niets", 9)?.desk.zaken.is_empty());
    assert!(store.search("\"brand\"", 9)?.desk.zaken.contains_key(&zaak));
    Ok(())
}
