//! The picture in the README is the desk as it is today: a reader meets the real screen or none.

use piket::desk::state::item::Item;

use crate::desk::{TestDesk, TestResult};

#[test]
fn the_picture_in_the_readme_is_the_desk_of_the_demo() -> TestResult {
    let mut desk = TestDesk::week()?;
    desk.model.view.choose(Some(Item::Zaak("2026-W47-10".parse()?)));
    desk.model.view.refresh();
    desk.keys("<enter>")?;
    let screen: Vec<String> = desk.text().lines().map(|line| line.trim_end().to_owned()).collect();
    let screen = screen.join("\n");
    let readme = include_str!("../../README.md");
    let picture = readme.split("```text\n").nth(1).and_then(|rest| rest.split("\n```").next()).ok_or("geen beeld")?;
    assert_eq!(picture.trim_end(), screen.trim_end(), "neem dit over in README.md:\n{screen}");
    Ok(())
}
