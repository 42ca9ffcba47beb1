//! What a message says of those before it: never of one that was not sent, and no absence is over before somebody said so of him
//! who was away.

use piket::{
    domain::{
        draft::DraftKind,
        feit::{FeitStatus, Topic},
        text::Vertrouwelijk,
        time_kind::TimeKind,
    },
    log::event::LogEvent,
};

use super::case::{Case, TestResult, case};

const FIRST: DraftKind = DraftKind::Piketmelding;

fn never(c: &mut Case, number: u32, version: u32) {
    let (zaak, reason) = (c.zaak.number, Vertrouwelijk::new("De mail bleef staan."));
    c.event(LogEvent::DraftNotSent { zaak, draft: FIRST, number, version, reason });
}

#[test]
fn after_a_first_message_that_never_left_the_next_is_the_first_and_no_number_is_given_twice() -> TestResult {
    let mut c = case(Some(("FPC Pompestichting", "Nijmegen")))?;
    c.rij("8")?;
    c.time(TimeKind::Voorval, "01:50")?;
    c.feit(Topic::Event, "Bewoners gooien met meubels.", FeitStatus::Reported, Some("01:50"))?;
    c.send(FIRST, 1)?;
    c.after(5);
    c.feit(Topic::Measures, "De afdeling is op slot.", FeitStatus::Reported, None)?;
    c.send(FIRST, 2)?;
    c.after(5);
    never(&mut c, 1, 1);
    let text = c.render(FIRST)?;
    assert!(text.starts_with("PIKETMELDING 2026-W47-03\n"), "{text}");
    assert!(!text.contains("EERDER GEMELD") && !text.contains("Volgt op"), "{text}");
    assert!(text.contains("meubels") && text.contains("De afdeling is op slot."), "all of it is told: {text}");
    let ending = c.render(DraftKind::Afloopbericht)?;
    assert!(ending.contains("Volgt op: er is geen piketmelding verzonden\n"), "{ending}");
    c.send(FIRST, 3)?;
    c.after(5);
    c.feit(Topic::Police, "De politie is weg.", FeitStatus::Reported, None)?;
    let text = c.render(FIRST)?;
    // Somebody has a text that is called the first addition.
    assert!(text.starts_with("AANVULLING 2 OP PIKETMELDING 2026-W47-03\n"), "{text}");
    assert!(text.contains("Volgt op: piketmelding 2026-W47-03, versie 3, "), "{text}");
    Ok(())
}

#[test]
fn an_absence_is_over_for_nobody_while_only_something_else_is_known_of_its_outcome() -> TestResult {
    for outcome in [
        "Hij is gezien op het station van Ede.",
        "Het verlof is voor onbepaalde tijd ingetrokken.",
        "Zijn tas is gevonden.",
    ] {
        let mut c = case(Some(("FPC Kijvelanden", "Poortugaal")))?;
        c.rij("D")?;
        c.time(TimeKind::Voorval, "00:20")?;
        c.outcome_follows();
        c.feit(Topic::Outcome, outcome, FeitStatus::Reported, None)?;
        let (public, text) = (c.render(DraftKind::Publiek)?, c.render(FIRST)?);
        assert!(!public.contains("De afwezigheid is beëindigd."), "{outcome}: {public}");
        assert!(text.contains("waar de justitiabele is"), "{outcome}: {text}");
        assert!(text.contains("zodra de justitiabele terug of aangehouden is"), "{outcome}: {text}");
        c.time(TimeKind::OaEnd, "01:40")?;
        let (public, text) = (c.render(DraftKind::Publiek)?, c.render(FIRST)?);
        assert!(public.contains("De afwezigheid is beëindigd."), "{outcome}: {public}");
        assert!(!text.contains("zodra de justitiabele terug"), "{outcome}: {text}");
    }
    Ok(())
}

#[test]
fn an_afloopbericht_before_any_other_message_says_that_there_was_none() -> TestResult {
    let mut c = case(Some(("FPC Kijvelanden", "Poortugaal")))?;
    c.rij("D")?;
    c.time(TimeKind::Voorval, "00:20")?;
    c.said("terug", "terug", Some("01:30"))?;
    let text = c.render(DraftKind::Afloopbericht)?;
    assert!(text.contains("\nVolgt op: er is geen piketmelding verzonden\n"), "{text}");
    c.send(FIRST, 1)?;
    let text = c.render(DraftKind::Afloopbericht)?;
    assert!(text.contains("\nVolgt op: piketmelding 2026-W47-03, versie 1, "), "{text}");
    Ok(())
}
