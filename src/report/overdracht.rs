//! The handover at the end of a week, in the order nurses and doctors use: situation, picture, weighing and what
//! is expected of who takes over. No persons and nobody's own words: those are in the log, and the head of
//! that log stands on the paper as five words. One list of lines is the Markdown, the text and the PDF.

pub mod accept;
pub mod make;
mod sbar;
pub mod seal;
pub mod termijnen;

use std::fmt::Write as _;

use crate::{
    domain::{
        head::Head,
        ids::{Piketweek, WeekStart},
        inrichting::Plek,
        melding::Content,
        moment::Moment,
    },
    judge::{
        case_judge::CaseJudge,
        retention::{RetentionLine, RetentionState},
    },
    log::{melding::Melding, zaak::Zaak},
    outgoing::sheet::{LineRole, MessageSheet, SheetLine},
    report::markup,
    rules::address_book::AddressBook,
};

/// What the handover is made from.
#[derive(Debug)]
pub struct Overdracht<'a> {
    /// The week that ends.
    pub week: Piketweek,
    /// Who hands over.
    pub by: &'a str,
    /// The moment of making it.
    pub now: Moment,
    /// The end of the log at that moment.
    pub head: Head,
    /// The open cases, by number.
    pub zaken: Vec<&'a Zaak>,
    /// The reports that wait in the inbox.
    pub inbox: Vec<&'a Melding>,
    /// How many cases were closed in the week.
    pub closed: usize,
    /// What is finished and kept, with where its term stands.
    pub retention: Vec<RetentionLine>,
    /// What its cases are judged with.
    pub judge: CaseJudge<'a>,
    /// Whom the desk knows.
    pub addresses: &'a AddressBook,
}

/// The week a handover is about when nobody names one: the one that is busy, and on the day of the change, before
/// and after the hour of it, the one that ends.
pub fn ending_week(now: Moment, week_start: WeekStart) -> Piketweek {
    let week = Piketweek::from(now, week_start);
    if week.start(week_start) == now.date() {
        Piketweek::from(now.plus(-chrono::Duration::days(1)), week_start)
    } else {
        week
    }
}

/// What stands before the head in the file.
const HEAD_LINE: &str = "Kop van het logboek: ";

/// What stands at the end.
const CLOSING: &str = "Namen en vrije tekst staan alleen in het logboek.";

impl Overdracht<'_> {
    /// The handover as Markdown.
    pub fn md(&self) -> String {
        let mut out = String::new();
        let mut before = LineRole::Title;
        for line in self.lines() {
            let (label, rest) = line.label();
            let (text, label, rest) = (markup::md(&line.text), markup::md(label), beside(rest));
            // Writing to a String cannot fail.
            let _ = match line.role {
                LineRole::Title => writeln!(out, "# {text}"),
                LineRole::Heading => writeln!(out, "\n## {text}"),
                LineRole::Subheading => writeln!(out, "\n### {text}"),
                LineRole::Field => writeln!(out, "\n**{label}**{rest}"),
                LineRole::Point if before == LineRole::Text => writeln!(out, "\n- {text}"),
                LineRole::Point => writeln!(out, "- {text}"),
                LineRole::Text if !line.apart => writeln!(out, "`{}`", line.text),
                LineRole::Text | LineRole::Closing => writeln!(out, "\n{text}"),
            };
            before = line.role;
        }
        out
    }

    /// The same as plain text.
    pub fn txt(&self) -> String {
        let mut out = String::new();
        for line in self.lines() {
            // Writing to a String cannot fail.
            let _ = match line.role {
                LineRole::Heading | LineRole::Subheading => writeln!(out, "\n\n{}\n", line.text),
                LineRole::Point => writeln!(out, "  - {}", line.text),
                LineRole::Text | LineRole::Closing if line.apart => writeln!(out, "\n{}", line.text),
                LineRole::Title | LineRole::Field | LineRole::Text | LineRole::Closing => {
                    writeln!(out, "{}", line.text)
                }
            };
        }
        out
    }

    /// The same as pages.
    pub fn sheet(&self) -> MessageSheet {
        let foot = format!("Overdracht {}, regel {}", self.week, self.head.seq);
        MessageSheet { name: format!("Overdracht piketweek {}", self.week), lines: self.lines(), foot }
    }

    /// What it says, line by line. The hash alone is a line of text that belongs to the one before it.
    fn lines(&self) -> Vec<SheetLine> {
        let text = |text: String| SheetLine { role: LineRole::Text, text, apart: true };
        let head = &self.head;
        let mut out = vec![
            SheetLine { role: LineRole::Title, text: format!("Overdracht piketweek {}", self.week), apart: false },
            text(format!("Gemaakt {} door {}.", self.now.long(), self.by)),
            text(format!("{HEAD_LINE}{} (regel {})", head.words(), head.seq)),
            SheetLine { role: LineRole::Text, text: head.hash.clone(), apart: false },
            text(format!(
                "Open zaken: {}. Gesloten deze week: {}. Inbox: {}.",
                self.zaken.len(),
                self.closed,
                self.inbox.len()
            )),
        ];
        for zaak in &self.zaken {
            out.extend(sbar::lines(self, zaak));
        }
        self.inbox(&mut out);
        self.retention(&mut out);
        out.push(SheetLine { role: LineRole::Closing, text: CLOSING.to_owned(), apart: true });
        out
    }

    /// What it tells of one case, a paragraph each.
    pub fn told_of(&self, zaak: &Zaak) -> Vec<String> {
        sbar::lines(self, zaak).into_iter().skip(1).map(paragraph).collect()
    }

    /// What it tells of the inbox, a paragraph each.
    pub fn told_of_inbox(&self) -> Vec<String> {
        let mut out = Vec::new();
        self.inbox(&mut out);
        out.into_iter().skip(1).map(paragraph).collect()
    }

    fn inbox(&self, out: &mut Vec<SheetLine>) {
        if self.inbox.is_empty() {
            return;
        }
        out.push(heading("Inbox"));
        let books = self.judge.books;
        out.extend(self.inbox.iter().map(|melding| {
            let (way, plek) = match &melding.content {
                Content::Call(call) => ("telefoon", call.inrichting.as_ref()),
                Content::Mail(mail) => ("mail", mail.inrichting.as_ref()),
            };
            let (kind, place) = (melding.kind.label(books.of(melding.inrichting())), self.place(plek));
            point(format!("{}: {kind}, per {way}, ontvangen {}; {place}", melding.number, melding.received.short()))
        }));
    }

    /// A name that is not on the list is free text, out of a mail or from the phone.
    pub fn place<'p>(&self, plek: Option<&'p Plek>) -> &'p str {
        match plek.map(Plek::label) {
            None => "inrichting onbekend",
            Some(name) if self.judge.books.inrichting(Some(name)).is_some() => name,
            Some(_) => "inrichting die niet in de lijst staat",
        }
    }

    fn retention(&self, out: &mut Vec<SheetLine>) {
        let mut questions = self
            .retention
            .iter()
            .filter(|r| matches!(r.state, RetentionState::Question | RetentionState::Expired(_)))
            .peekable();
        if questions.peek().is_none() {
            return;
        }
        out.push(heading("Bewaren of wissen?"));
        let text = "Beslis samen; piket wist nooit uit zichzelf.".to_owned();
        out.push(SheetLine { role: LineRole::Text, text, apart: true });
        out.extend(questions.map(|line| point(format!("{}: {}", line.object, line.state.sentence()))));
    }
}

fn paragraph(line: SheetLine) -> String {
    match line.role {
        LineRole::Point => format!("- {}", line.text),
        LineRole::Title
        | LineRole::Field
        | LineRole::Heading
        | LineRole::Subheading
        | LineRole::Text
        | LineRole::Closing => line.text,
    }
}

fn heading(text: &str) -> SheetLine {
    SheetLine { role: LineRole::Heading, text: text.to_owned(), apart: true }
}

fn field(label: &str, text: &str) -> SheetLine {
    SheetLine { role: LineRole::Field, text: format!("{label}: {text}"), apart: false }
}

fn point(text: String) -> SheetLine {
    SheetLine { role: LineRole::Point, text, apart: false }
}

/// What stands behind a label, with the blank between them.
fn beside(rest: &str) -> String {
    match rest.trim_start() {
        "" => String::new(),
        words => format!(" {}", markup::md(words)),
    }
}

/// The head that a handover was made at; `None` when the text is no handover.
pub fn head_from(text: &str) -> Option<Head> {
    let mut lines = text.lines().skip_while(|r| !r.starts_with(HEAD_LINE));
    let seq = lines.next()?.rsplit_once("(regel ")?.1.strip_suffix(')')?.parse().ok()?;
    let hash = lines.next()?.trim_matches('`').to_owned();
    let whole = hash.len() == 64 && hash.chars().all(|c| c.is_ascii_hexdigit());
    whole.then_some(Head { seq, hash })
}
