//! How words are used around what the gate looks for: endings, and the small words beside a name, a number or a street.

use super::set;
use crate::{
    domain::fold::fold,
    judge::gate::word_set::{LetterPairs, WordSet},
    rules::toml_reader::Table,
};

/// What words end with.
#[derive(Debug, Clone, Default)]
pub struct Endings {
    endings: Vec<String>,
    /// The last two letters of each: most words end with none of these pairs.
    last: LetterPairs,
}

impl Endings {
    fn new(endings: Vec<String>) -> Self {
        let mut last = LetterPairs::default();
        for ending in &endings {
            match ending.as_bytes() {
                [.., one, other] => last.add(*one, *other),
                // Before one letter any may stand.
                [other] => (0..32).for_each(|one| last.add(one, *other)),
                [] => {}
            }
        }
        Self { endings, last }
    }

    /// True where a word ends with one of these, or is one.
    pub fn end(&self, word: &str) -> bool {
        self.may_end(word) && self.endings.iter().any(|ending| word.ends_with(ending.as_str()))
    }

    /// The same, with more letters than so many before it.
    pub fn end_longer(&self, word: &str, letters: usize) -> bool {
        let ends = |ending: &String| word.len() > ending.len() + letters && word.ends_with(ending.as_str());
        self.may_end(word) && self.endings.iter().any(ends)
    }

    fn may_end(&self, word: &str) -> bool {
        match word.as_bytes() {
            [.., one, other] => self.last.may_have(*one, *other),
            [_] | [] => true,
        }
    }

    /// True where a word ends with one of these behind what fits.
    pub fn end_behind(&self, word: &str, fits: impl Fn(&str) -> bool) -> bool {
        self.endings.iter().any(|ending| word.strip_suffix(ending.as_str()).is_some_and(&fits))
    }
}

/// All of them.
#[derive(Debug)]
pub struct Usage {
    /// Endings of streets, and of what else is called after somebody, long enough to tell one.
    pub street_endings: Endings,
    /// Those of them with which surnames end as well.
    pub street_or_surname: Endings,
    /// Before the name of a street.
    pub to_a_street: WordSet,
    /// Endings that make a street only of a word with a capital.
    pub street_short: Endings,
    /// Endings of streets and of nothing else.
    pub street_telling: Endings,
    /// What is a street by itself: "Oude Kade".
    pub street_alone: WordSet,
    /// Endings of streets where a number stands behind: "Kerkbuurt 107".
    pub street_numbered: Endings,
    /// What the name of a street begins with: "Burgemeester …", "Lange …".
    pub street_heads: WordSet,
    /// What says that somebody lives at what follows.
    pub living: WordSet,
    /// What may stand between that and the address.
    pub living_between: WordSet,
    /// Before the number of a house.
    pub house_number: WordSet,
    /// A number of a house in one word, below twenty.
    pub small_numbers: WordSet,
    /// What longer numbers in words end with.
    pub tens: Endings,
    /// What somebody does where an address is named: "waar zijn moeder woont".
    pub lives: WordSet,
    /// Behind a number, what it counts: then it is of no house.
    pub quantities: WordSet,
    /// Two letters that are a word, and of no postcode.
    pub no_postcode: WordSet,
    /// What makes a number of the word before it.
    pub file_number: WordSet,
    /// Labels of the number under which somebody stands in a file.
    pub file_labels: WordSet,
    /// The same, before "nummer".
    pub file_heads: WordSet,
    /// What may stand between such a label and its number.
    pub file_between: WordSet,
    /// The label of a number, to which its digits may be glued.
    pub number_labels: WordSet,
    /// Before the number of a telephone.
    pub phone_words: WordSet,
    /// Digits as they are said.
    pub digits: WordSet,
    /// What may stand between "geboren" and the date.
    pub born_between: WordSet,
    /// Behind an age, what makes somebody known by it.
    pub looks: WordSet,
    /// Behind an age these begin to tell who somebody is.
    pub of_life: WordSet,
    /// How the trade of somebody ends whose age is told.
    pub life_trades: Endings,
    /// What somebody does whose name heads a sentence.
    pub at_the_head: WordSet,
    /// Before what is no name although it looks like one.
    pub before_a_thing: WordSet,
    /// Behind a name and a hyphen: "de Jansen-zaak".
    pub matters: WordSet,
    /// The same, where it stands for people: "de Kuipers-bende".
    pub peoples: WordSet,
    /// Between one of both and whose it is: "de zaak van Hofstra".
    pub before_whose: WordSet,
    /// Things that are also surnames, and that stand at the head of a sentence without an article where somebody writes in haste.
    pub things_at_the_head: WordSet,
    /// What is said of such a thing.
    pub done_to_things: WordSet,
    /// What a firm has behind its name: "Bos en Zonen".
    pub trade: WordSet,
    /// Between what looks like a name and a place: "Voorhout in Den Haag".
    pub before_a_place: WordSet,
    /// What is condemned and is nobody.
    pub condemned: WordSet,
    /// Behind where a family came from, what has it.
    pub of_origin: WordSet,
    /// Before a street that looks like a name.
    pub before_a_street: WordSet,
    /// Endings with which no surname ends.
    pub street_never_a_name: Endings,
    /// What a file is, and no name: "a.docx".
    pub extensions: WordSet,
    /// What goes before the name in a question or behind another part of the sentence.
    pub finite: WordSet,
    /// Before somebody to whom something is done.
    pub to_somebody: WordSet,
    /// What is done with a firm too.
    pub of_a_firm_too: WordSet,
    /// Parts of names that are words on their own: no name begins with one there.
    pub loose: WordSet,
    /// Of what somebody does these are said of a town or a house too.
    pub as_a_town: WordSet,
    /// Before somebody, but before a thing as well.
    pub with: WordSet,
    /// Before a place.
    pub to_place: WordSet,
    /// Particles that stand in names only.
    pub telling: WordSet,
    /// What words end with that say what kind of body something is, or what its work is.
    pub body_endings: Endings,
    /// Trees, after which houses and wards are called.
    pub trees: WordSet,
    /// What long surnames end with, and no ordinary word.
    pub surname_shapes: Endings,
    /// Of those what is an ordinary word.
    pub no_surname_shapes: Endings,
    /// What long ordinary words end with.
    pub word_endings: Endings,
    /// What a compound begins with and is no word of three letters.
    pub word_heads: WordSet,
    /// "Geboren" and the date of birth, short.
    pub born_short: WordSet,
    /// What was built in a year, and nobody was born then.
    pub built_things: WordSet,
    /// Behind a number: then it is no age.
    pub no_age: WordSet,
    /// Behind years: so long somebody is somewhere.
    pub years_there: WordSet,
    /// Anybody who has an age, beside those with a role.
    pub somebody: WordSet,
    /// Before where somebody comes from.
    pub from_where: WordSet,
    /// The sign of a mail address, as it is said.
    pub at_sign: WordSet,
    /// What a domain ends with.
    pub domains: WordSet,
    /// Endings of streets that surnames behind more given names have too.
    pub street_of_a_person: Endings,
    /// Before a street that looks like a surname.
    pub to_any_street: WordSet,
    /// Between the parts of the name of a street.
    pub street_between: WordSet,
    /// Before "van" and a name: "Laan van Meerdervoort".
    pub street_of: WordSet,
    /// Before the initials of somebody.
    pub before_initials: WordSet,
    /// Endings that make a street of a given name.
    pub street_after_given: Endings,
    /// What is done with a person, right before the name.
    pub beside_somebody: WordSet,
    /// Of what goes before the name what also stands behind it.
    pub behind_a_name: WordSet,
    /// Between who somebody is and how they are called.
    pub names_a_role: WordSet,
    /// Endings of what somebody does for a living.
    pub trade_endings: Endings,
    /// With these the next clause begins.
    pub next_clause: WordSet,
    /// Before somebody who said something or was spoken to.
    pub spoken_for: WordSet,
    /// What is done with a person and with nothing else, before "met".
    pub done_together: WordSet,
    /// Before a name: then a house is called so.
    pub before_a_house: WordSet,
    /// Before a colon and who it is about.
    pub concerned: WordSet,
    /// Of what stands before a thing what may stand before somebody too.
    pub before_a_clause: WordSet,
    /// Before an offence: which, or how many.
    pub how_many_offences: WordSet,
    /// That something was long ago.
    pub long_ago: WordSet,
    /// Before what somebody was punished for.
    pub punished_for: WordSet,
    /// Beside a medicine: then it was in somebody, and not found.
    pub in_the_body: WordSet,
    /// Between "delict" and which it is.
    pub before_the_offence: WordSet,
    /// Endings that make of a given name the child of somebody.
    pub child_endings: Endings,
    /// Between a role and who has it, and the other way round.
    pub is_somebody: WordSet,
}

/// Reads them; nothing where a part of the file is missing.
#[expect(clippy::too_many_lines, reason = "one row a list of words")]
pub(super) fn read_usage(usage: &Table<'_>) -> Option<Usage> {
    let street = usage.table("straat", "straat");
    let address = usage.table("adres", "adres");
    let file = usage.table("dossier", "dossier");
    let phone = usage.table("telefoon", "telefoon");
    let date = usage.table("datum", "datum");
    let name = usage.table("naam", "naam");
    let record = usage.table("strafrecht", "strafrecht");
    let word = usage.table("woord", "woord");
    let (street, address, file, phone, date, name, record, word) =
        (street?, address?, file?, phone?, date?, name?, record?, word?);
    Some(Usage {
        street_endings: endings(&street, "slot"),
        street_or_surname: endings(&street, "slot_ook_van_namen"),
        to_a_street: set(&street, "ervoor"),
        street_short: endings(&street, "slot_kort"),
        street_telling: endings(&street, "slot_van_niets_anders"),
        street_alone: set(&street, "woord"),
        street_numbered: endings(&street, "slot_met_nummer"),
        street_heads: set(&street, "begin"),
        living: set(&address, "woont"),
        living_between: set(&address, "ertussen"),
        house_number: set(&address, "huisnummer"),
        small_numbers: set(&address, "huisnummer_in_woorden"),
        tens: endings(&address, "slot_huisnummer_in_woorden"),
        lives: set(&address, "waar_iemand_woont"),
        quantities: set(&address, "hoeveelheid"),
        no_postcode: set(&address, "geen_postcode"),
        file_number: set(&file, "nummer"),
        file_labels: set(&file, "etiket"),
        file_heads: set(&file, "begin"),
        file_between: set(&file, "ertussen"),
        number_labels: set(&phone, "etiket"),
        phone_words: set(&phone, "woord"),
        digits: set(&phone, "cijfers"),
        born_between: set(&date, "ertussen"),
        looks: set(&date, "uiterlijk"),
        of_life: set(&date, "van_iemand"),
        life_trades: endings(&date, "slot_van_iemands_beroep"),
        at_the_head: set(&name, "doet_voorop"),
        before_a_thing: set(&name, "voor_een_ding"),
        matters: set(&name, "waar_het_over_gaat"),
        peoples: set(&name, "wie_erbij_horen"),
        before_whose: set(&name, "tussen_zaak_en_naam"),
        things_at_the_head: set(&name, "ding_vooraan"),
        done_to_things: set(&name, "wat_een_ding_is"),
        trade: set(&name, "achter_een_firma"),
        before_a_place: set(&name, "voor_een_plaats"),
        condemned: set(&record, "veroordeeld"),
        of_origin: set(&name, "van_herkomst"),
        before_a_street: set(&street, "ervoor_ook"),
        street_never_a_name: endings(&street, "slot_nooit_een_naam"),
        extensions: set(&name, "bestandssoort"),
        finite: set(&name, "persoonsvorm"),
        to_somebody: set(&name, "naar_iemand"),
        of_a_firm_too: set(&name, "ook_met_een_firma"),
        loose: set(&name, "los"),
        as_a_town: set(&name, "ook_van_een_plaats"),
        with: set(&name, "met"),
        to_place: set(&name, "naar_een_plaats"),
        telling: set(&name, "alleen_in_namen"),
        body_endings: endings(&name, "slot_van_een_instantie"),
        trees: set(&name, "boom"),
        surname_shapes: endings(&word, "slot_van_een_achternaam"),
        no_surname_shapes: endings(&word, "slot_en_toch_geen_naam"),
        word_endings: endings(&word, "slot"),
        word_heads: set(&word, "voorvoegsel"),
        born_short: set(&date, "geboren_kort"),
        built_things: set(&date, "met_bouwjaar"),
        no_age: set(&date, "geen_leeftijd"),
        years_there: set(&date, "zo_lang_ergens"),
        somebody: set(&date, "iemand"),
        from_where: set(&date, "vandaan"),
        at_sign: set(&address, "apenstaart"),
        domains: set(&address, "domein"),
        street_of_a_person: endings(&street, "slot_ook_achter_voornamen"),
        to_any_street: set(&street, "ervoor_zonder_meer"),
        street_between: set(&street, "ertussen"),
        street_of: set(&street, "woord_met_van"),
        before_initials: set(&name, "voor_voorletters"),
        street_after_given: endings(&street, "slot_achter_een_voornaam"),
        beside_somebody: set(&name, "vlak_voor_iemand"),
        behind_a_name: set(&name, "doet_erachter"),
        names_a_role: set(&name, "zo_heet_hij"),
        trade_endings: endings(&name, "slot_van_een_beroep"),
        next_clause: set(&name, "begint_een_bijzin"),
        spoken_for: set(&name, "zegsman"),
        done_together: set(&name, "met_iemand_samen"),
        before_a_house: set(&name, "voor_een_huis"),
        concerned: set(&name, "betreft"),
        before_a_clause: set(&name, "voor_een_bijzin"),
        how_many_offences: set(&record, "hoeveel"),
        long_ago: set(&record, "lang_geleden"),
        punished_for: set(&record, "waarvoor"),
        in_the_body: set(&record, "in_het_lichaam"),
        before_the_offence: set(&record, "voor_het_delict"),
        child_endings: endings(&name, "slot_kind_van"),
        is_somebody: set(&name, "is_iemand"),
    })
}

fn endings(table: &Table<'_>, field: &'static str) -> Endings {
    // Read as a set, so that one that stands there twice is told.
    let all = set(table, field);
    let mut endings: Vec<String> = all.words().map(fold).collect();
    endings.sort_unstable();
    Endings::new(endings)
}
