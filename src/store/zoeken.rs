//! What can be found, and how: every word of the query must begin a word of the case or report,
//! whatever accents and capitals either has. The newest hits come first.

use rusqlite::params;

use super::{Opslag, projectie::uit_json};
use crate::domain::{
    desk::Desk,
    fout::Uitkomst,
    melding::{Inhoud, Melding},
    zaak::Zaak,
};

/// So much of a mail's running text is indexed, in characters; forms put what matters first.
const LOPENDE_TEKST: usize = 2_000;

/// The words of a case: number, inrichting, row and facts.
pub(super) fn woorden_van_zaak(zaak: &Zaak) -> String {
    let mut uit = zaak.nummer.to_string();
    let mut voeg = |deel: &str| {
        uit.push('\n');
        uit.push_str(deel);
    };
    zaak.plek().into_iter().for_each(&mut voeg);
    zaak.rij().iter().for_each(|r| voeg(&format!("rij {r}")));
    zaak.feiten.iter().filter_map(|f| f.tekst.gevuld()).for_each(voeg);
    uit
}

/// The words of a report: number and inrichting; of a call who, where and what; of a mail the
/// sender, the subject, the fields of the form and the beginning of the text.
pub(super) fn woorden_van_melding(melding: &Melding) -> String {
    let mut uit = melding.nummer.to_string();
    let mut voeg = |deel: &str| {
        uit.push('\n');
        uit.push_str(deel);
    };
    melding.inrichting().into_iter().for_each(&mut voeg);
    match &melding.inhoud {
        Inhoud::Gesprek(g) => {
            g.rij.iter().for_each(|r| voeg(&format!("rij {r}")));
            [&g.beller, &g.nummer, &g.wat].into_iter().filter_map(|v| v.gevuld()).for_each(voeg);
        }
        Inhoud::Post(p) => {
            let velden = p.velden.values().map(|v| &v.waarde);
            [&p.afzender, &p.onderwerp].into_iter().chain(velden).filter_map(|v| v.gevuld()).for_each(&mut voeg);
            voeg(&p.tekst.gevuld().unwrap_or_default().chars().take(LOPENDE_TEKST).collect::<String>());
        }
    }
    uit
}

/// The query in the index's own language; `None` when there is no word in it. Each word is quoted,
/// so nothing that is typed can be an operator.
fn vraag(tekst: &str) -> Option<String> {
    let delen: Vec<String> = tekst
        .split_whitespace()
        .map(|woord| woord.replace(['"', '\0'], ""))
        .filter(|woord| woord.chars().any(char::is_alphanumeric))
        .map(|woord| format!("\"{woord}\"*"))
        .collect();
    (!delen.is_empty()).then(|| delen.join(" "))
}

impl Opslag {
    /// The newest cases and reports that hold every word of `tekst`, as the beginning of a word; at
    /// most `hoogstens` of them. The Desk holds the hits and no counters. Without a word in the query
    /// it is empty.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn zoek(&self, tekst: &str, hoogstens: usize) -> Uitkomst<Desk> {
        let mut desk = Desk::default();
        let Some(vraag) = vraag(tekst) else { return Ok(desk) };
        let mut stmt = self.verbinding.prepare_cached(
            "SELECT z.gegevens, m.gegevens FROM \
             (SELECT rowid AS begin FROM zoek WHERE zoek MATCH ?1 ORDER BY rowid DESC LIMIT ?2) \
             LEFT JOIN zaak z USING (begin) LEFT JOIN melding m USING (begin)",
        )?;
        let mut rijen = stmt.query(params![vraag, i64::try_from(hoogstens).unwrap_or(i64::MAX)])?;
        while let Some(rij) = rijen.next()? {
            if let Some(gegevens) = rij.get::<_, Option<String>>(0)? {
                let zaak: Zaak = uit_json(&gegevens)?;
                desk.zaken.insert(zaak.nummer, zaak);
            }
            if let Some(gegevens) = rij.get::<_, Option<String>>(1)? {
                let melding: Melding = uit_json(&gegevens)?;
                desk.meldingen.insert(melding.nummer, melding);
            }
        }
        Ok(desk)
    }
}
