//! Which rows the words of a text point to, with those words. A suggestion for whoever chooses, and never a choice:
//! words that more rows share show all of these, a row that demands nothing is never shown without the reportable ones that
//! share a word with the text, and an attempt never without what it may turn out to be.

use std::collections::HashMap;

use crate::{
    domain::{fold::fold, rij::Rij, sanitize},
    rules::{book::Rulebook, language::Language, rij_rule::RijRule},
};

/// So many of its words are named beside a row.
const NAMED: usize = 3;

/// So much of the name of a row is left where its words need the line.
const SHORTEST_NAME: usize = 8;

/// A word that begins the name of a row says something by itself from so many letters on, and in so few names.
const TELLING_LETTERS: usize = 5;
const TELLING_NAMES: usize = 2;

/// A phrase of so many words says by itself what happened, however many loose words speak of something else.
const WHOLE_STATEMENT: usize = 3;

/// What somebody did to himself counts for so many words.
const TO_SELF: usize = 4;

/// A row that a text points to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RijHint<'a> {
    /// The row.
    pub rule: &'a RijRule,
    /// The words of the book that stand in the text, in the order of the book, those of its name behind them.
    pub words: Vec<String>,
}

impl RijHint<'_> {
    /// The words, marked: "«gestoken», «medewerker»".
    pub fn marked(&self) -> String {
        let mut marked: Vec<String> = self.words.iter().take(NAMED).map(|word| format!("«{word}»")).collect();
        let more = self.words.len().saturating_sub(NAMED);
        if more > 0 {
            marked.push(format!("nog {more}"));
        }
        marked.join(", ")
    }
}

/// So far before a word stands what denies it.
const REACH: usize = 4;
/// Words that may stand between "niet" and "teruggekeerd".
const APART: usize = 7;

/// The words of a text by their sentences, those of questions and of what could be left out.
struct ToldWords {
    words: Vec<String>,
    /// Where each word stands.
    places: HashMap<String, Vec<usize>>,
}

impl ToldWords {
    fn of(text: &str) -> Self {
        let mut told = Self { words: Vec::new(), places: HashMap::new() };
        for sentence in sentences(text) {
            let folded = fold(sentence);
            if sentence.trim_end().ends_with('?') || Language::built_in().is_supposing(&folded) {
                continue;
            }
            // An empty word parts sentences.
            told.words.push(String::new());
            told.words.extend(folded.split(' ').filter(|word| !word.is_empty()).map(str::to_owned));
        }
        for (at, word) in told.words.iter().enumerate() {
            told.places.entry(word.clone()).or_default().push(at);
        }
        told
    }

    /// True where these words stand in it and nothing denies them. Other words may stand where the phrase has "…", and
    /// behind "niet".
    fn claims(&self, phrase: &str) -> bool {
        let parts: Vec<String> = match phrase.strip_prefix("niet ") {
            Some(rest) => vec!["niet".to_owned(), fold(rest)],
            None => phrase.split('…').map(fold).collect(),
        };
        let Some(first) = parts.first().and_then(|part| part.split(' ').next()) else { return false };
        let here = self.places.get(first).filter(|_| !first.is_empty()).into_iter().flatten();
        here.copied().any(|at| self.follow(at, &parts) && (first == "niet" || !self.is_denied(at)))
    }

    /// True where these parts stand from here on, with a few words of the same sentence between them.
    fn follow(&self, at: usize, parts: &[String]) -> bool {
        let mut from = at;
        parts.iter().enumerate().all(|(nr, part)| {
            let own: Vec<&str> = part.split(' ').collect();
            let reach = if nr == 0 { 0 } else { APART };
            let within = |place: &usize| {
                self.words.get(from..*place).is_some_and(|skipped| !skipped.iter().any(String::is_empty))
            };
            let stands = |place: &usize| self.words.get(*place..*place + own.len()).is_some_and(|words| words == own);
            let found = (from..=from + reach).take_while(within).find(stands);
            from = found.unwrap_or(from) + own.len();
            found.is_some()
        })
    }

    fn is_denied(&self, at: usize) -> bool {
        let before = self.words.get(at.saturating_sub(REACH)..at).unwrap_or_default();
        let language = Language::built_in();
        let near = before.iter().rev().take_while(|word| !word.is_empty() && !language.anew.contains(word));
        near.zip(1..).any(|(word, far)| language.denials.contains(word) && !self.is_gone(at - far, at))
    }

    /// "Niet van verlof teruggekeerd" denies no leave: behind "niet" follows that somebody is back.
    fn is_gone(&self, denial: usize, at: usize) -> bool {
        let rest = self.words.get(at..(denial + APART).max(at)).unwrap_or_default();
        let mut here = rest.iter().take_while(|word| !word.is_empty());
        let starts = |word: &String| Language::built_in().came_back.iter().any(|w| word.starts_with(w));
        here.any(starts) || self.words.get(denial + 1..at).unwrap_or_default().iter().any(starts)
    }
}

/// The sentences of a text; a line by itself ends one only where nothing stands below it.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split("\n\n").flat_map(|part| part.split_inclusive(['.', '!', '?', ';']))
}

/// The rows that fit best: those with most words in the text, reportable ones first. Nothing where no word of the book
/// stands in it.
pub fn rij_hints<'a>(book: &'a Rulebook, text: &str) -> Vec<RijHint<'a>> {
    let text = ToldWords::of(text);
    let stands = |word: &str| text.claims(word);
    let named: Vec<(&RijRule, Vec<String>)> =
        book.rijen().map(|rule| (rule, fold(&rule.incident).split(' ').map(str::to_owned).collect())).collect();
    let names_with = |word: &String| named.iter().filter(|(_, name)| name.contains(word)).count();
    let telling = |word: &&String| word.chars().count() >= TELLING_LETTERS && names_with(word) <= TELLING_NAMES;
    let heads: Vec<&String> = named.iter().filter_map(|(_, name)| name.first()).filter(telling).collect();
    // "Gijzeling" says more than all that happens in one.
    let is_named = |rule: &RijRule| {
        let head = named.iter().find(|(other, _)| other.nr == rule.nr).and_then(|(_, name)| name.first());
        head.is_some_and(|head| heads.contains(&head) && stands(head))
    };
    let hints = named.iter().map(|(rule, name)| {
        let mut words: Vec<String> = rule.search_words.iter().filter(|word| stands(word)).cloned().collect();
        for head in heads.iter().filter(|head| name.contains(head) && stands(head)) {
            if !words.iter().any(|word| fold(word) == **head) {
                words.push((*head).clone());
            }
        }
        RijHint { rule, words }
    });
    // What happened says more than whom it happened to.
    let who = &Language::built_in().who;
    // Who cut "himself" was not attacked, though "cut", a knife and the hospital speak of that too.
    let to_self = &Language::built_in().to_self;
    let said =
        |word: &String| if fold(word).split(' ').any(|part| to_self.iter().any(|w| w == part)) { TO_SELF } else { 1 };
    let what =
        |hint: &RijHint<'_>| hint.words.iter().filter(|word| !who.contains(&fold(word))).map(said).sum::<usize>();
    let weight = |hint: &RijHint<'_>| (what(hint), hint.words.len());
    let is_said = |hint: &RijHint<'_>| {
        hint.rule.is_notifiable()
            && hint.words.iter().any(|word| word.contains('…') || word.split(' ').count() >= WHOLE_STATEMENT)
    };
    let mut hints: Vec<RijHint<'_>> = hints.collect();
    let most = hints.iter().filter(|hint| what(hint) > 0).map(weight).max().unwrap_or_default();
    let is_best = |hint: &RijHint<'_>| what(hint) > 0 && weight(hint) == most;
    let best = || hints.iter().filter(|hint| is_best(hint));
    let any_quiet = best().any(|hint| !hint.rule.is_notifiable());
    let lesser: Vec<(Vec<Rij>, Vec<String>)> =
        best().map(|hint| (hint.rule.near.clone(), hint.words.clone())).filter(|(near, _)| !near.is_empty()).collect();
    let beside = |rule: &RijRule| lesser.iter().find(|(near, _)| near.contains(&rule.nr));
    // Beside a row stands whatever it may turn out to be, and beside one that demands nothing every other that has a word in
    // the text, also one for whom it happened to.
    for hint in &mut hints {
        if let Some((_, words)) = beside(hint.rule).filter(|_| hint.words.is_empty()) {
            hint.words.clone_from(words);
        }
    }
    hints.retain(|hint| {
        is_best(hint)
            || beside(hint.rule).is_some()
            || any_quiet && hint.rule.is_notifiable() && !hint.words.is_empty()
            || what(hint) > 0 && (is_named(hint.rule) || is_said(hint))
    });
    hints.sort_by_key(|hint| (!hint.rule.is_notifiable(), !is_named(hint.rule), std::cmp::Reverse(weight(hint))));
    hints
}

/// The same on a line so wide: "past bij: 6 Agressie … — «gestoken», «medewerker»"; of more rows every number, with the
/// words of as many of them as there is room for. `None` where nothing points anywhere.
pub fn line(hints: &[RijHint<'_>], width: usize) -> Option<String> {
    let text = match hints {
        [] => return None,
        [one] => {
            let (nr, marked) = (one.rule.nr.to_string(), one.marked());
            let taken = "past bij:   — ".chars().count() + nr.chars().count() + marked.chars().count();
            let name = sanitize::shorten(&one.rule.incident, width.saturating_sub(taken).max(SHORTEST_NAME));
            format!("past bij: {nr} {name} — {marked}")
        }
        more => {
            let marked = |with_words: usize| {
                let each = more.iter().enumerate().map(|(i, hint)| {
                    let nr = hint.rule.nr;
                    if i < with_words { format!("{nr} ({})", hint.marked()) } else { nr.to_string() }
                });
                format!("past bij: {}", each.collect::<Vec<_>>().join(" of "))
            };
            let fitting = (1..=more.len()).rev().map(marked).find(|text| text.chars().count() <= width);
            fitting.unwrap_or_else(|| marked(0))
        }
    };
    Some(sanitize::shorten(&text, width))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Vec<String> {
        rij_hints(Rulebook::built_in(), text).iter().map(|hint| hint.rule.nr.to_string()).collect()
    }

    #[test]
    fn the_words_of_a_text_point_to_rows_and_are_marked() {
        let hints = rij_hints(Rulebook::built_in(), "Een medewerker is met een mes gestoken op de afdeling.");
        let words: Vec<String> = hints.iter().flat_map(|hint| hint.words.clone()).collect();
        assert_eq!(said("Een medewerker is met een mes gestoken op de afdeling."), ["6"], "{words:?}");
        let told = line(&hints, 80).unwrap_or_default();
        assert!(
            told.starts_with("past bij: 6 Agressie") && told.ends_with("… — «gestoken», «medewerker», «mes»"),
            "{told}"
        );
        assert_eq!(said("Er is iemand GESTOKEN"), ["6", "7"], "twee rijen delen dit woord");
        assert_eq!(said("brand op kamer 12"), ["2"], "de naam van een rij");
        assert_eq!(said(""), [""; 0]);
        assert_eq!(line(&rij_hints(Rulebook::built_in(), "De koffie is op."), 70), None);
        for (text, row) in [
            ("Patient houdt verpleegkundige vast met een mes", "1"),
            ("Man met mes houdt verpleegkundige vast", "1"),
            ("Patient is op de vlucht", "A"),
            ("Patient is op de vlucht geslagen bij het ziekenhuis", "D"),
        ] {
            assert!(said(text).iter().any(|nr| nr == row), "{text}: {:?}", said(text));
        }
        for (text, row) in [
            ("Patient sneed een medewerker in de arm", "6"),
            ("Hij snijdt een medebewoner in het gezicht", "7"),
            ("Hij sneed zichzelf en daarna een medewerker", "6"),
            ("Patient heeft polsen van een medepatient doorgesneden", "7"),
            ("Suicidepoging gelukt", "10"),
            ("Poging om medewerker te wurgen", "6"),
            ("Hij wilde uit de EBI ontsnappen en dat lukte", "A"),
            ("Tralies doorgezaagd, twee man weg", "A"),
            ("Tunnel gegraven, hij is eruit", "A"),
            ("Er is een gat in het hekwerk geknipt", "A"),
        ] {
            assert!(said(text).iter().any(|nr| nr == row), "{text}: {:?}", said(text));
        }
        assert_eq!(said("gestokene"), [""; 0], "een deel van een woord is geen woord");
    }

    #[test]
    fn no_text_leads_to_a_row_that_demands_nothing_while_a_reportable_one_shares_its_word() {
        let book = Rulebook::built_in();
        // Whom or where alone leads to no row.
        let who = &Language::built_in().who;
        let leading = |word: &&String| !who.contains(&fold(word));
        let words: Vec<&String> = book.rijen().flat_map(|rij| &rij.search_words).filter(leading).collect();
        for (one, other) in words.iter().zip(words.iter().skip(7)) {
            let text = format!("{one}, en ook {other}.");
            let hints = rij_hints(book, &text);
            assert!(!hints.is_empty(), "{text}");
            if hints.iter().all(|hint| hint.rule.is_notifiable()) {
                continue;
            }
            let shown: Vec<_> = hints.iter().map(|hint| hint.rule.nr).collect();
            for rule in book.rijen().filter(|rule| rule.is_notifiable()) {
                let shares = [*one, *other].iter().any(|word| rule.search_words.contains(word));
                assert!(!shares || shown.contains(&rule.nr), "{text}: {shown:?} zonder {}", rule.nr);
            }
            let first_quiet = hints.iter().position(|hint| !hint.rule.is_notifiable()).unwrap_or_default();
            assert!(hints.iter().skip(first_quiet).all(|hint| !hint.rule.is_notifiable()), "{text}");
        }
    }

    /// What a row may turn out to be stands beside it, whatever words led to it: by text and by field.
    #[test]
    fn no_row_that_may_be_another_is_shown_alone() {
        for book in Rulebook::all_built_in() {
            for rule in book.rijen().filter(|rule| !rule.near.is_empty()) {
                for (one, other) in rule.search_words.iter().zip(rule.search_words.iter().skip(1)) {
                    let text = format!("{one} en {other}.");
                    let shown: Vec<_> = rij_hints(book, &text).iter().map(|hint| hint.rule.nr).collect();
                    let alone = shown.contains(&rule.nr) && !rule.near.iter().all(|near| shown.contains(near));
                    assert!(!alone, "{text}: {shown:?}");
                }
            }
        }
    }
}
