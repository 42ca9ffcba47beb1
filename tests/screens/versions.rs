//! The versions of a draft: looked through, compared, gone back to, put back. What was written stays in the log.

use chrono::Duration;
use piket::{
    acts::{Act, CheckDraft, SaveDraft, TakeBesluit},
    desk::layer::Layer,
    domain::{
        besluit::{BesluitKind, YesNo},
        draft::DraftKind,
        ids::Zaaknummer,
    },
    log::event::LogEvent,
};

use crate::{
    acts::sending,
    desk::{TestDesk, TestResult, compare},
};

const KIND: DraftKind = DraftKind::Piketmelding;

/// A desk on the tab of the messages, with the cursor on the piketmelding, of which these texts were saved.
fn desk(texts: &[String]) -> Result<(TestDesk, Zaaknummer), Box<dyn std::error::Error>> {
    let mut desk = TestDesk::empty()?;
    let zaak = desk.zaak("2", "CTP Veldzicht")?;
    let reason = "De brandweer was binnen.".to_owned();
    desk.run(&Act::TakeBesluit(TakeBesluit { zaak, about: BesluitKind::P, choice: YesNo::Yes, reason }))?;
    for text in texts {
        desk.after(Duration::seconds(70));
        desk.run(&Act::SaveDraft(SaveDraft { zaak, draft: KIND, text: text.clone() }))?;
    }
    desk.keys("3<omlaag>")?;
    Ok((desk, zaak))
}

/// What the log holds of the message, oldest first.
fn saved(desk: &TestDesk) -> Vec<String> {
    let text = |event: &LogEvent| match event {
        LogEvent::DraftSaved { draft: KIND, text, .. } => Some(text.read().to_owned()),
        _ => None,
    };
    desk.fake_store.log.iter().filter_map(|e| text(&e.event)).collect()
}

fn written(desk: &TestDesk) -> String {
    match desk.model.view.layers.last() {
        Some(Layer::Editor(editor)) => editor.text.clone(),
        _ => String::new(),
    }
}

fn texts() -> Vec<String> {
    let text = |what: &str| {
        format!(
            "PIKETMELDING\n\nOp zondag 22 november 2026 om 02:00 uur was er brand in een kamer van CTP Veldzicht in Balkbrug. \
             {what}\n\nWAT ER GEBEURDE\n- 02:00 uur: De brandmelder ging af."
        )
    };
    let later = format!("{}\n- 02:20 uur: De brandweer was er.", text("De brand is uit; niemand is gewond."));
    vec![text("De brand is nog niet uit."), text("De brand is uit."), later]
}

#[test]
fn versions_are_listed_compared_and_put_back_as_a_new_one() -> TestResult {
    let (mut desk, zaak) = desk(&texts())?;
    desk.run(&Act::CheckDraft(CheckDraft { zaak, draft: KIND }))?;
    desk.keys("<f3>")?;
    compare("versies-80x24", &desk.picture());
    desk.size(120, 30);
    compare("versies-120x30", &desk.picture());
    desk.keys("<omlaag><tab>")?;
    assert!(desk.text().contains("(niets)"), "{}", desk.text());
    desk.keys("<enter>")?;
    let mut expected = texts();
    expected.push(texts().remove(0));
    assert_eq!(saved(&desk), expected);
    let draft = desk.model.view.desk.zaken.get(&zaak).and_then(|z| z.drafts.get(&KIND)).ok_or("geen concept")?;
    assert!(draft.version == 4 && !draft.is_checked());
    assert!(desk.text().contains("De tekst van versie 1 staat er weer"), "{}", desk.text());
    desk.keys("<f3><home><enter>")?;
    assert!(desk.text().contains("De tekst van versie 4 staat er al."), "{}", desk.text());
    Ok(())
}

#[test]
fn one_key_goes_back_one_version_and_further_each_time() -> TestResult {
    let (mut desk, _) = desk(&texts())?;
    desk.keys("<enter><ctrl-end> Meer.<ctrl-t>")?;
    let [first, second, third] = texts().try_into().map_err(|_| "drie teksten")?;
    assert_eq!(written(&desk), third);
    desk.keys("<ctrl-t>")?;
    assert_eq!(written(&desk), second);
    assert!(desk.text().contains("De tekst van versie 2 (02:1"), "{}", desk.text());
    desk.keys("<ctrl-t>")?;
    assert_eq!(written(&desk), first);
    desk.keys("<ctrl-t>")?;
    assert_eq!(written(&desk), first);
    assert!(desk.text().contains("Hiervoor is er geen andere versie."), "{}", desk.text());
    let typed = format!("{third} Meer.");
    assert_eq!(saved(&desk), [&first, &second, &third, &typed, &third, &second, &first].map(Clone::clone));
    // What is typed then goes on from there, and the version before it is that text again.
    desk.keys("!<ctrl-t>")?;
    assert_eq!(written(&desk), first);
    Ok(())
}

#[test]
fn from_the_editor_any_version_comes_back_into_the_field() -> TestResult {
    let (mut desk, _) = desk(&texts())?;
    desk.keys("<enter><ctrl-end>?<f3><end><enter>")?;
    let [first, second, third] = texts().try_into().map_err(|_| "drie teksten")?;
    assert_eq!(written(&desk), first);
    assert_eq!(saved(&desk), [&first, &second, &third, &format!("{third}?"), &first].map(Clone::clone));
    desk.keys("<f3><esc>")?;
    assert_eq!(written(&desk), first, "looking changes nothing");
    assert_eq!(saved(&desk).len(), 5);
    Ok(())
}

#[test]
fn what_is_not_saved_yet_is_not_replaced() -> TestResult {
    let (mut desk, _) = desk(&texts())?;
    desk.keys("<enter><ctrl-end>?")?;
    desk.full = true;
    desk.keys("<ctrl-t>")?;
    assert!(desk.text().contains("Wat u net typte is nog niet bewaard"), "{}", desk.text());
    desk.keys("<f3><end><enter>")?;
    assert!(written(&desk).ends_with("er.?"), "{}", written(&desk));
    Ok(())
}

#[test]
fn a_sent_version_stays_until_another_is_put_back_on_purpose() -> TestResult {
    let (mut desk, zaak) = desk(&texts())?;
    desk.run(&Act::CheckDraft(CheckDraft { zaak, draft: KIND }))?;
    desk.run(&sending(zaak, KIND, desk.model.view.now).into())?;
    let sent = texts().pop().unwrap_or_default();
    desk.keys("<enter><ctrl-t>")?;
    assert!(desk.text().contains("Versie 3 is verzonden en wijzigt niet meer."), "{}", desk.text());
    assert_eq!(written(&desk), sent);
    desk.keys("<f3>")?;
    assert!(desk.text().contains("de laatste, verzonden"), "{}", desk.text());
    desk.keys("<omhoog><omlaag><enter>")?;
    assert_ne!(written(&desk), sent);
    assert_eq!(saved(&desk).len(), 4);
    Ok(())
}

#[test]
fn two_hundred_versions_cost_nothing_while_one_writes() -> TestResult {
    let all: Vec<String> = (0..200).map(|i| format!("PIKETMELDING\nTekst {i}.")).collect();
    let (mut desk, _) = desk(&all)?;
    let asked = desk.taken.len();
    desk.keys("<enter>")?;
    assert!(written(&desk).ends_with("Tekst 199."));
    let opened = desk.taken.len() - asked;
    desk.keys("<ctrl-end>abcdefghij")?;
    desk.after(Duration::seconds(1));
    desk.draw();
    assert_eq!(desk.read_versions, 0, "only looking at them reads them");
    assert!(opened <= 4, "{opened} messages to open one text");
    assert_eq!(saved(&desk).len(), 201, "one more version, whatever was typed");
    desk.keys("<f3>")?;
    assert_eq!(desk.read_versions, 1);
    let held = match desk.model.view.layers.last() {
        Some(Layer::Versions(versions)) => versions.list().len(),
        _ => 0,
    };
    assert_eq!(held, 201);
    desk.keys("<end><pgdn><home><tab><esc><esc>")?;
    assert_eq!(desk.read_versions, 1, "moving about reads nothing again");
    Ok(())
}

#[test]
fn a_version_that_was_begun_and_says_nothing_new_is_not_sent_again() -> TestResult {
    let (mut desk, zaak) = desk(&texts())?;
    desk.run(&Act::CheckDraft(CheckDraft { zaak, draft: KIND }))?;
    desk.run(&sending(zaak, KIND, desk.model.view.now).into())?;
    desk.keys("<enter>")?;
    assert!(desk.text().contains("versie 3, verzonden") && desk.text().contains("F2 nieuwe versie"), "{}", desk.text());
    desk.keys("<f2>")?;
    desk.after(Duration::seconds(30));
    let shown = desk.text();
    assert!(shown.contains("versie 4, nog niets gewijzigd") && !shown.contains("F6"), "{shown}");
    for key in ["<f5>", "<f6>", "<ctrl-o>"] {
        desk.keys(key)?;
        assert!(desk.text().contains("Aan versie 4 is nog niets gewijzigd"), "{key}: {}", desk.text());
        assert_eq!(desk.model.view.layers.len(), 1, "{key}");
    }
    desk.keys("<ctrl-end>!")?;
    desk.after(Duration::seconds(30));
    assert!(desk.text().contains("versie 4") && desk.text().contains("F6 verzonden"), "{}", desk.text());
    Ok(())
}
