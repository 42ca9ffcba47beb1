//! What is told of somebody's health, past, faith, origin or children, by the phrases of the lists. What happened
//! now may be said where the policy of the channel says so.

use super::{
    lexicon::Lexicon,
    phrase::Spacing,
    policy::{LeakClass, LeakKind},
    words::{GatePage, Letters},
};

/// A stretch of words and what it tells.
pub type Told = (usize, usize, LeakClass);

/// Everything that is told.
pub fn find(page: &GatePage<'_>, lexicon: &Lexicon) -> Vec<Told> {
    let mut found = Vec::new();
    for i in 0..page.words.len() {
        let lists = [
            (&lexicon.health, LeakClass::Kind(LeakKind::Health)),
            (&lexicon.events, LeakClass::EventWord),
            (&lexicon.injuries, LeakClass::Injury),
            (&lexicon.criminal, LeakClass::Kind(LeakKind::Criminal)),
            (&lexicon.special, LeakClass::Kind(LeakKind::Special)),
        ];
        for (list, class) in lists {
            let long = list.length_at(page, i, Spacing::Plain);
            if long > 0 && !is_free(page, lexicon, i, long, class) {
                found.push((i, i + long, class));
            }
        }
        if let Some(to) = offence(page, lexicon, i) {
            found.push((i, to, LeakClass::Kind(LeakKind::Criminal)));
        }
        let origin = lexicon.origins.length_at(page, i, Spacing::Plain);
        let who = page.fold(i + origin);
        if origin > 0
            && !lexicon.tongues.contains(who)
            && page.goes_on(i + origin)
            && (lexicon.is_role(who) || lexicon.usage.of_origin.contains(who))
        {
            found.push((i, i + origin + 1, LeakClass::Kind(LeakKind::Special)));
        }
    }
    found
}

/// A phrase that means something else here.
fn is_free(page: &GatePage<'_>, lexicon: &Lexicon, i: usize, long: usize, class: LeakClass) -> bool {
    let (before, f, next) = (page.fold_before(i, 1), page.fold(i), page.fold(i + long));
    match class {
        LeakClass::Kind(LeakKind::Health) => {
            // A list that leaked is a list; weather and batteries are no states of mind.
            matches!(next, "accu" | "batterij" | "noordzee") && long == 1
                || (page.fold(i + long - 1).starts_with("depressie") && matches!(next, "boven" | "vanuit"))
                || (f == "diagnose" && page.letters(i + 1) == Some(Letters::Digits))
                || (long == 2 && before == "overzicht")
                || is_contraband(page, lexicon, i, long)
        }
        LeakClass::Kind(LeakKind::Criminal) => {
            // Whoever condemns what happened judges nobody.
            matches!(next, "het" | "geweld") && f.starts_with("veroordeel") && long == 1
        }
        LeakClass::Kind(
            LeakKind::Name
            | LeakKind::BirthDate
            | LeakKind::Bsn
            | LeakKind::Phone
            | LeakKind::Address
            | LeakKind::Plate
            | LeakKind::Special
            | LeakKind::Number
            | LeakKind::Mail,
        )
        | LeakClass::EventWord
        | LeakClass::Injury
        | LeakClass::Age
        | LeakClass::TellingAge => false,
    }
}

/// "Er werd methadon aangetroffen in de kast"; in somebody's blood it tells of them.
fn is_contraband(page: &GatePage<'_>, lexicon: &Lexicon, i: usize, long: usize) -> bool {
    let near = |n: &usize| *n < page.words.len();
    let body = |f: &str| f.starts_with("bloed") || lexicon.usage.in_the_body.contains(f);
    let found = (i + long..i + long + 3).filter(near).any(|n| lexicon.contraband.contains(page.fold(n)));
    found && !(i.saturating_sub(6)..i + long + 6).filter(near).any(|n| body(page.fold(n)))
}

/// "delict: art. 242 Sr", "is het delict doodslag".
fn offence(page: &GatePage<'_>, lexicon: &Lexicon, i: usize) -> Option<usize> {
    if !page.fold(i).starts_with("delict")
        || page.gap(i + 1).chars().count() > 4
        || page.gap(i + 1).contains(['(', ';', '|'])
    {
        return None;
    }
    let long = lexicon.offences.length_at(page, i + 1, Spacing::Plain);
    let named = |n: usize| lexicon.offences.length_at(page, n, Spacing::Plain) > 0;
    if long > 0 {
        return Some(
            (i + 1 + long + usize::from(page.letters(i + 1 + long) == Some(Letters::Digits))).min(page.words.len()),
        );
    }
    (lexicon.usage.before_the_offence.contains(page.fold(i + 1)) && named(i + 2)).then_some(i + 3)
}
