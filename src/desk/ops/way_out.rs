//! A message leaves the desk: past the kanaalpoort, by one key, and each time recorded. A way that proves that the
//! message left notes it as sent by itself.

use super::{
    gate, qr,
    typing::save_typed,
    write_queue::{came_together, perform},
};
use crate::desk::state::save_scope::SaveScope;
use crate::{
    acts::{EndSending, StartSending, decide::Judged},
    desk::{
        effect::Effect,
        layer::{Choice, Layer, PickOption, Picker},
        model::Model,
        state::{
            on_commit::OnCommit,
            way_out::{CommandEnd, OutgoingMessage, WayOut, WentOut},
        },
    },
    domain::{
        addressee_kind::AddresseeKind,
        audit::{Audit, AuditAct, Origin, Outcome},
        draft::{Draft, DraftKind},
        error::{Error, Result},
        ids::Zaaknummer,
        rank::FoundBy,
        second_reader::SecondReading,
    },
    judge::{case_gate, gaps, moved_text, withheld},
    log::zaak::Zaak,
    rules::address_book::{Addressee, ProvisionKind},
};

/// The message with the cursor leaves.
pub fn chosen(model: &mut Model, way: WayOut, effects: &mut Vec<Effect>) {
    if let (Some(zaak), Some(draft)) = (model.view.zaak().map(|z| z.number), model.view.chosen_draft()) {
        take(model, zaak, draft, way, effects);
    }
}

/// Asks by which way.
pub fn ask(model: &mut Model, zaak: Zaaknummer, draft: DraftKind) {
    let options = WayOut::ALL.map(|way| {
        let option = PickOption {
            choice: Choice::WayOut { zaak, draft, way },
            badge: way.word().to_owned(),
            text: way.label().to_owned(),
            extra: String::new(),
            unavailable: None,
            explanation: None,
            heading: None,
        };
        (option, FoundBy::name(&format!("{} {}", way.word(), way.label())))
    });
    let title = format!("{} de deur uit", draft.label());
    model.open_picker(Picker::new(title, "typ om te kiezen", options.into()));
}

/// A message leaves by this way, if it may.
pub fn take(model: &mut Model, zaak: Zaaknummer, draft: DraftKind, way: WayOut, effects: &mut Vec<Effect>) {
    if came_together(model) {
        return;
    }
    let typed = model.view.layers.iter().rev().find_map(|layer| {
        let Layer::Editor(editor) = layer else { return None };
        ((editor.zaak, editor.draft) == (zaak, draft)).then(|| editor.text.clone())
    });
    let kept = model.view.desk.zaken.get(&zaak).and_then(|z| z.drafts.get(&draft)).cloned();
    if let (Some(typed), Some(kept)) = (&typed, &kept)
        && !kept.text.holds(typed)
    {
        save_typed(model, SaveScope::All, effects);
        model.say("De laatste tekst wordt eerst bewaard; kies daarna nog eens.");
        return;
    }
    match may_leave(model, zaak, draft, kept, way) {
        Ok(Some(kept)) if waits_for_reader(model, zaak, draft, &kept, way) => {}
        Ok(Some(kept)) => start(model, zaak, draft, &kept, way, effects),
        Ok(None) => {
            if let Some(form) = gate::why(model, zaak, draft) {
                model.open_form(form);
            }
        }
        Err(error) => {
            let drafts = model.view.desk.zaken.get(&zaak).and_then(|z| z.drafts.get(&draft));
            if drafts.and_then(|kept| unknown_end(draft, kept)).is_some_and(|q| q.sentence == error.sentence) {
                model.session.ways_out.asked.insert((zaak, draft));
            }
            model.report_error(error);
        }
    }
}

/// The version that may leave; `None` where the gate or the decision wants a reason first.
fn may_leave(
    model: &Model,
    number: Zaaknummer,
    draft: DraftKind,
    kept: Option<Draft>,
    way: WayOut,
) -> Result<Option<Draft>> {
    let view = &model.view;
    let zaak = view.desk.zaken.get(&number).ok_or_else(|| number.unknown())?;
    let kept = kept.ok_or_else(|| Error::no("Dit bericht heeft nog geen concept."))?;
    let text = kept.text.read();
    if kept.text.is_empty() {
        return Err(Error::no("Het concept is leeg."));
    }
    if let Some(gap) = gaps::gaps(text).first() {
        return Err(Error::no(format!("In het concept staat nog open: {gap}."))
            .hint("Vul de open plekken in, of schrijf dat het niet bekend is."));
    }
    let sender = &view.setup.sender;
    let leaks = case_gate::held_back((zaak, sender), &view.desk, view.context().books(), (draft, &kept))?;
    let outdated = moved_text::held_back((zaak, view.context().case_rule(zaak)), (draft, &kept));
    let withheld = withheld::held_back(zaak, view.context().case_rule(zaak), (draft, &kept));
    if !leaks.is_empty() || !outdated.is_empty() || withheld.is_some() {
        return Ok(None);
    }
    // The check stamps the version and says that somebody read it: without it nobody did.
    if !kept.is_checked() {
        return Err(Error::no(format!("Versie {} van {} is nog niet gecontroleerd.", kept.version, draft.label()))
            .hint("Lees haar, druk C (in de tekst F5), en kies daarna nog eens."));
    }
    if way == WayOut::Command {
        may_be_sent(model, number, draft, &kept)?;
    }
    Ok(Some(kept))
}

/// True where somebody who reads along did not let this version go, and that was not said yet: by a way that only hands it over
/// it may go all the same, since whom it goes to is not known here and its sending takes a reason. What goes by the own command is
/// refused before.
fn waits_for_reader(model: &mut Model, zaak: Zaaknummer, draft: DraftKind, kept: &Draft, way: WayOut) -> bool {
    let waits: Vec<String> = kept.unread().map(SecondReading::words).collect();
    if waits.is_empty() || way == WayOut::Command || !model.session.ways_out.warned.insert((zaak, draft, kept.version))
    {
        return false;
    }
    model.report_error(
        Error::no(format!("Versie {} wacht op wie meeleest: {}.", kept.version, waits.join("; ")))
            .hint("Druk nog eens als zij toch zo weg moet; bij het noteren van de verzending schrijft u waarom."),
    );
    true
}

/// What a program is to send must be such that its sending can be recorded, and only once.
fn may_be_sent(model: &Model, zaak: Zaaknummer, draft: DraftKind, kept: &Draft) -> Result<()> {
    if model.view.setup.demo {
        return Err(Error::no("Een demo verstuurt niets.").hint("Kopieer het bericht, of sla het op."));
    }
    model.may_record().map_err(Error::no)?;
    if model.session.ways_out.under_way.contains(&(zaak, draft)) {
        return Err(Error::no(format!("{} is al onderweg.", draft.label())));
    }
    if kept.sent.iter().any(|sent| sent.version == kept.version) {
        return Err(Error::no(format!("Versie {} is al verzonden.", kept.version))
            .hint("Begin in het concept een nieuwe versie (F2)."));
    }
    let to = recipients(model, zaak, draft);
    if to.is_empty() {
        return Err(Error::no("Er is niet ingesteld aan wie dit bericht gaat.")
            .hint("Zie sms_ontvangers, piketmelding_aan en afloop_aan in de instellingen."));
    }
    sending(model, zaak, draft, &to).decide(&model.view.desk, &model.view.context())?;
    match unknown_end(draft, kept) {
        Some(question) if !model.session.ways_out.asked.contains(&(zaak, draft)) => Err(question),
        Some(_) | None => Ok(()),
    }
}

/// The question before a version goes again of which nobody saw how its sending ended.
fn unknown_end(draft: DraftKind, kept: &Draft) -> Option<Error> {
    let earlier = kept.unknown_end()?;
    let (version, since, label) = (kept.version, earlier.since.clock_time(), draft.label());
    let told = "ging al met de opdracht mee; hoe dat afliep is niet bekend.";
    Some(
        Error::no(format!("Versie {version} van {label} ({since}) {told}"))
            .hint("Vraag na of zij aankwam: V noteert haar. Kwam zij niet aan, dan stuurt K nu nog eens."),
    )
}

fn sending(model: &Model, zaak: Zaaknummer, draft: DraftKind, to: &[String]) -> StartSending {
    let (channel, recipients) = (draft.channel().word().to_owned(), to.join(", "));
    StartSending { zaak, draft, at: model.view.now, channel, recipients }
}

/// To whom a message goes. An exercise goes to nobody.
fn recipients(model: &Model, zaak: Zaaknummer, draft: DraftKind) -> Vec<String> {
    if model.view.setup.demo { Vec::new() } else { known_recipients(model, zaak, draft) }
}

/// To whom a message goes by the settings; where they name nobody, to who belongs to the inrichting of the case in the
/// address book.
pub fn known_recipients(model: &Model, zaak: Zaaknummer, draft: DraftKind) -> Vec<String> {
    let setup = &model.view.setup;
    if let Some(to) = setup.recipients.get(&draft).filter(|to| !to.is_empty()) {
        return to.clone();
    }
    let plek = model.view.desk.zaken.get(&zaak).and_then(Zaak::plek);
    let ours = plek.into_iter().flat_map(|plek| setup.addresses.at(ProvisionKind::Draft(draft), plek));
    ours.map(Addressee::recipient).collect()
}

/// Whom the officer most likely sent it to: the same, and where nobody is set or has an address the line, or the
/// inrichting that is asked, by its name.
pub fn likely_recipients(model: &Model, zaak: Zaaknummer, draft: DraftKind) -> Vec<String> {
    let known = known_recipients(model, zaak, draft);
    let line = || model.view.setup.addresses.line_of(ProvisionKind::Draft(draft)).map(|a| a.name.clone());
    let likely = || line().or_else(|| inrichting_asked(model, zaak, draft));
    if known.is_empty() { likely().into_iter().collect() } else { known }
}

/// The inrichting of the case by its name, where a message is for it.
pub fn inrichting_asked(model: &Model, zaak: Zaaknummer, draft: DraftKind) -> Option<String> {
    let ground = model.view.setup.addresses.ground(ProvisionKind::Draft(draft))?;
    let plek = model.view.desk.zaken.get(&zaak)?.plek()?;
    ground.to.contains(&AddresseeKind::INRICHTING).then(|| plek.to_owned())
}

fn start(
    model: &mut Model,
    number: Zaaknummer,
    draft: DraftKind,
    kept: &Draft,
    way: WayOut,
    effects: &mut Vec<Effect>,
) {
    let (to, text) = (recipients(model, number, draft), kept.text.read().to_owned());
    if way == WayOut::Qr {
        // What is shown is recorded once it is drawn.
        let object = object(number, draft, kept.version, way.word());
        if let Err(error) = qr::message(model, (draft, object), &text, &to) {
            note(number, draft, kept.version, way.word(), Outcome::Refused, effects);
            model.report_error(error);
        }
        return;
    }
    let Ok(material) = model.view.draft_material(number) else { return };
    let version = kept.version;
    let message = Box::new(OutgoingMessage { way, draft, version, text, to, material });
    if way != WayOut::Command {
        if way == WayOut::Mail {
            started(&message, effects);
        }
        effects.push(Effect::SendOut(message));
        return;
    }
    // That it began is in the log before it runs: who comes after a desk that fell over knows of it.
    let start = sending(model, number, draft, &message.to).into();
    model.session.ways_out.under_way.insert((number, draft));
    if !perform(model, &start, OnCommit::SendOut(message), effects) {
        model.session.ways_out.under_way.remove(&(number, draft));
    }
}

/// That a sending begins is in the log.
pub fn begun(model: &mut Model, message: Box<OutgoingMessage>, effects: &mut Vec<Effect>) {
    model.say("De eigen opdracht is gestart; u hoort hoe zij eindigt.");
    started(&message, effects);
    effects.push(Effect::SendOut(message));
}

/// A way answered. The lock waits for one that notes something.
pub fn answered(model: &mut Model, answer: WentOut, effects: &mut Vec<Effect>) {
    model.dirty = true;
    let (zaak, draft) = (answer.zaak, answer.draft);
    let outcome = if answer.result.is_ok() { Outcome::Succeeded } else { Outcome::Refused };
    let word = answer.way.word();
    let how = match answer.ended {
        CommandEnd::Code(code) => format!("{word} code {code}"),
        CommandEnd::Never | CommandEnd::Unknown => word.to_owned(),
    };
    note(zaak, draft, answer.version, &how, outcome, effects);
    if answer.way == WayOut::Command {
        ended(model, &answer, effects);
    }
    match answer.result {
        // The log tells it.
        Ok(_) if answer.way == WayOut::Command => {}
        Ok(sentence) => model.say(sentence),
        Err(error) => model.report_error(error),
    }
}

/// How the command ended goes into the log; a sending that it made always does.
fn ended(model: &mut Model, answer: &WentOut, effects: &mut Vec<Effect>) {
    let (zaak, draft, version) = (answer.zaak, answer.draft, answer.version);
    model.session.ways_out.under_way.remove(&(zaak, draft));
    let code = match answer.ended {
        CommandEnd::Code(code) => Some(code),
        CommandEnd::Never => None,
        // It stays open until somebody asked.
        CommandEnd::Unknown => return,
    };
    model.session.ways_out.asked.remove(&(zaak, draft));
    let (channel, recipients) = (draft.channel().word().to_owned(), answer.to.join(", "));
    let end = EndSending { zaak, draft, version, at: model.view.now, channel, recipients, code };
    let remark = end.remark(&model.view.desk, &model.view.context());
    let said = match &answer.result {
        Ok(sentence) => remark.map_or_else(|| sentence.clone(), |remark| format!("{sentence} {remark}")),
        Err(error) => error.to_string(),
    };
    perform(model, &end.into(), OnCommit::SentOut(said), effects);
}

/// Another program takes the message over, which outlives a desk that falls over meanwhile: that stands in the audit
/// before it begins.
fn started(message: &OutgoingMessage, effects: &mut Vec<Effect>) {
    let how = format!("{} gestart", message.way.word());
    note(message.material.zaak.number, message.draft, message.version, &how, Outcome::Succeeded, effects);
}

/// What the audit calls a version that goes this way.
fn object(zaak: Zaaknummer, draft: DraftKind, version: u32, how: &str) -> String {
    format!("{zaak} {} v{version} {how}", draft.code())
}

/// One line of the audit: which version left by which way, and nothing of what stands in it.
fn note(zaak: Zaaknummer, draft: DraftKind, version: u32, how: &str, result: Outcome, effects: &mut Vec<Effect>) {
    let object = object(zaak, draft, version, how);
    effects.push(Effect::Audit(Audit { act: AuditAct::Exported, object, result, origin: Origin::Desk }));
}
