//! The sources of mail that the settings name, with what opens them.

use std::{path::PathBuf, sync::Arc};

use super::{environment::Environment, passphrase, token};
use crate::{
    domain::{error::Result, passphrase::Passphrase, uptime::Uptime},
    intake::source::{Imap, LoginKind, MailFolder, Mailbox, Server, Source},
    runtime::clock::Clock,
    settings::MailboxKey,
};

impl Environment {
    /// The sources of mail that the settings name.
    pub fn sources(&self) -> Vec<Box<dyn Source>> {
        let path = |p: &Option<PathBuf>| p.as_ref().map(|p| self.paths.config.join(p));
        let drop_folder =
            path(&self.settings.drop_folder).map(|p| Box::new(MailFolder::drop_folder(p)) as Box<dyn Source>);
        let maildir = path(&self.settings.maildir).map(|p| Box::new(MailFolder::maildir(p)) as Box<dyn Source>);
        let imap = self.settings.imap.clone().map(|p| {
            let ca = p.ca.map(|ca| self.paths.config.join(ca));
            let (login, secret): (LoginKind, Box<dyn Fn() -> Result<Passphrase> + Send>) = match p.key {
                MailboxKey::PassphraseFile(file) => {
                    let file = self.paths.config.join(file);
                    (LoginKind::Passphrase, Box::new(move || passphrase::from_file(&file)))
                }
                MailboxKey::TokenCommand(line) => {
                    let own = self.own_program(line);
                    (LoginKind::Token, Box::new(move || token::from_command(&own)))
                }
            };
            Box::new(Imap::new(Mailbox {
                server: Server { name: p.server, port: p.port, ca },
                user: p.login,
                folder: p.folder,
                login,
                secret,
                now: Box::new(|| Clock::machine().now()),
                elapsed: Arc::new(|| Clock::machine().uptime().since(Uptime::default()).to_std().unwrap_or_default()),
            })) as Box<dyn Source>
        });
        drop_folder.into_iter().chain(maildir).chain(imap).collect()
    }
}
