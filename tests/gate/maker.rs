//! A maker of cases: texts that may leave, and the same with one leak planted, in the spellings in which names, dates and
//! numbers come. The same seed makes the same cases.

#[path = "maker/words.rs"]
mod words;

use piket::{
    domain::draft::DraftKind,
    judge::gate::{known::KnownPerson, policy::GateChannel},
};
use words::{AROUND, CLEAN, GIVEN, HOUSES, LEAKS, ROLES, SURNAMES, TITLES, TOWNS};

use super::{GateCase, Planted, draw::Draw};

/// Makes so many cases; every other one has a leak.
pub fn cases(seed: u64, count: usize) -> Vec<GateCase> {
    let mut draw = Draw(seed);
    (0..count).map(|n| draw.case(n)).collect()
}

/// A person, with the parts that a text may name.
struct Person {
    given: &'static str,
    surname: &'static str,
    initials: String,
    birth: (u32, u32, u32),
    mobile: String,
    known: KnownPerson,
}

/// Parts of a surname that are not the name itself.
fn core(surname: &str) -> &str {
    const PARTICLES: [&str; 12] = ["van", "der", "den", "de", "ten", "ter", "te", "el", "ait", "in", "'t", "op"];
    let mut rest = surname;
    while let Some((first, more)) = rest.split_once(' ')
        && PARTICLES.contains(&first.to_lowercase().as_str())
    {
        rest = more;
    }
    rest
}

/// Letters as somebody without a compose key types them.
fn plain(name: &str) -> String {
    piket::domain::fold::fold(name)
}

impl Draw {
    fn person(&mut self) -> Person {
        let (given, surname) = (self.text(GIVEN), self.text(SURNAMES));
        let first: String = given.chars().take(1).collect();
        let second = self.text(&["", "", "A.", "J.", "M."]);
        let initials = format!("{first}.{second}");
        let name = core(surname);
        let before = surname.strip_suffix(name).unwrap_or_default().trim();
        let gap = if before.is_empty() { "" } else { " " };
        let written = match self.below(4) {
            0 => format!("{given} {surname}"),
            1 => format!("{initials} {surname}"),
            2 => format!("{name}, {initials}{gap}{before}"),
            _ => format!("{}, {given}{gap}{before}", name.to_uppercase()),
        };
        let birth = (self.number(1950, 2006), self.number(1, 13), self.number(1, 29));
        let mobile = format!("06{:08}", self.number(10_000_000, 99_999_999));
        let known = KnownPerson {
            name: written,
            birth: Some(format!("{}-{:02}-{:02}", birth.0, birth.1, birth.2)),
            phone: Some(mobile.clone()),
        };
        Person { given, surname, initials, birth, mobile, known }
    }

    fn date(&mut self, (y, m, d): (u32, u32, u32)) -> String {
        const MONTHS: [&str; 12] = [
            "januari",
            "februari",
            "maart",
            "april",
            "mei",
            "juni",
            "juli",
            "augustus",
            "september",
            "oktober",
            "november",
            "december",
        ];
        let month = MONTHS.get(m as usize - 1).copied().unwrap_or_default();
        let short = month.get(..3).unwrap_or_default();
        let yy = y % 100;
        match self.below(13) {
            0 => format!("{d:02}-{m:02}-{y}"),
            1 => format!("{d}-{m}-{y}"),
            2 => format!("{d:02}/{m:02}/{yy:02}"),
            3 => format!("{d:02}.{m:02}.{y}"),
            4 => format!("{d:02} {m:02} {y}"),
            5 => format!("{y}-{m:02}-{d:02}"),
            6 => format!("{d:02}{m:02}{y}"),
            7 => format!("{d:02}{m:02}{yy:02}"),
            8 => format!("{d} {month} {y}"),
            9 => format!("{d}e {month} {y}"),
            10 => format!("{d} {short} {y}"),
            11 => format!("{d:02}-{m:02}-'{yy:02}"),
            _ => format!("{d} {month}\n{y}"),
        }
    }

    fn phone(&mut self, mobile: &str) -> String {
        let rest = mobile.get(2..).unwrap_or_default();
        let (head, tail) = rest.split_at(4);
        match self.below(10) {
            0 => mobile.to_owned(),
            1 => format!("06-{rest}"),
            2 => format!("06 {head} {tail}"),
            3 => format!("+31 6 {head} {tail}"),
            4 => format!("+316{rest}"),
            5 => format!("0031 6 {rest}"),
            6 => format!("(06) {rest}"),
            7 => format!("+31 (0)6 {rest}"),
            8 => format!("06/{rest}"),
            _ => format!("06 - {rest}"),
        }
    }

    /// One letter missing, doubled or swapped.
    fn slip(&mut self, name: &str) -> String {
        let mut letters: Vec<char> = name.chars().collect();
        let at = 1 + self.below(letters.len() - 2);
        match self.below(3) {
            0 => drop(letters.remove(at)),
            1 => letters.insert(at, letters.get(at).copied().unwrap_or_default()),
            _ => letters.swap(at, at + 1),
        }
        letters.into_iter().collect()
    }

    /// A name of the case, in one of its spellings.
    fn spelled(&mut self, p: &Person) -> String {
        let (name, surname) = (core(p.surname), p.surname);
        let given = p.known.name.contains(p.given);
        let long = name.chars().count() >= 6 && name.chars().all(char::is_alphabetic);
        match self.below(20) {
            0 => surname.to_uppercase(),
            1 => surname.to_lowercase(),
            2 => plain(surname),
            3 if !name.ends_with('s') => format!("{name}s"),
            4 => format!("{} {surname}", p.initials),
            5 => format!("{name}, {}", p.initials),
            6 => format!("{} {surname}", p.initials.replace('.', "")),
            7 => name.replace(' ', "-"),
            8 => surname.replace("van der", "v.d.").replace("van den", "v.d."),
            9 if surname.starts_with("van") || surname.starts_with("El") => surname.replace(' ', ""),
            10 | 11 if given => format!("{} {surname}", p.given),
            12 if given => format!("{}\n{surname}", p.given),
            13 if given => p.given.to_owned(),
            14 if given => format!("{} {}.", p.given, name.chars().take(1).collect::<String>()),
            15 | 16 if long => self.slip(name),
            17 if long => name.replace("ij", "y").replace("ck", "k"),
            18 if long => {
                let (head, tail) = name.split_at(name.char_indices().nth(3).map_or(0, |(i, _)| i));
                format!("{head}-\n{tail}")
            }
            _ => name.to_owned(),
        }
    }

    /// A name that nobody told the desk: its sign, and the name.
    fn stranger(&mut self) -> (String, String) {
        let p = self.person();
        let full = format!("{} {}", p.given, p.surname);
        let signed = format!("{} {}", p.initials, p.surname);
        match self.below(6) {
            0 => (format!("{} ", self.text(TITLES)), self.one(&[&full, &signed]).cloned().unwrap_or_default()),
            1 => (format!("{} ", self.text(TITLES)), p.surname.to_owned()),
            2 => (format!("{} ", self.text(ROLES)), self.one(&[&full, &signed]).cloned().unwrap_or_default()),
            3 => (String::new(), signed),
            4 => (String::new(), full),
            _ => (self.text(&["naam: ", "Hij heet ", "genaamd "]).to_owned(), full),
        }
    }

    fn bsn(&mut self) -> String {
        loop {
            let digits: Vec<u32> = (0..9).map(|i| self.number(u32::from(i == 0), 10)).collect();
            let weighed = digits.iter().zip([9, 8, 7, 6, 5, 4, 3, 2]).map(|(v, w)| v * w).sum::<u32>();
            if weighed % 11 == digits.last().copied().unwrap_or_default() {
                let all: String = digits.iter().filter_map(|d| char::from_digit(*d, 10)).collect();
                let (head, rest) = all.split_at(3);
                let (middle, tail) = rest.split_at(3);
                let joint = self.text(&["", ".", " ", "-"]);
                return [head, middle, tail].join(joint);
            }
        }
    }

    fn sentence(&mut self) -> String {
        let director =
            self.text(&["Pompestichting", "Kijvelanden", "Inforsa", "Van der Hoeven", "Mesdag", "Veldzicht"]);
        let (town, house) = (self.text(TOWNS), self.text(HOUSES));
        let sentence = self.text(CLEAN).replace("{pl}", town).replace("{inr}", house).replace("{dir}", director);
        match self.below(6) {
            0 => sentence.to_lowercase(),
            1 => sentence.to_uppercase(),
            _ => sentence,
        }
    }

    /// What stands before a leak, the leak, what stands behind it, its kind, and whether the case knows it.
    fn leak(&mut self, persons: &[Person]) -> (String, String, String, &'static str, bool) {
        let person = persons.get(self.below(persons.len()));
        let end = || ".".to_owned();
        match (self.below(10), person) {
            (0..=3, Some(p)) => {
                let around = self.text(AROUND);
                let (before, behind) = around.split_once("{}").unwrap_or_default();
                (before.to_owned(), self.spelled(p), behind.to_owned(), "naam", true)
            }
            (4, Some(p)) => {
                let before = self.text(&["Opgezocht op ", "De man (", "geb "]);
                (before.to_owned(), self.date(p.birth), end(), "geboortedatum", true)
            }
            (5, Some(p)) => ("Bel ".to_owned(), self.phone(&p.mobile), " terug.".to_owned(), "telefoon", true),
            (6 | 7, _) => {
                let (sign, name) = self.stranger();
                let before =
                    self.text(&["Vanmorgen sprak ik ", "Gemeld door ", "Dit komt van ", "Bel ", "Het betreft "]);
                let behind = self.text(&[" in de gang.", " over het voorval.", ".", ", vannacht."]);
                (format!("{before}{sign}"), name, behind.to_owned(), "naam", false)
            }
            (8, _) if self.below(3) == 0 => ("nummer ".to_owned(), self.bsn(), end(), "bsn", false),
            (_, _) => {
                let (kind, before, leak) = self.one(LEAKS).unwrap_or_default();
                (before.to_owned(), leak.to_owned(), end(), kind, false)
            }
        }
    }

    fn case(&mut self, n: usize) -> GateCase {
        let channel = self.one(&GateChannel::all().collect::<Vec<_>>()).unwrap_or(GateChannel::Draft(DraftKind::Sms));
        let persons: Vec<Person> = (0..=self.below(3)).map(|_| self.person()).collect();
        let mut sentences: Vec<String> = (0..=self.below(4)).map(|_| self.sentence()).collect();
        let joint = self.text(&[" ", "\n", "\n- "]);
        let mut planted = Vec::new();
        if n % 2 == 1 {
            let (before, leak, behind, kind, known) = self.leak(&persons);
            let start = sentences.iter().map(|s| s.len() + joint.len()).sum::<usize>() + before.len();
            planted.push(Planted { kind: kind.to_owned(), bytes: (start, start + leak.len()), known });
            sentences.push(format!("{before}{leak}{behind}"));
        }
        GateCase {
            id: format!("eigen-{n:04}"),
            channel,
            persons: persons.into_iter().map(|p| p.known).collect(),
            text: sentences.join(joint),
            planted,
        }
    }
}
