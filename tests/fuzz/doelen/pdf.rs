//! A PDF that came with a mail.
#![no_main]

libfuzzer_sys::fuzz_target!(init: piket_fuzz::begin(), |bytes: &[u8]| {
    piket_fuzz::lees(&piket_fuzz::met_bijlage("formulier.pdf", "application/pdf", bytes));
});
