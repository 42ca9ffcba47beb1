//! The call as the officer types it: every word completes inrichting and row, the sentence to read out
//! follows, and one key makes a case with row and times of it.

use chrono::Duration;
use piket::{
    desk::ops::alarm_service::first,
    domain::{inrichting::Plek, melding::Content, moment::Moment, rij::Rij},
};

use crate::desk::{TestDesk, TestResult, compare};

const CALL: &str = "nde kijf<tab>brand op kamer 12<tab>01:50<tab>01:55<tab>de teamleider<tab>06-00000000<tab><tab>rook";

#[test]
fn a_whole_call_becomes_a_case_with_row_and_times() -> TestResult {
    let mut desk = TestDesk::empty()?;
    desk.keys(CALL)?;
    compare("telefoon-vol-80x24", &desk.picture());
    assert!(CALL.len() < 100, "een minuut typen");
    desk.keys("<tab><ctrl-s>")?;
    assert!(desk.model.view.layers.is_empty(), "{}", desk.text());
    let zaak = desk.model.view.zaak().ok_or("geen zaak")?;
    assert_eq!(zaak.plek(), Some("FPC de Kijvelanden"));
    assert_eq!(zaak.rij(), Some(Rij::parse("2")?));
    let clock_time = |t: Option<Moment>| t.map(Moment::clock_time).unwrap_or_default();
    let (times, now) = (zaak.times, desk.model.view.now.clock_time());
    assert_eq!(
        [clock_time(times.voorval), clock_time(times.constatering), clock_time(times.called)],
        ["01:50", "01:55", &now]
    );
    Ok(())
}

#[test]
fn a_number_is_that_row_and_no_other() -> TestResult {
    for (typed, rij) in [("2", "2"), ("6", "6"), ("c", "C"), ("22", "22"), ("datalek", "22")] {
        let mut desk = TestDesk::empty()?;
        desk.keys("npompe<tab><tab><tab><tab><tab><tab><tab>")?;
        desk.keys(&format!("{typed}<ctrl-s>"))?;
        let zaak = desk.model.view.zaak().ok_or("geen zaak")?;
        assert_eq!(zaak.rij(), Some(Rij::parse(rij)?), "{typed}");
    }
    Ok(())
}

#[test]
fn the_sentence_to_read_out_stays_in_view_on_a_low_terminal() -> TestResult {
    let mut desk = TestDesk::empty()?;
    desk.size(60, 15);
    desk.keys("npompe<tab>")?;
    assert!(desk.text().contains("U belt vanuit FPC Pompestichting"), "{}", desk.text());
    desk.keys("ruzie in de keuken<tab>01:50<tab>")?;
    let screen = desk.text();
    assert!(screen.contains("vannacht om 01:50") && screen.contains("klopt dat?"), "{screen}");
    compare("telefoon-60x15", &desk.picture());
    Ok(())
}

#[test]
fn now_in_the_time_of_the_voorval_is_not_after_the_phone_rang() -> TestResult {
    let mut desk = TestDesk::empty()?;
    let called = desk.model.view.now;
    desk.keys("nVeldzicht<tab>brand<tab>")?;
    desk.after(chrono::Duration::minutes(3));
    desk.keys("<f2><ctrl-s>")?;
    let zaak = desk.model.view.desk.zaken.values().next().ok_or("er is geen zaak geopend")?;
    assert_eq!((zaak.times.voorval, zaak.times.called), (Some(called.minute()), Some(called.minute())));
    Ok(())
}

/// What the words of the caller point to is shown with these words, and chosen by nobody.
#[test]
fn the_words_of_the_call_point_to_rows_and_choose_none() -> TestResult {
    let mut desk = TestDesk::empty()?;
    desk.keys("npompe<tab>Een medewerker is gestoken")?;
    assert!(
        desk.text().contains("past bij: 6 ") && desk.text().contains("«gestoken», «medewerker»"),
        "{}",
        desk.text()
    );
    desk.keys("<ctrl-s>")?;
    assert_eq!(desk.model.view.zaak().and_then(piket::log::zaak::Zaak::rij), None);
    desk.keys("r")?;
    let screen = desk.text();
    let place = |with: &str| screen.lines().position(|line| line.contains(with)).unwrap_or(usize::MAX);
    assert!(place("Agressie tegen personeel") < place("Gijzeling"), "{screen}");
    assert!(screen.contains("«gestoken»"), "{screen}");
    desk.keys("<enter>")?;
    assert_eq!(desk.model.view.zaak().and_then(piket::log::zaak::Zaak::rij), None, "niets is vooraf gekozen");
    // A word of two rows shows both.
    let mut desk = TestDesk::empty()?;
    desk.keys("npompe<tab>iemand is gestoken")?;
    assert!(desk.text().contains("past bij: 6 («gestoken») of 7 («gestoken»)"), "{}", desk.text());
    Ok(())
}

/// The field keeps its four lines and its place wherever the cursor is, also under the lines of an alarm; what yields
/// is empty lines and hints.
#[test]
fn no_field_of_a_call_moves_with_the_cursor() -> TestResult {
    for height in [21, 22, 24, 30] {
        let mut desk = TestDesk::empty()?.sized(80, height);
        desk.keys("n")?;
        let labels = ["Inrichting  ", "Wat is er gebeurd", "Tijd voorval", "Wie belt", "Rij (nr of woord)"];
        let places = |desk: &mut TestDesk| {
            let screen = desk.text();
            labels.map(|label| screen.lines().position(|line| line.contains(label)))
        };
        let before = places(&mut desk);
        assert_eq!(before[2], before[1].map(|row| row + 4), "{height}: {}", desk.text());
        for key in ["<tab>", "brand", "<tab>", "25:70", "<tab>", "<tab>", "<tab>", "<tab>", "<tab>", "brand", "<tab>"] {
            desk.keys(key)?;
            assert_eq!(places(&mut desk), before, "{height}, {key}: {}", desk.text());
        }
    }
    Ok(())
}

/// Four lines for what is told, and with them everything else: fields, the row that fits, what is wrong, what to
/// read out, the keys. Nothing moves while hints come and go, and what is longer scrolls.
#[test]
fn the_call_has_four_lines_to_tell_in_and_all_else_in_view() -> TestResult {
    for (width, height) in [(80, 24), (120, 40), (60, 15)] {
        let mut desk = TestDesk::empty()?.sized(width, height);
        desk.keys("n")?;
        let place = |desk: &mut TestDesk, label: &str| desk.text().lines().position(|line| line.contains(label));
        let before = place(&mut desk, "Inrichting  ");
        desk.keys("pomp")?;
        assert!(desk.text().contains("Tab  FPC Pompestichting"), "{}", desk.text());
        assert_eq!(place(&mut desk, "Inrichting  "), before, "{width}x{height}: {}", desk.text());
        desk.keys("<tab>")?;
        let labels = ["Wat is er gebeurd", "Tijd voorval", "Rij (nr of woord)"];
        let before = labels.map(|label| place(&mut desk, label));
        desk.paste(&"Een medewerker is gestoken, de afdeling is dicht en er wordt gezocht. ".repeat(2));
        desk.keys("EINDE")?;
        let screen = desk.text();
        let begun = height < 20 || screen.contains("gebeurd Een medewerker");
        assert!(begun && screen.contains("EINDE"), "{screen}");
        desk.paste(&"Een medewerker is gestoken, de afdeling is dicht. ".repeat(200));
        desk.keys("SLOT")?;
        assert!(desk.text().contains("SLOT"), "{}", desk.text());
        if height > 20 {
            assert_eq!(labels.map(|label| place(&mut desk, label)), before, "{width}x{height}: {}", desk.text());
        }
        desk.keys("<tab>25:70<ctrl-s>")?;
        let screen = desk.text();
        assert!(screen.contains("Tijd voorval: "), "wat er mis is: {screen}");
        if height > 20 {
            let all =
                ["Inrichting  ", "Geconstateerd", "Wie belt", "Terugbelnummer", "Gebeld om", "klopt dat?", "Ctrl-S"];
            for text in all.into_iter().chain(["past bij: 6 ", "«gestoken»"]).chain(labels) {
                assert!(screen.contains(text), "«{text}» {width}x{height}: {screen}");
            }
        }
        if (width, height) == (80, 24) {
            compare("telefoon-vier-regels", &desk.picture());
        }
    }
    Ok(())
}

/// A fact and a reason are typed in the same kind of field as what is told in a call.
#[test]
fn a_fact_and_a_reason_wrap_like_what_is_told() -> TestResult {
    for (opened, begins) in [("f", "Feit"), ("p<omlaag>", "Reden")] {
        let mut desk = TestDesk::week()?.sized(80, 24);
        desk.keys("jjjjjj")?;
        desk.keys(opened)?;
        desk.paste(&"De arts is gebeld en komt, de familie weet het nog niet. ".repeat(3));
        let screen = desk.text();
        assert!(screen.contains(&format!("▸ {begins}")), "{screen}");
        assert!(
            screen.lines().filter(|line| line.contains("nog niet") || line.contains("familie")).count() >= 3,
            "{screen}"
        );
    }
    Ok(())
}

/// Whoever sees one line does not see what a key would record.
#[test]
fn a_window_that_shows_one_line_takes_no_key_that_records() -> TestResult {
    for (width, height) in [(59, 14), (40, 10), (79, 14), (59, 24)] {
        let mut desk = TestDesk::week()?.sized(width, height);
        let (log, shown) = (desk.fake_store.log.len(), desk.picture());
        for keys in ["pzomaar<ctrl-s>", "v12<esc>", "b<omlaag><enter>", "abc<ctrl-s>", "o", "x", "s", "S"] {
            desk.keys(keys)?;
            desk.paste("ja");
            assert_eq!(desk.picture(), shown, "{keys}");
        }
        assert_eq!(desk.fake_store.log.len(), log);
        // The same keys work where they can be seen.
        desk.size(80, 24);
        desk.picture();
        desk.keys("n")?;
        assert!(desk.text().contains("Telefonische melding"), "{}", desk.text());
    }
    Ok(())
}

/// The telephone rings in whatever window: the call is taken down, what is typed is seen and kept, and none of its letters
/// answers an alarm, chooses a row or opens a case.
#[test]
fn a_window_that_shows_one_line_takes_down_a_call_and_nothing_else() -> TestResult {
    for (width, height) in [(59, 14), (40, 6), (79, 14)] {
        let mut desk = TestDesk::week()?.sized(width, height);
        desk.after(Duration::minutes(25));
        desk.picture();
        let (ringing, zaken) = (first(&desk.model), desk.model.view.desk.zaken.len());
        assert!(ringing.is_some() && desk.text().contains("ALARM"), "{}", desk.text());
        desk.keys("n")?;
        desk.draw();
        for letter in "steekpartij, lossen wij straks op".chars() {
            desk.keys(&letter.to_string())?;
            desk.after(Duration::milliseconds(180));
        }
        assert!(desk.text().contains("straks op"), "{}", desk.text());
        desk.keys("<enter><ctrl-s>")?;
        desk.after(Duration::seconds(1));
        assert_eq!((first(&desk.model), desk.model.view.desk.zaken.len()), (ringing, zaken), "{width}x{height}");
        let calls = desk.model.view.desk.meldingen.values().filter_map(|melding| match &melding.content {
            Content::Call(call) => {
                Some(format!("{} {}", call.inrichting.as_ref().map_or("", Plek::label), call.what.read()))
            }
            Content::Mail(_) => None,
        });
        assert!(calls.into_iter().any(|told| told.contains("steekpartij, lossen wij straks op")), "{width}x{height}");
        desk.size(80, 24);
        assert!(desk.text().contains("Telefonische melding"), "{}", desk.text());
    }
    Ok(())
}

/// The phone rings also under the cover and over the film: the letters behind the key are a call, and none of
/// them is a command to what nobody sees.
#[test]
fn a_call_is_taken_under_the_cover_and_over_the_film() -> TestResult {
    for (place, before) in [("afgedekt", "<f9>"), ("film", "F")] {
        let mut desk = TestDesk::week()?;
        desk.picture();
        desk.keys(before)?;
        desk.keys("n")?;
        desk.keys("<tab>steekpartij, lossen wij straks op")?;
        let shown = desk.text();
        assert!(shown.contains("steekpartij, lossen"), "{place}: {shown}");
        desk.after(Duration::seconds(2));
        desk.keys("<esc>")?;
        let noted = desk.model.view.desk.meldingen.values().any(|melding| match &melding.content {
            Content::Call(call) => call.what.read().contains("steekpartij, lossen wij straks op"),
            Content::Mail(_) => false,
        });
        assert!(noted, "{place}");
        // No letter of it told the alarms that somebody had seen them.
        desk.keys("<esc>")?;
        assert!(desk.text().contains("ALARM  25 min te laat"), "{place}: {}", desk.text());
    }
    Ok(())
}
