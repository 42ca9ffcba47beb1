//! An Outlook message. Its first eight bytes are given, because without them nothing else is read.
#![no_main]

const MARKER: [u8; 8] = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

libfuzzer_sys::fuzz_target!(init: piket_fuzz::start(), |bytes: &[u8]| {
    let rest = bytes.strip_prefix(&MARKER).unwrap_or(bytes);
    piket_fuzz::read(&[&MARKER, rest].concat());
});
