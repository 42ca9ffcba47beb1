//! What every fuzz target holds against the intake: it answers, in time and within its memory (libFuzzer's
//! `-timeout` and `-rss_limit_mb` see to those), and nothing it answers with could harm a terminal.

use std::{
    io::{Cursor, Write},
    sync::OnceLock,
};

use piket::{
    domain::{inrichting::Inrichtingen, text::Vertrouwelijk},
    intake::{self, ReadMail},
};
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

/// Makes a panic in the desk's own code fatal. A panic in somebody else's parser is caught by the intake
/// and counts as an answer, so libFuzzer must not stop at it.
pub fn start() {
    std::panic::set_hook(Box::new(|panic| {
        let own = panic.location().is_some_and(|p| p.file().contains("src/intake") || p.file().contains("src/domain"));
        if own || panic.location().is_some_and(|p| p.file().contains("fuzz")) {
            eprintln!("{panic}");
            std::process::abort();
        }
    }));
}

/// Reads one mail and judges the answer.
pub fn read(mail: &[u8]) {
    static LIST: OnceLock<Inrichtingen> = OnceLock::new();
    let list = LIST.get_or_init(|| intake::inrichtingen().unwrap_or_default());
    if let Ok(reading) = intake::read_bytes(mail, "invoer", list) {
        verdict(&reading, mail);
    }
}

fn verdict(reading: &ReadMail, mail: &[u8]) {
    assert!(reading.original() == mail, "het origineel is niet bewaard");
    let parsed_mail = &reading.mail;
    let free = [&parsed_mail.sender, &parsed_mail.subject, &parsed_mail.text];
    let fields = parsed_mail.fields.values().flat_map(|v| [&v.value, &v.source]);
    let attachments = parsed_mail.attachments.iter().flat_map(|b| [&b.name, &b.mediatype]);
    for text in free.into_iter().chain(fields).chain(attachments).chain(&parsed_mail.warnings).map(Vertrouwelijk::read) {
        let control_char = text.chars().find(|c| c.is_control() && !matches!(c, '\n' | '\t'));
        assert!(control_char.is_none(), "stuurteken {control_char:?} in {text:?}");
    }
}

/// A mail around one attachment. Sent as binary, so that what the fuzzer changes is what the reader sees.
pub fn with_attachment(name: &str, mediatype: &str, bytes: &[u8]) -> Vec<u8> {
    let headers = format!(
        "From: Piet Proef <p@proef.example>\r\nSubject: MBV\r\nDate: Mon, 28 Sep 2026 15:00:00 +0200\r\nMIME-Version: 1.0\r\n\
         Content-Type: {mediatype}; name=\"{name}\"\r\nContent-Disposition: attachment; filename=\"{name}\"\r\n\
         Content-Transfer-Encoding: binary\r\n\r\n"
    );
    [headers.as_bytes(), bytes].concat()
}

/// A sound package that holds one text.
pub fn packaged(name: &str, xml: &[u8]) -> Option<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let plain = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    zip.start_file(name, plain).ok()?;
    zip.write_all(xml).ok()?;
    zip.finish().ok().map(Cursor::into_inner)
}
