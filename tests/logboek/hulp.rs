//! A store in a throw-away folder, and a teller of plausible nights: any list of dice gives a list of
//! events that fit each other, of every kind there is.

use std::{error::Error, path::Path};

use chrono::Duration;
use piket::{
    domain::{
        besluit::{Antwoord, Besluitsoort, JaNee},
        concept::ConceptSoort,
        event::{LogEvent, Nieuw, Regelboekmerk},
        feit::{Feitstatus, Onderwerp},
        fout::Uitkomst,
        ids::{Meldingnummer, Piketweek, Zaaknummer},
        inrichting::Plek,
        leesregel::Leesregel,
        melding::{Bijlage, Gesprek, Inhoud, MeldingSoort, Post, Veld},
        moment::Moment,
        rij::Rij,
        samenvoeging::Meegekomen,
        stap::{Stap, Stapstand},
        tegenspraak::Tegenspraak,
        tekst::Vertrouwelijk,
        termijnkeuze::Termijnstelling,
        termijnsoort::{Kalender, TermijnSoort, Tijden},
        zaak::Tijdsoort,
    },
    store::{Ontgrendeling, Opslag, Toegang, Winkelsoort, open},
};
use proptest::prelude::*;
use rusqlite::Connection;

pub type Proef = Result<(), Box<dyn Error>>;

/// Everything a store can answer that has to stay the same.
pub fn nu() -> Moment {
    Moment::uit_rfc3339("2026-11-22T01:10:00Z").unwrap_or_else(|_| Moment::from_utc(chrono::DateTime::UNIX_EPOCH))
}

pub fn schrijvend(map: &Path) -> Uitkomst<Opslag> {
    open(map, Toegang::Schrijven, Some(Winkelsoort::Demo), Ontgrendeling::Geen, nu())
}

/// The file, opened past the program.
pub fn buitenom(map: &Path) -> rusqlite::Result<Connection> {
    Connection::open(map.join("piket.db"))
}

/// One throw of the dice.
#[derive(Debug, Clone)]
pub struct Worp {
    pub soort: u8,
    pub a: usize,
    pub b: usize,
    pub tekst: String,
    pub minuten: i64,
}

pub fn worp() -> impl Strategy<Value = Worp> {
    (0..34u8, any::<u16>(), any::<u16>(), "[a-zé\"\\\\ §{}\\n]{0,20}", -90..90i64)
        .prop_map(|(soort, a, b, tekst, minuten)| Worp { soort, a: a.into(), b: b.into(), tekst, minuten })
}

/// A fixed row of dice, for tests that need a log but no chance.
pub fn vaste_worpen(aantal: usize) -> Vec<Worp> {
    (0..aantal)
        .map(|i| Worp {
            soort: u8::try_from(i % 22).unwrap_or_default(),
            a: i * 7,
            b: i * 3 + 1,
            tekst: format!("vertelsel{i} é"),
            minuten: 1,
        })
        .collect()
}

/// What has been told so far.
#[derive(Default)]
pub struct Verhaal {
    pub zaken: Vec<Zaaknummer>,
    pub meldingen: Vec<Meldingnummer>,
    gesprekken: Vec<Meldingnummer>,
}

fn kies<T: Copy>(uit: &[T], worp: usize) -> Option<T> {
    uit.get(worp.checked_rem(uit.len())?).copied()
}

impl Verhaal {
    /// The next event; without a zaak or melding to tell about, the beginning of one.
    pub fn vertel(&mut self, w: &Worp) -> Uitkomst<Nieuw> {
        let event = match (kies(&self.zaken, w.a), kies(&self.meldingen, w.b)) {
            (Some(zaak), Some(melding)) => self.midden(w, zaak, melding)?,
            (None, _) => self.open_zaak(w)?,
            (_, None) => self.ontvang(w),
        };
        Ok(Nieuw { voorgevallen_op: nu().plus(Duration::minutes(w.minuten)), event })
    }

    fn ontvang(&mut self, w: &Worp) -> LogEvent {
        let melding = Meldingnummer(u32::try_from(self.meldingen.len() + 1).unwrap_or_default());
        self.meldingen.push(melding);
        let v = || Vertrouwelijk::nieuw(&w.tekst);
        let (vorm, inhoud) = if w.a.is_multiple_of(2) {
            self.gesprekken.push(melding);
            (MeldingSoort::Telefoon, Inhoud::Gesprek(Gesprek { beller: v(), wat: v(), ..Gesprek::default() }))
        } else {
            let veld = Veld { waarde: v(), bron: v() };
            let bijlage = Bijlage {
                naam: v(),
                mediatype: Vertrouwelijk::nieuw("text/plain"),
                bytes: 3,
                digest: Vertrouwelijk::default(),
            };
            let post = Post {
                afzender: v(),
                onderwerp: v(),
                tekst: v(),
                verzonden: Some(nu()),
                message_id: Some(Vertrouwelijk::nieuw(&format!("{melding}@voorbeeld.test"))),
                verwijzingen: Vec::new(),
                vingerafdruk: Vertrouwelijk::nieuw(&format!("afdruk {melding}")),
                origineel: Vertrouwelijk::default(),
                inrichting: None,
                velden: [("voorval".to_owned(), veld)].into(),
                bijlagen: vec![bijlage],
                waarschuwingen: Vec::new(),
            };
            (MeldingSoort::Mbv, Inhoud::Post(Box::new(post)))
        };
        LogEvent::MeldingOntvangen { melding, vorm, ontvangen: nu(), inhoud }
    }

    fn open_zaak(&mut self, w: &Worp) -> Uitkomst<LogEvent> {
        let week: Piketweek = ["2026-W47", "2026-W48", "2027-W01"].get(w.b % 3).unwrap_or(&"2026-W47").parse()?;
        let al = self.zaken.iter().filter(|z| z.week == week).count();
        let zaak = Zaaknummer { week, volgnummer: u32::try_from(al + 1).unwrap_or_default() };
        self.zaken.push(zaak);
        let inrichting = (!w.a.is_multiple_of(3)).then(|| Plek::Bekend("FPC De Voorbeeldhoeve".to_owned()));
        Ok(LogEvent::ZaakGeopend { zaak, inrichting, regelboek: regelboek(), kalender: Kalender::CaoRijk })
    }

    fn midden(&mut self, w: &Worp, zaak: Zaaknummer, melding: Meldingnummer) -> Uitkomst<LogEvent> {
        let tekst = || Vertrouwelijk::nieuw(&w.tekst);
        let moment = (!w.a.is_multiple_of(4)).then(nu);
        let versie = u32::try_from(w.b % 5).unwrap_or_default();
        let feit = versie + 1;
        let stand = kies(&[Stapstand::Open, Stapstand::Wacht, Stapstand::Gereed, Stapstand::NietNodig], w.b);
        let concept = kies(&ConceptSoort::ALLE, w.b).unwrap_or(ConceptSoort::Sms);
        let status = kies(&Feitstatus::ALLE, w.b).unwrap_or(Feitstatus::Gemeld);
        Ok(match w.soort {
            0 => self.ontvang(w),
            1 => match kies(&self.gesprekken, w.b) {
                Some(melding) => {
                    let gesprek = Gesprek { wat: tekst(), gebeld: moment, ..Gesprek::default() };
                    LogEvent::GesprekBijgewerkt { melding, gesprek }
                }
                None => self.ontvang(w),
            },
            2 => LogEvent::MeldingTerzijde { melding, reden: tekst() },
            3 => LogEvent::MeldingTeruggelegd { melding },
            4 => LogEvent::MeldingGekoppeld {
                zaak,
                melding,
                vorm: MeldingSoort::Mbv,
                ontvangen: nu(),
                ingevuld: ["voorval".to_owned()].into(),
                genoemd: Tijden { voorval: Some(nu()), ..Tijden::default() },
            },
            5 => LogEvent::MeldingOntkoppeld { zaak, melding },
            6 => self.open_zaak(w)?,
            7 => LogEvent::InrichtingGezet { zaak, inrichting: moment.map(|_| Plek::Anders(tekst())) },
            8 => {
                let rij = Rij::lees(&(w.b % 23 + 1).to_string()).ok();
                LogEvent::RijGekozen { zaak, rij, reden: tekst(), regelboek: regelboek() }
            }
            9 => LogEvent::TijdGezet { zaak, tijd: kies(&Tijdsoort::ALLE, w.b).unwrap_or(Tijdsoort::Gebeld), moment },
            10 => LogEvent::FeitGenoteerd {
                zaak,
                feit,
                onderwerp: kies(&Onderwerp::ALLE, w.b).unwrap_or(Onderwerp::Letsel),
                tekst: tekst(),
                bron: tekst(),
                status,
            },
            11 => LogEvent::FeitBeoordeeld { zaak, feit, status },
            12 => LogEvent::WeegvraagBeantwoord {
                zaak,
                vraag: format!("vraag-{versie}"),
                antwoord: moment.map(|_| Antwoord::Onbekend),
            },
            13 => LogEvent::BesluitGenomen {
                zaak,
                over: kies(&[Besluitsoort::P, Besluitsoort::A], w.b).unwrap_or(Besluitsoort::P),
                keuze: moment.map(|_| JaNee::Ja),
                reden: tekst(),
            },
            14 => LogEvent::StapGezet {
                zaak,
                stap: kies(&Stap::ALLE, w.a).unwrap_or(Stap::Beeld),
                stand: stand.unwrap_or(Stapstand::Open),
                reden: tekst(),
            },
            15 => LogEvent::ConceptBewaard { zaak, concept, versie, tekst: tekst() },
            16 => LogEvent::ConceptGecontroleerd { zaak, concept, versie: moment.map(|_| versie) },
            17 => LogEvent::ConceptVerzonden { zaak, concept, versie, kanaal: tekst(), ontvangers: tekst() },
            18 => LogEvent::TermijnGezet {
                zaak,
                termijn: kies(&TermijnSoort::ALLE, w.b).unwrap_or(TermijnSoort::Mbv),
                stelling: moment.map(|m| match w.a % 2 {
                    0 => Termijnstelling::Moment(m),
                    _ => Termijnstelling::Lezing(kies(&Leesregel::ALLE, w.b).unwrap_or(Leesregel::Uren)),
                }),
                reden: tekst(),
            },
            19 => LogEvent::InMonitorOpgenomen { zaak, week: zaak.week },
            20 => LogEvent::ZaakGesloten { zaak },
            21 => LogEvent::ZaakHeropend { zaak, reden: tekst() },
            22 => LogEvent::BewaringGezet { zaak, reden: tekst() },
            23 => LogEvent::BewaringOpgeheven { zaak, reden: tekst() },
            24 => LogEvent::ZaakGewist { zaak, reden: tekst() },
            25 => LogEvent::HerinneringGezet { zaak, herinnering: feit, om: nu(), tekst: tekst() },
            26 => LogEvent::HerinneringAf { zaak, herinnering: feit },
            27 => LogEvent::FormulierAanvaard { zaak, melding, reden: moment.map(|_| tekst()) },
            28 => LogEvent::TegenspraakBeslecht {
                zaak,
                tegenspraak: Tegenspraak::Feiten { over: "letsel".to_owned(), eerder: feit, later: feit + 1 },
                reden: moment.map(|_| tekst()),
            },
            29 => LogEvent::ZaakSamengevoegd {
                zaak,
                uit: zaak,
                mee: Meegekomen { feiten: vec![feit], rij: None, ..Meegekomen::default() },
                reden: tekst(),
            },
            30 => LogEvent::ZaakGesplitst { zaak, uit: zaak },
            31 => LogEvent::ZaakOpgegaan { zaak, naar: zaak, reden: tekst() },
            32 => LogEvent::ZaakTeruggekomen { zaak, uit: zaak, reden: tekst() },
            _ => LogEvent::MeldingGewist { melding, reden: tekst() },
        })
    }
}

pub fn regelboek() -> Regelboekmerk {
    Regelboekmerk { versie: "2026-1".to_owned(), hash: "ab".repeat(32) }
}

/// Writes a told night of that many events, one transaction each.
pub fn vul(opslag: &mut Opslag, aantal: usize) -> Uitkomst<Verhaal> {
    let mut verhaal = Verhaal::default();
    for w in vaste_worpen(aantal) {
        let nieuw = verhaal.vertel(&w)?;
        opslag.schrijf(nu(), "p.piket", &[nieuw], &[])?;
    }
    Ok(verhaal)
}
