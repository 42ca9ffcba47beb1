//! Labels and values in the cells of a row: a label beside its answer, several of such pairs in a row, a cell
//! with both, or a row of headings with the answers in the row below it.

use super::{Label, Reden, Zoeker, zonder_nummer};
use crate::intake::{
    etiket::{Doel, Vorm},
    regel::Regel,
    velden::label::zonder_scheiding,
};

impl Zoeker<'_> {
    /// Reads one row; `volgende` is the one below it.
    pub(super) fn rij(&mut self, regel: &Regel, volgende: Option<&Regel>) {
        if self.onder_kolommen(regel) {
            return;
        }
        let labels: Vec<Option<Label>> = regel.cellen.iter().map(|c| self.cel_label(c)).collect();
        if let Some(kolommen) = self.kolomkoppen(regel, &labels, volgende) {
            self.sluit(Reden::Label);
            self.kolommen = Some(kolommen);
            return;
        }
        let mut gevonden = false;
        let mut i = 0;
        while let Some(cel) = regel.cellen.get(i) {
            let label = labels.get(i).cloned().flatten();
            i += 1;
            if let Some(mut label) = label {
                gevonden = true;
                let mut antwoord = vec![std::mem::take(&mut label.waarde)];
                // In a row of two the second cell is the answer, also when it happens to read like a label.
                let paar = regel.tabel && regel.cellen.len() == 2 && label_is_leeg(&antwoord);
                while let Some(cel) = regel.cellen.get(i)
                    && (paar || labels.get(i).is_none_or(Option::is_none))
                {
                    antwoord.push(cel.clone());
                    i += 1;
                }
                let laatste = antwoord.len() == 1;
                antwoord.retain(|a| !a.is_empty());
                zonder_scheiding(&antwoord.join(" ")).clone_into(&mut label.waarde);
                self.begin(regel.nr, label);
                // An empty cell beside a label is an empty answer; a label alone may be answered below.
                if regel.tabel && !(laatste && i >= regel.cellen.len()) {
                    self.sluit(Reden::Label);
                }
            } else if cel.lines().count() > 1 && cel.lines().any(|r| self.cel_label(r).is_some()) {
                gevonden = true;
                for deel in cel.lines() {
                    self.tekstregel(regel.nr, deel);
                }
                self.sluit(Reden::Label);
            }
        }
        if !gevonden {
            self.losse_rij(regel);
        }
    }

    /// A row without labels: the answer under a label, more of a value, or something else.
    fn losse_rij(&mut self, regel: &Regel) {
        let gevuld: Vec<&str> =
            regel.cellen.iter().map(String::as_str).filter(|c| !c.is_empty() && !zonder_nummer(c).is_empty()).collect();
        match gevuld.as_slice() {
            [een] if regel.tabel => {
                if self.open.as_ref().is_some_and(|o| o.alineas.is_empty()) {
                    self.vervolg(&een.replace('\n', " "));
                } else if let Some(sectie) = self.etiketten.kop(een) {
                    self.sluit(Reden::Label);
                    self.sectie = Some(sectie);
                }
            }
            _ if regel.tabel => self.sluit(Reden::Label),
            _ => self.tekstregel(regel.nr, &regel.plat()),
        }
    }

    /// A cell that is a label, or begins with one.
    fn cel_label(&self, cel: &str) -> Option<Label> {
        let cel = cel.trim();
        let mut regels = cel.lines();
        let eerste = regels.next()?.trim();
        let rest: Vec<&str> = regels.map(str::trim).filter(|r| !r.is_empty() && !is_aanwijzing(r)).collect();
        let sectie = self.sectie_voor(eerste);
        // A label wrapped inside its cell.
        let heel = std::iter::once(eerste).chain(rest.iter().copied()).collect::<Vec<_>>().join(" ");
        let heel = heel.split_whitespace().collect::<Vec<_>>().join(" ");
        let kaal = heel.trim_end_matches([':', '?', ' ', '.', '*']);
        let begin = Label::aan_begin(self.etiketten, eerste, sectie);
        // A label on the first line of the cell, with its answer below it.
        let onder = (begin.is_none() && !rest.is_empty()).then(|| {
            let kaal = eerste.trim_end_matches([':', '?', ' ']);
            let doel = self.etiketten.zoek(kaal, sectie)?;
            let waarde = rest.join(" ");
            let loopt_door = self.etiketten.loopt_door(&waarde);
            (!loopt_door).then(|| Label { doel, etiket: kaal.to_owned(), waarde })
        });
        let onder = onder.flatten();
        // "Opmerkingen: -" is answered, although a dash is no word.
        let streep = begin.as_ref().is_some_and(|l| !l.waarde.is_empty() && !l.waarde.contains(char::is_alphanumeric));
        let doel = self.etiketten.zoek(kaal, sectie).filter(|_| !streep).or_else(|| {
            // A long label known by its first words, but not one that has its answer behind or below it.
            (begin.is_none() && onder.is_none()).then(|| self.etiketten.zoek_begin(kaal)).flatten()
        });
        // "Man/vrouw: man" holds no other words than its label.
        let doel = doel.filter(|doel| ![&begin, &onder].into_iter().flatten().any(|l| self.is_keuze(l, *doel)));
        if let Some(doel) = doel {
            return Some(Label { doel, etiket: kaal.to_owned(), waarde: String::new() });
        }
        if !rest.is_empty() && rest.iter().any(|r| Label::aan_begin(self.etiketten, r, sectie).is_some()) {
            return None;
        }
        if onder.is_some() {
            return onder;
        }
        let mut label = begin?;
        for deel in rest {
            if !label.waarde.is_empty() {
                label.waarde.push(' ');
            }
            label.waarde.push_str(deel);
        }
        Some(label)
    }

    fn is_keuze(&self, label: &Label, doel: Doel) -> bool {
        match label.doel {
            Doel::Veld { veld, .. } => {
                label.doel == doel
                    && !label.waarde.is_empty()
                    && self.etiketten.veld(veld).is_some_and(|v| v.vorm == Vorm::Keuze)
            }
            Doel::Samen(..) | Doel::Overig => false,
        }
    }

    /// The labels of a row in which every cell is one, with the answers in the row below.
    fn kolomkoppen(&self, regel: &Regel, labels: &[Option<Label>], volgende: Option<&Regel>) -> Option<Vec<Label>> {
        // A column that nobody knows does not spoil the ones beside it.
        let bekend = labels.iter().flatten().count();
        if bekend < 2 || 2 * bekend <= labels.len() || labels.first()?.is_none() {
            return None;
        }
        let onbekend = || Label { doel: Doel::Overig, etiket: String::new(), waarde: String::new() };
        let koppen: Vec<Label> = labels.iter().map(|l| l.clone().unwrap_or_else(onbekend)).collect();
        let volgende = volgende.filter(|v| v.cellen.len() == regel.cellen.len() && v.tabel == regel.tabel)?;
        let leeg = koppen.iter().all(|l| l.waarde.is_empty());
        let antwoorden = volgende.cellen.first().is_some_and(|c| self.cel_label(c).is_none());
        // "Nr | Onderdeel | Antwoord" heads the rows below it, not one answer each.
        let velden = koppen.iter().any(|k| k.doel != Doel::Overig);
        (leeg && antwoorden && velden).then_some(koppen)
    }

    fn onder_kolommen(&mut self, regel: &Regel) -> bool {
        let Some(koppen) = self.kolommen.take().filter(|k| k.len() == regel.cellen.len()) else { return false };
        for (kop, cel) in koppen.into_iter().zip(&regel.cellen) {
            self.begin(regel.nr, Label { waarde: cel.clone(), ..kop });
            self.sluit(Reden::Label);
        }
        true
    }
}

/// Nothing was said behind the label yet.
fn label_is_leeg(antwoord: &[String]) -> bool {
    antwoord.iter().all(String::is_empty)
}

/// What a form tells who fills it in: "(invullen s.v.p.)" on a line of its own below the label.
fn is_aanwijzing(tekst: &str) -> bool {
    tekst.starts_with('(') && tekst.ends_with(')') && tekst.chars().count() > 4
}
