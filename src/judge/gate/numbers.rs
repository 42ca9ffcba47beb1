//! Numbers that belong to one person and that tell themselves: telephones and BSN. Those of an office may stand.

use super::{
    known::KnownPersons,
    lexicon::Lexicon,
    marks::Marks,
    words::{GatePage, Letters},
};

/// Digits in a row, with what may stand between them.
struct DigitRun {
    to: usize,
    digits: String,
    groups: Vec<usize>,
    /// What stands between the groups.
    gaps: Vec<String>,
}

fn run(page: &GatePage<'_>, i: usize, most: usize) -> Option<DigitRun> {
    let first = page.words.get(i).filter(|w| w.letters == Letters::Digits)?;
    let mut run = DigitRun { to: i + 1, digits: first.fold.clone(), groups: vec![first.fold.len()], gaps: Vec::new() };
    while run.digits.len() < most {
        let gap = page.gap(run.to);
        let Some(next) = page.words.get(run.to).filter(|w| w.letters == Letters::Digits) else { break };
        let joint = gap.chars().count() <= 4
            && gap.chars().all(|c| {
                matches!(c, ' ' | '\u{A0}' | '\n' | '\r' | '-' | '.' | '/' | '(' | ')' | '\u{2010}' | '\u{2011}' | '–')
            });
        if !joint || gap.is_empty() || gap.matches('\n').count() > 1 || run.digits.len() + next.fold.len() > most {
            break;
        }
        run.digits.push_str(&next.fold);
        run.groups.push(next.fold.len());
        run.gaps.push(gap.to_owned());
        run.to += 1;
    }
    Some(run)
}

/// Where digits begin that are not part of something longer.
pub(super) fn begins(page: &GatePage<'_>, lexicon: &Lexicon, i: usize) -> bool {
    let before = i.checked_sub(1).and_then(|b| page.words.get(b));
    match before {
        None => true,
        Some(word) => {
            let gap = page.gap(i);
            !((gap.is_empty() && !is_number_label(lexicon, &word.fold))
                || (word.letters == Letters::Digits && matches!(gap, "-" | "." | "/" | ":" | ",")))
        }
    }
}

/// "tel0631415926", "BSN111222333": the label of a number, to which its digits may be glued.
fn is_number_label(lexicon: &Lexicon, word: &str) -> bool {
    lexicon.usage.number_labels.contains(word)
}

/// A telephone number, of a person or of an office.
#[derive(Debug, Clone, Copy)]
pub struct Phone {
    /// Its first word.
    pub from: usize,
    /// The word after its last.
    pub to: usize,
    /// Mobile or private, also of another country, and not the officer's own.
    pub private: bool,
}

/// All telephone numbers.
pub fn phones(page: &GatePage<'_>, lexicon: &Lexicon, known: &KnownPersons, marks: &Marks) -> Vec<Phone> {
    let mut found: Vec<Phone> = Vec::new();
    for from in 0..page.words.len() {
        if found.last().is_some_and(|p| from < p.to) || !begins(page, lexicon, from) {
            continue;
        }
        if let Some(to) = spoken(page, lexicon, from) {
            found.push(Phone { from, to, private: true });
        } else if let Some((to, private)) = phone(page, lexicon, known, from) {
            found.push(Phone { from, to, private: private && !marks.is_officer(from) });
        }
    }
    found
}

/// A word for a telephone stands right before.
fn called(page: &GatePage<'_>, lexicon: &Lexicon, i: usize) -> bool {
    let word = |f: &str| lexicon.usage.phone_words.contains(f);
    page.goes_on(i) && (1..=2).any(|back| word(page.fold_before(i, back))) || word(page.fold_before(i, 1))
}

/// "nul zes een twee …": a number said in words, ten of them.
fn spoken(page: &GatePage<'_>, lexicon: &Lexicon, i: usize) -> Option<usize> {
    let digit = |n: usize| lexicon.usage.digits.contains(page.fold(n));
    let end = (i..i + 12).find(|n| !digit(*n)).unwrap_or(i + 12);
    (page.fold(i) == "nul" && end >= i + 9).then_some(end)
}

fn phone(page: &GatePage<'_>, lexicon: &Lexicon, known: &KnownPersons, i: usize) -> Option<(usize, bool)> {
    let plus = page.gap(i).ends_with('+');
    // A country and a nought in brackets make it longer.
    for most in [14, 13, 12, 11, 10, 9] {
        let Some(run) = run(page, i, most).filter(|r| r.digits.len() == most) else { continue };
        let joined =
            matches!(page.gap(run.to), "-" | "." | "") && page.letters(run.to).is_some_and(|l| l == Letters::Digits);
        if joined || is_date(&run) {
            continue;
        }
        let d = run.digits.as_str();
        let home = d.strip_prefix("0031").or_else(|| if plus { d.strip_prefix("31") } else { None });
        let home = home.map(|rest| rest.strip_prefix('0').unwrap_or(rest));
        let number = match home {
            Some(rest) if rest.len() == 9 => rest,
            // Another country.
            None if plus && d.len() >= 9 => return Some((run.to, true)),
            None if d.len() >= 11 && d.starts_with("00") && !d.starts_with("000") => return Some((run.to, true)),
            None if d.len() == 10 && d.starts_with('0') && !d.starts_with("00") => d.get(1..)?,
            None if d.len() == 9 && known.phones.iter().any(|p| p == d) => d,
            // "mobiel 612345678": the nought left out.
            None if d.len() == 9 && d.starts_with('6') && called(page, lexicon, i) => d,
            Some(_) | None => continue,
        };
        let official = lexicon.phones.iter().any(|p| p.strip_prefix('0').unwrap_or(p) == number);
        let service = number.starts_with('8') || number.starts_with('9');
        return Some((run.to, !official && !service));
    }
    None
}

/// "06-12-2026 14": a date and an hour, not a number.
fn is_date(run: &DigitRun) -> bool {
    let part = |from: usize, len: usize| {
        run.digits.get(from..from + len).and_then(|t| t.parse::<u32>().ok()).unwrap_or_default()
    };
    let shape = matches!(run.groups.as_slice(), [2, 2, 4, ..])
        && (1..=31).contains(&part(0, 2))
        && (1..=12).contains(&part(2, 2));
    let year = (1900..=2100).contains(&part(4, 4));
    let same = run.gaps.first() == run.gaps.get(1) && run.gaps.first().is_some_and(|g| g != " " || year);
    shape && year && same
}

/// Nine digits that pass the elfproef, or that are called a BSN.
pub fn bsns(page: &GatePage<'_>, lexicon: &Lexicon, phones: &[Phone]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    // They stand in order and none in another.
    let in_phone = |i: usize| phones.get(phones.partition_point(|p| p.to <= i)).is_some_and(|p| p.from <= i);
    for i in (0..page.words.len()).filter(|i| begins(page, lexicon, *i) && !in_phone(*i)) {
        let Some(run) = run(page, i, 9).filter(|r| r.digits.len() == 9) else { continue };
        let after = page.gap(run.to);
        let longer = matches!(after, "-" | "." | "/" | ":" | "")
            && page.letters(run.to) == Some(Letters::Digits)
            && run.to < page.words.len();
        let shape = run.gaps.windows(2).all(|w| w.first() == w.get(1)) || run.gaps.iter().all(|g| g.trim().len() <= 1);
        let called = (1..=3).any(|back| {
            page.goes_on(i) && matches!(page.fold_before(i, back), "bsn" | "burgerservicenummer" | "sofinummer")
        });
        let colon = matches!(page.fold_before(i, 1), "bsn" | "burgerservicenummer" | "sofinummer");
        if !longer && shape && (passes(&run.digits) || called || colon) {
            found.push((i, run.to));
        }
    }
    found
}

/// The check of the tax office: weights nine to two, and minus one.
fn passes(digits: &str) -> bool {
    let values: Vec<i32> = digits.bytes().map(|b| i32::from(b) - 48).collect();
    let sum: i32 = values.iter().zip([9, 8, 7, 6, 5, 4, 3, 2, -1]).map(|(v, w)| v * w).sum();
    values.len() == 9 && sum % 11 == 0 && digits != "000000000"
}
