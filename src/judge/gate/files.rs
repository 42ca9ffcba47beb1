//! Numbers under which somebody stands in a file: with their label (V-nummer, patiëntnummer, SKN, passport), and those
//! that tell themselves (a parketnummer, an IBAN). Numbers of a case, of a letter and of an office may stand.

use super::{
    lexicon::Lexicon,
    numbers::begins,
    words::{GatePage, Letters},
};

/// Numbers of a person with their label: V-nummer, patiëntnummer, SKN, parketnummer, passport.
pub fn files(page: &GatePage<'_>, lexicon: &Lexicon) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for i in 0..page.words.len() {
        if let Some(after) = file_label(page, lexicon, i)
            && let Some(stretch) = file_number(page, lexicon, after)
        {
            found.push(stretch);
        }
        if let Some(to) =
            parket(page, lexicon, i).or_else(|| iban(page, i)).or_else(|| glued(page, i)).or_else(|| spaced(page, i))
        {
            found.push((i, to));
        }
    }
    found
}

/// Behind the label that begins here.
fn file_label(page: &GatePage<'_>, lexicon: &Lexicon, i: usize) -> Option<usize> {
    let (f, next) = (page.fold(i), page.fold(i + 1));
    let number = |w: &str| lexicon.usage.file_number.contains(w);
    let near = page.gap(i + 1).chars().count() <= 2 && !page.gap(i + 1).contains(',');
    if lexicon.usage.file_labels.contains(f) {
        return Some(if number(next) && near { i + 2 } else { i + 1 });
    }
    // "BIG 19065478301": eleven digits, and no young pig.
    if f == "big" && page.words.get(i + 1).is_some_and(|w| w.letters == Letters::Digits && w.fold.len() == 11) {
        return Some(i + 1);
    }
    (lexicon.usage.file_heads.contains(f)
        && number(next)
        && near
        && (f != "v" || page.gap(i + 1) == "-" || page.gap(i + 1) == "." || page.gap(i + 1) == " "))
        .then_some(i + 2)
}

/// The number behind a label, over a few small words.
fn file_number(page: &GatePage<'_>, lexicon: &Lexicon, after: usize) -> Option<(usize, usize)> {
    let mut i = after;
    for _ in 0..5 {
        let f = page.fold(i);
        let gap = page.gap(i);
        if i >= page.words.len()
            || gap.contains([';', '|', '\n', '?', '!'])
            || (gap.contains(". ") && i > after && page.fold_before(i, 1).len() > 4)
        {
            return None;
        }
        let mixed = page.letters(i) != Some(Letters::Digits)
            && page.letters(i + 1) == Some(Letters::Digits)
            && page.gap(i + 1).is_empty();
        if page.letters(i) == Some(Letters::Digits) || mixed {
            break;
        }
        let filler = lexicon.usage.file_between.contains(f);
        if !filler {
            return None;
        }
        i += 1;
    }
    let from = i;
    let mut to = i;
    let mut digits = 0;
    while to < page.words.len() && to < from + 9 {
        let gap = page.gap(to);
        let digit = page.letters(to) == Some(Letters::Digits);
        let joint = to == from
            || gap.is_empty()
            || (gap.len() == 1 && (digit || !gap.starts_with(' ')) && matches!(gap, " " | "-" | "." | "/"));
        if !joint || (!digit && !gap.is_empty() && to > from) {
            break;
        }
        if digit {
            digits += page.fold(to).len();
        }
        to += 1;
    }
    let case = page.text.get(page.span(from, to).0..).is_some_and(|t| t.starts_with("20") && t.get(4..6) == Some("-W"));
    (digits >= 4 && !case).then_some((from, to))
}

/// 01/570787-19 tells itself.
fn parket(page: &GatePage<'_>, lexicon: &Lexicon, i: usize) -> Option<usize> {
    let sizes = [i, i + 1, i + 2]
        .map(|n| page.words.get(n).filter(|w| w.letters == Letters::Digits).map_or(0, |w| w.fold.len()));
    let slim = |n: usize| matches!(page.gap(n), "-" | "/" | ".");
    (sizes == [2, 6, 2] && slim(i + 1) && slim(i + 2) && begins(page, lexicon, i)).then_some(i + 3)
}

/// V2841234567: ten digits glued to their letter.
fn glued(page: &GatePage<'_>, i: usize) -> Option<usize> {
    let digits = page.words.get(i + 1).filter(|w| w.letters == Letters::Digits)?;
    (page.fold(i) == "v" && page.gap(i + 1).is_empty() && digits.fold.len() == 10).then_some(i + 2)
}

/// V 12 34 567, V 284 123 4567: its digits in groups, as they are read aloud.
fn spaced(page: &GatePage<'_>, i: usize) -> Option<usize> {
    let digits = |n: usize| page.words.get(n).filter(|w| w.letters == Letters::Digits).map_or(0, |w| w.fold.len());
    if page.fold(i) != "v" || page.letters(i) == Some(Letters::Small) || page.gap(i + 1) != " " {
        return None;
    }
    let to = (i + 1..i + 7).find(|n| digits(*n) == 0 || (*n > i + 1 && !matches!(page.gap(*n), " " | "." | "-")))?;
    let all: usize = (i + 1..to).map(digits).sum();
    (to > i + 2 && (7..=10).contains(&all)).then_some(to)
}

/// NL91 ABNA 0417 1643 00, and those of other countries that pass their check.
fn iban(page: &GatePage<'_>, i: usize) -> Option<usize> {
    let letters = |n: usize| page.letters(n).is_some_and(|l| l != Letters::Digits) && page.fold(n).is_ascii();
    let close = |n: usize| matches!(page.gap(n), "" | " " | "\u{A0}" | "-" | ".");
    if page.fold(i).len() != 2 || !letters(i) || (i > 0 && page.gap(i).is_empty()) {
        return None;
    }
    let mut all = String::new();
    let mut to = i;
    let mut found = None;
    while to < page.words.len() && all.len() <= 34 && (to == i || close(to)) {
        all.push_str(page.fold(to));
        to += 1;
        let dutch = all.len() == 18 && all.starts_with("nl") && has_dutch_form(&all);
        if dutch || ((15..=34).contains(&all.len()) && is_mostly_digits(&all) && passes_iban(&all)) {
            found = Some(to);
        }
    }
    found
}

fn has_dutch_form(all: &str) -> bool {
    let part = |from: usize, to: usize| all.as_bytes().get(from..to).unwrap_or_default();
    part(2, 4).iter().chain(part(8, 18)).all(u8::is_ascii_digit) && part(4, 8).iter().all(u8::is_ascii_alphabetic)
}

/// Words in a row ("om 01.50 uur zijn in …") pass the check by chance; no account is spelled with so few digits.
fn is_mostly_digits(all: &str) -> bool {
    all.bytes().filter(u8::is_ascii_digit).count() * 2 >= all.len()
}

/// The first four to the end, letters as numbers, and one left of ninety-seven.
fn passes_iban(all: &str) -> bool {
    let Some((head, rest)) = all.split_at_checked(4) else { return false };
    let control = head.as_bytes().get(2..).is_some_and(|two| two.iter().all(u8::is_ascii_digit));
    let value = |sum: u32, c: char| {
        let digit = c.to_digit(36)?;
        Some((sum * if digit > 9 { 100 } else { 10 } + digit) % 97)
    };
    control && rest.chars().chain(head.chars()).try_fold(0, value) == Some(1)
}
