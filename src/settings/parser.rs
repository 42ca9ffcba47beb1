//! Reads `instellingen.toml` field by field. One table names every field with how it is taken, so
//! that the check for unknown names, the hints and the reading cannot drift apart.

use toml::de::DeValue;

use super::{
    Colors, Settings, Signs, TerminalNotification, mailbox,
    values::{
        alarm, bewaartermijn, choice, command, count, days_off, list, loud, mail_address, minutes, per_termijn, phone,
        piketweek, switch, text, views,
    },
};
use crate::{
    desk::keymap::Keymap,
    domain::{hint::did_you_mean, sanitize, termijn_choice::LezingChoice, termijn_kind::Kalender},
    rules::{file_error::FileError, toml_reader::TomlReader},
};

/// Takes one value; gives back a sentence when it is not right.
type FieldSetter = fn(&mut Settings, &DeValue<'_>) -> Result<(), String>;

/// Every field of the file with how it is taken.
const FIELD_SETTERS: [(&str, FieldSetter); 41] = [
    ("naam", |i, v| {
        i.name = Some(text(v)?);
        Ok(())
    }),
    ("kalender", |i, v| {
        i.kalender = choice(v, &Kalender::ALL.map(|k| (k.code(), k)))?;
        Ok(())
    }),
    ("vrije_dagen", |i, v| {
        i.days_off = days_off(v)?;
        Ok(())
    }),
    ("termijn", |i, v| {
        i.termijn = choice(v, &[("streng", LezingChoice::Streng), ("gangbaar", LezingChoice::Gangbaar)])?;
        Ok(())
    }),
    ("piketweek", |i, v| {
        i.piketweek = piketweek(v)?;
        Ok(())
    }),
    ("alarm", |i, v| {
        i.alarm = alarm(v)?;
        Ok(())
    }),
    ("alarm_per_termijn", |i, v| {
        i.alarm_per_termijn = per_termijn(v)?;
        Ok(())
    }),
    ("alarm_luid", |i, v| {
        i.loud_per_termijn = loud(v)?;
        Ok(())
    }),
    ("alarm_opdracht", |i, v| {
        i.alarm_command = Some(command(v)?);
        Ok(())
    }),
    ("alarm_binnenkomst", |i, v| {
        i.arrivals = switch(v)?;
        Ok(())
    }),
    ("alarm_herhaal", |i, v| {
        i.alarm_repeat = minutes(v)?;
        Ok(())
    }),
    ("alarm_na_gezien", |i, v| {
        i.alarm_after_seen = minutes(v)?;
        Ok(())
    }),
    ("melding_in_terminal", |i, v| {
        i.terminal_notification = choice(
            v,
            &[
                ("uit", TerminalNotification::Off),
                ("osc9", TerminalNotification::Osc9),
                ("osc777", TerminalNotification::Osc777),
                ("beide", TerminalNotification::Both),
            ],
        )?;
        Ok(())
    }),
    ("bel", |i, v| {
        i.bell = switch(v)?;
        Ok(())
    }),
    ("melding_op_bureaublad", |i, v| {
        i.desktop_notification = switch(v)?;
        Ok(())
    }),
    ("agenda", |i, v| {
        i.agenda = Some(text(v)?.into());
        Ok(())
    }),
    ("aanhef", |i, v| {
        i.salutation = text(v)?;
        Ok(())
    }),
    ("telefoon", |i, v| {
        let number = text(v)?;
        phone(&number)?;
        i.phone = Some(number);
        Ok(())
    }),
    ("rubricering", |i, v| {
        i.classification = text(v)?;
        Ok(())
    }),
    ("sjablonen", |i, v| {
        i.templates = Some(text(v)?.into());
        Ok(())
    }),
    ("regels", |i, v| {
        i.rules = Some(text(v)?.into());
        Ok(())
    }),
    ("inrichtingen", |i, v| {
        i.inrichtingen = Some(text(v)?.into());
        Ok(())
    }),
    ("postmap", |i, v| {
        i.drop_folder = Some(text(v)?.into());
        Ok(())
    }),
    ("maildir", |i, v| {
        i.maildir = Some(text(v)?.into());
        Ok(())
    }),
    ("imap", |i, v| {
        i.imap = Some(mailbox::parse(v)?);
        Ok(())
    }),
    ("sms_ontvangers", |i, v| {
        i.sms_recipients = list(v, phone)?;
        Ok(())
    }),
    ("piketmelding_aan", |i, v| {
        i.piketmelding_to = list(v, mail_address)?;
        Ok(())
    }),
    ("afloop_aan", |i, v| {
        i.afloopbericht_to = list(v, mail_address)?;
        Ok(())
    }),
    ("berichten_map", |i, v| {
        i.messages = Some(text(v)?.into());
        Ok(())
    }),
    ("open_opdracht", |i, v| {
        i.open_command = Some(command(v)?);
        Ok(())
    }),
    ("verzend_opdracht", |i, v| {
        i.send_command = Some(command(v)?);
        Ok(())
    }),
    ("vergrendel_na", |i, v| {
        i.lock_after = minutes(v)?;
        Ok(())
    }),
    ("maskeren", |i, v| {
        i.masking = switch(v)?;
        Ok(())
    }),
    ("bewaartermijn_zaken", |i, v| {
        i.bewaartermijn_zaken = bewaartermijn(v)?;
        Ok(())
    }),
    ("bewaartermijn_meldingen", |i, v| {
        i.bewaartermijn_meldingen = bewaartermijn(v)?;
        Ok(())
    }),
    ("reservekopieen", |i, v| {
        i.backups = count(v)?;
        Ok(())
    }),
    ("tekens", |i, v| {
        let signs = [("automatisch", Signs::Automatic), ("unicode", Signs::Unicode), ("ascii", Signs::Ascii)];
        i.signs = choice(v, &signs)?;
        Ok(())
    }),
    ("muis", |i, v| {
        i.mouse = switch(v)?;
        Ok(())
    }),
    ("beweging", |i, v| {
        i.motion = switch(v)?;
        Ok(())
    }),
    ("weergaven", |i, v| {
        i.views = views(v)?;
        Ok(())
    }),
    ("kleuren", |i, v| {
        i.colors = choice(
            v,
            &[
                ("automatisch", Colors::Automatic),
                ("donker", Colors::Dark),
                ("licht", Colors::Light),
                ("hoog-contrast", Colors::HighContrast),
                ("deuteranopie", Colors::Deuteranopia),
                ("tritanopie", Colors::Tritanopia),
                ("mono", Colors::Mono),
            ],
        )?;
        Ok(())
    }),
];

/// The table of keys, each line of which can be at fault by itself.
const KEYS: &str = "toetsen";

/// The names of the fields.
pub fn fields() -> impl Iterator<Item = &'static str> {
    FIELD_SETTERS.into_iter().map(|(name, _)| name).chain([KEYS])
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
        let result = match FIELD_SETTERS.iter().find(|(name, _)| *name == field) {
            Some((_, take)) => {
                take(&mut read, value.get_ref()).map_err(|sentence| format!("Het veld {field} {sentence}"))
            }
            None if field == KEYS => match (value.get_ref().as_table(), Keymap::standard()) {
                (Some(own), Ok(standard)) => {
                    read.keymap = standard.with_own(&reader, own);
                    Ok(())
                }
                (None, _) => Err("Het veld toetsen heeft de vorm { zoek = \"/\" }.".to_owned()),
                (_, Err(error)) => Err(error.sentence),
            },
            None => Err(format!("Het veld «{}» bestaat niet. {}", sanitize::line(field), known(field))),
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
