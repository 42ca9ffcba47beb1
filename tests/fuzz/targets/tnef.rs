//! The winmail.dat of Outlook. Its marker is given, because without it nothing else is read.
#![no_main]

const MARKER: [u8; 4] = [0x78, 0x9f, 0x3e, 0x22];

libfuzzer_sys::fuzz_target!(init: piket_fuzz::start(), |bytes: &[u8]| {
    let rest = bytes.strip_prefix(&MARKER).unwrap_or(bytes);
    piket_fuzz::read(&piket_fuzz::with_attachment("winmail.dat", "application/ms-tnef", &[&MARKER, rest].concat()));
});
