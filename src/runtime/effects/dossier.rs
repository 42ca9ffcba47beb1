//! A dossier is made on the store thread, which has all of its log, and written beside it: a slow disk holds up nobody.

use std::path::Path;

use super::EffectRunner;
use crate::{
    desk::{msg::Msg, state::dossier_order::DossierOrder},
    domain::{
        error::{Error, Result},
        if_exists::IfExists,
        sanitize,
    },
    judge::{case_rule::CaseRule, provisions::provisions},
    platform::file,
    report::dossier::{CaseFile, Dossier, dossier, paper::DossierForm},
    runtime::message_ways::make_folder,
    store::{ReadJob, Request, Store},
};

impl EffectRunner {
    /// Makes and writes it, and tells where it is.
    pub(super) fn dossier(&self, order: Box<DossierOrder>) -> Option<Msg> {
        let (sender, folder) = (self.sender.clone(), self.equipment.ways.saved.clone());
        let handle = tokio::runtime::Handle::current();
        self.ask(Request::Read(ReadJob(Box::new(move |store| {
            let made = make(store, &order);
            handle.spawn_blocking(move || {
                let (zaak, kind) = (order.zaak, order.kind);
                let result = made.and_then(|made| write(&made, &order, &folder));
                // Who stopped meanwhile needs no answer.
                let _ = sender.blocking_send(Msg::DossierWritten { zaak, kind, result });
            });
        }))))
    }
}

fn make(store: &Store, order: &DossierOrder) -> Result<Dossier> {
    let desk = store.fetch(order.zaak)?;
    let entries = store.entries(Some(order.zaak), None)?;
    let missing = || Error::data(format!("Zaak {} is niet te lezen.", order.zaak));
    let zaak = desk.zaken.get(&order.zaak).ok_or_else(missing)?;
    let (book, inrichting) = (&*order.book, order.inrichting.as_ref());
    let case = CaseRule::of(zaak, book, inrichting);
    let provisions = provisions(&entries, &order.addresses, &|_| case.book().unwrap_or(book));
    dossier(
        order.kind,
        &CaseFile {
            zaak,
            desk: &desk,
            case,
            book,
            inrichting,
            entries: &entries,
            countdowns: &order.countdowns,
            provisions: &provisions,
            sender: &order.sender,
            now: order.now,
        },
    )
}

/// Writes every form; a letter that only the PDF lacks does not cost the others.
fn write(made: &Dossier, order: &DossierOrder, folder: &Path) -> Result<String> {
    make_folder(folder)?;
    let save = |form: DossierForm| {
        let name = format!("{}-{}.{}", order.zaak, order.kind.code(), form.extension());
        file::write_bytes(&folder.join(name), IfExists::Replace, &form.bytes(made)?)
    };
    save(DossierForm::Word)?;
    save(DossierForm::Text)?;
    let shown = sanitize::line(&folder.to_string_lossy());
    let what = sanitize::capitalize(order.kind.with_article());
    let said = match save(DossierForm::Pdf) {
        Ok(()) => format!("{what} staat als .docx, .pdf en .txt in {shown}."),
        Err(error) => format!("{what} staat als .docx en .txt in {shown}. {}", error.sentence),
    };
    Ok(match made.left_out {
        0 => said,
        1 => format!("{said} De kanaalpoort liet één plaats weg."),
        n => format!("{said} De kanaalpoort liet {n} plaatsen weg."),
    })
}
