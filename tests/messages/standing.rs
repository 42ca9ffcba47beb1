//! How it stands and where somebody died, told the same in every message whatever fact tells it: the latest by the time of
//! the event counts.

use piket::{
    domain::{
        draft::DraftKind,
        error::Result,
        feit::{FeitStatus, Topic},
    },
    judge::tegenspraak::tegenspraken,
};

use super::case::{Case, TestResult, begun_at};

fn begun(row: &str) -> Result<Case> {
    begun_at(row, "01:10")
}

#[track_caller]
fn said(c: &Case, sms: &str, kern: &str, not: &str) -> TestResult {
    let (text, letter) = (c.render(DraftKind::Sms)?, c.render(DraftKind::Piketmelding)?);
    assert!(text.contains(sms), "{sms}: {text}");
    let first = letter.lines().find(|l| l.starts_with("Op ")).unwrap_or_default();
    assert!(first.contains(kern) && !first.contains(not), "{kern}, not {not}: {first}");
    Ok(())
}

#[test]
fn the_latest_by_the_time_of_the_event_says_how_it_stands_and_the_earlier_is_what_happened() -> TestResult {
    let mut c = begun("1")?;
    c.said("stand", "gaande", None)?;
    said(&c, "nog gaande", "De situatie duurt voort", "beëindigd")?;
    c.after(10);
    c.said("gijzeling-voorbij", "ja", Some("01:50"))?;
    said(&c, "voorbij", "De gijzeling is beëindigd", "onder controle")?;
    let letter = c.render(DraftKind::Piketmelding)?;
    assert!(!letter.contains("duurt voort"), "what stood before the end is over: {letter}");
    assert!(tegenspraken(&c.zaak).is_empty(), "one followed the other");

    // What is noted later about an earlier moment is no news.
    let mut c = begun("2")?;
    c.said("stand", "beheerst", Some("02:20"))?;
    c.feit(Topic::Situation, "De brand is nog niet uit", FeitStatus::Reported, Some("01:20"))?;
    said(&c, "onder controle", "De situatie is onder controle", "nog niet uit")?;

    // Of one minute not both can be so.
    c.feit(Topic::Situation, "Het is nog gaande", FeitStatus::Reported, Some("02:20"))?;
    assert_eq!(tegenspraken(&c.zaak).len(), 1, "{:?}", tegenspraken(&c.zaak));
    Ok(())
}

#[test]
fn any_fact_that_tells_how_it_stands_is_told() -> TestResult {
    for (row, topic, text, sms, kern) in [
        ("2", Topic::Event, "De brand is geblust", "onder controle", "De situatie is onder controle"),
        ("2", Topic::Situation, "De situatie is nog niet onder controle", "nog gaande", "nog niet onder controle"),
        ("6", Topic::Situation, "Het is op de afdeling weer rustig", "Mesdag", "weer rustig"),
        ("6", Topic::Situation, "De situatie is onder controle", "onder controle", "onder controle"),
        ("6", Topic::Situation, "onder controle", "onder controle", "De situatie is onder controle"),
        ("2", Topic::Measures, "De brandweer heeft de brand geblust", "onder controle", "onder controle"),
        (
            "D",
            Topic::Situation,
            "De politie zoekt; de justitiabele is nog niet terug",
            "nog niet terug",
            "de justitiabele is nog niet terug",
        ),
    ] {
        let mut c = begun(row)?;
        c.feit(topic, text, FeitStatus::Reported, None)?;
        said(&c, sms, kern, "[nog")?;
        let letter = c.render(DraftKind::Piketmelding)?;
        assert!(!letter.contains("- of de situatie onder controle is"), "told and called unknown: {letter}");
    }
    Ok(())
}

/// A short word for somebody is that word and not how another begins.
#[test]
fn somebody_whose_name_begins_like_the_justitiabele_is_somebody_else() -> TestResult {
    for text in [
        "De manager is weer terug",
        "De mannelijke collega is weer terug",
        "Mandy is weer terug",
        "De haarkapper is teruggekeerd",
        "De zevende is weer terug",
        "De vrouwenarts is teruggekeerd",
    ] {
        let mut c = begun("D")?;
        c.feit(Topic::Situation, text, FeitStatus::Reported, None)?;
        let sms = c.render(DraftKind::Sms)?;
        assert!(!sms.contains("is terug"), "{text}: {sms}");
    }
    let mut c = begun("D")?;
    c.feit(Topic::Situation, "De man is weer terug", FeitStatus::Reported, None)?;
    let sms = c.render(DraftKind::Sms)?;
    assert!(sms.contains("is terug"), "{sms}");
    Ok(())
}

#[test]
fn the_place_of_death_is_told_by_any_fact_that_tells_it() -> TestResult {
    for (topic, text, place, kern) in [
        (
            Topic::Event,
            "Een justitiabele is overleden in het ziekenhuis",
            "in een ziekenhuis",
            "een overlijden in een ziekenhuis",
        ),
        (
            Topic::Situation,
            "Hij overleed in de ambulance",
            "buiten de inrichting",
            "een overlijden buiten de inrichting",
        ),
        (
            Topic::Event,
            "Een justitiabele is dood gevonden op zijn kamer",
            "in de inrichting",
            "een overlijden in de inrichting",
        ),
    ] {
        let mut c = begun("15")?;
        c.feit(topic, text, FeitStatus::Reported, None)?;
        c.said("vastgesteld", "bekend", None)?;
        said(&c, &format!("overlijden {place}"), kern, "[")?;
    }
    // Who died somewhere is not who lies in a hospital.
    let mut c = begun("15")?;
    c.feit(Topic::Event, "Een justitiabele is overleden", FeitStatus::Reported, None)?;
    c.feit(Topic::Injury, "Een medewerker is in het ziekenhuis opgenomen", FeitStatus::Reported, None)?;
    let text = c.render(DraftKind::Sms)?;
    assert!(!text.contains("ziekenhuis"), "{text}");
    // The latest counts here too.
    c.said("waar-overleden", "inrichting", None)?;
    said(&c, "in de inrichting", "een overlijden in de inrichting", "ziekenhuis")
}

/// What a caller says around a statement, so that it is no state: a condition, an occasion before, a plan, a guess, a denial, a
/// question, or one half of a longer sentence.
#[test]
fn words_that_somebody_used_are_no_state_unless_they_are_the_whole_statement() -> TestResult {
    let hedges = [
        "Als {}, bellen zij",
        "Als {} bellen zij",
        "Indien {} volgt bericht",
        "Zodra {} horen wij dat",
        "De vorige keer {}",
        "De vorige keer: {}",
        "Eerder: {}",
        "Eerder {}",
        "Mogelijk {}",
        "Misschien {}",
        "Men zegt dat {}",
        "Het zou zo zijn dat {}",
        "Nog niet bekend of {}",
        "Geen idee of {}",
        "Bijna {}",
        "Men probeerde het, {}",
        "Morgen {}",
        "{}?",
        "{}, zegt een buurman",
        "Is {}",
        "Een ander, niet deze patiënt: {}",
        "«{}», schreef een krant",
        "Een patiënt is niet teruggekeerd van onbegeleid verlof; de vorige keer {}",
    ];
    let states = [
        ("D", "is hij aangehouden", "is aangehouden"),
        ("D", "hij is aangehouden", "is aangehouden"),
        ("D", "hij is teruggekeerd", "is terug"),
        ("2", "de brand is geblust", "onder controle"),
        ("6", "de situatie is onder controle", "onder controle"),
        ("1", "de gijzeling is voorbij", "voorbij"),
        ("15", "hij overleed in de ambulance", "buiten de inrichting"),
        ("15", "hij overleed in het ziekenhuis", "in een ziekenhuis"),
        ("15", "een patiënt is overleden, de ambulance kwam te laat", "buiten de inrichting"),
    ];
    for (row, state, sms) in states {
        for topic in [Topic::Event, Topic::Situation, Topic::Outcome] {
            for hedge in hedges {
                let mut c = begun(row)?;
                c.feit(topic, &hedge.replace("{}", state), FeitStatus::Reported, None)?;
                let text = c.render(DraftKind::Sms)?;
                assert!(!text.contains(sms), "{row} {hedge} {state}: {text}");
            }
        }
    }
    Ok(())
}

/// What a call told of the end is the end in every message: its time, how it ended, and no promise of before it.
#[test]
fn an_answer_that_tells_the_end_ends_the_case_in_every_message() -> TestResult {
    let mut c = begun("D")?;
    c.feit(Topic::FollowUp, "De kliniek meldt zich elk kwartier", FeitStatus::Reported, None)?;
    c.said("terug", "weg", Some("01:20"))?;
    let before = c.render(DraftKind::Piketmelding)?;
    assert!(before.contains("elk kwartier"), "{before}");
    c.after(180);
    c.said("terug", "aangehouden", Some("04:40"))?;
    for kind in [DraftKind::Piketmelding, DraftKind::Afloopbericht] {
        let text = c.render(kind)?;
        assert!(
            text.contains("Om 04.40 uur eindigde de ongeoorloofde afwezigheid: de justitiabele is aangehouden."),
            "{text}"
        );
        for gone in ["elk kwartier", "einde oa", "nog invullen: afloop", "zodra de justitiabele terug"] {
            assert!(!text.contains(gone), "{gone}: {text}");
        }
    }
    Ok(())
}
