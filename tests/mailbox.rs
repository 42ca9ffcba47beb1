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
    time::{SystemTime, UNIX_EPOCH},
};

use common::{
    Failure, TestResult,
    environment::{TestEnv, snapshot},
    session::WIDE,
};
use openssl::{base64, hash::MessageDigest, pkey::PKey, sign::Signer};

/// Where Debian puts it.
const DOVECOT: &str = "/usr/sbin/dovecot";

/// What the server believes a token by.
const TOKEN_KEY: &[u8] = b"sleutel van de proef, lang genoeg";

/// A token for this user that holds for ten minutes from this second on.
fn token(user: &str, from: u64) -> Result<String, Failure> {
    let coded = |bytes: &[u8]| base64::encode_block(bytes).replace('+', "-").replace('/', "_").replace('=', "");
    let claims = serde_json::json!({"sub": user, "iat": from, "nbf": from, "exp": from + 600});
    let said = format!("{}.{}", coded(br#"{"alg":"HS256","typ":"JWT"}"#), coded(claims.to_string().as_bytes()));
    let mut signer = Signer::new(MessageDigest::sha256(), &*PKey::hmac(TOKEN_KEY)?)?;
    signer.update(said.as_bytes())?;
    Ok(format!("{said}.{}", coded(&signer.sign_to_vec()?)))
}

struct Server {
    folder: tempfile::TempDir,
    port: u16,
    process: Option<Child>,
}

/// Whether the user of this test is one under whom Dovecot serves no mail.
fn is_root() -> Result<bool, Failure> {
    Ok(String::from_utf8(Command::new("id").arg("-u").output()?.stdout)?.trim() == "0")
}

fn output_of(command: &str, word: &str) -> Result<String, Failure> {
    Ok(String::from_utf8(Command::new(command).arg(word).output()?.stdout)?.trim().to_owned())
}

impl Server {
    /// Writes certificate, users and settings; nothing runs yet.
    fn create() -> Result<Self, Failure> {
        let folder = tempfile::TempDir::new()?;
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755))?;
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let s = Self { folder, port, process: None };
        for part in ["run", "post/new", "post/cur", "post/tmp", "sleutels/default/HS256"] {
            fs::create_dir_all(s.path(part))?;
        }
        // Tokens are signed with this.
        fs::write(s.path("sleutels/default/HS256/default"), base64::encode_block(TOKEN_KEY))?;
        let succeeded = Command::new("openssl")
            .args(["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"])
            .args(["-addext", "subjectAltName=DNS:localhost", "-keyout"])
            .arg(s.path("sleutel.pem"))
            .arg("-out")
            .arg(s.path("ca.pem"))
            .stderr(Stdio::null())
            .status()?;
        assert!(succeeded.success(), "openssl maakt geen certificaat");
        let (user, group) = (output_of("id", "-un")?, output_of("id", "-gn")?);
        let (owner, own_group, login_user) = if is_root()? {
            ("nobody".to_owned(), "nogroup".to_owned(), "dovenull".to_owned())
        } else {
            (user.clone(), group.clone(), user.clone())
        };
        let internal_user = if is_root()? { "dovecot".to_owned() } else { user };
        let internal_group = if is_root()? { "dovecot".to_owned() } else { group };
        let root = s.folder.path().display().to_string();
        fs::write(
            s.path("token.conf"),
            format!(
                "introspection_mode = local\nlocal_validation_key_dict = fs:posix:prefix={root}/sleutels/\nusername_attribute = sub\n"
            ),
        )?;
        fs::write(s.path("gebruikers"), "piket:{PLAIN}geheim van de proef::::::\n")?;
        fs::write(
            s.path("dovecot.conf"),
            format!(
                "protocols = imap\nlisten = 127.0.0.1\nbase_dir = {root}/run\nlog_path = {root}/log\nssl = required\n\
                 ssl_cert = <{root}/ca.pem\nssl_key = <{root}/sleutel.pem\nmail_location = maildir:{root}/post\n\
                 default_internal_user = {internal_user}\ndefault_internal_group = {internal_group}\ndefault_login_user = {login_user}\n\
                 first_valid_uid = 1\nfirst_valid_gid = 1\nmail_uid = {owner}\nmail_gid = {own_group}\n\
                 auth_mechanisms = plain login oauthbearer xoauth2\n\
                 passdb {{\n driver = passwd-file\n args = {root}/gebruikers\n mechanisms = plain login\n}}\n\
                 passdb {{\n driver = oauth2\n args = {root}/token.conf\n mechanisms = oauthbearer xoauth2\n}}\n\
                 userdb {{\n driver = static\n args = uid={owner} gid={own_group} home={root}/post\n}}\n\
                 service anvil {{\n chroot =\n}}\nservice imap-login {{\n chroot =\n inet_listener imap {{\n port = 0\n }}\n\
                 inet_listener imaps {{\n port = {}\n ssl = yes\n }}\n}}\n",
                s.port
            ),
        )?;
        Ok(s)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Puts a mail where the server finds it.
    fn deliver(&self, name: &str, topic: &str) -> TestResult {
        let letter = format!(
            "From: Meldkamer <m@kliniek.example>\r\nTo: piket@dji.example\r\nSubject: {topic}\r\n\
             Date: Sun, 22 Nov 2026 01:00:00 +0100\r\nMessage-ID: <{name}@kliniek.example>\r\n\r\n{topic}\r\n"
        );
        fs::write(self.path("post/tmp").join(name), letter)?;
        self.hand_over()?;
        Ok(fs::rename(self.path("post/tmp").join(name), self.path("post/new").join(name))?)
    }

    fn hand_over(&self) -> TestResult {
        if is_root()? {
            let succeeded = Command::new("chown").args(["-R", "nobody:nogroup"]).arg(self.path("post")).status()?;
            assert!(succeeded.success());
        }
        Ok(())
    }

    fn start(&mut self) -> TestResult {
        let child = Command::new(DOVECOT).arg("-F").arg("-c").arg(self.path("dovecot.conf")).spawn()?;
        self.process = Some(child);
        Ok(())
    }

    fn stop(&mut self) -> TestResult {
        if let Some(mut child) = self.process.take() {
            let _ = Command::new("kill").args(["-TERM", &child.id().to_string()]).status()?;
            child.wait()?;
        }
        Ok(())
    }

    /// The mails by name with their bytes; what the server notes for itself aside.
    fn mails(&self) -> Result<Vec<(PathBuf, Vec<u8>)>, Failure> {
        let all = ["post/new", "post/cur"].map(|m| snapshot(&self.path(m)));
        let mut out = Vec::new();
        for part in all {
            out.extend(part?);
        }
        Ok(out)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.stop();
    }
}

#[test]
fn a_server_that_says_nothing_is_named_as_waited_for() -> TestResult {
    // The system takes the call, and nobody speaks.
    let silent = TcpListener::bind("127.0.0.1:0")?;
    let o = TestEnv::bare()?;
    o.secret("imap-wachtwoord", "geheim van de proef\n")?;
    o.config(
        "instellingen.toml",
        &format!(
            "imap = {{ server = \"localhost\", poort = {}, gebruiker = \"piket\", \
             wachtwoord_bestand = \"../../imap-wachtwoord\" }}\n",
            silent.local_addr()?.port()
        ),
    )?;
    let mut desk = o.desk(WIDE)?;
    desk.wait("Welkom")?.keys("o")?.wait("Postbus: wacht op antwoord.")?;
    // The keys do not wait.
    desk.keys("n")?.wait("Telefonische melding")?.keys("<esc>")?.wait_until_gone("Telefonische melding")?;
    drop(silent);
    desk.wait_until_gone("wacht op antwoord")?.wait("Postbus: localhost")?.leave()?;
    assert_eq!(desk.end()?, 0);
    Ok(())
}

#[test]
fn a_mailbox_is_read_through_idle_and_left_as_it_was() -> TestResult {
    if !std::path::Path::new(DOVECOT).exists() {
        println!("overgeslagen: dovecot-imapd is hier niet geïnstalleerd");
        return Ok(());
    }
    let mut server = Server::create()?;
    server.deliver("1.a.b", "een")?;
    // Read by somebody else, and answered.
    server.deliver("2.a.b", "twee")?;
    fs::rename(server.path("post/new/2.a.b"), server.path("post/cur/2.a.b:2,RS"))?;
    server.start()?;
    let o = TestEnv::bare()?;
    o.secret("imap-wachtwoord", "geheim van de proef\n")?;
    let (port, ca) = (server.port, server.path("ca.pem").display().to_string());
    o.config(
        "instellingen.toml",
        &format!(
            "imap = {{ server = \"localhost\", poort = {port}, gebruiker = \"piket\", \
             wachtwoord_bestand = \"../../imap-wachtwoord\", ca = \"{ca}\" }}\n"
        ),
    )?;
    let mut desk = o.desk(WIDE)?;
    desk.wait("Welkom")?.keys("o")?.wait("INBOX 2")?;
    server.deliver("3.a.b", "drie")?;
    desk.wait("M0003 is nieuw in de inbox.")?;
    server.stop()?;
    desk.wait("Postbus: localhost is niet te bereiken.")?;
    server.deliver("4.a.b", "vier")?;
    let before: Vec<Vec<u8>> = server.mails()?.into_iter().map(|(_, bytes)| bytes).collect();
    server.start()?;
    desk.wait("INBOX 4")?.wait_until_gone("niet te bereiken")?;
    desk.leave()?;
    assert_eq!(desk.end()?, 0);
    server.stop()?;
    let after = server.mails()?;
    let mut names: Vec<String> =
        after.iter().map(|(path, _)| path.file_name().unwrap_or_default().to_string_lossy().into_owned()).collect();
    names.sort();
    // Dovecot itself moves what it saw from new to cur; a mark would stand behind the comma.
    let stamps: Vec<(&str, &str)> = names.iter().map(|n| n.split_once(":2,").unwrap_or((n, ""))).collect();
    assert_eq!(stamps, [("1.a.b", ""), ("2.a.b", "RS"), ("3.a.b", ""), ("4.a.b", "")]);
    let (mut before, mut bytes) = (before, after.into_iter().map(|(_, b)| b).collect::<Vec<_>>());
    before.sort();
    bytes.sort();
    assert_eq!(bytes, before);
    Ok(())
}

#[test]
fn a_mailbox_without_a_password_is_read_with_a_token_of_an_own_command() -> TestResult {
    if !std::path::Path::new(DOVECOT).exists() {
        println!("overgeslagen: dovecot-imapd is hier niet geïnstalleerd");
        return Ok(());
    }
    let mut server = Server::create()?;
    server.deliver("1.a.b", "een")?;
    server.start()?;
    let o = TestEnv::bare()?;
    let (port, ca) = (server.port, server.path("ca.pem").display().to_string());
    let printed = server.path("token");
    o.config(
        "instellingen.toml",
        &format!(
            "imap = {{ server = \"localhost\", poort = {port}, gebruiker = \"piket\", ca = \"{ca}\", \
             oauth = {{ token_opdracht = [\"cat\", \"{}\"] }} }}\n",
            printed.display()
        ),
    )?;
    // Without a token there is no call; the header says what is amiss.
    let mut desk = o.desk(WIDE)?;
    desk.wait("Welkom")?.keys("o")?.wait("Postbus: de opdracht voor het token eindigde met code 1")?;
    desk.leave()?;
    assert_eq!(desk.end()?, 0);
    let now = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs();
    fs::write(&printed, token("piket", now - 10)?)?;
    let mut desk = o.desk(WIDE)?;
    desk.wait("INBOX 1")?.leave()?;
    assert_eq!(desk.end()?, 0);
    // One that no longer holds is refused, and never shown.
    fs::write(&printed, token("piket", now - 5000)?)?;
    let mut desk = o.desk(WIDE)?;
    desk.wait("Postbus: de server weigert het token")?.leave()?;
    assert_eq!(desk.end()?, 0);
    server.stop()
}
