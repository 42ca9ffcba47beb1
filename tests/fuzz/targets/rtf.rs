//! An RTF document that came with a mail. Its first six bytes are given, because without them it is plain text.
#![no_main]

libfuzzer_sys::fuzz_target!(init: piket_fuzz::start(), |bytes: &[u8]| {
    let rest = bytes.strip_prefix(b"{\\rtf1").unwrap_or(bytes);
    piket_fuzz::read(&piket_fuzz::with_attachment("formulier.rtf", "application/rtf", &[b"{\\rtf1", rest].concat()));
});
