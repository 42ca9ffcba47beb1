//! A verb in the shell writes while something lies open over the desk: what is recorded from there names what stood there,
//! and where another version or another judgement came between nothing is, until the officer has seen it.

use chrono::Duration;
use piket::{
    acts::{Act, SaveDraft, TakeBesluit},
    desk::{
        layer::Layer,
        msg::Msg,
        state::{
            screen::StatusLine,
            shell::{Enclosed, ShellCall, ShellWords, Visitor},
        },
    },
    domain::{
        besluit::{Answer, BesluitKind, YesNo},
        draft::DraftKind,
        ids::Zaaknummer,
    },
    log::{desk::Desk, event::LogEvent, zaak::Zaak},
};

use crate::desk::{TestDesk, TestResult};

const KIND: DraftKind = DraftKind::Piketmelding;
const OURS: &str = "Er is brand in een kamer. De brandweer is er.";
const THEIRS: &str = "Tekst uit de shell: heel iets anders.";

/// A verb in the shell that finds this desk open.
fn shell(desk: &mut TestDesk, words: &[&str], text: Option<&str>) {
    let words = std::iter::once("piket").chain(words.iter().copied()).map(str::to_owned).collect();
    let enclosed = text.map_or(Enclosed::Nothing, |text| Enclosed::Draft(text.to_owned()));
    let typed = ShellWords { words, enclosed };
    desk.send(Msg::Shell(ShellCall { visitor: Visitor(1), typed, subject: Box::new(Desk::default()) }));
    desk.after(Duration::seconds(1));
}

fn theirs(desk: &mut TestDesk, zaak: Zaaknummer) {
    let number = zaak.to_string();
    shell(desk, &["concept", &number, KIND.code(), "--tekst", "-"], Some(THEIRS));
}

/// A desk with a yes on P and the tab of the messages, with the cursor on the piketmelding, of which these were saved.
fn desk(texts: &[&str]) -> Result<(TestDesk, Zaaknummer), Box<dyn std::error::Error>> {
    let mut desk = TestDesk::empty()?;
    let zaak = desk.zaak("2", "CTP Veldzicht")?;
    let reason = "De brandweer was binnen.".to_owned();
    desk.run(&Act::TakeBesluit(TakeBesluit { zaak, about: BesluitKind::P, choice: YesNo::Yes, reason }))?;
    for text in texts {
        desk.run(&Act::SaveDraft(SaveDraft { zaak, draft: KIND, text: (*text).to_owned() }))?;
    }
    desk.keys("3<omlaag>")?;
    Ok((desk, zaak))
}

fn case(desk: &TestDesk, zaak: Zaaknummer) -> Result<&Zaak, &'static str> {
    desk.model.view.desk.zaken.get(&zaak).ok_or("geen zaak")
}

fn written(desk: &TestDesk) -> Option<String> {
    desk.model.view.layers.iter().find_map(Layer::editor).map(|editor| editor.text.clone())
}

/// What the log holds of the message, oldest first.
fn saved(desk: &TestDesk) -> Vec<String> {
    let text = |event: &LogEvent| match event {
        LogEvent::DraftSaved { text, .. } => Some(text.read().to_owned()),
        _ => None,
    };
    desk.fake_store.log.iter().filter_map(|entry| text(&entry.event)).collect()
}

#[test]
fn nothing_is_checked_or_sent_that_was_not_on_the_screen() -> TestResult {
    for keys in ["<f5>", "<ctrl-g>", "<f6>", "<f6><ctrl-s>", "<ctrl-o>", "<alt-m>", "<ctrl-s>"] {
        let (mut desk, zaak) = desk(&[OURS])?;
        desk.keys("<enter>")?;
        theirs(&mut desk, zaak);
        desk.keys(keys)?;
        let draft = case(&desk, zaak)?.drafts.get(&KIND).ok_or("geen concept")?;
        assert!(draft.checked.is_none() && draft.sent.is_empty() && draft.readings.is_empty(), "{keys}");
        // Both texts are in the log.
        assert_eq!(saved(&desk), [OURS, THEIRS], "{keys}");
    }
    // What stands there now was told of, and the same key once more is about that.
    let (mut desk, zaak) = desk(&[OURS])?;
    desk.keys("<enter>")?;
    theirs(&mut desk, zaak);
    desk.keys("<f5>")?;
    assert!(desk.text().contains("Intussen is elders vastgelegd: versie 2 van piketmelding"), "{}", desk.text());
    desk.after(Duration::seconds(1));
    desk.keys("<f5>")?;
    desk.after(Duration::seconds(1));
    assert_eq!(case(&desk, zaak)?.drafts.get(&KIND).and_then(|d| d.checked), Some(2), "{}", desk.text());
    assert_eq!(written(&desk).as_deref(), Some(THEIRS));
    Ok(())
}

#[test]
fn a_fact_from_elsewhere_does_not_hold_up_a_check() -> TestResult {
    let (mut desk, zaak) = desk(&[OURS])?;
    desk.keys("<enter>")?;
    let number = zaak.to_string();
    shell(&mut desk, &["feit", &number, "politie", "De politie is er."], None);
    desk.keys("<f5>")?;
    desk.after(Duration::seconds(1));
    assert_eq!(case(&desk, zaak)?.drafts.get(&KIND).and_then(|d| d.checked), Some(1), "{}", desk.text());
    Ok(())
}

#[test]
fn an_open_form_records_nothing_over_what_was_decided_meanwhile_until_it_was_told() -> TestResult {
    let (mut desk, zaak) = desk(&[])?;
    let number = zaak.to_string();
    desk.keys("pja<tab>De brandweer was binnen.")?;
    let besluit = |d: &TestDesk| case(d, zaak).map(|z| z.besluit(BesluitKind::P).map(|b| b.choice));
    shell(&mut desk, &["besluit", &number, "P", "nee", "--reden", "kleine brand"], None);
    assert_eq!(besluit(&desk)?, Some(YesNo::No), "{}", desk.text());
    assert!(desk.text().contains("Intussen is elders vastgelegd: besluit P: nee"), "{}", desk.text());
    desk.keys("<ctrl-s>")?;
    assert_eq!(besluit(&desk)?, Some(YesNo::No), "{}", desk.text());
    desk.after(Duration::seconds(1));
    desk.keys("<ctrl-s>")?;
    assert_eq!(besluit(&desk)?, Some(YesNo::Yes), "meant all the same: {}", desk.text());
    Ok(())
}

#[test]
fn an_answer_in_the_weighing_is_not_given_to_a_question_of_another_row() -> TestResult {
    let mut desk = TestDesk::empty()?;
    let zaak = desk.zaak("6", "CTP Veldzicht")?;
    desk.keys("v")?;
    let number = zaak.to_string();
    shell(&mut desk, &["rij", &number, "7", "--reden", "toch een patient"], None);
    desk.keys("1")?;
    assert!(case(&desk, zaak)?.answers.is_empty(), "{}", desk.text());
    assert!(desk.text().contains("Intussen is elders vastgelegd: rij 7"), "{}", desk.text());
    desk.after(Duration::seconds(2));
    desk.keys("1")?;
    assert_eq!(case(&desk, zaak)?.answers.get("7.1").copied(), Some(Answer::Yes), "{}", desk.text());
    Ok(())
}

/// What has nothing to do with what is open does not hold it up.
#[test]
fn what_came_about_something_else_asks_nothing() -> TestResult {
    let mut desk = TestDesk::empty()?;
    let (other, zaak) = (desk.zaak("2", "FPC Pompestichting")?, desk.zaak("6", "CTP Veldzicht")?);
    desk.keys("v")?;
    let (other, number) = (other.to_string(), zaak.to_string());
    shell(&mut desk, &["besluit", &other, "P", "nee", "--reden", "kleine brand"], None);
    shell(&mut desk, &["feit", &number, "politie", "De politie is er."], None);
    desk.after(Duration::seconds(1));
    desk.keys("1")?;
    assert_eq!(case(&desk, zaak)?.answers.get("6.1").copied(), Some(Answer::Yes), "{}", desk.text());
    Ok(())
}

/// The rest with no is only for what weighs: a no that ends a term, denies the row or says what others did is given by itself, and
/// what an answer did is read whole.
#[test]
fn the_rest_with_no_leaves_out_what_a_no_decides() -> TestResult {
    for (rij, left) in [
        ("22", &["22.1", "22.2"][..]),
        ("G", &["G.1", "OA2", "OA1", "OA3"]),
        ("2", &["2.4"]),
        ("8", &["8.1", "8.2"]),
        ("21", &["21.1", "21.2", "21.3"]),
    ] {
        let mut desk = TestDesk::empty()?;
        let zaak = desk.zaak(rij, "FPC Pompestichting")?;
        for key in ["v", "R", "<ctrl-s>"] {
            desk.keys(key)?;
            desk.after(Duration::seconds(1));
        }
        let answers = case(&desk, zaak)?.answers.clone();
        for id in left {
            assert!(!answers.contains_key(*id), "{rij} {id}: {}", desk.text());
        }
    }
    let mut desk = TestDesk::empty()?.sized(80, 24);
    desk.zaak("22", "FPC Dr. S. van Mesdag")?;
    desk.keys("v")?;
    desk.after(Duration::seconds(1));
    desk.keys("2")?;
    let Some((StatusLine::Done(told), _)) = desk.model.session.line.clone() else { return Err("niets gezegd".into()) };
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        told.contains("de 72 uur eindigen") && words(&desk.text()).contains(&words(&told)),
        "{told}\n{}",
        desk.text()
    );
    Ok(())
}
