//! A mail address as it goes into a header. Deliberately narrower than the standard: what is refused
//! here cannot break out of a header or reach somebody the officer did not mean.

use std::str::FromStr;

use crate::domain::fout::{Fout, Uitkomst};

/// A checked address with an optional display name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Adres {
    /// The name shown with it.
    pub naam: Option<String>,
    /// `postbus@domein`, ASCII.
    pub adres: String,
}

impl FromStr for Adres {
    type Err = Fout;

    /// Reads `postbus@domein` or `Naam <postbus@domein>`.
    fn from_str(s: &str) -> Uitkomst<Self> {
        let fout = || {
            Fout::gebruik(format!("«{}» is geen e-mailadres.", crate::domain::schoon::regel(s)))
                .hint("Schrijf naam@domein.nl of Naam <naam@domein.nl>.")
        };
        if s.chars().any(char::is_control) {
            return Err(fout());
        }
        let (naam, adres) = match s.trim().strip_suffix('>').map(|t| t.split_once('<')) {
            Some(Some((naam, adres))) => (naam.trim().trim_matches('"').trim(), adres),
            Some(None) => return Err(fout()),
            None => ("", s.trim()),
        };
        if !is_adres(adres) || naam.contains(['<', '>', '"', '\\', ',', ';']) {
            return Err(fout());
        }
        Ok(Self { naam: (!naam.is_empty()).then(|| naam.to_owned()), adres: adres.to_owned() })
    }
}

fn is_adres(adres: &str) -> bool {
    let Some((postbus, domein)) = adres.split_once('@') else { return false };
    let postbus_goed = !postbus.is_empty()
        && !postbus.starts_with('.')
        && !postbus.ends_with('.')
        && !postbus.contains("..")
        && postbus.bytes().all(|b| b.is_ascii_alphanumeric() || b"._+-'&".contains(&b));
    let label_goed = |label: &str| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    postbus_goed && adres.len() <= 254 && domein.contains('.') && domein.split('.').all(label_goed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_and_named_addresses_are_read() -> Uitkomst<()> {
        let kaal: Adres = " piket.lijn@dji.example ".parse()?;
        assert_eq!((kaal.naam, kaal.adres.as_str()), (None, "piket.lijn@dji.example"));
        let met_naam: Adres = "\"Lijn Zuid\" <lijn@dji.example>".parse()?;
        assert_eq!((met_naam.naam.as_deref(), met_naam.adres.as_str()), (Some("Lijn Zuid"), "lijn@dji.example"));
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
            assert!(t.parse::<Adres>().is_err(), "{t:?}");
        }
    }
}
