//! One HTML tag and the character references, without the rest of HTML.

use mail_parser::decoders::html::add_html_token;

use crate::intake::grenzen;

/// One tag: name, attributes as written, opening or closing.
#[derive(Debug, Default)]
pub struct Tag {
    /// Its name, lower case.
    pub naam: String,
    attributen: String,
    /// True for a closing tag.
    pub sluit: bool,
}

impl Tag {
    /// The value of an attribute; empty when it has none, `None` when it is absent.
    pub fn attribuut(&self, naam: &str) -> Option<String> {
        let mut rest = self.attributen.as_str();
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
            if rest.is_empty() {
                return None;
            }
            let einde = rest.find(|c: char| c == '=' || c.is_whitespace()).unwrap_or(rest.len());
            let (sleutel, na) = rest.split_at(einde.max(rest.chars().next().map_or(0, char::len_utf8)));
            let na = na.trim_start();
            let (waarde, verder) = match na.strip_prefix('=').map(str::trim_start) {
                None => ("", na),
                Some(w) => match w.chars().next().filter(|c| matches!(c, '"' | '\'')) {
                    Some(aanhaling) => {
                        let binnen = w.get(1..).unwrap_or_default();
                        let einde = binnen.find(aanhaling).unwrap_or(binnen.len());
                        (binnen.get(..einde).unwrap_or_default(), binnen.get(einde + 1..).unwrap_or_default())
                    }
                    None => w.split_at(w.find(char::is_whitespace).unwrap_or(w.len())),
                },
            };
            if sleutel.eq_ignore_ascii_case(naam) {
                return Some(ontsleutel(waarde));
            }
            rest = verder;
        }
    }

    /// True when what stands in it is not shown.
    pub fn is_verborgen(&self) -> bool {
        let stijl: String =
            self.attribuut("style").unwrap_or_default().to_lowercase().split_whitespace().collect::<String>();
        stijl.contains("display:none") || stijl.contains("visibility:hidden") || self.attribuut("hidden").is_some()
    }
}

/// Takes the tag at the start of `html`; a `>` inside quotes does not end it.
pub fn splits_tag(html: &str) -> (Tag, &str) {
    let mut aanhaling = None;
    // A tag longer than this is an attack or a picture in an attribute; a lone quote must not eat the mail.
    let venster = grenzen::begin(html, 8192);
    let einde = venster
        .char_indices()
        .skip(1)
        .find(|(_, c)| {
            match (aanhaling, *c) {
                (None, '"' | '\'') => aanhaling = Some(*c),
                (Some(q), c) if q == c => aanhaling = None,
                _ => {}
            }
            aanhaling.is_none() && *c == '>'
        })
        .map(|(i, _)| i)
        .or_else(|| html.find('>'));
    let Some(einde) = einde else { return (Tag::default(), "") };
    let binnen = html.get(1..einde).unwrap_or_default();
    let (binnen, sluit) = binnen.strip_prefix('/').map_or((binnen, false), |b| (b, true));
    let grens = binnen.find(|c: char| c.is_whitespace() || c == '/').unwrap_or(binnen.len());
    let (naam, attributen) = binnen.split_at(grens);
    let tag = Tag { naam: naam.to_ascii_lowercase(), attributen: attributen.to_owned(), sluit };
    (tag, html.get(einde + 1..).unwrap_or_default())
}

/// Replaces character references.
pub fn ontsleutel(tekst: &str) -> String {
    let mut uit = String::with_capacity(tekst.len());
    let mut rest = tekst;
    while let Some(plek) = rest.find('&') {
        let (voor, na) = rest.split_at(plek);
        uit.push_str(voor);
        let naam = grenzen::begin(na, 34).find(';').filter(|e| *e >= 2).and_then(|e| na.get(..=e));
        let heel = naam.filter(|n| n.chars().skip(1).all(|c| c.is_ascii_alphanumeric() || matches!(c, '#' | ';')));
        if let Some(naam) = heel {
            add_html_token(&mut uit, naam.as_bytes(), false);
            rest = na.get(naam.len()..).unwrap_or_default();
        } else {
            uit.push('&');
            rest = na.get(1..).unwrap_or_default();
        }
    }
    uit.push_str(rest);
    uit
}
