//! Where somebody lives. The street of an inrichting may stand, and so may any street
//! as the place of an event.

use super::{
    lexicon::Lexicon,
    marks::is_street_name,
    phrase::Spacing,
    words::{GatePage, Letters},
};

/// Addresses, each as a stretch of words.
pub fn addresses(page: &GatePage<'_>, lexicon: &Lexicon) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    // Where nobody is said to live anywhere, only a number makes an address.
    let lives = |i: usize| {
        let f = page.fold(i);
        let usage = &lexicon.usage;
        usage.living.contains(f) || usage.lives.contains(f) || matches!(f, "post" | "pakket" | "brief")
    };
    let anybody = (0..page.words.len()).any(lives);
    for i in 0..page.words.len() {
        let office = (1..=3).any(|back| matches!(page.fold_before(i, back), "postbus" | "antwoordnummer"));
        if let Some(to) = postcode(page, lexicon, i).filter(|_| !office) {
            found.push((i, to));
        }
        let lane = laan_van(page, lexicon, i);
        let number = house_number(page, lexicon, i + 1);
        if lane.is_none() && number.is_none() && !anybody {
            continue;
        }
        let free = (0..4).any(|back| {
            i.checked_sub(back).is_some_and(|at| lexicon.streets.length_at(page, at, Spacing::Loose) > back)
        });
        if free {
            continue;
        }
        if let Some(to) = lane {
            found.push((i, town(page, lexicon, to)));
        }
        let from = street_begin(page, lexicon, i);
        // "Afdeling Kade 1" is a ward.
        if lexicon.wards.contains(page.fold_before(from, 1)) && from > 0 && page.gap(from) == " " {
            continue;
        }
        let living = lives_before(page, lexicon, from) || lives_behind(page, lexicon, i + 1);
        if let Some(to) = number.or_else(|| number_in_words(page, lexicon, i + 1).filter(|_| living))
            && (is_street(page, lexicon, i, living)
                || (living && page.is_capital(i))
                || is_bare_street(page, lexicon, i))
            && !is_quantity(page, lexicon, to)
        {
            found.push((from, town(page, lexicon, to)));
        } else if living && is_street(page, lexicon, i, true) && page.letters(i) != Some(Letters::Digits) {
            found.push((from, town(page, lexicon, i + 1)));
        }
    }
    found
}

/// "Laan van Meerdervoort 500": the end of the house number.
fn laan_van(page: &GatePage<'_>, lexicon: &Lexicon, i: usize) -> Option<usize> {
    let first = lexicon.usage.street_of.contains(page.fold(i)) && page.is_capital(i);
    let named = first && page.fold(i + 1) == "van" && (2..5).any(|n| page.is_capital(i + n));
    let end = (3..6).find(|n| page.letters(i + n) == Some(Letters::Digits)).filter(|_| named)?;
    (i + 1..i + end).all(|n| page.beside(n)).then(|| house_number(page, lexicon, i + end)).flatten()
}

fn is_street(page: &GatePage<'_>, lexicon: &Lexicon, i: usize, living: bool) -> bool {
    let f = page.fold(i);
    let capital = page.is_capital(i);
    let ordinary = lexicon.is_ordinary(f);
    if is_short_street(page, i) {
        return true;
    }
    if is_street_name(page, lexicon, i) {
        // With a number behind it "merelstraat" is an address, whatever words it is made of.
        let telling = lexicon.usage.street_telling.end(f);
        return living || capital || (telling && f.len() > 8) || (!ordinary && !lexicon.wards.contains(f));
    }
    let alone = lexicon.usage.street_alone.contains(f);
    let named = i > 0 && page.beside(i) && page.is_capital(i - 1) && !lexicon.quiet.contains(page.fold_before(i, 1));
    let ends = lexicon.usage.street_short.end_longer(f, 2);
    (alone && (named && capital || living)) || (ends && (capital && !ordinary || living && !lexicon.places.contains(f)))
}

/// "bij Rokin 75", "'t Zand 4", "Kerkbuurt 107": no ending tells the street, the number behind it does.
fn is_bare_street(page: &GatePage<'_>, lexicon: &Lexicon, i: usize) -> bool {
    let f = page.fold(i);
    let ends = lexicon.usage.street_numbered.end_longer(f, 2) && !lexicon.wards.contains(f);
    page.letters(i) == Some(Letters::Capital) && page.gap(i + 1) == " " && (lexicon.bare_streets.contains(f) || ends)
}

/// "Kerkstr."
fn is_short_street(page: &GatePage<'_>, i: usize) -> bool {
    page.is_capital(i) && page.fold(i).len() > 6 && page.fold(i).ends_with("str")
}

/// Where the name of a street begins: capitals and a title before its last word.
fn street_begin(page: &GatePage<'_>, lexicon: &Lexicon, i: usize) -> usize {
    let mut from = i;
    while from > 0
        && i - from < 4
        && page.gap(from).chars().all(|c| matches!(c, ' ' | '.'))
        && !page.gap(from).is_empty()
    {
        let f = page.fold(from - 1);
        let title = lexicon.usage.street_heads.contains(f);
        if !(title || page.is_capital(from - 1))
            || ["van", "der", "den"].contains(&f) && !page.is_capital(from.saturating_sub(2))
        {
            break;
        }
        from -= 1;
    }
    from
}

/// "woont aan de", "post gaat naar", "verlofadres".
fn lives_before(page: &GatePage<'_>, lexicon: &Lexicon, from: usize) -> bool {
    let mut at = from;
    for _ in 0..5 {
        if at == 0
            || page.gap(at).contains([';', '|', '('])
            || page.gap(at).contains(". ")
            || page.gap(at).contains('\n')
        {
            return false;
        }
        let f = page.fold(at - 1);
        let sign = lexicon.usage.living.contains(f)
            || (f == "naar"
                && matches!(page.fold_before(at, 2), "gaat" | "gestuurd")
                && matches!(page.fold_before(at, 3), "post" | "pakket" | "brief"));
        if sign {
            let jail = f == "huis" && page.fold(at) == "van" && page.fold(at + 1) == "bewaring";
            return !jail && !matches!(page.fold_before(at, 2), "mail" | "ip");
        }
        let small = lexicon.usage.living_between.contains(f) || lexicon.is_role(f);
        if !small {
            return false;
        }
        at -= 1;
    }
    false
}

/// "naar de Molenwerf 19, waar de moeder woont".
fn lives_behind(page: &GatePage<'_>, lexicon: &Lexicon, number: usize) -> bool {
    let near = |n: &usize| page.words.get(*n).is_some() && !page.gap(*n).contains(['.', ';', '\n']);
    let where_at = (number + 1..number + 4).take_while(near).find(|n| page.fold(*n) == "waar");
    where_at.is_some_and(|at| (at + 1..at + 7).take_while(near).any(|n| lexicon.usage.lives.contains(page.fold(n))))
}

/// "Dorpsstraat veertien", "nummer eenentwintig": the end of a house number in words.
fn number_in_words(page: &GatePage<'_>, lexicon: &Lexicon, i: usize) -> Option<usize> {
    let told = lexicon.usage.house_number.contains(page.fold(i)) && page.goes_on(i);
    let i = i + usize::from(told);
    let f = page.fold(i);
    let number = lexicon.usage.small_numbers.contains(f) || lexicon.usage.tens.end(f) || f.starts_with("honderd");
    (number && page.gap(i) == " ").then_some(i + 1)
}

/// The end of a house number: 54, 54a, 54-2.
fn house_number(page: &GatePage<'_>, lexicon: &Lexicon, i: usize) -> Option<usize> {
    // "Dorpsstraat nr 12".
    let told = lexicon.usage.house_number.contains(page.fold(i)) && page.goes_on(i);
    let i = i + usize::from(told);
    let number =
        page.words.get(i).filter(|w| w.letters == Letters::Digits && w.fold.len() <= 4 && !w.fold.starts_with('0'))?;
    let short = page.fold_before(i, 1).ends_with("str") || told;
    let gap = if short { page.gap(i).trim_start_matches(['.', ':']) } else { page.gap(i) };
    if !matches!(gap, " " | "\n" | ", " | " nr. " | "  ") || number.fold.is_empty() {
        return None;
    }
    let letter = page.words.get(i + 1).is_some_and(|w| w.letters != Letters::Digits && w.fold.len() == 1)
        && matches!(page.gap(i + 1), "" | "-" | " ");
    let time = matches!(page.gap(i + 1), ":" | ".") && page.letters(i + 1) == Some(Letters::Digits);
    (!time).then_some(
        i + 1
            + usize::from(
                letter && page.gap(i + 1).len() < 2 && (page.gap(i + 1).is_empty() || page.is_capital(i + 1)),
            ),
    )
}

fn is_quantity(page: &GatePage<'_>, lexicon: &Lexicon, to: usize) -> bool {
    page.goes_on(to) && lexicon.usage.quantities.contains(page.fold(to))
}

/// The town and the postcode behind a street.
fn town(page: &GatePage<'_>, lexicon: &Lexicon, to: usize) -> usize {
    let gap = page.gap(to);
    if matches!(gap, ", " | " ") && postcode(page, lexicon, to).is_some() {
        let end = postcode(page, lexicon, to).unwrap_or(to);
        return if page.is_capital(end) && page.gap(end) == " " { end + 1 } else { end };
    }
    let named =
        matches!(page.fold(to), "in" | "te") && gap == " " && page.gap(to + 1) == " " && to + 1 < page.words.len();
    if named && (page.is_capital(to + 1) || page.letters(to + 1) == Some(Letters::Small)) { to + 2 } else { to }
}

/// 2414 MP 85a, 3581ga 144, 1234 AB.
fn postcode(page: &GatePage<'_>, lexicon: &Lexicon, i: usize) -> Option<usize> {
    let digits =
        page.words.get(i).filter(|w| w.letters == Letters::Digits && w.fold.len() == 4 && !w.fold.starts_with('0'))?;
    let letters =
        page.words.get(i + 1).filter(|w| w.letters != Letters::Digits && w.fold.len() == 2 && w.fold.is_ascii())?;
    let gap = page.gap(i + 1);
    let glued = i > 0 && (page.gap(i).is_empty() || matches!(page.gap(i), "-" | "." | "/" | ":"));
    let behind = page.gap(i + 2).is_empty() && i + 2 < page.words.len() && page.letters(i + 2) == Some(Letters::Digits);
    if !matches!(gap, "" | " ") || glued {
        return None;
    }
    let word = lexicon.usage.no_postcode.contains(&letters.fold);
    let house = house_number(page, lexicon, i + 2).filter(|_| !behind);
    let capitals = letters.letters == Letters::Capitals;
    let year = digits.fold.starts_with("19") || digits.fold.starts_with("20");
    match house {
        Some(to) if !word || (capitals && !year) => Some(to),
        _ if capitals && !word => Some(i + 2),
        _ if !word && gap.is_empty() && !behind => Some(i + 2),
        _ => None,
    }
}
