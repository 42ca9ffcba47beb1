//! On screen a desk goes by a book that shares no body with another: who is phoned when, whose a step is, at what number it
//! is asked for, and what then leaves.

use std::sync::Arc;

use piket::{
    desk::state::screen::Focus,
    domain::{
        inrichting::{Inrichting, Inrichtingen, Ownership},
        step::Step,
    },
    rules::{
        book::{Book, Rulebook, RulebookOrigin},
        file_error::FileError,
    },
};

use crate::desk::{TestDesk, TestResult};

const BOOK: &str = include_str!("../fixtures/havenboek.toml");

fn desk(text: &str) -> Result<TestDesk, Box<dyn std::error::Error>> {
    let book = Rulebook::parse(text, "havenboek.toml", RulebookOrigin::Own("havenboek.toml".to_owned()))
        .map_err(|errors| FileError::combine("Het regelboek", &errors).to_string())?;
    let mut desk = TestDesk::empty()?.sized(120, 36);
    desk.model.view.setup.book = Book::Own(Arc::new(book));
    desk.model.dirty = true;
    Ok(desk)
}

#[test]
fn a_step_of_another_body_is_asked_for_at_its_own_number() -> TestResult {
    let mut desk = desk(BOOK)?;
    assert!(desk.text().contains("buiten kantooruren: verkeerspost belt de wacht"), "{}", desk.text());
    let zaak = desk.zaak("S2", "Havenhuis Oost")?;
    desk.keys("1")?;
    let step = Step::of_book("sleep-klaar");
    let place = desk.model.view.beeld().and_then(|b| b.steps.iter().position(|s| s.step == step));
    desk.model.view.detail = place.ok_or("de stap staat niet op de checklist")?;
    desk.model.view.focus = Focus::Detail;
    desk.model.dirty = true;
    let text = desk.text();
    assert!(text.contains("Sleepdienst gewaarschuwd") && text.contains("de sleepdienst zegt of zij vaart"), "{text}");
    assert!(text.contains("0180-00 00 02  Sleepdienst Baken"), "{text}");
    desk.keys("<enter>")?;
    let text = desk.text();
    assert!(text.contains("Rappel: Sleepdienst gewaarschuwd") && text.contains("Vraag of de sleepdienst"), "{text}");
    desk.keys("wachtchef<enter>vaart om drie uur<ctrl-s>")?;
    assert!(desk.line("Sleepdienst gewaarschuwd").contains("wacht"), "{}", desk.text());
    assert_eq!(desk.model.view.desk.zaken[&zaak].running_reminders().count(), 1, "{}", desk.text());
    for other in ["Fast NL", "Autoriteit", "MBV", "MOA", "zorginkoper", "070-751"] {
        assert!(!desk.text().contains(other), "{other}: {}", desk.text());
    }
    Ok(())
}

/// A book whose call asks nothing says so, and no key stays without an answer.
#[test]
fn a_call_of_a_book_without_questions_is_told_and_not_silent() -> TestResult {
    for key in ["b", ">"] {
        let mut desk = desk(BOOK)?;
        desk.zaak("S1", "Havenhuis Oost")?;
        desk.keys(key)?;
        assert!(desk.text().contains("heeft geen vragen voor het gesprek"), "{key}: {}", desk.text());
    }
    Ok(())
}

/// Where no book counts the officer judges himself: that stands on top, and no key asks for a row that nobody can choose.
#[test]
fn at_a_sector_without_a_book_no_row_is_asked_for() -> TestResult {
    let mut desk = TestDesk::empty()?.sized(140, 36);
    let own = Inrichting {
        name: "Woudhuis".to_owned(),
        place: "Woud".to_owned(),
        ownership: Ownership::State,
        sector: Some("woud".parse()?),
        aliases: Vec::new(),
    };
    let all = Inrichtingen::clone(&desk.model.view.setup.inrichtingen).with(Inrichtingen::new(vec![own]));
    desk.model.view.setup.inrichtingen = Arc::new(all);
    desk.zaak("6", "Veldzicht")?;
    let zaak = desk.zaak("6", "Woudhuis")?;
    let text = desk.text();
    let line = |place: &str| text.lines().position(|line| line.contains(place));
    assert!(line("Zelf toetsen") < line("Terugbellen"), "{text}");
    assert!(text.contains("uw zet    Zelf toetsen") && text.contains("geen regelboek voor WOUD"), "{text}");
    assert!(!text.contains("Rij kiezen") && !text.contains("rij kiezen") && !text.contains("gaat af"), "{text}");
    desk.keys("r")?;
    assert!(desk.text().contains("Er is geen regelboek voor WOUD. Zelf toetsen"), "{}", desk.text());
    assert_eq!(desk.model.view.desk.zaken[&zaak].rij(), None);
    Ok(())
}

/// Where the source asks for a form and names no hour, the desk says so where it would count down.
#[test]
fn a_gap_of_the_book_is_told_where_a_term_would_be() -> TestResult {
    let mut desk = TestDesk::empty()?.sized(140, 36);
    desk.zaak("J1", "RJJI De Hartelborgt")?;
    assert!(desk.text().contains("termijn zelf toetsen; "), "{}", desk.text());
    desk.keys("w")?;
    let text = desk.text();
    assert!(text.contains("MBV: zelf toetsen. Klasse 1 moet meteen") && !text.contains("geen formulier"), "{text}");
    Ok(())
}

/// A book of a sector that the program does not know says who is phoned, or nobody does.
#[test]
fn who_is_phoned_when_is_the_books_to_say() -> TestResult {
    let without = BOOK.replace("[gebeld]\n", "[gebeld_niet]\n");
    assert!(desk(&without).is_err(), "an unknown table is a fault");
    let (begin, rest) = BOOK.split_once("[gebeld]\n").ok_or("geen tabel")?;
    let (_, end) = rest.split_once("[[gesprek]]").ok_or("geen gesprek")?;
    let mut none = desk(&format!("{begin}[[gesprek]]{end}"))?;
    assert!(none.text().contains("buiten kantooruren") && !none.text().contains("belt piket"), "{}", none.text());
    let mut tbs = TestDesk::empty()?.sized(120, 36);
    assert!(tbs.text().contains("buiten kantooruren: meldkamer belt piket"), "{}", tbs.text());
    // A book of one's own for a sector that the program knows.
    let own = include_str!("../../assets/rules/tbs.toml");
    assert!(desk(own)?.text().contains("buiten kantooruren: meldkamer belt piket"));
    Ok(())
}
