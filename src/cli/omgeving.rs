//! What a verb runs in: folders, settings, rules, inrichtingen, clock and store. Faults in the
//! officer's own files never stop the desk; they come along as warnings.

use std::{
    io::Write,
    path::{Path, PathBuf},
    sync::{Arc, OnceLock},
};

use super::{inrichtingen, wachtwoord};
use crate::{
    app::{decide::Kader, verb::Globaal, wachtwoord::Vraagsoort},
    domain::{
        concept::ConceptSoort,
        fout::{Fout, Uitkomst},
        inrichting::Inrichtingen,
        inzage::Herkomst as Inzageherkomst,
        moment::Moment,
        schoon,
        wachtwoord::{Wachtwoord, is_verkeerd},
    },
    intake::{
        self, Inrichtinglijst,
        bron::{Bron, Imap, Map, Postbus, Server},
    },
    outgoing::{Sjablonen, sjabloon::bestandsnaam},
    paths::Paden,
    rules::book::{Boek, Herkomst, Regelboek, Regelfout},
    runtime::{self, clock::Clock},
    settings::Instellingen,
    store::{self, Ontgrendeling, Opslag, Toegang, Winkelsoort},
};

/// What a verb runs in.
#[derive(Debug)]
pub struct Omgeving {
    /// The folders.
    pub paden: Paden,
    /// True when the store's folder was named by the caller.
    pub map_gegeven: bool,
    /// The settings.
    pub instellingen: Instellingen,
    /// Where the passphrase stands, when not in somebody's head.
    wachtwoord_bestand: Option<PathBuf>,
    /// The moment asked for with `--nu`.
    pub gevraagd_nu: Option<Moment>,
    /// The file that steers the clock of a demo.
    klok: Option<PathBuf>,
    /// What is wrong with the settings.
    waarschuwingen: Vec<String>,
    boek: OnceLock<(Boek, Vec<String>)>,
}

impl Omgeving {
    /// Finds folders and settings.
    ///
    /// # Errors
    /// When there is no folder at all, or `--nu` does not read.
    pub fn nieuw(globaal: &Globaal) -> Uitkomst<Self> {
        let paden = Paden::bepaal(globaal.data_dir.as_deref())?;
        let pad = paden.instellingen();
        let (instellingen, waarschuwingen) = match std::fs::read_to_string(&pad) {
            Ok(tekst) => {
                let (instellingen, fouten) = Instellingen::lees(&tekst, "instellingen.toml");
                (instellingen, fouten.iter().map(ToString::to_string).collect())
            }
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => (Instellingen::default(), Vec::new()),
            Err(e) => (Instellingen::default(), vec![format!("{} is niet te lezen ({e}).", naam(&pad))]),
        };
        let gevraagd_nu = match &globaal.nu {
            Some(tekst) => Some(Moment::lees(tekst, Some(Clock::machine().now()))?.moment),
            None => None,
        };
        let map_gegeven = globaal.data_dir.is_some();
        Ok(Self {
            paden,
            map_gegeven,
            instellingen,
            wachtwoord_bestand: globaal.wachtwoord_bestand.clone(),
            gevraagd_nu,
            klok: globaal.klok.clone(),
            waarschuwingen,
            boek: OnceLock::new(),
        })
    }

    /// The rule book: the officer's own where it is sound, else the embedded one.
    pub fn boek(&self) -> &Boek {
        &self.gelezen_boek().0
    }

    fn gelezen_boek(&self) -> &(Boek, Vec<String>) {
        self.boek.get_or_init(|| self.lees_boek())
    }

    fn lees_boek(&self) -> (Boek, Vec<String>) {
        let (boek, waarschuwingen) = self.lees_regels();
        (boek.met_eigen_dagen(&self.instellingen.vrije_dagen), waarschuwingen)
    }

    fn lees_regels(&self) -> (Boek, Vec<String>) {
        let Some(pad) = self.instellingen.regels.as_ref().map(|p| self.paden.config.join(p)) else {
            return (Boek::Ingebouwd, Vec::new());
        };
        let bestand = naam(&pad);
        let fouten = match std::fs::read_to_string(&pad) {
            Ok(tekst) => match Regelboek::lees(&tekst, &bestand, Herkomst::Eigen(bestand.clone())) {
                Ok(boek) => {
                    let zin = format!("De regels komen uit uw eigen bestand {bestand}.");
                    return (Boek::Eigen(Arc::new(boek)), vec![zin]);
                }
                Err(fouten) => fouten.iter().map(Regelfout::to_string).collect(),
            },
            Err(e) => vec![format!("{bestand} is niet te lezen ({e}).")],
        };
        (Boek::Ingebouwd, fouten)
    }

    /// Where the officer's own inrichtingen stand.
    pub fn eigen_inrichtingen(&self) -> PathBuf {
        let genoemd = self.instellingen.inrichtingen.as_deref();
        self.paden.config.join(genoemd.unwrap_or_else(|| Path::new(inrichtingen::BESTAND)))
    }

    /// The known inrichtingen: the embedded ones and the officer's own, with what is wrong with those.
    ///
    /// # Errors
    /// When the embedded list is at fault, which a test rules out.
    pub fn inrichtingen(&self) -> Uitkomst<(Inrichtingen, Vec<String>)> {
        let ingebouwd = intake::inrichtingen()?;
        let pad = self.eigen_inrichtingen();
        let bestand = naam(&pad);
        match std::fs::read_to_string(&pad) {
            Ok(tekst) => match Inrichtinglijst::lees(&tekst, &bestand) {
                Ok(eigen) => Ok((ingebouwd.met(eigen.lijst), Vec::new())),
                Err(fout) => Ok((ingebouwd, vec![fout.zin])),
            },
            Err(e) if e.kind() == std::io::ErrorKind::NotFound && self.instellingen.inrichtingen.is_none() => {
                Ok((ingebouwd, Vec::new()))
            }
            Err(e) => Ok((ingebouwd, vec![format!("{bestand} is niet te lezen ({e}).")])),
        }
    }

    /// The templates, with what is wrong with the officer's own.
    pub fn sjablonen(&self) -> (Sjablonen, Vec<String>) {
        let Some(map) = self.instellingen.sjablonen.as_ref().map(|p| self.paden.config.join(p)) else {
            return (Sjablonen::ingebouwd(), Vec::new());
        };
        let eigen = ConceptSoort::ALLE
            .into_iter()
            .filter_map(|soort| {
                let pad = map.join(bestandsnaam(soort));
                std::fs::read_to_string(&pad).ok().map(|tekst| (soort, (naam(&pad), tekst)))
            })
            .collect();
        let (sjablonen, fouten) = Sjablonen::met_eigen(eigen);
        (sjablonen, fouten.iter().map(ToString::to_string).collect())
    }

    /// The sources of mail that the settings name.
    pub fn bronnen(&self) -> Vec<Box<dyn Bron>> {
        let pad = |p: &Option<PathBuf>| p.as_ref().map(|p| self.paden.config.join(p));
        let postmap = pad(&self.instellingen.postmap).map(|p| Box::new(Map::postmap(p)) as Box<dyn Bron>);
        let maildir = pad(&self.instellingen.maildir).map(|p| Box::new(Map::maildir(p)) as Box<dyn Bron>);
        let imap = self.instellingen.imap.clone().map(|p| {
            let bestand = self.paden.config.join(p.wachtwoord_bestand);
            let ca = p.ca.map(|ca| self.paden.config.join(ca));
            Box::new(Imap::nieuw(Postbus {
                server: Server { naam: p.server, poort: p.poort, ca },
                gebruiker: p.gebruiker,
                map: p.map,
                wachtwoord: Box::new(move || wachtwoord::uit_bestand(&bestand)),
                nu: Box::new(|| Clock::machine().now()),
                looptijd: Arc::new(|| Clock::machine().looptijd().to_std().unwrap_or_default()),
            })) as Box<dyn Bron>
        });
        postmap.into_iter().chain(maildir).chain(imap).collect()
    }

    /// The calendar file that the settings name.
    pub fn agenda(&self) -> Option<PathBuf> {
        self.instellingen.agenda.as_ref().map(|p| self.paden.config.join(p))
    }

    /// All that is amiss with settings and rules.
    pub fn waarschuwingen(&self) -> Vec<String> {
        let mut alle = self.waarschuwingen.clone();
        alle.extend(self.gelezen_boek().1.iter().cloned());
        alle
    }

    /// Who works at the desk.
    pub fn actor(&self) -> String {
        let systeem = || std::env::var("USER").ok().map(|u| schoon::regel(&u)).filter(|u| !u.is_empty());
        self.instellingen.naam.clone().or_else(systeem).unwrap_or_else(|| "piketfunctionaris".to_owned())
    }

    /// Opens the store that is there, with the clock that belongs to it.
    ///
    /// # Errors
    /// When there is no store, it cannot be opened so, or `--nu` is asked of a real one.
    pub fn open(&self, toegang: Toegang) -> Uitkomst<(Opslag, Clock)> {
        self.open_als(toegang, None)
    }

    fn open_als(&self, toegang: Toegang, nieuw: Option<Winkelsoort>) -> Uitkomst<(Opslag, Clock)> {
        let map = &self.paden.data;
        let bestaat = store::bestaat(map)?;
        let wachtwoord = if bestaat && store::is_versleuteld(map)? {
            // Only a real store is encrypted; what cannot be asked of it is refused before its passphrase.
            self.clock(Winkelsoort::Echt)?;
            Some(self.wachtwoord(Vraagsoort::Bestaand)?)
        } else if nieuw.is_some() && !bestaat {
            Some(self.wachtwoord(Vraagsoort::Nieuw)?)
        } else {
            None
        };
        let ontgrendeling = wachtwoord.as_ref().map_or(Ontgrendeling::Geen, Ontgrendeling::Wachtwoord);
        let nu = Clock::machine().now();
        let mut opslag =
            store::open(map, toegang, nieuw, ontgrendeling, nu).map_err(|fout| self.onthoud_poging(fout))?;
        if let Err(fout) = opslag.neem_pogingen(&self.actor()) {
            let _ = writeln!(std::io::stderr(), "Let op: {fout}");
        }
        // What a purge left on the disk never keeps anybody from the store.
        if toegang == Toegang::Schrijven
            && let Err(fout) = opslag.ruim_resten(nu)
        {
            let _ = writeln!(std::io::stderr(), "Let op: {fout}");
        }
        let clock = self.clock(opslag.soort())?;
        Ok((opslag, clock))
    }

    /// Opens the store for a verb that records something, and says so where a copy has entries that the log
    /// has lost: the night goes on, but nobody should note behind a gap unaware.
    ///
    /// # Errors
    /// As [`Omgeving::open`].
    pub fn open_om_te_schrijven(&self) -> Uitkomst<(Opslag, Clock)> {
        self.open(Toegang::Schrijven).and_then(wijs_op_staart)
    }

    /// As [`Omgeving::open_om_te_schrijven`], for a verb that may be the first of all.
    ///
    /// # Errors
    /// As [`Omgeving::open_of_maak`].
    pub fn maak_om_te_schrijven(&self) -> Uitkomst<(Opslag, Clock)> {
        self.open_of_maak().and_then(wijs_op_staart)
    }

    /// Opens the store, and makes it when there is none.
    ///
    /// # Errors
    /// As [`Omgeving::open`].
    pub fn open_of_maak(&self) -> Uitkomst<(Opslag, Clock)> {
        self.open_als(Toegang::Schrijven, Some(Winkelsoort::Echt))
    }

    /// The passphrase: out of the file that was named, or asked for.
    ///
    /// # Errors
    /// When the file cannot be used, or there is nobody to ask.
    pub fn wachtwoord(&self, soort: Vraagsoort) -> Uitkomst<Wachtwoord> {
        // Here, so that no verb that gets a passphrase can forget it.
        runtime::houd_besloten();
        self.wachtwoord_bestand.as_deref().map_or_else(|| wachtwoord::vraag(soort), wachtwoord::uit_bestand)
    }

    /// Notes for the audit that a verb was given a wrong passphrase, where that is what went wrong.
    pub fn onthoud_poging(&self, fout: Fout) -> Fout {
        if is_verkeerd(&fout) {
            store::noteer_poging(&self.paden.data, Clock::machine().now(), Inzageherkomst::Opdracht);
        }
        fout
    }

    /// True when no screen needs to ask for the passphrase.
    pub const fn heeft_wachtwoord(&self) -> bool {
        self.wachtwoord_bestand.is_some()
    }

    /// Where systemd looks for the units of a user.
    ///
    /// # Errors
    /// When the system names no such folder.
    pub fn systemd() -> Uitkomst<PathBuf> {
        let config = directories::BaseDirs::new().map(|b| b.config_dir().to_owned());
        let config = config.ok_or_else(|| Fout::gegevens("Er is geen map gevonden voor de unit van systemd."))?;
        Ok(config.join("systemd/user"))
    }

    /// The clock for a store of this kind.
    ///
    /// # Errors
    /// When another time than the machine's is asked of a real store.
    pub fn clock(&self, soort: Winkelsoort) -> Uitkomst<Clock> {
        match (self.gevraagd_nu, soort) {
            (None, _) => Ok(Clock::machine()),
            (Some(nu), Winkelsoort::Demo) => {
                let clock = Clock::vanaf(nu);
                Ok(self.klok.as_deref().map_or(clock, |bestand| clock.gestuurd(bestand)))
            }
            (Some(_), Winkelsoort::Echt) => Err(Fout::gebruik("Een andere tijd kan alleen in een demo.")
                .hint("Laat --nu weg, of maak een demo met «piket demo».")),
        }
    }

    /// What a judgement rests on at this moment.
    pub fn kader<'a>(&'a self, inrichtingen: &'a Inrichtingen, nu: Moment) -> Kader<'a> {
        Kader {
            boek: self.boek(),
            inrichtingen,
            weekstart: self.instellingen.piketweek,
            kalender: self.instellingen.kalender,
            nu,
        }
    }
}

fn wijs_op_staart(geopend: (Opslag, Clock)) -> Uitkomst<(Opslag, Clock)> {
    if let Some(zin) = geopend.0.mist_staart()? {
        let _ = writeln!(std::io::stderr(), "Let op: {zin}");
    }
    Ok(geopend)
}

/// A path as it is shown.
pub fn naam(pad: &Path) -> String {
    schoon::regel(&pad.to_string_lossy())
}

/// A folder of the demo's own, gone when the demo ends.
#[derive(Debug)]
pub struct Wegwerpmap(PathBuf);

impl Wegwerpmap {
    /// Makes one in the system's place for temporary files.
    ///
    /// # Errors
    /// When the system refuses.
    pub fn maak() -> Uitkomst<Self> {
        let mut toeval = [0u8; 8];
        getrandom::fill(&mut toeval).map_err(|e| Fout::gegevens(format!("Het systeem geeft geen toeval ({e}).")))?;
        let pad = std::env::temp_dir().join(format!("piket-demo-{:016x}", u64::from_le_bytes(toeval)));
        Ok(Self(pad))
    }

    /// Where it is.
    pub fn pad(&self) -> &Path {
        &self.0
    }
}

impl Drop for Wegwerpmap {
    fn drop(&mut self) {
        // What cannot be removed is fictitious anyway.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
