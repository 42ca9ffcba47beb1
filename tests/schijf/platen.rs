//! A disk in memory that keeps its promises and no more: what was synced is there, everything after it
//! may be, whole, by half or not at all, bytes and names alike. Filled from a trace of what was written.

use std::{collections::BTreeMap, fs, path::Path};

use crate::common::{Mis, Proef};

/// A file or a folder, whatever it is called.
type Knoop = usize;
const WORTEL: Knoop = 0;

#[derive(Debug, Clone)]
enum Greep {
    Schrijf(usize, Vec<u8>),
    Kap(usize),
}

impl Greep {
    fn doe(&self, bytes: &mut Vec<u8>) {
        match self {
            Self::Kap(lang) => bytes.resize(*lang, 0),
            Self::Schrijf(plek, nieuw) => {
                bytes.resize(bytes.len().max(plek + nieuw.len()), 0);
                bytes.iter_mut().skip(*plek).zip(nieuw).for_each(|(oud, nieuw)| *oud = *nieuw);
            }
        }
    }
}

#[derive(Debug, Clone, Default)]
struct Bestand {
    vast: Vec<u8>,
    los: Vec<Greep>,
}

/// One change of names: each part puts something under a name in a folder, or takes the name away.
type Naamgreep = Vec<(Knoop, String, Option<Knoop>)>;
type Namen = BTreeMap<(Knoop, String), Knoop>;

/// Chance with a memory, so that a failure can be seen again.
#[derive(Debug, Clone)]
pub struct Kans(pub u64);

impl Kans {
    fn onder(&mut self, grens: usize) -> usize {
        // splitmix64
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((z ^ (z >> 31)) >> 16).unwrap_or_default().checked_rem(grens).unwrap_or_default()
    }
}

/// The disk at one step of a trace.
#[derive(Debug, Clone, Default)]
pub struct Platen {
    bestanden: BTreeMap<Knoop, Bestand>,
    nu: Namen,
    vast: Namen,
    los: Vec<Naamgreep>,
    volgende: Knoop,
}

impl Platen {
    /// Takes one line of a trace; what the program said is answered.
    pub fn neem(&mut self, regel: &str) -> Result<Option<String>, Mis> {
        let mut delen = regel.splitn(4, ' ');
        let mut deel = || delen.next().unwrap_or_default();
        let (soort, een, twee, rest) = (deel(), deel(), deel(), deel());
        match soort {
            "B" => return Ok(Some(String::from_utf8(uit_hex(rest)?)?)),
            "C" | "M" => {
                self.volgende += 1;
                let nieuw = self.volgende;
                if soort == "C" {
                    self.bestanden.insert(nieuw, Bestand::default());
                }
                self.noem(een, Some(nieuw), None)?;
            }
            "W" => self.greep(een, Greep::Schrijf(twee.parse()?, uit_hex(rest)?)),
            "T" => self.greep(een, Greep::Kap(twee.parse()?)),
            "S" => self.sync(een),
            "U" => self.noem(een, None, None)?,
            "L" => self.noem(twee, self.vind(een), None)?,
            "R" => self.noem(twee, self.vind(een), Some(een))?,
            _ => return Err(Mis(format!("onbekende stap: {soort} {een}"))),
        }
        Ok(None)
    }

    fn vind(&self, pad: &str) -> Option<Knoop> {
        pad.split('/').filter(|d| *d != ".").try_fold(WORTEL, |map, naam| self.nu.get(&(map, naam.to_owned())).copied())
    }

    fn noem(&mut self, pad: &str, knoop: Option<Knoop>, weg: Option<&str>) -> Proef {
        let mut greep = Naamgreep::new();
        for (pad, knoop) in weg.map(|w| (w, None)).into_iter().chain([(pad, knoop)]) {
            let (map, naam) = pad.rsplit_once('/').unwrap_or((".", pad));
            let map = self.vind(map).ok_or_else(|| Mis(format!("{map} is er niet")))?;
            greep.push((map, naam.to_owned(), knoop));
        }
        zet(&mut self.nu, &greep);
        self.los.push(greep);
        Ok(())
    }

    /// Of what has no name any more nobody asks anything.
    fn greep(&mut self, pad: &str, greep: Greep) {
        if let Some(bestand) = self.vind(pad).and_then(|k| self.bestanden.get_mut(&k)) {
            bestand.los.push(greep);
        }
    }

    fn sync(&mut self, pad: &str) {
        let Some(knoop) = self.vind(pad) else { return };
        if let Some(bestand) = self.bestanden.get_mut(&knoop) {
            let Bestand { vast, los } = bestand;
            los.drain(..).for_each(|g| g.doe(vast));
            return;
        }
        let (hier, elders) = self.los.drain(..).partition(|g| g.iter().any(|(map, _, _)| *map == knoop));
        self.los = elders;
        let hier: Vec<Naamgreep> = hier;
        for g in &hier {
            zet(&mut self.vast, g);
        }
    }

    /// The power goes, and this is what turns up in `doel`: of what was not synced a part that chance
    /// chooses, of bytes the last one torn. Names come in the order in which they were given.
    pub fn valt_uit(&self, kans: &mut Kans, doel: &Path) -> Proef {
        let mut namen = self.vast.clone();
        let gehaald = kans.onder(self.los.len() + 1);
        self.los.iter().take(gehaald).for_each(|g| zet(&mut namen, g));
        self.leg_neer(WORTEL, &namen, kans, doel)
    }

    fn leg_neer(&self, map: Knoop, namen: &Namen, kans: &mut Kans, doel: &Path) -> Proef {
        fs::create_dir_all(doel)?;
        for ((_, naam), knoop) in namen.iter().filter(|((m, _), _)| *m == map) {
            let pad = doel.join(naam);
            let Some(bestand) = self.bestanden.get(knoop) else {
                self.leg_neer(*knoop, namen, kans, &pad)?;
                continue;
            };
            let mut bytes = bestand.vast.clone();
            let laatste = kans.onder(bestand.los.len() + 1);
            for (i, greep) in bestand.los.iter().take(laatste).enumerate() {
                match greep {
                    _ if kans.onder(3) == 0 => {}
                    Greep::Schrijf(plek, nieuw) if i + 1 == laatste => {
                        let heel = kans.onder(nieuw.len() + 1);
                        Greep::Schrijf(*plek, nieuw.iter().take(heel).copied().collect()).doe(&mut bytes);
                    }
                    Greep::Schrijf(..) | Greep::Kap(_) => greep.doe(&mut bytes),
                }
            }
            fs::write(pad, bytes)?;
        }
        Ok(())
    }
}

fn zet(namen: &mut Namen, greep: &Naamgreep) {
    for (map, naam, knoop) in greep {
        let plek = (*map, naam.clone());
        match knoop {
            Some(knoop) => drop(namen.insert(plek, *knoop)),
            None => drop(namen.remove(&plek)),
        }
    }
}

fn uit_hex(tekst: &str) -> Result<Vec<u8>, Mis> {
    let paren = tekst.as_bytes().as_chunks::<2>().0;
    paren.iter().map(|paar| Ok(u8::from_str_radix(std::str::from_utf8(paar)?, 16)?)).collect()
}
