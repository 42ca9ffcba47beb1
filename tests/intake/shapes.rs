//! The same facts in many forms: other words for the labels, other ways to write a date, other layouts, other
//! encodings. Every mail knows what it says, so that reading it can be judged field by field.

use std::collections::BTreeMap;

use chrono::{Duration, NaiveDate, NaiveDateTime};

use super::packaging::pack;

/// Reproducible chance.
pub struct Rng(u64);

impl Rng {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub fn until(&mut self, limit: u32) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        u32::try_from(self.0 % u64::from(limit)).unwrap_or(0)
    }

    fn index(&mut self, length: usize) -> usize {
        self.until(u32::try_from(length).unwrap_or(1)) as usize
    }

    pub fn choose<'a, T: ?Sized>(&mut self, list: &[&'a T]) -> &'a T {
        list[self.index(list.len())]
    }

    fn shuffle<T>(&mut self, list: &mut [T]) {
        for i in (1..list.len()).rev() {
            let j = self.index(i + 1);
            list.swap(i, j);
        }
    }
}

/// A field: its name, how it is labelled here, how its value is written here.
#[derive(Clone)]
pub struct FieldLine {
    pub label: String,
    pub text: String,
    pub long: bool,
}

/// What a mail says, and the mail.
pub struct Case {
    pub kind: &'static str,
    pub fields: BTreeMap<String, String>,
    pub mail: Vec<u8>,
    pub shape: String,
}

const NAMES: [&str; 6] = [
    "B.J. Proefpersoon",
    "Jan-Willem de Voorbeeld",
    "Ömer Niemand",
    "Achmed el Fictief",
    "Q. van 't Verzinsel",
    "M.-L. Bedacht",
];
const INRICHTINGEN: [&str; 5] = [
    "FPC de Kijvelanden",
    "FPC Dr. S. van Mesdag",
    "FPC de Oostvaarderskliniek",
    "FPC de Rooyse Wissel",
    "FPC Pompestichting",
];
const DESCRIPTIONS: [&str; 4] = [
    "Patiënt heeft een sociotherapeut met een pan op het hoofd geslagen. De medewerker is op de spoedeisende hulp gehecht.",
    "Brand in kamer 12 van afdeling Noord; de brandweer is binnen geweest en heeft geblust. Twee patiënten zijn met rookklachten naar het ziekenhuis gebracht.",
    "Om 14:28 uur bleek de kamer leeg: het raam stond open. Naam en adres van de bezoeker zijn bekend.",
    "Patiënt is levenloos op zijn kamer aangetroffen.",
];

pub fn date(rng: &mut Rng, d: NaiveDate) -> String {
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
    const DAYS: [&str; 7] = ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"];
    use chrono::Datelike;
    let month = MONTHS[d.month0() as usize];
    let short: String = month.chars().take(3).collect();
    let day = DAYS[d.weekday().num_days_from_monday() as usize];
    match rng.until(9) {
        0 | 1 => d.format("%d-%m-%Y").to_string(),
        2 => format!("{} {month} {}", d.day(), d.year()),
        3 => format!("{day} {} {month} {}", d.day(), d.year()),
        4 => format!("{} {} {short}. {}", day.chars().take(2).collect::<String>(), d.day(), d.year()),
        5 => d.format("%-d/%-m/%Y").to_string(),
        6 => d.format("%d.%m.%Y").to_string(),
        7 => d.format("%d-%m-'%y").to_string(),
        _ => d.format("%Y-%m-%d").to_string(),
    }
}

fn clock_time(rng: &mut Rng, t: NaiveDateTime) -> String {
    match rng.until(6) {
        0 | 1 => t.format("%H:%M").to_string(),
        2 => t.format("%H.%M uur").to_string(),
        3 => t.format("%Hu%M").to_string(),
        4 => t.format("%H:%M uur").to_string(),
        _ => t.format("om %H:%M").to_string(),
    }
}

pub fn moment(rng: &mut Rng, t: NaiveDateTime) -> String {
    let (d, k) = (date(rng, t.date()), clock_time(rng, t));
    match rng.until(3) {
        0 => format!("{d}, {k}"),
        _ => format!("{d} {k}"),
    }
}

pub fn rfc3339(t: NaiveDateTime) -> String {
    use chrono::TimeZone;
    let t = chrono_tz::Europe::Amsterdam.from_local_datetime(&t).earliest();
    t.map(|t| t.to_rfc3339_opts(chrono::SecondsFormat::Secs, false)).unwrap_or_default()
}

struct FormBuilder {
    rng: Rng,
    fields: BTreeMap<String, String>,
    lines: Vec<FieldLine>,
    label_offset: usize,
}

impl FormBuilder {
    fn set(&mut self, field: &str, labels: &[&str], value: &str, text: String) {
        let label = labels[(self.label_offset + self.rng.index(2)) % labels.len()].to_owned();
        self.fields.insert(field.to_owned(), value.to_owned());
        self.lines.push(FieldLine { label, long: text.len() > 60, text });
    }

    fn plain(&mut self, field: &str, labels: &[&str], values: &[&str]) {
        let value = self.rng.choose(values).to_owned();
        self.set(field, labels, &value, value.clone());
    }

    fn day(&mut self, field: &str, labels: &[&str], d: NaiveDate) {
        let text = date(&mut self.rng, d);
        self.set(field, labels, &d.to_string(), text);
    }

    /// A moment under one label, or its date and time under two.
    fn date_time(&mut self, field: &str, labels: &[&str], apart: &[[&str; 2]], t: NaiveDateTime) {
        if self.rng.until(4) == 0 {
            let [day, hour] = apart[self.rng.index(apart.len())];
            let (d, k) = (date(&mut self.rng, t.date()), clock_time(&mut self.rng, t));
            self.fields.insert(field.to_owned(), rfc3339(t));
            self.lines.push(FieldLine { label: day.to_owned(), text: d, long: false });
            self.lines.push(FieldLine { label: hour.to_owned(), text: k, long: false });
        } else {
            let text = moment(&mut self.rng, t);
            self.set(field, labels, &rfc3339(t), text);
        }
    }
}

/// Case number `seed`.
pub fn case(seed: u64) -> Case {
    let mut rng = Rng::new(seed + 1);
    let day = NaiveDate::from_ymd_opt(2026, 1, 5).unwrap_or_default() + Duration::days(i64::from(rng.until(330)));
    let voorval = day.and_hms_opt(4 + rng.until(20), rng.until(60), 0).unwrap_or_default();
    let label_offset = rng.index(12);
    let mut b = FormBuilder { rng, fields: BTreeMap::new(), lines: Vec::new(), label_offset };
    let kind = if seed.is_multiple_of(3) { "moa" } else { "mbv" };
    if kind == "moa" {
        moa(&mut b, voorval);
    } else {
        mbv(&mut b, voorval);
    }
    let FormBuilder { mut rng, fields, mut lines, .. } = b;
    // The place and date of signing stay behind the report; the rest may stand in any order.
    if rng.until(3) == 0 {
        let fixed = lines.iter().position(|r| r.label.to_lowercase().starts_with("plaats")).unwrap_or(lines.len());
        let (free, _) = lines.split_at_mut(fixed);
        if !free.iter().any(|r| r.label.contains("jdstip") || r.label.starts_with("Tijd")) {
            rng.shuffle(free);
        }
    }
    let (mail, shape) = pack(&mut rng, kind, &lines, voorval + Duration::minutes(100));
    Case { kind, fields, mail, shape }
}

#[expect(clippy::too_many_lines, reason = "one row an item of the form")]
fn mbv(b: &mut FormBuilder, voorval: NaiveDateTime) {
    let old = |b: &mut FormBuilder, year: i32| {
        NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or_default() + Duration::days(i64::from(b.rng.until(9000)))
    };
    b.plain(
        "verpleegde",
        &[
            "Naam verpleegde",
            "1. Naam verpleegde(n)",
            "Naam patiënt",
            "Verpleegde",
            "Naam van de verpleegde",
            "Naam betrokkene",
            "Naam",
        ],
        &NAMES,
    );
    let d = old(b, 1955);
    b.day("geboortedatum", &["Geboortedatum", "Geb. datum", "Geboren op", "Geboortedatum verpleegde", "Geb.datum"], d);
    b.plain(
        "verblijfstitel",
        &["Verblijfstitel", "Juridische titel", "Titel van verblijf"],
        &["tbs met dwangverpleging", "tbs met voorwaarden"],
    );
    let d = NaiveDate::from_ymd_opt(2021, 1, 1).unwrap_or_default() + Duration::days(i64::from(b.rng.until(1700)));
    b.day(
        "datum_inschrijving",
        &["Datum inschrijving", "Inschrijfdatum", "Datum van inschrijving", "Ingeschreven sinds"],
        d,
    );
    b.plain("geslacht", &["Geslacht", "Geslacht (m/v)", "M/V"], &["man", "vrouw"]);
    b.plain(
        "delict",
        &["Delict", "Delict(en)", "Indexdelict", "Gepleegd delict"],
        &["art. 287 Sr", "art. 312 Sr", "poging tot doodslag (art. 45 jo. 287 Sr)"],
    );
    b.plain("nationaliteit", &["Nationaliteit"], &["Nederlandse", "Belgische", "onbekend"]);
    b.plain(
        "briefnummer",
        &["Briefnummer", "2. Briefnummer", "Brief nr.", "Ons kenmerk"],
        &["2026/8756", "2026/348", "FZ-2026-0113"],
    );
    b.plain("inrichting", &["Inrichting", "3. Inrichting", "Naam inrichting", "Kliniek", "FPC"], &INRICHTINGEN);
    b.plain("afdeling", &["Afdeling", "Naam afdeling", "Unit"], &["Noord", "De Eik", "B2"]);
    b.plain(
        "soort_afdeling",
        &["Soort afdeling", "4. Soort afdeling", "Type afdeling", "Soort afdeling (intra-/trans-/extramuraal)"],
        &["intramuraal", "transmuraal"],
    );
    b.plain(
        "verlofvorm",
        &["Verlofvorm", "5. Verlofvorm", "Soort verlof", "Vorm van verlof"],
        &["geen", "begeleid", "onbegeleid verlof"],
    );
    b.date_time(
        "voorval",
        &[
            "Datum en tijdstip voorval",
            "6. Datum/tijdstip voorval",
            "Datum en tijd incident",
            "Tijdstip voorval",
            "Datum/tijd incident",
            "Datum en tijdstip van het voorval",
        ],
        &[["Datum voorval", "Tijdstip voorval"], ["Datum incident", "Tijd incident"]],
        voorval,
    );
    b.plain(
        "type_voorval",
        &["Type voorval", "7. Type voorval", "Soort voorval", "Categorie voorval", "Aard van het voorval"],
        &["A", "B", "I", "J"],
    );
    b.plain(
        "beschrijving",
        &[
            "Beschrijving van het voorval",
            "8. Beschrijving voorval",
            "Omschrijving incident",
            "Korte omschrijving",
            "Toedracht",
        ],
        &DESCRIPTIONS,
    );
    b.plain(
        "recidivegevaar",
        &[
            "Voorlopig oordeel recidivegevaar",
            "9. Voorlopig oordeel over recidivegevaar",
            "Recidivegevaar",
            "Inschatting recidiverisico",
        ],
        &["niet verhoogd", "verhoogd", "laag, geen bijzondere zorgen"],
    );
    b.plain(
        "gemeld_opsporing",
        &["Gemeld aan opsporing", "10. Melding opsporing", "Gemeld aan politie", "Politie geïnformeerd"],
        &["ja, basisteam, 23:05", "nee", "ja, op 12-03-2026 om 14.00 uur"],
    );
    b.plain(
        "gemeld_om",
        &["Gemeld aan OM", "Melding OM", "Openbaar Ministerie", "Gemeld aan officier van justitie"],
        &["nee", "ja, mr. D. Eisma, 09:15"],
    );
    b.plain(
        "media",
        &["Media", "11. Mediacontacten", "Media-aandacht", "Contacten met media"],
        &["geen", "De lokale omroep heeft gebeld."],
    );
    b.plain(
        "omwonenden",
        &["Omwonenden", "12. Omwonenden geïnformeerd", "Omwonenden geïnformeerd?"],
        &["niet nodig", "nee", "n.v.t."],
    );
    b.plain(
        "slachtoffers",
        &[
            "Slachtoffers en nabestaanden",
            "13. Slachtoffers/nabestaanden",
            "Slachtoffer(s)/nabestaande(n) geïnformeerd",
            "Slachtoffers",
        ],
        &["n.v.t.", "familie is gebeld"],
    );
    b.plain(
        "maatregelen",
        &["Genomen maatregelen", "14. Genomen maatregelen", "Maatregelen", "Getroffen maatregelen"],
        &["Afzondering; extra toezicht op de afdeling.", "Alle verloven zijn opgeschort."],
    );
    b.plain(
        "opmerkingen",
        &["Opmerkingen", "15. Opmerkingen", "Overige opmerkingen", "Bijzonderheden"],
        &["-", "geen", "Volgt nog."],
    );
    b.plain("plaats", &["Plaats"], &["Almere", "Groningen", "Den Haag"]);
    let d = voorval.date();
    b.day("datum", &["Datum", "Dagtekening", "Datum ondertekening"], d);
    b.plain(
        "ondertekend_door",
        &["Ondertekend door", "Handtekening hoofd", "Naam ondertekenaar"],
        &["mr. P. de Directeur", "drs. A. Hoofd"],
    );
}

fn moa(b: &mut FormBuilder, voorval: NaiveDateTime) {
    b.plain("naam", &["Naam", "Naam patiënt", "Naam verpleegde", "Betrokkene", "Naam ongeoorloofd afwezige"], &NAMES);
    let d = NaiveDate::from_ymd_opt(1960, 1, 1).unwrap_or_default() + Duration::days(i64::from(b.rng.until(14_000)));
    b.day("geboortedatum", &["Geboortedatum", "Geb. datum", "Geboren", "Geboren op"], d);
    b.plain(
        "wijze_van_onttrekking",
        &["Wijze van onttrekking", "Wijze onttrekking", "Manier van onttrekking", "Wijze van ontvluchting"],
        &[
            "Over het hek van het terrein van de kliniek",
            "Onttrokken aan begeleid verlof in het winkelcentrum",
            "Niet teruggekeerd van onbegeleid verlof",
        ],
    );
    let d = voorval.date() + Duration::days(200 + i64::from(b.rng.until(300)));
    b.day(
        "einddatum",
        &["Einddatum tbs", "Einddatum (indien bekend)", "Einddatum", "Expiratiedatum tbs", "Einddatum maatregel"],
        d,
    );
    b.plain("inrichting", &["Inrichting", "Kliniek", "Naam inrichting", "Meldende inrichting"], &INRICHTINGEN);
    b.date_time(
        "voorval",
        &[
            "Datum en tijdstip voorval",
            "Tijdstip onttrekking",
            "Datum/tijd onttrekking",
            "Onttrokken op",
            "Afwezig sinds",
        ],
        &[["Datum onttrekking", "Tijdstip onttrekking"], ["Datum voorval", "Tijd voorval"]],
        voorval,
    );
    let t = voorval + Duration::minutes(5 + i64::from(b.rng.until(90)));
    b.date_time(
        "constatering",
        &["Geconstateerd op", "Constatering", "Tijdstip constatering", "Datum en tijdstip constatering", "Ontdekt op"],
        &[["Datum constatering", "Tijdstip constatering"]],
        t,
    );
}
