//! `leer`: the labels that a clinic uses and the desk did not know; listed, taught and taken back.

use serde_json::json;

use super::{answer::print, environment::Environment, exit::Exit};
use crate::{
    desk::verb::TeachArgs,
    domain::error::{Error, Result},
};

/// `piket leer`.
///
/// # Errors
/// When the file holds a fault or cannot be written, or there is no such field or label.
pub fn teach(env: &Environment, args: &TeachArgs) -> Result<Exit> {
    let (file, fault) = env.labels();
    let domain = args.domain.as_deref();
    match (&args.label, &args.field) {
        (None, _) => {
            for taught in file.current().list() {
                print(&if args.json {
                    json!({"etiket": taught.label, "veld": taught.field, "domein": taught.domain}).to_string()
                } else {
                    taught.words()
                })?;
            }
            fault.map_or(Ok(Exit::Done), Err)
        }
        (Some(label), _) if args.take_back => {
            let gone = file.take_back(label, domain)?;
            if gone.is_empty() {
                return Err(Error::no(format!("Het etiket «{label}» is niet geleerd."))
                    .hint("«piket leer» toont wat er is geleerd."));
            }
            gone.iter().try_for_each(|taught| print(&format!("Teruggenomen: {}.", taught.words())))?;
            Ok(Exit::Done)
        }
        (Some(label), Some(field)) => {
            let lesson = file.current().sensible_lesson(label, field, None, domain)?;
            let told = format!("Geleerd: {}.", lesson.words());
            let replaced = file.teach(&lesson)?;
            print(&told)?;
            if let Some(before) = replaced {
                print(&format!("Dat was eerst {}; dat geldt niet meer.", before.words_for_field()))?;
            }
            Ok(Exit::Done)
        }
        (Some(_), None) => Err(Error::usage("Welk veld is het?").hint("Typ «piket leer ETIKET VELD», of --terug.")),
    }
}
