//! What typing and pasting promise anywhere: nothing is cut, no key leaves half a character behind, and the
//! one cursor stands where the next letter comes.

use piket::desk::state::passphrase::{PassphrasePrompt, PromptKind};
use piket::{
    desk::{
        effect::{Effect, ScreenEffect},
        layer::Layer,
        msg::Msg,
        state::{
            item::Item,
            key::{KeyPress, KeySym},
            shielding::Shielding,
        },
    },
    domain::error::Error,
    ui::{look::Look, passphrase, welcome},
};
use proptest::prelude::*;
use ratatui::{Terminal, backend::TestBackend, layout::Position};

use crate::{
    desk::{TestDesk, TestResult},
    dictionary::is_marked,
};

/// Characters that are more than one code point, and some that are not.
const CHARACTERS: [&str; 8] = ["a", " ", "e\u{301}", "🇳🇱", "👩\u{200d}👩\u{200d}👧", "👍🏽", "界", "ï"];

/// An editor on a piketmelding with this text.
pub fn editor(text: &str) -> Result<TestDesk, Box<dyn std::error::Error>> {
    let mut desk = TestDesk::empty()?;
    desk.zaak("6", "FPC Pompestichting")?;
    desk.keys("3<omlaag><enter><ctrl-end>")?;
    while !written(&desk).is_empty() {
        desk.keys("<ctrl-u><backspace>")?;
    }
    desk.paste(text);
    Ok(desk)
}

/// What the editor holds.
fn written(desk: &TestDesk) -> String {
    match desk.model.view.layers.last() {
        Some(Layer::Editor(e)) => e.text.clone(),
        _ => String::new(),
    }
}

/// What the field with the cursor holds.
fn typed(desk: &TestDesk) -> String {
    match desk.model.view.layers.last() {
        Some(Layer::Form(f)) => f.fields.get(f.cursor).map(|v| v.input.text()).unwrap_or_default(),
        _ => String::new(),
    }
}

/// Where the terminal's cursor is.
fn cursor(desk: &mut TestDesk) -> Option<Position> {
    let picture = desk.picture();
    let (x, y) = picture.split_once("~~~ cursor ")?.1.lines().next()?.split_once(',')?;
    Some(Position::new(x.parse().ok()?, y.parse().ok()?))
}

/// The character on the screen before the cursor.
fn before_cursor(desk: &mut TestDesk) -> Option<String> {
    let at = cursor(desk)?;
    desk.draw().cell((at.x.checked_sub(1)?, at.y)).map(|c| c.symbol().to_owned())
}

#[test]
fn a_long_paste_arrives_whole_in_every_field_and_in_the_editor() -> TestResult {
    let text = "Bewoner 12 is gezien bij de poort; ".repeat(6541 / 35 + 1);
    let text = text.get(..6541).unwrap_or_default().trim_end();
    let mut desk = TestDesk::empty()?;
    desk.keys("n<tab>")?;
    desk.paste(text);
    assert_eq!(typed(&desk), text);
    desk.after(chrono::Duration::seconds(1));
    assert!(desk.model.view.desk.meldingen.values().any(|m| m.headline() == text), "not saved whole");
    let desk = editor(text)?;
    assert_eq!(written(&desk), text);
    Ok(())
}

#[test]
fn what_may_not_leave_is_underlined_and_leaves_with_a_reason_only() -> TestResult {
    let mut desk = editor("Er is brand.\nMevrouw Zonneveld zag het.")?;
    assert!(is_marked(&mut desk, "Zonneveld"), "{}", desk.text());
    assert!(desk.text().contains("brand") && !is_marked(&mut desk, "brand"));
    assert!(desk.text().contains("poort: naam"), "{}", desk.text());

    // F5 asks why; Esc goes back to the text, which is not checked.
    desk.keys("<f5>")?;
    assert!(desk.text().contains("Naam: «Zonneveld» in «Mevrouw Zonneveld zag het»."), "{}", desk.text());
    desk.keys("<esc>")?;
    assert!(written(&desk).contains("Zonneveld"));
    let checked = |desk: &TestDesk| {
        let drafts = desk.model.view.desk.zaken.values().flat_map(|z| z.drafts.values());
        drafts.filter(|d| d.is_checked()).count()
    };
    assert_eq!(checked(&desk), 0);
    desk.keys("<f5>zij is woordvoerder<enter>")?;
    assert_eq!(checked(&desk), 1, "{}", desk.text());

    // What is put right is underlined no more.
    desk.keys("<ctrl-end><ctrl-u>Een getuige zag het.")?;
    assert!(desk.text().contains("getuige") && !is_marked(&mut desk, "getuige"));
    assert!(!desk.text().contains("poort:"), "{}", desk.text());
    desk.keys("<f5>")?;
    assert_eq!(checked(&desk), 1, "{}", desk.text());
    Ok(())
}

/// Where no gap is left, the key for gaps leads to what the gate stops, and what is typed comes in its place.
#[test]
fn tab_leads_to_what_may_not_leave() -> TestResult {
    let mut desk = editor("De rust is terug. Mevrouw Jansen belde, later ook de heer De Boer.")?;
    desk.keys("<ctrl-home>")?;
    desk.picture();
    desk.keys("<tab>een medewerker")?;
    assert!(
        written(&desk).contains("een medewerker belde") && !written(&desk).contains("Jansen"),
        "{}",
        written(&desk)
    );
    desk.picture();
    desk.keys("<tab>een ander")?;
    assert_eq!(written(&desk).matches("De Boer").count(), 0, "{}", written(&desk));
    desk.picture();
    desk.keys("<tab>")?;
    assert!(desk.text().contains("Er staat niets meer open."), "{}", desk.text());
    Ok(())
}

#[test]
fn too_much_for_a_field_is_refused_with_a_sentence_and_takes_nothing_away() -> TestResult {
    let mut desk = TestDesk::empty()?;
    desk.keys("n<tab>er is brand")?;
    desk.paste(&"x".repeat(2_000_000));
    assert_eq!(typed(&desk), "er is brand");
    assert!(desk.text().contains("er is niets geplakt"), "{}", desk.text());
    Ok(())
}

#[test]
fn ctrl_u_clears_to_the_start_of_the_line_everywhere() -> TestResult {
    let mut desk = TestDesk::empty()?;
    desk.keys("n<tab>een twee<links><links><ctrl-u>")?;
    assert_eq!(typed(&desk), "ee");
    let mut desk = editor("eerste regel\neen twee")?;
    desk.keys("<links><links><ctrl-u>")?;
    assert_eq!(written(&desk), "eerste regel\nee");
    desk.keys("<alt-u>")?;
    assert_eq!(written(&desk), "eerste regel\neen twee");
    desk.keys("<ctrl-r>")?;
    assert_eq!(written(&desk), "eerste regel\nee");
    Ok(())
}

/// A moment that the desk put there gives way to the first letter or paste; once touched it is a text like any other.
#[test]
fn a_moment_that_stood_there_gives_way_to_what_is_typed() -> TestResult {
    let to_the_time = "n<tab><tab><tab><tab><tab><tab>";
    let open = || -> Result<TestDesk, Box<dyn std::error::Error>> {
        let mut desk = TestDesk::empty()?;
        desk.keys(to_the_time)?;
        Ok(desk)
    };
    let suggested = typed(&open()?);
    assert!(suggested.ends_with(char::is_numeric) && suggested.contains(':'), "{suggested:?}");
    let mut desk = open()?;
    desk.keys("02:05")?;
    assert_eq!(typed(&desk), "02:05");
    let mut desk = open()?;
    desk.paste("02:05");
    assert_eq!(typed(&desk), "02:05");
    let mut desk = open()?;
    desk.paste(&"x".repeat(2_000_000));
    assert_eq!(typed(&desk), suggested, "a paste that is refused takes nothing away");
    for (keys, left) in [("<backspace>9", 1), ("<links><rechts><backspace>9", 1), ("<backspace><backspace>59", 2)] {
        let mut desk = open()?;
        desk.keys(keys)?;
        let kept = suggested.get(..suggested.len() - left).ok_or("kort")?;
        assert_eq!(typed(&desk), format!("{kept}{}", keys.rsplit('>').next().unwrap_or_default()), "{keys}");
    }
    Ok(())
}

#[test]
fn the_cursor_stands_behind_what_was_typed_last() -> TestResult {
    let open: [(&str, &str); 6] = [
        ("a form", "n<tab>"),
        ("a chooser", ":"),
        ("the search", "/"),
        ("what if", "t"),
        ("a form's time", "n<tab><tab>"),
        ("the editor", "3<omlaag><enter><ctrl-home>"),
    ];
    for (name, keys) in open {
        for width in [60, 80, 140] {
            let mut desk = TestDesk::empty()?;
            desk.zaak("6", "FPC Pompestichting")?;
            desk.size(width, 24);
            desk.keys(keys)?;
            for _ in 0..40 {
                desk.keys("tien tekeX")?;
                assert_eq!(before_cursor(&mut desk).as_deref(), Some("X"), "{name} {width}\n{}", desk.text());
            }
        }
    }
    Ok(())
}

#[test]
fn there_is_no_second_cursor_in_the_editor() -> TestResult {
    let mut desk = editor("een twee")?;
    let at = cursor(&mut desk).ok_or("no cursor")?;
    let cell = desk.draw().cell(at).cloned().ok_or("no cell")?;
    assert!(!cell.modifier.contains(ratatui::style::Modifier::REVERSED), "{cell:?}");
    Ok(())
}

#[test]
fn the_password_and_the_welcome_put_the_cursor_where_the_officer_looks() -> TestResult {
    let theme = Look::default().theme();
    let now = piket::domain::moment::Moment::from_rfc3339(crate::desk::NIGHT)?;
    let mut question = PassphrasePrompt::new(PromptKind::Existing);
    for (width, height) in [(80, 24), (60, 15), (200, 50)] {
        let Ok(mut terminal) = Terminal::new(TestBackend::new(width, height));
        let mut question = question.clone();
        for n in 0..4 {
            let Ok(_) = terminal.draw(|frame| passphrase::draw(&question, "/opslag", now, &theme, frame));
            let Ok(at) = terminal.get_cursor_position();
            let buffer = terminal.backend().buffer();
            let left = at.x.checked_sub(1).and_then(|x| buffer.cell((x, at.y))).map_or(" ", |c| c.symbol());
            assert_eq!(left == "•", n > 0, "after {n} characters");
            assert_eq!(buffer.cell(at).map(ratatui::buffer::Cell::symbol), Some(" "));
            question.key(KeyPress::bare(KeySym::Char('a')), now);
        }
        let Ok(_) = terminal.draw(|frame| welcome::draw("/opslag", &theme, frame));
        let Ok(at) = terminal.get_cursor_position();
        // On the lowest terminal the keys are below the edge, and the cursor is not.
        let seen = terminal.backend().buffer().cell(at).map(ratatui::buffer::Cell::symbol);
        assert!(seen == Some("o") || (height == 15 && at.y < height), "{at:?}");
    }
    question.empty();
    Ok(())
}

/// What the keys of the property mean, on a list of whole characters.
fn oracle(characters: &mut Vec<String>, cursor: &mut usize, key: &str) {
    match key {
        "<backspace>" if *cursor > 0 => {
            *cursor -= 1;
            characters.remove(*cursor);
        }
        "<del>" if *cursor < characters.len() => {
            characters.remove(*cursor);
        }
        "<links>" => *cursor = cursor.saturating_sub(1),
        "<rechts>" => *cursor = (*cursor + 1).min(characters.len()),
        "<home>" => *cursor = 0,
        "<end>" => *cursor = characters.len(),
        "<backspace>" | "<del>" => {}
        character => {
            characters.insert(*cursor, character.to_owned());
            *cursor += 1;
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn keys_go_by_whole_characters_in_a_field_and_in_the_editor(
        keys in prop::collection::vec(
            prop_oneof![
                4 => prop::sample::select(CHARACTERS.to_vec()),
                3 => prop::sample::select(vec!["<backspace>", "<del>", "<links>", "<rechts>", "<home>", "<end>"]),
            ],
            0..60,
        )
    ) {
        let mut form = TestDesk::empty().map_err(|e| TestCaseError::fail(e.to_string()))?;
        let mut draft = editor("").map_err(|e| TestCaseError::fail(e.to_string()))?;
        form.keys("n<tab>").map_err(|e| TestCaseError::fail(e.to_string()))?;
        let (mut characters, mut cursor) = (Vec::new(), 0);
        for key in keys {
            for desk in [&mut form, &mut draft] {
                if key.starts_with('<') {
                    desk.keys(key).map_err(|e| TestCaseError::fail(e.to_string()))?;
                } else {
                    key.chars().for_each(|c| desk.key(KeyPress::bare(KeySym::Char(c))));
                }
            }
            // Two flags' halves never meet here: every character is typed whole.
            oracle(&mut characters, &mut cursor, key);
            prop_assert_eq!(typed(&form), characters.concat());
            prop_assert_eq!(written(&draft), characters.concat());
        }
    }
}

/// The own editor has the text and the terminal; a lock waits for what comes back, which is a version.
#[test]
fn a_lock_waits_for_the_text_in_the_own_editor() -> TestResult {
    let mut desk = editor("een")?;
    let Some(Layer::Editor(open)) = desk.model.view.layers.last() else { return Err("geen editor".into()) };
    let (zaak, draft) = (open.zaak, open.draft);
    desk.keys("<alt-e>")?;
    let asked = Effect::Screen(ScreenEffect::EditOutside { zaak, draft, text: "een".to_owned() });
    assert!(desk.requested.contains(&asked), "{:?}", desk.requested);
    desk.send(Msg::Lock);
    desk.after(chrono::Duration::hours(2));
    assert!(matches!(desk.model.view.shielding, Shielding::None));
    desk.send(Msg::EditedOutside { zaak, draft, result: Ok("een\u{1b} en twee\n".to_owned()) });
    assert!(matches!(desk.model.view.shielding, Shielding::ScreenLock(_)));
    let kept = |d: &TestDesk| d.model.view.desk.zaken.get(&zaak).map(|z| z.drafts[&draft].text.read().to_owned());
    let mut desk = editor("een")?;
    desk.send(Msg::EditedOutside { zaak, draft, result: Ok("een\u{1b} en twee\n".to_owned()) });
    assert_eq!(written(&desk), "een en twee");
    assert_eq!(kept(&desk).as_deref(), Some("een en twee"));
    desk.send(Msg::EditedOutside { zaak, draft, result: Err(Error::no("Stuk.")) });
    assert_eq!(written(&desk), "een en twee");
    Ok(())
}

/// A space at the end of a line is not kept, and keeps nothing from being known as checked or from leaving.
#[test]
fn white_space_at_the_end_of_a_line_makes_no_other_text() -> TestResult {
    let mut desk = TestDesk::week()?;
    desk.model.view.choose(Some(Item::Zaak("2026-W47-09".parse()?)));
    desk.keys("cpiketm<enter><omlaag><end> <enter>")?;
    desk.after(chrono::Duration::seconds(2));
    desk.keys("<f8>")?;
    desk.after(chrono::Duration::seconds(2));
    desk.keys("<f8>")?;
    desk.after(chrono::Duration::seconds(2));
    desk.keys("<f5>")?;
    let checks =
        |desk: &TestDesk| desk.fake_store.log.iter().filter(|e| e.event.form().kind == "concept_gecontroleerd").count();
    let before = checks(&desk);
    assert!(desk.text().contains(", gecontroleerd"), "{}", desk.text());
    desk.after(chrono::Duration::seconds(2));
    desk.keys("<f6>")?;
    assert_eq!(checks(&desk), before, "{}", desk.text());
    Ok(())
}

/// What a text calls unknown and tells elsewhere is underlined too, and Tab goes to it.
#[test]
fn what_is_called_unknown_and_told_is_underlined() -> TestResult {
    let mut desk = editor("Er is aandacht van de media.\n\nNOG NIET BEKEND\n- of er media-aandacht is")?;
    assert!(is_marked(&mut desk, "media-aandacht"), "{}", desk.text());
    assert!(desk.text().contains("onder «nog niet bekend» staat wat de tekst wel zegt"), "{}", desk.text());
    desk.keys("<f5>")?;
    assert!(desk.text().contains("dat niet bekend is of er media-aandacht is"), "{}", desk.text());
    desk.keys("<esc><ctrl-home>")?;
    assert!(is_marked(&mut desk, "media-aandacht"), "what is on the screen can be gone to");
    desk.keys("<tab>Verder niets.")?;
    assert!(!written(&desk).contains("of er media-aandacht is"), "{}", desk.text());
    assert!(!desk.text().contains("staat wat de tekst wel zegt"), "{}", desk.text());
    Ok(())
}
