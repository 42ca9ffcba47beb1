//! Who was told, in the first lines, and what a reader may still expect: from facts, steps and terms, and named as not
//! known where there is nothing.

use piket::{
    domain::{
        draft::DraftKind,
        error::Result,
        feit::{FeitStatus, Topic},
    },
    judge::{case_rule::CaseRule, case_surroundings::CaseSurroundings, gaps::gaps},
    rules::{
        address_book::{AddressBook, Addressee},
        book::Rulebook,
    },
};

use super::case::{Case, TestResult, begun_at, case, kern};

fn begun(row: &str) -> Result<Case> {
    begun_at(row, "01:10")
}

#[test]
fn who_was_told_stands_in_the_kern_and_nobody_is_named_as_not_known() -> TestResult {
    for rule in Rulebook::built_in().rijen().filter(|rule| rule.is_notifiable()) {
        let mut c = begun(&rule.nr.to_string())?;
        let letter = c.render(DraftKind::Piketmelding)?;
        assert!(letter.contains("\n- wie er is ingelicht\n"), "{letter}");
        c.feit(Topic::Surroundings, "De familie is niet gewaarschuwd", FeitStatus::Reported, None)?;
        assert!(c.render(DraftKind::Piketmelding)?.contains("\n- wie er is ingelicht\n"), "{letter}");
        c.feit(Topic::Surroundings, "Er stond publiek. De burgemeester is ingelicht", FeitStatus::Reported, None)?;
        c.told("de directeur ForZo/JJI");
        c.told("woordvoering");
        c.told("mw. B. Verzonnen");
        let letter = c.render(DraftKind::Piketmelding)?;
        let line = "de directeur van de divisie ForZo/JJI en de woordvoering zijn ingelicht";
        assert!(kern(&letter).contains(line) && kern(&letter).to_lowercase().contains("de burgemeester"), "{letter}");
        let heading = "INGELICHT IN DE LIJN\n- 02.30 uur – De directeur van de divisie ForZo/JJI is ingelicht.\n- 02.30 uur – De \
                       woordvoering is ingelicht.\n";
        assert!(letter.contains(heading), "{letter}");
        assert!(!letter.contains("Verzonnen") && !letter.contains("wie er is ingelicht"), "{letter}");
    }
    Ok(())
}

#[test]
fn a_step_that_is_done_tells_who_was_told_until_the_call_does() -> TestResult {
    let mut c = begun("D")?;
    c.done("112")?;
    let letter = c.render(DraftKind::Piketmelding)?;
    assert!(kern(&letter).contains("De politie (112) is gewaarschuwd."), "{letter}");
    assert!(letter.contains("POLITIE EN OM\n- De politie (112) is gewaarschuwd.\n"), "{letter}");
    assert!(letter.contains("\n- of het opsporingsteam Fast NL is gewaarschuwd\n"), "{letter}");
    assert!(!letter.contains("of de politie en Fast NL zijn gewaarschuwd"), "{letter}");
    c.done("fast-nl")?;
    let letter = c.render(DraftKind::Piketmelding)?;
    assert!(kern(&letter).contains("; het opsporingsteam Fast NL is gewaarschuwd"), "{letter}");
    assert!(!letter.contains("\n- of het opsporingsteam"), "{letter}");
    c.said("opsporing", "beide", Some("01:20"))?;
    let letter = c.render(DraftKind::Piketmelding)?;
    assert_eq!(letter.matches("Fast NL").count(), 3, "the kern, its heading and what is to come: {letter}");
    Ok(())
}

#[test]
fn the_end_of_a_message_says_what_follows() -> TestResult {
    let mut c = begun("6")?;
    let term =
        "De schriftelijke melding van het voorval (MBV) wordt verwacht vóór maandag 23 november 2026 om 09.00 uur.";
    assert!(c.render(DraftKind::Piketmelding)?.contains(&format!("VERVOLG\n- {term}\n\n")));
    c.remind("04:00", "Bel de kliniek")?;
    let letter = c.render(DraftKind::Piketmelding)?;
    let own = "- Om 04.00 uur komt het piket op deze zaak terug; is er nieuws, dan volgt een aanvulling.";
    assert!(letter.contains(&format!("VERVOLG\n{own}\n- {term}\n")), "{letter}");
    for (note, told) in [
        ("De inrichting belt uiterlijk om 05:30 uur", "- Om 05.30 uur geeft de inrichting een nieuwe stand;"),
        ("De kliniek belt morgen om 10:00 uur terug", "- Op maandag 23 november 2026 om 10.00 uur geeft de inrichting"),
        ("Wij bellen om 03:45 uur", "- Om 03.45 uur komt het piket op deze zaak terug;"),
    ] {
        let mut c = begun("6")?;
        c.feit(Topic::FollowUp, note, FeitStatus::Reported, None)?;
        let letter = c.render(DraftKind::Piketmelding)?;
        assert!(letter.contains(told) && !letter.contains(note), "{letter}");
    }
    // A term that passed is told as it is, and no hour that passed is promised.
    c.after(35 * 60);
    let letter = c.render(DraftKind::Piketmelding)?;
    assert!(
        letter
            .contains("werd verwacht vóór maandag 23 november 2026 om 09.00 uur en is bij het piket nog niet bekend.")
    );
    assert!(!letter.contains("04.00 uur"), "{letter}");
    // Only where nothing follows it is a gap.
    let mut c = case(Some(("FPC Dr. S. van Mesdag", "Groningen")))?;
    c.rij("4")?;
    let letter = c.render(DraftKind::Piketmelding)?;
    assert!(gaps(&letter).iter().any(|gap| gap.name == "vervolg"), "{letter}");
    Ok(())
}

#[test]
fn an_own_entry_of_the_address_book_is_the_addressee_of_the_visie() -> TestResult {
    let c = begun("5")?;
    let own = "peildatum = 2026-01-01\n[[adres]]\nsoort = \"vervoer\"\nnaam = \"Vervoerder Oefen\"\n";
    let own: Vec<Addressee> = AddressBook::parse_own(own, "adressen.toml").map_err(|e| format!("{e:?}"))?;
    let at = c.zaak.opened;
    let case = CaseRule::of(&c.zaak, Rulebook::built_in(), None);
    let of = |book: &AddressBook| CaseSurroundings::of((&c.zaak, case), None, [], book, at).writer;
    assert_eq!(of(&AddressBook::built_in().with_own(&own)).as_deref(), Some("Vervoerder Oefen"));
    assert_eq!(of(AddressBook::built_in()), None, "the program names a task there, and no body");
    Ok(())
}
