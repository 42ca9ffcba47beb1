//! A form that comes by mail, for the tests inside the library and those beside it.

use piket::domain::{
    ids::Meldingnummer,
    melding::{Certainty, Field, Mail},
    moment::Moment,
    text::Vertrouwelijk,
};

/// A mail with these items, each as sure as it says, by which the report gets this number.
pub fn form_mail<'a>(
    melding: Meldingnummer,
    now: Moment,
    fields: impl IntoIterator<Item = (&'a str, &'a str, Certainty)>,
) -> Mail {
    let text = Vertrouwelijk::new;
    let field = |(name, value, certainty): (&str, _, _)| {
        (name.to_owned(), Field { value: text(value), source: text("tekst, regel 1"), certainty })
    };
    Mail {
        sender: text("directie@inrichting.example"),
        subject: text("MBV Divisie Forzo/JJI"),
        text: text(""),
        sent: Some(now),
        fingerprint: text(&melding.to_string()),
        original: text(&melding.to_string()),
        fields: fields.into_iter().map(field).collect(),
        ..Mail::default()
    }
}
