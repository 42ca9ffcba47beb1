//! Labels that a clinic uses and the table does not know, as the officer taught them: per domain of the sender, or of
//! every sender. They stand in a file of the officer's own, typed and checked as a whole, and count as labels of the
//! table: what stands behind one is sure.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use serde::Serialize;

use super::label::LabelTable;
use crate::{
    domain::{
        error::{Error, Result},
        hint::did_you_mean,
        melding::MeldingKind,
        sanitize,
    },
    rules::{
        file_error::FileError,
        form::SectorForms,
        toml_reader::{Table, TomlReader},
    },
};

/// A label and the field it names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TaughtLabel {
    /// As the clinic writes it.
    #[serde(rename = "etiket")]
    pub label: String,
    /// The name of the field in the table of labels.
    #[serde(rename = "veld")]
    pub field: String,
    /// The domain of the senders that use it; of every sender where none is named.
    #[serde(rename = "domein", skip_serializing_if = "Option::is_none")]
    pub domain: Option<String>,
}

/// Letters of a word.
const WORD: usize = 2;

impl TaughtLabel {
    /// A label that the table can take, for a field by any of its names.
    ///
    /// # Errors
    /// When no field has that name, or the label or the domain is none.
    fn new(
        table: &LabelTable,
        (label, field): (&str, &str),
        kind: Option<MeldingKind>,
        domain: Option<&str>,
    ) -> Result<Self> {
        let (label, field) = (sanitize::line(label), sanitize::line(field).to_lowercase().replace([' ', '-'], "_"));
        let Some(number) = table.number_of(&field, kind) else {
            let names = || table.fields().iter().map(|f| f.name.as_str());
            let known = || format!("Bekend zijn: {}.", names().collect::<Vec<_>>().join(", "));
            return Err(Error::usage(format!("Er is geen veld «{field}»."))
                .hint(did_you_mean(&field, names()).unwrap_or_else(known)));
        };
        if !table.is_label(&label) {
            return Err(Error::usage(format!("«{label}» is te kort of te lang voor een etiket.")));
        }
        let domain = domain.map(domain_of).transpose()?;
        let field = table.field(number).map(|f| f.name.clone()).unwrap_or_default();
        Ok(Self { label, field, domain })
    }

    /// The same, where it makes sense to teach it.
    ///
    /// # Errors
    /// When there is no word in it, or it is known as the label of another field.
    fn sensible(self, table: &LabelTable) -> Result<Self> {
        let letters = |word: &str| word.chars().filter(|c| c.is_alphabetic()).count();
        if !self.label.split_whitespace().any(|word| letters(word) >= WORD) {
            return Err(Error::usage(format!("In «{}» staat geen woord: dat is geen etiket.", self.label))
                .hint("Neem de woorden over die op het formulier voor het antwoord staan."));
        }
        if let Some(known) = table.named(&self.label).filter(|known| known.name != self.field) {
            let sentence = format!("«{}» is al het etiket van {}.", self.label, known.name.replace('_', " "));
            return Err(Error::usage(sentence).hint("Bedoelt dit formulier iets anders, vul het veld dan zelf in."));
        }
        Ok(self)
    }

    /// In a list: `«Wie weg?» is persoon (kliniek.example)`.
    pub fn words(&self) -> String {
        let who = self.domain.as_deref().unwrap_or("elke afzender");
        format!("«{}» is {} ({who})", self.label, self.words_for_field())
    }

    /// The field, as it is read aloud.
    pub fn words_for_field(&self) -> String {
        self.field.replace('_', " ")
    }

    /// True where both are the same label of the same senders.
    fn is_of_same(&self, other: &Self) -> bool {
        self.label.to_lowercase() == other.label.to_lowercase() && self.domain == other.domain
    }
}

/// The domain that was meant: of an address what stands behind the sign.
fn domain_of(text: &str) -> Result<String> {
    let domain = text.rsplit('@').next().unwrap_or_default().trim().trim_end_matches('>').to_lowercase();
    let is_part = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || c == '-');
    if domain.contains('.') && domain.split('.').all(is_part) {
        return Ok(domain);
    }
    Err(Error::usage(format!("«{}» is geen domein.", sanitize::line(text)))
        .hint("Schrijf wat in het adres achter het apenstaartje staat: kliniek.nl."))
}

fn labels(file: &Table<'_>, table: &LabelTable) -> Vec<TaughtLabel> {
    let mut list: Vec<TaughtLabel> = Vec::new();
    for t in file.tables("etiket", "etiket") {
        let (label, field, domain) = (t.text("etiket"), t.text("veld"), t.text_or_none("domein"));
        let (Some(label), Some(field)) = (label, field) else { continue };
        let taught = TaughtLabel::new(table, (&label, &field), None, domain.as_deref());
        match taught.and_then(|taught| taught.sensible(table)) {
            Ok(taught) if list.iter().any(|known| known.label == taught.label && known.domain == taught.domain) => {
                t.error("etiket", format!("«{}» staat er twee keer.", taught.label));
            }
            Ok(taught) => list.push(taught),
            Err(error) => t.error("etiket", error.to_string()),
        }
    }
    list
}

/// The table with the forms of the officer's own book in it, or the embedded one.
fn own_table(base: Option<&LabelTable>) -> Result<&LabelTable> {
    match base {
        Some(table) => Ok(table),
        None => LabelTable::built_in(),
    }
}

/// All of them, and for each domain the table with its labels in it.
#[derive(Debug, Default)]
pub struct TaughtLabels {
    list: Vec<TaughtLabel>,
    /// What they come on top of, where that is more than the embedded table.
    base: Option<Arc<LabelTable>>,
    /// For senders of no domain that is named; `None` where nothing holds for all.
    general: Option<LabelTable>,
    per_domain: BTreeMap<String, LabelTable>,
}

impl TaughtLabels {
    /// None yet, for who gets these forms of a book that is not embedded.
    ///
    /// # Errors
    /// When the embedded table is at fault, which a test rules out.
    pub fn of_forms(forms: Option<&SectorForms>) -> Result<Self> {
        let with = |forms| Ok::<_, Error>(Arc::new(LabelTable::built_in()?.with_forms(forms)));
        let base = forms.map(with).transpose()?;
        Ok(Self { base, ..Self::default() })
    }

    /// A label that can be taught, for a field by any of its names, also one of the officer's own book.
    ///
    /// # Errors
    /// When no field has that name, or the label or the domain is none.
    pub fn lesson(
        &self,
        label: &str,
        field: &str,
        kind: Option<MeldingKind>,
        domain: Option<&str>,
    ) -> Result<TaughtLabel> {
        TaughtLabel::new(own_table(self.base.as_deref())?, (label, field), kind, domain)
    }

    /// The same, where it makes sense to teach it.
    ///
    /// # Errors
    /// As [`Self::lesson`], and when there is no word in it, or it is known as the label of another field.
    pub fn sensible_lesson(
        &self,
        label: &str,
        field: &str,
        kind: Option<MeldingKind>,
        domain: Option<&str>,
    ) -> Result<TaughtLabel> {
        self.lesson(label, field, kind, domain)?.sensible(own_table(self.base.as_deref())?)
    }

    /// The table that they come on top of.
    pub(super) fn base(&self) -> Result<&LabelTable> {
        own_table(self.base.as_deref())
    }

    fn upon(base: Option<Arc<LabelTable>>, list: Vec<TaughtLabel>) -> Result<Self> {
        let table = own_table(base.as_deref())?;
        // What holds for every sender first: a domain of its own says otherwise.
        let with = |domain: Option<&str>| {
            let of = |d: Option<&str>| list.iter().filter(|t| t.domain.as_deref() == d).collect::<Vec<_>>();
            let own = domain.map(|domain| of(Some(domain))).unwrap_or_default();
            let all: Vec<&TaughtLabel> = of(None).into_iter().chain(own).collect();
            table.with(all.into_iter().map(|taught| (taught.label.as_str(), taught.field.as_str())))
        };
        let general = list.iter().any(|taught| taught.domain.is_none()).then(|| with(None));
        let domains: BTreeSet<&String> = list.iter().filter_map(|taught| taught.domain.as_ref()).collect();
        let per_domain = domains.into_iter().map(|domain| (domain.clone(), with(Some(domain)))).collect();
        Ok(Self { list, base, general, per_domain })
    }

    /// Reads the file, on top of what these have; nothing of theirs is in the answer.
    ///
    /// # Errors
    /// Every fault in it, with its place.
    pub fn parse(&self, text: &str, file: &str) -> std::result::Result<Self, Vec<FileError>> {
        let Ok(table) = self.base() else { return Err(Vec::new()) };
        let reader = TomlReader::new(file, text);
        let tree = reader.parse();
        let list = labels(&Table::new(&reader, "", tree.get_ref(), 0), table);
        let errors = reader.finish();
        if errors.is_empty() { Self::upon(self.base.clone(), list).map_err(|_| Vec::new()) } else { Err(errors) }
    }

    /// The file.
    ///
    /// # Errors
    /// When it cannot be written as TOML.
    pub fn write(&self) -> Result<String> {
        #[derive(Serialize)]
        struct LabelTables<'a> {
            #[serde(rename = "etiket")]
            labels: &'a [TaughtLabel],
        }
        let tables = toml::to_string(&LabelTables { labels: &self.list })
            .map_err(|_| Error::data("De etiketten zijn niet te schrijven."))?;
        Ok(format!(
            "# Etiketten die inrichtingen gebruiken, per domein van de afzender. Geschreven door «piket leer».\n\n{tables}"
        ))
    }

    /// All of them, as they stand in the file.
    pub fn list(&self) -> &[TaughtLabel] {
        &self.list
    }

    /// With one more; what was taught of the same label before gives way, and is the second answer where it was
    /// another field.
    ///
    /// # Errors
    /// As [`Self::of_forms`].
    pub fn with(&self, taught: &TaughtLabel) -> Result<(Self, Option<TaughtLabel>)> {
        let (gone, rest): (Vec<TaughtLabel>, Vec<TaughtLabel>) =
            self.list.iter().cloned().partition(|known| known.is_of_same(taught));
        let replaced = gone.into_iter().find(|known| known.field != taught.field);
        Ok((Self::upon(self.base.clone(), rest.into_iter().chain([taught.clone()]).collect())?, replaced))
    }

    /// Without this one.
    ///
    /// # Errors
    /// As [`Self::of_forms`].
    pub fn without_one(&self, taught: &TaughtLabel) -> Result<Self> {
        let rest = self.list.iter().filter(|known| !known.is_of_same(taught) || known.field != taught.field);
        Self::upon(self.base.clone(), rest.cloned().collect())
    }

    /// Without a label, of one domain or wherever it stands; answers what went.
    ///
    /// # Errors
    /// As [`Self::of_forms`].
    pub fn without(&self, label: &str, domain: Option<&str>) -> Result<(Self, Vec<TaughtLabel>)> {
        let label = sanitize::line(label).to_lowercase();
        let domain = domain.map(domain_of).transpose()?;
        let goes =
            |known: &TaughtLabel| known.label.to_lowercase() == label && (domain.is_none() || known.domain == domain);
        let (gone, rest) = self.list.iter().cloned().partition(goes);
        Ok((Self::upon(self.base.clone(), rest)?, gone))
    }

    /// The table for a sender: that of the nearest domain its address lies in.
    pub(super) fn table(&self, address: &str) -> Option<&LabelTable> {
        let mut domain = address.rsplit_once('@').map_or(address, |(_, domain)| domain);
        loop {
            if let Some(table) = self.per_domain.get(domain) {
                return Some(table);
            }
            match domain.split_once('.') {
                Some((_, rest)) => domain = rest,
                None => return self.general.as_ref().or(self.base.as_deref()),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_taught_is_read_as_it_is_written_and_holds_for_its_domain() -> Result<()> {
        let none = TaughtLabels::default();
        let one = none.lesson("Zwemvestkleur", "briefnummer", None, Some("Bureau@Kliniek.Example"))?;
        let two = none.lesson("Ons teken", "briefnummer", None, None)?;
        let labels = none.with(&one)?.0.with(&two)?.0;
        let again = none.parse(&labels.write()?, "etiketten.toml").map_err(|e| FileError::combine("x", &e))?;
        assert_eq!(again.list(), [one.clone(), two]);
        let knows =
            |address: &str, label: &str| labels.table(address).is_some_and(|table| table.search(label, None).is_some());
        assert!(knows("a@kliniek.example", "Zwemvestkleur?") && knows("a@post.kliniek.example", "Zwemvestkleur"));
        assert!(!knows("a@andere.example", "Zwemvestkleur") && knows("a@andere.example", "Ons teken"));
        let (left, gone) = labels.without("zwemvestKLEUR", None)?;
        assert_eq!((left.list().len(), gone), (1, vec![one]));
        Ok(())
    }

    #[test]
    fn all_faults_are_told_together() {
        let text = "[[etiket]]\netiket = \"Wie\"\nveld = \"bestaatniet\"\n[[etiket]]\nveld = \"persoon\"\n\
                    [[etiket]]\netiket = \"Wie ook\"\nveld = \"persoon\"\ndomein = \"geen domein\"\n";
        let errors = TaughtLabels::default().parse(text, "etiketten.toml").err().unwrap_or_default();
        let told = FileError::combine("Uw etiketten", &errors).sentence;
        for part in ["regel 2", "«bestaatniet»", "regel 4", "«geen domein»"] {
            assert!(told.contains(part), "{part}: {told}");
        }
    }
}
