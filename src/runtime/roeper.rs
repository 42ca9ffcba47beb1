//! Calls out an alarm, rung by rung: what the program itself shows, the bell, the terminal's own
//! notification, the desktop. What came of each goes back, so that the wekkerboek knows.

use std::{
    collections::BTreeMap,
    io::{IsTerminal, Write, stdout},
};

use tokio::sync::{mpsc::Sender, oneshot};

use super::{
    melder,
    schrijver::{Geschreven, Schrijver},
};
use crate::{
    app::{effect::Alarm, msg::Msg, wekdienst::Wekdienst, wekkerboek::Toon},
    domain::{
        schoon,
        wekker::{Kanaal, Kanaaluitslag, Onderwerp},
    },
    settings::{Instellingen, Schakelaar, Terminalmelding},
};

/// Where this program writes.
#[derive(Debug, Clone)]
pub enum Uitweg {
    /// On the screen that it draws itself, between two frames.
    Scherm,
    /// Line by line.
    Regels(Schrijver),
}

/// What came of writing, or will.
enum Gezegd {
    Nu(Kanaaluitslag),
    Straks(Geschreven),
}

/// By which ways this program calls.
#[derive(Debug)]
pub struct Roeper {
    uit: Uitweg,
    bel: Schakelaar,
    terminal: Terminalmelding,
    bureaublad: Schakelaar,
    zender: Sender<Msg>,
    /// What is on the desktop. Whoever lets go of one takes it away there.
    open: BTreeMap<Onderwerp, oneshot::Sender<()>>,
}

impl Roeper {
    /// The ways the settings allow to this program.
    pub fn nieuw(uit: Uitweg, instellingen: &Instellingen, zender: Sender<Msg>) -> Self {
        Self {
            uit,
            bel: instellingen.bel,
            terminal: instellingen.melding_in_terminal,
            bureaublad: instellingen.melding_op_bureaublad,
            zender,
            open: BTreeMap::new(),
        }
    }

    /// Takes off the desktop what does not ring any more.
    pub fn ruim_op(&mut self, dienst: &Wekdienst) {
        if !self.open.is_empty() {
            let klinkt = dienst.klinkend();
            self.open.retain(|onderwerp, nog| klinkt.contains(onderwerp) && !nog.is_closed());
        }
    }

    /// Calls out. What takes time is done beside the loop.
    pub fn roep(&mut self, alarm: Alarm) {
        let mut gezegd = vec![self.toon(&alarm)];
        let luid = alarm.toon == Toon::Luid;
        // Whoever has no screen of its own writes on one, or into a file that nobody looks at.
        if luid && stdout().is_terminal() {
            if self.bel.is_aan() {
                gezegd.push((Kanaal::Bel, self.zend("\x07".to_owned())));
            }
            gezegd.extend(sein(self.terminal, &alarm.tekst).map(|sein| (Kanaal::Terminal, self.zend(sein))));
        }
        let (zender, bureaublad) = (self.zender.clone(), luid && self.bureaublad.is_aan());
        let (nog, weg) = oneshot::channel();
        if bureaublad {
            // A button on an earlier one would answer an alarm that its text does not tell of.
            self.open.insert(alarm.onderwerp, nog);
        }
        tokio::spawn(async move {
            let op_bureaublad = async { if bureaublad { Some(melder::toon(&alarm).await) } else { None } };
            let (bericht, mut kanalen) = tokio::join!(op_bureaublad, uitslagen(gezegd));
            if let Some(bericht) = &bericht {
                let uitslag = bericht.as_ref().err().copied().unwrap_or(Kanaaluitslag::Gelukt);
                kanalen.push((Kanaal::Bureaublad, uitslag));
                if let Some(zin) = melder::klacht(uitslag) {
                    let _ = zender.send(Msg::BureaubladFaalt(zin.to_owned())).await;
                }
            }
            // Who stopped meanwhile needs no answer.
            let _ = zender.send(Msg::Gegaan(alarm.punten, kanalen)).await;
            let Some(Ok(mut bericht)) = bericht else { return };
            tokio::select! {
                actie = bericht.antwoord() => if let Some(actie) = actie {
                    let _ = zender.send(Msg::Wekactie(alarm.onderwerp, actie)).await;
                },
                _ = weg => bericht.sluit().await,
            }
        });
    }

    /// What the program itself shows: the desk has its banner, who has no screen writes a line. A line that
    /// no terminal shows reaches nobody, unless nothing more is asked of it.
    fn toon(&self, alarm: &Alarm) -> (Kanaal, Gezegd) {
        match &self.uit {
            Uitweg::Scherm => (Kanaal::Banner, Gezegd::Nu(Kanaaluitslag::Gelukt)),
            Uitweg::Regels(schrijver) => {
                let geschreven = schrijver.schrijf(format!("{}\n", schoon::regel(&alarm.tekst)));
                let gezien = stdout().is_terminal() || alarm.toon == Toon::Stil;
                let gezegd = if gezien { Gezegd::Straks(geschreven) } else { Gezegd::Nu(Kanaaluitslag::Ontbreekt) };
                (Kanaal::Regel, gezegd)
            }
        }
    }

    fn zend(&self, tekst: String) -> Gezegd {
        match &self.uit {
            Uitweg::Scherm => {
                let mut uit = stdout().lock();
                let gelukt = uit.write_all(tekst.as_bytes()).and_then(|()| uit.flush()).is_ok();
                Gezegd::Nu(if gelukt { Kanaaluitslag::Gelukt } else { Kanaaluitslag::Ontbreekt })
            }
            Uitweg::Regels(schrijver) => Gezegd::Straks(schrijver.schrijf(tekst)),
        }
    }
}

async fn uitslagen(gezegd: Vec<(Kanaal, Gezegd)>) -> Vec<(Kanaal, Kanaaluitslag)> {
    let mut uit = Vec::with_capacity(gezegd.len());
    for (kanaal, gezegd) in gezegd {
        let uitslag = match gezegd {
            Gezegd::Nu(uitslag) => uitslag,
            Gezegd::Straks(geschreven) => geschreven.uitslag().await,
        };
        uit.push((kanaal, uitslag));
    }
    uit
}

/// The sequence by which a terminal notifies. The text begins with a word: what follows OSC 9 with a
/// number is another request to some terminals; and a semicolon would end a part of OSC 777.
fn sein(hoe: Terminalmelding, tekst: &str) -> Option<String> {
    let tekst = schoon::regel(tekst).replace(';', ",");
    let osc9 = format!("\x1b]9;Piket {tekst}\x07");
    let osc777 = format!("\x1b]777;notify;Piket;{tekst}\x07");
    match hoe {
        Terminalmelding::Uit => None,
        Terminalmelding::Osc9 => Some(osc9),
        Terminalmelding::Osc777 => Some(osc777),
        Terminalmelding::Beide => Some(osc9 + &osc777),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_gets_out_of_its_sequence() {
        proptest::proptest!(|(tekst in "[\\x00-\\x7f\\u{80}-\\u{9f}é;]{0,40}")| {
            for hoe in [Terminalmelding::Osc9, Terminalmelding::Osc777] {
                let sein = sein(hoe, &tekst).unwrap_or_default();
                let binnen = sein.strip_prefix("\x1b]").and_then(|s| s.strip_suffix('\x07')).unwrap_or("\x07");
                proptest::prop_assert!(!binnen.chars().any(char::is_control), "{sein:?}");
                let delen = binnen.split(';').count();
                proptest::prop_assert_eq!(delen, if hoe == Terminalmelding::Osc9 { 2 } else { 4 });
            }
        });
    }

    #[test]
    fn what_is_off_sends_nothing_and_both_send_both() {
        assert_eq!(sein(Terminalmelding::Uit, "x"), None);
        let beide = sein(Terminalmelding::Beide, "2026-W47-03: MBV over 15 minuten");
        let verwacht = "\x1b]9;Piket 2026-W47-03: MBV over 15 minuten\x07\x1b]777;notify;Piket;2026-W47-03: MBV over 15 minuten\x07";
        assert_eq!(beide.as_deref(), Some(verwacht));
    }
}
