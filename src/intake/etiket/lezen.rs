//! From the label file to the table: groups are written out, every label gets its key, and a label that
//! would name two things is a fault.

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;

use super::{Doel, Etiketten, Sectie, Veldsoort, Vorm, woorden};
use crate::domain::fout::{Fout, Uitkomst};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Bestand {
    #[serde(rename = "stil")]
    stil: Vec<String>,
    #[serde(rename = "vulling")]
    vulling: Vec<String>,
    #[serde(rename = "vraag")]
    vraag: Vec<String>,
    #[serde(rename = "groepen")]
    groepen: BTreeMap<String, Vec<String>>,
    #[serde(rename = "veld")]
    veld: Vec<RuwVeld>,
    #[serde(rename = "samen")]
    samen: Vec<RuwSamen>,
    #[serde(rename = "sectie")]
    sectie: Vec<RuweSectie>,
    #[serde(rename = "overig")]
    overig: Lijst,
    #[serde(rename = "groet")]
    groet: Begin,
    #[serde(rename = "leeg")]
    leeg: Begin,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuwVeld {
    #[serde(rename = "naam")]
    naam: String,
    #[serde(rename = "vorm")]
    vorm: Vorm,
    #[serde(rename = "etiketten")]
    etiketten: Vec<String>,
    #[serde(default)]
    #[serde(rename = "zwak")]
    zwak: Vec<String>,
    #[serde(default)]
    #[serde(rename = "begin")]
    begin: Vec<String>,
    #[serde(default)]
    #[serde(rename = "delen")]
    delen: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuwSamen {
    #[serde(rename = "velden")]
    velden: [String; 2],
    #[serde(rename = "etiketten")]
    etiketten: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuweSectie {
    #[serde(rename = "naam")]
    naam: String,
    #[serde(rename = "koppen")]
    koppen: Vec<String>,
    #[serde(default)]
    #[serde(rename = "velden")]
    velden: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    #[serde(rename = "overig")]
    overig: Vec<String>,
    #[serde(rename = "tot")]
    tot: Option<Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Lijst {
    #[serde(rename = "etiketten")]
    etiketten: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Begin {
    #[serde(rename = "begin")]
    begin: Vec<String>,
    #[serde(default)]
    #[serde(rename = "heel")]
    heel: Vec<String>,
}

/// Reads and checks the table.
pub(super) fn lees(tekst: &str) -> Uitkomst<Etiketten> {
    let ruw: Bestand = toml::from_str(tekst)
        .map_err(|e| Fout::gegevens(format!("De tabel met formulierlabels is niet te lezen: {}.", e.message())))?;
    let mut bouw = Bouw { groepen: ruw.groepen, ..Bouw::default() };
    bouw.uit.stil = ruw.stil.into_iter().collect();
    bouw.uit.vulling = ruw.vulling.into_iter().collect();
    bouw.uit.vraag = ruw.vraag.into_iter().collect();
    bouw.uit.groet = ruw.groet.begin;
    bouw.uit.leeg_begin = ruw.leeg.begin;
    bouw.uit.leeg_heel = ruw.leeg.heel;
    let nummers: HashMap<String, usize> = ruw.veld.iter().enumerate().map(|(i, v)| (v.naam.clone(), i)).collect();
    for (veld, v) in ruw.veld.into_iter().enumerate() {
        let sterk = Doel::Veld { veld, zwak: false };
        bouw.voeg_toe(&v.etiketten, sterk);
        bouw.voeg_toe(&v.zwak, Doel::Veld { veld, zwak: true });
        bouw.uit.begin.extend(v.begin.iter().map(|b| (woorden(b).join(" "), sterk)));
        let delen = v.delen.iter().map(|d| bouw.uit.sleutel(d)).collect();
        bouw.uit.velden.push(Veldsoort { naam: v.naam, vorm: v.vorm, delen });
    }
    for s in ruw.samen {
        let [een, twee] = s.velden.map(|naam| bouw.nummer(&nummers, &naam));
        bouw.voeg_toe(&s.etiketten, Doel::Samen(een, twee));
    }
    bouw.voeg_toe(&ruw.overig.etiketten, Doel::Overig);
    for (nr, s) in ruw.sectie.into_iter().enumerate() {
        bouw.sectie(nr, s, &nummers);
    }
    // The longest beginning decides, whatever the order in the file.
    bouw.uit.begin.sort_by_key(|(b, _)| std::cmp::Reverse(b.len()));
    if bouw.fouten.is_empty() {
        Ok(bouw.uit)
    } else {
        Err(Fout::gegevens(format!("De tabel met formulierlabels klopt niet: {}.", bouw.fouten.join("; "))))
    }
}

#[derive(Default)]
struct Bouw {
    uit: Etiketten,
    groepen: BTreeMap<String, Vec<String>>,
    fouten: Vec<String>,
}

impl Bouw {
    fn nummer(&mut self, nummers: &HashMap<String, usize>, naam: &str) -> usize {
        nummers.get(naam).copied().unwrap_or_else(|| {
            self.fouten.push(format!("veld «{naam}» bestaat niet"));
            0
        })
    }

    fn voeg_toe(&mut self, etiketten: &[String], doel: Doel) {
        for sleutel in self.sleutels(etiketten) {
            match self.uit.tabel.get(&sleutel) {
                None => {
                    self.uit.tabel.insert(sleutel, doel);
                }
                Some(ander) if *ander == doel => {}
                Some(_) => self.fouten.push(format!("label «{sleutel}» staat bij twee velden")),
            }
        }
    }

    fn sectie(&mut self, nr: usize, sectie: RuweSectie, nummers: &HashMap<String, usize>) {
        for kop in self.sleutels(&sectie.koppen) {
            if self.uit.koppen.insert(kop.clone(), nr).is_some_and(|ander| ander != nr) {
                self.fouten.push(format!("kop «{kop}» staat bij «{}» en bij een andere sectie", sectie.naam));
            }
        }
        for (veld, etiketten) in &sectie.velden {
            let doel = Doel::Veld { veld: self.nummer(nummers, veld), zwak: false };
            for sleutel in self.sleutels(etiketten) {
                self.uit.sectielabels.insert((nr, sleutel), doel);
            }
        }
        let eigen = sectie.velden.keys().map(|veld| self.nummer(nummers, veld)).collect();
        let tot = sectie.tot.map(|t| t.iter().map(|veld| self.nummer(nummers, veld)).collect());
        self.uit.secties.push(Sectie { eigen, tot });
        for sleutel in self.sleutels(&sectie.overig) {
            self.uit.sectielabels.insert((nr, sleutel), Doel::Overig);
        }
    }

    /// The keys of labels, with every group written out.
    fn sleutels(&mut self, etiketten: &[String]) -> Vec<String> {
        let mut uit = Vec::new();
        for etiket in etiketten {
            for voluit in self.voluit(etiket) {
                let sleutel = self.uit.sleutel(&voluit);
                if sleutel.is_empty() {
                    self.fouten.push(format!("van label «{etiket}» blijft niets over"));
                } else {
                    uit.push(sleutel);
                }
            }
        }
        uit
    }

    fn voluit(&mut self, etiket: &str) -> Vec<String> {
        let Some((voor, rest)) = etiket.split_once('{') else { return vec![etiket.to_owned()] };
        let Some((groep, na)) = rest.split_once('}') else {
            self.fouten.push(format!("label «{etiket}» heeft een haakje te weinig"));
            return Vec::new();
        };
        let Some(woorden) = self.groepen.get(groep).cloned() else {
            self.fouten.push(format!("groep «{groep}» bestaat niet"));
            return Vec::new();
        };
        let staarten = self.voluit(na);
        woorden.iter().flat_map(|w| staarten.iter().map(move |s| format!("{voor}{w}{s}"))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sound() -> Uitkomst<()> {
        Etiketten::ingebouwd().map(|_| ())
    }

    #[test]
    fn faults_are_told_together() {
        let tekst = r#"
            stil = ["de"]
            vulling = []
            vraag = []
            groepen = {}
            veld = [{ naam = "a", vorm = "kort", etiketten = ["x", "de", "{y}"] }, { naam = "b", vorm = "kort", etiketten = ["de x"] }]
            samen = [{ velden = ["a", "c"], etiketten = ["z"] }]
            sectie = []
            overig = { etiketten = [] }
            groet = { begin = [] }
            leeg = { begin = [] }
        "#;
        let zin = lees(tekst).err().map(|f| f.zin).unwrap_or_default();
        for deel in ["label «x» staat bij twee", "van label «de»", "groep «y»", "veld «c»"] {
            assert!(zin.contains(deel), "{deel}: {zin}");
        }
    }
}
