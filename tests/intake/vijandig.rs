//! Mail that means harm: bombs, circles, names that leave their folder, sequences that speak to a terminal.
//! Each is imported, set aside with the reason, or refused; the bytes stay as they were.

use std::{
    fmt::Write as _,
    fs::{self, File},
    io::{Cursor, Write as _},
    path::Path,
};

use piket::{
    domain::fout::{FoutSoort, Uitkomst},
    intake::{self, Gelezen},
};
use zip::{ZipWriter, write::SimpleFileOptions};

type Uitslag = Result<(), Box<dyn std::error::Error>>;

pub const KOP: &str = "From: A <a@x.example>\r\nSubject: MBV\r\nDate: Tue, 29 Sep 2026 09:00:00 +0200\r\n";

fn lees(bytes: &[u8]) -> Uitkomst<Gelezen> {
    let g = intake::lees_bytes(bytes, "proef.eml", &intake::inrichtingen()?)?;
    assert_eq!(g.origineel(), bytes);
    schoon(&g);
    Ok(g)
}

/// Nothing that goes to a screen, a log or a report may hold a character that speaks to a terminal.
fn schoon(g: &Gelezen) {
    let p = &g.post;
    let teksten = [
        p.afzender.lees(),
        p.onderwerp.lees(),
        p.tekst.lees(),
        p.message_id.as_ref().map_or("", piket::domain::tekst::Vertrouwelijk::lees),
    ];
    let velden = p.velden.values().flat_map(|v| [v.waarde.lees(), v.bron.lees()]);
    let bijlagen = p.bijlagen.iter().flat_map(|b| [b.naam.lees(), b.mediatype.lees()]);
    let rest = p
        .waarschuwingen
        .iter()
        .chain(&p.verwijzingen)
        .map(piket::domain::tekst::Vertrouwelijk::lees)
        .chain(p.inrichting.as_ref().map(piket::domain::inrichting::Plek::naam));
    for tekst in teksten.into_iter().chain(velden).chain(bijlagen).chain(rest) {
        let kwaad = tekst.chars().find(|c| {
            c.is_control() && *c != '\n' || matches!(*c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
        });
        assert_eq!(kwaad, None, "{tekst:?}");
    }
    for b in &p.bijlagen {
        let naam = b.naam.lees();
        assert!(!naam.contains(['/', '\\']) && !naam.starts_with('.') && !naam.is_empty(), "{naam}");
        assert!(g.bijlagen.iter().any(|blob| blob.digest == b.digest.lees()), "{naam} is niet bewaard");
    }
}

fn waarschuwt(g: &Gelezen, woord: &str) {
    assert!(g.post.waarschuwingen.iter().any(|w| w.lees().contains(woord)), "{woord}");
}

fn met_bijlage(naam: &str, bytes: &[u8]) -> Vec<u8> {
    let mut uit = format!(
        "{KOP}Content-Type: multipart/mixed; boundary=g\r\n\r\n--g\r\n\r\nNaam: X\r\n--g\r\nContent-Type: application/octet-stream\r\n\
         Content-Disposition: attachment; filename=\"{naam}\"\r\nContent-Transfer-Encoding: binary\r\n\r\n"
    )
    .into_bytes();
    uit.extend(bytes);
    uit.extend(b"\r\n--g--\r\n");
    uit
}

pub fn docx(xml: &[u8]) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", SimpleFileOptions::default())?;
    zip.write_all(xml)?;
    Ok(zip.finish()?.into_inner())
}

#[test]
fn a_mail_of_two_hundred_megabytes_is_refused_unread() -> Uitslag {
    let map = tempfile::tempdir()?;
    let pad = map.path().join("groot.eml");
    let mut bestand = File::create(&pad)?;
    bestand.write_all(KOP.as_bytes())?;
    bestand.set_len(200 << 20)?;
    let fout = intake::lees_bestand(&pad, &intake::inrichtingen()?).err().ok_or("gelezen")?;
    assert_eq!(fout.soort, FoutSoort::Gegevens);
    assert!(fout.zin.contains("te groot") && fout.zin.contains("200 MB"), "{fout}");
    Ok(())
}

#[test]
fn a_large_mail_within_the_limit_is_read_and_kept() -> Uitslag {
    let mut mail = met_bijlage("film.bin", &vec![b'A'; 44 << 20]);
    let g = lees(&mail)?;
    assert_eq!(g.post.bijlagen.first().map(|b| b.bytes), Some(44 << 20));
    mail.resize(51 << 20, b' ');
    assert!(intake::lees_bytes(&mail, "x", &intake::inrichtingen()?).is_err());
    Ok(())
}

#[test]
fn a_zip_bomb_is_kept_and_not_opened() -> Uitslag {
    let bom = docx(&vec![b'x'; 200 << 20])?;
    let g = lees(&met_bijlage("formulier.docx", &bom))?;
    waarschuwt(&g, "pakt uit");
    assert_eq!(g.post.bijlagen.first().map(|b| b.bytes), Some(bom.len() as u64));
    let diep = docx(&b"<w:tbl><w:tr><w:tc><w:p><w:r><w:t>a".repeat(100_000))?;
    lees(&met_bijlage("diep.docx", &diep))?;
    Ok(())
}

#[test]
fn a_pdf_in_circles_ends() -> Uitslag {
    let lus = "%PDF-1.7\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n2 0 obj << /Type /Pages /Kids [2 0 R 3 0 R] /Parent 2 0 R >> endobj\n\
               3 0 obj << /Type /Page /Parent 2 0 R /Contents [4 0 R 4 0 R] /Resources << /XObject << /X 4 0 R >> >> >> endobj\n\
               4 0 obj << /Subtype /Form /Length 24 >> stream\n/X Do /X Do /X Do /X Do \nendstream endobj\n\
               xref\n0 1\n0 65535 f\ntrailer << /Root 1 0 R /Prev 9 >>\nstartxref 9 %%EOF";
    waarschuwt(&lees(&met_bijlage("lus.pdf", lus.as_bytes()))?, "geen leesbare tekst");
    Ok(())
}

#[test]
fn a_thousand_nested_parts_are_counted() -> Uitslag {
    let mut mail = KOP.to_owned();
    for i in 0..1000 {
        write!(mail, "Content-Type: multipart/mixed; boundary=b{i}\r\n\r\n--b{i}\r\n")?;
    }
    mail.push_str("\r\nNaam: X\r\n");
    waarschuwt(&lees(mail.as_bytes())?, "te diep genest");
    let mail = format!("{KOP}{}\r\nNaam: X", "Content-Type: message/rfc822\r\n\r\n".repeat(200_000));
    waarschuwt(&lees(mail.as_bytes())?, "zelf lezen");
    let mail = format!("{KOP}{}\r\nNaam: X", "Content-Type: message/rfc822\r\n\r\n".repeat(1000));
    waarschuwt(&lees(mail.as_bytes())?, "te diep genest");
    let naast =
        format!("{KOP}Content-Type: multipart/mixed; boundary=g\r\n\r\n{}--g--", "--g\r\n\r\nx\r\n".repeat(100_000));
    lees(naast.as_bytes())?;
    let zelfde = format!(
        "{KOP}Content-Type: multipart/mixed; boundary=g\r\n\r\n{}",
        "--g\r\nContent-Type: multipart/mixed; boundary=g\r\n\r\n".repeat(100_000)
    );
    lees(zelfde.as_bytes())?;
    Ok(())
}

#[test]
fn mail_within_encoded_mail_cannot_grow() -> Uitslag {
    const TEKENS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut binnen = vec![b'A'; 8 << 20];
    for _ in 0..20 {
        let mut buiten =
            b"Subject: x\r\nContent-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\n".to_vec();
        if buiten.len() + binnen.len() * 4 / 3 > 48 << 20 {
            break;
        }
        for drie in binnen.chunks_exact(3) {
            let v = drie.iter().fold(0_usize, |v, b| v << 8 | usize::from(*b));
            buiten.extend([18, 12, 6, 0].map(|s| TEKENS[v >> s & 63]));
        }
        binnen = buiten;
    }
    let g = lees(&binnen)?;
    waarschuwt(&g, "te groot om uit te pakken");
    Ok(())
}

#[test]
fn broken_and_hostile_bytes_are_imported() -> Uitslag {
    let stuk =
        format!("{KOP}Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\nTmFh!!bTogWA=#=\u{0}x");
    waarschuwt(&lees(stuk.as_bytes())?, "beschadigd");
    let vals = "From: \u{1b}[2J\u{1b}]0;weg\u{7} <a\u{202e}@x.example>\r\nSubject: =?utf-8?q?=1B[31mrood=E2=80=AE?= \u{0}\r\nMessage-ID: <\u{1b}[1m@x>\r\n\r\n\
                Naam\u{200b}: X\u{1b}[0m\u{0} Y\r\nGeboortedatum: 01-01-1980\r\nWijze van onttrekking: over\u{202e} het hek\r\n";
    let g = lees(vals.as_bytes())?;
    assert_eq!(g.post.veld("naam"), Some("X[0m Y"));
    for naam in [
        "../../../etc/passwd",
        "..\\\\..\\\\x.exe",
        "\u{1b}]52;c;aGk=\u{7}.pdf",
        "..",
        "CON\u{0}.txt",
        "a\u{202e}fdp.exe",
    ] {
        lees(&met_bijlage(naam, b"\x01\x02\x00rommel"))?;
    }
    let rfc2231 = met_bijlage("x", b"\x00")
        .into_iter()
        .map(char::from)
        .collect::<String>()
        .replace("filename=\"x\"", "filename*=utf-8''..%2F..%2F%1B%5B2Jx.pdf");
    assert_eq!(
        lees(rfc2231.as_bytes())?.post.bijlagen.first().map(|b| b.naam.lees().to_owned()).as_deref(),
        Some("[2Jx.pdf")
    );
    Ok(())
}

#[test]
fn winmail_and_scans_are_kept_for_reading() -> Uitslag {
    waarschuwt(&lees(&met_bijlage("winmail.dat", &[0x78, 0x9f, 0x3e, 0x22, 1, 0]))?, "TNEF");
    waarschuwt(&lees(&met_bijlage("scan.jpg", b"\xff\xd8\xff\xe0rest"))?, "zelf lezen");
    waarschuwt(&lees(&met_bijlage("film.mp4", b"\x00\x00\x00ftyp"))?, "zelf lezen");
    waarschuwt(&lees(&met_bijlage("leeg.docx", &docx(b"<w:document><w:body/></w:document>")?))?, "geen leesbare tekst");
    Ok(())
}

#[test]
fn long_lines_and_many_labels_take_no_time() -> Uitslag {
    for deel in [
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
        let tekst = deel.repeat((3 << 20) / deel.len());
        lees(format!("{KOP}\r\n{tekst}").as_bytes())?;
        lees(format!("{KOP}Content-Type: text/html\r\n\r\n<table><tr><td>{tekst}").as_bytes())?;
        lees(format!("{KOP}X-Lang: {tekst}\r\nTo: {tekst}\r\nReferences: {tekst}\r\n\r\nx").as_bytes())?;
    }
    Ok(())
}

#[test]
fn only_ordinary_files_with_mail_in_them_are_read() -> Uitslag {
    let map = tempfile::tempdir()?;
    let lijst = intake::inrichtingen()?;
    let zin = |p: &Path| intake::lees_bestand(p, &lijst).err().map(|f| f.zin).unwrap_or_default();
    let pad = |naam: &str| map.path().join(naam);
    fs::write(pad("a.eml"), format!("{KOP}\r\nhallo"))?;
    fs::write(pad("b.pdf"), b"%PDF-1.7")?;
    fs::write(pad("leeg.eml"), b"")?;
    assert!(intake::lees_bestand(&pad("a.eml"), &lijst).is_ok());
    assert!(zin(&pad("b.pdf")).contains("geen mail"));
    assert!(zin(&pad("leeg.eml")).contains("leeg"));
    assert!(zin(&pad("weg.eml")).contains("bestaat niet"));
    assert!(zin(map.path()).contains("map"));
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(pad("a.eml"), pad("link.eml"))?;
        assert!(zin(&pad("link.eml")).contains("verwijzing"));
        // A pipe that nobody writes to would be waited for.
        if std::process::Command::new("mkfifo").arg(pad("pijp.eml")).status().is_ok_and(|s| s.success()) {
            assert!(zin(&pad("pijp.eml")).contains("gewoon bestand"));
        }
    }
    Ok(())
}

#[test]
fn folders_and_maildirs_are_unfolded_in_order() -> Uitslag {
    let map = tempfile::tempdir()?;
    let pad = |naam: &str| map.path().join(naam);
    for deel in ["m/new", "m/cur", "m/tmp", "leeg"] {
        fs::create_dir_all(pad(deel))?;
    }
    for naam in ["b.EML", "a.msg", "c.txt", "m/new/2", "m/cur/1:2,S", "m/tmp/3"] {
        fs::write(pad(naam), "x")?;
    }
    let uit = intake::bestanden(&[pad("c.txt"), map.path().to_owned(), pad("m"), pad("leeg")]);
    let goed = ["c.txt", "a.msg", "b.EML", "m/new/2", "m/cur/1:2,S", "leeg"].map(pad);
    assert_eq!(uit, goed);
    Ok(())
}

#[test]
fn no_change_to_a_sample_mail_makes_it_panic() -> Uitslag {
    let map = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/mail");
    let mut mails = Vec::new();
    for ingang in fs::read_dir(map)? {
        let pad = ingang?.path();
        if pad.extension().is_some_and(|e| e != "json") {
            mails.push(fs::read(pad)?);
        }
    }
    let lijst = intake::inrichtingen()?;
    let wijziging = (
        0..mails.len(),
        proptest::collection::vec((proptest::prelude::any::<u32>(), proptest::prelude::any::<u8>()), 1..20),
        0..4_u8,
    );
    proptest::proptest!(|((mail, plekken, knip) in wijziging)| {
        let mut bytes = mails[mail].clone();
        for (plek, b) in plekken {
            let plek = plek as usize % bytes.len();
            bytes[plek] = b;
        }
        if knip == 0 {
            bytes.truncate(bytes.len() / 2);
        }
        if let Ok(g) = intake::lees_bytes(&bytes, "x", &lijst) {
            schoon(&g);
        }
    });
    proptest::proptest!(|(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..200))| {
        let mail = [KOP.as_bytes(), b"Content-Type: text/html\r\n\r\n", &bytes].concat();
        if let Ok(g) = intake::lees_bytes(&mail, "x", &lijst) {
            schoon(&g);
        }
        let _ = intake::lees_bytes(&bytes, "x", &lijst);
    });
    Ok(())
}
