//! What was put back last is what undo takes back first: the sentence says so, whichever of the acts it was.

use piket::{
    acts::{Act, NoteFeit},
    domain::{
        feit::{FeitStatus, Topic},
        ids::Zaaknummer,
    },
    log::history::{Direction, Pick},
};

use crate::dossier::{Dossier, TestResult};

fn texts(dossier: &Dossier, zaak: Zaaknummer) -> Result<Vec<String>, Box<dyn std::error::Error>> {
    Ok(dossier.zaak(zaak)?.feiten.iter().map(|feit| feit.text.read().to_owned()).collect())
}

#[test]
fn what_was_put_back_out_of_turn_is_taken_back_first() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("6", "FPC Pompestichting")?;
    let mut noted = Vec::new();
    for text in ["Een.", "Twee.", "Drie."] {
        let (topic, text, source) = (Topic::Measures, text.to_owned(), "telefoon".to_owned());
        let feit = NoteFeit { zaak, topic, text, source, status: FeitStatus::Reported, happened: None };
        noted.push(dossier.run(&Act::NoteFeit(feit))?);
    }
    let all = texts(&dossier, zaak)?;
    for number in noted {
        assert!(dossier.undo(number), "{number}");
        let without = texts(&dossier, zaak)?;
        dossier.turn(Direction::Redo, Pick::Numbered(number))?;
        assert_eq!(texts(&dossier, zaak)?.len(), all.len());
        dossier.turn(Direction::Undo, Pick::Last)?;
        let (mut now, mut then) = (texts(&dossier, zaak)?, without);
        now.sort();
        then.sort();
        assert_eq!(now, then, "{number}");
        dossier.turn(Direction::Redo, Pick::Last)?;
    }
    Ok(())
}
