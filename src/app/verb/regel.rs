//! A verb typed on one line in the palette, and the parser's errors in Dutch.

use clap::{
    FromArgMatches,
    error::{ContextKind, ContextValue, ErrorKind},
};

use super::{
    acts::acts,
    grammatica::{Piket, Verb, opdracht},
};
use crate::{
    app::{
        decide::decide_alle,
        effect::Effect,
        model::{Model, Vervolg},
        ops,
        werk::{Taak, neem},
    },
    domain::fout::{Fout, Uitkomst},
};

/// True when a line starts with a verb and not with a word of the palette.
pub fn is_verb(regel: &str) -> bool {
    let mut woorden = regel.split_whitespace();
    let eerste = woorden.next().unwrap_or_default();
    woorden.next().is_some() && opdracht().get_subcommands().any(|s| s.get_name() == eerste)
}

/// Splits a line into words; quotes keep words together.
fn woorden(regel: &str) -> Vec<String> {
    let mut uit = vec![String::new()];
    let mut aanhaling = None;
    for c in regel.chars() {
        match (aanhaling, c) {
            (Some(open), c) if c == open => aanhaling = None,
            (None, '"' | '\'') => aanhaling = Some(c),
            (None, c) if c.is_whitespace() => uit.push(String::new()),
            (_, c) => {
                if let Some(woord) = uit.last_mut() {
                    woord.push(c);
                }
            }
        }
    }
    uit.retain(|w| !w.is_empty());
    uit
}

/// Reads words as the shell would give them, the program's name in front.
///
/// # Errors
/// The parser's error; [`vertaal`] makes it a Dutch sentence.
pub fn lees<I: IntoIterator<Item = T>, T: Into<std::ffi::OsString> + Clone>(woorden: I) -> Result<Piket, clap::Error> {
    opdracht().try_get_matches_from(woorden).and_then(|m| Piket::from_arg_matches(&m))
}

/// A parser's error as one Dutch sentence with a hint.
pub fn vertaal(fout: &clap::Error) -> Fout {
    let stuk = |kind: ContextKind| match fout.get(kind) {
        Some(ContextValue::String(s)) => Some(s.clone()),
        Some(ContextValue::Strings(s)) => Some(s.join(", ")),
        Some(ContextValue::StyledStr(s)) => Some(s.to_string()),
        _ => None,
    };
    let arg = stuk(ContextKind::InvalidArg).unwrap_or_default();
    let waarde = stuk(ContextKind::InvalidValue).unwrap_or_default();
    let zin = match fout.kind() {
        ErrorKind::InvalidSubcommand => {
            format!("De opdracht «{}» bestaat niet.", stuk(ContextKind::InvalidSubcommand).unwrap_or_default())
        }
        ErrorKind::UnknownArgument => format!("«{arg}» hoort hier niet."),
        ErrorKind::MissingRequiredArgument => format!("Er ontbreekt iets: {arg}."),
        ErrorKind::MissingSubcommand => "Er ontbreekt een opdracht.".to_owned(),
        ErrorKind::ArgumentConflict => {
            format!("«{arg}» gaat niet samen met {}.", stuk(ContextKind::PriorArg).unwrap_or_default())
        }
        ErrorKind::ValueValidation | ErrorKind::InvalidValue => {
            let oorzaak = std::error::Error::source(fout).map(|o| {
                // The standard library speaks English.
                if o.is::<std::num::ParseIntError>() { format!("«{waarde}» is geen getal.") } else { o.to_string() }
            });
            match (oorzaak, waarde.is_empty()) {
                (Some(oorzaak), _) => oorzaak,
                (None, true) => format!("Bij {arg} hoort een waarde."),
                (None, false) => format!("«{waarde}» past niet bij {arg}."),
            }
        }
        _ => "De opdracht is niet te lezen.".to_owned(),
    };
    let keuzes = stuk(ContextKind::ValidValue)
        .or_else(|| stuk(ContextKind::SuggestedSubcommand))
        .or_else(|| stuk(ContextKind::SuggestedArg));
    let hint = keuzes.map_or_else(|| "«piket --help» toont wat kan.".to_owned(), |k| format!("Kies uit: {k}."));
    Fout::gebruik(zin).hint(hint)
}

/// Runs a line of the palette: an act on the log, or one of the verbs that write or read files.
pub fn run_line(model: &mut Model, regel: &str, effects: &mut Vec<Effect>) {
    if let Err(fout) = probeer(model, regel, effects) {
        model.meld_fout(fout);
    }
}

fn probeer(model: &mut Model, regel: &str, effects: &mut Vec<Effect>) -> Uitkomst<()> {
    let mut alle = vec!["piket".to_owned()];
    alle.extend(woorden(regel));
    let piket = lees(alle).map_err(|e| vertaal(&e))?;
    let Some(verb) = piket.verb else { return Ok(()) };
    match &verb {
        Verb::Monitor { week, uit } => effects.push(Effect::Monitor(*week, uit.to_string_lossy().into_owned())),
        Verb::Importeer { paden, .. } => {
            effects.push(Effect::Importeer(paden.iter().map(|p| p.to_string_lossy().into_owned()).collect()));
        }
        _ => match acts(&verb, &model.desk, model.nu)? {
            Some(acts) => {
                decide_alle(&model.desk, &model.kader(), &acts)?;
                let zin = acts.last().map(ops::zin).unwrap_or_default();
                neem(model, Taak::Acts(acts, Vec::new()), Vervolg::Zeg(zin), effects);
            }
            None => {
                return Err(Fout::nee("Deze opdracht gaat alleen in de shell.")
                    .hint("Sluit de desk, of open een tweede terminal."));
            }
        },
    }
    Ok(())
}
