//! One label at the start of a line, parted from its value by a colon, a row of dots, a dash or a
//! question mark.

use crate::intake::{
    etiket::{Doel, Etiketten, zonder_nummer},
    grenzen,
};

/// A label and what stands behind it on the same line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// What it names.
    pub doel: Doel,
    /// As written.
    pub etiket: String,
    /// What follows it.
    pub waarde: String,
}

/// Separators that are tried per line; labels contain few themselves.
const POGINGEN: usize = 4;
/// Bytes in which a label ends, if there is one; longer lines are sentences.
const VENSTER: usize = 600;

impl Label {
    /// The longest label at the start of the line: "Verpleegde(n): naam: X" is about a name.
    pub fn aan_begin(etiketten: &Etiketten, tekst: &str, sectie: Option<usize>) -> Option<Self> {
        if let Some((voor, na)) = tekst.strip_prefix('[').and_then(|t| t.split_once(']'))
            && let Some(doel) = etiketten.zoek(voor, sectie)
        {
            return Some(Self { doel, etiket: voor.trim().to_owned(), waarde: zonder_scheiding(na).to_owned() });
        }
        let mut uit: Option<Self> = None;
        let mut lang = None;
        for (begin, einde) in scheidingen(grenzen::begin(tekst, VENSTER)).into_iter().take(POGINGEN) {
            let (Some(voor), Some(na)) = (tekst.get(..begin), tekst.get(einde..)) else { continue };
            let label = |doel| Self { doel, etiket: voor.trim().to_owned(), waarde: zonder_scheiding(na).to_owned() };
            if let Some(doel) = etiketten.zoek(voor, sectie) {
                uit = Some(label(doel));
            } else if lang.is_none() {
                // Known by its first words only, so its end is the first separator.
                lang = etiketten.zoek_begin(voor).map(label);
            }
        }
        uit.or(lang)
    }
}

/// Where a separator begins and ends. A dash needs space on both sides, a colon may not stand in a time.
fn scheidingen(tekst: &str) -> Vec<(usize, usize)> {
    let mut uit = Vec::new();
    let tekens: Vec<(usize, char)> = tekst.char_indices().collect();
    let teken = |i: usize| tekens.get(i).map(|(_, c)| *c);
    let plek = |i: usize| tekens.get(i).map_or(tekst.len(), |(p, _)| *p);
    let mut i = 0;
    while let Some(c) = teken(i) {
        let vorige = i.checked_sub(1).and_then(teken);
        let volgende = teken(i + 1);
        let mut einde = i + 1;
        let scheidt = match c {
            '-' | '=' if volgende == Some('>') => {
                einde += 1;
                true
            }
            ':' | '=' => !(vorige.is_some_and(|v| v.is_ascii_digit()) && volgende.is_some_and(|v| v.is_ascii_digit())),
            '?' => volgende.is_none_or(char::is_whitespace),
            '-' | '–' | '—' => vorige == Some(' ') && volgende == Some(' '),
            '|' | '→' => true,
            '.' | '…' | '_' => {
                while teken(einde).is_some_and(|v| matches!(v, '.' | '…' | '_' | ' ')) {
                    einde += 1;
                }
                einde - i >= 3
                    && (c != '.' || volgende == Some('.') || volgende == Some(' ') && teken(i + 2) == Some('.'))
                    || c == '…'
            }
            _ => false,
        };
        if scheidt {
            uit.push((plek(i), plek(einde)));
        }
        i = einde;
    }
    uit
}

/// A value without the rest of the separator before it: dots, underscores, a second colon.
pub fn zonder_scheiding(na: &str) -> &str {
    let mut rest = na.trim();
    loop {
        let kort = rest.trim_start_matches(['_', '…', ':', ' ', '*']);
        let kort = if kort.starts_with("..") { kort.trim_start_matches('.') } else { kort };
        if kort.len() == rest.len() {
            return rest;
        }
        rest = kort;
    }
}

/// A line that looks like a label nobody knows: it ends the value before it.
pub fn lijkt_label(tekst: &str) -> bool {
    let kaal = grenzen::begin(zonder_nummer(tekst), VENSTER);
    let Some((voor, na)) = kaal.split_once(':') else { return false };
    let woorden = voor.split_whitespace().count();
    (1..=6).contains(&woorden)
        && voor.chars().count() <= 50
        && voor.chars().next().is_some_and(char::is_uppercase)
        && !voor.contains(['.', ',', ';', '!', '"', '«'])
        && !voor.chars().any(|c| c.is_ascii_digit())
        && (na.is_empty() || na.starts_with(char::is_whitespace))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::fout::Uitkomst;

    #[test]
    fn separators_of_all_kinds() -> Uitkomst<()> {
        let e = Etiketten::ingebouwd()?;
        for tekst in [
            "Delict: art. 287 Sr",
            "Delict : art. 287 Sr",
            "Delict ........ art. 287 Sr",
            "Delict....: art. 287 Sr",
            "Delict - art. 287 Sr",
            "*Delict*: art. 287 Sr",
            "Delict: ____ art. 287 Sr",
            "6. Delict = art. 287 Sr",
            "Delict -> art. 287 Sr",
            "Delict => art. 287 Sr",
            "Delict … art. 287 Sr",
        ] {
            let label = Label::aan_begin(e, tekst, None);
            assert_eq!(label.map(|l| l.waarde).as_deref(), Some("art. 287 Sr"), "{tekst}");
        }
        assert_eq!(Label::aan_begin(e, "1. Verpleegde(n): naam: X", None).map(|l| l.waarde).as_deref(), Some("X"));
        assert_eq!(Label::aan_begin(e, "Opmerkingen: -", None).map(|l| l.waarde).as_deref(), Some("-"));
        assert_eq!(Label::aan_begin(e, "Hij zei: Naam: X", None), None);
        assert_eq!(Label::aan_begin(e, "Om 14:28 uur", None), None);
        Ok(())
    }

    #[test]
    fn what_looks_like_a_label() {
        assert!(lijkt_label("Schoenmaat: 44") && lijkt_label("3. Naam hond:"));
        assert!(!lijkt_label("Hij zei, luid: nee") && !lijkt_label("14:28 uur") && !lijkt_label("zie: onder"));
    }
}
