//! The keys of the core job at night: the call, the row, the eleven questions, the decision, the message noted as
//! sent. Counted, so that no change makes it longer unseen.

use chrono::Duration;
use piket::{
    desk::state::key::KeyPress,
    domain::{besluit::BesluitKind, draft::DraftKind, ids::Zaaknummer, step::Step},
};

use crate::desk::{TestDesk, TestResult, parse_keys};

/// Keys that were pressed: in all, and those that are neither a letter of a text nor the answer to a question.
#[derive(Debug, Default, PartialEq, Eq)]
struct Keys {
    all: usize,
    commands: usize,
}

impl Keys {
    /// Keys that command something.
    fn command(&mut self, desk: &mut TestDesk, keys: &str) -> TestResult {
        let keys = parse_keys(keys)?;
        self.commands += keys.len();
        self.press(desk, keys);
        Ok(())
    }

    /// Text, or answers to questions.
    fn text(&mut self, desk: &mut TestDesk, keys: &str) -> TestResult {
        let keys = parse_keys(keys)?;
        self.press(desk, keys);
        Ok(())
    }

    fn press(&mut self, desk: &mut TestDesk, keys: Vec<KeyPress>) {
        self.all += keys.len();
        for key in keys {
            // A question is read before its key.
            desk.after(Duration::seconds(1));
            desk.key(key);
        }
    }
}

fn desk() -> Result<TestDesk, Box<dyn std::error::Error>> {
    let mut desk = TestDesk::empty()?;
    desk.model.view.setup.recipients.insert(DraftKind::Sms, vec!["lijn ForZo/JJI".to_owned()]);
    Ok(desk)
}

/// A call with its row, opened as a case.
fn call(keys: &mut Keys, desk: &mut TestDesk) -> Result<Zaaknummer, Box<dyn std::error::Error>> {
    keys.command(desk, "n<omhoog>")?;
    keys.text(desk, "2")?;
    keys.command(desk, "<tab>")?;
    keys.text(desk, "pomp")?;
    keys.command(desk, "<tab>")?;
    keys.text(desk, "Brand in een kamer.")?;
    keys.command(desk, "<tab>")?;
    keys.text(desk, "02:00")?;
    keys.command(desk, "<ctrl-s>")?;
    Ok(desk.model.view.zaak().ok_or("geen zaak")?.number)
}

/// The message that is open is checked and noted as sent.
fn sent(keys: &mut Keys, desk: &mut TestDesk, zaak: Zaaknummer) -> TestResult {
    keys.command(desk, "<f5><f6><ctrl-s>")?;
    let zaak = desk.model.view.desk.zaken.get(&zaak).ok_or("geen zaak")?;
    let message = zaak.drafts.get(&DraftKind::Sms).ok_or("geen bericht")?;
    assert_eq!(message.sent.len(), 1, "{}", desk.text());
    assert!(zaak.besluit(BesluitKind::P).is_some());
    assert!(zaak.answers.len() >= 11, "alle weegvragen: {}", zaak.answers.len());
    Ok(())
}

#[test]
fn the_core_job_takes_few_keys() -> TestResult {
    let (mut keys, mut desk) = (Keys::default(), desk()?);
    let zaak = call(&mut keys, &mut desk)?;
    keys.command(&mut desk, "v")?;
    keys.text(&mut desk, "1")?;
    keys.command(&mut desk, "R<ctrl-s>><ctrl-s>c<enter>")?;
    sent(&mut keys, &mut desk, zaak)?;
    println!("kerntaak: {} toetsen, waarvan {} opdrachten", keys.all, keys.commands);
    assert!(keys.all <= 110 && keys.commands <= 16, "{keys:?}");
    Ok(())
}

#[test]
fn with_the_call_back_each_point_is_one_key_on() -> TestResult {
    let (mut keys, mut desk) = (Keys::default(), desk()?);
    let zaak = call(&mut keys, &mut desk)?;
    assert!(desk.text().contains("Terugbellen"), "{}", desk.text());
    keys.command(&mut desk, ">")?;
    for (answer, enter) in [
        ("Prullenbak vloog in brand.", true),
        ("1", false),
        ("<rechts><rechts>", true),
        ("2", false),
        ("<rechts><rechts>", true),
        ("1", false),
        ("Luchten.", true),
        ("2", false),
        ("2", false),
        ("Rapport volgt.", true),
    ] {
        desk.after(Duration::seconds(1));
        keys.text(&mut desk, answer)?;
        keys.command(&mut desk, if enter { "<enter>" } else { "" })?;
    }
    assert!(desk.text().contains("vraag 10 van 10"), "{}", desk.text());
    keys.command(&mut desk, "<esc>")?;
    keys.text(&mut desk, "teamleider")?;
    keys.command(&mut desk, "<ctrl-s>")?;
    let beeld = desk.model.view.zaak().map(piket::judge::tegenspraak::tegenspraken).unwrap_or_default();
    assert!(beeld.is_empty(), "{beeld:?}");
    assert!(desk.text().contains("> weegvragen"), "{}", desk.text());
    keys.command(&mut desk, ">R<ctrl-s>><ctrl-s>")?;
    assert!(desk.text().contains("> piket-SMS schrijven"), "{}", desk.text());
    keys.command(&mut desk, ">")?;
    sent(&mut keys, &mut desk, zaak)?;
    keys.command(&mut desk, "<esc>")?;
    assert!(desk.text().contains("> piketmelding schrijven"), "{}", desk.text());
    let case = desk.model.view.desk.zaken.get(&zaak).ok_or("geen zaak")?;
    assert!(case.steps.contains_key(&Step::CalledBack));
    println!("met terugbellen: {} toetsen, waarvan {} opdrachten", keys.all, keys.commands);
    assert!(keys.all <= 120 && keys.commands <= 24, "{keys:?}");
    Ok(())
}
