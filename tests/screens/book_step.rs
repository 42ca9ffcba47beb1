//! A step of a rule book of one's own is asked on screen as the book words it, with the keys of every other step.

use std::sync::Arc;

use piket::{
    desk::state::screen::Focus,
    domain::step::Step,
    judge::checklist::ChecklistState,
    rules::{
        book::{Book, Rulebook, RulebookOrigin},
        file_error::FileError,
    },
};

use crate::desk::{TestDesk, TestResult};

const BOOK: &str = include_str!("../fixtures/oefenboek.toml");

#[test]
fn a_step_of_the_book_is_asked_in_the_words_of_the_book() -> TestResult {
    let book = Rulebook::parse(BOOK, "oefenboek.toml", RulebookOrigin::Own("oefenboek.toml".to_owned()))
        .map_err(|errors| FileError::combine("Het regelboek", &errors).to_string())?;
    let mut desk = TestDesk::empty()?;
    desk.model.view.setup.book = Book::Own(Arc::new(book));
    let zaak = desk.zaak("W", "Oefenhuis")?;
    desk.keys("1")?;
    let step = Step::of_book("buurt-gewaarschuwd");
    let place = desk.model.view.beeld().and_then(|b| b.steps.iter().position(|s| s.step == step));
    desk.model.view.detail = place.ok_or("de stap staat niet op de checklist")?;
    desk.model.view.focus = Focus::Detail;
    desk.model.dirty = true;
    let text = desk.text();
    assert!(text.contains("Buurt gewaarschuwd") && text.contains("vraag na of de buurt het weet"), "{text}");
    desk.keys("x")?;
    let text = desk.text();
    assert!(text.contains("Buurt gewaarschuwd: gereed?") && text.contains("Weet de buurt het"), "{text}");
    desk.keys("ja<ctrl-s>")?;
    let line = desk.model.view.derived.get(&zaak).and_then(|b| b.steps.iter().find(|s| s.step == step));
    assert!(line.is_some_and(|line| matches!(line.state, ChecklistState::Done { .. })), "{}", desk.text());
    Ok(())
}
