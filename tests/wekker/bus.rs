//! A private session bus, with a notification service on it that behaves as the test asks.

#![expect(
    clippy::needless_pass_by_value,
    clippy::used_underscore_binding,
    reason = "what the protocol sends is taken as the library hands it over"
)]

use std::{
    io::{BufRead, BufReader, Write},
    process::{Child, Command, Stdio},
    sync::mpsc::{Receiver, Sender, channel},
    thread,
    time::Duration,
};

use zbus::{Connection, message::Header};

use crate::common::Mis;

/// The bus; gone when the test is.
pub struct Bus {
    proces: Child,
    /// Where it is.
    pub adres: String,
}

impl Bus {
    /// Starts one; `None` where this machine has none, which is said aloud.
    pub fn start() -> Result<Option<Self>, Mis> {
        let mut opdracht = Command::new("dbus-daemon");
        opdracht.args(["--session", "--nofork", "--nopidfile", "--print-address"]).stdout(Stdio::piped());
        let Ok(mut proces) = opdracht.spawn() else {
            // Past the capture of the test harness: a check that did not run must be seen.
            writeln!(
                std::io::stderr(),
                "OVERGESLAGEN: er is hier geen dbus-daemon; meldingen op een bureaublad zijn niet beproefd"
            )?;
            return Ok(None);
        };
        let mut adres = String::new();
        if let Some(uit) = proces.stdout.take() {
            BufReader::new(uit).read_line(&mut adres)?;
        }
        Ok(Some(Self { proces, adres: adres.trim().to_owned() }))
    }
}

impl Drop for Bus {
    fn drop(&mut self) {
        let _ = self.proces.kill();
        let _ = self.proces.wait();
    }
}

/// How the service behaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aard {
    /// It knows buttons.
    MetKnoppen,
    /// It knows none.
    ZonderKnoppen,
    /// It answers after half a minute.
    Traag,
}

/// What came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binnen {
    /// The text.
    pub tekst: String,
    /// The buttons, key and name in turn.
    pub knoppen: Vec<String>,
    /// The urgency.
    pub dringend: u8,
    /// Who sent it.
    pub van: String,
    /// Its number.
    pub nummer: u32,
}

struct Balie {
    aard: Aard,
    teller: u32,
    zender: Sender<Binnen>,
    gesloten: Sender<u32>,
}

#[zbus::interface(name = "org.freedesktop.Notifications")]
impl Balie {
    async fn get_capabilities(&self) -> Vec<&str> {
        match self.aard {
            Aard::MetKnoppen => vec!["actions", "body"],
            Aard::ZonderKnoppen => vec!["body"],
            Aard::Traag => {
                tokio::time::sleep(Duration::from_secs(30)).await;
                vec!["actions"]
            }
        }
    }

    fn close_notification(&self, nummer: u32) {
        let _ = self.gesloten.send(nummer);
    }

    #[expect(clippy::too_many_arguments, reason = "as the protocol has it")]
    fn notify(
        &mut self,
        #[zbus(header)] kop: Header<'_>,
        _app: &str,
        _vervangt: u32,
        _icoon: &str,
        _titel: &str,
        tekst: &str,
        knoppen: Vec<String>,
        wenken: std::collections::HashMap<String, zbus::Variant<'_>>,
        _duur: i32,
    ) -> u32 {
        self.teller += 1;
        let dringend = wenken.get("urgency").and_then(|v| v.downcast_ref::<u8>().ok()).unwrap_or_default();
        let van = kop.sender().map(ToString::to_string).unwrap_or_default();
        let binnen = Binnen { tekst: tekst.to_owned(), knoppen, dringend, van, nummer: self.teller };
        let _ = self.zender.send(binnen);
        self.teller
    }
}

/// The service, on a thread of its own.
pub struct Dienst {
    /// What comes in.
    pub binnen: Receiver<Binnen>,
    gesloten: Receiver<u32>,
    drukken: tokio::sync::mpsc::UnboundedSender<(Binnen, String)>,
}

impl Dienst {
    /// Puts the service on a bus.
    pub fn start(bus: &Bus, aard: Aard) -> Result<Self, Mis> {
        let ((zender, binnen), (dicht, gesloten)) = (channel(), channel());
        let (drukken, mut gedrukt) = tokio::sync::mpsc::unbounded_channel::<(Binnen, String)>();
        let (klaar, is_klaar) = channel();
        let adres = bus.adres.clone();
        thread::spawn(move || -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
            runtime.block_on(async {
                let verbinding: Connection = zbus::connection::Builder::address(adres.as_str())
                    .name("org.freedesktop.Notifications")
                    .serve_at("/org/freedesktop/Notifications", Balie { aard, teller: 0, zender, gesloten: dicht })
                    .build()
                    .await?;
                klaar.send(())?;
                // As some desktops do: only whoever sent the notification hears of its buttons.
                while let Some((bericht, knop)) = gedrukt.recv().await {
                    let (pad, dienst) = ("/org/freedesktop/Notifications", "org.freedesktop.Notifications");
                    let inhoud = (bericht.nummer, knop.as_str());
                    verbinding.emit_signal(Some(bericht.van.as_str()), pad, dienst, "ActionInvoked", &inhoud).await?;
                }
                Ok(())
            })
        });
        is_klaar.recv_timeout(Duration::from_secs(10)).map_err(|e| Mis(format!("de dienst komt niet op: {e}")))?;
        Ok(Self { binnen, gesloten, drukken })
    }

    /// Waits for a notification.
    pub fn wacht(&self) -> Result<Binnen, Mis> {
        self.binnen.recv_timeout(Duration::from_secs(10)).map_err(|e| Mis(format!("er komt geen melding: {e}")))
    }

    /// Waits until one is taken away.
    pub fn wacht_gesloten(&self) -> Result<u32, Mis> {
        self.gesloten.recv_timeout(Duration::from_secs(10)).map_err(|e| Mis(format!("er gaat geen melding weg: {e}")))
    }

    /// Presses a button.
    pub fn druk(&self, bericht: &Binnen, knop: &str) -> Result<(), Mis> {
        self.drukken.send((bericht.clone(), knop.to_owned())).map_err(|_| Mis("de dienst is weg".to_owned()))
    }
}
