//! How a reader makes himself known to the server: with a password, or with a token that somebody else gave out
//! (OAuth 2), in whichever of the two ways the server takes one. Neither is ever put in a sentence or a log.

use openssl::base64;
use zeroize::Zeroizing;

use super::{Conversation, Mailbox};
use crate::domain::{
    error::{Error, ErrorKind, Result},
    passphrase::Passphrase,
};

/// What a reader makes himself known with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LoginKind {
    /// A password.
    Passphrase,
    /// A token.
    Token,
}

/// A way to hand over a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TokenWay {
    /// RFC 7628.
    Bearer,
    /// Its older form, which Microsoft and Google know.
    Xoauth2,
}

impl TokenWay {
    /// What the server offers, the newer one first.
    fn offered(capabilities: &str) -> Option<Self> {
        let offers = |way: Self| {
            capabilities.split_ascii_whitespace().any(|word| {
                word.split_once('=').is_some_and(|(key, name)| {
                    key.eq_ignore_ascii_case("AUTH") && name.eq_ignore_ascii_case(way.name())
                })
            })
        };
        [Self::Bearer, Self::Xoauth2].into_iter().find(|way| offers(*way))
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Bearer => "OAUTHBEARER",
            Self::Xoauth2 => "XOAUTH2",
        }
    }

    /// User and token as this way wants them.
    fn response(self, user: &str, token: &Passphrase) -> Zeroizing<String> {
        let begin = match self {
            Self::Bearer => format!("n,a={},", user.replace('=', "=3D").replace(',', "=2C")),
            Self::Xoauth2 => format!("user={user}"),
        };
        let said = [begin.as_bytes(), b"\x01auth=Bearer ", token.bytes(), b"\x01\x01"];
        // Room beforehand: growing would leave a copy behind.
        let mut whole = Zeroizing::new(Vec::with_capacity(said.iter().map(|part| part.len()).sum()));
        for part in said {
            whole.extend_from_slice(part);
        }
        Zeroizing::new(base64::encode_block(&whole))
    }

    /// What is said when the server tells why it refuses, so that it ends the question.
    const fn acknowledgement(self) -> &'static [u8] {
        match self {
            Self::Bearer => b"AQ==\r\n",
            Self::Xoauth2 => b"\r\n",
        }
    }
}

impl Conversation {
    pub(super) fn log_in(&mut self, mailbox: &Mailbox, secret: &Passphrase) -> Result<()> {
        match mailbox.login {
            LoginKind::Passphrase => self.with_passphrase(&mailbox.user, secret),
            LoginKind::Token => self.with_token(&mailbox.user, secret),
        }
    }

    /// Name and password go as texts of a given length: those may hold any character.
    fn with_passphrase(&mut self, user: &str, passphrase: &Passphrase) -> Result<()> {
        let tag = self.next_tag();
        self.line.say(format!("{tag} LOGIN {{{}}}\r\n", user.len()).as_bytes())?;
        self.await_continuation(&tag)?;
        let secret = passphrase.bytes();
        self.line.say(format!("{user} {{{}}}\r\n", secret.len()).as_bytes())?;
        self.await_continuation(&tag)?;
        self.line.say(secret)?;
        self.line.say(b"\r\n")?;
        self.until(&tag).map(|_| ()).map_err(|error| match error.kind {
            ErrorKind::No => Error::no("de server weigert gebruiker of wachtwoord."),
            ErrorKind::Usage | ErrorKind::Data => error,
        })
    }

    fn with_token(&mut self, user: &str, token: &Passphrase) -> Result<()> {
        let capabilities = self.ask("CAPABILITY")?;
        let way = capabilities.iter().find_map(|answer| TokenWay::offered(&answer.text));
        let way = way.ok_or_else(|| {
            Error::no("de server neemt geen token aan.")
                .hint("Zet wachtwoord_bestand in plaats van oauth, of vraag de beheerder om OAUTHBEARER of XOAUTH2.")
        })?;
        let tag = self.next_tag();
        self.line.say(format!("{tag} AUTHENTICATE {}\r\n", way.name()).as_bytes())?;
        self.await_continuation(&tag)?;
        self.line.say(way.response(user, token).as_bytes())?;
        self.line.say(b"\r\n")?;
        self.until_done(&tag, way.acknowledgement()).map(|_| ()).map_err(|error| match error.kind {
            ErrorKind::No => Error::no("de server weigert het token.")
                .hint("Laat token_opdracht een nieuw token geven, voor deze gebruiker en voor IMAP."),
            ErrorKind::Usage | ErrorKind::Data => error,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newer_way_is_taken_where_there_is_one() {
        let offered = TokenWay::offered;
        assert_eq!(offered("* CAPABILITY IMAP4rev1 AUTH=PLAIN AUTH=XOAUTH2 SASL-IR"), Some(TokenWay::Xoauth2));
        assert_eq!(offered("* CAPABILITY auth=xoauth2 auth=oauthbearer"), Some(TokenWay::Bearer));
        assert_eq!(offered("* CAPABILITY IMAP4rev1 AUTH=PLAIN"), None);
    }

    #[test]
    fn a_token_is_handed_over_as_the_standards_show_it() {
        let token = Passphrase::new("vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29tCg==");
        let said = TokenWay::Xoauth2.response("someuser@example.com", &token);
        let shown = "dXNlcj1zb21ldXNlckBleGFtcGxlLmNvbQFhdXRoPUJlYXJlciB2RjlkZnQ0cW1UYzJOdmIzUmxja0JoYkhSaGRtbHpkR0V1WTI5dENnPT0BAQ==";
        assert_eq!(*said, shown);
        let said = TokenWay::Bearer.response("a,b=c", &Passphrase::new("t"));
        assert_eq!(base64::decode_block(&said).ok().as_deref(), Some(&b"n,a=a=2Cb=3Dc,\x01auth=Bearer t\x01\x01"[..]));
    }
}
