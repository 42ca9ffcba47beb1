//! A text cut into numbers, words and loose signs, which is all that dates and times are made of.

/// What a sign is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Soort {
    /// Digits: their value and how many there are.
    Getal {
        /// The value; of more than nine digits the largest there is.
        waarde: u32,
        /// How many digits.
        lengte: usize,
    },
    /// Letters, lower case.
    Woord(String),
    /// Any other character.
    Los(char),
    /// White space, however much.
    Wit,
}

/// One sign and its byte offset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Teken {
    /// What it is.
    pub soort: Soort,
    /// Where it stands.
    pub plek: usize,
}

/// Cuts a text.
pub fn tekens(tekst: &str) -> Vec<Teken> {
    let mut uit: Vec<Teken> = Vec::new();
    for (plek, c) in tekst.char_indices() {
        let vorige = uit.last_mut().map(|t| &mut t.soort);
        let soort = if let Some(cijfer) = c.to_digit(10) {
            if let Some(Soort::Getal { waarde, lengte }) = vorige {
                *waarde = waarde.saturating_mul(10).saturating_add(cijfer);
                *lengte += 1;
                continue;
            }
            Soort::Getal { waarde: cijfer, lengte: 1 }
        } else if c.is_alphabetic() {
            if let Some(Soort::Woord(woord)) = vorige {
                woord.extend(c.to_lowercase());
                continue;
            }
            Soort::Woord(c.to_lowercase().collect())
        } else if c.is_whitespace() {
            if vorige == Some(&mut Soort::Wit) {
                continue;
            }
            Soort::Wit
        } else {
            Soort::Los(c)
        };
        uit.push(Teken { soort, plek });
    }
    uit
}
