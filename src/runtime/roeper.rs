//! Calls out an alarm, rung by rung: what the program itself shows, the bell, the terminal's own
//! notification, the desktop. What came of each goes back, so that the wekkerboek knows.

use std::io::{IsTerminal, Write, stdout};

use tokio::sync::mpsc::Sender;

use super::melder;
use crate::{
    app::{effect::Alarm, msg::Msg, wekkerboek::Toon},
    domain::{
        schoon,
        wacht::Wekker,
        wekker::{Kanaal, Kanaaluitslag},
    },
    settings::{Instellingen, Schakelaar, Terminalmelding},
};

/// By which ways this program calls.
#[derive(Debug, Clone)]
pub struct Roeper {
    wie: Wekker,
    bel: Schakelaar,
    terminal: Terminalmelding,
    bureaublad: Schakelaar,
    zender: Sender<Msg>,
}

impl Roeper {
    /// The ways the settings allow to this program.
    pub fn nieuw(wie: Wekker, instellingen: &Instellingen, zender: Sender<Msg>) -> Self {
        Self {
            wie,
            bel: instellingen.bel,
            terminal: instellingen.melding_in_terminal,
            bureaublad: instellingen.melding_op_bureaublad,
            zender,
        }
    }

    /// Calls out. What takes time is done beside the loop.
    pub fn roep(&self, alarm: Alarm) {
        let mut kanalen = vec![self.toon(&alarm)];
        let luid = alarm.toon == Toon::Luid;
        // Whoever has no screen of its own writes on one, or into a file that nobody looks at.
        let scherm = stdout().is_terminal();
        if luid && scherm {
            if self.bel.is_aan() {
                kanalen.push((Kanaal::Bel, zend("\x07")));
            }
            if let Some(sein) = sein(self.terminal, &alarm.tekst) {
                kanalen.push((Kanaal::Terminal, zend(&sein)));
            }
        }
        let (zender, bureaublad) = (self.zender.clone(), luid && self.bureaublad.is_aan());
        tokio::spawn(async move {
            let mut bericht = None;
            if bureaublad {
                let uitslag = match melder::toon(&alarm).await {
                    Ok(er_is) => {
                        bericht = Some(er_is);
                        Kanaaluitslag::Gelukt
                    }
                    Err(uitslag) => uitslag,
                };
                kanalen.push((Kanaal::Bureaublad, uitslag));
                if let Some(zin) = melder::klacht(uitslag) {
                    let _ = zender.send(Msg::BureaubladFaalt(zin.to_owned())).await;
                }
            }
            // Who stopped meanwhile needs no answer.
            let _ = zender.send(Msg::Gegaan(alarm.punten, kanalen)).await;
            if let Some(bericht) = bericht
                && let Some(actie) = bericht.antwoord().await
            {
                let _ = zender.send(Msg::Wekactie(alarm.onderwerp, actie)).await;
            }
        });
    }

    /// What the program itself shows: the desk has its banner, who has no screen writes a line. A line that
    /// no terminal shows reaches nobody, unless nothing more is asked of it.
    fn toon(&self, alarm: &Alarm) -> (Kanaal, Kanaaluitslag) {
        match self.wie {
            Wekker::Desk => (Kanaal::Banner, Kanaaluitslag::Gelukt),
            Wekker::Wacht | Wekker::Opdracht => {
                let gezien = stdout().is_terminal() || alarm.toon == Toon::Stil;
                let uitslag = zend(&format!("{}\n", schoon::regel(&alarm.tekst)));
                (Kanaal::Regel, if gezien { uitslag } else { Kanaaluitslag::Ontbreekt })
            }
        }
    }
}

fn zend(bytes: &str) -> Kanaaluitslag {
    let mut uit = stdout().lock();
    match uit.write_all(bytes.as_bytes()).and_then(|()| uit.flush()) {
        Ok(()) => Kanaaluitslag::Gelukt,
        Err(_) => Kanaaluitslag::Ontbreekt,
    }
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
