//! Paragraphs and tables of a Word document as lines and rows.

use crate::intake::{
    grenzen,
    regel::{Regel, VET_EINDE, Vet},
};

/// Collects text into lines; a row is written when it ends, with the rows of tables inside it before it.
#[derive(Default)]
pub struct Schrijver {
    uit: Vec<Regel>,
    lopend: String,
    /// The open tables, each with its open row: the cells so far.
    tabellen: Vec<Option<Vec<String>>>,
    /// Tables that are nested too deep to be kept apart; their text runs on in the cell around them.
    te_diep: usize,
    geschreven: usize,
    /// The paragraph has begun, and all of it so far is bold.
    vet_begin: bool,
    vet: Vet,
}

impl Schrijver {
    /// True when no more text is taken.
    pub fn is_vol(&self) -> bool {
        self.geschreven > grenzen::TEKST || self.uit.len() > grenzen::REGELS
    }

    /// More text of the paragraph.
    pub fn schrijf(&mut self, tekst: &str, vet: bool) {
        self.geschreven += tekst.len();
        if self.lopend.is_empty() {
            self.vet_begin = vet && self.tabellen.is_empty();
        } else if !vet && std::mem::take(&mut self.vet_begin) {
            self.lopend.push(VET_EINDE);
        }
        self.lopend.push_str(tekst);
    }

    /// The paragraph ends.
    pub fn alinea(&mut self) {
        let lopend = std::mem::take(&mut self.lopend);
        let cel = self.tabellen.iter_mut().rev().find_map(|t| t.as_mut()).and_then(|rij| rij.last_mut());
        match cel {
            Some(cel) => {
                if !cel.is_empty() && !lopend.trim().is_empty() {
                    cel.push('\n');
                }
                cel.push_str(&lopend.replace('\t', "   "));
            }
            None => self.regels(&lopend),
        }
    }

    fn regels(&mut self, tekst: &str) {
        let een = !tekst.contains('\n');
        for deel in tekst.split('\n') {
            let regel = self.vet.regel(self.uit.len(), deel);
            self.uit.push(Regel { alinea: een, ..regel });
        }
    }

    /// A table begins. In the only cell so far of another it is there for the layout.
    pub fn tabel(&mut self) {
        self.alinea();
        let open = self.tabellen.iter_mut().rev().find_map(|t| t.as_mut());
        if let Some([een]) = open.map(Vec::as_mut_slice) {
            let voor = std::mem::take(een);
            if !voor.is_empty() {
                self.regels(&voor);
            }
        }
        if self.tabellen.len() < grenzen::DIEPTE {
            self.tabellen.push(None);
        } else {
            self.te_diep += 1;
        }
    }

    /// A row begins.
    pub fn rij(&mut self) {
        if self.te_diep > 0 {
            return;
        }
        self.sluit_rij();
        if let Some(tabel) = self.tabellen.last_mut() {
            *tabel = Some(Vec::new());
        }
    }

    /// A cell begins.
    pub fn cel(&mut self) {
        if let Some(Some(rij)) = self.tabellen.last_mut()
            && self.te_diep == 0
            && rij.len() < 64
        {
            rij.push(String::new());
        }
    }

    /// The row ends.
    pub fn sluit_rij(&mut self) {
        if self.te_diep > 0 {
            return;
        }
        let Some(cellen) = self.tabellen.last_mut().and_then(Option::take) else { return };
        match cellen.as_slice() {
            [] => {}
            // A table of one column is only there for its looks; its lines are running text.
            [een] => self.regels(een),
            _ => self.uit.push(Regel::rij(self.uit.len() + 1, cellen)),
        }
    }

    /// The table ends.
    pub fn sluit_tabel(&mut self) {
        if self.te_diep > 0 {
            self.te_diep -= 1;
            return;
        }
        self.sluit_rij();
        self.tabellen.pop();
    }

    /// All lines.
    pub fn klaar(mut self) -> Vec<Regel> {
        self.te_diep = 0;
        while !self.tabellen.is_empty() {
            self.alinea();
            self.sluit_tabel();
        }
        self.alinea();
        self.vet.pas_toe(&mut self.uit);
        self.uit
    }
}
