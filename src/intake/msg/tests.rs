//! Outlook messages built here, read back as the mail they hold.

use std::io::{Cursor, Write};

use super::*;

/// A message of these streams; folders are made on the way.
fn maak(stromen: &[(&str, &[u8])]) -> std::io::Result<Vec<u8>> {
    let mut bestand = cfb::CompoundFile::create(Cursor::new(Vec::new()))?;
    for (pad, inhoud) in [("/__properties_version1.0", &[0_u8; 32][..])].iter().chain(stromen) {
        if let Some((map, _)) = pad.rsplit_once('/').filter(|(m, _)| !m.is_empty()) {
            bestand.create_storage_all(map)?;
        }
        bestand.create_stream(pad)?.write_all(inhoud)?;
    }
    bestand.flush()?;
    Ok(bestand.into_inner().into_inner())
}

fn breed(tekst: &str) -> Vec<u8> {
    tekst.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn lees_alles(bytes: &[u8]) -> Option<Brief> {
    lees(bytes, &mut Budget::nieuw(), 0)
}

#[test]
fn texts_in_both_widths_attachments_and_nested_messages() -> std::io::Result<()> {
    let mut tabel = vec![0_u8; 32];
    tabel.extend([0x40, 0, 0x39, 0, 0, 0, 0, 0]);
    // 2026-09-28T12:28:00Z
    tabel.extend(134_350_720_800_000_000_i64.to_le_bytes());
    let bytes = maak(&[
        ("/__properties_version1.0", &tabel),
        ("/__substg1.0_0037001E", b"Pati\xebnt"),
        ("/__substg1.0_0C1A001F", &breed("Directie")),
        ("/__substg1.0_0C1F001E", b"/O=X/CN=Y"),
        ("/__substg1.0_5D01001F", &breed("Directie@X.example")),
        ("/__substg1.0_1035001F", &breed("<id@x>")),
        ("/__substg1.0_10130102", b"<p>Naam: <b>A</b></p>"),
        ("/__attach_version1.0_#00000000/__substg1.0_3707001F", &breed("..\\..\\kwaad.txt")),
        ("/__attach_version1.0_#00000000/__substg1.0_37010102", b"Delict: art. 287 Sr"),
        ("/__attach_version1.0_#00000001/__substg1.0_3701000D/__substg1.0_1000001F", &breed("Naam: B")),
    ])?;
    let brief = lees_alles(&bytes).ok_or_else(|| std::io::Error::other("geen bericht"))?;
    assert_eq!(brief.kop.afzender, "Directie <Directie@X.example>");
    assert_eq!((brief.kop.onderwerp.as_str(), brief.kop.message_id.as_deref()), ("Patiënt", Some("id@x")));
    assert_eq!(
        brief.kop.verzonden.map(crate::domain::moment::Moment::rfc3339).as_deref(),
        Some("2026-09-28T14:28:00+02:00")
    );
    assert!(brief.tekst.contains("Naam: A") && brief.tekst.contains("Naam: B"), "{}", brief.tekst);
    assert_eq!(brief.bijlagen.iter().map(|b| b.naam.as_str()).collect::<Vec<_>>(), ["kwaad.txt"]);
    let lagen: Vec<_> = brief.bronnen.iter().map(|b| (b.waar.as_str(), b.laag)).collect();
    assert_eq!(
        lagen,
        [
            ("html-tekst", Laag::Nieuw),
            ("bijlage «kwaad.txt»", Laag::Nieuw),
            ("doorgestuurd bericht, tekst", Laag::Doorgestuurd)
        ]
    );
    Ok(())
}

#[test]
fn a_message_of_rich_text_only() -> std::io::Result<()> {
    let rijk = br"12345678MELA1234{\rtf1 Naam: \'d6mer\par}";
    let brief = lees_alles(&maak(&[("/__substg1.0_10090102", rijk)])?);
    assert_eq!(brief.map(|b| b.tekst).as_deref(), Some("Naam: Ömer"));
    Ok(())
}

#[test]
fn other_compound_files_are_no_message() -> std::io::Result<()> {
    let mut bestand = cfb::CompoundFile::create(Cursor::new(Vec::new()))?;
    bestand.create_stream("/WordDocument")?.write_all(b"x")?;
    bestand.flush()?;
    assert!(lees_alles(&bestand.into_inner().into_inner()).is_none());
    assert!(lees_alles(&MERK).is_none());
    Ok(())
}

#[test]
fn mutated_messages_never_panic() -> std::io::Result<()> {
    let goed = maak(&[
        ("/__substg1.0_1000001F", &breed("Naam: A")),
        ("/__attach_version1.0_#00000000/__substg1.0_37010102", b"x"),
    ])?;
    proptest::proptest!(|(plekken in proptest::collection::vec((0..goed.len(), proptest::prelude::any::<u8>()), 1..12))| {
        let mut bytes = goed.clone();
        for (plek, b) in plekken {
            if let Some(doel) = bytes.get_mut(plek) {
                *doel = b;
            }
        }
        let _ = lees_alles(&bytes);
    });
    Ok(())
}

#[test]
fn a_table_of_sectors_longer_than_the_file_is_no_obstacle() -> std::io::Result<()> {
    let mut bytes = maak(&[("/__substg1.0_1000001F", &breed("Naam: A"))])?;
    // What is not in the file is marked as the end of a chain instead of as free.
    let tabel = bytes.windows(4).position(|w| w == [0xfd, 0xff, 0xff, 0xff]).unwrap_or_default();
    let sectoren = bytes.len() / 512;
    for vrij in bytes.get_mut(tabel..).unwrap_or_default().chunks_mut(4).take(128).skip(sectoren) {
        vrij.copy_from_slice(&[0xfe, 0xff, 0xff, 0xff]);
    }
    assert_eq!(lees_alles(&bytes).map(|b| b.tekst).as_deref(), Some("Naam: A"));
    Ok(())
}
