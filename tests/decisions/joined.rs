//! A sentence that stands within another one keeps no full stop of its own: whatever row, answer and reason, what a step says and
//! what is told of an act reads as one sentence.

use piket::{
    acts::{Act, ChooseRij, SetStep, Weigh},
    domain::{
        besluit::Answer,
        ids::Zaaknummer,
        rij::Rij,
        step::{Step, StepState},
    },
    judge::questions::weegvragen,
    rules::book::Rulebook,
};

use crate::dossier::{Dossier, TestResult};

/// What follows a full stop within one sentence, which none does.
const WITHIN: [char; 5] = [':', ';', ',', ')', '.'];

fn is_broken(text: &str) -> bool {
    let stop = |at: usize| text.get(at..).and_then(|rest| rest.chars().nth(1)).is_some_and(|c| WITHIN.contains(&c));
    text.match_indices(['.', '?', '!']).any(|(at, _)| stop(at)) || text.contains(". (")
}

#[test]
fn no_full_stop_stands_within_what_a_step_says_or_is_told() -> TestResult {
    let mut tried = 0;
    let rows = Rulebook::built_in().rijen().map(|rule| rule.nr);
    for rij in rows {
        let (dossier, zaak) = Dossier::with_rij(&rij.to_string(), "CTP Veldzicht")?;
        let Some(rule) = dossier.book.rij(rij) else { continue };
        let other = Rij::parse(if rij.as_str() == "6" { "10" } else { "6" })?;
        for question in weegvragen(dossier.book, rule) {
            for answer in [Answer::Yes, Answer::No] {
                let mut dossier = dossier.clone();
                mark(&mut dossier, zaak, StepState::Done);
                mark(&mut dossier, zaak, StepState::NotNeeded);
                let weigh = Act::Weigh(Weigh { zaak, question: question.id.clone(), answer });
                let mut told = dossier.run_told(&weigh)?;
                let reason = "Zo is het besproken.".to_owned();
                told.extend(says(&dossier, zaak)?);
                told.extend(dossier.run_told(&Act::ChooseRij(ChooseRij { zaak, rij: other, reason }))?);
                told.extend(says(&dossier, zaak)?);
                for text in told {
                    assert!(!is_broken(&text), "{rij} {} {}: {text}", question.id, answer.word());
                    tried += 1;
                }
            }
        }
    }
    assert!(tried > 1_000, "{tried}");
    Ok(())
}

/// Every step that takes it, with a sentence.
fn mark(dossier: &mut Dossier, zaak: Zaaknummer, state: StepState) {
    for step in Step::DESK {
        let reason = "Dat is zo met de lijn besproken.".to_owned();
        let _refused = dossier.run(&Act::SetStep(SetStep { zaak, step, state, reason, at: None }));
    }
}

fn says(dossier: &Dossier, zaak: Zaaknummer) -> Result<Vec<String>, piket::domain::error::Error> {
    Ok(dossier.steps(zaak)?.iter().map(|line| line.state.explanation().to_owned()).collect())
}
