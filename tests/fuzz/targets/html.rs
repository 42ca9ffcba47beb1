//! A page of HTML as the text of a mail.
#![no_main]

libfuzzer_sys::fuzz_target!(init: piket_fuzz::start(), |bytes: &[u8]| {
    let headers = b"From: Piet Proef <p@proef.example>\r\nSubject: MBV\r\nMIME-Version: 1.0\r\n\
                    Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: binary\r\n\r\n";
    piket_fuzz::read(&[headers.as_slice(), bytes].concat());
});
