//! The bodies that a book has besides the inrichting and the desk: whom it phones, who waits for a term, who is to act or
//! writes in the place of the desk. Which there are is for the book to say; a book without one has none.

use std::{ops::Range, sync::Arc};

use super::{
    address_book::AddressBook,
    contacts::{mail, phone},
    toml_reader::Table,
};
use crate::domain::{addressee_kind::AddresseeKind, instantie_id::InstantieId};

/// A body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instantie {
    /// By which the rest of the book names it.
    pub id: InstantieId,
    /// Name on screen.
    pub name: String,
    /// The same in a word or two: whose a step is.
    pub short: String,
    /// The same within a sentence, with its article.
    pub in_sentence: String,
    /// Phone number as it is written.
    pub phone: Option<String>,
    /// Mail address.
    pub mail: Option<String>,
    /// Who gets a copy of what goes there.
    pub cc: Option<String>,
    /// As what the address book knows it, where each inrichting has its own.
    pub listed: Option<AddresseeKind>,
    /// Whether it reaches an inrichting that left no number.
    pub reach: Reach,
}

/// Whom one can speak to by way of a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Nobody but itself.
    Itself,
    /// Also the inrichting: it knows whom that has on call.
    PutsThrough,
}

/// The bodies of a book.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Instanties(Vec<Arc<Instantie>>);

/// What the program itself means by these names, so that no body can have them.
const OWN: [&str; 3] = ["inrichting", "desk", "piket"];

impl Instantie {
    /// On one line of a list of terms: "Hoofdkantoor DJI (post@dji.example), cc de zorginkoper".
    pub fn line(&self) -> String {
        let mail = self.mail.as_ref().map_or_else(String::new, |mail| format!(" ({mail})"));
        let cc = self.cc.as_ref().map_or_else(String::new, |cc| format!(", cc {cc}"));
        format!("{}{mail}{cc}", self.name)
    }

    /// True where this stretch of a text stands in what the body is called, or in how it is reached.
    pub fn stands_at(&self, text: &str, found: Range<usize>) -> bool {
        let mailbox = |mail: &String| text.get(found.clone()).is_some_and(|part| part.eq_ignore_ascii_case(mail));
        let written = |own: &String| {
            text.match_indices(own.as_str()).any(|(at, own)| at <= found.start && found.end <= at + own.len())
        };
        self.mail.as_ref().is_some_and(mailbox)
            || [Some(&self.name), Some(&self.in_sentence), self.phone.as_ref()].into_iter().flatten().any(written)
    }

    fn parse(t: &Table<'_>) -> Option<Self> {
        let (id, name) = (t.parsed::<InstantieId>("id"), t.text("naam"));
        let (short, in_sentence) = (t.text_or_none("kort"), t.text_or_none("zin"));
        // What does not read is on the list of faults, and is not missing besides.
        let phone = t.get("telefoon").map(|_| phone(t, "telefoon").unwrap_or_default());
        let mail = t.get("mail").map(|_| mail(t, "mail").unwrap_or_default());
        let cc = t.text_or_none("cc");
        let listed = t.choice_or_none("adresboek", &AddressBook::built_in().kinds());
        let flags = t.choices_or_none("kenmerken", &[("verbindt-door", Reach::PutsThrough)]);
        if cc.is_some() && mail.is_none() {
            t.error("cc", "Een afschrift hoort bij een mailadres; schrijf dat bij «mail».");
        }
        let reach = flags.first().copied().unwrap_or(Reach::Itself);
        if reach == Reach::PutsThrough && phone.is_none() {
            t.error("kenmerken", "Wie doorverbindt, is te bellen; schrijf een nummer bij «telefoon».");
        }
        if let Some(own) = id.filter(|id| OWN.contains(&id.code())) {
            t.error("id", format!("«{own}» betekent in een regelboek al iets; kies een andere naam."));
        }
        let name = name?;
        Some(Self {
            id: id?,
            short: short.unwrap_or_else(|| name.clone()),
            in_sentence: in_sentence.unwrap_or_else(|| name.clone()),
            name,
            phone,
            mail,
            cc,
            listed,
            reach,
        })
    }
}

impl Instanties {
    /// Reads those of a book.
    pub(super) fn parse(contacts: &Table<'_>) -> Self {
        let mut all: Vec<Arc<Instantie>> = Vec::new();
        for t in &contacts.tables("instantie", "contacten.instantie") {
            let Some(read) = Instantie::parse(t) else { continue };
            if all.iter().any(|earlier| earlier.id == read.id) {
                t.error("id", format!("De instantie {} staat er twee keer.", read.id));
            } else {
                all.push(Arc::new(read));
            }
        }
        Self(all)
    }

    /// All of them, in the order of the book.
    pub fn all(&self) -> impl Iterator<Item = &Instantie> {
        self.0.iter().map(Arc::as_ref)
    }

    /// Who reaches an inrichting that left no number.
    pub fn puts_through(&self) -> Option<&Instantie> {
        self.all().find(|body| body.reach == Reach::PutsThrough)
    }

    /// The one that is named at this place of a table; what else can stand there is `besides`.
    pub(super) fn named(
        &self,
        t: &Table<'_>,
        field: &str,
        (text, offset): (&str, usize),
        besides: &[&str],
    ) -> Option<Arc<Instantie>> {
        let found = self.0.iter().find(|body| body.id.code() == text);
        if found.is_none() {
            let known: Vec<&str> = besides.iter().copied().chain(self.all().map(|body| body.id.code())).collect();
            let choose = if known.is_empty() { String::new() } else { format!("kies uit {}, of ", known.join(", ")) };
            t.error_at(
                offset,
                field,
                format!("«{text}» kan hier niet; {choose}beschrijf die instantie als [[contacten.instantie]]."),
            );
        }
        found.cloned()
    }

    /// The one that a required field names.
    pub(super) fn required(&self, t: &Table<'_>, field: &'static str) -> Option<Arc<Instantie>> {
        let text = t.text(field)?;
        self.named(t, field, (&text, t.offset(field)), &[])
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::book::{Rulebook, RulebookOrigin};

    const TBS: &str = include_str!("../../assets/rules/tbs.toml");

    /// The faults of the embedded book with one piece of it otherwise: line and sentence of each.
    fn faults(from: &str, to: &str) -> Vec<(usize, String)> {
        assert!(TBS.contains(from), "{from}");
        let text = TBS.replacen(from, to, 1);
        let errors = Rulebook::parse(&text, "tbs.toml", RulebookOrigin::BuiltIn).err().unwrap_or_default();
        errors.into_iter().map(|error| (error.line, error.sentence)).collect()
    }

    #[test]
    fn a_stretch_of_a_text_is_a_bodys_where_it_lies_within_what_the_body_is_called() {
        for body in Rulebook::built_in().instanties.all() {
            let text = format!("bel {} nu", body.name);
            let (from, to) = (4, 4 + body.name.len());
            for (found, within) in [
                (from..to, true),
                (from + 1..to, true),
                (from..to - 1, true),
                (from..to + 1, false),
                (from - 1..to, false),
                (0..3, false),
            ] {
                assert_eq!(body.stands_at(&text, found.clone()), within, "{found:?} in {text}");
            }
        }
    }

    fn line(text: &str, piece: &str) -> usize {
        text.lines().position(|line| line.contains(piece)).map_or(0, |at| at + 1)
    }

    #[test]
    fn whom_a_book_names_is_one_of_its_bodies() {
        for (from, to, sentence) in [
            (
                "ontvanger = \"fast-nl\"",
                "ontvanger = \"vloot\"",
                "«vloot» kan hier niet; kies uit meldkamer, fast-nl, ",
            ),
            (
                "bel = [\"inrichting\", \"meldkamer\"]",
                "bel = [\"vloot\"]",
                "«vloot» kan hier niet; kies uit inrichting, meldkamer, ",
            ),
            (
                "opsteller = \"vervoersinstantie\"",
                "opsteller = \"vloot\"",
                "«vloot» kan hier niet; kies uit piket, meldkamer, ",
            ),
            (
                "van = \"inrichting\"",
                "van = \"vloot\"",
                "«vloot» kan hier niet; kies uit desk, inrichting, meldkamer, ",
            ),
        ] {
            let found = faults(from, to);
            let at = line(TBS, from);
            // A step that is not read is missed by the rows that list it, which is said behind it.
            let first = |(line, told): &(usize, String)| {
                *line == at && told.starts_with(sentence) && told.ends_with("[[contacten.instantie]].")
            };
            assert!(found.first().is_some_and(first), "{found:?}");
        }
    }

    #[test]
    fn a_body_has_its_own_name_and_what_its_use_asks() {
        for (from, to, sentence) in [
            ("id = \"postbus\"", "id = \"inrichting\"", "«inrichting» betekent in een regelboek al iets"),
            ("id = \"postbus\"", "id = \"meldkamer\"", "De instantie meldkamer staat er twee keer."),
            ("telefoon = \"070-751 60 60\"\n", "", "Wie doorverbindt, is te bellen"),
            ("mail = \"incidentmelding@dji.minjus.nl\"\ncc", "cc", "Een afschrift hoort bij een mailadres"),
            ("adresboek = \"zorginkoper\"\n", "", "«zorginkoper» is niet te bellen"),
            ("adresboek = \"zorginkoper\"", "adresboek = \"buurman\"", "«buurman» kan hier niet; kies uit lijn, "),
        ] {
            let found = faults(from, to);
            assert!(found.iter().any(|(_, told)| told.starts_with(sentence)), "{to}: {found:?}");
        }
    }
}
