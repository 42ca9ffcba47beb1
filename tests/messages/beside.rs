//! The messages that go out beside those to the line: the visie vooraf for who writes the piketmelding, and the public summary,
//! which says what kind of incident it was and nothing by which anybody or any place can be found.

use std::collections::BTreeSet;

use piket::{
    domain::{
        besluit::{BesluitKind, YesNo},
        draft::DraftKind,
        feit::{FeitStatus, Topic},
        ids::Meldingnummer,
        melding::MeldingKind,
        termijn_kind::Times,
        time_kind::TimeKind,
    },
    judge::gaps::say_unknown,
    log::event::LogEvent,
    rules::book::Rulebook,
};

use super::case::{Case, TestResult, case, now};

const PLEK: (&str, &str) = ("FPC Dr. S. van Mesdag", "Groningen");

#[test]
fn the_visie_tells_what_is_known_and_asks_for_the_text() -> TestResult {
    let mut c = case(Some(PLEK))?;
    c.rij("5")?;
    c.time(TimeKind::Voorval, "00:30")?;
    let told = "Bij aankomst bij een ziekenhuis rukte een justitiabele zich los; begeleiders hielden hem tegen";
    c.feit(Topic::Event, told, FeitStatus::Confirmed, Some("00:30"))?;
    c.said("stand", "beheerst", Some("00:32"))?;
    c.said("letsel", "geen", None)?;
    c.said("vervoer", "dvo", None)?;
    c.remind("03:10", "Terugbellen")?;
    c.remind("03:15", "Visie terug van DV&O?")?;
    let text = c.render(DraftKind::Visie)?;
    assert_eq!(Case::stopped(DraftKind::Visie, &text)?, Vec::<String>::new());
    assert!(!text.contains("03.10 uur"), "another reminder: {text}");
    compare("visie_5", &text);
    Ok(())
}

/// Addressee and hour that nobody knows are gaps, and the letter still reads when the officer says so.
#[test]
fn the_visie_asks_for_its_addressee_and_hour() -> TestResult {
    let mut c = case(Some(PLEK))?;
    c.rij("5")?;
    c.time(TimeKind::Voorval, "00:30")?;
    let text = c.render(DraftKind::Visie)?;
    assert!(text.contains("\nAan: [nog invullen: schrijver]\n"), "{text}");
    assert!(text.contains(" vóór [nog invullen: uur van antwoord] laten weten"), "{text}");
    let said = say_unknown(&text);
    assert!(said.contains("\nAan: de instantie die de piketmelding schrijft\n"), "{said}");
    assert!(said.contains("Wilt u ons vóór het uitgaan van uw bericht laten weten wat volgens u anders is"), "{said}");
    c.feit(Topic::Involved, "Het vervoer was van een ander", FeitStatus::Reported, None)?;
    assert!(c.render(DraftKind::Visie)?.contains("\nAan: [nog"), "a fact of its own is no answer");
    Ok(())
}

/// What is asked of the inrichting: what its form lacks, and what is late.
#[test]
fn the_inrichting_reads_what_it_owes() -> TestResult {
    let mut c = case(Some(PLEK))?;
    c.rij("6")?;
    c.time(TimeKind::Voorval, "00:30")?;
    c.after(35 * 60);
    compare("rappel_6", &c.render(DraftKind::Rappel)?);
    let (zaak, received) = (c.zaak.number, now()?);
    let form = Rulebook::built_in().form_of(MeldingKind::form("mbv")).ok_or("geen formulier")?;
    let lacks = ["briefnummer", "recidivegevaar", "gemeld_opsporing", "ondertekend_door"];
    let fields = form.items.iter().map(|item| item.field.clone());
    c.event(LogEvent::MeldingLinked {
        zaak,
        melding: Meldingnummer(4),
        form: MeldingKind::form("mbv"),
        received,
        filled_in: fields.filter(|field| !lacks.contains(&field.as_str())).collect(),
        named: Times::default(),
        unread: BTreeSet::new(),
    });
    let text = c.render(DraftKind::Aanvulverzoek)?;
    assert_eq!(Case::stopped(DraftKind::Aanvulverzoek, &text)?, Vec::<String>::new());
    compare("aanvulverzoek_6", &text);
    Ok(())
}

fn compare(name: &str, text: &str) {
    insta::with_settings!({ snapshot_path => "letters", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(name, text);
    });
}

#[test]
fn the_public_summary_of_any_row_names_nobody_and_no_place() -> TestResult {
    for rule in Rulebook::built_in().rijen() {
        let mut c = case(Some(PLEK))?;
        c.rij(&rule.nr.to_string())?;
        c.time(TimeKind::Voorval, "00:30")?;
        c.feit(Topic::Event, "Dhr. J. Fictema (geboren 03-04-1980) brak zijn kaak", FeitStatus::Confirmed, None)?;
        let open = c.render(DraftKind::Publiek)?;
        assert!(!open.contains("ingelicht"), "{open}");
        let zaak = c.zaak.number;
        let (about, choice, ground) = (BesluitKind::P, Some(YesNo::Yes), None);
        let reason = piket::domain::text::Vertrouwelijk::new("Media.");
        c.event(LogEvent::BesluitTaken { zaak, about, choice, reason, ground });
        c.send(DraftKind::Piketmelding, 1)?;
        let to_line = c.render(DraftKind::Publiek)?;
        assert!(!to_line.contains("ingelicht"), "{to_line}");
        c.told("de minister");
        let text = c.render(DraftKind::Publiek)?;
        assert_eq!(Case::stopped(DraftKind::Publiek, &text)?, Vec::<String>::new(), "{text}");
        for traceable in ["Mesdag", "Groningen", "Fictema", "1980", "kaak", "2026-W47", "00:30", "«", "F. Piket", "rij"]
        {
            assert!(!text.contains(traceable), "{traceable}: {text}");
        }
        assert!(text.contains(&rule.category.public) && text.contains("De bewindspersoon is ingelicht."), "{text}");
        assert!(!text.contains("eeindigd") && !open.contains("Het voorval"), "{text}");
        assert!(text.contains("Op zondag 22 november 2026"), "{text}");
    }
    Ok(())
}
