//! HTML to lines, keeping what forms need: the cells of a table row, line breaks, ticked boxes. What a
//! reader does not see (scripts, hidden text, struck-out choices) is left out. One pass, no tree, so
//! that no nesting can exhaust the stack.

mod tag;

use self::tag::{Tag, ontsleutel, splits_tag};
use super::{
    grenzen,
    regel::{Regel, VET_EINDE, Vet},
};

/// The lines of an HTML text.
pub fn regels(html: &str) -> Vec<Regel> {
    let mut schrijver = Schrijver::default();
    let mut rest = grenzen::begin(html, grenzen::TEKST);
    while !rest.is_empty() && schrijver.uit.len() < grenzen::REGELS {
        let (tekst, verder) = rest.split_at(rest.find('<').unwrap_or(rest.len()));
        schrijver.tekst(tekst);
        rest = verder;
        if let Some(na) = rest.strip_prefix("<!--") {
            rest = na.find("-->").and_then(|e| na.get(e + 3..)).unwrap_or_default();
        } else if rest.starts_with('<') {
            let (tag, na) = splits_tag(rest);
            schrijver.tag(&tag);
            rest = na;
        }
    }
    schrijver.klaar()
}

#[derive(Default)]
struct Schrijver {
    uit: Vec<Regel>,
    /// Text since the last line or cell boundary.
    lopend: String,
    /// The open rows, the innermost last, each with the depth of its table.
    rijen: Vec<(usize, Vec<String>)>,
    /// How many tables are open.
    tabellen: usize,
    /// The elements whose content is skipped: name and how many of that name are open within.
    overgeslagen: Option<(String, usize)>,
    citaat: usize,
    /// Which of the open divs and blockquotes are quotes.
    blokken: Vec<bool>,
    voorgevormd: bool,
    /// The paragraph has line ends of its own, so that a program may have wrapped it.
    afgebroken: bool,
    /// The bold words that are open stand at the beginning of a line.
    vet_begin: bool,
    vet: Vet,
}

impl Schrijver {
    fn tekst(&mut self, ruw: &str) {
        if self.overgeslagen.is_some() {
            return;
        }
        let tekst = ontsleutel(ruw);
        if self.voorgevormd {
            self.lopend.push_str(&tekst);
            return;
        }
        for c in tekst.chars() {
            if c.is_whitespace() && c != '\u{a0}' {
                if !self.lopend.is_empty() && !self.lopend.ends_with([' ', '\n']) {
                    self.lopend.push(' ');
                }
            } else {
                self.lopend.push(c);
            }
        }
    }

    fn tag(&mut self, tag: &Tag) {
        if self.sla_over(tag) {
            return;
        }
        match (tag.naam.as_str(), tag.sluit) {
            ("pre", sluit) => {
                self.breek();
                self.voorgevormd = !sluit;
            }
            ("table" | "dl", false) => self.tabel_open(),
            ("table" | "dl", true) => {
                self.sluit_rijen();
                self.tabellen = self.tabellen.saturating_sub(1);
                self.breek();
            }
            ("tr" | "dt", false) => {
                self.sluit_rijen();
                self.breek();
                if self.rijen.len() < grenzen::DIEPTE {
                    self.rijen.push((self.tabellen, Vec::new()));
                }
                if tag.naam == "dt" {
                    self.cel();
                }
            }
            ("td" | "th" | "dd", false) => self.cel(),
            ("tr", true) => self.sluit_rijen(),
            ("p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6", _) => {
                self.breek();
                self.afgebroken = false;
                if tag.sluit && self.rijen.is_empty() {
                    self.regel("");
                }
            }
            ("div" | "blockquote", false) => {
                self.breek();
                self.afgebroken = false;
                let soort = tag.attribuut("type").unwrap_or_default();
                let klasse = tag.attribuut("class").unwrap_or_default().to_lowercase();
                let citaat = soort.eq_ignore_ascii_case("cite")
                    || tag.naam == "blockquote" && (klasse.contains("gmail_quote") || klasse.contains("cite"));
                self.citaat += usize::from(citaat);
                if self.blokken.len() < 1000 {
                    self.blokken.push(citaat);
                }
            }
            ("div" | "blockquote", true) => {
                self.breek();
                if self.blokken.pop().is_some_and(|c| c) {
                    self.citaat = self.citaat.saturating_sub(1);
                }
            }
            ("b" | "strong", false) => self.vet_begin = self.rijen.is_empty() && self.lopend.trim().is_empty(),
            ("b" | "strong", true) if std::mem::take(&mut self.vet_begin) && !self.lopend.trim().is_empty() => {
                self.lopend.push(VET_EINDE);
            }
            ("br", _) => {
                self.afgebroken = true;
                self.breek();
            }
            ("li" | "ul" | "ol" | "hr" | "tbody" | "body" | "fieldset" | "form", _) => self.breek(),
            ("input", _) => self.invoer(tag),
            ("select" | "textarea", false) => self.antwoordvak(),
            _ => {}
        }
    }

    /// True while inside something unseen; keeps count of where it ends.
    fn sla_over(&mut self, tag: &Tag) -> bool {
        const NOOIT: [&str; 9] = ["script", "style", "head", "title", "s", "strike", "del", "noscript", "template"];
        const ZONDER_EINDE: [&str; 7] = ["br", "hr", "img", "input", "meta", "link", "p"];
        // A choice ends where the next begins or the list ends; few write its end tag.
        let einde_keuze = matches!(tag.naam.as_str(), "option" | "optgroup" | "select");
        if einde_keuze && self.overgeslagen.as_ref().is_some_and(|(naam, _)| naam == "option") {
            self.overgeslagen = None;
        }
        if let Some((naam, diepte)) = &mut self.overgeslagen {
            if *naam == tag.naam {
                *diepte = if tag.sluit { diepte.saturating_sub(1) } else { *diepte + 1 };
                if *diepte == 0 {
                    self.overgeslagen = None;
                }
            }
            return true;
        }
        let onzichtbaar = NOOIT.contains(&tag.naam.as_str())
            || tag.is_verborgen() && !ZONDER_EINDE.contains(&tag.naam.as_str())
            || tag.naam == "option" && tag.attribuut("selected").is_none();
        if onzichtbaar && !tag.sluit {
            self.overgeslagen = Some((tag.naam.clone(), 1));
        }
        onzichtbaar
    }

    fn invoer(&mut self, tag: &Tag) {
        match tag.attribuut("type").unwrap_or_default().to_ascii_lowercase().as_str() {
            "checkbox" | "radio" => {
                self.lopend.push_str(if tag.attribuut("checked").is_some() { "☒ " } else { "☐ " });
            }
            "" | "text" | "date" | "datetime-local" | "time" | "number" => {
                self.antwoordvak();
                let waarde = tag.attribuut("value").unwrap_or_default();
                self.lopend.push_str(&waarde);
            }
            _ => {}
        }
    }

    /// What is filled in begins here: on a line of its own label it is the next cell.
    fn antwoordvak(&mut self) {
        if self.rijen.is_empty() && !self.lopend.trim().is_empty() {
            self.lopend.push('\t');
        }
    }

    /// A line ends: inside a cell as a line within it, outside as a line of its own.
    fn breek(&mut self) {
        if self.rijen.last().is_some_and(|(_, r)| !r.is_empty()) {
            if !self.lopend.is_empty() && !self.lopend.ends_with('\n') {
                self.lopend.push('\n');
            }
            return;
        }
        let lopend = std::mem::take(&mut self.lopend);
        for deel in lopend.lines().filter(|r| !r.trim().is_empty()) {
            self.regel(deel);
        }
    }

    fn regel(&mut self, tekst: &str) {
        let mut regel = self.vet.regel(self.uit.len(), tekst);
        regel.alinea = !self.afgebroken && !self.voorgevormd;
        regel.citaat |= self.citaat > 0;
        self.uit.push(regel);
    }

    /// A table begins. Inside the only cell of a row it is there for the layout of the page, and what
    /// came before it in that cell is running text.
    fn tabel_open(&mut self) {
        if let Some((_, rij)) = self.rijen.last_mut()
            && rij.len() <= 1
        {
            let voor = rij.pop().unwrap_or_default() + &std::mem::take(&mut self.lopend);
            for deel in voor.lines().filter(|d| !d.trim().is_empty()) {
                self.regel(deel);
            }
        }
        self.breek();
        self.tabellen += 1;
    }

    /// A cell begins: what ran on belongs to the cell before it.
    fn cel(&mut self) {
        let Some((_, rij)) = self.rijen.last_mut() else {
            self.breek();
            return;
        };
        let lopend = std::mem::take(&mut self.lopend);
        if let Some(vorige) = rij.last_mut() {
            vorige.push_str(lopend.trim());
        } else if !lopend.trim().is_empty() {
            rij.push(lopend);
        }
        if rij.len() < 64 {
            rij.push(String::new());
        }
    }

    /// Writes the rows of the innermost table that are still open.
    fn sluit_rijen(&mut self) {
        while let Some((_, rij)) = self.rijen.pop_if(|(tabel, _)| *tabel >= self.tabellen) {
            self.rij(rij);
        }
    }

    fn rij(&mut self, mut rij: Vec<String>) {
        let lopend = std::mem::take(&mut self.lopend);
        if let Some(laatste) = rij.last_mut() {
            laatste.push_str(lopend.trim());
        } else {
            rij.push(lopend);
        }
        if rij.iter().all(|c| c.trim().is_empty()) {
            return;
        }
        // A table of one column is only there for its looks; its lines are running text.
        if rij.len() == 1 {
            for deel in rij.concat().lines() {
                self.regel(deel);
            }
        } else {
            let mut regel = Regel::rij(self.uit.len() + 1, rij);
            regel.citaat = self.citaat > 0;
            self.uit.push(regel);
        }
    }

    fn klaar(mut self) -> Vec<Regel> {
        self.tabellen = 0;
        self.sluit_rijen();
        self.breek();
        self.vet.pas_toe(&mut self.uit);
        self.uit
    }
}

/// The charset that an HTML text names itself, for parts that came without one.
pub fn eigen_charset(bytes: &[u8]) -> Option<String> {
    let kop = String::from_utf8_lossy(bytes.get(..bytes.len().min(2048))?).to_lowercase();
    let na = kop.split_once("charset=")?.1.trim_start_matches(['"', '\'', ' ']);
    let naam: String = na.chars().take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).collect();
    (!naam.is_empty()).then_some(naam)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cellen(html: &str) -> Vec<Vec<String>> {
        regels(html).into_iter().filter(|r| !r.is_leeg()).map(|r| r.cellen).collect()
    }

    #[test]
    fn rows_keep_their_cells_and_empty_answers() {
        let html = "<html><head><title>x</title></head><body><p>Beste,</p><table><tr><td><b>Naam</b></td>\
                    <td>Jan &amp; Pi&euml;t</td></tr><tr><th>Delict<th></tr></table>Groet";
        assert_eq!(cellen(html), [vec!["Beste,"], vec!["Naam", "Jan & Piët"], vec!["Delict", ""], vec!["Groet"]]);
    }

    #[test]
    fn what_nobody_sees_is_not_read() {
        let html = "man <s>/ vrouw</s><span style='DISPLAY: none'>Naam: <span>X</span></span>\
                    <script>Naam: Y</script><!-- Naam: Z --> ja";
        assert_eq!(cellen(html), [["man ja"]]);
    }

    #[test]
    fn layout_tables_read_as_lines() {
        let html =
            "<table><tr><td><p>Geachte,</p><table><tr><td>Naam</td><td>X</td></tr></table>Groet</td></tr></table>";
        assert_eq!(cellen(html), [vec!["Geachte,"], vec!["Naam", "X"], vec!["Groet"]]);
    }

    #[test]
    fn boxes_and_definitions_are_kept() {
        let html = "<dl><dt>Soort<dd><input type=radio checked>intra <input type=radio>trans</dl>";
        assert_eq!(cellen(html), [["Soort", "☒ intra ☐ trans"]]);
    }

    #[test]
    fn what_is_filled_in_stands_beside_its_label() {
        let html = "<p><label>Naam</label> <input type=text value='A. Proef'></p><div>Geslacht <select><option>man\
                    <option selected>vrouw</select></div><p>Delict: <textarea>diefstal</textarea></p>";
        assert_eq!(cellen(html), [["Naam", "A. Proef"], ["Geslacht", "vrouw"], ["Delict:", "diefstal"]]);
    }

    #[test]
    fn broken_markup_ends() {
        for html in ["<", "<a href='", "&", "&#xffffffff;", "<table><tr><td>", "</td></tr></table>", "< <<>>"] {
            regels(html);
        }
        assert!(regels(&"<table><tr><td>".repeat(20_000)).len() < 10);
    }

    #[test]
    fn quoted_blocks_are_marked() {
        let r = regels("<div>nieuw</div><blockquote type=cite>oud</blockquote>na");
        assert_eq!(r.iter().map(|r| r.citaat).collect::<Vec<_>>(), [false, true, false]);
    }
}
