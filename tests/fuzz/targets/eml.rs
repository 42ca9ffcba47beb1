//! A whole mail as it comes in.
#![no_main]

libfuzzer_sys::fuzz_target!(init: piket_fuzz::start(), |bytes: &[u8]| piket_fuzz::read(bytes));
