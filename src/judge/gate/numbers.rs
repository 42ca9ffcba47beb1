//! Numbers that belong to one person: telephones, BSN, numbers of a file, number plates. Numbers of a case, of a letter
//! and of an office may stand.

use super::{
    known::KnownPersons,
    lexicon::Lexicon,
    marks::Marks,
    words::{GatePage, Letters},
};

/// Digits in a row, with what may stand between them.
struct Run {
    to: usize,
    digits: String,
    groups: Vec<usize>,
    /// What stands between the groups.
    gaps: Vec<String>,
}

fn run(page: &GatePage<'_>, i: usize, most: usize) -> Option<Run> {
    let first = page.words.get(i).filter(|w| w.letters == Letters::Digits)?;
    let mut run = Run { to: i + 1, digits: first.fold.clone(), groups: vec![first.fold.len()], gaps: Vec::new() };
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
fn begins(page: &GatePage<'_>, i: usize) -> bool {
    let before = i.checked_sub(1).and_then(|b| page.words.get(b));
    match before {
        None => true,
        Some(word) => {
            let gap = page.gap(i);
            !(gap.is_empty() || (word.letters == Letters::Digits && matches!(gap, "-" | "." | "/" | ":" | ",")))
        }
    }
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
        if found.last().is_some_and(|p| from < p.to) || !begins(page, from) {
            continue;
        }
        if let Some((to, private)) = phone(page, lexicon, known, from) {
            found.push(Phone { from, to, private: private && !marks.is_officer(from) });
        }
    }
    found
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
            None if d.len() == 10 && d.starts_with('0') && !d.starts_with("00") => d.get(1..)?,
            None if d.len() == 9 && known.phones.iter().any(|p| p == d) => d,
            Some(_) | None => continue,
        };
        let official = lexicon.phones.iter().any(|p| p.strip_prefix('0').unwrap_or(p) == number);
        let service = number.starts_with('8') || number.starts_with('9');
        return Some((run.to, !official && !service));
    }
    None
}

/// "06-12-2026 14": a date and an hour, not a number.
fn is_date(run: &Run) -> bool {
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
pub fn bsns(page: &GatePage<'_>, phones: &[Phone]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let in_phone = |i: usize| phones.iter().any(|p| (p.from..p.to).contains(&i));
    for i in (0..page.words.len()).filter(|i| begins(page, *i) && !in_phone(*i)) {
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

/// Numbers of a person with their label: V-nummer, patiëntnummer, SKN, parketnummer, passport.
pub fn files(page: &GatePage<'_>) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for i in 0..page.words.len() {
        if let Some(after) = file_label(page, i)
            && let Some(stretch) = file_number(page, after)
        {
            found.push(stretch);
        }
        if let Some(to) = parket(page, i) {
            found.push((i, to));
        }
    }
    found
}

/// Behind the label that begins here.
fn file_label(page: &GatePage<'_>, i: usize) -> Option<usize> {
    let (f, next) = (page.fold(i), page.fold(i + 1));
    let number = |w: &str| matches!(w, "nr" | "nummer" | "nrs" | "no" | "num" | "nmr");
    let near = page.gap(i + 1).chars().count() <= 2 && !page.gap(i + 1).contains(',');
    let whole = [
        "vnummer",
        "vnr",
        "vreemdelingennummer",
        "vreemdelingennr",
        "vreemdelingnummer",
        "vreemdnr",
        "patientnummer",
        "patientnr",
        "patnr",
        "patnummer",
        "ptnr",
        "ptnummer",
        "clientnummer",
        "clientnr",
        "clnr",
        "cltnr",
        "skn",
        "sknnummer",
        "sknnr",
        "strafrechtsketennummer",
        "strafrechtketennummer",
        "parketnummer",
        "parketnr",
        "paspoort",
        "paspoortnummer",
        "paspoortnr",
        "rijbewijs",
        "rijbewijsnummer",
        "rijbewijsnr",
        "identiteitskaart",
        "idkaart",
        "identiteitskaartnummer",
        "documentnummer",
        "documentnr",
        "detentienummer",
        "justitienummer",
        "epdnummer",
        "epdnr",
        "dossiernummer",
        "polisnummer",
        "verzekerdennummer",
        "bewonernummer",
        "verpleegdennummer",
        "iban",
        "rekeningnummer",
    ];
    if whole.contains(&f) {
        return Some(if number(next) && near { i + 2 } else { i + 1 });
    }
    let head = [
        "v",
        "vreemd",
        "vreemdelingen",
        "pat",
        "patient",
        "patienten",
        "pt",
        "client",
        "clienten",
        "clt",
        "cl",
        "parket",
        "strafrechtsketen",
        "id",
        "epd",
        "skn",
        "paspoort",
        "rijbewijs",
    ];
    (head.contains(&f)
        && number(next)
        && near
        && (f != "v" || page.gap(i + 1) == "-" || page.gap(i + 1) == "." || page.gap(i + 1) == " "))
        .then_some(i + 2)
}

/// The number behind a label, over a few small words.
fn file_number(page: &GatePage<'_>, after: usize) -> Option<(usize, usize)> {
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
        let filler = matches!(
            f,
            "nr" | "nummer"
                | "is"
                | "van"
                | "luidt"
                | "hem"
                | "haar"
                | "no"
                | "het"
                | "de"
                | "staat"
                | "bij"
                | "ons"
                | "kliniek"
                | "was"
                | "betrokkene"
                | "patient"
                | "pt"
                | "justitiabele"
                | "met"
                | "zijn"
                | "v"
                | "onder"
        );
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
fn parket(page: &GatePage<'_>, i: usize) -> Option<usize> {
    let sizes = [i, i + 1, i + 2]
        .map(|n| page.words.get(n).filter(|w| w.letters == Letters::Digits).map_or(0, |w| w.fold.len()));
    let slim = |n: usize| matches!(page.gap(n), "-" | "/" | ".");
    (sizes == [2, 6, 2] && slim(i + 1) && slim(i + 2) && begins(page, i)).then_some(i + 3)
}

/// Number plates of the series in use; without hyphens only behind "kenteken".
pub fn plates(page: &GatePage<'_>, lexicon: &Lexicon) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for i in 0..page.words.len() {
        let glued = i > 0 && matches!(page.gap(i), "" | "-" | "/" | "_");
        if glued {
            continue;
        }
        let called = (1..=3).any(|back| {
            let f = page.fold_before(i, back);
            (f.starts_with("kenteken") || f == "kent") && page.gap(i).chars().count() <= 3
        });
        for parts in [3, 2, 5, 4, 6] {
            if let Some(to) = plate(page, lexicon, i, parts, called) {
                found.push((i, to));
                break;
            }
        }
    }
    found
}

fn plate(page: &GatePage<'_>, lexicon: &Lexicon, i: usize, parts: usize, called: bool) -> Option<usize> {
    let to = i + parts;
    if to > page.words.len() || to < page.words.len() && matches!(page.gap(to), "" | "-" | "/") {
        return None;
    }
    let hyphens = parts == 3 && (i + 1..to).all(|n| matches!(page.gap(n), "-" | "\u{2010}" | "\u{2011}"));
    let loose = called && (i + 1..to).all(|n| matches!(page.gap(n), "" | " " | "-" | "."));
    if !(hyphens || loose) {
        return None;
    }
    let mut shape = String::new();
    let mut all = String::new();
    for n in i..to {
        let f = page.fold(n);
        let digit = page.letters(n) == Some(Letters::Digits);
        shape.extend(f.chars().map(|_| if digit { '9' } else { 'X' }));
        all.push_str(f);
        if hyphens
            && !digit
            && f.len() == 3
            && (f.contains(['a', 'e', 'i', 'o', 'u']) || lexicon.months.iter().any(|m| m.starts_with(f)))
        {
            return None;
        }
    }
    (lexicon.plates.contains(&shape) && all.is_ascii()).then_some(to)
}
