//! The messages of a sector whose rules say nothing of messages: what happened and where stands in front all the same, and a row
//! that may play outside puts nothing in the inrichting.

use piket::{
    domain::{
        draft::DraftKind,
        feit::{FeitStatus, Topic},
        time_kind::TimeKind,
    },
    judge::gaps::gaps,
    rules::book::Rulebook,
};

use super::case::{Case, TestResult, case, kern};

fn begun(row: &str, what: &str) -> Result<Case, Box<dyn std::error::Error>> {
    let mut c = case(Some(("RJJI De Hartelborgt", "Spijkenisse")))?;
    c.of_sector("jji")?;
    c.rij(row)?;
    c.time(TimeKind::Voorval, "01:30")?;
    c.feit(Topic::Event, what, FeitStatus::Reported, None)?;
    Ok(c)
}

#[test]
fn what_happened_elsewhere_is_told_and_not_put_in_the_inrichting() -> TestResult {
    for (row, what) in [
        ("J1", "Jeugdige is tijdens vervoer op de A13 uit de bus gesprongen"),
        ("J4", "Jeugdige sprong tijdens verlof in Den Haag voor de trein en is overleden"),
        ("J5", "Jeugdige kwam bij een verkeersongeval tijdens verlof in Breda om het leven"),
        ("J7", "Jeugdige is weggelopen van een school in Breda"),
        ("J8", "Jeugdige is niet teruggekomen van zijn ouders in Breda"),
        ("J10", "Jeugdige is in Rotterdam aangehouden na een vechtpartij"),
    ] {
        let c = begun(row, what)?;
        let letter = c.render(DraftKind::Piketmelding)?;
        let told = what.strip_prefix("Jeugdige ").unwrap_or_default();
        assert!(kern(&letter).contains(told), "{row}: {letter}");
        assert!(!kern(&letter).contains("in RJJI") && kern(&letter).contains("bij RJJI"), "{row}: {letter}");
        assert!(!letter.contains("justitiabele"), "{row}: {letter}");
        assert_eq!(letter.matches(told).count(), 1, "{row}: told twice: {letter}");
        let public = c.render(DraftKind::Publiek)?;
        assert!(!public.contains("inrichting"), "{public}");
    }
    Ok(())
}

#[test]
fn every_row_has_a_first_sentence_and_none_has_a_gap_but_how_it_stands() -> TestResult {
    let book = Rulebook::of_sector(&"jji".parse()?).ok_or("er is een boek voor jji")?;
    for rule in book.rijen() {
        let c = begun(rule.nr.as_str(), "Er gebeurde iets op de groep")?;
        let letter = c.render(DraftKind::Piketmelding)?;
        let first = kern(&letter);
        assert!(first.contains("RJJI De Hartelborgt in Spijkenisse"), "{first}");
        assert!(first.contains("er gebeurde iets op de groep"), "{first}");
        let open: Vec<String> = gaps(first).into_iter().map(|gap| gap.name).collect();
        assert!(open.iter().all(|name| name == "situatie"), "{}: {first}", rule.nr);
        assert!(rule.opening.is_some(), "{}", rule.nr);
    }
    Ok(())
}

#[test]
fn the_place_of_a_death_stands_in_text_message_and_letter() -> TestResult {
    for (choice, place) in
        [("inrichting", "in de inrichting"), ("ziekenhuis", "in een ziekenhuis"), ("elders", "buiten de inrichting")]
    {
        let mut c = begun("J4", "Jeugdige is overleden")?;
        assert!(c.render(DraftKind::Piketmelding)?.contains("- waar de jeugdige overleed"));
        c.said("waar-overleden", choice, Some("01:50"))?;
        let (sms, letter) = (c.render(DraftKind::Sms)?, c.render(DraftKind::Piketmelding)?);
        assert!(sms.contains(&format!("overlijden {place}")) && sms.contains("22-11 01.50"), "{sms}");
        assert!(kern(&letter).contains(&format!("een overlijden {place}")), "{letter}");
    }
    Ok(())
}

#[test]
fn the_last_message_is_promised_in_the_words_of_the_sector() -> TestResult {
    let mut c = begun("J7", "Jeugdige is weggelopen")?;
    c.outcome_follows();
    let letter = c.render(DraftKind::Piketmelding)?;
    assert!(letter.contains("Een afloopbericht volgt zodra de jeugdige terug of aangehouden is."), "{letter}");
    Ok(())
}
