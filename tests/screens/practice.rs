//! The night of practice on screen: what the telephone says stands over the desk, whole, and gives way to what the
//! inrichting answers; the tour goes on as something is done.

use std::sync::Arc;

use chrono::Duration;
use piket::demo::{Tour, practice_night};

use crate::desk::{TestDesk, TestResult, compare};

#[test]
fn the_telephone_and_the_tour_stand_over_the_desk_at_three_sizes() -> TestResult {
    for (name, width, height) in [("80x24", 80, 24), ("60x15", 60, 15), ("140x45", 140, 45)] {
        let mut desk = TestDesk::empty()?.sized(width, height);
        let night = practice_night(0, desk.model.view.now, Tour::Told)?.night;
        let first = night.tales.first().ok_or("geen voorval")?.clone();
        let call = first.calls.first().ok_or("geen telefoontje")?.clone();
        desk.model.view.setup.night = Some(Arc::new(night));
        assert!(!desk.text().contains("Meldkamer:"), "{}", desk.text());
        desk.after(call.at.since(desk.model.view.now));
        compare(&format!("oefennacht-{name}"), &desk.picture());
        let read = desk.text().split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(read.contains(&format!("Meldkamer: {}", call.words)), "{read}");
        // Once there is a case its caller is heard no more, until somebody phones again.
        desk.zaak(&first.wanted.rij.to_string(), &first.inrichting)?;
        assert!(!desk.text().contains("Meldkamer:"), "{}", desk.text());
        assert!(desk.text().contains("Bel terug met b"), "{}", desk.text());
        desk.keys("b")?;
        let asked = first.answers.get("wat").ok_or("geen antwoord")?;
        let read = desk.text().split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(read.contains(asked.split_whitespace().take(4).collect::<Vec<_>>().join(" ").as_str()), "{read}");
        desk.keys("<esc><esc>")?;
        desk.after(Duration::hours(16));
        assert!(desk.text().contains("De nacht is om"), "{}", desk.text());
    }
    Ok(())
}
