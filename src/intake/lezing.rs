//! The fields of one text: labels and values read as what they mean. Dates become dates, pieces of one
//! answer are put together, and a value that is not what its field asks for is left out and reported
//! instead of being bent into shape.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{
    datum::{self, Gemis},
    etiket::{Doel, Etiketten, Vorm},
    regel::Regel,
    velden::{self, Vondst},
    waarde,
};
use crate::domain::inrichting::Inrichtingen;

/// A field as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gevonden {
    /// The value, in the form the domain asks for.
    pub waarde: String,
    /// The label as written.
    pub etiket: String,
    /// The line of the label.
    pub nr: usize,
}

/// The fields of one text, by their name in the label table, and what could not be read.
#[derive(Debug, Clone, Default)]
pub struct Lezing {
    /// The fields.
    pub velden: BTreeMap<String, Gevonden>,
    /// One sentence per value that was left out or doubtful.
    pub waarschuwingen: Vec<String>,
}

/// What the reading of values needs to know besides the text.
#[derive(Clone, Copy)]
pub struct Omgeving<'a> {
    /// The label table.
    pub etiketten: &'a Etiketten,
    /// The known inrichtingen.
    pub inrichtingen: &'a Inrichtingen,
    /// The day the mail was sent.
    pub anker: Option<NaiveDate>,
}

/// Reads the fields in these lines.
pub fn lees(regels: &[Regel], om: Omgeving<'_>) -> Lezing {
    let vondsten = splits_samen(velden::vind(regels, om.etiketten), om.etiketten);
    let mut lezer = Lezer { om, uit: Lezing::default() };
    for zwak in [false, true] {
        let mut per_veld: BTreeMap<usize, Vec<&Vondst>> = BTreeMap::new();
        for v in &vondsten {
            if let Doel::Veld { veld, zwak: z } = v.doel
                && z == zwak
            {
                per_veld.entry(veld).or_default().push(v);
            }
        }
        for (veld, stukken) in per_veld {
            lezer.veld(veld, &stukken, zwak);
        }
    }
    lezer.geboren_achter_naam(&vondsten);
    lezer.hele_naam();
    lezer.tijd_zonder_dag(&vondsten);
    lezer.uit
}

struct Lezer<'a> {
    om: Omgeving<'a>,
    uit: Lezing,
}

impl Lezer<'_> {
    fn veld(&mut self, nr: usize, stukken: &[&Vondst], zwak: bool) {
        let Some(soort) = self.om.etiketten.veld(nr) else { return };
        if self.uit.velden.contains_key(&soort.naam) {
            return;
        }
        let gevuld: Vec<(&Vondst, String)> = stukken
            .iter()
            .filter_map(|v| waarde::schoon(&v.tekst, soort.vorm, self.om.etiketten).map(|w| (*v, w)))
            .collect();
        let Some((eerste, tekst)) = gevuld.first() else { return };
        let gelezen = match soort.vorm {
            Vorm::Naam | Vorm::Kort | Vorm::Tekst | Vorm::Keuze | Vorm::Letter => Some(tekst.clone()),
            Vorm::Inrichting => self.om.inrichtingen.plek(tekst).map(|p| p.naam().to_owned()),
            Vorm::Geboren if self.twee_personen(&gevuld) => None,
            Vorm::Datum | Vorm::Geboren => gevuld
                .iter()
                .find_map(|(_, t)| datum::datum(t, self.om.anker, soort.vorm == Vorm::Geboren))
                .map(|d| d.to_string()),
            Vorm::Moment => {
                // A time of discovery alone may still find its day; see `tijd_zonder_dag`.
                let stil = zwak || soort.naam == "constatering" && datum::tijd(tekst).is_some();
                self.moment(&gevuld.iter().map(|(_, t)| t.as_str()).collect::<Vec<_>>(), &eerste.etiket, stil)
            }
        };
        match gelezen {
            Some(waarde) => {
                let gevonden = Gevonden { waarde, etiket: eerste.etiket.clone(), nr: eerste.nr };
                self.uit.velden.insert(soort.naam.clone(), gevonden);
            }
            None if soort.vorm == Vorm::Geboren && self.twee_personen(&gevuld) => {
                self.waarschuw(&eerste.etiket, "staat er twee keer en anders: twee formulieren in één tekst?");
            }
            None if matches!(soort.vorm, Vorm::Datum | Vorm::Geboren) && !zwak && !is_ontkenning(tekst) => {
                self.waarschuw(&eerste.etiket, "is geen datum die de desk kan lezen");
            }
            None => {}
        }
    }

    /// Two days of birth in one text are two persons, and then no field of it can be trusted blindly.
    fn twee_personen(&self, gevuld: &[(&Vondst, String)]) -> bool {
        let mut dagen = gevuld.iter().filter_map(|(_, t)| datum::datum(t, self.om.anker, true));
        dagen.next().is_some_and(|eerste| dagen.any(|dag| dag != eerste))
    }

    fn moment(&mut self, stukken: &[&str], etiket: &str, stil: bool) -> Option<String> {
        match datum::moment(stukken, self.om.anker) {
            Ok(vondst) => {
                if vondst.dubbel_uur {
                    self.waarschuw(etiket, "valt in het uur dat die nacht twee keer komt; het eerste is genomen");
                }
                Some(vondst.moment.rfc3339())
            }
            Err(gemis) => {
                let reden = match gemis {
                    Gemis::Datum => "is geen datum met tijd die de desk kan lezen",
                    Gemis::Tijd => "heeft geen tijd",
                    Gemis::Klok => "noemt een tijd die die nacht wordt overgeslagen",
                };
                if !stil && !stukken.iter().all(|s| is_ontkenning(s)) {
                    self.waarschuw(etiket, reden);
                }
                None
            }
        }
    }

    /// "Naam: B. Proef (geb. 06-04-1992)" answers two questions.
    fn geboren_achter_naam(&mut self, vondsten: &[Vondst]) {
        if self.uit.velden.contains_key("geboortedatum") {
            return;
        }
        let gevonden = vondsten.iter().filter(|v| self.is_veld(v, "persoon")).find_map(|v| {
            let datum = datum::datum(waarde::geboren_achter_naam(&v.tekst)?, self.om.anker, true)?;
            Some(Gevonden { waarde: datum.to_string(), etiket: v.etiket.clone(), nr: v.nr })
        });
        if let Some(gevonden) = gevonden {
            self.uit.velden.insert("geboortedatum".to_owned(), gevonden);
        }
    }

    /// Initials, prefix and surname asked for apart are one name.
    fn hele_naam(&mut self) {
        let voor = self.uit.velden.remove("voornaam");
        let tussen = self.uit.velden.remove("tussenvoegsel");
        if let Some(achter) = self.uit.velden.get_mut("persoon") {
            let delen = [voor.map(|v| v.waarde), tussen.map(|t| t.waarde), Some(achter.waarde.clone())];
            achter.waarde = delen.into_iter().flatten().filter(|d| d != "-").collect::<Vec<_>>().join(" ");
        }
    }

    /// "Tijdstip constatering: 15.18" below a dated voorval is that same day, when it is later on it.
    fn tijd_zonder_dag(&mut self, vondsten: &[Vondst]) {
        let Some(voorval) = self.uit.velden.get("voorval").map(|v| v.waarde.clone()) else { return };
        if self.uit.velden.contains_key("constatering") {
            return;
        }
        let Some(vondst) = vondsten.iter().find(|v| self.is_veld(v, "constatering") && !v.tekst.is_empty()) else {
            return;
        };
        let Some(tijd) = datum::tijd(&vondst.tekst) else { return };
        let dag = voorval.get(..10).unwrap_or_default();
        let zelfde_dag = datum::moment(&[dag, &tijd.format("%H:%M").to_string()], self.om.anker);
        match zelfde_dag.map(|v| v.moment.rfc3339()) {
            Ok(waarde) if waarde >= voorval => {
                let gevonden = Gevonden { waarde, etiket: vondst.etiket.clone(), nr: vondst.nr };
                self.uit.velden.insert("constatering".to_owned(), gevonden);
            }
            Ok(_) | Err(_) => self.waarschuw(&vondst.etiket, "heeft geen datum"),
        }
    }

    fn is_veld(&self, vondst: &Vondst, naam: &str) -> bool {
        match vondst.doel {
            Doel::Veld { veld, .. } => self.om.etiketten.veld(veld).is_some_and(|v| v.naam == naam),
            Doel::Samen(..) | Doel::Overig => false,
        }
    }

    fn waarschuw(&mut self, etiket: &str, wat: &str) {
        self.uit.waarschuwingen.push(format!("«{etiket}» {wat}: zelf lezen."));
    }
}

/// Words for "there is none": no date, and no reason to warn either.
fn is_ontkenning(tekst: &str) -> bool {
    let klein = tekst.to_lowercase();
    matches!(
        klein.trim_matches(['.', ' ']),
        "-" | "n.v.t" | "nvt" | "onbekend" | "niet bekend" | "geen" | "niet van toepassing" | "?" | "/"
    )
}

/// Takes values that answer two questions apart.
fn splits_samen(vondsten: Vec<Vondst>, etiketten: &Etiketten) -> Vec<Vondst> {
    let mut uit = Vec::with_capacity(vondsten.len());
    for v in vondsten {
        let Doel::Samen(een, twee) = v.doel else {
            uit.push(v);
            continue;
        };
        let met_datum = etiketten.veld(twee).is_some_and(|s| matches!(s.vorm, Vorm::Datum | Vorm::Geboren));
        let (links, rechts) = if met_datum { voor_datum(&v.tekst) } else { twee_delen(&v.tekst) };
        for (veld, tekst) in [(een, links), (twee, rechts)] {
            uit.push(Vondst { doel: Doel::Veld { veld, zwak: false }, tekst: tekst.to_owned(), ..v.clone() });
        }
    }
    uit
}

fn voor_datum(tekst: &str) -> (&str, &str) {
    let cijfer = tekst.find(|c: char| c.is_ascii_digit()).unwrap_or(tekst.len());
    let (links, rechts) = tekst.split_at(cijfer);
    let mut links = links.trim_end();
    loop {
        let kort = links.trim_end_matches([',', ' ', ':', '(', '/', ';', '-', '\n']);
        let woord = kort.rsplit([' ', ',', '(']).next().unwrap_or_default();
        let vulsel = matches!(
            woord.to_lowercase().trim_end_matches('.'),
            "op" | "d.d"
                | "dd"
                | "geb"
                | "geboren"
                | "datum"
                | "ma"
                | "di"
                | "wo"
                | "do"
                | "vr"
                | "za"
                | "zo"
                | "maandag"
                | "dinsdag"
                | "woensdag"
                | "donderdag"
                | "vrijdag"
                | "zaterdag"
                | "zondag"
        );
        let kort = if vulsel { kort.strip_suffix(woord).unwrap_or(kort) } else { kort };
        if kort.len() == links.len() {
            return (links, rechts);
        }
        links = kort;
    }
}

fn twee_delen(tekst: &str) -> (&str, &str) {
    [" / ", "/", ";", " - ", " – ", "\n", ","]
        .iter()
        .find_map(|s| tekst.split_once(s))
        .map_or((tekst, ""), |(l, r)| (l.trim(), r.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_answers_under_one_label_are_parted() {
        for tekst in [
            "Almere, 27-09-2026",
            "Almere 27-09-2026",
            "Almere, d.d. 27-09-2026",
            "Almere / 27-09-2026",
            "Almere op zondag 27-09-2026",
        ] {
            assert_eq!(voor_datum(tekst), ("Almere", "27-09-2026"), "{tekst}");
        }
        assert_eq!(voor_datum("27-09-2026"), ("", "27-09-2026"));
        assert_eq!(twee_delen("FPC de Kijvelanden / De Eik"), ("FPC de Kijvelanden", "De Eik"));
        assert_eq!(twee_delen("FPC de Kijvelanden"), ("FPC de Kijvelanden", ""));
    }
}
