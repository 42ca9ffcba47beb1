//! A line of the palette that is a verb: judged and recorded as the shell would, or refused with what to do instead.

use super::{history, monitor, write_queue::take};
use crate::{
    acts::{RecordingVerb, decide::decide_all},
    desk::{
        effect::Effect,
        model::Model,
        state::{
            on_commit::{OnCommit, Telling},
            writes::Task,
        },
        verb::{StoreUse, Verb, parse, translate, words},
    },
    domain::error::{Error, Result},
};

/// Runs a line of the palette: an act on the log, or one of the verbs that write or read files.
///
/// # Errors
/// What is wrong with it; then nothing was done.
pub fn run(model: &mut Model, line: &str, effects: &mut Vec<Effect>) -> Result<()> {
    let mut all = vec!["piket".to_owned()];
    all.extend(words(line));
    let piket = parse(all).map_err(|e| translate(&e))?;
    let Some(verb) = piket.verb else { return Ok(()) };
    let store_use = verb.store_use();
    if store_use.writes() {
        model.may_record().map_err(Error::no)?;
    }
    match store_use {
        StoreUse::Acts(typed) => {
            let acts = typed.acts(&model.view.desk, &model.view.context())?;
            // The half of it that makes or writes a text would be dropped.
            let is_text = matches!(&verb, Verb::Record(RecordingVerb::SaveDraft(args)) if args.is_about_text());
            if acts.is_empty() || is_text {
                return Err(only_in_shell(&store_use));
            }
            decide_all(&model.view.desk, &model.view.context(), &acts)?;
            let on_commit = OnCommit::Say(Telling::Acts(acts.clone()));
            take(model, Task::Acts { acts, files: Vec::new() }, on_commit, effects);
        }
        StoreUse::Turns { direction, pick } => history::turn(model, direction, pick, effects),
        StoreUse::Mail(paths) => {
            let paths = paths.iter().map(|p| p.to_string_lossy().into_owned()).collect();
            effects.push(model.view.import(paths, None));
        }
        StoreUse::Monitor(args) => monitor::make(model, args.order()?, effects),
        StoreUse::ListsDeeds => history::ask(effects),
        StoreUse::WritesAlone(_) | StoreUse::Beside | StoreUse::Looks => return Err(only_in_shell(&store_use)),
    }
    Ok(())
}

fn only_in_shell(store_use: &StoreUse<'_>) -> Error {
    // All others go beside an open desk.
    Error::no("Deze opdracht gaat alleen in de shell.").hint(if matches!(store_use, StoreUse::WritesAlone(_)) {
        "Sluit eerst deze desk: er schrijft er één tegelijk."
    } else {
        "Open daarvoor een tweede terminal; de desk kan open blijven."
    })
}
