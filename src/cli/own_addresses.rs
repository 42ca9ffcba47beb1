//! The address book of a desk: the embedded one, the officer's own entries, and whom the settings name. A setting adds somebody; of whom the
//! book knows already it makes nobody else.

use std::path::Path;

use crate::{
    domain::{addressee_kind::AddresseeKind, draft::DraftKind},
    judge::recipients,
    platform,
    rules::{
        address_book::{AddressBook, Addressee, ProvisionKind},
        book::FileError,
    },
    settings::Settings,
};

/// The name of the officer's own address book, beside the settings.
const FILE: &str = "adressen.toml";

/// The address book, with what is wrong with the officer's own entries and recipients.
pub fn read(config: &Path, settings: &Settings) -> (AddressBook, Vec<String>) {
    let (mut own, mut warnings) = entries(&config.join(FILE));
    let known = AddressBook::built_in().with_own(&own);
    for (draft, all) in &settings.recipients {
        for to in all {
            match recipients::find(&known, to) {
                Some(entry) => warnings.extend(outside(&known, *draft, entry, to)),
                None if known.is_of_press(to) => warnings.push(of_press(*draft, to)),
                None => own.push(of_settings(to)),
            }
        }
    }
    (AddressBook::built_in().with_own(&own), warnings)
}

fn entries(path: &Path) -> (Vec<Addressee>, Vec<String>) {
    let file = FILE;
    match platform::file::text(path) {
        Ok(text) => match AddressBook::parse_own(&text, file) {
            Ok(own) => (own, Vec::new()),
            Err(errors) => (Vec::new(), errors.iter().map(FileError::to_string).collect()),
        },
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => (Vec::new(), Vec::new()),
        Err(e) => (Vec::new(), vec![format!("{file} is niet te lezen ({}).", platform::failure::why(&e))]),
    }
}

/// That a recipient of the settings is one whom the ground of this message does not cover.
fn outside(book: &AddressBook, draft: DraftKind, entry: &Addressee, to: &str) -> Option<String> {
    let is_covered = book.ground(ProvisionKind::Draft(draft)).is_some_and(|ground| ground.to.contains(&entry.kind));
    let (who, label) = (entry.kind.code(), draft.label());
    (!is_covered).then(|| {
        format!("«{to}» in de instellingen is volgens het adresboek {who} en hoort niet bij het doel van {label}.")
    })
}

/// That a recipient of the settings is the press, and whom nobody wrote in an address book: it is not taken for the line.
fn of_press(draft: DraftKind, to: &str) -> String {
    let label = draft.label();
    format!(
        "«{to}» in de instellingen is een adres van de pers en hoort niet bij de lijn; {label} gaat daar alleen heen met een reden. \
         Klopt het adres, zet het dan in {FILE}."
    )
}

/// Whom the settings send messages to: the officer chose them beforehand, as the line.
fn of_settings(to: &str) -> Addressee {
    let mail = to.split_once('<').map_or(to, |(_, mail)| mail.trim_end_matches('>'));
    Addressee {
        kind: AddresseeKind::LINE,
        name: to.to_owned(),
        phone: (!to.contains('@')).then(|| to.to_owned()),
        mail: to.contains('@').then(|| mail.trim().to_owned()),
        inrichting: None,
        in_sentence: None,
        words: Vec::new(),
        source: Some("instellingen.toml".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::judge::recipients::{Directory, Standing};

    /// Whoever is set is of the line, except the press that no address book knows.
    #[test]
    fn the_press_in_the_settings_is_not_taken_for_the_line() {
        let kind = DraftKind::Piketmelding;
        for (to, standing) in [
            ("redactie@krant.example", Standing::Unlisted),
            ("Lijn <webredactie@omroep.example>", Standing::Unlisted),
            ("tips@rtl.example", Standing::Unlisted),
            ("directie@dji.example", Standing::Covered),
            ("m.kuipers@dji.example", Standing::Covered),
        ] {
            let settings = Settings { recipients: [(kind, vec![to.to_owned()])].into(), ..Settings::default() };
            let (book, warnings) = read(Path::new("/nergens"), &settings);
            let inrichtingen = crate::domain::inrichting::Inrichtingen::default();
            let directory = Directory { book: &book, inrichtingen: &inrichtingen, plek: None };
            let found: Vec<Standing> =
                directory.recipients(ProvisionKind::Draft(kind), to).into_iter().map(|r| r.standing).collect();
            assert_eq!(found, [standing], "{to}");
            assert_eq!(warnings.len(), usize::from(standing == Standing::Unlisted), "{to}: {warnings:?}");
        }
    }
}
