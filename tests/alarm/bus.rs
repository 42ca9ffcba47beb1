//! A private session bus, with a notification service on it that behaves as the test asks.

#![expect(
    clippy::needless_pass_by_value,
    clippy::used_underscore_binding,
    reason = "what the protocol sends is taken as the library hands it over"
)]

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::Shutdown,
    os::unix::net::{UnixListener, UnixStream},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::mpsc::{Receiver, Sender, channel},
    thread,
    time::Duration,
};

use zbus::{Connection, message::Header};

use crate::common::Failure;

/// The bus; gone when the test is.
pub struct Bus {
    process: Child,
    /// Where it is.
    pub address: String,
}

impl Bus {
    /// Starts one; `None` where this machine has none, which is said aloud.
    pub fn start() -> Result<Option<Self>, Failure> {
        let mut command = Command::new("dbus-daemon");
        command.args(["--session", "--nofork", "--nopidfile", "--print-address"]).stdout(Stdio::piped());
        let Ok(mut process) = command.spawn() else {
            // Past the capture of the test harness: a check that did not run must be seen.
            writeln!(
                std::io::stderr(),
                "OVERGESLAGEN: er is hier geen dbus-daemon; meldingen op een bureaublad zijn niet beproefd"
            )?;
            return Ok(None);
        };
        let mut address = String::new();
        if let Some(out) = process.stdout.take() {
            BufReader::new(out).read_line(&mut address)?;
        }
        Ok(Some(Self { process, address: address.trim().to_owned() }))
    }
}

impl Drop for Bus {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A way to the bus that breaks as soon as whoever sent a notification starts to listen for its buttons: as
/// when the bus ends at just that moment.
pub fn breaking_off(bus: &Bus, folder: &Path) -> Result<String, Failure> {
    let path = folder.join("breekt-af");
    let target = bus.address.split(',').find_map(|part| part.strip_prefix("unix:path=")).map(PathBuf::from);
    let target = target.ok_or_else(|| Failure(format!("de bus heeft geen pad: {}", bus.address)))?;
    let listener = UnixListener::bind(&path)?;
    thread::spawn(move || -> std::io::Result<()> {
        for client in listener.incoming() {
            let (client, server) = (client?, UnixStream::connect(&target)?);
            let (mut answers, mut to_client) = (server.try_clone()?, client.try_clone()?);
            thread::spawn(move || std::io::copy(&mut answers, &mut to_client));
            thread::spawn(move || relay(client, server));
        }
        Ok(())
    });
    Ok(format!("unix:path={}", path.display()))
}

fn relay(mut client: UnixStream, mut server: UnixStream) -> std::io::Result<()> {
    let mut bytes = [0; 4096];
    loop {
        let count = client.read(&mut bytes)?;
        let part = bytes.get(..count).unwrap_or_default();
        if count == 0 || part.windows(8).any(|word| word == b"AddMatch") {
            server.shutdown(Shutdown::Both)?;
            return client.shutdown(Shutdown::Both);
        }
        server.write_all(part)?;
    }
}

/// How the service behaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotifierKind {
    /// It knows buttons.
    WithButtons,
    /// It knows none.
    WithoutButtons,
    /// It knows buttons, and says that it shows nothing now.
    Paused,
    /// It answers after half a minute.
    Slow,
}

/// What came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    /// The text.
    pub text: String,
    /// The buttons, key and name in turn.
    pub buttons: Vec<String>,
    /// The urgency.
    pub urgency: u8,
    /// Who sent it.
    pub from: String,
    /// Its number.
    pub number: u32,
}

struct NotificationServer {
    nature: NotifierKind,
    counter: u32,
    sender: Sender<Received>,
    closed: Sender<u32>,
}

#[zbus::interface(name = "org.freedesktop.Notifications")]
impl NotificationServer {
    async fn get_capabilities(&self) -> Vec<&str> {
        match self.nature {
            NotifierKind::WithButtons | NotifierKind::Paused => vec!["actions", "body"],
            NotifierKind::WithoutButtons => vec!["body"],
            NotifierKind::Slow => {
                tokio::time::sleep(Duration::from_secs(30)).await;
                vec!["actions"]
            }
        }
    }

    #[zbus(property)]
    fn inhibited(&self) -> bool {
        self.nature == NotifierKind::Paused
    }

    fn close_notification(&self, number: u32) {
        let _ = self.closed.send(number);
    }

    #[expect(clippy::too_many_arguments, reason = "as the protocol has it")]
    fn notify(
        &mut self,
        #[zbus(header)] heading: Header<'_>,
        _app: &str,
        _replaces: u32,
        _icon: &str,
        _title: &str,
        text: &str,
        buttons: Vec<String>,
        hints: std::collections::HashMap<String, zbus::Variant<'_>>,
        _duration: i32,
    ) -> u32 {
        self.counter += 1;
        let urgency = hints.get("urgency").and_then(|v| v.downcast_ref::<u8>().ok()).unwrap_or_default();
        let from = heading.sender().map(ToString::to_string).unwrap_or_default();
        let incoming = Received { text: text.to_owned(), buttons, urgency, from, number: self.counter };
        let _ = self.sender.send(incoming);
        self.counter
    }
}

/// The service, on a thread of its own.
pub struct Service {
    /// What comes in.
    pub incoming: Receiver<Received>,
    closed: Receiver<u32>,
    presses: tokio::sync::mpsc::UnboundedSender<(Received, String)>,
}

impl Service {
    /// Puts the service on a bus.
    pub fn start(bus: &Bus, nature: NotifierKind) -> Result<Self, Failure> {
        let ((sender, incoming), (shut, closed)) = (channel(), channel());
        let (presses, mut waiting) = tokio::sync::mpsc::unbounded_channel::<(Received, String)>();
        let (done, done_signal) = channel();
        let address = bus.address.clone();
        thread::spawn(move || -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
            runtime.block_on(async {
                let connection: Connection = zbus::connection::Builder::address(address.as_str())
                    .name("org.freedesktop.Notifications")
                    .serve_at(
                        "/org/freedesktop/Notifications",
                        NotificationServer { nature, counter: 0, sender, closed: shut },
                    )
                    .build()
                    .await?;
                done.send(())?;
                // As some desktops do: only whoever sent the notification hears of its buttons.
                while let Some((notification, button)) = waiting.recv().await {
                    let (path, service) = ("/org/freedesktop/Notifications", "org.freedesktop.Notifications");
                    let content = (notification.number, button.as_str());
                    connection
                        .emit_signal(Some(notification.from.as_str()), path, service, "ActionInvoked", &content)
                        .await?;
                }
                Ok(())
            })
        });
        done_signal
            .recv_timeout(Duration::from_secs(10))
            .map_err(|e| Failure(format!("de dienst komt niet op: {e}")))?;
        Ok(Self { incoming, closed, presses })
    }

    /// Waits for a notification.
    pub fn wait(&self) -> Result<Received, Failure> {
        self.incoming.recv_timeout(Duration::from_secs(10)).map_err(|e| Failure(format!("er komt geen melding: {e}")))
    }

    /// Waits until one is taken away.
    pub fn wait_closed(&self) -> Result<u32, Failure> {
        self.closed.recv_timeout(Duration::from_secs(10)).map_err(|e| Failure(format!("er gaat geen melding weg: {e}")))
    }

    /// Presses a button.
    pub fn press(&self, notification: &Received, button: &str) -> Result<(), Failure> {
        self.presses.send((notification.clone(), button.to_owned())).map_err(|_| Failure("de dienst is weg".to_owned()))
    }
}
