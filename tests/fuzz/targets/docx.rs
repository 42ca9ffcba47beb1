//! A Word document that came with a mail: as a package, and as the text in a sound package, because the
//! checksums of a package keep a fuzzer from ever changing what is in it.
#![no_main]

use std::io::{Cursor, Write};

use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

libfuzzer_sys::fuzz_target!(init: piket_fuzz::start(), |bytes: &[u8]| {
    let package = if bytes.starts_with(b"PK") { Some(bytes.to_vec()) } else { packaged(bytes) };
    if let Some(package) = package {
        piket_fuzz::read(&piket_fuzz::with_attachment("formulier.docx", "application/octet-stream", &package));
    }
});

fn packaged(xml: &[u8]) -> Option<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let plain = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    zip.start_file("word/document.xml", plain).ok()?;
    zip.write_all(xml).ok()?;
    zip.finish().ok().map(Cursor::into_inner)
}
