//! Judges an act against what the desk knows and answers with the facts to record, and with the
//! facts that would undo them. Pure: the same desk and act always give the same answer.

mod bewaren;
mod concept;
mod formulier;
mod herinnering;
mod melding;
mod samenvoegen;
mod tegenspraak;
mod termijn;
mod zaak;

use crate::{
    app::act::Act,
    domain::{
        desk::Desk,
        event::{Entry, LogEvent, Nieuw, Regelboekmerk},
        fout::{Fout, Uitkomst},
        ids::{Meldingnummer, Weekstart, Zaaknummer},
        inrichting::Inrichtingen,
        melding::Melding,
        moment::Moment,
        tekst::Vertrouwelijk,
        termijnsoort::Kalender,
        zaak::Zaak,
    },
    rules::book::Regelboek,
};

/// What a judgement rests on besides the desk.
#[derive(Debug, Clone, Copy)]
pub struct Kader<'a> {
    /// The rule book.
    pub boek: &'a Regelboek,
    /// The known inrichtingen.
    pub inrichtingen: &'a Inrichtingen,
    /// When a piketweek starts.
    pub weekstart: Weekstart,
    /// The calendar of new cases.
    pub kalender: Kalender,
    /// The moment of judging.
    pub nu: Moment,
}

/// Whether an act can be taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Terug {
    /// By recording these.
    Met(Vec<Tegenboeking>),
    /// Not, for this reason.
    Niet(&'static str),
}

impl Terug {
    /// Facts that become true when they are recorded.
    fn met(events: impl IntoIterator<Item = LogEvent>) -> Self {
        Self::Met(events.into_iter().map(|event| Tegenboeking { event, op: None }).collect())
    }

    /// A fact that brings back what happened earlier, at its own time.
    fn met_tijd(event: LogEvent, op: Option<Moment>) -> Self {
        Self::Met(vec![Tegenboeking { event, op }])
    }
}

/// A fact that undoes another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tegenboeking {
    event: LogEvent,
    op: Option<Moment>,
}

impl Tegenboeking {
    /// The fact as it is recorded at `nu`. A draft that comes back is a version of its own: more may
    /// have been saved since the one it replaces.
    pub fn nieuw(&self, desk: &Desk, nu: Moment) -> Nieuw {
        let mut event = self.event.clone();
        if let LogEvent::ConceptBewaard { zaak, concept, versie, .. } = &mut event
            && let Some(laatste) = desk.zaken.get(zaak).and_then(|z| z.concepten.get(concept))
        {
            *versie = laatste.versie.saturating_add(1);
        }
        Nieuw { voorgevallen_op: self.op.unwrap_or(nu), event }
    }
}

/// The judgement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Besloten {
    /// What is to be recorded, all or nothing.
    pub nieuw: Vec<Nieuw>,
    /// How to undo it.
    pub terug: Terug,
}

impl Besloten {
    /// One fact, recorded as happening now.
    fn een(kader: &Kader<'_>, event: LogEvent, terug: Terug) -> Self {
        Self { nieuw: vec![Nieuw { voorgevallen_op: kader.nu, event }], terug }
    }

    /// This and then that, as one; the last is undone first.
    fn met(mut self, daarna: Self) -> Self {
        self.nieuw.extend(daarna.nieuw);
        let terug = match (daarna.terug, self.terug) {
            (Terug::Met(mut dit), Terug::Met(eerder)) => {
                dit.extend(eerder);
                Terug::Met(dit)
            }
            (Terug::Niet(waarom), _) | (_, Terug::Niet(waarom)) => Terug::Niet(waarom),
        };
        Self { terug, ..self }
    }

    /// The case the first fact is about.
    pub fn zaak(&self) -> Option<Zaaknummer> {
        self.nieuw.iter().find_map(|n| n.event.zaak())
    }
}

/// Judges one act.
///
/// # Errors
/// When the act cannot be, with the reason and what to do instead.
pub fn decide(desk: &Desk, kader: &Kader<'_>, act: &Act) -> Uitkomst<Besloten> {
    match act {
        Act::NoteerGesprek { melding, gesprek } => melding::noteer_gesprek(desk, kader, *melding, gesprek),
        Act::OntvangPost { vorm, ontvangen, post } => Ok(melding::ontvang_post(desk, *vorm, *ontvangen, post)),
        Act::Open { melding } => melding::open(desk, kader, *melding),
        Act::Koppel { melding, zaak } => melding::koppel(desk, kader, *melding, *zaak),
        Act::Ontkoppel { melding } => melding::ontkoppel(desk, kader, *melding),
        Act::Aanvaard { zaak, reden } => formulier::aanvaard(desk, kader, *zaak, reden),
        Act::LegTerzijde { melding, reden } => melding::leg_terzijde(desk, kader, *melding, reden),
        Act::LegTerug { melding } => melding::leg_terug(desk, kader, *melding),
        Act::KiesRij { zaak, rij, reden } => zaak::kies_rij(desk, kader, *zaak, *rij, reden),
        Act::ZetInrichting { zaak, inrichting } => zaak::zet_inrichting(desk, kader, *zaak, inrichting),
        Act::ZetTijden { zaak, tijden } => zaak::zet_tijden(desk, kader, *zaak, tijden),
        Act::NoteerFeit { zaak, onderwerp, tekst, bron, status } => {
            zaak::noteer_feit(desk, kader, *zaak, *onderwerp, tekst, bron, *status)
        }
        Act::BeoordeelFeit { zaak, feit, status } => zaak::beoordeel_feit(desk, kader, *zaak, *feit, *status),
        Act::Beslecht { zaak, over, uitspraak, reden } => {
            tegenspraak::beslecht(desk, kader, *zaak, over, *uitspraak, reden)
        }
        Act::Weeg { zaak, vraag, antwoord } => zaak::weeg(desk, kader, *zaak, vraag, *antwoord),
        Act::Besluit { zaak, over, keuze, reden } => zaak::besluit(desk, kader, *zaak, *over, *keuze, reden),
        Act::ZetStap { zaak, stap, stand, reden, op } => zaak::zet_stap(desk, kader, *zaak, *stap, *stand, reden, *op),
        Act::BewaarConcept { zaak, concept, tekst } => concept::bewaar(desk, kader, *zaak, *concept, tekst),
        Act::ControleerConcept { zaak, concept } => concept::controleer(desk, kader, *zaak, *concept),
        Act::MeldVerzonden { zaak, concept, op, kanaal, ontvangers } => {
            concept::meld_verzonden(desk, kader, *zaak, *concept, *op, kanaal, ontvangers)
        }
        Act::ZetTermijn { zaak, termijn, stelling, reden } => {
            termijn::zet(desk, kader, *zaak, *termijn, *stelling, reden)
        }
        Act::ZetHerinnering { zaak, om, tekst } => herinnering::zet(desk, kader, *zaak, *om, tekst),
        Act::HerinneringAf { zaak, herinnering } => herinnering::af(desk, kader, *zaak, *herinnering),
        Act::NeemOp { zaak, week } => {
            // The monitor may hold cases that are not on the desk; the store knows whether they exist.
            let event = LogEvent::InMonitorOpgenomen { zaak: *zaak, week: *week };
            Ok(Besloten::een(kader, event, Terug::Niet("De monitor is al geschreven.")))
        }
        Act::Sluit { zaak } => zaak::sluit(desk, kader, *zaak),
        Act::Heropen { zaak, reden } => zaak::heropen(desk, kader, *zaak, reden),
        Act::VoegSamen { bron, doel, reden } => samenvoegen::voeg_samen(desk, kader, (*bron, *doel), reden),
        Act::Splits { bron, reden } => samenvoegen::splits(desk, kader, *bron, reden),
        Act::Houd { zaak, reden } => bewaren::houd(desk, kader, *zaak, reden),
        Act::Vrij { zaak, reden } => bewaren::vrij(desk, kader, *zaak, reden),
        Act::WisZaak { zaak, reden } => bewaren::wis_zaak(desk, kader, *zaak, reden),
        Act::WisMelding { melding, reden } => bewaren::wis_melding(desk, kader, *melding, reden),
    }
}

/// Judges several acts, each on top of the ones before, for one transaction: all or nothing.
///
/// # Errors
/// When one of them cannot be.
pub fn decide_alle(desk: &Desk, kader: &Kader<'_>, acts: &[Act]) -> Uitkomst<Besloten> {
    if let [act] = acts {
        return decide(desk, kader, act);
    }
    let mut straks = desk.clone();
    let mut alles = Besloten { nieuw: Vec::new(), terug: Terug::Met(Vec::new()) };
    for act in acts {
        let besloten = decide(&straks, kader, act)?;
        for nieuw in &besloten.nieuw {
            straks.apply(&Entry {
                seq: 0,
                vastgelegd_op: kader.nu,
                voorgevallen_op: nieuw.voorgevallen_op,
                actor: String::new(),
                event: nieuw.event.clone(),
            });
        }
        alles = alles.met(besloten);
    }
    Ok(alles)
}

fn de_zaak(desk: &Desk, nummer: Zaaknummer) -> Uitkomst<&Zaak> {
    desk.zaken
        .get(&nummer)
        .ok_or_else(|| Fout::gebruik(format!("Zaak {nummer} bestaat niet.")).hint("«piket incidenten» toont de zaken."))
}

/// The case, which must still be open to be changed.
fn open_zaak(desk: &Desk, nummer: Zaaknummer) -> Uitkomst<&Zaak> {
    let zaak = de_zaak(desk, nummer)?;
    if zaak.is_open() {
        Ok(zaak)
    } else {
        Err(Fout::nee(format!("Zaak {nummer} is gesloten.")).hint("Heropen de zaak om er iets aan te wijzigen."))
    }
}

fn de_melding(desk: &Desk, nummer: Meldingnummer) -> Uitkomst<&Melding> {
    desk.meldingen.get(&nummer).ok_or_else(|| {
        Fout::gebruik(format!("Melding {nummer} bestaat niet.")).hint("«piket inbox» toont de meldingen.")
    })
}

/// A reason that says something.
fn een_reden(reden: &str) -> Uitkomst<Vertrouwelijk> {
    let tekst = Vertrouwelijk::nieuw(reden);
    if tekst.is_leeg() {
        return Err(Fout::gebruik("Er is een reden nodig.")
            .hint("Schrijf in één zin waarom; die zin staat straks in het logboek."));
    }
    Ok(tekst)
}

fn merk(boek: &Regelboek) -> Regelboekmerk {
    Regelboekmerk { versie: boek.versie.clone(), hash: boek.hash.clone() }
}

/// Refuses a moment before the incident: a form that came in earlier would make a late term look met.
/// Typed times have no seconds, so the minute counts.
fn niet_voor_het_voorval(naam: &str, zaak: &Zaak, moment: Moment) -> Uitkomst<()> {
    match zaak.tijden.voorval {
        Some(voorval) if moment < voorval.minuut() => {
            Err(Fout::gebruik(format!("{naam} ({}) ligt vóór het voorval ({}).", moment.lang(), voorval.lang()))
                .hint("Verbeter deze tijd, of eerst die van het voorval."))
        }
        Some(_) | None => Ok(()),
    }
}

/// Refuses a moment that has not come yet: what did not happen cannot be recorded as a fact.
fn niet_in_de_toekomst(naam: &str, moment: Moment, nu: Moment) -> Uitkomst<()> {
    if moment > nu {
        return Err(Fout::gebruik(format!("{naam} ({}) ligt in de toekomst.", moment.lang()))
            .hint(format!("Het is nu {}; controleer datum en tijd.", nu.lang())));
    }
    Ok(())
}
