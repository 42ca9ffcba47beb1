//! A mail server that means harm: it goes on and on, promises what it does not send, drips, cries wolf, hangs
//! up, or is not who it says. It costs one connection, never the memory, and it is called ever more slowly.

#[path = "hostile_server/token.rs"]
mod token;

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
    domain::{error::Error, moment::Moment, passphrase::Passphrase},
    intake::source::{ElapsedClock, Imap, LoginKind, Mailbox, Proceed, Server, Source},
};

type Failure = Box<dyn std::error::Error>;
type TestResult = Result<(), Failure>;

/// What the server does at a question.
enum Reply {
    /// Says this and then that all is well.
    Then(String),
    /// Says no to who makes himself known, once that one heard why.
    Refused,
    /// Says this and hangs up.
    Gone(&'static str),
    /// Says the first, and then the second over and over, every time in a packet of its own.
    Endless(&'static str, &'static str),
}

/// Given how often it was called by now, and the question.
type Role = fn(usize, &str) -> Reply;

/// A server as it should be, with no mail, that hangs up when it is to say that something came.
fn plain(_: usize, question: &str) -> Reply {
    match question.split(' ').next() {
        Some("EXAMINE") => Reply::Then("* OK [UIDVALIDITY 1]\r\n".into()),
        Some("IDLE") => Reply::Gone(""),
        _ => Reply::Then(String::new()),
    }
}

/// The same with these mails.
fn with_mails(uids: &str, turn: usize, question: &str) -> Reply {
    let uid = question.split(' ').nth(2).unwrap_or_default();
    if question.starts_with("UID SEARCH") {
        Reply::Then(format!("* SEARCH {uids}\r\n"))
    } else if question.contains("RFC822.SIZE") {
        Reply::Then(format!("* 1 FETCH (UID {uid} RFC822.SIZE 100)\r\n"))
    } else if question.contains("BODY.PEEK") {
        Reply::Then(format!("* 1 FETCH (UID {uid} BODY[] {{4}}\r\nmail)\r\n"))
    } else {
        plain(turn, question)
    }
}

/// Whose certificate the server shows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Certificate {
    For(&'static str),
    /// It speaks without TLS.
    None,
}

struct Adversary {
    folder: tempfile::TempDir,
    port: u16,
    /// Each call and each line it heard, with when.
    heard: Receiver<(Instant, String)>,
}

impl Adversary {
    fn start(certificate: Certificate, role: Role) -> Result<Self, Failure> {
        let folder = tempfile::tempdir()?;
        let path = |name: &str| folder.path().join(name);
        let name = if let Certificate::For(name) = certificate { name } else { "localhost" };
        let succeeded = Command::new("openssl")
            .args(["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj"])
            .arg(format!("/CN={name}"))
            .args(["-addext", &format!("subjectAltName=DNS:{name}"), "-keyout"])
            .arg(path("sleutel.pem"))
            .arg("-out")
            .arg(path("ca.pem"))
            .stderr(Stdio::null())
            .status()?;
        assert!(succeeded.success(), "openssl maakt geen certificaat");
        let who = Identity::from_pkcs8(&fs::read(path("ca.pem"))?, &fs::read(path("sleutel.pem"))?)?;
        let (tls, listener) = (TlsAcceptor::new(who)?, TcpListener::bind("127.0.0.1:0")?);
        let port = listener.local_addr()?.port();
        let (say, heard) = channel();
        thread::spawn(move || {
            for (i, stream) in listener.incoming().flatten().enumerate() {
                let _ = say.send((Instant::now(), "gebeld".to_owned()));
                // It ends when the other side has had enough.
                let _ = receive(stream, (certificate != Certificate::None).then_some(&tls), i + 1, role, &say);
            }
        });
        Ok(Self { folder, port, heard })
    }

    fn ca(&self) -> PathBuf {
        self.folder.path().join("ca.pem")
    }

    fn source(&self, ca: Option<PathBuf>, elapsed: ElapsedClock) -> Result<Imap, Error> {
        self.source_with(LoginKind::Passphrase, ca, elapsed)
    }

    fn source_with(&self, login: LoginKind, ca: Option<PathBuf>, elapsed: ElapsedClock) -> Result<Imap, Error> {
        let now = Moment::from_rfc3339("2026-11-22T02:10:00+01:00")?;
        Ok(Imap::new(Mailbox {
            server: Server { name: "localhost".into(), port: self.port, ca },
            user: "piket".into(),
            folder: "INBOX".into(),
            login,
            secret: Box::new(|| Ok(Passphrase::new("geheim van de proef"))),
            now: Box::new(move || now),
            elapsed,
        }))
    }

    /// When it heard something that begins like this.
    fn when(&self, start: &str) -> Vec<Instant> {
        self.heard.try_iter().filter(|(_, line)| line.starts_with(start)).map(|(t, _)| t).collect()
    }
}

fn receive(
    stream: TcpStream,
    tls: Option<&TlsAcceptor>,
    turn: usize,
    role: Role,
    say: &Sender<(Instant, String)>,
) -> Result<(), Failure> {
    stream.set_nodelay(true)?;
    match tls {
        Some(tls) => Ok(converse(BufReader::new(tls.accept(stream)?), turn, role, say)?),
        None => Ok(converse(BufReader::new(stream), turn, role, say)?),
    }
}

fn converse<S: Read + Write>(
    mut wire: BufReader<S>,
    turn: usize,
    role: Role,
    say: &Sender<(Instant, String)>,
) -> std::io::Result<()> {
    wire.get_mut().write_all(b"* OK klaar\r\n")?;
    // The mark of a question that goes on in the next line.
    let mut open = None;
    loop {
        let mut line = String::new();
        if wire.read_line(&mut line)? == 0 {
            return Ok(());
        }
        let line = line.trim_end();
        let (tag, question) = line.split_once(' ').unwrap_or(("", line));
        let _ = say.send((Instant::now(), question.to_owned()));
        let out = if line.ends_with('}') {
            open = open.or_else(|| Some(tag.to_owned()));
            "+ verder\r\n".to_owned()
        } else if let Some(tag) = open.take() {
            format!("{tag} OK\r\n")
        } else {
            match role(turn, question) {
                Reply::Then(text) if question == "IDLE" => {
                    open = Some(tag.to_owned());
                    format!("+ ja\r\n{text}")
                }
                reply @ (Reply::Then(_) | Reply::Refused) if question.starts_with("AUTHENTICATE") => {
                    let reasons =
                        if matches!(reply, Reply::Refused) { vec!["", "eyJzdGF0dXMiOiI0MDEifQ=="] } else { vec![""] };
                    for reason in &reasons {
                        wire.get_mut().write_all(format!("+ {reason}\r\n").as_bytes())?;
                        let mut line = String::new();
                        wire.read_line(&mut line)?;
                        let _ = say.send((Instant::now(), line.trim_end().to_owned()));
                    }
                    format!("{tag} {}\r\n", if reasons.len() > 1 { "NO" } else { "OK" })
                }
                Reply::Then(text) => format!("{text}{tag} OK\r\n"),
                Reply::Refused => format!("{tag} NO\r\n"),
                Reply::Gone(text) => return wire.get_mut().write_all(text.as_bytes()),
                Reply::Endless(initial, then) => {
                    wire.get_mut().write_all(initial.as_bytes())?;
                    loop {
                        wire.get_mut().write_all(then.as_bytes())?;
                    }
                }
            }
        };
        wire.get_mut().write_all(out.as_bytes())?;
    }
}

/// The time as it is.
fn real() -> ElapsedClock {
    let start = Instant::now();
    Arc::new(move || start.elapsed())
}

/// A time in which a second goes by between any two looks at it.
fn fast() -> ElapsedClock {
    let counter = AtomicU64::new(0);
    Arc::new(move || Duration::from_secs(counter.fetch_add(1, Ordering::Relaxed)))
}

/// Reads one round, which has to fail, and tells why.
fn sentence(role: Role, elapsed: ElapsedClock) -> Result<String, Failure> {
    let adversary = Adversary::start(Certificate::For("localhost"), role)?;
    let mut mails = 0;
    let result = adversary.source(Some(adversary.ca()), elapsed)?.round(&mut |_| {
        mails += 1;
        Proceed::Yes
    });
    assert_eq!(mails, 0);
    Ok(result.err().ok_or("de ronde slaagde")?.sentence)
}

/// What the source calls the mails of one round.
fn round(source: &mut Imap) -> Result<Vec<String>, Error> {
    let mut names = Vec::new();
    source.round(&mut |finding| {
        names.push(finding.name.to_string_lossy().into_owned());
        Proceed::Yes
    })?;
    Ok(names)
}

/// Whether there was at least a second before the second of these, and two before the third.
fn ever_slower(moments: &[Instant]) -> bool {
    let between: Vec<Duration> = moments.iter().zip(moments.iter().skip(1)).map(|(a, b)| *b - *a).collect();
    between.len() == 2 && between.iter().zip([1, 2]).all(|(t, s)| *t >= Duration::from_secs(s))
}

#[test]
fn what_has_no_end_or_is_promised_and_not_sent_is_refused() -> TestResult {
    let too_much = "de server stuurt meer dan piket aanneemt.";
    let gone = "de verbinding is verbroken.";
    let roles: [(Role, &str); 5] = [
        (|b, v| at_body(b, v, Reply::Gone("* 1 FETCH (UID 1 BODY[] {4294967296}\r\n")), too_much),
        (|b, v| at_body(b, v, Reply::Endless("* ", "eindeloos\0eindeloos\0eindeloos\0eindeloos\0")), too_much),
        (|b, v| at_body(b, v, Reply::Endless("", "* 2 EXISTS\r\n")), "de server zegt iets wat piket niet begrijpt."),
        (|b, v| at_body(b, v, Reply::Gone("* 1 FETCH (UID 1 BODY[] {90}\r\nhalf")), gone),
        (|b, v| at_body(b, v, Reply::Gone("* BYE tot ziens\r\n")), gone),
    ];
    for (role, expected) in roles {
        assert_eq!(sentence(role, real())?, expected);
    }
    Ok(())
}

fn at_body(turn: usize, question: &str, set: Reply) -> Reply {
    if question.contains("BODY.PEEK") { set } else { with_mails("1", turn, question) }
}

#[test]
fn an_answer_that_drips_is_cut_off_although_every_drop_is_in_time() -> TestResult {
    let roles: [Role; 3] = [
        |b, v| at_body(b, v, Reply::Endless("", "x")),
        |b, v| at_body(b, v, Reply::Endless("* 1 FETCH (UID 1 BODY[] {1000000}\r\n", "x")),
        |b, v| if v == "IDLE" { Reply::Endless("", "x") } else { plain(b, v) },
    ];
    for role in roles {
        assert_eq!(sentence(role, fast())?, "de server antwoordt niet op tijd.");
    }
    Ok(())
}

#[test]
fn who_is_not_who_it_says_never_hears_the_password() -> TestResult {
    let (own, other) = (Certificate::For("localhost"), Certificate::For("ander.example"));
    for (certificate, trusted) in [(own, false), (other, true), (Certificate::None, true)] {
        let adversary = Adversary::start(certificate, plain)?;
        let ca = trusted.then(|| adversary.ca());
        let error = round(&mut adversary.source(ca, real())?).err().ok_or("de ronde slaagde")?;
        assert_eq!(error.sentence, "localhost heeft geen TLS of geen geldig certificaat.");
        let heard: Vec<String> = adversary.heard.try_iter().map(|(_, line)| line).collect();
        assert!(!heard.iter().any(|r| r.contains("LOGIN") || r.contains("geheim")), "{heard:?}");
        assert_eq!(heard.first().map(String::as_str), Some("gebeld"));
    }
    Ok(())
}

#[test]
fn who_lets_in_and_hangs_up_is_called_ever_more_slowly() -> TestResult {
    let roles: [Role; 2] = [plain, |b, v| if v == "IDLE" { Reply::Then("* BYE\r\n".into()) } else { plain(b, v) }];
    for role in roles {
        let adversary = Adversary::start(Certificate::For("localhost"), role)?;
        let mut source = adversary.source(Some(adversary.ca()), real())?;
        for _ in 0..3 {
            // It fails when the server hangs up before it said that one may listen, and not when it does after.
            let _ = round(&mut source);
            assert_eq!(source.wait(), Proceed::Yes);
        }
        let _ = round(&mut source);
        let called = adversary.when("gebeld");
        assert!(ever_slower(called.get(1..).unwrap_or_default()), "{called:?}");
    }
    Ok(())
}

#[test]
fn who_keeps_calling_for_nothing_is_asked_ever_more_slowly() -> TestResult {
    let roles: [Role; 2] = [
        // With every answer, and as soon as it may.
        |b, v| match plain(b, v) {
            Reply::Then(text) => Reply::Then(format!("* 3 EXISTS\r\n{text}")),
            Reply::Refused | Reply::Gone(_) | Reply::Endless(..) => Reply::Then("* 3 EXISTS\r\n".into()),
        },
        // Chatter.
        |b, v| if v == "IDLE" { Reply::Then("* OK hallo\r\n".repeat(400)) } else { plain(b, v) },
    ];
    for role in roles {
        let adversary = Adversary::start(Certificate::For("localhost"), role)?;
        let mut source = adversary.source(Some(adversary.ca()), real())?;
        // The first round is not an answer to a call, and the first time that it was for nothing is let pass.
        round(&mut source)?;
        for _ in 0..4 {
            assert_eq!(source.wait(), Proceed::Yes);
            round(&mut source)?;
        }
        let requested = adversary.when("UID SEARCH");
        assert!(ever_slower(requested.get(2..).unwrap_or_default()), "{requested:?}");
    }
    Ok(())
}

#[test]
fn a_mailbox_that_is_numbered_anew_is_read_anew() -> TestResult {
    let adversary =
        Adversary::start(Certificate::For("localhost"), |turn, question| match (question.split(' ').next(), turn) {
            (Some("EXAMINE"), _) => Reply::Then(format!("* OK [UIDVALIDITY {}]\r\n", turn.div_ceil(2))),
            // The same numbers twice, and then others.
            (_, 1..=2) => with_mails("8 7", turn, question),
            _ => with_mails("2", turn, question),
        })?;
    let mut source = adversary.source(Some(adversary.ca()), real())?;
    let mut read = Vec::new();
    for _ in 0..3 {
        // The server hangs up at the end of every round, when all was read.
        let result = source.round(&mut |finding| {
            read.push(finding.name.to_string_lossy().into_owned());
            Proceed::Yes
        });
        assert_eq!(result.err().map(|error| error.sentence).as_deref(), Some("de verbinding is verbroken."));
    }
    assert_eq!(read, ["bericht 7", "bericht 8", "bericht 2"]);
    Ok(())
}

#[test]
fn numbers_that_go_down_are_read_neither_twice_nor_for_ever() -> TestResult {
    let adversary = Adversary::start(Certificate::For("localhost"), |turn, question| match question {
        "IDLE" => Reply::Then("* 3 EXISTS\r\n".into()),
        _ if question.contains(" UID 1:* ") => with_mails("9 4 6", turn, question),
        // Whatever was asked for: what was read, and lower ones.
        _ => with_mails("9 4 3 2", turn, question),
    })?;
    let mut source = adversary.source(Some(adversary.ca()), real())?;
    assert_eq!(round(&mut source)?, ["bericht 4", "bericht 6", "bericht 9"]);
    for _ in 0..2 {
        assert_eq!(source.wait(), Proceed::Yes);
        assert_eq!(round(&mut source)?, [""; 0]);
    }
    Ok(())
}
