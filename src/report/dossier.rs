//! The dossier of a case, and the background for who answers questions of the Kamer: read off the log and nothing else. Both
//! pass the kanaalpoort: what may not leave is left out where it stands, openly, and is told at the end.

mod background;
mod content;
pub mod paper;

use crate::{
    domain::{
        dossier_kind::DossierKind,
        error::{Error, Result},
        inrichting::Inrichting,
        message_sender::MessageSender,
        moment::Moment,
    },
    judge::{
        case_gate::stopped,
        case_persons::persons,
        case_rule::CaseRule,
        countdown::Countdown,
        gaps,
        gate::{Gate, Leak, policy::GateChannel},
        provisions::Provision,
    },
    log::{desk::Desk, event::Entry, zaak::Zaak},
    outgoing::sheet::{LineRole, MessageSheet, SheetLine},
    rules::book::Rulebook,
};
use content::DossierContent;

/// All that there is of a case, as a dossier of it is made from. All times are Amsterdam's.
#[derive(Debug, Clone, Copy)]
pub struct CaseFile<'a> {
    /// The case.
    pub zaak: &'a Zaak,
    /// Its reports are in here.
    pub desk: &'a Desk,
    /// Its row.
    pub case: CaseRule<'a>,
    /// The rule book of the desk.
    pub book: &'a Rulebook,
    /// Its inrichting, where that is known.
    pub inrichting: Option<&'a Inrichting>,
    /// Its part of the log.
    pub entries: &'a [Entry],
    /// Its terms.
    pub countdowns: &'a [Countdown],
    /// Who got what.
    pub provisions: &'a [Provision],
    /// Who makes it.
    pub sender: &'a MessageSender,
    /// When.
    pub now: Moment,
}

impl<'a> CaseFile<'a> {
    /// The book of the case; that of the desk where its sector has none.
    fn book_of_case(&self) -> &'a Rulebook {
        self.case.book().unwrap_or(self.book)
    }
}

/// A dossier as it may leave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dossier {
    /// What stands on paper.
    pub sheet: MessageSheet,
    /// How many places were left out.
    pub left_out: usize,
}

impl Dossier {
    /// The words as plain text.
    pub fn text(&self) -> String {
        let mut out = String::new();
        for line in &self.sheet.lines {
            if line.apart && !out.is_empty() {
                out.push('\n');
            }
            if line.role == LineRole::Point {
                out.push_str("- ");
            }
            out.push_str(&line.text);
            out.push('\n');
        }
        out
    }
}

/// Makes one.
///
/// # Errors
/// When the gate has no good material, or a place is open; then nothing may leave.
pub fn dossier(kind: DossierKind, file: &CaseFile<'_>) -> Result<Dossier> {
    let number = file.zaak.number;
    let mut content = DossierContent::default();
    match kind {
        DossierKind::Dossier => content::fill(&mut content, file),
        DossierKind::Background => background::fill(&mut content, file),
    }
    let mut lines = content.lines;
    let open = lines.iter().find_map(|line| gaps::gaps(&line.text).into_iter().next());
    if let Some(gap) = open {
        return Err(
            Error::no(format!("Er staat nog open: {gap}.")).hint("Noteer het in de zaak; maak dit stuk daarna.")
        );
    }
    let left_out = leave_out(file, &mut lines)?;
    if left_out > 0 {
        let sentence = format!(
            "De kanaalpoort liet hier {left_out} {} weg; het logboek heeft de volle tekst.",
            if left_out == 1 { "plaats" } else { "plaatsen" }
        );
        lines.push(SheetLine { role: LineRole::Closing, text: sentence, apart: true });
    }
    let made = format!("Opgesteld door {}, {}", file.sender.name, file.now.long());
    lines.push(SheetLine { role: LineRole::Closing, text: made, apart: left_out == 0 });
    let name = format!("{} {number}", kind.code());
    let foot = format!("{}, stand van {}", name, file.now.long());
    Ok(Dossier { sheet: MessageSheet { name, lines, foot }, left_out })
}

/// Takes out what may not leave, by what it is; answers how many places that were.
fn leave_out(file: &CaseFile<'_>, lines: &mut [SheetLine]) -> Result<usize> {
    let gate = Gate::open()?;
    let known = gate.know(&persons(gate, file.zaak, file.desk, file.book));
    let text = lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n");
    let leaks = stopped(gate, (GateChannel::Dossier, &known), (file.sender, file.case.book()), &text);
    let mut start = 0;
    for line in lines {
        let end = start + line.text.len();
        // From the end on, so that the places before it stay where they are.
        for leak in leaks.iter().rev().filter(|leak| leak.from < end && start < leak.to) {
            take_out(&mut line.text, start, leak);
        }
        start = end + 1;
    }
    Ok(leaks.len())
}

fn take_out(text: &mut String, start: usize, leak: &Leak) {
    let (from, to) = (leak.from.saturating_sub(start), (leak.to - start).min(text.len()));
    if from < to && text.is_char_boundary(from) && text.is_char_boundary(to) {
        text.replace_range(from..to, &format!("[weggelaten: {}]", leak.kind.code()));
    }
}
