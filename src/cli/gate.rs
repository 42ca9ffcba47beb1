//! `poort`: what a text may not carry over a channel, with the place and the reason of each finding. The text comes
//! from standard input; nothing of it is kept.

use std::{
    io::{BufRead, BufReader},
    path::Path,
};

use serde::Deserialize;
use serde_json::json;

use super::{
    acts,
    answer::{AnswerWriter, print},
    environment::{Environment, name},
    exit::Exit,
    stdin_text,
};
use crate::{
    desk::verb::GateArgs,
    domain::{
        error::{Error, Result},
        json_fault,
    },
    judge::{
        case_gate::stopped,
        case_persons::persons,
        gate::{
            Gate, Leak,
            known::{KnownPerson, KnownPersons},
            policy::GateChannel,
        },
    },
    rules::book::Rulebook,
    store::Access,
};

/// The persons of a case as a file has them. A word that is not understood could be the one that names somebody.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct KnownFile {
    #[serde(rename = "personen")]
    persons: Vec<KnownLine>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct KnownLine {
    #[serde(default, rename = "naam")]
    name: String,
    /// What somebody is in the case: every known person is sought alike.
    #[serde(default, rename = "rol")]
    _role: Option<String>,
    #[serde(rename = "geboortedatum")]
    birth: Option<String>,
    #[serde(rename = "telefoon")]
    phone: Option<String>,
}

impl KnownFile {
    /// # Errors
    /// When something of a person cannot be sought.
    fn listed(self, gate: &Gate) -> Result<Vec<KnownPerson>> {
        let person = |p: KnownLine| KnownPerson { name: p.name, birth: p.birth, phone: p.phone };
        let persons: Vec<KnownPerson> = self.persons.into_iter().map(person).collect();
        match gate.unreadable(&persons) {
            Some(what) => Err(Error::data(what).hint("Er is niets nagekeken.")),
            None => Ok(persons),
        }
    }
}

/// The persons of a line that names none.
const NOBODY: KnownFile = KnownFile { persons: Vec::new() };

/// What a line of a batch is read by.
const LINE_WORDS: [&str; 3] = ["kanaal", "bekend", "tekst"];

/// A line of a batch.
#[derive(Debug, Deserialize)]
struct GateLine {
    #[serde(rename = "kanaal")]
    channel: String,
    #[serde(rename = "bekend")]
    known: Option<KnownFile>,
    #[serde(rename = "tekst")]
    text: String,
    /// What else stands in it: nothing that the gate asked for.
    #[serde(flatten)]
    others: serde_json::Map<String, serde_json::Value>,
}

/// `piket poort`.
///
/// # Errors
/// When the gate's own material has a fault, or what is to be read cannot be: then nothing is said to be good.
pub fn gate(env: &Environment, args: &GateArgs) -> Result<Exit> {
    let gate = Gate::open()?;
    if let Some(path) = &args.batch {
        return batch(gate, path);
    }
    let channel = args.channel.ok_or_else(|| Error::usage("Er ontbreekt een kanaal.").hint("Geef --kanaal."))?;
    let mut known = match &args.known {
        Some(path) => known_file(path)?.listed(gate)?,
        None => Vec::new(),
    };
    // Without a case the bodies are those of the desk's own book.
    let mut book: Option<&Rulebook> = Some(env.book());
    let (inrichtingen, _) = env.inrichtingen()?;
    if let Some(number) = args.zaak {
        let (store, _) = env.open(Access::Read)?;
        let desk = acts::load(&store, number.into())?;
        let zaak = desk.zaken.get(&number).ok_or_else(|| number.unknown())?;
        known.extend(persons(gate, zaak, &desk, env.book()));
        book = env.books(&inrichtingen).governing(zaak.plek());
    }
    let text = stdin_text::whole()?;
    let leaks = stopped(gate, (channel, &gate.know(&known)), (env.sender(), book), &text);
    if args.json {
        print(&answer(gate, &leaks))?;
    } else {
        in_words(gate, channel, &text, &leaks)?;
    }
    Ok(if leaks.is_empty() { Exit::Done } else { Exit::No })
}

fn unread(what: &str, e: &std::io::Error) -> Error {
    Error::data(format!("{what} is niet te lezen ({}).", crate::platform::failure::why(e)))
        .hint("Er is niets nagekeken.")
}

fn known_file(path: &Path) -> Result<KnownFile> {
    let text = crate::platform::file::text(path).map_err(|e| unread(&format!("«{}»", name(path)), &e))?;
    serde_json::from_str(&text).map_err(|e| {
        Error::data(format!("«{}» is geen lijst van personen ({}).", name(path), json_fault::why(&e)))
            .hint("Schrijf {\"personen\":[{\"naam\":\"…\",\"geboortedatum\":\"1987-03-14\",\"telefoon\":\"…\"}]}.")
    })
}

fn answer(gate: &Gate, leaks: &[Leak]) -> String {
    let finding = |leak: &Leak| {
        let reason = gate.reason(leak.kind);
        json!({
            "soort": leak.kind.code(),
            "van": leak.from,
            "tot": leak.to,
            "reden": reason.map(|r| r.reason.as_str()),
            "verklaring": reason.map(|r| format!("{} ({})", r.statement, r.source)),
        })
    };
    json!({"mag": leaks.is_empty(), "vondsten": leaks.iter().map(finding).collect::<Vec<_>>()}).to_string()
}

fn in_words(gate: &Gate, channel: GateChannel, text: &str, leaks: &[Leak]) -> Result<()> {
    if leaks.is_empty() {
        return print(&format!("Deze tekst mag uit ({channel})."));
    }
    let mut out = AnswerWriter::new();
    // They come in the order of the text, so that each line is counted once.
    let (mut line, mut counted) = (1, 0);
    for leak in leaks {
        line += text.get(counted..leak.from).map_or(0, |between| between.matches('\n').count());
        counted = leak.from.max(counted);
        let words = text.get(leak.from..leak.to).unwrap_or_default().replace('\n', " ");
        out.line(&format!("Regel {line}, {}: «{words}»", leak.kind.code()))?;
        if let Some(reason) = gate.reason(leak.kind) {
            out.line(&format!("  {} {} ({})", reason.reason, reason.statement, reason.source))?;
        }
    }
    out.line(&format!("Zo mag deze tekst niet uit ({channel})."))?;
    out.finish()
}

fn batch(gate: &Gate, path: &Path) -> Result<Exit> {
    let reader: Box<dyn BufRead> = if path == Path::new("-") {
        Box::new(std::io::stdin().lock())
    } else {
        let file = std::fs::File::open(path).map_err(|e| unread(&format!("«{}»", name(path)), &e))?;
        Box::new(BufReader::new(file))
    };
    let mut out = AnswerWriter::new();
    let mut end = Exit::Done;
    for line in reader.lines() {
        let line = line.map_err(|e| unread("De invoer", &e))?;
        match one_line(gate, &line) {
            Ok(leaks) => {
                if !leaks.is_empty() {
                    end = Exit::No;
                }
                out.line(&answer(gate, &leaks))?;
            }
            // What could not be looked at may not leave.
            Err(error) => {
                end = Exit::No;
                out.line(&json!({"mag": false, "vondsten": [], "fout": error.to_string()}).to_string())?;
            }
        }
        if !out.is_read() {
            break;
        }
    }
    out.finish()?;
    Ok(end)
}

fn one_line(gate: &Gate, line: &str) -> Result<Vec<Leak>> {
    let line: GateLine = serde_json::from_str(line).map_err(|e| {
        Error::usage(format!("De regel is niet te lezen ({}).", json_fault::why(&e)))
            .hint("Nodig zijn kanaal en tekst, en zo nodig bekend.")
    })?;
    let channel: GateChannel = line.channel.parse()?;
    let alike = |word: &str| LINE_WORDS.iter().find(|own| is_alike(word, own)).copied();
    if let Some((word, own)) = line.others.keys().find_map(|word| alike(word).map(|own| (word, own))) {
        return Err(Error::usage(format!("De regel heeft «{}»; bedoelt u {own}?", name(Path::new(word))))
            .hint("Er is niets nagekeken."));
    }
    let known: KnownPersons = gate.know(&line.known.unwrap_or(NOBODY).listed(gate)?);
    Ok(gate.leaks(channel, &known, &line.text))
}

/// True for a word of a line that was meant to be one of its own: other letters in size, or nearly the same.
fn is_alike(word: &str, own: &str) -> bool {
    let word = word.trim().to_lowercase();
    let shared = word.chars().zip(own.chars()).take_while(|(a, b)| a == b).count();
    (shared >= 4 && word.len().abs_diff(own.len()) <= 2) || word == own || word == "personen" || word == "persoon"
}
