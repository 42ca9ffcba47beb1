//! Reads `instellingen.toml` field by field. One table names every field with how it is taken, so
//! that the check for unknown names, the hints and the reading cannot drift apart.

use toml::de::DeValue;

use super::{
    Colors, Settings, Signs, Spelling, TerminalNotification, mailbox,
    shape::Shape,
    values::{
        alarm, bewaartermijn, choice, command, count, days_off, list, loud, mail_address, minutes, per_termijn, phone,
        piketweek, switch, text, views,
    },
};
use crate::{
    desk::keymap::Keymap,
    domain::{
        draft::{DraftChannel, DraftKind},
        hint::did_you_mean,
        sanitize,
        termijn_choice::LezingChoice,
        termijn_kind::Kalender,
    },
    rules::{file_error::FileError, toml_reader::TomlReader},
};

/// Takes one value; gives back a sentence when it is not right.
type FieldSetter = fn(&mut Settings, &DeValue<'_>) -> Result<(), String>;

const LEZINGEN: [(&str, LezingChoice); 2] = [("streng", LezingChoice::Streng), ("gangbaar", LezingChoice::Gangbaar)];
const NOTIFICATIONS: [(&str, TerminalNotification); 4] = [
    ("uit", TerminalNotification::Off),
    ("osc9", TerminalNotification::Osc9),
    ("osc777", TerminalNotification::Osc777),
    ("beide", TerminalNotification::Both),
];
const SIGNS: [(&str, Signs); 3] =
    [("automatisch", Signs::Automatic), ("unicode", Signs::Unicode), ("ascii", Signs::Ascii)];
const COLORS: [(&str, Colors); 7] = [
    ("automatisch", Colors::Automatic),
    ("donker", Colors::Dark),
    ("licht", Colors::Light),
    ("hoog-contrast", Colors::HighContrast),
    ("deuteranopie", Colors::Deuteranopia),
    ("tritanopie", Colors::Tritanopia),
    ("mono", Colors::Mono),
];

fn words<T>(choices: &[(&'static str, T)]) -> Vec<&'static str> {
    choices.iter().map(|(word, _)| *word).collect()
}

/// Every field of the file with what it is made of and how it is taken.
const FIELD_SETTERS: [(&str, Shape, FieldSetter); 40] = [
    ("naam", Shape::Text, |i, v| {
        i.name = Some(text(v)?);
        Ok(())
    }),
    ("kalender", Shape::OneOf(|| Kalender::ALL.map(Kalender::code).to_vec()), |i, v| {
        i.kalender = choice(v, &Kalender::ALL.map(|k| (k.code(), k)))?;
        Ok(())
    }),
    ("vrije_dagen", Shape::DaysOff, |i, v| {
        i.days_off = days_off(v)?;
        Ok(())
    }),
    ("termijn", Shape::OneOf(|| words(&LEZINGEN)), |i, v| {
        i.termijn = choice(v, &LEZINGEN)?;
        Ok(())
    }),
    ("piketweek", Shape::WeekStart, |i, v| {
        i.piketweek = piketweek(v)?;
        Ok(())
    }),
    ("alarm", Shape::MinutesAhead, |i, v| {
        i.alarm = alarm(v)?;
        Ok(())
    }),
    ("alarm_per_termijn", Shape::PerTermijn(&Shape::MinutesAhead), |i, v| {
        i.alarm_per_termijn = per_termijn(v)?;
        Ok(())
    }),
    ("alarm_luid", Shape::PerTermijn(&Shape::MinuteAhead), |i, v| {
        i.loud_per_termijn = loud(v)?;
        Ok(())
    }),
    ("alarm_opdracht", Shape::Program, |i, v| {
        i.alarm_command = Some(command(v)?);
        Ok(())
    }),
    ("alarm_binnenkomst", Shape::Switch, |i, v| {
        i.arrivals = switch(v)?;
        Ok(())
    }),
    ("alarm_herhaal", Shape::Minutes, |i, v| {
        i.alarm_repeat = minutes(v)?;
        Ok(())
    }),
    ("alarm_na_gezien", Shape::Minutes, |i, v| {
        i.alarm_after_seen = minutes(v)?;
        Ok(())
    }),
    ("melding_in_terminal", Shape::OneOf(|| words(&NOTIFICATIONS)), |i, v| {
        i.terminal_notification = choice(v, &NOTIFICATIONS)?;
        Ok(())
    }),
    ("bel", Shape::Switch, |i, v| {
        i.bell = switch(v)?;
        Ok(())
    }),
    ("melding_op_bureaublad", Shape::Switch, |i, v| {
        i.desktop_notification = switch(v)?;
        Ok(())
    }),
    ("agenda", Shape::Text, |i, v| {
        i.agenda = Some(text(v)?.into());
        Ok(())
    }),
    ("aanhef", Shape::Text, |i, v| {
        i.salutation = Some(text(v)?);
        Ok(())
    }),
    ("telefoon", Shape::Text, |i, v| {
        let number = text(v)?;
        phone(&number)?;
        i.phone = Some(number);
        Ok(())
    }),
    ("rubricering", Shape::Text, |i, v| {
        i.classification = text(v)?;
        Ok(())
    }),
    ("sjablonen", Shape::Text, |i, v| {
        i.templates = Some(text(v)?.into());
        Ok(())
    }),
    ("regels", Shape::Text, |i, v| {
        i.rules = Some(text(v)?.into());
        Ok(())
    }),
    ("inrichtingen", Shape::Text, |i, v| {
        i.inrichtingen = Some(text(v)?.into());
        Ok(())
    }),
    ("postmap", Shape::Text, |i, v| {
        i.drop_folder = Some(text(v)?.into());
        Ok(())
    }),
    ("maildir", Shape::Text, |i, v| {
        i.maildir = Some(text(v)?.into());
        Ok(())
    }),
    ("imap", Shape::Mailbox, |i, v| {
        i.imap = Some(mailbox::parse(v)?);
        Ok(())
    }),
    ("eigen_adressen", Shape::Texts, |i, v| {
        i.own_addresses = list(v, mail_address)?;
        Ok(())
    }),
    ("berichten_map", Shape::Text, |i, v| {
        i.messages = Some(text(v)?.into());
        Ok(())
    }),
    ("open_opdracht", Shape::Program, |i, v| {
        i.open_command = Some(command(v)?);
        Ok(())
    }),
    ("verzend_opdracht", Shape::Program, |i, v| {
        i.send_command = Some(command(v)?);
        Ok(())
    }),
    ("vergrendel_na", Shape::Minutes, |i, v| {
        i.lock_after = minutes(v)?;
        Ok(())
    }),
    ("maskeren", Shape::Switch, |i, v| {
        i.masking = switch(v)?;
        Ok(())
    }),
    ("bewaartermijn_zaken", Shape::Text, |i, v| {
        i.bewaartermijn_zaken = bewaartermijn(v)?;
        Ok(())
    }),
    ("bewaartermijn_meldingen", Shape::Text, |i, v| {
        i.bewaartermijn_meldingen = bewaartermijn(v)?;
        Ok(())
    }),
    ("reservekopieen", Shape::Count, |i, v| {
        i.backups = count(v)?;
        Ok(())
    }),
    ("tekens", Shape::OneOf(|| words(&SIGNS)), |i, v| {
        i.signs = choice(v, &SIGNS)?;
        Ok(())
    }),
    ("spelling", Shape::Text, |i, v| {
        i.spelling = match text(v)?.as_str() {
            "automatisch" => Spelling::Automatic,
            "uit" => Spelling::Off,
            path => Spelling::At(path.into()),
        };
        Ok(())
    }),
    ("muis", Shape::Switch, |i, v| {
        i.mouse = switch(v)?;
        Ok(())
    }),
    ("beweging", Shape::Switch, |i, v| {
        i.motion = switch(v)?;
        Ok(())
    }),
    ("weergaven", Shape::NamedTexts, |i, v| {
        i.views = views(v)?;
        Ok(())
    }),
    ("kleuren", Shape::OneOf(|| words(&COLORS)), |i, v| {
        i.colors = choice(v, &COLORS)?;
        Ok(())
    }),
];

/// The settings that say to whom a message goes, each with its message.
fn recipients() -> impl Iterator<Item = (&'static str, DraftKind)> {
    DraftKind::ALL.into_iter().filter_map(|kind| Some((kind.recipients_setting()?, kind)))
}

/// To whom a message goes: numbers for a text message, addresses for a mail.
fn recipients_of(kind: DraftKind, value: &DeValue<'_>) -> Result<Vec<String>, String> {
    match kind.channel() {
        DraftChannel::Sms => list(value, phone),
        DraftChannel::Mail => list(value, mail_address),
    }
}

/// The table of keys, each line of which can be at fault by itself.
const KEYS: &str = "toetsen";

/// The names of the fields.
pub fn fields() -> impl Iterator<Item = &'static str> {
    shapes().map(|(name, _)| name)
}

/// The fields, each with what it is made of.
pub(super) fn shapes() -> impl Iterator<Item = (&'static str, Shape)> {
    let own = FIELD_SETTERS.into_iter().map(|(name, shape, _)| (name, shape));
    own.chain(recipients().map(|(name, _)| (name, Shape::Texts))).chain([(KEYS, Shape::Keys)])
}

pub(super) fn parse(content: &str, file: &str) -> (Settings, Vec<FileError>) {
    let reader = TomlReader::new(file, content);
    let table = reader.parse();
    let mut read = Settings::default();
    for (code, value) in table.get_ref() {
        let field: &str = code.get_ref();
        let offset = code.span().start;
        // The field keeps its default.
        if reader.is_guess(offset) {
            continue;
        }
        let message = recipients().find(|(name, _)| *name == field);
        let result = match (FIELD_SETTERS.iter().find(|(name, ..)| *name == field), message) {
            (Some((_, _, take)), _) => {
                take(&mut read, value.get_ref()).map_err(|sentence| format!("Het veld {field} {sentence}"))
            }
            (None, Some((_, kind))) => {
                let to = recipients_of(kind, value.get_ref());
                let taken = to.map(|to| _ = read.recipients.insert(kind, to));
                taken.map_err(|sentence| format!("Het veld {field} {sentence}"))
            }
            (None, None) if field == KEYS => match (value.get_ref().as_table(), Keymap::standard()) {
                (Some(own), Ok(standard)) => {
                    read.keymap = standard.with_own(&reader, own);
                    Ok(())
                }
                (None, _) => Err("Het veld toetsen heeft de vorm { zoek = \"/\" }.".to_owned()),
                (_, Err(error)) => Err(error.sentence),
            },
            (None, None) => Err(format!("Het veld «{}» bestaat niet. {}", sanitize::line(field), known(field))),
        };
        if let Err(sentence) = result {
            reader.error(offset, "", sentence);
        }
    }
    (read, reader.finish())
}

fn known(field: &str) -> String {
    did_you_mean(field, fields())
        .unwrap_or_else(|| format!("Bekend zijn: {}.", fields().collect::<Vec<_>>().join(", ")))
}
