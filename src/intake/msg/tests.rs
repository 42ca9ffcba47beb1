//! Outlook messages built here, read back as the mail they hold.

use std::io::{Cursor, Write};

use super::*;

/// A message of these streams; folders are made on the way.
fn create(streams: &[(&str, &[u8])]) -> std::io::Result<Vec<u8>> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new()))?;
    for (path, content) in [("/__properties_version1.0", &[0_u8; 32][..])].iter().chain(streams) {
        if let Some((folder, _)) = path.rsplit_once('/').filter(|(m, _)| !m.is_empty()) {
            file.create_storage_all(folder)?;
        }
        file.create_stream(path)?.write_all(content)?;
    }
    file.flush()?;
    Ok(file.into_inner().into_inner())
}

fn wide(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn read_all(bytes: &[u8]) -> Option<IncomingLetter> {
    read(bytes, &mut Budget::new(), 0)
}

#[test]
fn texts_in_both_widths_attachments_and_nested_messages() -> std::io::Result<()> {
    let mut table = vec![0_u8; 32];
    table.extend([0x40, 0, 0x39, 0, 0, 0, 0, 0]);
    // 2026-09-28T12:28:00Z
    table.extend(134_350_720_800_000_000_i64.to_le_bytes());
    let bytes = create(&[
        ("/__properties_version1.0", &table),
        ("/__substg1.0_0037001E", b"Pati\xebnt"),
        ("/__substg1.0_0C1A001F", &wide("Directie")),
        ("/__substg1.0_0C1F001E", b"/O=X/CN=Y"),
        ("/__substg1.0_5D01001F", &wide("Directie@X.example")),
        ("/__substg1.0_1035001F", &wide("<id@x>")),
        ("/__substg1.0_10130102", b"<p>Naam: <b>A</b></p>"),
        ("/__attach_version1.0_#00000000/__substg1.0_3707001F", &wide("..\\..\\kwaad.txt")),
        ("/__attach_version1.0_#00000000/__substg1.0_37010102", b"Delict: art. 287 Sr"),
        ("/__attach_version1.0_#00000001/__substg1.0_3701000D/__substg1.0_1000001F", &wide("Naam: B")),
    ])?;
    let letter = read_all(&bytes).ok_or_else(|| std::io::Error::other("geen bericht"))?;
    assert_eq!(letter.headers.sender, "Directie <Directie@X.example>");
    assert_eq!((letter.headers.subject.as_str(), letter.headers.message_id.as_deref()), ("Patiënt", Some("id@x")));
    assert_eq!(
        letter.headers.sent.map(crate::domain::moment::Moment::rfc3339).as_deref(),
        Some("2026-09-28T14:28:00+02:00")
    );
    assert!(letter.text.contains("Naam: A") && letter.text.contains("Naam: B"), "{}", letter.text);
    assert_eq!(letter.attachments.iter().map(|b| b.name.as_str()).collect::<Vec<_>>(), ["kwaad.txt"]);
    let layers: Vec<_> = letter.sources.iter().map(|b| (b.place.as_str(), b.layer)).collect();
    assert_eq!(
        layers,
        [
            ("html-tekst", QuoteLayer::New),
            ("bijlage «kwaad.txt»", QuoteLayer::New),
            ("doorgestuurd bericht, tekst", QuoteLayer::Forwarded)
        ]
    );
    Ok(())
}

#[test]
fn a_message_of_rich_text_only() -> std::io::Result<()> {
    let rich = br"12345678MELA1234{\rtf1 Naam: \'d6mer\par}";
    let letter = read_all(&create(&[("/__substg1.0_10090102", rich)])?);
    assert_eq!(letter.map(|b| b.text).as_deref(), Some("Naam: Ömer"));
    Ok(())
}

#[test]
fn other_compound_files_are_no_message() -> std::io::Result<()> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new()))?;
    file.create_stream("/WordDocument")?.write_all(b"x")?;
    file.flush()?;
    assert!(read_all(&file.into_inner().into_inner()).is_none());
    assert!(read_all(&MARKER).is_none());
    Ok(())
}

#[test]
fn mutated_messages_never_panic() -> std::io::Result<()> {
    let good = create(&[
        ("/__substg1.0_1000001F", &wide("Naam: A")),
        ("/__attach_version1.0_#00000000/__substg1.0_37010102", b"x"),
    ])?;
    proptest::proptest!(|(positions in proptest::collection::vec((0..good.len(), proptest::prelude::any::<u8>()), 1..12))| {
        let mut bytes = good.clone();
        for (pos, b) in positions {
            if let Some(target) = bytes.get_mut(pos) {
                *target = b;
            }
        }
        let _ = read_all(&bytes);
    });
    Ok(())
}

#[test]
fn a_table_of_sectors_longer_than_the_file_is_no_obstacle() -> std::io::Result<()> {
    let mut bytes = create(&[("/__substg1.0_1000001F", &wide("Naam: A"))])?;
    // What is not in the file is marked as the end of a chain instead of as free.
    let table = bytes.windows(4).position(|w| w == [0xfd, 0xff, 0xff, 0xff]).unwrap_or_default();
    let sectors = bytes.len() / 512;
    for free in bytes.get_mut(table..).unwrap_or_default().chunks_mut(4).take(128).skip(sectors) {
        free.copy_from_slice(&[0xfe, 0xff, 0xff, 0xff]);
    }
    assert_eq!(read_all(&bytes).map(|b| b.text).as_deref(), Some("Naam: A"));
    Ok(())
}

#[test]
fn attachments_are_found_whatever_their_numbers_and_objects_by_the_file_in_them() -> std::io::Result<()> {
    let object = "/__attach_version1.0_#0000000A/__substg1.0_3701000D/\u{1}Ole10Native";
    let mut native = vec![0; 6];
    native.extend(b"brief.txt\0C:\\brief.txt\0\0\0\x03\0\x04\0\0\0abc\0");
    native.extend(14_u32.to_le_bytes());
    native.extend(b"Naam: C. Proef");
    let bytes = create(&[
        ("/__attach_version1.0_#00000003/__substg1.0_3707001F", &wide("een.txt")),
        ("/__attach_version1.0_#00000003/__substg1.0_37010102", b"Naam: B"),
        (object, &native),
        ("/__attach_version1.0_#0000000B/__substg1.0_3701000D/Iets", b"x"),
        ("/__attach_version1.0_#0000000B/__substg1.0_3001001F", &wide("Rekenblad")),
    ])?;
    let letter = read_all(&bytes).ok_or_else(|| std::io::Error::other("geen bericht"))?;
    let names: Vec<&str> = letter.attachments.iter().map(|a| a.name.as_str()).collect();
    assert_eq!(names, ["een.txt", "brief.txt"]);
    assert!(letter.sources.iter().any(|s| s.lines.iter().any(|l| l.plain() == "Naam: C. Proef")));
    assert!(letter.warnings.iter().any(|w| w.contains("Rekenblad")), "{:?}", letter.warnings);
    Ok(())
}

#[test]
fn a_message_names_its_sender_as_the_mail_does() -> std::io::Result<()> {
    let sender = |streams: &[(&str, &[u8])]| create(streams).map(|b| read_all(&b).map(|l| l.headers.sender));
    let behalf = [
        ("/__substg1.0_0C1A001F", wide("Secretariaat")),
        ("/__substg1.0_5D01001F", wide("secretariaat@x.example")),
        ("/__substg1.0_0042001F", wide("Directie")),
        ("/__substg1.0_5D02001F", wide("directie@x.example")),
    ];
    let streams: Vec<(&str, &[u8])> = behalf.iter().map(|(name, text)| (*name, text.as_slice())).collect();
    assert_eq!(sender(&streams)?.as_deref(), Some("Directie <directie@x.example>"));
    let headers = wide("From: Balie <balie@x.example>\r\nSubject: X\r\nDate: Mon, 23 Nov 2026 07:30:00 +0100\r\n");
    let with = [streams.as_slice(), &[("/__substg1.0_007D001F", headers.as_slice())]].concat();
    assert_eq!(sender(&with)?.as_deref(), Some("Balie <balie@x.example>"));
    Ok(())
}
