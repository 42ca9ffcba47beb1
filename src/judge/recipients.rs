//! Who is meant by the recipients of a provision, and whether its ground covers them. Several stand behind one another
//! with a comma or a semicolon between; each is found by its name, number or address, or by whole words of the address book.

use crate::{
    domain::{error::Error, fold::fold, inrichting::Inrichtingen},
    judge::rank::{FoundBy, unmistakable},
    rules::address_book::{AddressBook, Addressee, AddresseeKind, ProvisionGround, ProvisionKind},
};

/// Whether a recipient may have it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// The ground covers it.
    Covered,
    /// It is this, and the ground does not cover that.
    Outside(AddresseeKind),
    /// Another inrichting than that of the case.
    Elsewhere,
    /// The address book does not have it.
    Unlisted,
}

/// One recipient, as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipient {
    /// What was written.
    pub written: String,
    /// Whether it may have it.
    pub standing: Standing,
}

/// What recipients are judged with.
#[derive(Debug, Clone, Copy)]
pub struct Directory<'a> {
    /// The address book.
    pub book: &'a AddressBook,
    /// The known inrichtingen.
    pub inrichtingen: &'a Inrichtingen,
    /// Where the case plays.
    pub plek: Option<&'a str>,
}

impl Directory<'_> {
    /// What a text of recipients stands for.
    pub fn recipients(&self, kind: ProvisionKind, text: &str) -> Vec<Recipient> {
        let ground = self.book.ground(kind);
        parts(text).map(|part| Recipient { written: part.to_owned(), standing: self.standing(ground, part) }).collect()
    }

    fn standing(&self, ground: Option<&ProvisionGround>, written: &str) -> Standing {
        let covered = |kind| ground.is_some_and(|g| g.to.contains(&kind));
        let of = |kind, ours| match (covered(kind), ours) {
            (true, true) => Standing::Covered,
            (true, false) => Standing::Elsewhere,
            (false, _) => Standing::Outside(kind),
        };
        let is_here = |name: &str| self.plek.is_some_and(|plek| fold(plek) == fold(name));
        if let Some(found) = find(self.book, written) {
            return of(found.kind, found.inrichting.as_deref().is_none_or(is_here));
        }
        let mentions_place =
            self.plek.is_some_and(|plek| format!(" {} ", fold(written)).contains(&format!(" {} ", fold(plek))));
        let inrichting = self.inrichtingen.recognise(written).map(|i| i.name.as_str());
        match inrichting {
            Some(name) => of(AddresseeKind::Inrichting, is_here(name)),
            None if mentions_place || bare(written) == AddresseeKind::Inrichting.word() => {
                of(AddresseeKind::Inrichting, true)
            }
            None => Standing::Unlisted,
        }
    }
}

/// The entry that is meant; `None` where that is none or more than one.
pub fn find<'a>(book: &'a AddressBook, written: &str) -> Option<&'a Addressee> {
    let all = book.addressees();
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let (name, mail) = match written.split_once('<') {
        Some((name, mail)) => (name.trim(), mail.trim_end_matches('>').trim()),
        None => (written.trim(), written.trim()),
    };
    let by_mail = all.iter().find(|a| a.mail.as_deref().is_some_and(|m| m.eq_ignore_ascii_case(mail)));
    let number = digits(written);
    let only_number = !number.is_empty() && !written.chars().any(char::is_alphabetic);
    let by_number = || all.iter().find(|a| only_number && a.phone.as_deref().is_some_and(|p| digits(p) == number));
    let by_words = || {
        let found_by: Vec<FoundBy> = all.iter().map(found_by).collect();
        unmistakable(&bare(name), &found_by).and_then(|place| all.get(place))
    };
    by_mail.or_else(by_number).or_else(by_words)
}

/// Folded, without its article.
fn bare(text: &str) -> String {
    let folded = fold(text);
    folded.strip_prefix("de ").or_else(|| folded.strip_prefix("het ")).unwrap_or(&folded).to_owned()
}

/// What an entry is found by.
pub fn found_by(entry: &Addressee) -> FoundBy {
    let basis = FoundBy::name(&entry.name).called(&entry.name).words(entry.inrichting.as_deref().unwrap_or_default());
    entry.words.iter().fold(basis, |found_by, word| found_by.called(word))
}

/// The recipients, one by one.
pub fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', ';', '\n']).map(str::trim).filter(|part| !part.is_empty())
}

/// Why a reason is asked; `None` where the ground covers everybody.
pub fn question(kind: ProvisionKind, book: &AddressBook, recipients: &[Recipient]) -> Option<Error> {
    let told = |recipient: &Recipient| {
        let who = &recipient.written;
        match recipient.standing {
            Standing::Covered => None,
            Standing::Outside(kind) => {
                Some(format!("«{who}» ({}) hoort niet bij het doel van dit bericht", kind.word()))
            }
            Standing::Elsewhere => Some(format!("«{who}» hoort bij een andere inrichting")),
            Standing::Unlisted => Some(format!("«{who}» staat niet in het adresboek")),
        }
    };
    let all: Vec<String> = recipients.iter().filter_map(told).collect();
    if all.is_empty() {
        return None;
    }
    let purpose = book.ground(kind).map_or_else(
        || "Voor dit bericht staat geen doel in het adresboek".to_owned(),
        |g| format!("Het doel is: {}", g.purpose),
    );
    Some(Error::no(format!("{}.", all.join("; "))).hint(format!("{purpose}. Schrijf een reden als het toch moet.")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        draft::DraftKind,
        inrichting::{Inrichting, Ownership},
    };

    fn inrichtingen() -> Inrichtingen {
        let one = |name: &str| Inrichting {
            name: name.to_owned(),
            place: String::new(),
            ownership: Ownership::Private,
            sector: None,
            aliases: Vec::new(),
        };
        Inrichtingen::new(vec![one("FPC de Kijvelanden"), one("FPC Pompestichting")])
    }

    fn standings(kind: ProvisionKind, text: &str) -> Vec<Standing> {
        let inrichtingen = inrichtingen();
        let directory =
            Directory { book: AddressBook::built_in(), inrichtingen: &inrichtingen, plek: Some("FPC de Kijvelanden") };
        directory.recipients(kind, text).into_iter().map(|r| r.standing).collect()
    }

    #[test]
    fn the_ground_covers_the_line_and_nobody_by_half_a_word() {
        let kind = ProvisionKind::Draft(DraftKind::Piketmelding);
        for (text, expected) in [
            ("lijn", vec![Standing::Covered]),
            ("De directeur ForZo/JJI; woordvoering", vec![Standing::Covered, Standing::Covered]),
            ("de bewindspersoon", vec![Standing::Covered]),
            ("lij", vec![Standing::Unlisted]),
            ("de buurman", vec![Standing::Unlisted]),
            ("fastnl@politie.nl", vec![Standing::Outside(AddresseeKind::Police)]),
            ("Fast <FASTNL@politie.nl>", vec![Standing::Outside(AddresseeKind::Police)]),
            ("0887 51", vec![Standing::Unlisted]),
            ("088 6628244", vec![Standing::Outside(AddresseeKind::Police)]),
            ("samenwerkingsverband 3", vec![Standing::Outside(AddresseeKind::Cooperation)]),
            ("reclassering", vec![Standing::Outside(AddresseeKind::Partner)]),
        ] {
            assert_eq!(standings(kind, text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_asked_of_an_inrichting_goes_to_that_of_the_case() {
        let kind = ProvisionKind::Draft(DraftKind::Aanvulverzoek);
        for (text, expected) in [
            ("directie FPC de Kijvelanden", Standing::Covered),
            ("Kijvelanden", Standing::Covered),
            ("de inrichting", Standing::Covered),
            ("FPC Pompestichting", Standing::Elsewhere),
            ("lijn", Standing::Outside(AddresseeKind::Line)),
        ] {
            assert_eq!(standings(kind, text), [expected], "{text}");
        }
    }
}
