//! What the dearest mails cost, told by the system and not by the desk: each is read in a process of its own,
//! whose peak of memory and whose time on a processor stand in `/proc`.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use piket::intake;

use super::vijandig::{KOP, docx};

type Uitslag = Result<(), Box<dyn std::error::Error>>;

/// Names the mail that the other process reads.
const MAIL: &str = "PIKET_PROEF_MAIL";
const MIB: u64 = 1 << 20;
/// Most memory one mail may take.
const GEHEUGEN: u64 = 256 * MIB;
/// Longest time on a processor, in its ticks of a hundredth of a second. Unoptimised code is not what is measured.
const TIKKEN: u64 = if cfg!(debug_assertions) { 10_000 } else { 500 };

/// A mail with these attachments, as they are.
fn mail(bijlagen: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut uit = format!("{KOP}Content-Type: multipart/mixed; boundary=g\r\n\r\n--g\r\n\r\nNaam: X\r\n").into_bytes();
    for (naam, bytes) in bijlagen {
        uit.extend(
            format!(
                "--g\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename=\"{naam}\"\r\n\
                 Content-Transfer-Encoding: binary\r\n\r\n"
            )
            .as_bytes(),
        );
        uit.extend(bytes);
        uit.extend(b"\r\n");
    }
    uit.extend(b"--g--\r\n");
    uit
}

/// A PDF of one page that shows this.
fn pdf(inhoud: &str) -> Vec<u8> {
    format!(
        "%PDF-1.7\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj\n\
         3 0 obj << /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >> endobj\n\
         4 0 obj << /Length {} >> stream\n{inhoud}\nendstream endobj\n5 0 obj << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> endobj\n\
         trailer << /Root 1 0 R >>\n%%EOF",
        inhoud.len() + 1
    )
    .into_bytes()
}

#[test]
fn the_dearest_mails_stay_within_time_and_memory() -> Uitslag {
    let map = tempfile::tempdir()?;
    let bom = docx(&vec![b'x'; 320 << 20])?;
    let tabel =
        docx(&b"<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Naam</w:t></w:r></w:p></w:tc></w:tr></w:tbl>".repeat(50_000))?;
    let veel = pdf(&"BT /F 9 Tf 1 0 0 1 50 700 Tm (Naam: X) Tj ET\n".repeat(20_000));
    let lege = pdf(&"q Q ".repeat(4 << 20));
    let acht = |naam: &'static str, bytes: &[u8]| mail(&vec![(naam, bytes.to_vec()); 8]);
    let gevallen = [
        ("film", mail(&[("film.bin", vec![b'A'; 48 << 20])])),
        ("bommen", acht("bom.docx", &bom)),
        ("tabellen", acht("tabel.docx", &tabel)),
        ("letters", acht("letters.pdf", &veel)),
        ("leegte", mail(&[("leeg.pdf", lege)])),
        ("delen", format!("{KOP}{}\r\nx", "Content-Type: message/rfc822\r\n\r\n".repeat(1_000_000)).into_bytes()),
        ("regels", format!("{KOP}\r\n{}", "Naam: X\r\n".repeat(4_000_000)).into_bytes()),
        ("opmaak", format!("{KOP}Content-Type: text/html\r\n\r\n{}", "<table><tr><td>".repeat(2_000_000)).into_bytes()),
    ];
    for (naam, bytes) in gevallen {
        let pad = map.path().join(format!("{naam}.eml"));
        fs::write(&pad, bytes)?;
        let (piek, tikken) = gemeten(&pad).map_err(|f| format!("{naam}: {f}"))?;
        assert!(piek <= GEHEUGEN, "{naam} kost {} MiB", piek / MIB);
        assert!(tikken <= TIKKEN, "{naam} kost {tikken} tikken");
    }
    Ok(())
}

/// Peak memory in bytes and time in ticks of a process that reads this mail.
fn gemeten(pad: &Path) -> Result<(u64, u64), Box<dyn std::error::Error>> {
    let kind = Command::new(env::current_exe()?)
        .args(["--exact", "maat::reads_the_mail_it_is_given", "--nocapture", "--test-threads=1"])
        .env(MAIL, pad)
        .output()?;
    let uit = String::from_utf8_lossy(&kind.stdout);
    let regel = uit.lines().find_map(|r| r.split_once("GEMETEN ")).ok_or_else(|| format!("geen meting: {uit}"))?.1;
    let (piek, tikken) = regel.split_once(' ').ok_or("halve meting")?;
    Ok((piek.trim().parse()?, tikken.trim().parse()?))
}

/// The other process; without a mail there is nothing to do.
#[test]
fn reads_the_mail_it_is_given() -> Uitslag {
    let Some(pad) = env::var_os(MAIL).map(PathBuf::from) else { return Ok(()) };
    let gelezen = intake::lees_bestand(&pad, &intake::inrichtingen()?)?;
    assert!(!gelezen.origineel().is_empty());
    let status = fs::read_to_string("/proc/self/status")?;
    let piek = status.lines().find_map(|r| r.strip_prefix("VmHWM:")).ok_or("geen VmHWM")?;
    let piek: u64 = piek.trim().trim_end_matches(" kB").parse()?;
    let stat = fs::read_to_string("/proc/self/stat")?;
    // Behind the name, which may hold spaces: field 14 and 15, user and system time.
    let velden: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let tikken = velden.iter().skip(11).take(2).filter_map(|v| v.parse::<u64>().ok()).sum::<u64>();
    println!("\nGEMETEN {} {tikken}", piek * 1024);
    Ok(())
}
