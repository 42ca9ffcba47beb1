//! What every fuzz target holds against the intake: it answers, in time and within its memory (libFuzzer's
//! `-timeout` and `-rss_limit_mb` see to those), and nothing it answers with could harm a terminal.

use std::sync::OnceLock;

use piket::{
    domain::{inrichting::Inrichtingen, tekst::Vertrouwelijk},
    intake::{self, Gelezen},
};

/// Makes a panic in the desk's own code fatal. A panic in somebody else's parser is caught by the intake
/// and counts as an answer, so libFuzzer must not stop at it.
pub fn begin() {
    std::panic::set_hook(Box::new(|paniek| {
        let eigen = paniek.location().is_some_and(|p| p.file().contains("src/intake") || p.file().contains("src/domain"));
        if eigen || paniek.location().is_some_and(|p| p.file().contains("fuzz")) {
            eprintln!("{paniek}");
            std::process::abort();
        }
    }));
}

/// Reads one mail and judges the answer.
pub fn lees(mail: &[u8]) {
    static LIJST: OnceLock<Inrichtingen> = OnceLock::new();
    let lijst = LIJST.get_or_init(|| intake::inrichtingen().unwrap_or_default());
    if let Ok(gelezen) = intake::lees_bytes(mail, "invoer", lijst) {
        oordeel(&gelezen, mail);
    }
}

fn oordeel(gelezen: &Gelezen, mail: &[u8]) {
    assert!(gelezen.origineel() == mail, "het origineel is niet bewaard");
    let post = &gelezen.post;
    let vrij = [&post.afzender, &post.onderwerp, &post.tekst];
    let velden = post.velden.values().flat_map(|v| [&v.waarde, &v.bron]);
    let bijlagen = post.bijlagen.iter().flat_map(|b| [&b.naam, &b.mediatype]);
    for tekst in vrij.into_iter().chain(velden).chain(bijlagen).chain(&post.waarschuwingen).map(Vertrouwelijk::lees) {
        let stuur = tekst.chars().find(|c| c.is_control() && !matches!(c, '\n' | '\t'));
        assert!(stuur.is_none(), "stuurteken {stuur:?} in {tekst:?}");
    }
}

/// A mail around one attachment. Sent as binary, so that what the fuzzer changes is what the reader sees.
pub fn met_bijlage(naam: &str, mediatype: &str, bytes: &[u8]) -> Vec<u8> {
    let kop = format!(
        "From: Piet Proef <p@proef.example>\r\nSubject: MBV\r\nDate: Mon, 28 Sep 2026 15:00:00 +0200\r\nMIME-Version: 1.0\r\n\
         Content-Type: {mediatype}; name=\"{naam}\"\r\nContent-Disposition: attachment; filename=\"{naam}\"\r\n\
         Content-Transfer-Encoding: binary\r\n\r\n"
    );
    [kop.as_bytes(), bytes].concat()
}
