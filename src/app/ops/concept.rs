//! Drafting: a template gives the first text, every pause in typing saves a version, and leaving the
//! editor loses nothing.

use crate::app::{
    act::Act,
    decide::Terug,
    effect::Effect,
    formulier::doel,
    gaten,
    laag::{Editor, Laag},
    model::{Model, Vervolg},
    ops,
    toets::{Code, Toets},
    wek::BEWAAR_NA,
    werk::doe,
};
use crate::domain::{
    concept::ConceptSoort,
    fout::{Fout, Uitkomst},
    ids::Zaaknummer,
};

/// What a stretch of typing is called in the list of what can be undone.
const WAT: &str = "concept geschreven";

/// Opens the editor on the latest version, or asks for a first text from the template.
pub fn open(model: &mut Model, nummer: Zaaknummer, concept: ConceptSoort, effects: &mut Vec<Effect>) {
    let Some(zaak) = model.desk.zaken.get(&nummer) else { return };
    if !zaak.is_open() {
        model.meld_fout(Fout::nee(format!("Zaak {nummer} is gesloten.")).hint("Heropen de zaak om te schrijven."));
        return;
    }
    match zaak.concepten.get(&concept) {
        Some(c) => {
            let editor = Editor {
                zaak: nummer,
                concept,
                tekst: c.tekst.lees().to_owned(),
                onbewaard: None,
                bewaard: Some(c.bewaard),
                vervangen: 0,
            };
            model.lagen.push(Laag::Editor(editor));
        }
        None => effects.push(Effect::MaakConcept(nummer, concept)),
    }
}

/// Puts another text in the open editor; the one before stays as a version.
fn vervang(model: &mut Model, tekst: String) {
    let nu = model.nu;
    if let Some(Laag::Editor(editor)) = model.lagen.last_mut() {
        editor.tekst = tekst;
        editor.vervangen = editor.vervangen.wrapping_add(1);
        editor.onbewaard.get_or_insert(nu);
    }
}

/// The template was rendered: the text is a version as soon as it is saved.
pub fn gemaakt(model: &mut Model, zaak: Zaaknummer, concept: ConceptSoort, tekst: Uitkomst<String>) {
    match tekst {
        Ok(tekst) if matches!(model.lagen.last(), Some(Laag::Editor(_))) => {
            vervang(model, tekst);
            model.zeg("De tekst is opnieuw uit het sjabloon gemaakt; de vorige versie is bewaard.");
        }
        Ok(tekst) => {
            let editor = Editor { zaak, concept, tekst, onbewaard: Some(model.nu), bewaard: None, vervangen: 0 };
            model.lagen.push(Laag::Editor(editor));
        }
        Err(fout) => model.meld_fout(fout),
    }
}

/// The text field holds this now.
pub fn getypt(model: &mut Model, tekst: String) {
    let nu = model.nu;
    if let Some(Laag::Editor(editor)) = model.lagen.last_mut()
        && editor.tekst != tekst
    {
        editor.tekst = tekst;
        editor.onbewaard.get_or_insert(nu);
    }
}

/// Saves a version, when it waited long enough or when everything must be saved.
pub fn bewaar(model: &mut Model, alles: bool, effects: &mut Vec<Effect>) {
    let nu = model.nu;
    let Some(editor) = model.lagen.iter_mut().find_map(|l| if let Laag::Editor(e) = l { Some(e) } else { None }) else {
        return;
    };
    let Some(sinds) = editor.onbewaard else { return };
    if !alles && sinds.plus(BEWAAR_NA) > nu {
        return;
    }
    editor.onbewaard = None;
    let act = Act::BewaarConcept { zaak: editor.zaak, concept: editor.concept, tekst: editor.tekst.clone() };
    doe(model, &act, Vervolg::Concept, effects);
}

/// A version is in the log. One undo goes back over a whole stretch of typing, not over each pause.
pub fn bewaard(model: &mut Model, terug: Terug) {
    let nu = model.nu;
    match model.lagen.iter_mut().find_map(|l| if let Laag::Editor(e) = l { Some(e) } else { None }) {
        Some(editor) => editor.bewaard = Some(nu),
        None => model.zeg("De tekst is bewaard als concept."),
    }
    if model.terug.last().is_none_or(|(wat, _)| wat != WAT) {
        model.terug.push((WAT.to_owned(), terug));
    }
}

/// Takes a key that the text field left over.
pub fn toets(model: &mut Model, toets: Toets, effects: &mut Vec<Effect>) {
    let Some(Laag::Editor(editor)) = model.lagen.last() else { return };
    let (zaak, concept) = (editor.zaak, editor.concept);
    match (toets.code, toets.ctrl) {
        (Code::Esc, _) => {
            ops::bewaar_getypt(model, true, effects);
            model.lagen.pop();
        }
        (Code::Teken('s'), true) => ops::bewaar_getypt(model, true, effects),
        (Code::F(5), false) | (Code::Teken('g'), true) => {
            ops::bewaar_getypt(model, true, effects);
            let act = Act::ControleerConcept { zaak, concept };
            doe(model, &act, Vervolg::Zeg(ops::zin(&act)), effects);
        }
        (Code::F(6), false) => {
            ops::bewaar_getypt(model, true, effects);
            vraag_verzonden(model, zaak, concept);
        }
        (Code::F(4), false) => {
            ops::bewaar_getypt(model, true, effects);
            effects.push(Effect::MaakConcept(zaak, concept));
        }
        (Code::F(7), false) => {
            let tekst = gaten::zeg_onbekend(&editor.tekst);
            if tekst == editor.tekst {
                model.zeg("Er staat niets meer open.");
            } else {
                vervang(model, tekst);
                model.zeg("Wat nog open stond is nu «niet bekend».");
            }
        }
        _ => {}
    }
}

/// Opens the form for a message that was sent.
pub fn vraag_verzonden(model: &mut Model, zaak: Zaaknummer, concept: ConceptSoort) {
    let gecontroleerd = model
        .desk
        .zaken
        .get(&zaak)
        .and_then(|z| z.concepten.get(&concept))
        .is_some_and(crate::domain::concept::Concept::is_gecontroleerd);
    if !gecontroleerd {
        model.meld_fout(Fout::nee("De laatste versie is nog niet gecontroleerd.").hint("Controleer de tekst eerst."));
        return;
    }
    let aan = model.inrichting.ontvangers.get(&concept).cloned().unwrap_or_default();
    super::formulier::open(model, doel::verzonden(zaak, concept, &aan, model.nu));
}
