//! Every question and dialog of the desk is left with Esc, and then nothing was recorded, sent or thrown away, and
//! nothing of the question stands on the screen that a next key could still answer.

use piket::{
    acts::{Act, SaveDraft, TakeBesluit},
    desk::{effect::Effect, layer::Layer, state::departure::Departure},
    domain::{
        besluit::{BesluitKind, YesNo},
        draft::DraftKind,
    },
};

use crate::desk::{TestDesk, TestResult};

/// A case with a decision and a text with gaps, and the keys that ask something about it.
fn asked(keys: &str) -> Result<TestDesk, Box<dyn std::error::Error>> {
    let mut desk = TestDesk::empty()?;
    let zaak = desk.zaak("2", "CTP Veldzicht")?;
    let reason = "De situatie vraagt het.".to_owned();
    desk.run(&Act::TakeBesluit(TakeBesluit { zaak, about: BesluitKind::P, choice: YesNo::Yes, reason }))?;
    let text = "Eigen tekst, met een plek: [nog invullen: letsel].".to_owned();
    desk.run(&Act::SaveDraft(SaveDraft { zaak, draft: DraftKind::Piketmelding, text }))?;
    desk.choose(zaak);
    desk.keys(keys)?;
    Ok(desk)
}

/// What is recorded and asked of the world.
fn done(desk: &TestDesk) -> (usize, usize) {
    let sends =
        |effect: &&Effect| !matches!(effect, Effect::Audit(_) | Effect::MakeDraft { .. } | Effect::Charts { .. });
    (desk.fake_store.log.len(), desk.requested.iter().filter(sends).count())
}

/// How each is opened.
const DIALOGS: [&str; 33] = [
    "q",
    "<ctrl-c>",
    "f",
    "fRook op de gang<ctrl-x>",
    "p",
    "pn<ctrl-x>",
    "a",
    "r",
    "r6<enter>",
    "v",
    "vR",
    "i",
    "i<tab>03:00<ctrl-x>",
    "d",
    "R",
    "t",
    "z",
    "c",
    ":",
    ":piketmelding<enter><f4>",
    ":piketmelding<enter><f8>",
    ":piketmelding<enter><f3>",
    ":piketmelding<enter><ctrl-o>",
    "u<esc>Uu",
    "<ctrl-u>",
    "b",
    "I",
    "M",
    "<f8>",
    "<f5>",
    "<f4>",
    "0",
    "S",
];

#[test]
fn esc_leaves_every_question_and_records_nothing() -> TestResult {
    for keys in DIALOGS {
        let mut desk = asked(keys)?;
        let in_editor = desk.model.view.layers.iter().any(|layer| matches!(layer, Layer::Editor(_)));
        assert!(in_editor || !keys.starts_with(":piketmelding"), "{keys}\n{}", desk.text());
        let before = done(&desk);
        let layers = desk.model.view.layers.len();
        let typed = desk.model.view.layers.last().and_then(Layer::form).map(|form| form.typed().fields);
        desk.keys("<esc>")?;
        assert_eq!(done(&desk), before, "{keys}\n{}", desk.text());
        assert!(!desk.model.stopping && desk.model.session.departure == Departure::No, "{keys}");
        let screen = desk.text();
        for asked in ["Nog eens", "andere toets", "roept niemand", "Ongedaan maken?"] {
            assert!(!screen.contains(asked), "{keys}: «{asked}» staat er nog\n{screen}");
        }
        // The question went; what it was asked over may stay, with every word that was typed there.
        let left = desk.model.view.layers.len();
        assert!(left <= layers, "{keys}\n{screen}");
        if left == layers && left > 0 {
            let now = desk.model.view.layers.last().and_then(Layer::form).map(|form| form.typed().fields);
            assert_eq!(now, typed, "{keys}\n{screen}");
            desk.keys("<esc>")?;
        }
        // However deep, a few of them lead to the desk, with the log as it was.
        desk.keys("<esc><esc>")?;
        assert!(desk.model.view.layers.is_empty(), "{keys}\n{}", desk.text());
        assert_eq!(done(&desk).0, before.0, "{keys}\n{}", desk.text());
    }
    Ok(())
}

#[test]
fn esc_is_a_no_to_the_question_of_the_editor_and_the_text_stays() -> TestResult {
    for (key, says) in [("<f4>", "Nog eens F4"), ("<f8>", "Nog eens F8")] {
        let mut desk = asked(&format!(":piketmelding<enter>{key}"))?;
        assert!(desk.text().contains(says), "{}", desk.text());
        for other in ["<esc>", "<f3>", "x"] {
            desk.keys(other)?;
            assert!(!desk.text().contains(says), "{other}\n{}", desk.text());
            assert!(matches!(desk.model.view.layers.last(), Some(Layer::Editor(_))), "{other}\n{}", desk.text());
            assert!(desk.text().contains("Eigen tekst"), "{other}\n{}", desk.text());
            // The key asks anew: what was asked before is no yes.
            desk.keys(key)?;
            assert!(desk.text().contains(says) && desk.text().contains("Eigen tekst"), "{other}\n{}", desk.text());
        }
    }
    Ok(())
}
