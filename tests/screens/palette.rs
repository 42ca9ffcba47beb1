//! The palette and the help: what is typed finds what is meant, and what does not work here says why.

use piket::desk::layer::{Choice, Layer};

use crate::desk::{TestDesk, TestResult, compare};

#[test]
fn the_palette_takes_names_and_verbs() -> TestResult {
    let mut desk = TestDesk::week()?;
    let zaak = desk.choose_rij("23").or_else(|_| desk.choose_rij("11"))?;
    desk.keys(":")?;
    compare("palet-80x24", &desk.picture());
    desk.keys("sluit")?;
    assert!(
        matches!(desk.model.view.layers.last(), Some(Layer::Picker(k)) if matches!(k.chosen(), Some(o) if o.choice == Choice::Command(piket::desk::command::CommandId::Close)))
    );
    desk.keys(&format!("<ctrl-u>stap {zaak} teruggebeld ja --reden \"Gesproken met de kliniek.\"<enter>"))?;
    let note = desk.model.view.desk.zaken.get(&zaak).and_then(|z| z.steps.get(&piket::domain::step::Step::CalledBack));
    assert_eq!(
        note.map(|n| n.reason.read().to_owned()),
        Some("Gesproken met de kliniek.".to_owned()),
        "{}",
        desk.text()
    );
    // What it finds is never a guess: help is the help, sms the message, and a verb says that it runs.
    for (typed, first) in [("help", "hulp"), ("sms", "piket-SMS"), ("undo", "ongedaan"), ("deadline", "termijn zetten")]
    {
        desk.keys(&format!(":{typed}"))?;
        let Some(Layer::Picker(picker)) = desk.model.view.layers.last() else { return Err("geen palet".into()) };
        assert_eq!(picker.chosen().map(|o| o.text.as_str()), Some(first), "{typed}");
        desk.keys("<esc>")?;
    }
    desk.keys(":kalender 2026")?;
    assert!(desk.text().contains("Enter voert deze opdracht uit."), "{}", desk.text());
    desk.keys("<esc>:stap x<enter>")?;
    assert!(desk.text().contains("«x» is geen zaaknummer."), "{}", desk.text());
    Ok(())
}

#[test]
fn the_help_is_found_by_key_and_by_word() -> TestResult {
    let mut desk = TestDesk::week()?;
    desk.choose_rij("G")?;
    desk.keys("?besluit")?;
    compare("hulp-besluit", &desk.picture());
    desk.keys("<esc><f1>")?;
    compare("hulp-80x24", &desk.picture());
    Ok(())
}
