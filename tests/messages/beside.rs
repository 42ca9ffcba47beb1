//! The messages that go out beside those to the line: the visie vooraf for who writes the piketmelding, and the public summary,
//! which says what kind of incident it was and nothing by which anybody or any place can be found.

use piket::{
    domain::{
        besluit::{BesluitKind, YesNo},
        draft::DraftKind,
        feit::{FeitStatus, Topic},
        time_kind::TimeKind,
    },
    log::event::LogEvent,
    rules::book::Rulebook,
};

use super::case::{Case, TestResult, case};

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
    let text = c.render(DraftKind::Visie)?;
    assert_eq!(Case::stopped(DraftKind::Visie, &text)?, Vec::<String>::new());
    insta::with_settings!({ snapshot_path => "letters", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("visie_5", text);
    });
    Ok(())
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
