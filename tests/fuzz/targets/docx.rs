//! A Word document that came with a mail: as a package, and as the text in a sound package, because the
//! checksums of a package keep a fuzzer from ever changing what is in it.
#![no_main]

libfuzzer_sys::fuzz_target!(init: piket_fuzz::start(), |bytes: &[u8]| {
    let package =
        if bytes.starts_with(b"PK") { Some(bytes.to_vec()) } else { piket_fuzz::packaged("word/document.xml", bytes) };
    if let Some(package) = package {
        piket_fuzz::read(&piket_fuzz::with_attachment("formulier.docx", "application/octet-stream", &package));
    }
});
