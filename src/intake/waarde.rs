//! What stands behind a label, cleaned of the form around it: dotted lines, ticked boxes, placeholders,
//! struck-out choices. An empty answer stays empty.

use super::etiket::{Etiketten, Vorm};

const AAN: [&str; 16] = ["☒", "☑", "🗹", "🗷", "⊠", "✓", "✔", "✗", "✘", "■", "⬛", "◉", "●", "[x]", "[X]", "(x)"];
const UIT: [&str; 9] = ["☐", "□", "⬜", "◯", "○", "❏", "❑", "[ ]", "( )"];

/// A tick box at the start of a text: whether it is ticked, and its length.
fn vakje(tekst: &str) -> Option<(bool, usize)> {
    let bij = |lijst: &[&str], aan| lijst.iter().find(|v| tekst.starts_with(**v)).map(|v| (aan, v.len()));
    bij(&AAN, true)
        .or_else(|| bij(&UIT, false))
        .or_else(|| tekst.starts_with("(X)").then_some((true, 3)))
        .or_else(|| tekst.starts_with("[]").then_some((false, 2)))
}

/// True when the text has a tick box, ticked or not.
pub fn heeft_vakje(tekst: &str) -> bool {
    tekst.char_indices().any(|(i, _)| tekst.get(i..).is_some_and(|t| vakje(t).is_some()))
}

/// The value that a person filled in, or nothing.
pub fn schoon(ruw: &str, vorm: Vorm, etiketten: &Etiketten) -> Option<String> {
    let gekozen = gekozen(ruw);
    let tekst = gekozen.as_deref().unwrap_or(ruw);
    let tekst = if vorm == Vorm::Tekst {
        tekst.lines().map(plat).filter(|r| !r.is_empty()).collect::<Vec<_>>().join("\n")
    } else {
        plat(tekst)
    };
    let tekst = zonder_haken(zonder_stippels(&tekst));
    let tekst = match vorm {
        Vorm::Letter => letter(tekst),
        Vorm::Keuze => tekst.trim_matches(['/', ' ', ',', ';']).to_owned(),
        Vorm::Naam => naam(tekst),
        Vorm::Datum | Vorm::Geboren | Vorm::Moment | Vorm::Kort | Vorm::Tekst | Vorm::Inrichting => tekst.to_owned(),
    };
    (!tekst.is_empty() && !etiketten.is_leeg(&tekst)).then_some(tekst)
}

fn plat(tekst: &str) -> String {
    tekst.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Without the dots or underscores that a paper form is filled in on.
fn zonder_stippels(tekst: &str) -> &str {
    let stippel = |c: char| matches!(c, '_' | '…' | ' ' | '\n');
    let mut rest = tekst.trim_matches(stippel);
    if rest.ends_with("..") {
        rest = rest.trim_end_matches('.').trim_end();
    }
    if rest.starts_with("..") {
        rest = rest.trim_start_matches('.').trim_start();
    }
    rest.trim_matches(stippel)
}

/// Without the brackets that a form prints around what is filled in: "[man]", "<man>".
fn zonder_haken(tekst: &str) -> &str {
    let binnen = [('[', ']'), ('<', '>')].into_iter().find_map(|(open, dicht)| {
        let kaal = tekst.strip_prefix(open)?.strip_suffix(dicht)?;
        (!kaal.contains([open, dicht])).then_some(kaal)
    });
    binnen.map_or(tekst, str::trim)
}

/// What is ticked, when there are boxes; `None` when there are none.
fn gekozen(tekst: &str) -> Option<String> {
    let mut stukken: Vec<(Option<bool>, String)> = vec![(None, String::new())];
    let mut rest = tekst;
    while let Some(c) = rest.chars().next() {
        let lengte = if let Some((aan, lengte)) = vakje(rest) {
            stukken.push((Some(aan), String::new()));
            lengte
        } else {
            if let Some((_, stuk)) = stukken.last_mut() {
                stuk.push(c);
            }
            c.len_utf8()
        };
        rest = rest.get(lengte..).unwrap_or_default();
    }
    if stukken.len() == 1 {
        return None;
    }
    let voorop = stukken.first().is_some_and(|(_, s)| !s.trim().is_empty());
    let achteraan = stukken.last().is_some_and(|(_, s)| s.trim().is_empty());
    // "intramuraal ☒ transmuraal ☐": the box stands behind its word when nothing follows the last one.
    let keuzes: Vec<String> = if voorop && achteraan {
        stukken
            .windows(2)
            .filter_map(|w| match w {
                [(_, woord), (Some(true), _)] => Some(plat(woord)),
                _ => None,
            })
            .collect()
    } else {
        stukken.iter().filter(|(aan, _)| *aan == Some(true)).map(|(_, s)| plat(s)).collect()
    };
    let keuzes: Vec<&str> =
        keuzes.iter().map(|k| k.trim_matches(['/', ',', ';', '|', ' '])).filter(|k| !k.is_empty()).collect();
    Some(keuzes.join(", "))
}

/// The letter of a category when the value starts with one, else the words.
fn letter(tekst: &str) -> String {
    let kaal = tekst.trim_start_matches(['(', '[']);
    let kaal = ["categorie ", "type ", "Categorie ", "Type "].iter().find_map(|v| kaal.strip_prefix(v)).unwrap_or(kaal);
    let mut tekens = kaal.chars();
    match (tekens.next(), tekens.next()) {
        (Some(c @ ('A'..='J' | 'a'..='j')), None | Some('.' | ')' | ':' | ' ' | '-' | '–' | '(' | ',' | ']' | '=')) => {
            c.to_ascii_uppercase().to_string()
        }
        _ => tekst.to_owned(),
    }
}

/// A name without the birth date behind it.
fn naam(tekst: &str) -> String {
    let klein = tekst.to_lowercase();
    let einde = [" geb.", " geboren", "(geb", ", geb", " geb ", " (m)", " (v)", " d.d.", " (man", " (vrouw"]
        .iter()
        .filter_map(|g| klein.find(g))
        .min()
        .filter(|e| klein.len() == tekst.len() && tekst.is_char_boundary(*e));
    einde.and_then(|e| tekst.get(..e)).unwrap_or(tekst).trim_end_matches([',', ' ', '(', ';', '/', '-']).to_owned()
}

/// The birth date behind a name: "B. Proef (geb. 06-04-1992)".
pub fn geboren_achter_naam(tekst: &str) -> Option<&str> {
    let klein = tekst.to_lowercase();
    let plek = klein.find("geb").filter(|p| klein.len() == tekst.len() && tekst.is_char_boundary(*p))?;
    tekst.get(plek..)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::fout::Uitkomst;

    #[test]
    fn boxes_say_what_was_chosen() {
        let k = |t: &str| gekozen(t);
        assert_eq!(k("☒ intramuraal ☐ transmuraal ☐ extramuraal").as_deref(), Some("intramuraal"));
        assert_eq!(k("[ ] man [x] vrouw").as_deref(), Some("vrouw"));
        assert_eq!(k("intramuraal ☐ / transmuraal ☒").as_deref(), Some("transmuraal"));
        assert_eq!(k("☐ ja ☐ nee").as_deref(), Some(""));
        assert_eq!(k("☒ ja, basisteam, 23:05 ☐ nee").as_deref(), Some("ja, basisteam, 23:05"));
        assert_eq!(k("gewoon"), None);
    }

    #[test]
    fn what_the_form_printed_is_no_answer() -> Uitkomst<()> {
        let e = Etiketten::ingebouwd()?;
        for leeg in [
            "......",
            "____",
            "…",
            "Klik of tik om tekst in te voeren.",
            "[invullen]",
            "<vul in>",
            "dd-mm-jjjj",
            "☐ ja ☐ nee",
            " ",
        ] {
            assert_eq!(schoon(leeg, Vorm::Kort, e), None, "{leeg}");
        }
        assert_eq!(schoon("-", Vorm::Tekst, e).as_deref(), Some("-"));
        assert_eq!(schoon(".... Noord ....", Vorm::Kort, e).as_deref(), Some("Noord"));
        assert_eq!(schoon("[Noord]", Vorm::Kort, e).as_deref(), Some("Noord"));
        assert_eq!(schoon("[1] en [2]", Vorm::Kort, e).as_deref(), Some("[1] en [2]"));
        assert_eq!(schoon("I. Ernstig geweld", Vorm::Letter, e).as_deref(), Some("I"));
        assert_eq!(schoon("☐ H. niet terug ☒ I. ernstig geweld ☐ J. overig", Vorm::Letter, e).as_deref(), Some("I"));
        assert_eq!(schoon("ernstig geweld", Vorm::Letter, e).as_deref(), Some("ernstig geweld"));
        assert_eq!(schoon("B.J. Proefpersoon (geb. 06-04-1992)", Vorm::Naam, e).as_deref(), Some("B.J. Proefpersoon"));
        Ok(())
    }
}
