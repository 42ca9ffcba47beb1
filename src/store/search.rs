//! What can be found, and how: every word of the query must begin a word of the case or report,
//! whatever accents and capitals either has. The newest hits come first.

use rusqlite::params;

use super::{Store, projection::from_json};
use crate::{
    domain::{error::Result, melding::Content},
    log::{desk::Desk, melding::Melding, zaak::Zaak},
};

/// So much of a mail's running text is indexed, in characters; forms put what matters first.
const INDEXED_TEXT: usize = 2_000;

/// The words of a case: number, inrichting, row and facts.
pub(super) fn words_of_zaak(zaak: &Zaak) -> String {
    let mut out = zaak.number.to_string();
    let mut add = |part: &str| {
        out.push('\n');
        out.push_str(part);
    };
    zaak.plek().into_iter().for_each(&mut add);
    zaak.rij().iter().for_each(|r| add(&format!("rij {r}")));
    zaak.feiten.iter().filter_map(|f| f.text.filled()).for_each(add);
    out
}

/// The words of a report: number and inrichting; of a call who, where and what; of a mail the
/// sender, the subject, the fields of the form and the beginning of the text.
pub(super) fn words_of_melding(melding: &Melding) -> String {
    let mut out = melding.number.to_string();
    let mut add = |part: &str| {
        out.push('\n');
        out.push_str(part);
    };
    melding.inrichting().into_iter().for_each(&mut add);
    match &melding.content {
        Content::Call(g) => {
            g.rij.iter().for_each(|r| add(&format!("rij {r}")));
            [&g.caller, &g.number, &g.what].into_iter().filter_map(|v| v.filled()).for_each(add);
        }
        Content::Mail(p) => {
            let fields = p.fields.values().map(|v| &v.value);
            [&p.sender, &p.subject].into_iter().chain(fields).filter_map(|v| v.filled()).for_each(&mut add);
            add(&p.text.filled().unwrap_or_default().chars().take(INDEXED_TEXT).collect::<String>());
        }
    }
    out
}

/// The query in the index's own language; `None` when there is no word in it. Each word is quoted,
/// so nothing that is typed can be an operator.
fn question(text: &str) -> Option<String> {
    let parts: Vec<String> = text
        .split_whitespace()
        .map(|word| word.replace(['"', '\0'], ""))
        .filter(|word| word.chars().any(char::is_alphanumeric))
        .map(|word| format!("\"{word}\"*"))
        .collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

impl Store {
    /// The newest cases and reports that hold every word of `text`, as the beginning of a word; at
    /// most `limit` of them. The Desk holds the hits and no counters. Without a word in the query
    /// it is empty.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn search(&self, text: &str, limit: usize) -> Result<Desk> {
        let mut desk = Desk::default();
        let Some(question) = question(text) else { return Ok(desk) };
        let mut stmt = self.connection.prepare_cached(
            "SELECT z.gegevens, m.gegevens FROM \
             (SELECT rowid AS begin FROM zoek WHERE zoek MATCH ?1 ORDER BY rowid DESC LIMIT ?2) \
             LEFT JOIN zaak z USING (begin) LEFT JOIN melding m USING (begin)",
        )?;
        let mut rows = stmt.query(params![question, i64::try_from(limit).unwrap_or(i64::MAX)])?;
        while let Some(row) = rows.next()? {
            if let Some(data) = row.get::<_, Option<String>>(0)? {
                let zaak: Zaak = from_json(&data)?;
                desk.zaken.insert(zaak.number, zaak);
            }
            if let Some(data) = row.get::<_, Option<String>>(1)? {
                let melding: Melding = from_json(&data)?;
                desk.meldingen.insert(melding.number, melding);
            }
        }
        Ok(desk)
    }
}
