//! Facts wrapped up as a mail: running text and HTML in many layouts, charsets and transfer encodings.

use std::fmt::Write as _;

use chrono::NaiveDateTime;

use super::{
    documents::{docx, msg, pdf},
    shapes::{FieldLine, Rng},
};

pub fn pack(rng: &mut Rng, kind: &str, lines: &[FieldLine], sent: NaiveDateTime) -> (Vec<u8>, String) {
    let headers = format!(
        "From: \"Secretariaat\" <secretariaat@inrichting.example>\r\nTo: incidentmelding@dji.minjus.nl\r\nSubject: MBV Divisie Forzo/JJI\r\nDate: {} +0100\r\nMessage-ID: <{}@x.example>\r\nMIME-Version: 1.0\r\n",
        sent.format("%a, %d %b %Y %H:%M:%S"),
        rng.until(1_000_000),
    );
    let title = if kind == "moa" { "Melding ongeoorloofde afwezigheid" } else { "Melding bijzonder voorval" };
    match rng.until(6) {
        0 | 1 => {
            let (html, shape) = html(rng, title, lines);
            (with_text(rng, &headers, "text/html", &html), shape)
        }
        2 => {
            let (docx, shape) = docx(rng, title, lines);
            (with_attachment(&headers, "formulier.docx", &docx), shape)
        }
        3 => {
            let (pdf, shape) = pdf(rng, title, lines);
            (with_attachment(&headers, "formulier.pdf", &pdf), shape)
        }
        4 => {
            let (text, shape) = text(rng, title, lines);
            (msg(&text, sent), format!("msg, {shape}"))
        }
        _ => {
            let (text, shape) = text(rng, title, lines);
            (with_text(rng, &headers, "text/plain", &text), shape)
        }
    }
}

fn with_text(rng: &mut Rng, headers: &str, kind: &str, text: &str) -> Vec<u8> {
    let latin = |t: &str| t.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect::<Vec<_>>();
    // Boxes and dots exist in Unicode only.
    let choice = if text.chars().all(|c| u32::from(c) < 256) { rng.until(4) } else { rng.until(2) };
    let (charset, encoding, bytes) = match choice {
        0 => ("utf-8", "base64", base64(text.as_bytes())),
        1 => ("utf-8", "quoted-printable", quoted(text.as_bytes())),
        2 => ("windows-1252", "8bit", latin(text)),
        _ => ("iso-8859-15", "quoted-printable", quoted(&latin(text))),
    };
    let mut out = format!(
        "{headers}Content-Type: {kind}; charset=\"{charset}\"\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n"
    )
    .into_bytes();
    out.extend(bytes);
    out
}

/// A text in UTF-8, as its bytes.
pub fn encoded(headers: &str, kind: &str, text: &str) -> Vec<u8> {
    let headers = format!("{headers}Content-Type: {kind}; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n");
    [headers.into_bytes(), base64(text.as_bytes())].concat()
}

pub fn with_attachment(headers: &str, name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut out = format!(
        "{headers}Content-Type: multipart/mixed; boundary=\"=_grens\"\r\n\r\n--=_grens\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nBijgaand het formulier.\r\n\r\nMet vriendelijke groet,\r\nNaam: J. de Groot\r\nAfdeling: Secretariaat\r\nPlaats: Utrecht\r\n\
         --=_grens\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename=\"{name}\"\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    )
    .into_bytes();
    out.extend(base64(bytes));
    out.extend(b"\r\n--=_grens--\r\n");
    out
}

fn base64(bytes: &[u8]) -> Vec<u8> {
    const CHARS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = Vec::new();
    for (i, three) in bytes.chunks(3).enumerate() {
        let bits = (0..3).fold(0_usize, |v, n| v << 8 | usize::from(three.get(n).copied().unwrap_or(0)));
        for n in 0..4 {
            out.push(if n <= three.len() { CHARS[bits >> (18 - 6 * n) & 63] } else { b'=' });
        }
        if i % 19 == 18 {
            out.extend(b"\r\n");
        }
    }
    out
}

fn quoted(bytes: &[u8]) -> Vec<u8> {
    let mut out = String::new();
    let mut column = 0;
    for b in bytes {
        if *b == b'\n' {
            out.push_str("\r\n");
            column = 0;
            continue;
        }
        if column > 68 {
            out.push_str("=\r\n");
            column = 0;
        }
        if b.is_ascii_graphic() && *b != b'=' || *b == b' ' && column > 0 {
            out.push(char::from(*b));
            column += 1;
        } else {
            let _ = write!(out, "={b:02X}");
            column += 3;
        }
    }
    out.into_bytes()
}

/// A value as a ticked box among others, for the fields that are a choice.
pub fn checkboxes(line: &FieldLine) -> String {
    let choices: &[&str] = match line.text.as_str() {
        "intramuraal" | "transmuraal" => &["intramuraal", "transmuraal", "extramuraal"],
        "man" | "vrouw" => &["man", "vrouw"],
        _ => return line.text.clone(),
    };
    choices.iter().map(|k| format!("{} {k}", if *k == line.text { "☒" } else { "☐" })).collect::<Vec<_>>().join("  ")
}

pub fn wrapped(text: &str, width: usize) -> String {
    let mut out = String::new();
    let mut column = 0;
    for word in text.split(' ') {
        if column > 0 && column + word.len() > width {
            out.push('\n');
            column = 0;
        } else if column > 0 {
            out.push(' ');
        }
        out.push_str(word);
        column += word.len() + 1;
    }
    out
}

fn text(rng: &mut Rng, title: &str, lines: &[FieldLine]) -> (String, String) {
    let mut out =
        format!("Geachte piketfunctionaris,\n\nHierbij ontvangt u onze melding. Graag uw bevestiging.\n\n{title}\n\n");
    let shape = rng.choose(&[
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
    for (i, r) in lines.iter().enumerate() {
        let _ = match shape {
            "volgende regel" => writeln!(out, "{}:\n{}\n", r.label, wrapped(&r.text, 72)),
            "stippels" => writeln!(out, "{} {} {}", r.label, ".".repeat(40 - r.label.len().min(30)), r.text),
            "tabs" => writeln!(out, "{}\t\t{}", r.label, r.text),
            "twee kolommen" if !r.long && i % 2 == 0 => write!(out, "{:<60}    ", format!("{}: {}", r.label, r.text)),
            "twee kolommen" if i % 2 == 0 => writeln!(out, "{}: {}", r.label, r.text),
            "gewikkeld" => writeln!(out, "{}", wrapped(&format!("{}: {}", r.label, r.text), 72)),
            "vakjes" => writeln!(out, "{}: {}", r.label, checkboxes(r)),
            "witregels" => writeln!(out, "{} : {}\n", r.label, r.text),
            "opsomming" => writeln!(out, "- {}: {}", r.label, r.text),
            _ => writeln!(out, "{}: {}", r.label, r.text),
        };
        if shape == "twee kolommen" && i % 2 == 0 && !r.long && lines.get(i + 1).is_none_or(|v| v.long) {
            out.push('\n');
        }
    }
    out.push_str("\n\nMet vriendelijke groet,\nJ. de Groot\nSecretariaat\nTel: 010-1234567\n\nDisclaimer: deze e-mail is vertrouwelijk.\n");
    (out, format!("tekst, {shape}"))
}

fn safe_text(t: &str) -> String {
    t.replace('&', "&amp;").replace('<', "&lt;").replace('ë', "&euml;")
}

fn html(rng: &mut Rng, title: &str, lines: &[FieldLine]) -> (String, String) {
    let shape = rng.choose(&[
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
    for (i, r) in lines.iter().enumerate() {
        let (label, value) = (safe_text(&r.label), safe_text(&r.text));
        let _ = match shape {
            "vier kolommen" if i % 2 == 0 => write!(t, "<tr><td>{label}</td><td>{value}</td>"),
            "vier kolommen" => write!(t, "<td>{label}</td><td>{value}</td></tr>"),
            "met nummers" => write!(t, "<tr><td>{}.</td><td><b>{label}:</b></td><td>{value}</td></tr>", i + 1),
            "regels" => writeln!(t, "<b>{label}:</b> {value}<br>"),
            "lijst" => write!(t, "<dt>{label}</dt><dd>{value}</dd>"),
            "kop en waarde" => {
                write!(t, "<tr><td colspan=2><b>{label}</b></td></tr><tr><td colspan=2>{value}</td></tr>")
            }
            "outlook" => write!(
                t,
                "<tr><td><p class=MsoNormal><b><span style='font-size:10.0pt'>{label}<o:p></o:p></span></b></p></td><td><p class=MsoNormal>{value}<o:p></o:p></p></td></tr>"
            ),
            _ => write!(t, "<tr><td>{label}</td><td>{value}</td></tr>"),
        };
    }
    let t = match shape {
        "regels" => t,
        "lijst" => format!("<dl>{t}</dl>"),
        "in opmaaktabel" => format!(
            "<table width=600><tr><td><p>Geachte heer,</p><table border=1>{t}</table><p>Groet</p></td></tr></table>"
        ),
        _ => format!("<table border=\"1\">{t}</table>"),
    };
    let out = format!(
        "<html><head><style>td {{ color: black }}</style></head><body><p>Geachte heer, mevrouw,</p><h2>{title}</h2>{t}<p>Met vriendelijke groet,<br>J. de Groot</p></body></html>"
    );
    (out, format!("html, {shape}"))
}
