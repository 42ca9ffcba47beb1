//! A mail address as it goes into a header. Deliberately narrower than the standard: what is refused
//! here cannot break out of a header or reach somebody the officer did not mean.

use std::str::FromStr;

use crate::domain::error::{Error, Result};

/// A checked address with an optional display name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailAddress {
    /// The name shown with it.
    pub name: Option<String>,
    /// `postbus@domein`, ASCII.
    pub address: String,
}

impl FromStr for MailAddress {
    type Err = Error;

    /// Reads `postbus@domein` or `Naam <postbus@domein>`.
    fn from_str(s: &str) -> Result<Self> {
        let error = || {
            Error::usage(format!("«{}» is geen e-mailadres.", crate::domain::sanitize::line(s)))
                .hint("Schrijf naam@domein.nl of Naam <naam@domein.nl>.")
        };
        if s.chars().any(char::is_control) {
            return Err(error());
        }
        let (name, address) = match s.trim().strip_suffix('>').map(|t| t.split_once('<')) {
            Some(Some((name, address))) => (name.trim().trim_matches('"').trim(), address),
            Some(None) => return Err(error()),
            None => ("", s.trim()),
        };
        if !is_address(address) || name.contains(['<', '>', '"', '\\', ',', ';']) {
            return Err(error());
        }
        Ok(Self { name: (!name.is_empty()).then(|| name.to_owned()), address: address.to_owned() })
    }
}

fn is_address(address: &str) -> bool {
    let Some((mailbox, domain_part)) = address.split_once('@') else { return false };
    let mailbox_ok = !mailbox.is_empty()
        && !mailbox.starts_with('.')
        && !mailbox.ends_with('.')
        && !mailbox.contains("..")
        && mailbox.bytes().all(|b| b.is_ascii_alphanumeric() || b"._+-'&".contains(&b));
    let label_ok = |label: &str| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    mailbox_ok && address.len() <= 254 && domain_part.contains('.') && domain_part.split('.').all(label_ok)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_and_named_addresses_are_read() -> Result<()> {
        let bare: MailAddress = " piket.lijn@dji.example ".parse()?;
        assert_eq!((bare.name, bare.address.as_str()), (None, "piket.lijn@dji.example"));
        let by_name: MailAddress = "\"Lijn Zuid\" <lijn@dji.example>".parse()?;
        assert_eq!((by_name.name.as_deref(), by_name.address.as_str()), (Some("Lijn Zuid"), "lijn@dji.example"));
        Ok(())
    }

    #[test]
    fn nothing_that_could_leave_the_header_passes() {
        for t in [
            "",
            "a",
            "a@b",
            "a@b.nl, c@d.nl",
            "a@b.nl\r\nBcc: c@d.nl",
            "a@b.nl\nX: y",
            "<a@b.nl",
            "a@b.nl>",
            "x <a@b.nl> <c@d.nl>",
            "a b@c.nl",
            "@b.nl",
            "a@.nl",
            "a@b..nl",
            "a@@b.nl",
            "a,b@c.nl",
            "a@b.nl;c@d.nl",
        ] {
            assert!(t.parse::<MailAddress>().is_err(), "{t:?}");
        }
    }
}
