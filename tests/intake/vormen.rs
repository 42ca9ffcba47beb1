//! The same facts in many forms: other words for the labels, other ways to write a date, other layouts, other
//! encodings. Every mail knows what it says, so that reading it can be judged field by field.

use std::collections::BTreeMap;

use chrono::{Duration, NaiveDate, NaiveDateTime};

use super::verpakking::verpak;

/// Reproducible chance.
pub struct Kans(u64);

impl Kans {
    pub fn nieuw(zaad: u64) -> Self {
        Self(zaad.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub fn tot(&mut self, grens: u32) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        u32::try_from(self.0 % u64::from(grens)).unwrap_or(0)
    }

    fn plek(&mut self, lengte: usize) -> usize {
        self.tot(u32::try_from(lengte).unwrap_or(1)) as usize
    }

    pub fn kies<'a, T: ?Sized>(&mut self, lijst: &[&'a T]) -> &'a T {
        lijst[self.plek(lijst.len())]
    }

    fn schud<T>(&mut self, lijst: &mut [T]) {
        for i in (1..lijst.len()).rev() {
            let j = self.plek(i + 1);
            lijst.swap(i, j);
        }
    }
}

/// A field: its name, how it is labelled here, how its value is written here.
#[derive(Clone)]
pub struct Regel {
    pub label: String,
    pub tekst: String,
    pub lang: bool,
}

/// What a mail says, and the mail.
pub struct Geval {
    pub soort: &'static str,
    pub velden: BTreeMap<String, String>,
    pub mail: Vec<u8>,
    pub vorm: String,
}

const NAMEN: [&str; 6] = [
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
const BESCHRIJVINGEN: [&str; 4] = [
    "Patiënt heeft een sociotherapeut met een pan op het hoofd geslagen. De medewerker is op de spoedeisende hulp gehecht.",
    "Brand in kamer 12 van afdeling Noord; de brandweer is binnen geweest en heeft geblust. Twee patiënten zijn met rookklachten naar het ziekenhuis gebracht.",
    "Om 14:28 uur bleek de kamer leeg: het raam stond open. Naam en adres van de bezoeker zijn bekend.",
    "Patiënt is levenloos op zijn kamer aangetroffen.",
];

fn datum(kans: &mut Kans, d: NaiveDate) -> String {
    const MAANDEN: [&str; 12] = [
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
    const DAGEN: [&str; 7] = ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"];
    use chrono::Datelike;
    let maand = MAANDEN[d.month0() as usize];
    let kort: String = maand.chars().take(3).collect();
    let dag = DAGEN[d.weekday().num_days_from_monday() as usize];
    match kans.tot(9) {
        0 | 1 => d.format("%d-%m-%Y").to_string(),
        2 => format!("{} {maand} {}", d.day(), d.year()),
        3 => format!("{dag} {} {maand} {}", d.day(), d.year()),
        4 => format!("{} {} {kort}. {}", dag.chars().take(2).collect::<String>(), d.day(), d.year()),
        5 => d.format("%-d/%-m/%Y").to_string(),
        6 => d.format("%d.%m.%Y").to_string(),
        7 => d.format("%d-%m-'%y").to_string(),
        _ => d.format("%Y-%m-%d").to_string(),
    }
}

fn klok(kans: &mut Kans, t: NaiveDateTime) -> String {
    match kans.tot(6) {
        0 | 1 => t.format("%H:%M").to_string(),
        2 => t.format("%H.%M uur").to_string(),
        3 => t.format("%Hu%M").to_string(),
        4 => t.format("%H:%M uur").to_string(),
        _ => t.format("om %H:%M").to_string(),
    }
}

fn moment(kans: &mut Kans, t: NaiveDateTime) -> String {
    let (d, k) = (datum(kans, t.date()), klok(kans, t));
    match kans.tot(3) {
        0 => format!("{d}, {k}"),
        _ => format!("{d} {k}"),
    }
}

fn rfc3339(t: NaiveDateTime) -> String {
    use chrono::TimeZone;
    let t = chrono_tz::Europe::Amsterdam.from_local_datetime(&t).earliest();
    t.map(|t| t.to_rfc3339_opts(chrono::SecondsFormat::Secs, false)).unwrap_or_default()
}

struct Bouw {
    kans: Kans,
    velden: BTreeMap<String, String>,
    regels: Vec<Regel>,
    label_erbij: usize,
}

impl Bouw {
    fn zet(&mut self, veld: &str, labels: &[&str], waarde: &str, tekst: String) {
        let label = labels[(self.label_erbij + self.kans.plek(2)) % labels.len()].to_owned();
        self.velden.insert(veld.to_owned(), waarde.to_owned());
        self.regels.push(Regel { label, lang: tekst.len() > 60, tekst });
    }

    fn gewoon(&mut self, veld: &str, labels: &[&str], waarden: &[&str]) {
        let waarde = self.kans.kies(waarden).to_owned();
        self.zet(veld, labels, &waarde, waarde.clone());
    }

    fn dag(&mut self, veld: &str, labels: &[&str], d: NaiveDate) {
        let tekst = datum(&mut self.kans, d);
        self.zet(veld, labels, &d.to_string(), tekst);
    }

    /// A moment under one label, or its date and time under two.
    fn tijdstip(&mut self, veld: &str, labels: &[&str], apart: &[[&str; 2]], t: NaiveDateTime) {
        if self.kans.tot(4) == 0 {
            let [dag, uur] = apart[self.kans.plek(apart.len())];
            let (d, k) = (datum(&mut self.kans, t.date()), klok(&mut self.kans, t));
            self.velden.insert(veld.to_owned(), rfc3339(t));
            self.regels.push(Regel { label: dag.to_owned(), tekst: d, lang: false });
            self.regels.push(Regel { label: uur.to_owned(), tekst: k, lang: false });
        } else {
            let tekst = moment(&mut self.kans, t);
            self.zet(veld, labels, &rfc3339(t), tekst);
        }
    }
}

/// Case number `zaad`.
pub fn geval(zaad: u64) -> Geval {
    let mut kans = Kans::nieuw(zaad + 1);
    let dag = NaiveDate::from_ymd_opt(2026, 1, 5).unwrap_or_default() + Duration::days(i64::from(kans.tot(330)));
    let voorval = dag.and_hms_opt(4 + kans.tot(20), kans.tot(60), 0).unwrap_or_default();
    let label_erbij = kans.plek(12);
    let mut b = Bouw { kans, velden: BTreeMap::new(), regels: Vec::new(), label_erbij };
    let soort = if zaad.is_multiple_of(3) { "moa" } else { "mbv" };
    if soort == "moa" {
        moa(&mut b, voorval);
    } else {
        mbv(&mut b, voorval);
    }
    let Bouw { mut kans, velden, mut regels, .. } = b;
    // The place and date of signing stay behind the report; the rest may stand in any order.
    if kans.tot(3) == 0 {
        let vast = regels.iter().position(|r| r.label.to_lowercase().starts_with("plaats")).unwrap_or(regels.len());
        let (vrij, _) = regels.split_at_mut(vast);
        if !vrij.iter().any(|r| r.label.contains("jdstip") || r.label.starts_with("Tijd")) {
            kans.schud(vrij);
        }
    }
    let (mail, vorm) = verpak(&mut kans, soort, &regels, voorval + Duration::minutes(100));
    Geval { soort, velden, mail, vorm }
}

fn mbv(b: &mut Bouw, voorval: NaiveDateTime) {
    let oud = |b: &mut Bouw, jaar: i32| {
        NaiveDate::from_ymd_opt(jaar, 1, 1).unwrap_or_default() + Duration::days(i64::from(b.kans.tot(9000)))
    };
    b.gewoon(
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
        &NAMEN,
    );
    let d = oud(b, 1955);
    b.dag("geboortedatum", &["Geboortedatum", "Geb. datum", "Geboren op", "Geboortedatum verpleegde", "Geb.datum"], d);
    b.gewoon(
        "verblijfstitel",
        &["Verblijfstitel", "Juridische titel", "Titel van verblijf"],
        &["tbs met dwangverpleging", "tbs met voorwaarden"],
    );
    let d = NaiveDate::from_ymd_opt(2021, 1, 1).unwrap_or_default() + Duration::days(i64::from(b.kans.tot(1700)));
    b.dag(
        "datum_inschrijving",
        &["Datum inschrijving", "Inschrijfdatum", "Datum van inschrijving", "Ingeschreven sinds"],
        d,
    );
    b.gewoon("geslacht", &["Geslacht", "Geslacht (m/v)", "M/V"], &["man", "vrouw"]);
    b.gewoon(
        "delict",
        &["Delict", "Delict(en)", "Indexdelict", "Gepleegd delict"],
        &["art. 287 Sr", "art. 312 Sr", "poging tot doodslag (art. 45 jo. 287 Sr)"],
    );
    b.gewoon("nationaliteit", &["Nationaliteit"], &["Nederlandse", "Belgische", "onbekend"]);
    b.gewoon(
        "briefnummer",
        &["Briefnummer", "2. Briefnummer", "Brief nr.", "Ons kenmerk"],
        &["2026/8756", "2026/348", "FZ-2026-0113"],
    );
    b.gewoon("inrichting", &["Inrichting", "3. Inrichting", "Naam inrichting", "Kliniek", "FPC"], &INRICHTINGEN);
    b.gewoon("afdeling", &["Afdeling", "Naam afdeling", "Unit"], &["Noord", "De Eik", "B2"]);
    b.gewoon(
        "soort_afdeling",
        &["Soort afdeling", "4. Soort afdeling", "Type afdeling", "Soort afdeling (intra-/trans-/extramuraal)"],
        &["intramuraal", "transmuraal"],
    );
    b.gewoon(
        "verlofvorm",
        &["Verlofvorm", "5. Verlofvorm", "Soort verlof", "Vorm van verlof"],
        &["geen", "begeleid", "onbegeleid verlof"],
    );
    b.tijdstip(
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
    b.gewoon(
        "type_voorval",
        &["Type voorval", "7. Type voorval", "Soort voorval", "Categorie voorval", "Aard van het voorval"],
        &["A", "B", "I", "J"],
    );
    b.gewoon(
        "beschrijving",
        &[
            "Beschrijving van het voorval",
            "8. Beschrijving voorval",
            "Omschrijving incident",
            "Korte omschrijving",
            "Toedracht",
        ],
        &BESCHRIJVINGEN,
    );
    b.gewoon(
        "recidivegevaar",
        &[
            "Voorlopig oordeel recidivegevaar",
            "9. Voorlopig oordeel over recidivegevaar",
            "Recidivegevaar",
            "Inschatting recidiverisico",
        ],
        &["niet verhoogd", "verhoogd", "laag, geen bijzondere zorgen"],
    );
    b.gewoon(
        "gemeld_opsporing",
        &["Gemeld aan opsporing", "10. Melding opsporing", "Gemeld aan politie", "Politie geïnformeerd"],
        &["ja, basisteam, 23:05", "nee", "ja, op 12-03-2026 om 14.00 uur"],
    );
    b.gewoon(
        "gemeld_om",
        &["Gemeld aan OM", "Melding OM", "Openbaar Ministerie", "Gemeld aan officier van justitie"],
        &["nee", "ja, mr. D. Eisma, 09:15"],
    );
    b.gewoon(
        "media",
        &["Media", "11. Mediacontacten", "Media-aandacht", "Contacten met media"],
        &["geen", "De lokale omroep heeft gebeld."],
    );
    b.gewoon(
        "omwonenden",
        &["Omwonenden", "12. Omwonenden geïnformeerd", "Omwonenden geïnformeerd?"],
        &["niet nodig", "nee", "n.v.t."],
    );
    b.gewoon(
        "slachtoffers",
        &[
            "Slachtoffers en nabestaanden",
            "13. Slachtoffers/nabestaanden",
            "Slachtoffer(s)/nabestaande(n) geïnformeerd",
            "Slachtoffers",
        ],
        &["n.v.t.", "familie is gebeld"],
    );
    b.gewoon(
        "maatregelen",
        &["Genomen maatregelen", "14. Genomen maatregelen", "Maatregelen", "Getroffen maatregelen"],
        &["Afzondering; extra toezicht op de afdeling.", "Alle verloven zijn opgeschort."],
    );
    b.gewoon(
        "opmerkingen",
        &["Opmerkingen", "15. Opmerkingen", "Overige opmerkingen", "Bijzonderheden"],
        &["-", "geen", "Volgt nog."],
    );
    b.gewoon("plaats", &["Plaats"], &["Almere", "Groningen", "Den Haag"]);
    let d = voorval.date();
    b.dag("datum", &["Datum", "Dagtekening", "Datum ondertekening"], d);
    b.gewoon(
        "ondertekend_door",
        &["Ondertekend door", "Handtekening hoofd", "Naam ondertekenaar"],
        &["mr. P. de Directeur", "drs. A. Hoofd"],
    );
}

fn moa(b: &mut Bouw, voorval: NaiveDateTime) {
    b.gewoon("naam", &["Naam", "Naam patiënt", "Naam verpleegde", "Betrokkene", "Naam ongeoorloofd afwezige"], &NAMEN);
    let d = NaiveDate::from_ymd_opt(1960, 1, 1).unwrap_or_default() + Duration::days(i64::from(b.kans.tot(14_000)));
    b.dag("geboortedatum", &["Geboortedatum", "Geb. datum", "Geboren", "Geboren op"], d);
    b.gewoon(
        "wijze_van_onttrekking",
        &["Wijze van onttrekking", "Wijze onttrekking", "Manier van onttrekking", "Wijze van ontvluchting"],
        &[
            "Over het hek van het terrein van de kliniek",
            "Onttrokken aan begeleid verlof in het winkelcentrum",
            "Niet teruggekeerd van onbegeleid verlof",
        ],
    );
    let d = voorval.date() + Duration::days(200 + i64::from(b.kans.tot(300)));
    b.dag(
        "einddatum",
        &["Einddatum tbs", "Einddatum (indien bekend)", "Einddatum", "Expiratiedatum tbs", "Einddatum maatregel"],
        d,
    );
    b.gewoon("inrichting", &["Inrichting", "Kliniek", "Naam inrichting", "Meldende inrichting"], &INRICHTINGEN);
    b.tijdstip(
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
    let t = voorval + Duration::minutes(5 + i64::from(b.kans.tot(90)));
    b.tijdstip(
        "constatering",
        &["Geconstateerd op", "Constatering", "Tijdstip constatering", "Datum en tijdstip constatering", "Ontdekt op"],
        &[["Datum constatering", "Tijdstip constatering"]],
        t,
    );
}
