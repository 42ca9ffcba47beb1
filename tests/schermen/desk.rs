//! A desk without a terminal. Keys go through the screen into the real update loop; the store
//! answers at once, or only when it is told to, and the clock stands still until it is moved.

use std::{collections::VecDeque, sync::OnceLock};

use chrono::Duration;
use piket::{
    app::{
        act::Act,
        effect::Effect,
        item::Item,
        model::{Model, Regel, Vervolg},
        msg::Msg,
        toets::Toets,
        update::update,
        werk,
    },
    domain::{
        fout::{Fout, Uitkomst},
        ids::{Meldingnummer, Zaaknummer},
        inrichting::Plek,
        melding::{Gesprek, MeldingSoort, Post, Veld},
        moment::Moment,
        rij::Rij,
        tekst::Vertrouwelijk,
        wekker::{Kanaal, Kanaaluitslag},
    },
    ui::{
        Scherm,
        theme::{Kleurstelling, Thema},
    },
};
use ratatui::{Terminal, backend::TestBackend, buffer::Buffer};

use crate::{
    prent,
    winkel::{Verhaal, Winkel, historie, inrichting},
};

/// What a test answers.
pub type Proef = Result<(), Box<dyn std::error::Error>>;

/// The night all screens are drawn in, unless a test moves the clock: a Sunday.
pub const NACHT: &str = "2026-11-22T02:10:00+01:00";
/// As long as the desk looks back when it opens.
const TERUGBLIK: Duration = Duration::weeks(3);

/// A desk to type on.
pub struct Proefdesk {
    /// The real model.
    pub model: Model,
    /// The log.
    pub winkel: Winkel,
    /// What the desk asked of the world besides reading and writing the log.
    pub gevraagd: Vec<Effect>,
    /// True while the store keeps its answers to itself.
    pub traag: bool,
    /// How often the store refused to write.
    pub geweigerd: usize,
    /// True while the store refuses everything: the disk is full.
    pub vol: bool,
    antwoorden: VecDeque<Msg>,
    scherm: Scherm,
    terminal: Terminal<TestBackend>,
}

impl Proefdesk {
    /// Opens a desk on a story, as it stands at `nu`.
    pub fn open(verhaal: Verhaal, nu: &str) -> Uitkomst<Self> {
        let nu = Moment::uit_rfc3339(nu)?;
        let mut inrichting = inrichting()?;
        inrichting.demo = verhaal != Verhaal::Leeg;
        let mut winkel = Winkel::default();
        winkel.speel(historie(verhaal, &inrichting, nu)?)?;
        let model = Model::nieuw(inrichting, winkel.open(), nu, Vec::new());
        let mut desk = Self::met(model, winkel);
        desk.stuur(Msg::Tik(nu));
        desk.doe_effecten(vec![Effect::Recent]);
        desk.antwoord();
        Ok(desk)
    }

    /// The demo week at [`NACHT`], built once and copied after that.
    pub fn week() -> Uitkomst<Self> {
        static WEEK: OnceLock<(Model, Winkel)> = OnceLock::new();
        if let Some((model, winkel)) = WEEK.get() {
            return Ok(Self::met(model.clone(), winkel.clone()));
        }
        let desk = Self::open(Verhaal::Week, NACHT)?;
        // When another test was first, both built the same.
        let _ = WEEK.set((desk.model.clone(), desk.winkel.clone()));
        Ok(Self::met(desk.model, desk.winkel))
    }

    /// An empty desk at [`NACHT`].
    pub fn leeg() -> Uitkomst<Self> {
        Self::open(Verhaal::Leeg, NACHT)
    }

    fn met(model: Model, winkel: Winkel) -> Self {
        let Ok(terminal) = Terminal::new(TestBackend::new(80, 24));
        let scherm = Scherm::nieuw(Thema::van(Kleurstelling::Donker));
        Self {
            model,
            winkel,
            gevraagd: Vec::new(),
            traag: false,
            geweigerd: 0,
            vol: false,
            antwoorden: VecDeque::new(),
            scherm,
            terminal,
        }
    }

    /// In other colours.
    pub fn kleuren(mut self, kleuren: Kleurstelling) -> Self {
        self.scherm = Scherm::nieuw(Thema::van(kleuren));
        self
    }

    /// On a terminal of this size.
    pub fn groot(mut self, breedte: u16, hoogte: u16) -> Self {
        self.maat(breedte, hoogte);
        self
    }

    /// Resizes the terminal.
    pub fn maat(&mut self, breedte: u16, hoogte: u16) {
        self.terminal.backend_mut().resize(breedte, hoogte);
        self.model.tekenen = true;
    }

    /// Moves the clock to a moment.
    pub fn op(&mut self, nu: Moment) {
        self.stuur(Msg::Tik(nu));
    }

    /// Lets time pass.
    pub fn na(&mut self, duur: Duration) {
        self.op(self.model.nu.plus(duur));
    }

    /// Types keys: characters, and names between angle brackets (`jj<enter>`).
    pub fn toetsen(&mut self, tekst: &str) -> Uitkomst<()> {
        for toets in lees_toetsen(tekst)? {
            self.toets(toets);
        }
        Ok(())
    }

    /// One key, as the loop takes it: through the screen, then the clock.
    pub fn toets(&mut self, toets: Toets) {
        let msg = self.scherm.toets(&self.model, toets);
        self.stuur(msg);
        self.stuur(Msg::Tik(self.model.nu));
    }

    /// Pastes text.
    pub fn plak(&mut self, tekst: &str) {
        let msg = self.scherm.plak(&self.model, tekst);
        self.stuur(msg);
    }

    /// One message, with all that follows from it.
    pub fn stuur(&mut self, msg: Msg) {
        let effects = update(&mut self.model, msg);
        self.doe_effecten(effects);
        if !self.traag {
            self.antwoord();
        }
    }

    /// Lets the store answer what it was asked.
    pub fn antwoord(&mut self) {
        while let Some(msg) = self.antwoorden.pop_front() {
            let effects = update(&mut self.model, msg);
            self.doe_effecten(effects);
        }
    }

    fn doe_effecten(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Schrijf(kaartje, nieuw, _) => {
                    let nu = self.model.nu;
                    let vol = self.vol.then(|| Fout::gegevens("De schijf is vol."));
                    let antwoord = match vol.map_or_else(|| self.winkel.schrijf(nieuw, nu), Err) {
                        Ok(entries) => Msg::Vastgelegd(kaartje, entries),
                        Err(fout) => {
                            self.geweigerd += 1;
                            Msg::Geweigerd(kaartje, fout)
                        }
                    };
                    self.antwoorden.push_back(antwoord);
                }
                Effect::Zoek(tekst) => self.antwoorden.push_back(self.winkel.zoek(&tekst)),
                Effect::Recent => self.antwoorden.push_back(self.winkel.recent(self.model.nu.plus(-TERUGBLIK))),
                Effect::Tijdlijn(zaak) => self.antwoorden.push_back(self.winkel.tijdlijn(zaak)),
                Effect::Film(blik) => self.antwoorden.push_back(self.winkel.film(blik)),
                Effect::MaakConcept(zaak, soort) => {
                    let msg = Winkel::concept(&self.model, zaak, soort);
                    let effects = update(&mut self.model, msg);
                    self.doe_effecten(effects);
                }
                Effect::Monitor(week, ref bestand) => {
                    let zaken = self.winkel.alles.zaken.keys().copied().filter(|z| z.week == week).collect();
                    self.antwoorden.push_back(Msg::MonitorGeschreven(week, zaken, bestand.clone()));
                    self.gevraagd.push(effect);
                }
                Effect::Wacht(..) => self.antwoorden.push_back(self.winkel.bewaak()),
                Effect::Wek(_, lijnen) => {
                    let antwoord = self.winkel.wek(lijnen);
                    self.antwoorden.push_back(antwoord);
                }
                Effect::Alarm(ref alarm) => {
                    let kanalen = vec![(Kanaal::Banner, Kanaaluitslag::Gelukt)];
                    self.antwoorden.push_back(Msg::Gegaan(alarm.punten.clone(), kanalen));
                    self.gevraagd.push(effect);
                }
                Effect::Inzage(_)
                | Effect::Ontgrendel(_)
                | Effect::Importeer(_)
                | Effect::LeesBronnen
                | Effect::PostVerwerkt(_)
                | Effect::Volg
                | Effect::NeemOver
                | Effect::Agenda
                | Effect::Reservekopie
                | Effect::Stop => {
                    self.gevraagd.push(effect);
                }
            }
        }
    }

    /// An act, as a form or a key would give it; answers with what refused it.
    pub fn doe(&mut self, act: &Act) -> Uitkomst<()> {
        self.model.regel = None;
        let mut effects = Vec::new();
        let gedaan = werk::doe(&mut self.model, act, Vervolg::Zeg("gedaan".to_owned()), &mut effects);
        self.doe_effecten(effects);
        self.antwoord();
        match (gedaan, self.model.regel.take()) {
            (false, Some((Regel::Fout(fout), _))) => Err(fout),
            _ => Ok(()),
        }
    }

    /// A case that was phoned in at `model.nu`, ten minutes after it happened, with its row.
    pub fn zaak(&mut self, rij: &str, inrichting: &str) -> Uitkomst<Zaaknummer> {
        let nu = self.model.nu;
        let gesprek = Gesprek {
            beller: Vertrouwelijk::nieuw("S. Fictema, dienstdoend directielid"),
            nummer: Vertrouwelijk::nieuw("06-00000012"),
            inrichting: Plek::geschreven(inrichting),
            wat: Vertrouwelijk::nieuw("Voorval op afdeling Linde 2; de toedracht volgt."),
            gebeld: Some(nu),
            voorval: Some(nu.plus(Duration::minutes(-10))),
            constatering: None,
            rij: Some(Rij::lees(rij)?),
        };
        let melding: Meldingnummer = self.model.desk.volgende_melding();
        self.doe(&Act::NoteerGesprek { melding: None, gesprek })?;
        self.doe(&Act::Open { melding })?;
        let zaak = self.model.desk.zaken.keys().next_back().copied();
        let zaak = zaak.ok_or_else(|| Fout::gebruik("Er is geen zaak geopend."))?;
        self.kies(zaak);
        Ok(zaak)
    }

    /// An MBV by mail, now, with these items.
    pub fn formulier(&mut self, velden: &[(&str, &str)]) -> Uitkomst<Meldingnummer> {
        let (melding, nu) = (self.model.desk.volgende_melding(), self.model.nu);
        let tekst = |t: &str| Vertrouwelijk::nieuw(t);
        let veld = |waarde: &str| Veld { waarde: tekst(waarde), bron: tekst("tekst, regel 1") };
        let post = Post {
            afzender: tekst("directie@inrichting.example"),
            onderwerp: tekst("MBV Divisie Forzo/JJI"),
            tekst: tekst(""),
            verzonden: Some(nu),
            message_id: None,
            verwijzingen: Vec::new(),
            vingerafdruk: tekst(&melding.to_string()),
            origineel: tekst(&melding.to_string()),
            inrichting: None,
            velden: velden.iter().map(|(naam, waarde)| ((*naam).to_owned(), veld(waarde))).collect(),
            bijlagen: Vec::new(),
            waarschuwingen: Vec::new(),
        };
        self.doe(&Act::OntvangPost { vorm: MeldingSoort::Mbv, ontvangen: nu, post: Box::new(post) })?;
        Ok(melding)
    }

    /// Puts the cursor of the list on a case.
    pub fn kies(&mut self, zaak: Zaaknummer) {
        piket::app::lijst::kies(&mut self.model, Some(Item::Zaak(zaak)));
        self.model.tekenen = true;
    }

    /// The open case of the week with this row.
    pub fn kies_rij(&mut self, rij: &str) -> Uitkomst<Zaaknummer> {
        let rij = Rij::lees(rij)?;
        let zaak = self.model.desk.zaken.values().find(|z| z.is_open() && z.rij() == Some(rij)).map(|z| z.nummer);
        let zaak = zaak.ok_or_else(|| Fout::gebruik(format!("Er is geen open zaak op rij {rij}.")))?;
        self.kies(zaak);
        Ok(zaak)
    }

    /// Draws, whether the model asks for it or not.
    pub fn teken(&mut self) -> &Buffer {
        let (model, scherm) = (&self.model, &mut self.scherm);
        let Ok(_) = self.terminal.draw(|frame| scherm.teken(model, frame));
        self.model.tekenen = false;
        self.terminal.backend().buffer()
    }

    /// What stands on the screen.
    pub fn tekst(&mut self) -> String {
        prent::tekst(self.teken())
    }

    /// The line of the screen that holds this, without what stands around it.
    pub fn regel(&mut self, met: &str) -> String {
        self.tekst().lines().find(|r| r.contains(met)).unwrap_or_default().trim().to_owned()
    }

    /// Text, styles and cursor of the screen, for a snapshot.
    pub fn prent(&mut self) -> String {
        let buffer = self.teken();
        let (tekst, stijlen) = (prent::tekst(buffer), prent::stijlen(buffer));
        let Ok(cursor) = self.terminal.get_cursor_position();
        format!("{tekst}\n~~~ cursor {},{}\n{stijlen}", cursor.x, cursor.y)
    }
}

/// Reads the key language: a name between angle brackets is one key, every other character is one.
pub fn lees_toetsen(tekst: &str) -> Uitkomst<Vec<Toets>> {
    let mut uit = Vec::new();
    let mut rest = tekst;
    while let Some(c) = rest.chars().next() {
        let naam = rest.strip_prefix('<').and_then(|r| r.split_once('>'));
        if let Some((naam, na)) = naam {
            uit.push(naam.parse()?);
            rest = na;
        } else {
            uit.push(c.to_string().replace(' ', "spatie").parse()?);
            rest = rest.strip_prefix(c).unwrap_or_default();
        }
    }
    Ok(uit)
}

/// Compares a screen with the one that was looked at and found right.
pub fn vergelijk(naam: &str, prent: &str) {
    let mut instelling = insta::Settings::clone_current();
    instelling.set_prepend_module_to_snapshot(false);
    instelling.set_omit_expression(true);
    instelling.set_snapshot_path("snapshots");
    instelling.bind(|| insta::assert_snapshot!(naam, prent));
}
