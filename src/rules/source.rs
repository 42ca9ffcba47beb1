//! Where a rule comes from, so that an officer can open the source and judge for himself.

use std::fmt;

use serde::Serialize;

use super::toml_reader::Table;

/// A place in a source document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Citation {
    /// Short title of the document.
    pub document: String,
    /// Chapter, row or article.
    #[serde(rename = "paragraaf")]
    pub paragraph: String,
    /// Page or pages; `-` when the document has none.
    #[serde(rename = "pagina")]
    pub page: String,
}

impl Citation {
    /// Reads the field `bron`; without a `document` it is the instruction itself.
    pub(super) fn parse(t: &Table<'_>, instruction: &str) -> Option<Self> {
        let t = t.table("bron", "bron")?;
        let document = t.text_or_none("document").unwrap_or_else(|| instruction.to_owned());
        let (paragraph, page) = (t.text("paragraaf"), t.text("pagina"));
        Some(Self { document, paragraph: paragraph?, page: page? })
    }
}

impl fmt::Display for Citation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, {}", self.document, self.paragraph)?;
        if self.page != "-" {
            write!(f, ", p. {}", self.page)?;
        }
        Ok(())
    }
}
