//! Who is meant by the recipients of a provision, and whether its ground covers them. Several stand behind one another
//! with a comma or a semicolon between; each is found by its name, number or address, or by whole words of the address book.

use crate::{
    domain::{addressee_kind::AddresseeKind, error::Error, fold::fold, inrichting::Inrichtingen},
    rules::address_book::{AddressBook, Addressee, ProvisionGround, ProvisionKind},
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
        // An inrichting that is named beside an address that nobody knows says nothing of who reads there.
        if !addresses(written).is_empty() {
            return Standing::Unlisted;
        }
        let mentions_place =
            self.plek.is_some_and(|plek| format!(" {} ", fold(written)).contains(&format!(" {} ", fold(plek))));
        let inrichting = self.inrichtingen.recognise(written).map(|i| i.name.as_str());
        match inrichting {
            Some(name) => of(AddresseeKind::INRICHTING, is_here(name)),
            None if mentions_place || bare(written) == AddresseeKind::INRICHTING.code() => {
                of(AddresseeKind::INRICHTING, true)
            }
            None => Standing::Unlisted,
        }
    }
}

/// The entry that is meant; `None` where that is none or more than one. Where an address is written, that decides: what is
/// written beside it is only what somebody calls it.
pub fn find<'a>(book: &'a AddressBook, written: &str) -> Option<&'a Addressee> {
    let all = book.addressees();
    // What is typed right behind an address is a second recipient that lost what parts them: then it is nobody.
    if written.split('>').skip(1).any(|behind| behind.starts_with(char::is_alphanumeric)) {
        return None;
    }
    let addresses = addresses(written);
    if let Some(first) = addresses.first() {
        let found = reached_at(all, first)?;
        return addresses.iter().all(|other| reached_at(all, other) == Some(found)).then_some(found);
    }
    let only_number = !written.chars().any(char::is_alphabetic);
    let by_number = || all.iter().find(|a| only_number && a.phone.as_deref().is_some_and(|p| is_number(p, written)));
    by_number().or_else(|| book.named(&bare(written)))
}

/// The recipients as they were written, a number of the address book by the name of whose it is.
pub fn by_role(book: &AddressBook, text: &str) -> String {
    let named = |part: &str| {
        let number = part.chars().any(|c| c.is_ascii_digit()) && !part.chars().any(char::is_alphabetic);
        find(book, part).filter(|_| number).map_or_else(|| part.to_owned(), |entry| entry.name.clone())
    };
    let all: Vec<String> = parts(text).map(named).collect();
    all.join(", ")
}

/// Who has this mail address or, between angle brackets, this number.
fn reached_at<'a>(all: &'a [Addressee], address: &str) -> Option<&'a Addressee> {
    all.iter().find(|a| {
        a.mail.as_deref().is_some_and(|mail| mail.eq_ignore_ascii_case(address))
            || a.phone.as_deref().is_some_and(|phone| !address.contains('@') && is_number(phone, address))
    })
}

fn is_number(phone: &str, written: &str) -> bool {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let number = digits(written);
    !number.is_empty() && digits(phone) == number
}

/// The addresses in what was written for one recipient: what stands between angle brackets, and every word with an at sign.
fn addresses(written: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for (at, piece) in written.split('<').enumerate() {
        let (bracketed, loose) = match piece.split_once('>') {
            Some((inner, rest)) if at > 0 => (Some(inner), rest),
            Some(_) | None if at > 0 => (Some(piece), ""),
            Some(_) | None => (None, piece),
        };
        found.extend(bracketed.map(str::trim));
        found.extend(loose.split_whitespace().filter(|word| word.contains(AT_SIGNS)));
    }
    let scheme = |word: &str| word.get(..MAILTO.len()).is_some_and(|head| head.eq_ignore_ascii_case(MAILTO));
    found
        .into_iter()
        .map(|word| if scheme(word) { word.get(MAILTO.len()..).unwrap_or_default() } else { word })
        .map(|word| word.trim_matches(['(', ')', '[', ']', '"', '\'', '.']))
        .filter(|word| !word.is_empty())
        .collect()
}

/// What a copied link begins with.
const MAILTO: &str = "mailto:";

/// Also as it is typed with a wide keyboard: what looks like an address is none of a name.
const AT_SIGNS: [char; 3] = ['@', '\u{FF20}', '\u{FE6B}'];

/// Folded, without its article.
fn bare(text: &str) -> String {
    let folded = fold(text);
    folded.strip_prefix("de ").or_else(|| folded.strip_prefix("het ")).unwrap_or(&folded).to_owned()
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
                Some(format!("«{who}» ({}) hoort niet bij het doel van dit bericht", kind.code()))
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
    use crate::rules::file_error::FileError;

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
            ("fastnl@politie.nl", vec![Standing::Outside(AddresseeKind::of("politie"))]),
            ("Fast <FASTNL@politie.nl>", vec![Standing::Outside(AddresseeKind::of("politie"))]),
            ("0887 51", vec![Standing::Unlisted]),
            ("088 6628244", vec![Standing::Outside(AddresseeKind::of("politie"))]),
            ("samenwerkingsverband 3", vec![Standing::Outside(AddresseeKind::of("samenwerkingsverband"))]),
            ("reclassering", vec![Standing::Outside(AddresseeKind::of("ketenpartner"))]),
        ] {
            assert_eq!(standings(kind, text), expected, "{text}");
        }
    }

    /// Whatever name stands before it, and however it is written, the address says who reads it.
    #[test]
    fn an_address_decides_and_no_name_beside_it() -> Result<(), Vec<FileError>> {
        let own = "peildatum = 2026-01-01\n[[adres]]\nsoort = \"bewindspersoon\"\nnaam = \"Bewindspersoon\"\nmail = \"bw@dji.example\"\n";
        let book = AddressBook::built_in().with_own(&AddressBook::parse_own(own, "adressen.toml")?);
        let inrichtingen = inrichtingen();
        let directory = Directory { book: &book, inrichtingen: &inrichtingen, plek: Some("FPC de Kijvelanden") };
        let names =
            ["Bewindspersoon", "de bewindspersoon", "lijn", "Woordvoering", "FPC de Kijvelanden", "inrichting", ""];
        let writings =
            ["{n} <{a}>", "{n} {a}", "{a} {n}", "{n} ({a})", "{n}<{a}", "mailto:{a}", "{n} <MAILTO:{a}>", "<{a}> {n}"];
        for kind in ProvisionKind::all() {
            let ground = book.ground(kind).map(|g| g.to.clone()).unwrap_or_default();
            for (address, is) in [
                ("pers@krant.example", None),
                ("bw@dji.example.evil.example", None),
                ("bw@dji.example", Some(AddresseeKind::of("bewindspersoon"))),
                ("BW@DJI.example", Some(AddresseeKind::of("bewindspersoon"))),
                ("fastnl@politie.nl", Some(AddresseeKind::of("politie"))),
            ] {
                let expected = match is {
                    None => Standing::Unlisted,
                    Some(kind) if ground.contains(&kind) => Standing::Covered,
                    Some(kind) => Standing::Outside(kind),
                };
                for (name, writing) in names.iter().flat_map(|n| writings.iter().map(move |w| (n, w))) {
                    let written = writing.replace("{n}", name).replace("{a}", address);
                    let found: Vec<Standing> =
                        directory.recipients(kind, &written).into_iter().map(|r| r.standing).collect();
                    assert_eq!(found, [expected], "{} {written}", kind.code());
                }
            }
        }
        for glued in ["Bewindspersoon <bw@dji.example>De Krant", "Bewindspersoon <bw@dji.example>Bewindspersoon"] {
            let found = directory.recipients(ProvisionKind::PassedOn, glued);
            assert!(found.iter().all(|r| r.standing == Standing::Unlisted), "{found:?}");
        }
        let two = directory.recipients(ProvisionKind::PassedOn, "Bewindspersoon <bw@dji.example> pers@krant.example");
        assert!(two.iter().all(|r| r.standing == Standing::Unlisted), "{two:?}");
        Ok(())
    }

    #[test]
    fn what_is_asked_of_an_inrichting_goes_to_that_of_the_case() {
        let kind = ProvisionKind::Draft(DraftKind::Aanvulverzoek);
        for (text, expected) in [
            ("directie FPC de Kijvelanden", Standing::Covered),
            ("Kijvelanden", Standing::Covered),
            ("de inrichting", Standing::Covered),
            ("FPC Pompestichting", Standing::Elsewhere),
            ("lijn", Standing::Outside(AddresseeKind::LINE)),
        ] {
            assert_eq!(standings(kind, text), [expected], "{text}");
        }
    }
}
