//! What happened, and how a form writes it down: the values are those that a reader has to find back.

use std::collections::BTreeMap;

use chrono::{Duration, NaiveDate, NaiveDateTime};

use super::super::shapes::{self, Rng};

/// One item of a form as it is printed and filled in.
#[derive(Debug, Clone)]
pub struct Item {
    pub label: String,
    pub answer: String,
    /// What stands beside it of a second person, in forms for two.
    pub second: String,
}

/// A form: its items in order, and what it says.
pub struct Form {
    pub kind: &'static str,
    pub title: String,
    pub items: Vec<Item>,
    pub truth: BTreeMap<String, String>,
    pub sent: NaiveDateTime,
}

const NAMES: [&str; 6] =
    ["T. Verzonnen", "K. el Fictief", "A.B. Nepnaam-de Boer", "R. van den Bedacht", "Ö. Schijnbaar", "L. Onecht"];
const SECOND: [&str; 3] = ["P. Tweede", "S. Anders", "M. Overig"];
const INRICHTINGEN: [&str; 5] = [
    "FPC de Kijvelanden",
    "FPC Dr. S. van Mesdag",
    "FPC de Oostvaarderskliniek",
    "FPC de Rooyse Wissel",
    "FPC Pompestichting",
];
const STORIES: [&str; 4] = [
    "In de keuken ontstond ruzie over het eten. Betrokkene sloeg een medepatiënt met een pan en is daarna door vier medewerkers naar zijn kamer gebracht.",
    "Bij de ochtendronde lag de patiënt niet aanspreekbaar op bed. De ambulance was er na tien minuten. Reanimatie had geen resultaat.",
    "Brand in kamer 12: een matras is aangestoken. De brandweer heeft geblust, twee bewoners zijn nagekeken wegens rook.",
    "Tijdens het luchten is een pakje over het hek gegooid. Er zaten twee telefoons en een mes in.",
];

/// The items in the order of the statutory form.
const MBV: [&str; 26] = [
    "persoon",
    "geboortedatum",
    "verblijfstitel",
    "datum_inschrijving",
    "geslacht",
    "delict",
    "nationaliteit",
    "briefnummer",
    "inrichting",
    "afdeling",
    "soort_afdeling",
    "verlofvorm",
    "voorval",
    "constatering",
    "type_voorval",
    "beschrijving",
    "recidivegevaar",
    "gemeld_opsporing",
    "gemeld_om",
    "media",
    "omwonenden",
    "slachtoffers",
    "maatregelen",
    "opmerkingen",
    "plaats",
    "datum",
];
const MOA: [&str; 7] =
    ["persoon", "geboortedatum", "inrichting", "einddatum", "voorval", "constatering", "wijze_van_onttrekking"];

/// The form of one list of words. With `two` it is about two persons.
pub fn form(list: &super::WordList, rng: &mut Rng, moa: bool, two: bool) -> Form {
    let day = NaiveDate::from_ymd_opt(2026, 1, 5).unwrap_or_default() + Duration::days(i64::from(rng.until(320)));
    let voorval = day.and_hms_opt(1 + rng.until(22), rng.until(60), 0).unwrap_or_default();
    let mut names: Vec<&str> = if moa { MOA.to_vec() } else { [MBV.as_slice(), &["ondertekend_door"]].concat() };
    // Not every form asks for everything.
    if rng.until(2) == 0 {
        names.retain(|name| *name != "constatering");
    }
    let empty = if moa { ["einddatum", ""] } else { [rng.choose(&["opmerkingen", "briefnummer"]), "media"] };
    let left_empty = rng.until(3) == 0;
    let mut truth = BTreeMap::new();
    let mut items = Vec::new();
    for name in names {
        let (value, answer) = fact(name, rng, voorval);
        let blank = left_empty && empty.contains(&name);
        if !blank {
            truth.insert(called(name, moa), value);
        }
        let second = match name {
            "persoon" if two => rng.choose(&SECOND).to_owned(),
            "geboortedatum" if two => "03-03-1971".to_owned(),
            _ => String::new(),
        };
        if let Some(heading) = list.headings.get(name) {
            items.push(Item { label: heading.clone(), answer: String::new(), second: String::new() });
        }
        let label = list.fields.get(name).and_then(|labels| labels.first()).cloned().unwrap_or_default();
        items.push(Item { label, answer: if blank { String::new() } else { answer }, second });
    }
    for (label, answers) in &list.foreign {
        let answer = answers.first().cloned().unwrap_or_default();
        let at = rng.until(u32::try_from(items.len()).unwrap_or(1)) as usize;
        items.insert(at, Item { label: label.clone(), answer, second: String::new() });
    }
    let titles: &[&str] = if moa {
        &["Melding ongeoorloofde afwezigheid", "MOA", "Meldingsformulier ongeoorloofde afwezigheid"]
    } else {
        &["Melding bijzonder voorval", "Meldformulier MBV", "MELDING BIJZONDER VOORVAL TBS"]
    };
    let title = rng.choose(titles).to_owned();
    let kind = if moa { "moa" } else { "mbv" };
    Form { kind, title, items, truth, sent: voorval + Duration::minutes(150) }
}

fn called(name: &str, moa: bool) -> String {
    match (name, moa) {
        ("persoon", true) => "naam",
        ("persoon", false) => "verpleegde",
        _ => name,
    }
    .to_owned()
}

/// The value of a field, and how it is written.
fn fact(name: &str, rng: &mut Rng, voorval: NaiveDateTime) -> (String, String) {
    let day = |rng: &mut Rng, year: i32, span: u32| {
        let first = NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or_default();
        let found = first + Duration::days(i64::from(rng.until(span)));
        (found.to_string(), shapes::date(rng, found))
    };
    let moment = |rng: &mut Rng, t: NaiveDateTime| (shapes::rfc3339(t), shapes::moment(rng, t));
    let options: &[&str] = match name {
        "geboortedatum" => return day(rng, 1958, 14_000),
        "datum_inschrijving" => return day(rng, 2018, 2500),
        "einddatum" => return day(rng, 2027, 900),
        "datum" => {
            let found = voorval.date() + Duration::days(i64::from(rng.until(2)));
            return (found.to_string(), shapes::date(rng, found));
        }
        "voorval" => return moment(rng, voorval),
        "constatering" => {
            let later = voorval + Duration::minutes(i64::from(5 + rng.until(50)));
            return moment(rng, later);
        }
        "type_voorval" => {
            let options = [("A", "A - natuurlijke dood"), ("I", "I. ernstig geweld"), ("J", "J"), ("B", "B (suïcide)")];
            let (value, answer) = options[rng.until(4) as usize];
            return (value.to_owned(), answer.to_owned());
        }
        "persoon" => &NAMES,
        "inrichting" => &INRICHTINGEN,
        "beschrijving" => &STORIES,
        "verblijfstitel" => &["tbs met dwangverpleging", "tbs met voorwaarden", "PIJ-maatregel"],
        "geslacht" => &["man", "vrouw"],
        "delict" => &["poging tot doodslag", "brandstichting", "art. 312 Sr", "zware mishandeling"],
        "nationaliteit" => &["Nederlandse", "Turkse", "Nederlandse en Marokkaanse", "onbekend"],
        "briefnummer" => &["2026/417", "MS-2026-338", "KV 26.051"],
        "afdeling" => &["Noord", "De Wilgen", "Delta 4", "Eems"],
        "soort_afdeling" => &["intramuraal", "transmuraal", "extramuraal"],
        "verlofvorm" => &["geen", "begeleid verlof", "onbegeleid verlof", "proefverlof"],
        "recidivegevaar" => &["Laag", "Niet verhoogd", "Matig, op korte termijn niet toegenomen"],
        "gemeld_opsporing" => &["Ja, 112 gebeld om 15.46 uur", "nog niet", "14-11-2026 16:05, wijkagent"],
        "gemeld_om" => &["mr. B. Kamp, 14-11-2026 16:30", "Nee", "nog niet"],
        "media" => &["Geen", "Een omroep heeft gebeld; verwezen naar de woordvoerder"],
        "omwonenden" => &["Niet nodig", "Nog niet", "Brief in voorbereiding met de gemeente"],
        "slachtoffers" => &["Niet van toepassing", "Via het informatiepunt gebeld", "Nog niet bereikt"],
        "maatregelen" => &["Afzondering op eigen kamer", "Alle verloven van de afdeling zijn stilgelegd"],
        "opmerkingen" => &["Geen", "Camerabeelden zijn veiliggesteld"],
        "plaats" => &["Almere", "Groningen", "Poortugaal"],
        "ondertekend_door" => &["mr. P. de Vries", "G. Hoekstra", "dr. N. Akkerman"],
        "wijze_van_onttrekking" => &["over het hek geklommen", "niet teruggekeerd van onbegeleid verlof"],
        _ => &[""],
    };
    let value = rng.choose(options).to_owned();
    (value.clone(), value)
}
