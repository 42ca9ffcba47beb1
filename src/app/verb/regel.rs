//! A verb typed on one line in the palette, and the parser's errors in Dutch.

use clap::{
    FromArgMatches,
    error::{ContextKind, ContextValue, ErrorKind},
};

use super::{
    acts::acts,
    grammatica::{Piket, Verb},
    onderhoud::Reserveverb,
    opdracht::opdracht,
};
use crate::{
    app::{
        decide::decide_alle,
        effect::Effect,
        model::{Model, Vervolg},
        ops, rol,
        werk::{Taak, neem},
    },
    domain::fout::{Fout, Uitkomst},
};

/// What to do when nothing better can be said.
const HINT: &str = "«piket --help» toont wat kan.";

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

/// The help as text. The parser writes two headings of its own that no setting of it reaches.
pub fn hulp(fout: &clap::Error) -> String {
    fout.render().to_string().replace("[OPTIONS]", "[OPTIES]").replace("Possible values:", "Keuzes:")
}

/// A parser's error as one Dutch sentence with a hint.
pub fn vertaal(fout: &clap::Error) -> Fout {
    let stuk = |kind: ContextKind| match fout.get(kind) {
        Some(ContextValue::String(s)) => Some(s.clone()),
        Some(ContextValue::Strings(s)) => Some(s.join(", ")),
        Some(ContextValue::StyledStr(s)) => Some(s.to_string()),
        _ => None,
    };
    if let Some(eigen) = std::error::Error::source(fout).and_then(|e| e.downcast_ref::<Fout>()) {
        let mut eigen = eigen.clone();
        eigen.hint.get_or_insert_with(|| HINT.to_owned());
        return eigen;
    }
    let arg = stuk(ContextKind::InvalidArg).unwrap_or_default();
    let waarde = stuk(ContextKind::InvalidValue).unwrap_or_default();
    let zin = match fout.kind() {
        ErrorKind::InvalidSubcommand => {
            format!("De opdracht «{}» bestaat niet.", stuk(ContextKind::InvalidSubcommand).unwrap_or_default())
        }
        ErrorKind::UnknownArgument => format!("«{arg}» hoort hier niet."),
        ErrorKind::MissingRequiredArgument => format!("Er ontbreekt iets: {arg}."),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            "Er ontbreekt een opdracht.".to_owned()
        }
        ErrorKind::ArgumentConflict => match stuk(ContextKind::PriorArg).unwrap_or_default() {
            eerder if eerder == arg => format!("«{arg}» staat er twee keer."),
            eerder => format!("«{arg}» gaat niet samen met {eerder}."),
        },
        ErrorKind::ValueValidation | ErrorKind::InvalidValue if waarde.is_empty() => {
            format!("Bij {arg} hoort een waarde.")
        }
        ErrorKind::ValueValidation | ErrorKind::InvalidValue => format!("«{waarde}» past niet bij {arg}."),
        _ => "De opdracht is niet te lezen.".to_owned(),
    };
    let keuzes = stuk(ContextKind::ValidValue)
        .or_else(|| stuk(ContextKind::SuggestedSubcommand))
        .or_else(|| stuk(ContextKind::SuggestedArg))
        .filter(|k| !k.is_empty());
    let hint = keuzes.map_or_else(|| HINT.to_owned(), |k| format!("Kies uit: {k}."));
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
    if legt_vast(&verb) {
        rol::mag_vastleggen(model).map_err(Fout::nee)?;
    }
    match &verb {
        Verb::Monitor { week, uit } => effects.push(Effect::Monitor(*week, uit.to_string_lossy().into_owned())),
        Verb::Importeer { paden, .. } => {
            effects.push(Effect::Importeer(paden.iter().map(|p| p.to_string_lossy().into_owned()).collect()));
        }
        _ => {
            let Some(acts) = acts(&verb, &model.desk, model.nu)? else {
                return Err(Fout::nee("Deze opdracht gaat alleen in de shell.").hint(hint(&verb)));
            };
            decide_alle(&model.desk, &model.kader(), &acts)?;
            let zin = acts.last().map(ops::zin).unwrap_or_default();
            neem(model, Taak::Acts(acts, Vec::new()), Vervolg::Zeg(zin), effects);
        }
    }
    Ok(())
}

/// How to come by a verb that the desk does not do.
const fn hint(verb: &Verb) -> &'static str {
    if legt_vast(verb) {
        "Sluit eerst deze desk: er schrijft er één tegelijk."
    } else {
        "Open daarvoor een tweede terminal; de desk kan open blijven."
    }
}

/// Whether a verb writes in the store, and so needs the pen.
const fn legt_vast(verb: &Verb) -> bool {
    match verb {
        Verb::Termijn(_)
        | Verb::Matrix { .. }
        | Verb::Overdracht { .. }
        | Verb::Kalender { .. }
        | Verb::Inbox(_)
        | Verb::Incidenten(_)
        | Verb::Toon { .. }
        | Verb::SmsTelling { .. }
        | Verb::Inrichtingen { .. }
        | Verb::Reservekopie { wat: Reserveverb::Maak | Reserveverb::Lijst }
        | Verb::Logboek { .. }
        | Verb::Bewaartermijn { wat: None, .. }
        | Verb::Wekker { .. }
        | Verb::Wacht { .. }
        | Verb::Controle { .. }
        | Verb::Demo { .. }
        | Verb::Aanvullingen { .. }
        | Verb::Man => false,
        Verb::Importeer { .. }
        | Verb::Concept(_)
        | Verb::Monitor { .. }
        | Verb::Herbouw
        | Verb::Sleutel { .. }
        | Verb::Bewaartermijn { wat: Some(_), .. }
        | Verb::Reservekopie { wat: Reserveverb::Terugzetten { .. } }
        | Verb::Meld(_)
        | Verb::Open { .. }
        | Verb::Koppel { .. }
        | Verb::Ontkoppel { .. }
        | Verb::Aanvaard { .. }
        | Verb::Terzijde { .. }
        | Verb::Terugleggen { .. }
        | Verb::Rij { .. }
        | Verb::Gegevens { .. }
        | Verb::Feit { .. }
        | Verb::FeitStatus { .. }
        | Verb::Beslecht(_)
        | Verb::Weeg { .. }
        | Verb::Besluit { .. }
        | Verb::Stap { .. }
        | Verb::ZetTermijn(_)
        | Verb::Herinner { .. }
        | Verb::Sluit { .. }
        | Verb::Samenvoegen(_)
        | Verb::Splitsen(_)
        | Verb::Heropen { .. } => true,
    }
}
