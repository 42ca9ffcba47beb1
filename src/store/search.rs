//! What can be found, and how: every word of the query must begin a word of the case or report,
//! whatever accents and capitals either has; or its row is called so. The newest hits come first. Index and query are folded by the
//! same function; nothing else on the desk decides what is found.

use std::cell::OnceCell;

use rusqlite::params;

use super::{
    open_store::Store,
    projection::{from_json, sqlite_int},
};
use crate::{
    domain::{error::Result, fold::fold, melding::Content, rij::Rij, search_limit::MAX_COUNTED, text::Vertrouwelijk},
    log::{
        desk::Desk,
        melding::{Melding, MeldingState},
        zaak::Zaak,
    },
    rules::{book::Book, row_words::RowWords},
};

/// So much of the running text of a mail, and of each document that came with it, is indexed, in characters: the manual
/// says so. What is longer is a newsletter or a report, and would hold up the taking in of all others.
const INDEXED_TEXT: usize = 10_000;

/// More than a log will ever have entries.
const NEWEST: i64 = 1 << 40;

/// Where what began with this entry stands in the index: what began last comes first. The index is read from its
/// front, so that the newest hits are there at once; backwards it reads each page of it whole, in memory that is locked
/// and wiped, which takes a hundred times as long.
pub(super) fn place(begin: u64) -> i64 {
    NEWEST - sqlite_int(begin)
}

/// The words of a case: number, inrichting, its row, facts with their sources, the newest text of each draft, to whom
/// it went and what a second reader said of it, who was told, reminders, and every reason that is kept.
pub(super) fn words_of_zaak(zaak: &Zaak) -> String {
    let mut out = fold(&zaak.number.to_string());
    let mut add = |part: &str| push(&mut out, part);
    zaak.plek().into_iter().for_each(&mut add);
    zaak.rij().into_iter().for_each(|r| add(&words_of_rij(r)));
    let facts = zaak.feiten.iter().flat_map(|f| [&f.text, &f.source]);
    let reasons = zaak.rij_choices.iter().map(|c| &c.reason);
    let reasons = reasons.chain(zaak.besluiten.values().flatten().map(|b| &b.reason));
    let reasons = reasons.chain(zaak.termijn_choices.values().map(|c| &c.reason));
    let reasons = reasons.chain(zaak.settled.iter().map(|s| &s.reason)).chain(&zaak.hold);
    let reasons = reasons.chain(zaak.steps.values().map(|s| &s.reason)).chain(zaak.merged.iter().map(|m| &m.reason));
    let reasons = reasons.chain(zaak.meldingen.iter().filter_map(|m| m.accepted.as_ref()));
    let reminders = zaak.reminders.iter().map(|r| &r.text);
    let told =
        zaak.passed_on.iter().flat_map(|p| [Some(&p.to), p.provided.as_ref().and_then(|why| why.reason.as_ref())]);
    let messages = zaak.drafts.values().flat_map(|draft| {
        let sent = draft.sent.iter().map(|sent| &sent.recipients);
        let readings = draft.readings.iter().flat_map(|reading| [&reading.role, &reading.remark]);
        std::iter::once(&draft.text).chain(sent).chain(readings)
    });
    let all = facts.chain(reasons).chain(reminders).chain(told.flatten()).chain(messages);
    all.filter_map(Vertrouwelijk::filled).for_each(&mut add);
    out
}

/// A row: its number as it is written, and the word by which it is found for what it is called.
fn words_of_rij(nr: Rij) -> String {
    format!("{ROW} {nr} {}", called(nr))
}

/// A row as the word that is looked up where one asks for what rows are called; no text has it.
fn called(nr: Rij) -> String {
    fold(&format!("{ROW}als{nr}"))
}

/// A row as one word, from its folded number: where a text names it, and where one asks for it. Two words that must
/// stand beside each other would be looked up in every text that has either.
fn row_word(nr: &str) -> String {
    format!("{ROW}{nr}")
}

/// What stands before the number of a row.
const ROW: &str = "rij";

/// True for what may be the number or letter of a row.
fn is_nr(word: &str) -> bool {
    word.len() == 1 || (word.len() <= 3 && word.contains(|c: char| c.is_ascii_digit()))
}

fn push(out: &mut String, part: &str) {
    let folded = fold(part);
    out.push('\n');
    out.push_str(&folded);
    let mut words = folded.split(' ').peekable();
    while let Some(word) = words.next() {
        if word == ROW
            && let Some(nr) = words.next_if(|next| is_nr(next))
        {
            out.push(' ');
            out.push_str(&row_word(nr));
        }
    }
}

fn beginning(text: &str) -> &str {
    text.char_indices().nth(INDEXED_TEXT).and_then(|(end, _)| text.get(..end)).unwrap_or(text)
}

/// The words of a report: number and inrichting; of a call who, where and what; of a mail the
/// sender, the subject, the form with what nobody recognised in it, and the beginning of the text and of what came
/// with it; why it was set aside.
pub(super) fn words_of_melding(melding: &Melding) -> String {
    let mut out = fold(&melding.number.to_string());
    let mut add = |part: &str| push(&mut out, part);
    melding.inrichting().into_iter().for_each(&mut add);
    if let MeldingState::SetAside(reason) = &melding.state {
        reason.filled().into_iter().for_each(&mut add);
    }
    match &melding.content {
        Content::Call(g) => {
            g.rij.into_iter().for_each(|r| add(&words_of_rij(r)));
            [&g.caller, &g.number, &g.what].into_iter().filter_map(|v| v.filled()).for_each(add);
        }
        Content::Mail(p) => {
            let fields = p.fields.values().map(|v| &v.value);
            [&p.sender, &p.subject].into_iter().chain(fields).filter_map(|v| v.filled()).for_each(&mut add);
            p.unread().flat_map(|pair| [&pair.label, &pair.answer]).filter_map(|v| v.filled()).for_each(&mut add);
            let texts = std::iter::once(&p.text).chain(p.documents.iter().map(|document| &document.text));
            texts.filter_map(|v| v.filled()).for_each(|text| add(beginning(text)));
        }
    }
    out
}

/// The query in the index's own language; `None` when there is no word in it. Each word is folded and quoted,
/// so nothing that is typed can be an operator. A word also finds the rows that are called so. A row that is named with its
/// number or letter is that row, and not whatever has a word that begins so.
fn question(text: &str, rows: &RowWords) -> Option<String> {
    let mut words = text.split_whitespace().map(fold).filter(|word| !word.is_empty()).peekable();
    let mut parts = Vec::new();
    while let Some(word) = words.next() {
        let nr = if word == ROW { words.next_if(|next| is_nr(next)) } else { None };
        parts.push(nr.map_or_else(|| anywhere(&word, rows), |nr| format!("\"{}\"", row_word(&nr))));
    }
    (!parts.is_empty()).then(|| parts.join(" AND "))
}

/// A word, or a row that is called so.
fn anywhere(word: &str, rows: &RowWords) -> String {
    let rows = rows.beginning_with(word).into_iter().map(|nr| format!("\"{}\"", called(nr)));
    let all: Vec<String> = std::iter::once(format!("\"{word}\"*")).chain(rows).collect();
    format!("({})", all.join(" OR "))
}

/// What a search found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Hits {
    /// The newest hits, and no counters.
    pub desk: Desk,
    /// How many there are in all, up to [`MAX_COUNTED`].
    pub total: usize,
}

impl Store {
    /// From here on rows are found by the words of this book. The embedded ones wait until somebody searches.
    pub fn find_rows_by(&mut self, book: &Book) {
        self.row_words = match book {
            Book::BuiltIn => OnceCell::new(),
            Book::Own(_) => RowWords::of(book).into(),
        };
    }

    /// The newest cases and reports that hold every word of `text`, as the beginning of a word; at
    /// most `limit` of them, and how many there are. Without a word in the query there are none.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn search(&self, text: &str, limit: usize) -> Result<Hits> {
        Ok(self.search_until(text, limit, || false)?.unwrap_or_default())
    }

    /// The same, broken off with `None` as soon as nobody waits for it any more.
    pub(super) fn search_until(&self, text: &str, limit: usize, stale: impl Fn() -> bool) -> Result<Option<Hits>> {
        let mut desk = Desk::default();
        let rows = self.row_words.get_or_init(|| RowWords::of(&Book::BuiltIn));
        let Some(question) = question(text, rows) else { return Ok(Some(Hits::default())) };
        if stale() {
            return Ok(None);
        }
        let most = i64::try_from(MAX_COUNTED).unwrap_or(i64::MAX);
        let mut stmt =
            self.connection.prepare_cached("SELECT rowid FROM zoek WHERE zoek MATCH ?1 ORDER BY rowid LIMIT ?2")?;
        let mut places: Vec<i64> = Vec::new();
        let mut rows = stmt.query(params![question, most])?;
        while let Some(row) = rows.next()? {
            if stale() {
                return Ok(None);
            }
            places.push(row.get(0)?);
        }
        let mut stmt = self.connection.prepare_cached(
            "SELECT (SELECT gegevens FROM zaak WHERE begin = ?1), (SELECT gegevens FROM melding WHERE begin = ?1)",
        )?;
        for place in places.iter().take(limit) {
            if stale() {
                return Ok(None);
            }
            let (zaak, melding): (Option<String>, Option<String>) =
                stmt.query_row([NEWEST - place], |row| Ok((row.get(0)?, row.get(1)?)))?;
            if let Some(data) = zaak {
                let zaak: Zaak = from_json(&data)?;
                desk.zaken.insert(zaak.number, zaak);
            }
            if let Some(data) = melding {
                let melding: Melding = from_json(&data)?;
                desk.meldingen.insert(melding.number, melding);
            }
        }
        Ok(Some(Hits { desk, total: places.len() }))
    }
}
