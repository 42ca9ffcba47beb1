//! Finds labels and their values in the lines of one text. A label counts only at the start of a line or
//! cell and only before a separator or a cell's end, never in the middle of a sentence; what it means is
//! read later, so that this file knows layout and nothing else.

mod label;
mod rij;

use self::label::{Label, lijkt_label};
use super::{
    datum,
    etiket::{Doel, Etiketten, Vorm, zonder_nummer},
    regel::Regel,
    waarde,
};

/// A label with its value as it was written, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vondst {
    /// What the label names.
    pub doel: Doel,
    /// The label as written.
    pub etiket: String,
    /// The line it stands on.
    pub nr: usize,
    /// The value; paragraphs are parted by a line end.
    pub tekst: String,
}

/// All labels and values in these lines, in order.
pub fn vind(regels: &[Regel], etiketten: &Etiketten) -> Vec<Vondst> {
    let mut zoeker = Zoeker {
        etiketten,
        uit: Vec::new(),
        open: None,
        sectie: None,
        kolommen: None,
        in_zin: false,
        alinea: false,
        klaar: false,
        kale: 0,
    };
    for (i, regel) in regels.iter().enumerate() {
        if zoeker.klaar {
            break;
        }
        if regel.is_leeg() {
            zoeker.in_zin = false;
            if let Some(open) = &mut zoeker.open {
                open.wit = true;
            }
        } else if regel.cellen.len() > 1 {
            zoeker.alinea = false;
            zoeker.rij(regel, regels.get(i + 1));
        } else {
            zoeker.kolommen = None;
            zoeker.alinea = regel.alinea;
            for deel in regel.cellen.iter().flat_map(|c| c.lines()) {
                zoeker.tekstregel(regel.nr, deel);
            }
        }
    }
    zoeker.sluit(Reden::Einde);
    zoeker.uit
}

/// Why a value ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reden {
    /// Another label follows: all that came before it belongs to the value.
    Label,
    /// The form ends: what follows after an empty line is the rest of the letter.
    Einde,
}

/// A label whose value may go on.
struct Open {
    doel: Doel,
    etiket: String,
    nr: usize,
    alineas: Vec<String>,
    /// It opened a section, which it does not when it turns out to have a value.
    kop: bool,
    /// An empty line came after the last text.
    wit: bool,
    /// Length of the last line: a long one was probably wrapped.
    laatste: usize,
}

struct Zoeker<'a> {
    etiketten: &'a Etiketten,
    uit: Vec<Vondst>,
    open: Option<Open>,
    sectie: Option<usize>,
    /// The labels of a heading row, for the row under it.
    kolommen: Option<Vec<Label>>,
    /// The line before was running text that belongs to no field.
    in_zin: bool,
    /// The line is a paragraph of its own, which no program has wrapped.
    alinea: bool,
    klaar: bool,
    /// How many labels stood on a line of their own.
    kale: usize,
}

/// From this many labels on lines of their own on, a lone label is no end of a sentence.
const KALE: usize = 3;
/// A line with so many words before its colon is a sentence, if a text is waited for.
const ZIN: usize = 4;
/// From this many fields on, a closing formula ends the form instead of the covering letter.
const FORMULIER: usize = 3;
/// Pieces that the answer to "when" may be spread over.
const STUKKEN: usize = 4;
/// A line of at least this many characters may have been wrapped.
const AFGEBROKEN: usize = 55;

impl Zoeker<'_> {
    fn tekstregel(&mut self, nr: usize, tekst: &str) {
        self.regeldeel(nr, tekst, false);
    }

    /// A line, or what is left of one after its first answers.
    fn regeldeel(&mut self, nr: usize, tekst: &str, in_rij: bool) {
        let tekst = tekst.trim();
        if self.etiketten.is_groet(tekst) && tekst.chars().count() < 120 {
            self.sluit(Reden::Einde);
            self.klaar = self.uit.iter().filter(|v| v.doel != Doel::Overig).count() >= FORMULIER;
            return;
        }
        if self.is_deel(tekst) {
            self.vervolg(tekst);
        } else if let Some(label) = Label::aan_begin(self.etiketten, tekst, self.sectie_voor(tekst)) {
            self.begin_rij(nr, label, in_rij);
        } else if let Some(label) = self.kaal(tekst) {
            self.kale += 1;
            self.begin(nr, label);
        } else if let Some(sectie) = self.etiketten.kop(tekst).filter(|_| is_kop(tekst)) {
            self.sluit(Reden::Label);
            self.sectie = Some(sectie);
        } else if self.is_eerste_zin(tekst) {
            self.vervolg(tekst);
        } else if (lijkt_label(tekst) || self.is_tussenkop(tekst)) && !waarde::heeft_vakje(tekst) {
            self.sluit(Reden::Label);
        } else {
            self.vervolg(tekst);
        }
    }

    /// A label, and those that follow its answer on the same line: "Geslacht: man; Delict: art. 287 Sr".
    fn begin_rij(&mut self, nr: usize, mut label: Label, in_rij: bool) {
        let lang = self.vorm(label.doel) == Some(Vorm::Tekst) && !in_rij;
        let vervolg = (!lang).then(|| label.waarde.split_once("; ")).flatten();
        let vervolg = vervolg.filter(|(_, na)| Label::aan_begin(self.etiketten, na, self.sectie).is_some());
        let Some((voor, na)) = vervolg.map(|(voor, na)| (voor.to_owned(), na.to_owned())) else {
            self.begin(nr, label);
            return;
        };
        label.waarde = voor;
        self.begin(nr, label);
        self.regeldeel(nr, &na, true);
    }

    /// A line that is nothing but a label, without a colon. In running text a lone word can also be the
    /// end of a wrapped sentence.
    fn kaal(&self, tekst: &str) -> Option<Label> {
        // Where every label so far stood on a line of its own, this one does too.
        let afgebroken = self.kale < KALE
            && self.open.as_ref().is_some_and(|o| {
                !self.alinea
                    && !o.wit
                    && o.laatste >= AFGEBROKEN
                    && !o.alineas.last().is_some_and(|a| a.ends_with(['.', '!', '?', ':', ';']))
            });
        if afgebroken || self.in_zin || !is_kop(tekst) {
            return None;
        }
        let doel = self.etiketten.zoek(tekst, self.sectie_voor(tekst))?;
        Some(Label { doel, etiket: tekst.to_owned(), waarde: String::new() })
    }

    /// "D. Communicatie" on a line of its own after an empty one: a heading of the form, not more of an answer.
    fn is_tussenkop(&self, tekst: &str) -> bool {
        let kaal = zonder_nummer(tekst);
        let genummerd =
            kaal.len() < tekst.len() && tekst.starts_with(|c: char| c.is_ascii_uppercase() || c.is_ascii_digit());
        let hoofdletters = kaal.chars().filter(|c| c.is_alphabetic()).count() >= 5
            && kaal.chars().all(|c| c.is_uppercase() || c.is_whitespace());
        (genummerd || hoofdletters)
            && kaal.split_whitespace().count() <= 4
            && is_kop(kaal)
            && !tekst.ends_with(['.', ',', ';', '!', '?'])
            && self.open.as_ref().is_some_and(|o| o.wit && !o.alineas.is_empty())
    }

    /// "Hij is sinds zaterdag in hongerstaking: hij weigert ook vocht" below the label of a description.
    fn is_eerste_zin(&self, tekst: &str) -> bool {
        let wacht = self.open.as_ref().is_some_and(|o| o.alineas.is_empty() && self.vorm(o.doel) == Some(Vorm::Tekst));
        wacht
            && zonder_nummer(tekst).len() == tekst.len()
            && tekst
                .split_once(": ")
                .is_some_and(|(voor, na)| voor.split_whitespace().count() >= ZIN && na.starts_with(char::is_lowercase))
    }

    fn vorm(&self, doel: Doel) -> Option<Vorm> {
        match doel {
            Doel::Veld { veld, .. } => self.etiketten.veld(veld).map(|v| v.vorm),
            Doel::Samen(..) | Doel::Overig => None,
        }
    }

    fn is_deel(&self, tekst: &str) -> bool {
        match self.open.as_ref().map(|o| o.doel) {
            Some(Doel::Veld { veld, .. }) => {
                tekst.split_once(':').is_some_and(|(voor, _)| self.etiketten.is_deel(veld, voor))
            }
            Some(Doel::Samen(..) | Doel::Overig) | None => false,
        }
    }

    /// The section a bare label is read in. Once the moment of a section is complete, a further date is
    /// not about it.
    fn sectie_voor(&self, tekst: &str) -> Option<usize> {
        let sectie = self.sectie?;
        let voor = tekst.split_once(':').map_or(tekst, |(voor, _)| voor);
        match self.etiketten.zoek(voor, Some(sectie)) {
            Some(Doel::Veld { veld, .. }) if self.etiketten.veld(veld).is_some_and(|v| v.vorm == Vorm::Moment) => {
                let stukken: Vec<&str> = self
                    .uit
                    .iter()
                    .filter(|v| matches!(v.doel, Doel::Veld { veld: ander, .. } if ander == veld))
                    .map(|v| v.tekst.as_str())
                    .chain(self.open.iter().flat_map(|o| o.alineas.iter().map(String::as_str)))
                    .take(STUKKEN)
                    .collect();
                datum::moment(&stukken, None).is_err().then_some(sectie)
            }
            _ => Some(sectie),
        }
    }

    fn begin(&mut self, nr: usize, label: Label) {
        self.sluit(Reden::Label);
        self.in_zin = false;
        // With its value beside it, a label such as "Inrichting" is no heading for what comes below.
        let kop = self.etiketten.kop(&label.etiket).filter(|_| label.waarde.is_empty());
        if kop.is_some() {
            self.sectie = kop;
        } else if let Doel::Veld { veld, zwak: false } = label.doel
            && self.sectie.is_some_and(|s| self.etiketten.eindigt(s, veld))
        {
            self.sectie = None;
        }
        let laatste = label.etiket.chars().count() + label.waarde.chars().count();
        let alineas = if label.waarde.is_empty() { Vec::new() } else { vec![label.waarde] };
        self.open =
            Some(Open { doel: label.doel, etiket: label.etiket, nr, alineas, kop: kop.is_some(), wit: false, laatste });
    }

    /// A line without a label: more of the open value, or text that is no part of a form.
    fn vervolg(&mut self, tekst: &str) {
        let vorm = self.open.as_ref().and_then(|o| self.vorm(o.doel));
        let Some(open) = &mut self.open else {
            self.in_zin = !is_kop(tekst) && !tekst.ends_with(['.', '!', '?', ':', ';']);
            return;
        };
        let half = |o: &Open| datum::moment(&o.alineas.iter().map(String::as_str).collect::<Vec<_>>(), None).is_err();
        let mag = open.alineas.is_empty()
            || vorm == Some(Vorm::Tekst)
            || matches!(vorm, Some(Vorm::Keuze | Vorm::Letter)) && waarde::heeft_vakje(tekst)
            || vorm == Some(Vorm::Moment) && !open.wit && half(open)
            || !open.wit && open.laatste >= AFGEBROKEN;
        if !mag {
            self.sluit(Reden::Label);
            return;
        }
        if open.kop && open.alineas.is_empty() {
            self.sectie = None;
        }
        match open.alineas.last_mut() {
            Some(laatste) if !open.wit => {
                laatste.push(' ');
                laatste.push_str(tekst);
            }
            _ => open.alineas.push(tekst.to_owned()),
        }
        open.wit = false;
        open.laatste = tekst.chars().count();
    }

    fn sluit(&mut self, reden: Reden) {
        let Some(mut open) = self.open.take() else { return };
        if reden == Reden::Einde {
            open.alineas.truncate(1);
        }
        self.uit.push(Vondst { doel: open.doel, etiket: open.etiket, nr: open.nr, tekst: open.alineas.join("\n") });
    }
}

/// A heading or a bare label begins with a capital, a number or a bullet, and is short.
fn is_kop(tekst: &str) -> bool {
    let begin = zonder_nummer(tekst).chars().next();
    tekst.chars().count() <= 90 && begin.is_some_and(char::is_uppercase)
}

#[cfg(test)]
mod tests;
