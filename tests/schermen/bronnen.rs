//! What the header says of a source of mail that was asked and does not answer: nothing at first, and that it
//! is waited for before the officer could have expected the mail.

use chrono::Duration;
use piket::{
    app::{msg::Msg, wek},
    domain::bron::{Bronsoort, Bronstand},
};

use crate::desk::{Proef, Proefdesk};

const WACHT: &str = "Postbus: wacht op antwoord.";

#[test]
fn a_server_that_keeps_silent_is_named_within_five_seconds() -> Proef {
    let mut desk = Proefdesk::leeg()?;
    let nu = desk.model.nu;
    desk.stuur(Msg::Bron(Bronsoort::Imap, Bronstand::Gevraagd(nu)));
    assert!(!desk.tekst().contains(WACHT));
    // The desk wakes by itself for it, and draws.
    let op = wek::volgende(&desk.model);
    assert!(nu < op && op <= nu.plus(Duration::seconds(5)), "{op:?}");
    desk.model.tekenen = false;
    desk.stuur(Msg::Tik(op));
    assert!(desk.model.tekenen);
    assert!(desk.tekst().contains(WACHT));
    desk.stuur(Msg::Bron(Bronsoort::Imap, Bronstand::Goed));
    assert!(!desk.tekst().contains(WACHT));
    Ok(())
}

#[test]
fn a_server_that_answers_is_never_named() -> Proef {
    let mut desk = Proefdesk::leeg()?;
    desk.stuur(Msg::Bron(Bronsoort::Imap, Bronstand::Gevraagd(desk.model.nu)));
    desk.stuur(Msg::Bron(Bronsoort::Imap, Bronstand::Goed));
    desk.na(Duration::minutes(5));
    assert!(!desk.tekst().contains(WACHT));
    Ok(())
}
