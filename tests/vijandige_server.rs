//! A mail server that means harm: it goes on and on, promises what it does not send, hangs up, or is not who
//! it says. It costs one connection, never the memory, and it is called ever more slowly.

use std::{
    fs,
    io::{BufRead, BufReader, Write},
    net::TcpListener,
    path::PathBuf,
    process::{Command, Stdio},
    sync::mpsc,
    thread,
    time::{Duration, Instant},
};

use native_tls::{Identity, TlsAcceptor};
use piket::{
    domain::{fout::Fout, moment::Moment, wachtwoord::Wachtwoord},
    intake::bron::{Bron, Imap, Postbus, Server, Verder},
};

type Proef = Result<(), Box<dyn std::error::Error>>;

/// What the server does at a moment of the conversation.
#[derive(Debug, Clone, Copy)]
struct Rol {
    /// For whom its certificate is.
    naam: &'static str,
    /// What it says to FETCH of the body, before it hangs up.
    lichaam: &'static str,
    /// Said over and over after that.
    almaar: &'static str,
}

const GEWOON: Rol = Rol { naam: "localhost", lichaam: "", almaar: "" };

struct Vijand {
    map: tempfile::TempDir,
    poort: u16,
    /// When it was called, and each line it heard.
    gehoord: mpsc::Receiver<(Instant, String)>,
}

impl Vijand {
    fn start(rol: Rol) -> Result<Self, Box<dyn std::error::Error>> {
        let map = tempfile::tempdir()?;
        let pad = |naam: &str| map.path().join(naam);
        let gelukt = Command::new("openssl")
            .args(["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj"])
            .arg(format!("/CN={}", rol.naam))
            .args(["-addext", &format!("subjectAltName=DNS:{}", rol.naam), "-keyout"])
            .arg(pad("sleutel.pem"))
            .arg("-out")
            .arg(pad("ca.pem"))
            .stderr(Stdio::null())
            .status()?;
        assert!(gelukt.success(), "openssl maakt geen certificaat");
        let wie = Identity::from_pkcs8(&fs::read(pad("ca.pem"))?, &fs::read(pad("sleutel.pem"))?)?;
        let (tls, poortwacht) = (TlsAcceptor::new(wie)?, TcpListener::bind("127.0.0.1:0")?);
        let poort = poortwacht.local_addr()?.port();
        let (zeg, gehoord) = mpsc::channel();
        thread::spawn(move || {
            for stroom in poortwacht.incoming().flatten() {
                let _ = zeg.send((Instant::now(), "gebeld".to_owned()));
                if let Ok(stroom) = tls.accept(stroom) {
                    // It ends when the other side has had enough.
                    let _ = praat(BufReader::new(stroom), rol, &zeg);
                }
            }
        });
        Ok(Self { map, poort, gehoord })
    }

    fn ca(&self) -> PathBuf {
        self.map.path().join("ca.pem")
    }

    fn bron(&self, ca: Option<PathBuf>) -> Result<Imap, Fout> {
        let nu = Moment::uit_rfc3339("2026-11-22T02:10:00+01:00")?;
        Ok(Imap::nieuw(Postbus {
            server: Server { naam: "localhost".into(), poort: self.poort, ca },
            gebruiker: "piket".into(),
            map: "INBOX".into(),
            wachtwoord: Box::new(|| Ok(Wachtwoord::nieuw("geheim van de proef"))),
            nu: Box::new(move || nu),
        }))
    }

    fn regels(&self) -> Vec<(Instant, String)> {
        self.gehoord.try_iter().collect()
    }
}

fn praat<S: std::io::Read + Write>(
    mut lijn: BufReader<S>,
    rol: Rol,
    zeg: &mpsc::Sender<(Instant, String)>,
) -> std::io::Result<()> {
    lijn.get_mut().write_all(b"* OK klaar\r\n")?;
    let mut login = None;
    loop {
        let mut regel = String::new();
        if lijn.read_line(&mut regel)? == 0 {
            return Ok(());
        }
        let _ = zeg.send((Instant::now(), regel.clone()));
        let merk = regel.split(' ').next().unwrap_or_default().to_owned();
        let uit = if regel.contains(" LOGIN ") {
            login = Some(merk);
            "+ verder\r\n".to_owned()
        } else if regel.trim_end().ends_with('}') {
            "+ verder\r\n".to_owned()
        } else if let Some(merk) = login.take() {
            format!("{merk} OK\r\n")
        } else if regel.contains("SEARCH") {
            let nummers = if rol.lichaam.is_empty() { "" } else { " 1" };
            format!("* SEARCH{nummers}\r\n{merk} OK\r\n")
        } else if regel.contains("RFC822.SIZE") {
            format!("* 1 FETCH (UID 1 RFC822.SIZE 100)\r\n{merk} OK\r\n")
        } else if regel.contains("EXAMINE") {
            format!("* OK [UIDVALIDITY 1]\r\n{merk} OK\r\n")
        } else {
            lijn.get_mut().write_all(rol.lichaam.as_bytes())?;
            while !rol.almaar.is_empty() {
                lijn.get_mut().write_all(rol.almaar.as_bytes())?;
            }
            return Ok(());
        };
        lijn.get_mut().write_all(uit.as_bytes())?;
    }
}

/// Reads one round, which has to fail, and tells why.
fn zin(rol: Rol) -> Result<String, Box<dyn std::error::Error>> {
    let vijand = Vijand::start(rol)?;
    let mut mails = 0;
    let uitkomst = vijand.bron(Some(vijand.ca()))?.ronde(&mut |_| {
        mails += 1;
        Verder::Ja
    });
    assert_eq!(mails, 0);
    Ok(uitkomst.err().ok_or("de ronde slaagde")?.zin)
}

#[test]
fn what_has_no_end_or_is_promised_and_not_sent_is_refused() -> Proef {
    let te_veel = "de server stuurt meer dan piket aanneemt.";
    let vier_gb = "* 1 FETCH (UID 1 BODY[] {4294967296}\r\n";
    assert_eq!(zin(Rol { lichaam: vier_gb, ..GEWOON })?, te_veel);
    assert_eq!(zin(Rol { lichaam: "* ", almaar: "eindeloos\0", ..GEWOON })?, te_veel);
    let vloed = Rol { lichaam: "* 1 EXISTS\r\n", almaar: "* 2 EXISTS\r\n", ..GEWOON };
    assert_eq!(zin(vloed)?, "de server zegt iets wat piket niet begrijpt.");
    let belofte = "* 1 FETCH (UID 1 BODY[] {90}\r\nhalf";
    assert_eq!(zin(Rol { lichaam: belofte, ..GEWOON })?, "de verbinding is verbroken.");
    assert_eq!(zin(Rol { lichaam: "* BYE tot ziens\r\n", ..GEWOON })?, "de verbinding is verbroken.");
    Ok(())
}

#[test]
fn who_is_not_who_it_says_never_hears_the_password() -> Proef {
    for (naam, vertrouwd) in [("localhost", false), ("ander.example", true)] {
        let vijand = Vijand::start(Rol { naam, ..GEWOON })?;
        let ca = vertrouwd.then(|| vijand.ca());
        let fout = vijand.bron(ca)?.ronde(&mut |_| Verder::Ja).err().ok_or("de ronde slaagde")?;
        assert_eq!(fout.zin, "localhost heeft geen geldig certificaat.");
        let gehoord: Vec<String> = vijand.regels().into_iter().map(|(_, regel)| regel).collect();
        assert_eq!(gehoord, ["gebeld"]);
    }
    Ok(())
}

#[test]
fn who_lets_in_and_hangs_up_is_called_ever_more_slowly() -> Proef {
    let vijand = Vijand::start(GEWOON)?;
    let mut bron = vijand.bron(Some(vijand.ca()))?;
    for _ in 0..2 {
        bron.ronde(&mut |_| Verder::Ja)?;
        assert_eq!(bron.wacht(), Verder::Ja);
    }
    bron.ronde(&mut |_| Verder::Ja)?;
    let gebeld: Vec<Instant> = vijand.regels().into_iter().filter(|(_, r)| r == "gebeld").map(|(t, _)| t).collect();
    let tussen: Vec<Duration> = gebeld.iter().zip(gebeld.iter().skip(1)).map(|(a, b)| *b - *a).collect();
    assert_eq!(tussen.len(), 2);
    assert!(tussen.iter().zip([1, 2]).all(|(t, s)| *t >= Duration::from_secs(s)), "{tussen:?}");
    Ok(())
}
