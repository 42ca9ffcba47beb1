//! `formulier`: what is read from one mail or document. No store is opened and nothing is kept, so that an
//! organisation can see beforehand how its own forms are read.

use std::path::Path;

use serde_json::{Map, Value, json};

use super::{
    answer::{Output, notice, print},
    document::{field_json, unread_json},
    environment::Environment,
    exit::Exit,
};
use crate::{
    domain::{
        error::Result,
        inrichting::Plek,
        melding::{Certainty, Mail},
        sanitize,
        text::Vertrouwelijk,
    },
    intake::{self, Knowledge, LabelSource, ReadMail},
    judge::{
        rij_hint::{self, RijHint},
        told,
    },
    rules::book::Rulebook,
};

/// Columns in which the row is named that the words of a mail point to.
const HINT: usize = 120;

/// `piket formulier`: as JSON, or in lines; of several mails in one file one answer each.
///
/// # Errors
/// When the file cannot be read.
pub fn form(env: &Environment, file: &Path, domain: Option<&str>, output: Output) -> Result<Exit> {
    let (inrichtingen, _) = env.inrichtingen()?;
    let (labels, fault) = env.labels();
    if let Some(fault) = fault {
        notice(&fault.to_string());
    }
    let labels = labels.current();
    let labels = LabelSource::Taught { labels: &labels, domain };
    for reading in intake::read_form(file, Knowledge { inrichtingen: &inrichtingen, labels })? {
        let book = env.books(&inrichtingen).of(reading.mail.inrichting.as_ref().map(Plek::label));
        if output == Output::Json {
            print(&answer(&reading, book).to_string())?;
        } else {
            in_words(&reading, book)?;
        }
    }
    Ok(Exit::Done)
}

fn answer(reading: &ReadMail, book: &Rulebook) -> Value {
    let mail = &reading.mail;
    let fields: Map<String, Value> = mail.fields.iter().map(|(name, v)| (name.clone(), field_json(v))).collect();
    json!({
        "soort": reading.kind.code(),
        "velden": fields,
        "rijen": hints(mail, book).iter().map(|hint| json!({"nr": hint.rule.nr, "woorden": hint.words})).collect::<Vec<_>>(),
        "niet_herkend": mail.unread.iter().map(unread_json).collect::<Vec<_>>(),
        "waarschuwingen": mail.warnings.iter().map(Vertrouwelijk::read).collect::<Vec<_>>(),
    })
}

/// The rows that its words point to in the book of its inrichting: a suggestion for whoever chooses.
fn hints<'a>(mail: &Mail, book: &'a Rulebook) -> Vec<RijHint<'a>> {
    rij_hint::rij_hints(book, &told::told(book, mail))
}

fn in_words(reading: &ReadMail, book: &Rulebook) -> Result<()> {
    let Mail { fields, unread, warnings, .. } = &reading.mail;
    print(&format!("soort: {}", reading.kind.label(book)))?;
    for (name, v) in fields {
        let certain = match v.certainty {
            Certainty::Certain => "",
            Certainty::Proposed | Certainty::PutAside => "voorstel: ",
        };
        let value = sanitize::line(v.value.read());
        print(&format!("{}: {certain}{value}  ({})", name.replace('_', " "), v.source.read()))?;
    }
    if let Some(line) = rij_hint::line(&hints(&reading.mail, book), HINT) {
        print(&line)?;
    }
    if !unread.is_empty() {
        print(&format!("niet herkend: {} regel{}", unread.len(), if unread.len() == 1 { "" } else { "s" }))?;
    }
    for pair in unread {
        let value = sanitize::line(pair.answer.read());
        print(&format!("  {}: {value}  ({})", pair.label.read(), pair.place.read()))?;
    }
    for sentence in warnings {
        print(&format!("let op: {}", sentence.read()))?;
    }
    Ok(())
}
