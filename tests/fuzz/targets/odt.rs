//! A document of LibreOffice that came with a mail: as a package, and as the text in a sound one.
#![no_main]

libfuzzer_sys::fuzz_target!(init: piket_fuzz::start(), |bytes: &[u8]| {
    let package =
        if bytes.starts_with(b"PK") { Some(bytes.to_vec()) } else { piket_fuzz::packaged("content.xml", bytes) };
    if let Some(package) = package {
        piket_fuzz::read(&piket_fuzz::with_attachment(
            "formulier.odt",
            "application/vnd.oasis.opendocument.text",
            &package,
        ));
    }
});
