//! How somebody is reached by mail or found on the web: mailboxes and the names people go by there. A mailbox of a
//! function may stand.

use super::{lexicon::Lexicon, words::GatePage};
use crate::domain::fold::fold;

/// Mailboxes of persons and names on the web, as bytes of the text.
pub fn mailboxes(text: &str, lexicon: &Lexicon) -> Vec<(usize, usize)> {
    let letter = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '+' | '%');
    let mut found = Vec::new();
    for (at, _) in text.match_indices('@') {
        let (Some(before), Some(after)) = (text.get(..at), text.get(at + 1..)) else { continue };
        // "jan @ voorbeeld . nl".
        let blank = |t: &str| t.starts_with(' ') || t.ends_with(' ');
        let apart = blank(before.get(before.len().saturating_sub(1)..).unwrap_or_default()) && after.starts_with(' ');
        let skip = usize::from(apart);
        let before = before.get(..before.len() - skip).unwrap_or_default();
        let after = after.get(skip..).unwrap_or_default();
        let start = before.char_indices().rev().take_while(|(_, c)| letter(*c)).last().map_or(before.len(), |(i, _)| i);
        let length = after.char_indices().take_while(|(_, c)| letter(*c)).last().map_or(0, |(i, c)| i + c.len_utf8());
        let domain = after.get(..length).unwrap_or_default().trim_end_matches(['.', '-', '_']);
        let local = before.get(start..).unwrap_or_default();
        let rest = after.get(domain.len()..).unwrap_or_default();
        let pointed = domain.contains('.') || rest.starts_with(" . ") || rest.starts_with(" .");
        let handle = local.is_empty() && !apart && before.chars().next_back().is_none_or(|c| !c.is_alphanumeric());
        let named =
            if handle { is_handle(domain) && !is_function(domain, lexicon) } else { !is_function(local, lexicon) };
        if domain.is_empty() || (local.is_empty() && !handle) || (apart && !pointed) {
            continue;
        }
        let free = lexicon.mail_domains.iter().any(|d| domain.to_lowercase().ends_with(d.as_str()));
        if !free && named {
            found.push((start, at + 1 + skip + domain.len()));
        }
    }
    found
}

/// "@jan_de_vries87": three characters or more, and a letter among them.
fn is_handle(name: &str) -> bool {
    name.chars().count() >= 3 && name.chars().any(char::is_alphabetic)
}

/// "jan (at) voorbeeld (punt) nl", each as a stretch of words.
pub fn spoken(page: &GatePage<'_>, lexicon: &Lexicon) -> Vec<(usize, usize)> {
    let point = |n: usize| matches!(page.fold(n), "punt" | "dot");
    let near =
        |n: usize| n < page.words.len() && page.gap(n).chars().count() <= 3 && !page.gap(n).contains(['\n', ',', ';']);
    let mut found = Vec::new();
    for i in 1..page.words.len() {
        let sign = lexicon.usage.at_sign.contains(page.fold(i));
        if !sign || !near(i) || !near(i + 1) {
            continue;
        }
        let Some(dot) = (i + 2..i + 5).find(|n| point(*n) || page.gap(*n) == ".").filter(|n| near(*n)) else {
            continue;
        };
        let to = if point(dot) { dot + 2 } else { dot + 1 };
        let mut from = i - 1;
        while from > 0 && i - from < 6 && (matches!(page.gap(from), "." | "-" | "_") || (point(from - 1) && near(from)))
        {
            from -= 1;
        }
        let local: Vec<&str> = (from..i).map(|n| page.fold(n)).collect();
        if !is_function(&local.join("."), lexicon) {
            found.push((from, to.min(page.words.len())));
        }
    }
    found
}

/// True where every part of a mailbox is the name of a function.
fn is_function(local: &str, lexicon: &Lexicon) -> bool {
    let parts: Vec<String> = local.split(|c: char| !c.is_alphabetic()).map(fold).filter(|p| !p.is_empty()).collect();
    let function = |p: &String| {
        lexicon.mailboxes.contains(p) || lexicon.is_role(p) || lexicon.fields.contains(p) || lexicon.wards.contains(p)
    };
    let rest = |p: &String| function(p) || lexicon.places.contains(p) || lexicon.is_ordinary(p) || p.len() <= 3;
    let made = |p: &String| lexicon.mailboxes.words().any(|m| m.len() >= 4 && (p.starts_with(m) || p.ends_with(m)));
    !parts.is_empty() && parts.iter().any(|p| function(p) || made(p)) && parts.iter().all(|p| rest(p) || made(p))
}
