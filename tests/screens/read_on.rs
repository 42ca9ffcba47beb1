//! Nothing is recorded that was not on screen: a form with fields that is longer than its window is read on by the key that
//! records, until every line that says something was in view. A form that fits records at once.

use std::collections::BTreeSet;

use piket::{
    acts::{Act, AnswerCall, Said},
    desk::layer::Layer,
    domain::{ids::Zaaknummer, step::Step},
};

use crate::desk::{TestDesk, TestResult};

/// A call about a fire after which six questions of the weighing are proposed, at its end.
fn end_of_call(width: u16, height: u16) -> Result<(TestDesk, Zaaknummer), Box<dyn std::error::Error>> {
    let mut desk = TestDesk::empty()?.sized(width, height);
    let zaak = desk.zaak("2", "FPC Pompestichting")?;
    for (question, said) in [
        ("stand", "gaande"),
        ("letsel", "meer"),
        ("ziekenhuis", "meer"),
        ("ontruimd", "ja"),
        ("brandweer", "geblust"),
        ("politie", "aangifte"),
        ("media", "ja"),
    ] {
        let said = Said::Choice(said.to_owned());
        desk.run(&Act::AnswerCall(AnswerCall {
            zaak,
            question: question.into(),
            said,
            source: String::new(),
            happened: None,
        }))?;
    }
    desk.choose(zaak);
    desk.keys("b<esc>Portier")?;
    Ok((desk, zaak))
}

/// Whether anything of the end of the call is in the log.
fn is_recorded(desk: &TestDesk, zaak: Zaaknummer) -> bool {
    let zaak = desk.model.view.desk.zaken.get(&zaak);
    zaak.is_some_and(|z| !z.answers.is_empty() || z.steps.contains_key(&Step::CalledBack))
}

#[test]
fn what_the_end_of_a_call_proposes_is_recorded_once_all_of_it_was_on_screen() -> TestResult {
    for (width, height, fits) in [(60, 15, false), (80, 24, true), (120, 40, true)] {
        let (mut desk, zaak) = end_of_call(width, height)?;
        let Some(Layer::Form(form)) = desk.model.view.layers.last() else { return Err(desk.text().into()) };
        // The first word of each line: the id of a question, or the name of a field.
        let mut asked: BTreeSet<String> =
            form.explanation.lines().filter_map(|line| Some(line.split_whitespace().next()?.to_owned())).collect();
        asked.extend(form.fields.iter().map(|field| field.label.to_string()));
        assert!(asked.len() > 7, "{asked:?}");
        let mut pages = 0;
        while !is_recorded(&desk, zaak) {
            let shown = desk.text();
            asked.retain(|words| !shown.contains(&format!("{words} ")));
            assert_eq!(shown.contains("Ctrl-S leest verder"), !asked.is_empty(), "{asked:?}\n{shown}");
            desk.keys("<ctrl-s>")?;
            pages += 1;
            assert!(pages < 12, "{shown}");
        }
        assert!(asked.is_empty(), "{width}x{height}: vastgelegd zonder te tonen: {asked:?}");
        assert_eq!(pages == 1, fits, "{width}x{height}");
    }
    Ok(())
}

#[test]
fn what_was_read_by_leafing_or_with_the_cursor_need_not_be_read_again() -> TestResult {
    let (mut desk, zaak) = end_of_call(60, 15)?;
    let mut pages = 0;
    while desk.text().contains("leest verder") {
        desk.keys(if pages < 4 { "<pgup>" } else { "<pgdn>" })?;
        pages += 1;
        assert!(pages < 12, "{}", desk.text());
    }
    // Typing goes on where the cursor is.
    desk.keys("s")?;
    assert!(desk.text().contains("Portiers"), "{}", desk.text());
    desk.keys("<ctrl-s>")?;
    assert!(is_recorded(&desk, zaak), "{}", desk.text());
    Ok(())
}
