//! A mail server that means harm: it goes on and on, promises what it does not send, drips, cries wolf, hangs
//! up, or is not who it says. It costs one connection, never the memory, and it is called ever more slowly.

use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    path::PathBuf,
    process::{Command, Stdio},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
        mpsc::{Receiver, Sender, channel},
    },
    thread,
    time::{Duration, Instant},
};

use native_tls::{Identity, TlsAcceptor};
use piket::{
    domain::{fout::Fout, moment::Moment, wachtwoord::Wachtwoord},
    intake::bron::{Bron, Imap, Looptijd, Postbus, Server, Verder},
};

type Mis = Box<dyn std::error::Error>;
type Proef = Result<(), Mis>;

/// What the server does at a question.
enum Zet {
    /// Says this and then that all is well.
    Dan(String),
    /// Says this and hangs up.
    Weg(&'static str),
    /// Says the first, and then the second over and over, every time in a packet of its own.
    Almaar(&'static str, &'static str),
}

/// Given how often it was called by now, and the question.
type Rol = fn(usize, &str) -> Zet;

/// A server as it should be, with no mail, that hangs up when it is to say that something came.
fn gewoon(_: usize, vraag: &str) -> Zet {
    match vraag.split(' ').next() {
        Some("EXAMINE") => Zet::Dan("* OK [UIDVALIDITY 1]\r\n".into()),
        Some("IDLE") => Zet::Weg(""),
        _ => Zet::Dan(String::new()),
    }
}

/// The same with these mails.
fn met_mails(uids: &str, beurt: usize, vraag: &str) -> Zet {
    let uid = vraag.split(' ').nth(2).unwrap_or_default();
    if vraag.starts_with("UID SEARCH") {
        Zet::Dan(format!("* SEARCH {uids}\r\n"))
    } else if vraag.contains("RFC822.SIZE") {
        Zet::Dan(format!("* 1 FETCH (UID {uid} RFC822.SIZE 100)\r\n"))
    } else if vraag.contains("BODY.PEEK") {
        Zet::Dan(format!("* 1 FETCH (UID {uid} BODY[] {{4}}\r\nmail)\r\n"))
    } else {
        gewoon(beurt, vraag)
    }
}

/// Whose certificate the server shows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Bewijs {
    Van(&'static str),
    /// It speaks without TLS.
    Geen,
}

struct Vijand {
    map: tempfile::TempDir,
    poort: u16,
    /// Each call and each line it heard, with when.
    gehoord: Receiver<(Instant, String)>,
}

impl Vijand {
    fn start(bewijs: Bewijs, rol: Rol) -> Result<Self, Mis> {
        let map = tempfile::tempdir()?;
        let pad = |naam: &str| map.path().join(naam);
        let naam = if let Bewijs::Van(naam) = bewijs { naam } else { "localhost" };
        let gelukt = Command::new("openssl")
            .args(["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj"])
            .arg(format!("/CN={naam}"))
            .args(["-addext", &format!("subjectAltName=DNS:{naam}"), "-keyout"])
            .arg(pad("sleutel.pem"))
            .arg("-out")
            .arg(pad("ca.pem"))
            .stderr(Stdio::null())
            .status()?;
        assert!(gelukt.success(), "openssl maakt geen certificaat");
        let wie = Identity::from_pkcs8(&fs::read(pad("ca.pem"))?, &fs::read(pad("sleutel.pem"))?)?;
        let (tls, poortwacht) = (TlsAcceptor::new(wie)?, TcpListener::bind("127.0.0.1:0")?);
        let poort = poortwacht.local_addr()?.port();
        let (zeg, gehoord) = channel();
        thread::spawn(move || {
            for (i, stroom) in poortwacht.incoming().flatten().enumerate() {
                let _ = zeg.send((Instant::now(), "gebeld".to_owned()));
                // It ends when the other side has had enough.
                let _ = ontvang(stroom, (bewijs != Bewijs::Geen).then_some(&tls), i + 1, rol, &zeg);
            }
        });
        Ok(Self { map, poort, gehoord })
    }

    fn ca(&self) -> PathBuf {
        self.map.path().join("ca.pem")
    }

    fn bron(&self, ca: Option<PathBuf>, looptijd: Looptijd) -> Result<Imap, Fout> {
        let nu = Moment::uit_rfc3339("2026-11-22T02:10:00+01:00")?;
        Ok(Imap::nieuw(Postbus {
            server: Server { naam: "localhost".into(), poort: self.poort, ca },
            gebruiker: "piket".into(),
            map: "INBOX".into(),
            wachtwoord: Box::new(|| Ok(Wachtwoord::nieuw("geheim van de proef"))),
            nu: Box::new(move || nu),
            looptijd,
        }))
    }

    /// When it heard something that begins like this.
    fn wanneer(&self, begin: &str) -> Vec<Instant> {
        self.gehoord.try_iter().filter(|(_, regel)| regel.starts_with(begin)).map(|(t, _)| t).collect()
    }
}

fn ontvang(
    stroom: TcpStream,
    tls: Option<&TlsAcceptor>,
    beurt: usize,
    rol: Rol,
    zeg: &Sender<(Instant, String)>,
) -> Result<(), Mis> {
    stroom.set_nodelay(true)?;
    match tls {
        Some(tls) => Ok(praat(BufReader::new(tls.accept(stroom)?), beurt, rol, zeg)?),
        None => Ok(praat(BufReader::new(stroom), beurt, rol, zeg)?),
    }
}

fn praat<S: Read + Write>(
    mut lijn: BufReader<S>,
    beurt: usize,
    rol: Rol,
    zeg: &Sender<(Instant, String)>,
) -> std::io::Result<()> {
    lijn.get_mut().write_all(b"* OK klaar\r\n")?;
    // The mark of a question that goes on in the next line.
    let mut open = None;
    loop {
        let mut regel = String::new();
        if lijn.read_line(&mut regel)? == 0 {
            return Ok(());
        }
        let regel = regel.trim_end();
        let (merk, vraag) = regel.split_once(' ').unwrap_or(("", regel));
        let _ = zeg.send((Instant::now(), vraag.to_owned()));
        let uit = if regel.ends_with('}') {
            open = open.or_else(|| Some(merk.to_owned()));
            "+ verder\r\n".to_owned()
        } else if let Some(merk) = open.take() {
            format!("{merk} OK\r\n")
        } else {
            match rol(beurt, vraag) {
                Zet::Dan(tekst) if vraag == "IDLE" => {
                    open = Some(merk.to_owned());
                    format!("+ ja\r\n{tekst}")
                }
                Zet::Dan(tekst) => format!("{tekst}{merk} OK\r\n"),
                Zet::Weg(tekst) => return lijn.get_mut().write_all(tekst.as_bytes()),
                Zet::Almaar(eerst, dan) => {
                    lijn.get_mut().write_all(eerst.as_bytes())?;
                    loop {
                        lijn.get_mut().write_all(dan.as_bytes())?;
                    }
                }
            }
        };
        lijn.get_mut().write_all(uit.as_bytes())?;
    }
}

/// The time as it is.
fn echt() -> Looptijd {
    let begin = Instant::now();
    Arc::new(move || begin.elapsed())
}

/// A time in which a second goes by between any two looks at it.
fn snel() -> Looptijd {
    let teller = AtomicU64::new(0);
    Arc::new(move || Duration::from_secs(teller.fetch_add(1, Ordering::Relaxed)))
}

/// Reads one round, which has to fail, and tells why.
fn zin(rol: Rol, looptijd: Looptijd) -> Result<String, Mis> {
    let vijand = Vijand::start(Bewijs::Van("localhost"), rol)?;
    let mut mails = 0;
    let uitkomst = vijand.bron(Some(vijand.ca()), looptijd)?.ronde(&mut |_| {
        mails += 1;
        Verder::Ja
    });
    assert_eq!(mails, 0);
    Ok(uitkomst.err().ok_or("de ronde slaagde")?.zin)
}

/// What the source calls the mails of one round.
fn ronde(bron: &mut Imap) -> Result<Vec<String>, Fout> {
    let mut namen = Vec::new();
    bron.ronde(&mut |vondst| {
        namen.push(vondst.naam.to_string_lossy().into_owned());
        Verder::Ja
    })?;
    Ok(namen)
}

/// Whether there was at least a second before the second of these, and two before the third.
fn steeds_trager(momenten: &[Instant]) -> bool {
    let tussen: Vec<Duration> = momenten.iter().zip(momenten.iter().skip(1)).map(|(a, b)| *b - *a).collect();
    tussen.len() == 2 && tussen.iter().zip([1, 2]).all(|(t, s)| *t >= Duration::from_secs(s))
}

#[test]
fn what_has_no_end_or_is_promised_and_not_sent_is_refused() -> Proef {
    let te_veel = "de server stuurt meer dan piket aanneemt.";
    let weg = "de verbinding is verbroken.";
    let rollen: [(Rol, &str); 5] = [
        (|b, v| bij_lichaam(b, v, Zet::Weg("* 1 FETCH (UID 1 BODY[] {4294967296}\r\n")), te_veel),
        (|b, v| bij_lichaam(b, v, Zet::Almaar("* ", "eindeloos\0eindeloos\0eindeloos\0eindeloos\0")), te_veel),
        (|b, v| bij_lichaam(b, v, Zet::Almaar("", "* 2 EXISTS\r\n")), "de server zegt iets wat piket niet begrijpt."),
        (|b, v| bij_lichaam(b, v, Zet::Weg("* 1 FETCH (UID 1 BODY[] {90}\r\nhalf")), weg),
        (|b, v| bij_lichaam(b, v, Zet::Weg("* BYE tot ziens\r\n")), weg),
    ];
    for (rol, verwacht) in rollen {
        assert_eq!(zin(rol, echt())?, verwacht);
    }
    Ok(())
}

fn bij_lichaam(beurt: usize, vraag: &str, zet: Zet) -> Zet {
    if vraag.contains("BODY.PEEK") { zet } else { met_mails("1", beurt, vraag) }
}

#[test]
fn an_answer_that_drips_is_cut_off_although_every_drop_is_in_time() -> Proef {
    let rollen: [Rol; 3] = [
        |b, v| bij_lichaam(b, v, Zet::Almaar("", "x")),
        |b, v| bij_lichaam(b, v, Zet::Almaar("* 1 FETCH (UID 1 BODY[] {1000000}\r\n", "x")),
        |b, v| if v == "IDLE" { Zet::Almaar("", "x") } else { gewoon(b, v) },
    ];
    for rol in rollen {
        assert_eq!(zin(rol, snel())?, "de server antwoordt niet op tijd.");
    }
    Ok(())
}

#[test]
fn who_is_not_who_it_says_never_hears_the_password() -> Proef {
    let (eigen, ander) = (Bewijs::Van("localhost"), Bewijs::Van("ander.example"));
    for (bewijs, vertrouwd) in [(eigen, false), (ander, true), (Bewijs::Geen, true)] {
        let vijand = Vijand::start(bewijs, gewoon)?;
        let ca = vertrouwd.then(|| vijand.ca());
        let fout = ronde(&mut vijand.bron(ca, echt())?).err().ok_or("de ronde slaagde")?;
        assert_eq!(fout.zin, "localhost heeft geen TLS of geen geldig certificaat.");
        let gehoord: Vec<String> = vijand.gehoord.try_iter().map(|(_, regel)| regel).collect();
        assert!(!gehoord.iter().any(|r| r.contains("LOGIN") || r.contains("geheim")), "{gehoord:?}");
        assert_eq!(gehoord.first().map(String::as_str), Some("gebeld"));
    }
    Ok(())
}

#[test]
fn who_lets_in_and_hangs_up_is_called_ever_more_slowly() -> Proef {
    let rollen: [Rol; 2] = [gewoon, |b, v| if v == "IDLE" { Zet::Dan("* BYE\r\n".into()) } else { gewoon(b, v) }];
    for rol in rollen {
        let vijand = Vijand::start(Bewijs::Van("localhost"), rol)?;
        let mut bron = vijand.bron(Some(vijand.ca()), echt())?;
        for _ in 0..3 {
            // It fails when the server hangs up before it said that one may listen, and not when it does after.
            let _ = ronde(&mut bron);
            assert_eq!(bron.wacht(), Verder::Ja);
        }
        let _ = ronde(&mut bron);
        let gebeld = vijand.wanneer("gebeld");
        assert!(steeds_trager(gebeld.get(1..).unwrap_or_default()), "{gebeld:?}");
    }
    Ok(())
}

#[test]
fn who_keeps_calling_for_nothing_is_asked_ever_more_slowly() -> Proef {
    let rollen: [Rol; 2] = [
        // With every answer, and as soon as it may.
        |b, v| match gewoon(b, v) {
            Zet::Dan(tekst) => Zet::Dan(format!("* 3 EXISTS\r\n{tekst}")),
            Zet::Weg(_) | Zet::Almaar(..) => Zet::Dan("* 3 EXISTS\r\n".into()),
        },
        // Chatter.
        |b, v| if v == "IDLE" { Zet::Dan("* OK hallo\r\n".repeat(400)) } else { gewoon(b, v) },
    ];
    for rol in rollen {
        let vijand = Vijand::start(Bewijs::Van("localhost"), rol)?;
        let mut bron = vijand.bron(Some(vijand.ca()), echt())?;
        // The first round is not an answer to a call, and the first time that it was for nothing is let pass.
        ronde(&mut bron)?;
        for _ in 0..4 {
            assert_eq!(bron.wacht(), Verder::Ja);
            ronde(&mut bron)?;
        }
        let gevraagd = vijand.wanneer("UID SEARCH");
        assert!(steeds_trager(gevraagd.get(2..).unwrap_or_default()), "{gevraagd:?}");
    }
    Ok(())
}

#[test]
fn a_mailbox_that_is_numbered_anew_is_read_anew() -> Proef {
    let vijand = Vijand::start(Bewijs::Van("localhost"), |beurt, vraag| match (vraag.split(' ').next(), beurt) {
        (Some("EXAMINE"), _) => Zet::Dan(format!("* OK [UIDVALIDITY {}]\r\n", beurt.div_ceil(2))),
        // The same numbers twice, and then others.
        (_, 1..=2) => met_mails("8 7", beurt, vraag),
        _ => met_mails("2", beurt, vraag),
    })?;
    let mut bron = vijand.bron(Some(vijand.ca()), echt())?;
    let mut gelezen = Vec::new();
    for _ in 0..3 {
        // The server hangs up at the end of every round, when all was read.
        let uitkomst = bron.ronde(&mut |vondst| {
            gelezen.push(vondst.naam.to_string_lossy().into_owned());
            Verder::Ja
        });
        assert_eq!(uitkomst.err().map(|fout| fout.zin).as_deref(), Some("de verbinding is verbroken."));
    }
    assert_eq!(gelezen, ["bericht 7", "bericht 8", "bericht 2"]);
    Ok(())
}

#[test]
fn numbers_that_go_down_are_read_neither_twice_nor_for_ever() -> Proef {
    let vijand = Vijand::start(Bewijs::Van("localhost"), |beurt, vraag| match vraag {
        "IDLE" => Zet::Dan("* 3 EXISTS\r\n".into()),
        _ if vraag.contains(" UID 1:* ") => met_mails("9 4 6", beurt, vraag),
        // Whatever was asked for: what was read, and lower ones.
        _ => met_mails("9 4 3 2", beurt, vraag),
    })?;
    let mut bron = vijand.bron(Some(vijand.ca()), echt())?;
    assert_eq!(ronde(&mut bron)?, ["bericht 4", "bericht 6", "bericht 9"]);
    for _ in 0..2 {
        assert_eq!(bron.wacht(), Verder::Ja);
        assert_eq!(ronde(&mut bron)?, [""; 0]);
    }
    Ok(())
}
