//! Facts wrapped up as a mail: running text and HTML in many layouts, charsets and transfer encodings.

use std::fmt::Write as _;

use chrono::NaiveDateTime;

use super::{
    documenten::{docx, msg, pdf},
    vormen::{Kans, Regel},
};

pub fn verpak(kans: &mut Kans, soort: &str, regels: &[Regel], verzonden: NaiveDateTime) -> (Vec<u8>, String) {
    let kop = format!(
        "From: \"Secretariaat\" <secretariaat@inrichting.example>\r\nTo: incidentmelding@dji.minjus.nl\r\nSubject: MBV Divisie Forzo/JJI\r\nDate: {} +0100\r\nMessage-ID: <{}@x.example>\r\nMIME-Version: 1.0\r\n",
        verzonden.format("%a, %d %b %Y %H:%M:%S"),
        kans.tot(1_000_000),
    );
    let titel = if soort == "moa" { "Melding ongeoorloofde afwezigheid" } else { "Melding bijzonder voorval" };
    match kans.tot(6) {
        0 | 1 => {
            let (html, vorm) = html(kans, titel, regels);
            (met_tekst(kans, &kop, "text/html", &html), vorm)
        }
        2 => {
            let (docx, vorm) = docx(kans, titel, regels);
            (met_bijlage(&kop, "formulier.docx", &docx), vorm)
        }
        3 => {
            let (pdf, vorm) = pdf(kans, titel, regels);
            (met_bijlage(&kop, "formulier.pdf", &pdf), vorm)
        }
        4 => {
            let (tekst, vorm) = tekst(kans, titel, regels);
            (msg(&tekst, verzonden), format!("msg, {vorm}"))
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

fn met_bijlage(kop: &str, naam: &str, bytes: &[u8]) -> Vec<u8> {
    let mut uit = format!(
        "{kop}Content-Type: multipart/mixed; boundary=\"=_grens\"\r\n\r\n--=_grens\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nBijgaand het formulier.\r\n\r\nMet vriendelijke groet,\r\nNaam: J. de Groot\r\nAfdeling: Secretariaat\r\nPlaats: Utrecht\r\n\
         --=_grens\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename=\"{naam}\"\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    )
    .into_bytes();
    uit.extend(base64(bytes));
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
pub fn vakjes(regel: &Regel) -> String {
    let keuzes: &[&str] = match regel.tekst.as_str() {
        "intramuraal" | "transmuraal" => &["intramuraal", "transmuraal", "extramuraal"],
        "man" | "vrouw" => &["man", "vrouw"],
        _ => return regel.tekst.clone(),
    };
    keuzes.iter().map(|k| format!("{} {k}", if *k == regel.tekst { "☒" } else { "☐" })).collect::<Vec<_>>().join("  ")
}

pub fn gewikkeld(tekst: &str, breed: usize) -> String {
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
            "regels" => writeln!(t, "<b>{label}:</b> {waarde}<br>"),
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
