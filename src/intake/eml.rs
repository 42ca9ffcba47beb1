//! A mail as RFC 5322 and MIME write it. The tree of parts is walked here and not by a library, because
//! every step must be counted: a mail of a thousand nested parts may not cost more than its budget.

use super::{
    bijlage,
    brief::{Aanhangsel, Brief, Bron, bestandsnaam},
    citaat::Laag,
    codering,
    grenzen::{self, Budget, vind},
    html,
    kop::{self, Deelkop},
    regel,
};

/// Reads a mail at this depth of nesting.
pub fn lees(bytes: &[u8], budget: &mut Budget, diepte: usize) -> Brief {
    let mut uitpakker = Uitpakker { budget, brief: Brief::default(), lopend: Vec::new() };
    let gesplitst = kop::lees(bytes);
    uitpakker.brief.kop = gesplitst.kop;
    let inhoud = bytes.get(gesplitst.inhoud..).unwrap_or_default();
    uitpakker.deel(&gesplitst.deel, inhoud, diepte, false);
    uitpakker.klaar()
}

/// A piece of running text, and whether it was HTML.
struct Lopend {
    tekst: String,
    html: bool,
}

struct Uitpakker<'b> {
    budget: &'b mut Budget,
    brief: Brief,
    lopend: Vec<Lopend>,
}

impl Uitpakker<'_> {
    fn deel(&mut self, kop: &Deelkop, inhoud: &[u8], diepte: usize, in_digest: bool) {
        if !self.budget.neem_deel() {
            self.brief.waarschuw("De mail heeft te veel delen; de rest staat alleen in het origineel: zelf lezen.");
            return;
        }
        let soort = match kop.mediatype.as_str() {
            "" if in_digest => "message/rfc822",
            "" => "text/plain",
            soort => soort,
        };
        let tekst = soort == "text/plain" || soort == "text/html" || soort == "text/*";
        match (soort, &kop.grens) {
            (s, Some(grens)) if s.starts_with("multipart/") => self.meer(s, grens, inhoud, diepte),
            (s, None) if s.starts_with("multipart/") => self.tekst(kop, "text/plain", inhoud),
            ("message/rfc822" | "message/global", _) => self.mail(kop, inhoud, diepte),
            (s, _) if tekst && !kop.bijlage && kop.naam.is_none() => self.tekst(kop, s, inhoud),
            (s, _) => self.bijlage(kop, s, inhoud, diepte),
        }
    }

    fn meer(&mut self, soort: &str, grens: &str, inhoud: &[u8], diepte: usize) {
        if diepte >= grenzen::DIEPTE {
            self.brief
                .waarschuw("De mail is te diep genest; de binnenste delen staan alleen in het origineel: zelf lezen.");
            return;
        }
        let eerste = self.lopend.len();
        let delen = splits(inhoud, grens.as_bytes());
        if delen.is_empty() && !inhoud.trim_ascii().is_empty() {
            self.brief.waarschuw("De opbouw van de mail klopt niet; wat leesbaar was is als tekst gelezen.");
            self.tekst(&Deelkop::default(), "text/plain", inhoud);
            return;
        }
        for deel in delen {
            let gesplitst = kop::lees(deel);
            let binnen = deel.get(gesplitst.inhoud..).unwrap_or_default();
            self.deel(&gesplitst.deel, binnen, diepte + 1, soort == "multipart/digest");
        }
        // Of two renderings of one text the plain one is for reading; both are searched for fields.
        if soort == "multipart/alternative" {
            let mut nieuw = self.lopend.split_off(eerste.min(self.lopend.len()));
            if nieuw.iter().any(|l| !l.html && !l.tekst.trim().is_empty()) {
                nieuw.retain(|l| !l.html);
            }
            self.lopend.extend(nieuw);
        }
    }

    fn tekst(&mut self, kop: &Deelkop, soort: &str, inhoud: &[u8]) {
        // More than can be searched is not worth decoding either.
        let begin = inhoud.get(..inhoud.len().min(4 * grenzen::TEKST)).unwrap_or_default();
        let Some(bytes) = self.ontcijfer(kop, begin, "De tekst van de mail") else { return };
        let is_html = soort == "text/html";
        let charset = kop.charset.clone().or_else(|| html::eigen_charset(&bytes).filter(|_| is_html));
        let tekst = codering::naar_tekst(&bytes, charset.as_deref());
        if tekst.len() > grenzen::TEKST {
            self.brief.waarschuw("De tekst van de mail is zeer lang; alleen het begin is gelezen.");
        }
        let (regels, waar) =
            if is_html { (html::regels(&tekst), "html-tekst") } else { (regel::regels(&tekst), "tekst") };
        let tekst = if is_html { regel::als_tekst(&regels) } else { tekst };
        self.lopend.push(Lopend { tekst, html: is_html });
        let bron = Bron { waar: waar.to_owned(), laag: Laag::Nieuw, regels, brief: true };
        self.brief.voeg_bron_toe(bron, self.budget);
    }

    fn mail(&mut self, kop: &Deelkop, inhoud: &[u8], diepte: usize) {
        let Some(bytes) = self.ontcijfer(kop, inhoud, "Een bijgevoegde mail") else { return };
        let naam = kop.naam.clone().unwrap_or_default();
        let naam = bestandsnaam(&naam, self.brief.bijlagen.len() + 1, "message/rfc822");
        self.brief.bijlagen.push(Aanhangsel { naam, mediatype: "message/rfc822".to_owned(), bytes: bytes.clone() });
        bijlage::lees_mail(&bytes, &mut self.brief, self.budget, diepte);
    }

    fn bijlage(&mut self, kop: &Deelkop, soort: &str, inhoud: &[u8], diepte: usize) {
        let nr = self.brief.bijlagen.len() + 1;
        let naam = bestandsnaam(kop.naam.as_deref().unwrap_or_default(), nr, soort);
        let Some(bytes) = self.ontcijfer(kop, inhoud, &format!("Bijlage «{naam}»")) else { return };
        let aanhangsel = Aanhangsel { naam, mediatype: soort.to_owned(), bytes };
        let wens = bijlage::Wens { charset: kop.charset.as_deref(), versiering: kop.ingebed && !kop.bijlage };
        bijlage::lees(&aanhangsel, wens, &mut self.brief, self.budget, diepte);
        self.brief.bijlagen.push(aanhangsel);
    }

    /// Undoes the transfer encoding, if the budget allows.
    fn ontcijfer(&mut self, kop: &Deelkop, inhoud: &[u8], wat: &str) -> Option<Vec<u8>> {
        if !self.budget.neem_bytes(inhoud.len()) {
            self.brief
                .waarschuw(format!("{wat} is te groot om uit te pakken en staat alleen in het origineel: zelf lezen."));
            return None;
        }
        let uit = codering::ontcijfer(inhoud, &kop.codering);
        if !uit.heel {
            self.brief.waarschuw(format!("{wat} is beschadigd aangekomen; wat leesbaar was is gelezen."));
        }
        Some(uit.bytes)
    }

    fn klaar(mut self) -> Brief {
        let delen: Vec<String> = self.lopend.into_iter().map(|l| l.tekst.trim().to_owned()).collect();
        let eigen = delen.into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join("\n\n");
        self.brief.tekst =
            [eigen, self.brief.tekst].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join("\n\n");
        self.brief
    }
}

/// The parts between the boundary lines. A missing last boundary ends the last part at the end.
fn splits<'b>(inhoud: &'b [u8], grens: &[u8]) -> Vec<&'b [u8]> {
    let mut delen = Vec::new();
    let mut begin = None;
    let mut plek = 0;
    while plek < inhoud.len() && delen.len() < grenzen::DELEN {
        let einde = vind(inhoud, b"\n", plek).map_or(inhoud.len(), |e| e + 1);
        let regel = inhoud.get(plek..einde).unwrap_or_default();
        if let Some(na) = regel.strip_prefix(b"--").and_then(|r| r.strip_prefix(grens)) {
            let na = na.trim_ascii_end();
            if na.is_empty() || na == b"--" {
                if let Some(b) = begin.take() {
                    delen.push(zonder_regeleinde(inhoud.get(b..plek).unwrap_or_default()));
                }
                if na == b"--" {
                    return delen;
                }
                begin = Some(einde);
            }
        }
        plek = einde;
    }
    if let Some(b) = begin {
        delen.push(inhoud.get(b..).unwrap_or_default());
    }
    delen
}

/// The line end before a boundary belongs to the boundary.
fn zonder_regeleinde(deel: &[u8]) -> &[u8] {
    let deel = deel.strip_suffix(b"\n").unwrap_or(deel);
    deel.strip_suffix(b"\r").unwrap_or(deel)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_what_stands_between_the_boundaries() {
        let delen = splits(b"aanhef\r\n--x\r\nA\r\n--x \r\nB\n--xy\n--x--\nrest", b"x");
        assert_eq!(delen, [&b"A"[..], b"B\n--xy"]);
        assert_eq!(splits(b"--x\nA\n--x\nB", b"x"), [&b"A"[..], b"B"]);
        assert!(splits(b"niets", b"x").is_empty());
    }

    #[test]
    fn a_mail_without_its_boundary_is_read_as_text() {
        let mail = b"Content-Type: multipart/mixed; boundary=x\n\nNaam: A. Proef\n";
        let brief = lees(mail, &mut Budget::nieuw(), 0);
        assert_eq!((brief.tekst.as_str(), brief.waarschuwingen.len()), ("Naam: A. Proef", 1));
    }

    #[test]
    fn of_two_renderings_the_plain_one_is_the_text() {
        let mail = b"Content-Type: multipart/alternative; boundary=x\n\n--x\nContent-Type: text/plain\n\nplat\n\
                     --x\nContent-Type: text/html\n\n<b>mooi</b>\n--x--\n";
        let brief = lees(mail, &mut Budget::nieuw(), 0);
        assert_eq!((brief.tekst.as_str(), brief.bronnen.len()), ("plat", 2));
    }
}
