//! What the dearest mails cost, told by the system and not by the desk: each is read in a process of its own,
//! whose peak of memory and whose time on a processor stand in `/proc`.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use piket::intake;

use super::hostile::{HEADERS, docx};

type TestResult = Result<(), Box<dyn std::error::Error>>;

/// Names the mail that the other process reads.
const MAIL: &str = "PIKET_PROEF_MAIL";
const MIB: u64 = 1 << 20;
/// Most memory one mail may take.
const MEMORY: u64 = 256 * MIB;
/// Longest time on a processor, in its ticks of a hundredth of a second. Unoptimised code is not what is measured.
const TICKS: u64 = if cfg!(debug_assertions) { 10_000 } else { 500 };

/// A mail with these attachments, as they are.
fn mail(attachments: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut out =
        format!("{HEADERS}Content-Type: multipart/mixed; boundary=g\r\n\r\n--g\r\n\r\nNaam: X\r\n").into_bytes();
    for (name, bytes) in attachments {
        out.extend(
            format!(
                "--g\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename=\"{name}\"\r\n\
                 Content-Transfer-Encoding: binary\r\n\r\n"
            )
            .as_bytes(),
        );
        out.extend(bytes);
        out.extend(b"\r\n");
    }
    out.extend(b"--g--\r\n");
    out
}

fn page(html: &str) -> Vec<u8> {
    format!("{HEADERS}Content-Type: text/html\r\n\r\n{html}").into_bytes()
}

fn numbered(count: usize, part: impl Fn(usize) -> String) -> String {
    (0..count).map(part).collect()
}

/// Tables of labels that nobody knows and that look like those that somebody does.
fn made_up_tables(count: usize) -> Vec<(&'static str, Vec<u8>)> {
    const PARTS: [&str; 12] = [
        "datum", "tijd", "voorval", "patient", "inricht", "recidive", "officier", "stip", "teing", "geboor", "handel",
        "be",
    ];
    let word = |nr: usize| [nr, nr / 12, nr / 144].map(|at| PARTS[at % 12]).concat();
    let table = |from: usize| {
        let rows = numbered(9000, |nr| {
            let label = [3, 7, 11].map(|step| word(from * 9000 + nr * step)).join(" ");
            format!("<tr><td>{label}<td>22-11-2026")
        });
        format!("<table>{rows}</table>").into_bytes()
    };
    (0..count).map(|nr| ("tabel.html", table(nr))).collect()
}

/// A PDF of one page that shows this.
fn pdf(content: &str) -> Vec<u8> {
    format!(
        "%PDF-1.7\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj\n\
         3 0 obj << /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >> endobj\n\
         4 0 obj << /Length {} >> stream\n{content}\nendstream endobj\n5 0 obj << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> endobj\n\
         trailer << /Root 1 0 R >>\n%%EOF",
        content.len() + 1
    )
    .into_bytes()
}

#[test]
fn the_dearest_mails_stay_within_time_and_memory() -> TestResult {
    let folder = tempfile::tempdir()?;
    let bomb = docx(&vec![b'x'; 320 << 20])?;
    let table =
        docx(&b"<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Naam</w:t></w:r></w:p></w:tc></w:tr></w:tbl>".repeat(50_000))?;
    let many = pdf(&"BT /F 9 Tf 1 0 0 1 50 700 Tm (Naam: X) Tj ET\n".repeat(20_000));
    let empty = pdf(&"q Q ".repeat(4 << 20));
    let eight = |name: &'static str, bytes: &[u8]| mail(&vec![(name, bytes.to_vec()); 8]);
    let cases = [
        ("film", mail(&[("film.bin", vec![b'A'; 48 << 20])])),
        ("bommen", eight("bom.docx", &bomb)),
        ("tabellen", eight("tabel.docx", &table)),
        ("letters", eight("letters.pdf", &many)),
        ("leegte", mail(&[("leeg.pdf", empty)])),
        ("delen", format!("{HEADERS}{}\r\nx", "Content-Type: message/rfc822\r\n\r\n".repeat(1_000_000)).into_bytes()),
        ("regels", format!("{HEADERS}\r\n{}", "Naam: X\r\n".repeat(4_000_000)).into_bytes()),
        (
            "opmaak",
            format!("{HEADERS}Content-Type: text/html\r\n\r\n{}", "<table><tr><td>".repeat(2_000_000)).into_bytes(),
        ),
        ("diepte", page(&"<div><b>".repeat(200_000))),
        ("kenmerken", page(&format!("<a {}", numbered(200_000, |i| format!("a{i:x} "))))),
        ("herhaling", page(&format!("{}{}", numbered(2_000, |i| format!("<font color={i}>")), "<p>x".repeat(200_000)))),
        ("verzonnen etiketten", mail(&made_up_tables(8))),
        ("losse cellen", page(&format!("<table>{}", "<table>x<b>".repeat(100_000)))),
    ];
    for (name, bytes) in cases {
        let path = folder.path().join(format!("{name}.eml"));
        fs::write(&path, bytes)?;
        let (peak, ticks) = measured(&path).map_err(|f| format!("{name}: {f}"))?;
        assert!(peak <= MEMORY, "{name} kost {} MiB", peak / MIB);
        assert!(ticks <= TICKS, "{name} kost {ticks} tikken");
    }
    Ok(())
}

/// Peak memory in bytes and time in ticks of a process that reads this mail.
fn measured(path: &Path) -> Result<(u64, u64), Box<dyn std::error::Error>> {
    let child = Command::new(env::current_exe()?)
        .args(["--exact", "cost::reads_the_mail_it_is_given", "--nocapture", "--test-threads=1"])
        .env(MAIL, path)
        .output()?;
    let out = String::from_utf8_lossy(&child.stdout);
    let line = out.lines().find_map(|r| r.split_once("GEMETEN ")).ok_or_else(|| format!("geen meting: {out}"))?.1;
    let (peak, ticks) = line.split_once(' ').ok_or("halve meting")?;
    Ok((peak.trim().parse()?, ticks.trim().parse()?))
}

/// The other process; without a mail there is nothing to do.
#[test]
fn reads_the_mail_it_is_given() -> TestResult {
    let Some(path) = env::var_os(MAIL).map(PathBuf::from) else { return Ok(()) };
    let read = intake::read_file(&path, &intake::inrichtingen()?)?;
    assert!(read.iter().all(|mail| !mail.original().is_empty()));
    let status = fs::read_to_string("/proc/self/status")?;
    let peak = status.lines().find_map(|r| r.strip_prefix("VmHWM:")).ok_or("geen VmHWM")?;
    let peak: u64 = peak.trim().trim_end_matches(" kB").parse()?;
    let stat = fs::read_to_string("/proc/self/stat")?;
    // Behind the name, which may hold spaces: field 14 and 15, user and system time.
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = fields.iter().skip(11).take(2).filter_map(|v| v.parse::<u64>().ok()).sum::<u64>();
    println!("\nGEMETEN {} {ticks}", peak * 1024);
    Ok(())
}
