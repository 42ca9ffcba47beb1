//! Where a rule comes from, so that an officer can open the source and judge for himself.

use std::fmt;

use serde::Serialize;

use super::lezer::Tabel;

/// A place in a source document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Bron {
    /// Short title of the document.
    pub document: String,
    /// Chapter, row or article.
    #[serde(rename = "paragraaf")]
    pub paragraaf: String,
    /// Page or pages; `-` when the document has none.
    #[serde(rename = "pagina")]
    pub pagina: String,
}

impl Bron {
    /// Reads the field `bron`; without a `document` it is the instruction itself.
    pub(super) fn lees(t: &Tabel<'_>, instructie: &str) -> Option<Self> {
        let t = t.tabel("bron", "bron")?;
        let document = t.tekst_of_niets("document").unwrap_or_else(|| instructie.to_owned());
        let (paragraaf, pagina) = (t.tekst("paragraaf"), t.tekst("pagina"));
        Some(Self { document, paragraaf: paragraaf?, pagina: pagina? })
    }
}

impl fmt::Display for Bron {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, {}", self.document, self.paragraaf)?;
        if self.pagina != "-" {
            write!(f, ", p. {}", self.pagina)?;
        }
        Ok(())
    }
}
