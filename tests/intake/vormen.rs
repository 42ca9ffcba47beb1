//! The same facts in many forms: other words for the labels, other ways to write a date, other layouts, other
//! encodings. Every mail knows what it says, so that reading it can be judged field by field.

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    io::{Cursor, Write as _},
};

use chrono::{Duration, NaiveDate, NaiveDateTime};
use zip::{ZipWriter, write::SimpleFileOptions};

/// Reproducible chance.
pub struct Kans(u64);

impl Kans {
    pub fn nieuw(zaad: u64) -> Self {
        Self(zaad.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub fn tot(&mut self, grens: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % grens as u64).unwrap_or(0)
    }

    pub fn kies<'a, T: ?Sized>(&mut self, lijst: &[&'a T]) -> &'a T {
        lijst[self.tot(lijst.len())]
    }

    fn schud<T>(&mut self, lijst: &mut [T]) {
        for i in (1..lijst.len()).rev() {
            lijst.swap(i, self.tot(i + 1));
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
        4 => format!("{} {} {kort}. {}", &dag[..2], d.day(), d.year()),
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
        let label = labels[(self.label_erbij + self.kans.tot(2)) % labels.len()].to_owned();
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
            let [dag, uur] = apart[self.kans.tot(apart.len())];
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
    let dag = NaiveDate::from_ymd_opt(2026, 1, 5).unwrap_or_default() + Duration::days(kans.tot(330) as i64);
    let voorval = dag.and_hms_opt(4 + kans.tot(20) as u32, kans.tot(60) as u32, 0).unwrap_or_default();
    let label_erbij = kans.tot(12);
    let mut b = Bouw { kans, velden: BTreeMap::new(), regels: Vec::new(), label_erbij };
    let soort = if zaad % 3 == 0 { "moa" } else { "mbv" };
    if soort == "moa" {
        moa(&mut b, voorval)
    } else {
        mbv(&mut b, voorval)
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
        NaiveDate::from_ymd_opt(jaar, 1, 1).unwrap_or_default() + Duration::days(b.kans.tot(9000) as i64)
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
    let d = NaiveDate::from_ymd_opt(2021, 1, 1).unwrap_or_default() + Duration::days(b.kans.tot(1700) as i64);
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
    let d = NaiveDate::from_ymd_opt(1960, 1, 1).unwrap_or_default() + Duration::days(b.kans.tot(14_000) as i64);
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
    let d = voorval.date() + Duration::days(200 + b.kans.tot(300) as i64);
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
    let t = voorval + Duration::minutes(5 + b.kans.tot(90) as i64);
    b.tijdstip(
        "constatering",
        &["Geconstateerd op", "Constatering", "Tijdstip constatering", "Datum en tijdstip constatering", "Ontdekt op"],
        &[["Datum constatering", "Tijdstip constatering"]],
        t,
    );
}

fn verpak(kans: &mut Kans, soort: &str, regels: &[Regel], verzonden: NaiveDateTime) -> (Vec<u8>, String) {
    let kop = format!(
        "From: \"Secretariaat\" <secretariaat@inrichting.example>\r\nTo: incidentmelding@dji.minjus.nl\r\nSubject: MBV Divisie Forzo/JJI\r\nDate: {} +0100\r\nMessage-ID: <{}@x.example>\r\nMIME-Version: 1.0\r\n",
        verzonden.format("%a, %d %b %Y %H:%M:%S"),
        kans.tot(1_000_000),
    );
    let titel = if soort == "moa" { "Melding ongeoorloofde afwezigheid" } else { "Melding bijzonder voorval" };
    match kans.tot(3) {
        0 => {
            let (html, vorm) = html(kans, titel, regels);
            (met_tekst(kans, &kop, "text/html", &html), vorm)
        }
        1 => {
            let (docx, vorm) = docx(kans, titel, regels);
            (met_bijlage(&kop, &docx), vorm)
        }
        _ => {
            let (tekst, vorm) = tekst(kans, titel, regels);
            (met_tekst(kans, &kop, "text/plain", &tekst), vorm)
        }
    }
}

fn met_tekst(kans: &mut Kans, kop: &str, soort: &str, tekst: &str) -> Vec<u8> {
    let latijn = |t: &str| t.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect::<Vec<_>>();
    // Boxes and dots exist in Unicode only.
    let keuze = if tekst.chars().all(|c| u32::from(c) < 256) { kans.tot(4) } else { kans.tot(2) };
    let (charset, codering, bytes) = match keuze {
        0 => ("utf-8", "base64", base64(tekst.as_bytes())),
        1 => ("utf-8", "quoted-printable", quoted(tekst.as_bytes())),
        2 => ("windows-1252", "8bit", latijn(tekst)),
        _ => ("iso-8859-15", "quoted-printable", quoted(&latijn(tekst))),
    };
    let mut uit =
        format!("{kop}Content-Type: {soort}; charset=\"{charset}\"\r\nContent-Transfer-Encoding: {codering}\r\n\r\n")
            .into_bytes();
    uit.extend(bytes);
    uit
}

fn met_bijlage(kop: &str, docx: &[u8]) -> Vec<u8> {
    let mut uit = format!(
        "{kop}Content-Type: multipart/mixed; boundary=\"=_grens\"\r\n\r\n--=_grens\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nBijgaand het formulier.\r\n\r\nMet vriendelijke groet,\r\nNaam: J. de Groot\r\nAfdeling: Secretariaat\r\nPlaats: Utrecht\r\n\
         --=_grens\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename=\"formulier.docx\"\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    )
    .into_bytes();
    uit.extend(base64(docx));
    uit.extend(b"\r\n--=_grens--\r\n");
    uit
}

fn base64(bytes: &[u8]) -> Vec<u8> {
    const TEKENS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut uit = Vec::new();
    for (i, drie) in bytes.chunks(3).enumerate() {
        let vast = (0..3).fold(0_usize, |v, n| v << 8 | usize::from(drie.get(n).copied().unwrap_or(0)));
        for n in 0..4 {
            uit.push(if n <= drie.len() { TEKENS[vast >> (18 - 6 * n) & 63] } else { b'=' });
        }
        if i % 19 == 18 {
            uit.extend(b"\r\n");
        }
    }
    uit
}

fn quoted(bytes: &[u8]) -> Vec<u8> {
    let mut uit = String::new();
    let mut kolom = 0;
    for b in bytes {
        if *b == b'\n' {
            uit.push_str("\r\n");
            kolom = 0;
            continue;
        }
        if kolom > 68 {
            uit.push_str("=\r\n");
            kolom = 0;
        }
        if b.is_ascii_graphic() && *b != b'=' || *b == b' ' && kolom > 0 {
            uit.push(char::from(*b));
            kolom += 1;
        } else {
            let _ = write!(uit, "={b:02X}");
            kolom += 3;
        }
    }
    uit.into_bytes()
}

/// A value as a ticked box among others, for the fields that are a choice.
fn vakjes(regel: &Regel) -> String {
    let keuzes: &[&str] = match regel.tekst.as_str() {
        "intramuraal" | "transmuraal" => &["intramuraal", "transmuraal", "extramuraal"],
        "man" | "vrouw" => &["man", "vrouw"],
        _ => return regel.tekst.clone(),
    };
    keuzes.iter().map(|k| format!("{} {k}", if *k == regel.tekst { "☒" } else { "☐" })).collect::<Vec<_>>().join("  ")
}

fn gewikkeld(tekst: &str, breed: usize) -> String {
    let mut uit = String::new();
    let mut kolom = 0;
    for woord in tekst.split(' ') {
        if kolom > 0 && kolom + woord.len() > breed {
            uit.push('\n');
            kolom = 0;
        } else if kolom > 0 {
            uit.push(' ');
        }
        uit.push_str(woord);
        kolom += woord.len() + 1;
    }
    uit
}

fn tekst(kans: &mut Kans, titel: &str, regels: &[Regel]) -> (String, String) {
    let mut uit =
        format!("Geachte piketfunctionaris,\n\nHierbij ontvangt u onze melding. Graag uw bevestiging.\n\n{titel}\n\n");
    let vorm = kans.kies(&[
        "dubbele punt",
        "volgende regel",
        "stippels",
        "tabs",
        "twee kolommen",
        "gewikkeld",
        "vakjes",
        "witregels",
        "opsomming",
    ]);
    for (i, r) in regels.iter().enumerate() {
        let _ = match vorm {
            "volgende regel" => writeln!(uit, "{}:\n{}\n", r.label, gewikkeld(&r.tekst, 72)),
            "stippels" => writeln!(uit, "{} {} {}", r.label, ".".repeat(40 - r.label.len().min(30)), r.tekst),
            "tabs" => writeln!(uit, "{}\t\t{}", r.label, r.tekst),
            "twee kolommen" if !r.lang && i % 2 == 0 => write!(uit, "{:<60}    ", format!("{}: {}", r.label, r.tekst)),
            "twee kolommen" if i % 2 == 0 => writeln!(uit, "{}: {}", r.label, r.tekst),
            "gewikkeld" => writeln!(uit, "{}", gewikkeld(&format!("{}: {}", r.label, r.tekst), 72)),
            "vakjes" => writeln!(uit, "{}: {}", r.label, vakjes(r)),
            "witregels" => writeln!(uit, "{} : {}\n", r.label, r.tekst),
            "opsomming" => writeln!(uit, "- {}: {}", r.label, r.tekst),
            _ => writeln!(uit, "{}: {}", r.label, r.tekst),
        };
        if vorm == "twee kolommen" && i % 2 == 0 && !r.lang && regels.get(i + 1).is_none_or(|v| v.lang) {
            uit.push('\n');
        }
    }
    uit.push_str("\n\nMet vriendelijke groet,\nJ. de Groot\nSecretariaat\nTel: 010-1234567\n\nDisclaimer: deze e-mail is vertrouwelijk.\n");
    (uit, format!("tekst, {vorm}"))
}

fn veilig(t: &str) -> String {
    t.replace('&', "&amp;").replace('<', "&lt;").replace('ë', "&euml;")
}

fn html(kans: &mut Kans, titel: &str, regels: &[Regel]) -> (String, String) {
    let vorm = kans.kies(&[
        "tabel",
        "vier kolommen",
        "met nummers",
        "regels",
        "lijst",
        "kop en waarde",
        "in opmaaktabel",
        "outlook",
    ]);
    let mut t = String::new();
    for (i, r) in regels.iter().enumerate() {
        let (label, waarde) = (veilig(&r.label), veilig(&r.tekst));
        let _ = match vorm {
            "vier kolommen" if i % 2 == 0 => write!(t, "<tr><td>{label}</td><td>{waarde}</td>"),
            "vier kolommen" => write!(t, "<td>{label}</td><td>{waarde}</td></tr>"),
            "met nummers" => write!(t, "<tr><td>{}.</td><td><b>{label}:</b></td><td>{waarde}</td></tr>", i + 1),
            "regels" => write!(t, "<b>{label}:</b> {waarde}<br>\n"),
            "lijst" => write!(t, "<dt>{label}</dt><dd>{waarde}</dd>"),
            "kop en waarde" => {
                write!(t, "<tr><td colspan=2><b>{label}</b></td></tr><tr><td colspan=2>{waarde}</td></tr>")
            }
            "outlook" => write!(
                t,
                "<tr><td><p class=MsoNormal><b><span style='font-size:10.0pt'>{label}<o:p></o:p></span></b></p></td><td><p class=MsoNormal>{waarde}<o:p></o:p></p></td></tr>"
            ),
            _ => write!(t, "<tr><td>{label}</td><td>{waarde}</td></tr>"),
        };
    }
    let t = match vorm {
        "regels" => t,
        "lijst" => format!("<dl>{t}</dl>"),
        "in opmaaktabel" => format!(
            "<table width=600><tr><td><p>Geachte heer,</p><table border=1>{t}</table><p>Groet</p></td></tr></table>"
        ),
        _ => format!("<table border=\"1\">{t}</table>"),
    };
    let uit = format!(
        "<html><head><style>td {{ color: black }}</style></head><body><p>Geachte heer, mevrouw,</p><h2>{titel}</h2>{t}<p>Met vriendelijke groet,<br>J. de Groot</p></body></html>"
    );
    (uit, format!("html, {vorm}"))
}

fn docx(kans: &mut Kans, titel: &str, regels: &[Regel]) -> (Vec<u8>, String) {
    let vorm = kans.kies(&[
        "tabel",
        "alinea's",
        "met nummers",
        "besturingselementen",
        "onder elkaar",
        "in één cel",
        "tabs",
        "vakjes",
    ]);
    let xml = |t: &str| t.replace('&', "&amp;").replace('<', "&lt;");
    let p = |t: &str| {
        // Word cuts text into runs where spelling or editing touched it.
        let (een, twee) = t.char_indices().nth(t.chars().count() / 2).map_or((t, ""), |(i, _)| t.split_at(i));
        format!(
            "<w:p><w:r><w:t xml:space=\"preserve\">{}</w:t></w:r><w:proofErr/><w:r><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p>",
            xml(een),
            xml(twee)
        )
    };
    let rij = |cellen: &[String]| {
        let cellen: String = cellen.iter().map(|c| format!("<w:tc><w:tcPr/>{c}</w:tc>")).collect();
        format!("<w:tr>{cellen}</w:tr>")
    };
    let mut t = String::new();
    for (i, r) in regels.iter().enumerate() {
        t.push_str(&match vorm {
            "alinea's" => p(&format!("{}: {}", r.label, r.tekst)),
            "met nummers" => rij(&[p(&format!("{}", i + 1)), p(&r.label), p(&r.tekst)]),
            "besturingselementen" => rij(&[
                p(&r.label),
                format!(
                    "<w:sdt><w:sdtPr><w:alias w:val=\"x{i}\"/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
                    p(&r.tekst)
                ),
            ]),
            "onder elkaar" => rij(&[p(&r.label)]) + &rij(&[p(&r.tekst)]),
            "in één cel" => rij(&[p(&format!("{}:", r.label)) + &p(&r.tekst)]),
            "tabs" => {
                format!("<w:p><w:r><w:t>{}</w:t><w:tab/><w:t>: {}</w:t></w:r></w:p>", xml(&r.label), xml(&r.tekst))
            }
            "vakjes" => rij(&[p(&r.label), p(&vakjes(r))]),
            _ => rij(&[p(&r.label), p(&r.tekst)]),
        });
    }
    if !matches!(vorm, "alinea's" | "tabs") {
        t = format!("<w:tbl><w:tblPr/>{t}</w:tbl>");
    }
    let document = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document xmlns:w=\"w\"><w:body>{}{}{t}{}</w:body></w:document>",
        p(titel),
        p("In te vullen door de inrichting."),
        p("Verzenden aan incidentmelding@dji.minjus.nl")
    );
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let klaar = zip
        .start_file("word/document.xml", SimpleFileOptions::default())
        .map_err(std::io::Error::other)
        .and_then(|()| zip.write_all(document.as_bytes()))
        .and_then(|()| zip.finish().map_err(std::io::Error::other));
    (klaar.map(Cursor::into_inner).unwrap_or_default(), format!("docx, {vorm}"))
}
