//! A signed mail as one envelope.
#![no_main]

libfuzzer_sys::fuzz_target!(init: piket_fuzz::start(), |bytes: &[u8]| {
    piket_fuzz::read(&piket_fuzz::with_attachment("smime.p7m", "application/pkcs7-mime", bytes));
});
