//! Free text and personal data. The type marks what the log keeps apart from its chain, so that it
//! can be destroyed later while the chain still proves that and when something was recorded.

use serde::{Deserialize, Deserializer, Serialize, Serializer, ser::SerializeMap};

use super::sanitize;

/// The JSON key that marks a confidential value; the store moves what stands under it.
pub const MARKER: &str = "§";

/// Confidential text, cleaned of what could harm a terminal; absent once it has been destroyed.
#[derive(Clone, PartialEq, Eq)]
pub struct Vertrouwelijk(Option<String>);

impl Vertrouwelijk {
    /// Takes text from outside, cleaned on the way in.
    pub fn new(text: &str) -> Self {
        Self(Some(sanitize::text(text)))
    }

    /// Destroys the text.
    pub fn purge(&mut self) {
        self.0 = None;
    }

    /// The text; a destroyed one reads as a visible mark.
    pub fn read(&self) -> &str {
        self.0.as_deref().unwrap_or("[gewist]")
    }

    /// True of what was typed once it is kept: white space at the end of a line or of the whole is not, so that a text
    /// that is in the log is known as such, however it still stands in its field.
    pub fn holds(&self, typed: &str) -> bool {
        self.0.as_deref().is_some_and(|kept| sanitize::cleans_to(typed, kept))
    }

    /// True when there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.0.as_deref().is_some_and(|t| t.trim().is_empty())
    }

    /// The text if it is there and not empty.
    pub fn filled(&self) -> Option<&str> {
        self.0.as_deref().filter(|t| !t.trim().is_empty())
    }
}

/// Nothing typed yet, which is not the same as destroyed.
impl Default for Vertrouwelijk {
    fn default() -> Self {
        Self(Some(String::new()))
    }
}

/// Never shows the text: debug output ends up in panic reports.
impl std::fmt::Debug for Vertrouwelijk {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(if self.0.is_some() { "Vertrouwelijk(…)" } else { "Vertrouwelijk(gewist)" })
    }
}

impl Serialize for Vertrouwelijk {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        let mut map = s.serialize_map(Some(1))?;
        map.serialize_entry(MARKER, &self.0)?;
        map.end()
    }
}

impl<'de> Deserialize<'de> for Vertrouwelijk {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct TextForm {
            #[serde(rename = "§")]
            text: Option<String>,
        }
        TextForm::deserialize(d).map(|v| Self(v.text))
    }
}
