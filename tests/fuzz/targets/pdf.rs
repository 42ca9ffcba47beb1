//! A PDF that came with a mail.
#![no_main]

libfuzzer_sys::fuzz_target!(init: piket_fuzz::start(), |bytes: &[u8]| {
    piket_fuzz::read(&piket_fuzz::with_attachment("formulier.pdf", "application/pdf", bytes));
});
