//! People as officers write of them: ordinary Dutch names that are words as well, and names that stand in no list of
//! the gate (`onbekende-voornamen.txt`, `onbekende-achternamen.txt`), with the signs and in the layouts in which they
//! come. The same seed makes the same cases.

use piket::{
    domain::{draft::DraftKind, fold::fold},
    judge::gate::{known::KnownPerson, policy::GateChannel},
};

use super::{GateCase, Planted, draw::Draw};

const GIVEN_OUT: &str = include_str!("../fixtures/poort/onbekende-voornamen.txt");
const SURNAMES_OUT: &str = include_str!("../fixtures/poort/onbekende-achternamen.txt");

/// Given names that are words or near to one.
const GIVEN: [&str; 30] = [
    "Jan", "Sem", "Peter", "Mark", "Roos", "Ben", "Bo", "Mees", "Els", "Floor", "Iris", "Bas", "Dirk", "Hans", "Eva",
    "Kees", "Piet", "Sam", "Ton", "Cor", "Mia", "Rein", "Fleur", "Max", "Robin", "Job", "Bram", "Nel", "Joost", "Li",
];
/// Surnames that are words or near to one.
const SURNAMES: [&str; 40] = [
    "Bakker",
    "Visser",
    "Kok",
    "Prins",
    "Koning",
    "Vos",
    "Groot",
    "Post",
    "Winter",
    "Zomer",
    "Bloem",
    "Mulder",
    "Meester",
    "Slager",
    "Vries",
    "Jong",
    "Boer",
    "Wit",
    "Haan",
    "Bruin",
    "Berg",
    "Dijk",
    "Heide",
    "Graaf",
    "Smit",
    "Jansen",
    "Peters",
    "Dekker",
    "Hendriks",
    "Kuiper",
    "Timmerman",
    "Steenbakker",
    "Groenewoud",
    "Waterman",
    "Nieuwenhuis",
    "Appelboom",
    "Zandvliet",
    "Bos",
    "Ruiter",
    "Vogel",
];
const PARTICLES: [&str; 20] = [
    "", "", "", "", "", "", "de", "de", "van", "van de", "van der", "van den", "van 't", "ter", "ten", "op den", "El",
    "Al", "Ben", "'t",
];
const ROLES: [&str; 16] = [
    "Patiënt",
    "De tbs-gestelde",
    "Betrokkene",
    "Medewerker",
    "beveiliger",
    "sociotherapeut",
    "de verdachte",
    "pt",
    "pt.",
    "mdw",
    "slachtoffer",
    "getuige",
    "collega",
    "zijn moeder",
    "teamleider",
    "verpleegkundige",
];
const TITLES: [&str; 12] =
    ["Dhr.", "dhr", "mw.", "mevr.", "Mevrouw", "de heer", "Dr.", "drs.", "mr.", "meneer", "prof.", "Dhr"];
const LABELS: [&str; 10] = [
    "Naam: ",
    "Naam patiënt: ",
    "Betreft: ",
    "Slachtoffer: ",
    "Naam betrokkene: ",
    "Melder: ",
    "naam = ",
    "Achternaam, voornaam: ",
    "Patiënt: ",
    "Contactpersoon: ",
];
const BEHIND: [&str; 9] = [
    " is terug.",
    " is gewond naar het ziekenhuis.",
    " wilde niet meewerken.",
    ", kamer 12.",
    ".",
    " (unit 3)",
    " en een ander zijn weg.",
    "\nVolgt nader bericht.",
    " om 02:10 teruggebracht.",
];
const BEFORE: [&str; 10] = [
    "",
    "- ",
    "Vannacht is ",
    "Gemeld door ",
    "Het gaat om ",
    "Gesproken met ",
    "Op de gang stond ",
    "Alles is rustig. ",
    "1. ",
    "Twee personen: ",
];

/// One in a list of lines.
fn line(draw: &mut Draw, list: &'static str) -> &'static str {
    let all: Vec<&str> = list.lines().collect();
    draw.text(&all)
}

struct Person {
    given: String,
    particle: &'static str,
    surname: String,
}

impl Person {
    fn drawn(draw: &mut Draw) -> Self {
        let given = if draw.below(2) == 0 { line(draw, GIVEN_OUT) } else { draw.text(&GIVEN) };
        let surname = if draw.below(2) == 0 { line(draw, SURNAMES_OUT) } else { draw.text(&SURNAMES) };
        Self { given: given.to_owned(), particle: draw.text(&PARTICLES), surname: surname.to_owned() }
    }

    fn last(&self) -> String {
        let gap = if self.particle.is_empty() { "" } else { " " };
        format!("{}{gap}{}", self.particle, self.surname)
    }

    fn full(&self) -> String {
        format!("{} {}", self.given, self.last())
    }

    fn initial(&self) -> char {
        self.given.chars().next().unwrap_or('A')
    }

    fn known(&self, draw: &mut Draw) -> KnownPerson {
        let (first, behind) = (self.initial(), self.particle);
        let name = match draw.below(5) {
            0 | 1 => self.full(),
            2 => format!("{first}. {}", self.last()),
            3 => format!("{}, {first}. {behind}", self.surname).trim().to_owned(),
            _ => format!("{}, {} {behind}", self.surname.to_uppercase(), self.given).trim().to_owned(),
        };
        KnownPerson { name, birth: None, phone: None }
    }
}

/// What stands before the name, the name, what stands behind it.
fn stranger(draw: &mut Draw) -> (String, String, String) {
    let p = Person::drawn(draw);
    let (first, second) = (p.initial(), draw.text(&["", "J.", " M.", "-J."]));
    let signed = format!("{first}.{second} {}", p.last());
    let behind = draw.text(&BEHIND).to_owned();
    let (before, name) = match draw.below(14) {
        0 | 1 => (format!("{} ", draw.text(&ROLES)), p.full()),
        2 => (format!("{} ", draw.text(&ROLES)), p.last()),
        3 => (format!("{} ", draw.text(&TITLES)), p.full()),
        4 => (format!("{} ", draw.text(&TITLES)), p.last()),
        5 => (format!("{} ", draw.text(&TITLES)), signed),
        6 => (draw.text(&LABELS).to_owned(), p.full()),
        7 => (draw.text(&BEFORE).to_owned(), signed),
        8 => (draw.text(&BEFORE).to_owned(), format!("{first}. {}.  {}", 'K', p.last())),
        9 => (draw.text(&BEFORE).to_owned(), format!("{} {}", p.given, Person::drawn(draw).full())),
        10 => (draw.text(&BEFORE).to_owned(), format!("{}-{}", p.full(), Person::drawn(draw).surname)),
        _ => (draw.text(&BEFORE).to_owned(), p.full()),
    };
    let name = match draw.below(8) {
        0 => name.replacen(' ', "\n", 1),
        1 => name.replace(' ', "  "),
        2 => name.split(' ').map(|word| capital(&fold(word))).collect::<Vec<_>>().join(" "),
        _ => name,
    };
    (before, name, behind)
}

/// With a capital; a particle stays small.
fn capital(word: &str) -> String {
    let small = ["de", "van", "der", "den", "ter", "ten", "op"].contains(&word);
    let mut letters = word.chars();
    match letters.next() {
        Some(first) if !small => first.to_uppercase().chain(letters).collect(),
        Some(_) | None => word.to_owned(),
    }
}

/// A person of the case, in a spelling of which the case knows another.
fn told(draw: &mut Draw, p: &Person) -> String {
    let whole = p.full();
    let first = p.initial();
    match draw.below(12) {
        0 => whole.to_lowercase(),
        1 => whole.to_uppercase(),
        2 => format!("{}, {} {}", p.surname, p.given, p.particle).trim().to_owned(),
        3 => format!("{}, {first}. {}", p.surname, p.particle).trim().to_owned(),
        4 => format!("{first}. {}", p.last()),
        5 => format!("{first} {}", p.last()),
        6 => p.surname.clone(),
        7 => format!("{}s", p.surname),
        8 => p.surname.to_uppercase(),
        9 => whole.replacen(' ', "\n", 1),
        10 => format!("{}, {} {}", p.surname.to_lowercase(), p.given.to_lowercase(), p.particle).trim().to_owned(),
        _ => whole,
    }
}

/// Makes so many cases with a name in each: every other one of somebody the case knows.
pub fn cases(seed: u64, count: usize) -> Vec<GateCase> {
    let mut draw = Draw(seed);
    (0..count).map(|n| case(&mut draw, n)).collect()
}

fn case(draw: &mut Draw, n: usize) -> GateCase {
    let channel = draw.one(&GateChannel::all().collect::<Vec<_>>()).unwrap_or(GateChannel::Draft(DraftKind::Sms));
    let known = n.is_multiple_of(2);
    let own = Person::drawn(draw);
    let persons = vec![own.known(draw)];
    let (before, name, behind) = if known {
        let name = told(draw, &own);
        let before = ["Gesproken met ", "Navragen bij ", "De politie zoekt ", "Dit ging over ", "Gebeld: ", ""];
        (draw.text(&before).to_owned(), name, draw.text(&BEHIND).to_owned())
    } else {
        stranger(draw)
    };
    let planted = Planted { kind: "naam".to_owned(), bytes: (before.len(), before.len() + name.len()), known };
    GateCase {
        id: format!("mens-{n:04}"),
        channel,
        persons,
        text: format!("{before}{name}{behind}"),
        planted: vec![planted],
    }
}
