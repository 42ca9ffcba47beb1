//! The last line of a handover on paper: how many cases and lines it has, with a digest of all of them. Who reads it
//! back knows that nothing was cut off, altered or put elsewhere on its way. Blank lines and blanks at the end of a line
//! do not count: a mail changes those, and no word with them.

use crate::domain::{
    digest::sha256,
    error::{Error, Result},
    ids::Zaaknummer,
};

/// What the last line begins with.
const SEAL_LINE: &str = "Controleregel: ";

/// What a paper has above its last line.
#[derive(Debug, PartialEq, Eq)]
struct PaperSum {
    zaken: usize,
    lines: usize,
    digest: String,
}

impl PaperSum {
    fn of(text: &str) -> Self {
        let lines: Vec<&str> = told(text).collect();
        let zaken = lines.iter().filter(|line| is_zaak(line)).count();
        Self { zaken, lines: lines.len(), digest: sha256(&[lines.join("\n").as_bytes()]) }
    }

    /// The sum that a last line promises.
    fn promised(line: &str) -> Option<Self> {
        let mut parts = line.strip_prefix(SEAL_LINE)?.split(", ");
        let zaken = parts.next()?.strip_suffix(" zaken")?.parse().ok()?;
        let lines = parts.next()?.strip_suffix(" regels")?.parse().ok()?;
        let digest = parts.next().filter(|digest| digest.len() == 64)?.to_owned();
        parts.next().is_none().then_some(Self { zaken, lines, digest })
    }
}

/// The lines that say something.
fn told(text: &str) -> impl DoubleEndedIterator<Item = &str> {
    text.trim_start_matches('\u{feff}').lines().map(str::trim_end).filter(|line| !line.is_empty())
}

/// Whether a line is the heading of a case, in Markdown or in plain text.
fn is_zaak(line: &str) -> bool {
    let heading = line.strip_prefix("## ").unwrap_or(line);
    heading.starts_with(|c: char| c.is_ascii_digit()) && heading.parse::<Zaaknummer>().is_ok()
}

/// The text with its last line.
pub fn seal(text: &str) -> String {
    let sum = PaperSum::of(text);
    format!("{text}\n{SEAL_LINE}{} zaken, {} regels, {}\n", sum.zaken, sum.lines, sum.digest)
}

/// Refuses a text that is not what was written.
///
/// # Errors
/// What is missing, too much or otherwise.
pub fn require_whole(text: &str) -> Result<()> {
    let lines: Vec<&str> = told(text).collect();
    let Some((at, promised)) = lines.iter().enumerate().find_map(|(at, line)| Some((at, PaperSum::promised(line)?)))
    else {
        let zaken = lines.iter().filter(|line| is_zaak(line)).count();
        return Err(refused(&format!(
            "Haar laatste regel, de controleregel, ontbreekt: zij is afgekapt na {} regels en {}, of van een oudere piket.",
            lines.len(),
            counted(zaken)
        )));
    };
    let above = lines.iter().take(at).copied().collect::<Vec<_>>().join("\n");
    let own = PaperSum::of(&above);
    if lines.len() > at + 1 {
        let behind = lines.len() - at - 1;
        return Err(refused(&format!("Achter de controleregel staan nog {behind} regels die er niet bij horen.")));
    }
    if own == promised {
        return Ok(());
    }
    let what = if own.zaken != promised.zaken {
        format!("Zij heeft {}, en het waren er {}.", counted(own.zaken), promised.zaken)
    } else if own.lines < promised.lines {
        format!("Er ontbreken {} van haar {} regels.", promised.lines - own.lines, promised.lines)
    } else if own.lines > promised.lines {
        format!("Er staan {} regels meer in dan de {} die zij had.", own.lines - promised.lines, promised.lines)
    } else {
        "Er is in een regel iets veranderd, of regels staan op een andere plaats.".to_owned()
    };
    Err(refused(&what))
}

fn counted(zaken: usize) -> String {
    format!("{zaken} {}", if zaken == 1 { "zaak" } else { "zaken" })
}

fn refused(what: &str) -> Error {
    Error::data(format!("Deze overdracht is niet zoals zij is gemaakt. {what}"))
        .hint("Vraag het bestand opnieuw bij wie overdraagt.")
}
