//! What a verb runs in: folders, settings, rules, inrichtingen, clock and store. Faults in the
//! officer's own files never stop the desk; they come along as warnings.

use std::{
    ffi::OsString,
    path::{Path, PathBuf},
    sync::{Arc, OnceLock},
};

use super::{answer::notice, inrichtingen, own_addresses, own_templates, passphrase};
use crate::{
    acts::decide::{After, Context},
    demo::{self, NightMail},
    desk::{
        state::{passphrase::PromptKind, setup::OwnFiles},
        verb::GlobalArgs,
    },
    domain::{
        error::{Error, Result},
        inrichting::Inrichtingen,
        message_sender::MessageSender,
        moment::Moment,
        passphrase::Passphrase,
        practice::Night,
        sanitize,
    },
    intake::{self, InrichtingList},
    judge::{case_judge::CaseJudge, visibility::Visibility},
    log::desk::Desk,
    outgoing::Templates,
    paths::{self, Paths},
    platform,
    rules::{
        address_book::AddressBook,
        book::{Book, Books, FileError, Rulebook, RulebookOrigin},
    },
    runtime::{
        MessageWays, OwnCommand,
        clock::Clock,
        label_file::{self, LabelFile},
        word_file::{self, WordFile},
    },
    settings::{ProgramLine, Settings, Spelling},
    store::{Access, RebuildProgress, StoreKind},
};

/// What a verb runs in.
#[derive(Debug)]
pub struct Environment {
    /// The folders.
    pub paths: Paths,
    /// True when the store's folder was named by the caller.
    pub dir_given: bool,
    /// How a store may be opened at most.
    pub access: Access,
    /// The settings.
    pub settings: Settings,
    /// Where the passphrase stands, when not in somebody's head.
    passphrase_file: Option<PathBuf>,
    /// The moment asked for with `--nu`.
    pub requested_now: Option<Moment>,
    /// The words of the shell, the program's name in front.
    pub words: Vec<OsString>,
    /// The file that steers the clock of a demo.
    clock_file: Option<PathBuf>,
    /// What is wrong with the settings.
    warnings: Vec<String>,
    book: OnceLock<(Book, Vec<String>)>,
    addresses: OnceLock<(Arc<AddressBook>, Vec<String>)>,
    sender: OnceLock<MessageSender>,
    practice: OnceLock<Practice>,
}

/// A night of practice that is being played.
#[derive(Debug)]
pub struct Practice {
    /// What happens in it.
    pub night: Arc<Night>,
    /// What arrives in it.
    pub mails: Vec<NightMail>,
    /// So many times as fast its clock runs.
    pub pace: u16,
}

impl Environment {
    /// Finds folders and settings.
    ///
    /// # Errors
    /// When there is no folder at all, or `--nu` does not read.
    pub fn new(globals: &GlobalArgs, words: Vec<OsString>) -> Result<Self> {
        let paths = Paths::resolve(globals.data_dir.as_deref())?;
        let path = paths.settings();
        let (settings, warnings) = match platform::file::text(&path) {
            Ok(text) => {
                let (settings, errors) = Settings::parse(&text, "instellingen.toml");
                (settings, alarms_stay(errors.iter().map(ToString::to_string).collect()))
            }
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => (Settings::default(), Vec::new()),
            Err(e) => (
                Settings::default(),
                alarms_stay(vec![format!("{} is niet te lezen ({}).", name(&path), platform::failure::why(&e))]),
            ),
        };
        let requested_now = match &globals.now {
            Some(text) => Some(Moment::parse(text, Some(Clock::machine().now()))?.moment),
            None => None,
        };
        Ok(Self {
            paths,
            dir_given: globals.data_dir.is_some(),
            access: if globals.read_only { Access::Read } else { Access::Write },
            settings,
            passphrase_file: globals.passphrase_file.clone(),
            requested_now,
            words,
            clock_file: globals.clock_file.clone(),
            warnings,
            book: OnceLock::new(),
            addresses: OnceLock::new(),
            sender: OnceLock::new(),
            practice: OnceLock::new(),
        })
    }

    /// The rule book: the officer's own where it is sound, else the embedded one.
    pub fn book(&self) -> &Book {
        &self.loaded_rulebook().0
    }

    fn loaded_rulebook(&self) -> &(Book, Vec<String>) {
        self.book.get_or_init(|| self.read_rulebook())
    }

    fn read_rulebook(&self) -> (Book, Vec<String>) {
        let (book, warnings) = self.read_rules();
        (book.with_own_days(&self.settings.days_off), warnings)
    }

    fn read_rules(&self) -> (Book, Vec<String>) {
        let Some(path) = self.settings.rules.as_ref().map(|p| self.paths.config.join(p)) else {
            return (Book::BuiltIn, Vec::new());
        };
        let file = name(&path);
        let errors = match platform::file::text(&path) {
            Ok(text) => match Rulebook::parse(&text, &file, RulebookOrigin::Own(file.clone())) {
                Ok(book) => {
                    let sentence = format!("De regels komen uit uw eigen bestand {file}.");
                    let left_out = intake::left_out(&book.sector_forms()).unwrap_or_default();
                    return (Book::Own(Arc::new(book)), [vec![sentence], left_out].concat());
                }
                Err(errors) => errors.iter().map(FileError::to_string).collect(),
            },
            Err(e) => vec![format!("{file} is niet te lezen ({}).", platform::failure::why(&e))],
        };
        (Book::BuiltIn, alarms_stay(errors))
    }

    /// Whether the files that terms and alarms rest on are what the officer asked for, with what is wrong with those of
    /// the inrichtingen.
    pub fn own_files(&self, of_inrichtingen: &[String]) -> OwnFiles {
        let stands_in = self.settings.rules.is_some() && self.book().origin == RulebookOrigin::BuiltIn;
        let whole = self.warnings.is_empty() && of_inrichtingen.is_empty() && !stands_in;
        if whole { OwnFiles::Whole } else { OwnFiles::Unread }
    }

    /// Who is provided with what: the embedded address book, the officer's own entries, and whom the settings name.
    pub fn addresses(&self) -> &Arc<AddressBook> {
        &self.loaded_addresses().0
    }

    fn loaded_addresses(&self) -> &(Arc<AddressBook>, Vec<String>) {
        self.addresses.get_or_init(|| {
            let (book, warnings) = own_addresses::read(&self.paths.config, &self.settings);
            (Arc::new(book), warnings)
        })
    }

    /// Where the officer's own inrichtingen stand.
    pub fn own_inrichtingen(&self) -> PathBuf {
        let named = self.settings.inrichtingen.as_deref();
        self.paths.config.join(named.unwrap_or_else(|| Path::new(inrichtingen::FILE)))
    }

    /// The known inrichtingen: the embedded ones and the officer's own, with what is wrong with those.
    ///
    /// # Errors
    /// When the embedded list is at fault, which a test rules out.
    pub fn inrichtingen(&self) -> Result<(Inrichtingen, Vec<String>)> {
        let built_in = intake::inrichtingen()?;
        let path = self.own_inrichtingen();
        let file = name(&path);
        match platform::file::text(&path) {
            Ok(text) => match InrichtingList::parse(&text, &file) {
                Ok(own) => Ok((built_in.with(own.list), Vec::new())),
                Err(errors) => Ok((built_in, alarms_stay(errors.iter().map(ToString::to_string).collect()))),
            },
            Err(e) if e.kind() == std::io::ErrorKind::NotFound && self.settings.inrichtingen.is_none() => {
                Ok((built_in, Vec::new()))
            }
            Err(e) => {
                let fault = format!("{file} is niet te lezen ({}).", platform::failure::why(&e));
                Ok((built_in, alarms_stay(vec![fault])))
            }
        }
    }

    /// The labels that the officer taught, and what is wrong with them.
    pub fn labels(&self) -> (LabelFile, Option<Error>) {
        let forms = match self.book() {
            Book::BuiltIn => None,
            Book::Own(book) => Some(book.sector_forms()),
        };
        LabelFile::at(self.paths.config.join(label_file::FILE), forms)
    }

    /// The officer's own words for the spelling, and where a dictionary may be.
    pub fn spelling(&self) -> WordFile {
        let own = Some(self.paths.config.join(word_file::FILE));
        let dictionaries = match &self.settings.spelling {
            Spelling::Automatic => word_file::usual_dictionaries(),
            Spelling::Off => Vec::new(),
            Spelling::At(path) => vec![self.paths.config.join(path).with_extension("aff")],
        };
        WordFile { own, dictionaries }
    }

    /// The templates, with what is wrong with the officer's own.
    pub fn templates(&self) -> (Templates, Vec<String>) {
        let folder = self.settings.templates.as_ref().map(|p| self.paths.config.join(p));
        folder.map_or_else(|| (Templates::built_in(), Vec::new()), |folder| own_templates::read(&folder))
    }

    /// The calendar file that the settings name.
    pub fn agenda(&self) -> Option<PathBuf> {
        self.settings.agenda.as_ref().map(|p| self.paths.config.join(p))
    }

    /// The officer's own command at an alarm. Only a path is looked for beside the settings; a name is found as in
    /// a shell.
    pub fn own_command(&self) -> Option<OwnCommand> {
        self.program(self.settings.alarm_command.as_ref())
    }

    /// By what messages leave, and where they are put; the store is in the folder of the data.
    pub fn message_ways(&self) -> MessageWays {
        let folder = |own: &PathBuf| self.paths.config.join(own);
        MessageWays {
            saved: self.settings.messages.as_ref().map_or_else(|| self.paths.data.join("berichten"), folder),
            passing: paths::refuge(),
            tag: self.paths.tag(),
            open: self.program(self.settings.open_command.as_ref()),
            send: self.program(self.settings.send_command.as_ref()),
        }
    }

    fn program(&self, line: Option<&ProgramLine>) -> Option<OwnCommand> {
        line.cloned().map(|line| self.own_program(line))
    }

    /// A program of the settings; see [`Self::own_command`].
    pub fn own_program(&self, line: ProgramLine) -> OwnCommand {
        let ProgramLine { program, arguments } = line;
        let path = PathBuf::from(program);
        let program = if path.components().count() > 1 { self.paths.config.join(path) } else { path };
        OwnCommand { program, arguments }
    }

    /// All that is amiss with settings and rules.
    pub fn warnings(&self) -> Vec<String> {
        let mut all = self.warnings.clone();
        all.extend(self.loaded_rulebook().1.iter().cloned());
        all.extend(self.loaded_addresses().1.iter().cloned());
        all.extend(self.settings.unknown_termijnen(self.book()));
        all
    }

    /// Who works at the desk.
    pub fn actor(&self) -> String {
        let system = || std::env::var("USER").ok().map(|u| sanitize::line(&u)).filter(|u| !u.is_empty());
        self.settings.name.clone().or_else(system).unwrap_or_else(|| "piketfunctionaris".to_owned())
    }

    /// A store of this kind was opened: the messages of a demo are signed by who signed them when it was made.
    pub fn opened(&self, kind: StoreKind) {
        if kind == StoreKind::Demo {
            self.sender.get_or_init(demo::sender);
        }
    }

    /// Who signs messages, and to whom they go.
    pub fn sender(&self) -> &MessageSender {
        self.sender.get_or_init(|| self.settings.sender(self.actor()))
    }

    /// The passphrase: out of the file that was named, or asked for.
    ///
    /// # Errors
    /// When the file cannot be used, or there is nobody to ask.
    pub fn passphrase(&self, kind: PromptKind) -> Result<Passphrase> {
        // Here, so that no verb that gets a passphrase can forget it.
        platform::keep_private();
        self.passphrase_file.as_deref().map_or_else(|| passphrase::ask(kind), passphrase::from_file)
    }

    /// True when no screen needs to ask for the passphrase.
    pub const fn has_passphrase(&self) -> bool {
        self.passphrase_file.is_some()
    }

    /// From now on this night is played; only the first counts.
    pub fn practise(&self, practice: Practice) {
        let _ = self.practice.set(practice);
    }

    /// The night of practice that is played.
    pub fn practice(&self) -> Option<&Practice> {
        self.practice.get()
    }

    /// The clock for a store of this kind.
    ///
    /// # Errors
    /// When another time than the machine's is asked of a real store.
    pub fn clock(&self, kind: StoreKind) -> Result<Clock> {
        let steered = |clock: Clock| self.clock_file.as_deref().map_or(clock, |file| clock.steered(file));
        if let Some(Practice { night, pace, .. }) = self.practice() {
            return Ok(steered(Clock::starting_at(night.begin).paced(*pace)));
        }
        match (self.requested_now, kind) {
            (None, _) => Ok(Clock::machine()),
            (Some(now), StoreKind::Demo) => Ok(steered(Clock::starting_at(now))),
            (Some(_), StoreKind::Real) => Err(Error::usage("Een andere tijd kan alleen in een demo.")
                .hint("Laat --nu weg, of maak een demo met «piket demo».")),
        }
    }

    /// The desk once acts are in the log; a terminal shows what it is asked.
    pub const fn after<'a>(&self, desk: &'a Desk, context: Context<'a>) -> After<'a> {
        After { desk, context, choice: self.settings.termijn, visibility: Visibility::Open }
    }

    /// The books at hand.
    pub fn books<'a>(&'a self, inrichtingen: &'a Inrichtingen) -> Books<'a> {
        Books { book: self.book(), inrichtingen }
    }

    /// What a case is judged with, by the settings.
    pub fn judge<'a>(&'a self, inrichtingen: &'a Inrichtingen) -> CaseJudge<'a> {
        CaseJudge { books: self.books(inrichtingen), choice: self.settings.termijn }
    }

    /// What a judgement rests on at this moment.
    pub fn context<'a>(&'a self, inrichtingen: &'a Inrichtingen, now: Moment) -> Context<'a> {
        Context {
            book: self.book(),
            inrichtingen,
            addresses: self.addresses(),
            week_start: self.settings.piketweek,
            kalender: self.settings.kalender,
            sender: self.sender(),
            now,
        }
    }
}

/// The faults of a file that terms or alarms rest on; the first, which a header shows, tells what to do.
fn alarms_stay(mut faults: Vec<String>) -> Vec<String> {
    if let Some(first) = faults.first_mut() {
        first.push_str(" Herstel het bestand en open piket opnieuw; tot dan blijven geplande alarmen staan.");
    }
    faults
}

/// Says how far the store is on its way to the form of this program, before any screen is drawn.
pub fn tell_progress(progress: RebuildProgress) {
    let RebuildProgress { done, total } = progress;
    notice(&format!("De opslag wordt bijgewerkt naar deze piket: {done} van {total} regels."));
}

/// A path as it is shown.
pub fn name(path: &Path) -> String {
    sanitize::line(&path.to_string_lossy())
}
