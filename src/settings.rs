//! The officer's settings, `instellingen.toml`. Few on purpose. A fault in one field costs that field
//! only: the desk must open at night whatever somebody typed by day, and says everything at once.

pub mod hint;
mod lezer;
mod postbus;

use std::{collections::BTreeMap, fmt, num::NonZeroUsize, path::PathBuf};

use crate::{
    domain::{
        bewaartermijn::Bewaartermijn,
        ids::Weekstart,
        termijnkeuze::Lezingkeuze,
        termijnsoort::{Kalender, TermijnSoort},
    },
    rules::kalender::EigenDag,
};

pub use lezer::velden;
pub use postbus::Postbus;

/// A switch, where a boolean would hide which way is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Schakelaar {
    /// On.
    Aan,
    /// Off.
    Uit,
}

impl Schakelaar {
    /// True when on.
    pub const fn is_aan(self) -> bool {
        matches!(self, Self::Aan)
    }
}

/// The colours of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Kleuren {
    /// Light on dark (default).
    #[default]
    Donker,
    /// Dark on light.
    Licht,
    /// The strongest contrast the terminal has.
    HoogContrast,
    /// No colour at all.
    Mono,
}

/// By which sequence a terminal is asked to notify. No terminal says which one it knows, and some know
/// both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Terminalmelding {
    /// By none.
    Uit,
    /// OSC 9.
    Osc9,
    /// OSC 777.
    Osc777,
    /// By both (default): rather twice than not at all.
    #[default]
    Beide,
}

/// A day of copies, when every hour brings one.
const RESERVEKOPIEEN: NonZeroUsize = NonZeroUsize::MIN.saturating_add(23);

/// All settings; the defaults are what an absent file gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instellingen {
    /// Who works at the desk; goes into the log and under drafts.
    pub naam: Option<String>,
    /// Which days count as feestdag.
    pub kalender: Kalender,
    /// Days off of the officer's own, which count as feestdag in every calendar.
    pub vrije_dagen: Vec<EigenDag>,
    /// Which reading the countdown follows.
    pub termijn: Lezingkeuze,
    /// When the piketweek starts.
    pub piketweek: Weekstart,
    /// Minutes before a term at which an alarm goes off, largest first; 0 is the term itself.
    pub alarm: Vec<u32>,
    /// The same for one kind of term.
    pub alarm_per_termijn: BTreeMap<TermijnSoort, Vec<u32>>,
    /// Minutes between two alarms after a term, until one is seen; 0 is none.
    pub alarm_herhaal: u32,
    /// Minutes after which a late term that was seen rings again until it is met; 0 is never.
    pub alarm_na_gezien: u32,
    /// Whether the terminal bell rings.
    pub bel: Schakelaar,
    /// How the terminal is asked to notify.
    pub melding_in_terminal: Terminalmelding,
    /// Whether the desktop shows a notification.
    pub melding_op_bureaublad: Schakelaar,
    /// The calendar file that is kept up; relative to the settings file.
    pub agenda: Option<PathBuf>,
    /// To whom messages are addressed.
    pub aanhef: String,
    /// Folder with own templates; relative to the settings file.
    pub sjablonen: Option<PathBuf>,
    /// Own rule book; relative to the settings file.
    pub regels: Option<PathBuf>,
    /// Own list of inrichtingen; relative to the settings file.
    pub inrichtingen: Option<PathBuf>,
    /// The drop folder; relative to the settings file.
    pub postmap: Option<PathBuf>,
    /// A Maildir; relative to the settings file.
    pub maildir: Option<PathBuf>,
    /// A mailbox on a server.
    pub imap: Option<Postbus>,
    /// Phone numbers for the piket-SMS.
    pub sms_ontvangers: Vec<String>,
    /// Mail addresses for the piketmelding.
    pub piketmelding_aan: Vec<String>,
    /// Mail addresses for the afloopbericht.
    pub afloop_aan: Vec<String>,
    /// How long the texts of closed cases are kept.
    pub bewaartermijn_zaken: Bewaartermijn,
    /// How long the texts of reports are kept that were set aside.
    pub bewaartermijn_meldingen: Bewaartermijn,
    /// How many copies of the log are kept.
    pub reservekopieen: NonZeroUsize,
    /// The colours of the screen.
    pub kleuren: Kleuren,
    /// Whether lists keep texts back.
    pub maskeren: Schakelaar,
    /// After so many minutes without a key the desk locks; 0 is never.
    pub vergrendel_na: u32,
}

impl Default for Instellingen {
    fn default() -> Self {
        Self {
            naam: None,
            kalender: Kalender::default(),
            vrije_dagen: Vec::new(),
            termijn: Lezingkeuze::default(),
            piketweek: Weekstart::default(),
            alarm: vec![60, 15, 0],
            alarm_per_termijn: BTreeMap::new(),
            alarm_herhaal: 15,
            alarm_na_gezien: 60,
            bel: Schakelaar::Aan,
            melding_in_terminal: Terminalmelding::default(),
            melding_op_bureaublad: Schakelaar::Aan,
            agenda: None,
            aanhef: "bewindspersoon".to_owned(),
            sjablonen: None,
            regels: None,
            inrichtingen: None,
            postmap: None,
            maildir: None,
            imap: None,
            sms_ontvangers: Vec::new(),
            piketmelding_aan: Vec::new(),
            afloop_aan: Vec::new(),
            bewaartermijn_zaken: Bewaartermijn::default(),
            bewaartermijn_meldingen: Bewaartermijn::default(),
            reservekopieen: RESERVEKOPIEEN,
            kleuren: Kleuren::default(),
            maskeren: Schakelaar::Aan,
            vergrendel_na: 5,
        }
    }
}

impl Instellingen {
    /// The file as it is handed out: every setting explained and commented out.
    pub const VOORBEELD: &str = include_str!("../assets/instellingen.toml");

    /// Reads the file. Fields with a fault keep their default; every fault comes back.
    pub fn lees(tekst: &str, bestand: &str) -> (Self, Vec<Instelfout>) {
        lezer::lees(tekst, bestand)
    }
}

/// One fault in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instelfout {
    /// The file.
    pub bestand: String,
    /// The line, from 1.
    pub regel: usize,
    /// The field; empty where the file itself cannot be read there.
    pub veld: String,
    /// What is wrong, a full sentence.
    pub zin: String,
}

impl fmt::Display for Instelfout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, regel {}: {}", self.bestand, self.regel, self.zin)
    }
}

#[cfg(test)]
mod tests {
    use chrono::{NaiveDate, NaiveTime, Weekday};

    use super::*;

    fn lees(tekst: &str) -> (Instellingen, Vec<(usize, String, String)>) {
        let (i, fouten) = Instellingen::lees(tekst, "instellingen.toml");
        (i, fouten.into_iter().map(|f| (f.regel, f.veld, f.zin)).collect())
    }

    #[test]
    fn the_handed_out_file_explains_every_field_and_shows_the_defaults() {
        let standaard = Instellingen::default();
        assert_eq!(lees(Instellingen::VOORBEELD), (standaard.clone(), vec![]));
        // Uncommenting the settings themselves (not the prose) must give a valid file.
        let is_veld =
            |r: &str| velden().any(|v| r.strip_prefix("# ").is_some_and(|r| r.starts_with(&format!("{v} ="))));
        let aan: String = Instellingen::VOORBEELD
            .lines()
            .filter(|r| is_veld(r))
            .map(|r| r.trim_start_matches("# ").to_owned() + "\n")
            .collect();
        assert_eq!(aan.lines().count(), velden().count());
        let (gelezen, fouten) = lees(&aan);
        assert_eq!(fouten, vec![]);
        let vrij = Instellingen {
            naam: None,
            vrije_dagen: vec![],
            agenda: None,
            sjablonen: None,
            regels: None,
            inrichtingen: None,
            postmap: None,
            maildir: None,
            imap: None,
            sms_ontvangers: vec![],
            piketmelding_aan: vec![],
            afloop_aan: vec![],
            alarm_per_termijn: BTreeMap::new(),
            ..gelezen
        };
        assert_eq!(vrij, standaard);
    }

    #[test]
    fn every_field_is_read() {
        let (i, fouten) = lees(
            "naam = \"F. Piket\"\nkalender = \"termijnenwet\"\nvrije_dagen = [\"2026-12-24 Kantoor dicht\", \"2026-01-02\"]\ntermijn = \"gangbaar\"\nalarm = [0, 15, 120, 15]\n\
             alarm_per_termijn = { moa-fast-nl = [10, 30, 0] }\nalarm_herhaal = 5\nalarm_na_gezien = 30\nmelding_in_terminal = \"osc9\"\nbel = false\n\
             melding_op_bureaublad = false\nagenda = \"a.ics\"\naanhef = \"staatssecretaris\"\nsjablonen = \"eigen\"\nregels = \"r.toml\"\n\
             inrichtingen = \"i.toml\"\npostmap = \"post\"\nmaildir = \"/m\"\nimap = { server = \"s\", poort = 1993, gebruiker = \"g\", map = \"Post\", wachtwoord_bestand = \"w\", ca = \"c\" }\nsms_ontvangers = [\"+31 6 0000 0000\"]\npiketmelding_aan = [\"A <a@b.nl>\"]\n\
             afloop_aan = [\"c@d.nl\"]\nbewaartermijn_zaken = \"365 dagen\"\nbewaartermijn_meldingen = \"vraag\"\nreservekopieen = 3\nkleuren = \"hoog-contrast\"\nmaskeren = false\nvergrendel_na = 15\npiketweek = { dag = \"vr\", tijd = \"09:00\" }\n",
        );
        assert_eq!(fouten, vec![]);
        let tekst = |t: &str| Some(t.to_owned());
        assert_eq!(
            i,
            Instellingen {
                naam: tekst("F. Piket"),
                kalender: Kalender::Termijnenwet,
                vrije_dagen: [(1, 2, "vrije dag, uw eigen dag"), (12, 24, "Kantoor dicht, uw eigen dag")]
                    .into_iter()
                    .filter_map(|(maand, dag, naam)| {
                        let datum = NaiveDate::from_ymd_opt(2026, maand, dag)?;
                        Some(EigenDag { datum, naam: naam.to_owned() })
                    })
                    .collect(),
                termijn: Lezingkeuze::Gangbaar,
                piketweek: Weekstart { dag: Weekday::Fri, tijd: NaiveTime::from_hms_opt(9, 0, 0).unwrap_or_default() },
                alarm: vec![120, 15, 0],
                alarm_per_termijn: BTreeMap::from([(TermijnSoort::MoaFastNl, vec![30, 10, 0])]),
                alarm_herhaal: 5,
                alarm_na_gezien: 30,
                bel: Schakelaar::Uit,
                melding_in_terminal: Terminalmelding::Osc9,
                melding_op_bureaublad: Schakelaar::Uit,
                agenda: Some("a.ics".into()),
                aanhef: "staatssecretaris".to_owned(),
                sjablonen: Some("eigen".into()),
                regels: Some("r.toml".into()),
                inrichtingen: Some("i.toml".into()),
                postmap: Some("post".into()),
                maildir: Some("/m".into()),
                imap: Some(Postbus {
                    server: "s".to_owned(),
                    poort: 1993,
                    gebruiker: "g".to_owned(),
                    map: "Post".to_owned(),
                    wachtwoord_bestand: "w".into(),
                    ca: Some("c".into()),
                }),
                sms_ontvangers: vec!["+31 6 0000 0000".to_owned()],
                piketmelding_aan: vec!["A <a@b.nl>".to_owned()],
                afloop_aan: vec!["c@d.nl".to_owned()],
                bewaartermijn_zaken: Bewaartermijn::Dagen(365),
                bewaartermijn_meldingen: Bewaartermijn::Vraag,
                reservekopieen: NonZeroUsize::MIN.saturating_add(2),
                kleuren: Kleuren::HoogContrast,
                maskeren: Schakelaar::Uit,
                vergrendel_na: 15,
            }
        );
    }

    #[test]
    fn all_faults_come_at_once_with_line_and_field_and_cost_only_that_field() {
        let (i, fouten) = lees(
            "# kop\nkalendar = \"cao-rijk\"\ntermijn = \"strang\"\n\nalarm = [60, -1]\nbel = \"ja\"\nkleuren = \"licht\"\n\
             piketmelding_aan = [\"a@b.nl\", \"geen\", \"a@b.nl\\r\\nBcc: x@y.nl\"]\npiketweek = { dag = \"monday\", tijdd = \"1\" }\nnaam = \"\"\n",
        );
        let plekken: Vec<(usize, &str)> = fouten.iter().map(|(r, v, _)| (*r, v.as_str())).collect();
        assert_eq!(
            plekken,
            [
                (2, "kalendar"),
                (3, "termijn"),
                (5, "alarm"),
                (6, "bel"),
                (8, "piketmelding_aan"),
                (9, "piketweek"),
                (10, "naam")
            ]
        );
        let zin = |veld: &str| fouten.iter().find(|(_, v, _)| v == veld).map_or("", |(_, _, z)| z);
        assert!(zin("kalendar").contains("Bedoelde je kalender?"), "{}", zin("kalendar"));
        assert!(zin("termijn").contains("Bedoelde je streng?"));
        assert!(zin("piketmelding_aan").contains("«geen»") && zin("piketmelding_aan").contains("Bcc"));
        assert!(zin("piketweek").contains("monday") && zin("piketweek").contains("Bedoelde je tijd?"));
        assert_eq!(i, Instellingen { kleuren: Kleuren::Licht, ..Instellingen::default() });
    }

    #[test]
    fn a_broken_file_still_gives_its_readable_fields() {
        let (i, fouten) = lees("kleuren = \"mono\"\nnaam = F. Piket\ntermijn = \"gangbaar\"\nbel = = true\n");
        assert_eq!((i.kleuren, i.termijn), (Kleuren::Mono, Lezingkeuze::Gangbaar));
        let regels: Vec<usize> = fouten.iter().map(|(r, _, _)| *r).collect();
        assert!(regels.contains(&2) && regels.contains(&4), "{fouten:?}");
        assert!(regels.iter().all(|r| *r == 2 || *r == 4), "{fouten:?}");
    }

    #[test]
    fn no_text_makes_reading_fail() {
        proptest::proptest!(|(t in "\\PC{0,80}|([a-z]{1,8} ?= ?[\\[\\]{}\",a-z0-9 ]{0,12}\n){0,6}")| {
            let (_, fouten) = lees(&t);
            proptest::prop_assert!(fouten.iter().all(|(r, _, z)| *r >= 1 && z.ends_with(['.', '?'])), "{:?}", fouten);
        });
    }
}
