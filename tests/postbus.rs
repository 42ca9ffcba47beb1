//! A mailbox on a real server: Dovecot on the loopback, with a Maildir of its own and a certificate made here.
//! What the desk reads leaves no trace there; what comes in is announced; a server that goes is named in the
//! header and read on from when it is back.

mod common;

use std::{
    fs,
    net::TcpListener,
    os::unix::fs::PermissionsExt,
    path::PathBuf,
    process::{Child, Command, Stdio},
};

use common::{
    Mis, Proef,
    omgeving::{Omgeving, foto},
    sessie::RUIM,
};

/// Where Debian puts it.
const DOVECOT: &str = "/usr/sbin/dovecot";

struct Server {
    map: tempfile::TempDir,
    poort: u16,
    proces: Option<Child>,
}

/// Whether the user of this test is one under whom Dovecot serves no mail.
fn is_root() -> Result<bool, Mis> {
    Ok(String::from_utf8(Command::new("id").arg("-u").output()?.stdout)?.trim() == "0")
}

fn tekst_van(opdracht: &str, woord: &str) -> Result<String, Mis> {
    Ok(String::from_utf8(Command::new(opdracht).arg(woord).output()?.stdout)?.trim().to_owned())
}

impl Server {
    /// Writes certificate, users and settings; nothing runs yet.
    fn maak() -> Result<Self, Mis> {
        let map = tempfile::TempDir::new()?;
        fs::set_permissions(map.path(), fs::Permissions::from_mode(0o755))?;
        let poort = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let s = Self { map, poort, proces: None };
        for deel in ["run", "post", "post/new", "post/cur", "post/tmp"] {
            fs::create_dir(s.pad(deel))?;
        }
        let gelukt = Command::new("openssl")
            .args(["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"])
            .args(["-addext", "subjectAltName=DNS:localhost", "-keyout"])
            .arg(s.pad("sleutel.pem"))
            .arg("-out")
            .arg(s.pad("ca.pem"))
            .stderr(Stdio::null())
            .status()?;
        assert!(gelukt.success(), "openssl maakt geen certificaat");
        let (gebruiker, groep) = (tekst_van("id", "-un")?, tekst_van("id", "-gn")?);
        let (eigenaar, eigen_groep, inlog) = if is_root()? {
            ("nobody".to_owned(), "nogroup".to_owned(), "dovenull".to_owned())
        } else {
            (gebruiker.clone(), groep.clone(), gebruiker.clone())
        };
        let intern = if is_root()? { "dovecot".to_owned() } else { gebruiker };
        let intern_groep = if is_root()? { "dovecot".to_owned() } else { groep };
        let wortel = s.map.path().display().to_string();
        fs::write(s.pad("gebruikers"), "piket:{PLAIN}geheim van de proef::::::\n")?;
        fs::write(
            s.pad("dovecot.conf"),
            format!(
                "protocols = imap\nlisten = 127.0.0.1\nbase_dir = {wortel}/run\nlog_path = {wortel}/log\nssl = required\n\
                 ssl_cert = <{wortel}/ca.pem\nssl_key = <{wortel}/sleutel.pem\nmail_location = maildir:{wortel}/post\n\
                 default_internal_user = {intern}\ndefault_internal_group = {intern_groep}\ndefault_login_user = {inlog}\n\
                 first_valid_uid = 1\nfirst_valid_gid = 1\nmail_uid = {eigenaar}\nmail_gid = {eigen_groep}\n\
                 passdb {{\n driver = passwd-file\n args = {wortel}/gebruikers\n}}\n\
                 userdb {{\n driver = static\n args = uid={eigenaar} gid={eigen_groep} home={wortel}/post\n}}\n\
                 service anvil {{\n chroot =\n}}\nservice imap-login {{\n chroot =\n inet_listener imap {{\n port = 0\n }}\n\
                 inet_listener imaps {{\n port = {}\n ssl = yes\n }}\n}}\n",
                s.poort
            ),
        )?;
        Ok(s)
    }

    fn pad(&self, naam: &str) -> PathBuf {
        self.map.path().join(naam)
    }

    /// Puts a mail where the server finds it.
    fn bezorg(&self, naam: &str, onderwerp: &str) -> Proef {
        let brief = format!(
            "From: Meldkamer <m@kliniek.example>\r\nTo: piket@dji.example\r\nSubject: {onderwerp}\r\n\
             Date: Sun, 22 Nov 2026 01:00:00 +0100\r\nMessage-ID: <{naam}@kliniek.example>\r\n\r\n{onderwerp}\r\n"
        );
        fs::write(self.pad("post/tmp").join(naam), brief)?;
        self.geef_weg()?;
        Ok(fs::rename(self.pad("post/tmp").join(naam), self.pad("post/new").join(naam))?)
    }

    fn geef_weg(&self) -> Proef {
        if is_root()? {
            let gelukt = Command::new("chown").args(["-R", "nobody:nogroup"]).arg(self.pad("post")).status()?;
            assert!(gelukt.success());
        }
        Ok(())
    }

    fn start(&mut self) -> Proef {
        let kind = Command::new(DOVECOT).arg("-F").arg("-c").arg(self.pad("dovecot.conf")).spawn()?;
        self.proces = Some(kind);
        Ok(())
    }

    fn stop(&mut self) -> Proef {
        if let Some(mut kind) = self.proces.take() {
            let _ = Command::new("kill").args(["-TERM", &kind.id().to_string()]).status()?;
            kind.wait()?;
        }
        Ok(())
    }

    /// The mails by name with their bytes; what the server notes for itself aside.
    fn mails(&self) -> Result<Vec<(PathBuf, Vec<u8>)>, Mis> {
        let alle = ["post/new", "post/cur"].map(|m| foto(&self.pad(m)));
        let mut uit = Vec::new();
        for deel in alle {
            uit.extend(deel?);
        }
        Ok(uit)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.stop();
    }
}

#[test]
fn a_server_that_says_nothing_is_named_as_waited_for() -> Proef {
    // The system takes the call, and nobody speaks.
    let stil = TcpListener::bind("127.0.0.1:0")?;
    let o = Omgeving::kaal()?;
    o.geheim("imap-wachtwoord", "geheim van de proef\n")?;
    o.config(
        "instellingen.toml",
        &format!(
            "imap = {{ server = \"localhost\", poort = {}, gebruiker = \"piket\", \
             wachtwoord_bestand = \"../../imap-wachtwoord\" }}\n",
            stil.local_addr()?.port()
        ),
    )?;
    let mut desk = o.desk(RUIM)?;
    desk.wacht("Welkom")?.toetsen("o")?.wacht("Postbus: wacht op antwoord.")?;
    // The keys do not wait.
    desk.toetsen("n")?.wacht("Telefonische melding")?.toetsen("<esc>")?.wacht_weg("Telefonische melding")?;
    drop(stil);
    desk.wacht_weg("wacht op antwoord")?.wacht("Postbus: localhost")?.toetsen("q")?;
    assert_eq!(desk.einde()?, 0);
    Ok(())
}

#[test]
fn a_mailbox_is_read_through_idle_and_left_as_it_was() -> Proef {
    if !std::path::Path::new(DOVECOT).exists() {
        println!("overgeslagen: dovecot-imapd is hier niet geïnstalleerd");
        return Ok(());
    }
    let mut server = Server::maak()?;
    server.bezorg("1.a.b", "een")?;
    // Read by somebody else, and answered.
    server.bezorg("2.a.b", "twee")?;
    fs::rename(server.pad("post/new/2.a.b"), server.pad("post/cur/2.a.b:2,RS"))?;
    server.start()?;
    let o = Omgeving::kaal()?;
    o.geheim("imap-wachtwoord", "geheim van de proef\n")?;
    let (poort, ca) = (server.poort, server.pad("ca.pem").display().to_string());
    o.config(
        "instellingen.toml",
        &format!(
            "imap = {{ server = \"localhost\", poort = {poort}, gebruiker = \"piket\", \
             wachtwoord_bestand = \"../../imap-wachtwoord\", ca = \"{ca}\" }}\n"
        ),
    )?;
    let mut desk = o.desk(RUIM)?;
    desk.wacht("Welkom")?.toetsen("o")?.wacht("INBOX 2")?;
    server.bezorg("3.a.b", "drie")?;
    desk.wacht("M0003 is nieuw in de inbox.")?;
    server.stop()?;
    desk.wacht("Postbus: localhost is niet te bereiken.")?;
    server.bezorg("4.a.b", "vier")?;
    let voor: Vec<Vec<u8>> = server.mails()?.into_iter().map(|(_, bytes)| bytes).collect();
    server.start()?;
    desk.wacht("INBOX 4")?.wacht_weg("niet te bereiken")?;
    desk.toetsen("q")?;
    assert_eq!(desk.einde()?, 0);
    server.stop()?;
    let na = server.mails()?;
    let mut namen: Vec<String> =
        na.iter().map(|(pad, _)| pad.file_name().unwrap_or_default().to_string_lossy().into_owned()).collect();
    namen.sort();
    // Dovecot itself moves what it saw from new to cur; a mark would stand behind the comma.
    let merken: Vec<(&str, &str)> = namen.iter().map(|n| n.split_once(":2,").unwrap_or((n, ""))).collect();
    assert_eq!(merken, [("1.a.b", ""), ("2.a.b", "RS"), ("3.a.b", ""), ("4.a.b", "")]);
    let (mut voor, mut bytes) = (voor, na.into_iter().map(|(_, b)| b).collect::<Vec<_>>());
    voor.sort();
    bytes.sort();
    assert_eq!(bytes, voor);
    Ok(())
}
