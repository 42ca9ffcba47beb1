//! One screen by one line of keys, to look at while something is built, and a desk played again from the
//! messages that another one took. `.github/CONTRIBUTING.md` tells how to use either.

use std::env;

use crate::desk::{TestDesk, TestResult};

/// What is typed when nobody says what to type.
const SCRIPT: &str = "noost<tab>brand in een kamer";

/// Columns and rows in the form `80x24`.
fn size(text: &str) -> Result<(u16, u16), String> {
    let numbers = text.split_once('x').and_then(|(width, height)| Some((width.parse().ok()?, height.parse().ok()?)));
    numbers.filter(|(width, height)| *width > 0 && *height > 0).ok_or_else(|| format!("SIZE={text} is geen 80x24"))
}

/// Types `KEYS` on the story `STORY` (`week` or `leeg`) at `SIZE`, and prints the screen. `SCREEN=stijl` adds
/// the styles and the cursor.
#[test]
fn show_keys() -> TestResult {
    let keys = env::var("KEYS").ok();
    let (width, height) = size(env::var("SIZE").as_deref().unwrap_or("80x24"))?;
    let desk = match env::var("STORY").as_deref() {
        Ok("leeg") => TestDesk::empty()?,
        Ok("week") | Err(_) => TestDesk::week()?,
        Ok(other) => return Err(format!("STORY={other} is geen week of leeg").into()),
    };
    let mut desk = desk.sized(width, height);
    desk.keys(keys.as_deref().unwrap_or(SCRIPT))?;
    let styled = env::var("SCREEN").is_ok_and(|what| what == "stijl");
    println!("{}", if styled { desk.picture() } else { desk.text() });
    if keys.is_none() {
        for shown in ["FPC de Oostvaarderskliniek", "brand in een kamer"] {
            assert!(desk.text().contains(shown), "{shown}\n{}", desk.text());
        }
    }
    Ok(())
}

#[test]
fn a_size_is_two_numbers() {
    assert_eq!(size("140x45"), Ok((140, 45)));
    for wrong in ["80", "80x", "x24", "0x24", "80x24x1", "breed"] {
        assert!(size(wrong).is_err(), "{wrong}");
    }
}

/// The model is a function of its messages: what the store answered is one of them, so that a desk can be
/// played again without one.
#[test]
fn a_desk_played_again_from_its_messages_is_the_same_desk() -> TestResult {
    let mut desk = TestDesk::empty()?;
    desk.keys(
        "noost<tab>brand in een kamer<tab>02:00<ctrl-s>r2<enter><enter>fletsel<tab>een snee in de hand<ctrl-s>u",
    )?;
    assert!(!desk.model.view.desk.zaken.is_empty(), "{}", desk.text());
    let mut again = TestDesk::empty()?;
    again.replay(&desk.taken);
    assert_eq!(again.model.view.desk, desk.model.view.desk);
    assert_eq!(again.text(), desk.text());
    Ok(())
}
