//! Mail that means harm: bombs, circles, names that leave their folder, sequences that speak to a terminal.
//! Each is imported, set aside with the reason, or refused; the bytes stay as they were.

use std::{
    fmt::Write as _,
    fs::{self, File},
    io::{Cursor, Write as _},
    path::Path,
};

use piket::{
    domain::error::{ErrorKind, Result},
    intake::{self, ReadMail},
};
use zip::{ZipWriter, write::SimpleFileOptions};

type TestResult = Result<(), Box<dyn std::error::Error>>;

pub const HEADERS: &str = "From: A <a@x.example>\r\nSubject: MBV\r\nDate: Tue, 29 Sep 2026 09:00:00 +0200\r\n";

pub fn read(bytes: &[u8]) -> Result<ReadMail> {
    let g = intake::read_bytes(bytes, "proef.eml", &intake::inrichtingen()?)?;
    assert_eq!(g.original(), bytes);
    clean(&g);
    Ok(g)
}

/// Nothing that goes to a screen, a log or a report may hold a character that speaks to a terminal.
fn clean(g: &ReadMail) {
    let p = &g.mail;
    let texts = [
        p.sender.read(),
        p.subject.read(),
        p.text.read(),
        p.message_id.as_ref().map_or("", piket::domain::text::Vertrouwelijk::read),
    ];
    let fields = p.fields.values().flat_map(|v| [v.value.read(), v.source.read()]);
    let attachments = p.attachments.iter().flat_map(|b| [b.name.read(), b.mediatype.read()]);
    let rest = p
        .warnings
        .iter()
        .chain(&p.references)
        .map(piket::domain::text::Vertrouwelijk::read)
        .chain(p.inrichting.as_ref().map(piket::domain::inrichting::Plek::label));
    for text in texts.into_iter().chain(fields).chain(attachments).chain(rest) {
        let bad = text.chars().find(|c| {
            c.is_control() && *c != '\n' || matches!(*c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
        });
        assert_eq!(bad, None, "{text:?}");
    }
    for b in &p.attachments {
        let name = b.name.read();
        assert!(!name.contains(['/', '\\']) && !name.starts_with('.') && !name.is_empty(), "{name}");
        assert!(g.attachments.iter().any(|blob| blob.digest == b.digest.read()), "{name} is niet bewaard");
    }
}

fn warns(g: &ReadMail, word: &str) {
    assert!(g.mail.warnings.iter().any(|w| w.read().contains(word)), "{word}");
}

pub fn with_attachment(name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut out = format!(
        "{HEADERS}Content-Type: multipart/mixed; boundary=g\r\n\r\n--g\r\n\r\nNaam: X\r\n--g\r\nContent-Type: application/octet-stream\r\n\
         Content-Disposition: attachment; filename=\"{name}\"\r\nContent-Transfer-Encoding: binary\r\n\r\n"
    )
    .into_bytes();
    out.extend(bytes);
    out.extend(b"\r\n--g--\r\n");
    out
}

pub fn docx(xml: &[u8]) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", SimpleFileOptions::default())?;
    zip.write_all(xml)?;
    Ok(zip.finish()?.into_inner())
}

#[test]
fn a_mail_of_two_hundred_megabytes_is_refused_unread() -> TestResult {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("groot.eml");
    let mut file = File::create(&path)?;
    file.write_all(HEADERS.as_bytes())?;
    file.set_len(200 << 20)?;
    let error = intake::read_file(&path, &intake::inrichtingen()?).err().ok_or("gelezen")?;
    assert_eq!(error.kind, ErrorKind::Data);
    assert!(error.sentence.contains("te groot") && error.sentence.contains("200 MB"), "{error}");
    Ok(())
}

#[test]
fn a_large_mail_within_the_limit_is_read_and_kept() -> TestResult {
    let mut mail = with_attachment("film.bin", &vec![b'A'; 44 << 20]);
    let g = read(&mail)?;
    assert_eq!(g.mail.attachments.first().map(|b| b.bytes), Some(44 << 20));
    mail.resize(51 << 20, b' ');
    assert!(intake::read_bytes(&mail, "x", &intake::inrichtingen()?).is_err());
    Ok(())
}

#[test]
fn a_zip_bomb_is_kept_and_not_opened() -> TestResult {
    let bomb = docx(&vec![b'x'; 200 << 20])?;
    let g = read(&with_attachment("formulier.docx", &bomb))?;
    warns(&g, "pakt uit");
    assert_eq!(g.mail.attachments.first().map(|b| b.bytes), Some(bomb.len() as u64));
    let deep = docx(&b"<w:tbl><w:tr><w:tc><w:p><w:r><w:t>a".repeat(100_000))?;
    read(&with_attachment("diep.docx", &deep))?;
    Ok(())
}

#[test]
fn a_pdf_in_circles_ends() -> TestResult {
    let cycle = "%PDF-1.7\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n2 0 obj << /Type /Pages /Kids [2 0 R 3 0 R] /Parent 2 0 R >> endobj\n\
               3 0 obj << /Type /Page /Parent 2 0 R /Contents [4 0 R 4 0 R] /Resources << /XObject << /X 4 0 R >> >> >> endobj\n\
               4 0 obj << /Subtype /Form /Length 24 >> stream\n/X Do /X Do /X Do /X Do \nendstream endobj\n\
               xref\n0 1\n0 65535 f\ntrailer << /Root 1 0 R /Prev 9 >>\nstartxref 9 %%EOF";
    warns(&read(&with_attachment("lus.pdf", cycle.as_bytes()))?, "te groot of beschadigd");
    Ok(())
}

#[test]
fn a_thousand_nested_parts_are_counted() -> TestResult {
    let mut mail = HEADERS.to_owned();
    for i in 0..1000 {
        write!(mail, "Content-Type: multipart/mixed; boundary=b{i}\r\n\r\n--b{i}\r\n")?;
    }
    mail.push_str("\r\nNaam: X\r\n");
    warns(&read(mail.as_bytes())?, "te diep genest");
    let mail = format!("{HEADERS}{}\r\nNaam: X", "Content-Type: message/rfc822\r\n\r\n".repeat(200_000));
    warns(&read(mail.as_bytes())?, "zelf lezen");
    let mail = format!("{HEADERS}{}\r\nNaam: X", "Content-Type: message/rfc822\r\n\r\n".repeat(1000));
    warns(&read(mail.as_bytes())?, "te diep genest");
    let beside = format!(
        "{HEADERS}Content-Type: multipart/mixed; boundary=g\r\n\r\n{}--g--",
        "--g\r\n\r\nx\r\n".repeat(100_000)
    );
    read(beside.as_bytes())?;
    let same = format!(
        "{HEADERS}Content-Type: multipart/mixed; boundary=g\r\n\r\n{}",
        "--g\r\nContent-Type: multipart/mixed; boundary=g\r\n\r\n".repeat(100_000)
    );
    read(same.as_bytes())?;
    Ok(())
}

#[test]
fn mail_within_encoded_mail_cannot_grow() -> TestResult {
    const CHARS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut inner = vec![b'A'; 8 << 20];
    for _ in 0..20 {
        let mut outside =
            b"Subject: x\r\nContent-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\n".to_vec();
        if outside.len() + inner.len() * 4 / 3 > 48 << 20 {
            break;
        }
        for three in inner.chunks_exact(3) {
            let v = three.iter().fold(0_usize, |v, b| v << 8 | usize::from(*b));
            outside.extend([18, 12, 6, 0].map(|s| CHARS[v >> s & 63]));
        }
        inner = outside;
    }
    let g = read(&inner)?;
    warns(&g, "te groot om uit te pakken");
    Ok(())
}

#[test]
fn broken_and_hostile_bytes_are_imported() -> TestResult {
    let piece =
        format!("{HEADERS}Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\nTmFh!!bTogWA=#=\u{0}x");
    warns(&read(piece.as_bytes())?, "beschadigd");
    let forged = "From: \u{1b}[2J\u{1b}]0;weg\u{7} <a\u{202e}@x.example>\r\nSubject: =?utf-8?q?=1B[31mrood=E2=80=AE?= \u{0}\r\nMessage-ID: <\u{1b}[1m@x>\r\n\r\n\
                Naam\u{200b}: X\u{1b}[0m\u{0} Y\r\nGeboortedatum: 01-01-1980\r\nWijze van onttrekking: over\u{202e} het hek\r\n";
    let g = read(forged.as_bytes())?;
    assert_eq!(g.mail.field("naam"), Some("X Y"));
    for name in [
        "../../../etc/passwd",
        "..\\\\..\\\\x.exe",
        "\u{1b}]52;c;aGk=\u{7}.pdf",
        "..",
        "CON\u{0}.txt",
        "a\u{202e}fdp.exe",
    ] {
        read(&with_attachment(name, b"\x01\x02\x00rommel"))?;
    }
    let rfc2231 = with_attachment("x", b"\x00")
        .into_iter()
        .map(char::from)
        .collect::<String>()
        .replace("filename=\"x\"", "filename*=utf-8''..%2F..%2F%1B%5B2Jx.pdf");
    assert_eq!(
        read(rfc2231.as_bytes())?.mail.attachments.first().map(|b| b.name.read().to_owned()).as_deref(),
        Some("x.pdf")
    );
    Ok(())
}

#[test]
fn winmail_and_scans_are_kept_for_reading() -> TestResult {
    warns(&read(&with_attachment("winmail.dat", &[0x78, 0x9f, 0x3e, 0x22, 1, 0]))?, "TNEF");
    warns(&read(&with_attachment("scan.jpg", b"\xff\xd8\xff\xe0rest"))?, "zelf lezen");
    warns(&read(&with_attachment("film.mp4", b"\x00\x00\x00ftyp"))?, "zelf lezen");
    warns(&read(&with_attachment("leeg.docx", &docx(b"<w:document><w:body/></w:document>")?))?, "geen leesbare tekst");
    Ok(())
}

#[test]
fn long_lines_and_many_labels_take_no_time() -> TestResult {
    for part in [
        "Naam: ",
        "a",
        ": ",
        " \t",
        "- ",
        "Van: x\n",
        "> ",
        "Op x schreef y:\n",
        "☒ ",
        "1.",
        "28-09-2026 14:28 ",
        "<td>",
        "(",
        "=?utf-8?q?a?= ",
        "&",
        "<'",
        "Voorval\nDatum: 28-09-2026\n",
        "verlof teruggekeerd 28-09-2026 14:28 ",
        "op 28 september 2026 teruggekeerd van verlof. ",
    ] {
        let text = part.repeat((3 << 20) / part.len());
        read(format!("{HEADERS}\r\n{text}").as_bytes())?;
        read(format!("{HEADERS}Content-Type: text/html\r\n\r\n<table><tr><td>{text}").as_bytes())?;
        read(format!("{HEADERS}X-Lang: {text}\r\nTo: {text}\r\nReferences: {text}\r\n\r\nx").as_bytes())?;
    }
    Ok(())
}

#[test]
fn only_ordinary_files_with_mail_in_them_are_read() -> TestResult {
    let folder = tempfile::tempdir()?;
    let list = intake::inrichtingen()?;
    let sentence = |p: &Path| intake::read_file(p, &list).err().map(|f| f.sentence).unwrap_or_default();
    let path = |name: &str| folder.path().join(name);
    fs::write(path("a.eml"), format!("{HEADERS}\r\nhallo"))?;
    fs::write(path("b.pdf"), b"%PDF-1.7")?;
    fs::write(path("leeg.eml"), b"")?;
    assert!(intake::read_file(&path("a.eml"), &list).is_ok());
    assert!(sentence(&path("b.pdf")).contains("geen mail"));
    assert!(sentence(&path("leeg.eml")).contains("leeg"));
    assert!(sentence(&path("weg.eml")).contains("bestaat niet"));
    assert!(sentence(folder.path()).contains("map"));
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(path("a.eml"), path("link.eml"))?;
        assert!(sentence(&path("link.eml")).contains("verwijzing"));
        // A pipe that nobody writes to would be waited for.
        if std::process::Command::new("mkfifo").arg(path("pijp.eml")).status().is_ok_and(|s| s.success()) {
            assert!(sentence(&path("pijp.eml")).contains("gewoon bestand"));
        }
    }
    Ok(())
}

#[test]
fn folders_and_maildirs_are_unfolded_in_order() -> TestResult {
    let folder = tempfile::tempdir()?;
    let path = |name: &str| folder.path().join(name);
    for part in ["m/new", "m/cur", "m/tmp", "leeg"] {
        fs::create_dir_all(path(part))?;
    }
    for name in ["b.EML", "a.msg", "c.txt", "m/new/2", "m/cur/1:2,S", "m/tmp/3"] {
        fs::write(path(name), "x")?;
    }
    let out = intake::files(&[path("c.txt"), folder.path().to_owned(), path("m"), path("leeg")]);
    let good = ["c.txt", "a.msg", "b.EML", "m/new/2", "m/cur/1:2,S", "leeg"].map(path);
    assert_eq!(out, good);
    Ok(())
}

#[test]
fn no_change_to_a_sample_mail_makes_it_panic() -> TestResult {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/mail");
    let mut mails = Vec::new();
    for dir_entry in fs::read_dir(folder)? {
        let path = dir_entry?.path();
        if path.extension().is_some_and(|e| e != "json") {
            mails.push(fs::read(path)?);
        }
    }
    let list = intake::inrichtingen()?;
    let change = (
        0..mails.len(),
        proptest::collection::vec((proptest::prelude::any::<u32>(), proptest::prelude::any::<u8>()), 1..20),
        0..4_u8,
    );
    proptest::proptest!(|((mail, positions, cut) in change)| {
        let mut bytes = mails[mail].clone();
        for (pos, b) in positions {
            let pos = pos as usize % bytes.len();
            bytes[pos] = b;
        }
        if cut == 0 {
            bytes.truncate(bytes.len() / 2);
        }
        if let Ok(g) = intake::read_bytes(&bytes, "x", &list) {
            clean(&g);
        }
    });
    proptest::proptest!(|(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..200))| {
        let mail = [HEADERS.as_bytes(), b"Content-Type: text/html\r\n\r\n", &bytes].concat();
        if let Ok(g) = intake::read_bytes(&mail, "x", &list) {
            clean(&g);
        }
        let _ = intake::read_bytes(&bytes, "x", &list);
    });
    Ok(())
}
