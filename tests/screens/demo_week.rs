//! The demo week at every size the desk promises, every tab, and the colour sets.

use std::fmt::Write as _;

use piket::{
    desk::{
        msg::Msg,
        state::{item::Item, key::KeyPress},
    },
    ui::{
        look::Look,
        theme::{Backdrop, ColorScheme},
        welcome,
    },
};
use ratatui::{Terminal, backend::TestBackend};

use crate::{
    desk::{NIGHT, TestDesk, TestResult, compare, parse_keys},
    fake_store::Narrative,
    picture,
};

#[test]
fn list_and_detail_at_three_sizes() -> TestResult {
    for (width, height) in [(80, 24), (100, 30), (140, 45)] {
        let mut desk = TestDesk::week()?.sized(width, height);
        desk.choose_rij("A")?;
        compare(&format!("week-{width}x{height}"), &desk.picture());
    }
    Ok(())
}

#[test]
fn a_narrow_screen_shows_one_side_at_a_time() -> TestResult {
    let mut desk = TestDesk::week()?.sized(70, 24);
    desk.choose_rij("G")?;
    compare("smal-70x24-lijst", &desk.picture());
    desk.keys("<enter>")?;
    compare("smal-70x24-zaak", &desk.picture());
    desk.size(60, 15);
    compare("smal-60x15-zaak", &desk.picture());
    Ok(())
}

#[test]
fn a_tiny_screen_still_shows_the_next_term() -> TestResult {
    let mut out = String::new();
    for (width, height) in [(59, 14), (60, 14), (59, 15), (20, 3), (8, 1)] {
        let mut desk = TestDesk::week()?.sized(width, height);
        writeln!(out, "== {width}x{height}\n{}", desk.picture().trim_end())?;
        assert!(desk.text().starts_with("!! 25"), "{width}x{height}: {}", desk.text());
    }
    let mut empty = TestDesk::empty()?.sized(40, 2);
    write!(out, "== leeg 40x2\n{}", empty.picture())?;
    compare("klein", &out);
    Ok(())
}

/// A sentence about the keys names the line, the key and what to do: cut off at the right it is of no use.
#[test]
fn what_is_amiss_is_read_whole_also_where_there_is_more_of_it() -> TestResult {
    let mut desk = TestDesk::week()?.sized(80, 24);
    let clash = "instellingen.toml, regel 1 (toetsen.film): f is al veld-kiezen en feit. Kies een andere toets.";
    desk.model.session.warnings = vec![clash.to_owned(), "Er is geen bel.".to_owned()];
    let words = desk.text().split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains(&format!("! {clash} (en nog 1)")), "{}", desk.text());
    let mut small = TestDesk::week()?.sized(60, 15);
    small.model.session.warnings = vec![clash.to_owned(), "Er is geen bel.".to_owned()];
    assert!(small.text().contains("… (en nog 1)"), "{}", small.text());
    Ok(())
}

#[test]
fn every_tab_of_a_rich_case() -> TestResult {
    let mut desk = TestDesk::week()?.sized(100, 30);
    desk.choose_rij("A")?;
    for (key, name) in [("1", "checklist"), ("2", "beeld"), ("3", "concepten"), ("4", "tijdlijn"), ("w", "waarom")] {
        desk.keys(key)?;
        compare(&format!("tab-{name}-100x30"), &desk.picture());
    }
    Ok(())
}

#[test]
fn a_form_and_a_call_in_the_inbox() -> TestResult {
    let mut desk = TestDesk::week()?;
    // It opens on what bites first, and not on the newsletter.
    assert!(desk.text().lines().any(|line| line.starts_with("▸>  12  ?  Pompestichting")), "{}", desk.text());
    desk.model.view.choose(Some(Item::Melding("M0168".parse()?)));
    desk.keys("<enter>")?;
    compare("inbox-moa-80x24", &desk.picture());
    desk.keys("<esc>k<enter>")?;
    compare("inbox-telefoon-80x24", &desk.picture());
    Ok(())
}

#[test]
fn an_empty_desk_says_how_to_begin() -> TestResult {
    compare("leeg-80x24", &TestDesk::empty()?.picture());
    Ok(())
}

#[test]
fn the_welcome_says_where_the_log_will_be() -> TestResult {
    let mut terminal = Terminal::new(TestBackend::new(80, 24))?;
    let theme = Look::default().theme();
    terminal.draw(|frame| welcome::draw("/home/piket/.local/share/piket", &theme, frame))?;
    let buffer = terminal.backend().buffer();
    compare("welkom-80x24", &format!("{}\n~~~\n{}", picture::text(buffer), picture::styles(buffer)));
    for (width, height) in [(1, 1), (2, 40), (300, 2), (59, 14)] {
        let mut terminal = Terminal::new(TestBackend::new(width, height))?;
        terminal.draw(|frame| welcome::draw("/pad", &theme, frame))?;
    }
    Ok(())
}

/// NO_COLOR: the same characters, no colour at all, and what colour said is said by word and sign.
#[test]
fn without_colour_nothing_is_lost() -> TestResult {
    let keys = parse_keys("1<enter><esc>w<esc>24")?;
    let mut mono = TestDesk::week()?.colors(ColorScheme::Mono);
    let mut color = TestDesk::week()?;
    mono.choose_rij("G")?;
    color.choose_rij("G")?;
    compare("mono-80x24", &mono.picture());
    for key in keys {
        mono.key(key);
        color.key(key);
        assert_eq!(mono.text(), color.text());
        assert!(!picture::is_colored(mono.draw()), "{key}: {}", mono.picture());
        assert!(picture::is_colored(color.draw()));
    }
    let list = TestDesk::week()?.colors(ColorScheme::Mono).text();
    for word in ["!!", "te laat", "NU DOEN", "▸>", " !  10", "1 d 6 u", "Rij kiezen"] {
        assert!(list.contains(word), "{word}\n{list}");
    }
    Ok(())
}

#[test]
fn every_set_of_colours_shows_the_same_words() -> TestResult {
    let mut dark = TestDesk::week()?;
    dark.choose_rij("G")?;
    let expected = dark.text();
    let mut styles = vec![dark.picture()];
    for (colors, ground) in [
        (ColorScheme::Standard, Backdrop::Light),
        (ColorScheme::HighContrast, Backdrop::Dark),
        (ColorScheme::HighContrast, Backdrop::Light),
        (ColorScheme::Deuteranopia, Backdrop::Dark),
        (ColorScheme::Deuteranopia, Backdrop::Light),
        (ColorScheme::Tritanopia, Backdrop::Dark),
        (ColorScheme::Tritanopia, Backdrop::Light),
        (ColorScheme::Mono, Backdrop::Dark),
    ] {
        let mut desk = TestDesk::week()?.look(Look { colors, ground, ..Look::default() });
        desk.choose_rij("G")?;
        assert_eq!(desk.text(), expected, "{colors:?}");
        let picture = desk.picture();
        assert!(!styles.contains(&picture), "{colors:?}");
        styles.push(picture);
    }
    // The header, what rings, and the lines that are late, near, next and far.
    let mut out = String::new();
    for (i, picture) in styles.iter().enumerate() {
        let head: Vec<&str> = picture.lines().skip_while(|line| !line.starts_with("~~~")).skip(1).take(9).collect();
        writeln!(out, "== {i}\n{}", head.join("\n"))?;
    }
    compare("themas-80x24", &out);
    Ok(())
}

#[test]
fn a_demo_says_so_and_the_real_desk_does_not() -> TestResult {
    assert!(TestDesk::week()?.text().contains("demo"));
    assert!(!TestDesk::empty()?.text().contains("demo"));
    for width in [60, 80, 300] {
        let mut desk = TestDesk::week()?.sized(width, 15);
        let header = desk.text().lines().next().unwrap_or_default().to_owned();
        assert!(header.contains("demo") && header.contains("W47"), "{width}: {header}");
    }
    Ok(())
}

#[test]
fn the_header_says_who_is_to_be_phoned_now() -> TestResult {
    for (now, who) in [
        ("2026-11-20T08:59:59+01:00", "buiten kantooruren: meldkamer belt piket"),
        ("2026-11-20T09:00:00+01:00", "binnen kantooruren: meldkamer belt zorginkoper"),
        ("2026-11-20T17:00:00+01:00", "buiten kantooruren: meldkamer belt piket"),
        ("2026-11-22T12:00:00+01:00", "buiten kantooruren: meldkamer belt piket"),
        ("2026-12-25T12:00:00+01:00", "buiten kantooruren: meldkamer belt piket"),
    ] {
        let header = TestDesk::open(Narrative::Empty, now)?.text();
        assert!(header.lines().next().unwrap_or_default().contains(who), "{now}: {header}");
    }
    Ok(())
}

#[test]
fn warnings_stand_in_the_header_once() -> TestResult {
    let mut desk = TestDesk::week()?;
    // What rings comes first.
    while !desk.model.session.alarm_service.book().ringing().is_empty() {
        desk.keys("s")?;
        desk.after(chrono::Duration::seconds(1));
    }
    let sentence = "Bureaubladmeldingen werken hier niet; let op de bel en het scherm.";
    desk.send(Msg::CallFailed(sentence.to_owned()));
    desk.send(Msg::CallFailed(sentence.to_owned()));
    assert_eq!(desk.line("Bureaublad"), format!("! {sentence}"));
    desk.model.session.warnings.push("instellingen.toml, regel 3: «alarm» is geen lijst.".to_owned());
    compare("waarschuwing-kop", &desk.text().lines().take(3).collect::<Vec<_>>().join("\n"));
    desk.size(60, 15);
    assert!(desk.line("Bureaublad").ends_with("… (en nog 1)"), "{}", desk.text());
    Ok(())
}

#[test]
fn every_key_has_a_name_that_reads_back() -> TestResult {
    for text in ["<ctrl-s>", "<pgdn>", "<f5>", "<shift-tab>", "G", "<spatie>", "-"] {
        let [key] = parse_keys(text)?[..] else { return Err(text.into()) };
        assert_eq!(text.trim_matches(['<', '>']).parse::<KeyPress>()?, key);
    }
    assert_eq!(TestDesk::open(Narrative::Week, NIGHT)?.text(), TestDesk::week()?.text());
    Ok(())
}
