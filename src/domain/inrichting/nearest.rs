//! The names of the list that look most like one that is not in it: a slip of the pen is to be seen, and never mended
//! unasked.

use super::{Inrichtingen, Listed, essence, place_words::PLACE_WORDS};
use crate::domain::{fold::fold, hint::distance, sector::Sector};

/// So many names are offered.
const OFFERED: usize = 3;

/// Shorter words resemble everything.
const SHORTEST: usize = 3;

impl Inrichtingen {
    /// The names that look most like what was written, best first; none where nothing does.
    pub fn nearest(&self, written: &str) -> Vec<&str> {
        self.ranked(written).into_iter().map(|(.., name)| name).take(OFFERED).collect()
    }

    /// Each of them with how many words of it say something else, and how many letters the others are off.
    fn ranked(&self, written: &str) -> Vec<(usize, usize, &str)> {
        let sought = essence(written);
        let words: Vec<&str> =
            sought.split(' ').filter(|w| w.chars().count() >= SHORTEST && !PLACE_WORDS.common.contains(w)).collect();
        let mut found: Vec<(usize, usize, &str)> = self
            .0
            .iter()
            .filter_map(|i| likeness(&words, i).map(|(rest, off)| (rest, off, i.inrichting.name.as_str())))
            .collect();
        found.sort_by_key(|(rest, off, _)| (*rest, *off));
        found
    }
}

/// From so many letters on a longer word that begins so is one of that sector too.
const STEM: usize = 5;

impl Inrichtingen {
    /// The sector that a name which is not in the list points to: by a word for what it is, else by the name that all of it
    /// looks like; none where nothing does.
    pub fn points_to(&self, written: &str) -> Option<Sector> {
        let plain = fold(written);
        let is_of =
            |own: &&str| plain.split(' ').any(|word| word == *own || own.len() >= STEM && word.starts_with(*own));
        let said = PLACE_WORDS.of_sector.iter().find(|(_, words)| words.iter().any(is_of));
        if let Some((sector, _)) = said {
            return sector.parse().ok();
        }
        let name = self.ranked(written).into_iter().find_map(|(rest, _, name)| (rest == 0).then_some(name))?;
        self.by_name(name)?.sector.clone()
    }
}

/// How many of the words say nothing of this entry, and how many letters the others are off; nothing where none fits.
fn likeness(words: &[&str], listed: &Listed) -> Option<(usize, usize)> {
    let own = || listed.names.iter().chain([&listed.place]).flat_map(|name| name.split(' '));
    let off = |word: &str| {
        let limit = (word.chars().count() / 3).clamp(1, 3);
        let near = |own: &str| if own.starts_with(word) { 0 } else { distance(word, own) };
        own().filter(|own| own.chars().count() >= SHORTEST).map(near).filter(|off| *off <= limit).min()
    };
    let fits: Vec<usize> = words.iter().filter_map(|word| off(word)).collect();
    (!fits.is_empty()).then(|| (words.len() - fits.len(), fits.iter().sum()))
}

#[cfg(test)]
mod tests {
    use crate::domain::inrichting::{Inrichting, Inrichtingen, Ownership};

    #[test]
    fn a_slip_of_the_pen_names_what_it_looks_like_and_a_strange_name_nothing() {
        let one = |name: &str, place: &str| Inrichting {
            name: name.to_owned(),
            place: place.to_owned(),
            ownership: Ownership::Private,
            sector: None,
            aliases: Vec::new(),
        };
        let list = Inrichtingen::new(vec![
            one("FPC de Kijvelanden", "Poortugaal"),
            one("FPC Pompestichting", "Nijmegen"),
            one("RJJI De Hunnerberg", "Nijmegen"),
            one("RJJI De Hartelborgt", "Spijkenisse"),
        ]);
        for (written, names) in [
            ("Hartelbrogt", vec!["RJJI De Hartelborgt"]),
            ("fpc kijvenlanden", vec!["FPC de Kijvelanden"]),
            ("de pompstichting", vec!["FPC Pompestichting"]),
            ("Nijmegen", vec!["FPC Pompestichting", "RJJI De Hunnerberg"]),
            ("hunnerbrg nijmegen", vec!["RJJI De Hunnerberg", "FPC Pompestichting"]),
            ("Kliniek Zonneduin", vec![]),
            ("JJI", vec![]),
            ("", vec![]),
        ] {
            assert_eq!(list.nearest(written), names, "{written}");
        }
        for (written, sector) in [
            ("KVJJ Amsterdam", Some("jji")),
            ("Jeugdgevangenis Lelystad", Some("jji")),
            ("jeugdinrichting Teylingen", Some("jji")),
            ("FPC Nergens", Some("tbs")),
            ("Kliniek Zonneduin", None),
            ("Nijmegen", None),
        ] {
            assert_eq!(list.points_to(written).map(|sector| sector.to_string()).as_deref(), sector, "{written}");
        }
    }
}
