//! `concept` and `sms-telling`: what leaves the desk.

use std::{
    io::{IsTerminal, stdout},
    path::Path,
};

use serde_json::json;

use super::{
    acts::{load, recorded},
    answer::{Output, notice, print},
    audit,
    environment::{Environment, name},
    exit::Exit,
    opening::Opening,
    stdin_text,
    terms::countdowns_of,
};
use crate::{
    acts::{Act, DraftArgs, SaveDraft, arguments::Arguments, before::Before, decide::decide_all, told::SHELL_UNDO},
    desk::state::shell::Enclosed,
    domain::{
        audit::{AuditAct, Outcome},
        draft::DraftKind,
        error::{Error, Result},
        if_exists::IfExists,
        inrichting::Inrichtingen,
        moment::Moment,
        second_reader::SecondReading,
    },
    judge::{case_gate, case_rule::CaseRule, case_surroundings::CaseSurroundings, gaps, moved_text, withheld},
    log::{desk::Desk, zaak::Zaak},
    outgoing::{MessageData, eml::OutgoingLetter, message_file::MessageForm, sms},
    platform::{failure::why, file},
    runtime::{self, clock::Clock},
    store::{Access, Store},
};

/// `piket sms-telling`.
///
/// # Errors
/// When the answer cannot be printed.
pub fn sms_tally(text: &str, output: Output) -> Result<Exit> {
    let t = sms::count(text);
    let encoding = match t.encoding {
        sms::Encoding::Gsm7 => "gsm-7",
        sms::Encoding::Ucs2 => "ucs-2",
    };
    if output == Output::Json {
        let unsupported_list: Vec<String> = t.unsupported.iter().map(ToString::to_string).collect();
        print(&json!({"codering": encoding, "tekens": t.chars, "segmenten": t.segments, "dwarsliggers": unsupported_list, "voorstel": t.proposal}).to_string())?;
        return Ok(Exit::Done);
    }
    print(&format!(
        "{encoding}, {} tekens, {} segment{}",
        t.chars,
        t.segments,
        if t.segments == 1 { "" } else { "en" }
    ))?;
    if let Some(proposal) = t.proposal {
        print(&format!("Korter met gewone letters: {proposal}"))?;
    }
    Ok(Exit::Done)
}

/// `piket concept`: saves, renders, checks and marks as sent, in that order, as far as asked; what is to be
/// recorded while a desk is open is recorded by that desk.
///
/// # Errors
/// When the case is not there, a gap is open, or a file cannot be read or written.
pub fn draft(env: &Environment, args: &DraftArgs) -> Result<Exit> {
    let (inrichtingen, _) = env.inrichtingen()?;
    if runtime::has_door(&env.paths.data)
        && let Some((mut store, clock)) = at_desk(env, args, &inrichtingen)?
    {
        let desk = load(&store, args.zaak.into())?;
        return look((env, &inrichtingen), args, &mut store, clock, &desk);
    }
    if !args.keeps() {
        let (mut store, clock) = env.open(Access::Read)?;
        let desk = load(&store, args.zaak.into())?;
        return look((env, &inrichtingen), args, &mut store, clock, &desk);
    }
    let (mut store, clock) = env.open_for_writing()?;
    let mut desk = load(&store, args.zaak.into())?;
    if let Some(text) = new_text(env, args, &desk, &inrichtingen, clock.now())? {
        let act = Act::SaveDraft(SaveDraft { zaak: args.zaak, draft: args.kind, text });
        record(env, &mut store, &mut desk, &inrichtingen, clock, &[act])?;
    }
    let list = args.acts(&desk, &env.context(&inrichtingen, clock.now()))?;
    if !list.is_empty() {
        let told = record(env, &mut store, &mut desk, &inrichtingen, clock, &list)?;
        told.iter().try_for_each(|line| print(line))?;
    }
    let exit = show((env, &inrichtingen), args, &mut store, clock, &desk)?;
    store.close()?;
    Ok(exit)
}

/// Has the open desk record what is asked, and answers the store to read on in; `None` where that desk takes
/// nothing now.
fn at_desk(env: &Environment, args: &DraftArgs, inrichtingen: &Inrichtingen) -> Result<Option<(Store, Clock)>> {
    let mut opening = Opening::new(env, None)?;
    let store = opening.open(Access::Read)?;
    let clock = env.clock(store.kind())?;
    let desk = load(&store, args.zaak.into())?;
    let text = if args.keeps() { new_text(env, args, &desk, inrichtingen, clock.now())? } else { None };
    let asked = !args.acts(&desk, &env.context(inrichtingen, clock.now()))?.is_empty();
    if text.is_none() && !asked {
        return Ok(Some((store, clock)));
    }
    let Some(reply) = opening.at_desk(text.clone().map_or(Enclosed::Nothing, Enclosed::Draft))? else {
        return Ok(None);
    };
    let (lines, _) = recorded(reply)?;
    // That the text was saved shows from the text itself.
    if asked {
        lines.iter().skip(usize::from(text.is_some())).try_for_each(|line| print(line))?;
    }
    Ok(Some((store, clock)))
}

/// Prints the draft as it stands, or what the template says where there is none: nothing is recorded.
fn look(
    (env, inrichtingen): (&Environment, &Inrichtingen),
    args: &DraftArgs,
    store: &mut Store,
    clock: Clock,
    desk: &Desk,
) -> Result<Exit> {
    let zaak = require_zaak(desk, args)?;
    if zaak.drafts.contains_key(&args.kind) {
        return show((env, inrichtingen), args, store, clock, desk);
    }
    let text = new_text(env, args, desk, inrichtingen, clock.now())?.unwrap_or_default();
    let leaks = case_gate::leaks((zaak, env.sender()), desk, env.books(inrichtingen), args.kind, &text)?;
    let case = case_of(env, zaak, inrichtingen);
    let undecided = withheld::withheld(zaak, case, args.kind);
    let stopped = (!leaks.is_empty()).then(|| {
        let told = case_gate::told(&text, &leaks);
        Error::no(format!("De kanaalpoort houdt {} tegen: {told}.", args.kind.label()))
            .hint("Bewaar de tekst (--bewaar) en haal dit eruit, of laat hem door met een reden (--doorlaten).")
    });
    if let Some(error) = stopped.or_else(|| Some(withheld::refusal(zaak, case, args.kind, undecided?))) {
        if !stdout().is_terminal() {
            return Err(error);
        }
        notice(&error.to_string());
    }
    let object = format!("{} {}", args.zaak, args.kind.code());
    audit::note(env, store, clock.now(), AuditAct::Printed, &object, Outcome::Succeeded);
    print(&text)?;
    notice("Dit is het sjabloon; er is niets bewaard. Met --bewaar wordt het een versie.");
    Ok(Exit::Done)
}

/// Prints the draft as it stands, or writes it to a file.
fn show(
    (env, inrichtingen): (&Environment, &Inrichtingen),
    args: &DraftArgs,
    store: &mut Store,
    clock: Clock,
    desk: &Desk,
) -> Result<Exit> {
    let zaak = require_zaak(desk, args)?;
    let draft = zaak.drafts.get(&args.kind).ok_or_else(|| Error::no("Er is nog geen concept."))?;
    let text = draft.text.read();
    let object = format!("{} {}", args.zaak, args.kind.code());
    let case = case_of(env, zaak, inrichtingen);
    let may_be_seen = || {
        case_gate::pass((zaak, env.sender()), desk, env.books(inrichtingen), (args.kind, draft))
            .and_then(|()| withheld::pass(zaak, case, (args.kind, draft)))
    };
    let is_of_now = || moved_text::pass((zaak, case), (args.kind, draft));
    let mut exit = Exit::Done;
    match &args.out {
        Some(path) => {
            may_be_seen().and_then(|()| is_of_now())?;
            let file = (path.as_path(), IfExists::asked(args.replace));
            let written = write(env, (zaak, inrichtingen), args.kind, (draft.version, text), file, clock.now());
            audit::note(env, store, clock.now(), AuditAct::Exported, &object, audit::outcome(&written));
            written?;
            print(&format!("Versie {} staat in {}.", draft.version, name(path)))?;
            let waits: Vec<String> = draft.unread().map(SecondReading::words).collect();
            if !waits.is_empty() {
                notice(&format!("Versie {} wacht op wie meeleest: {}.", draft.version, waits.join("; ")));
            }
        }
        None if !args.marks() => {
            // On a terminal the officer reads it; whatever else takes it is a way out. What was given just now is saved,
            // whatever the gate says of it.
            let is_read = stdout().is_terminal();
            if let Err(error) = may_be_seen() {
                if !is_read && !args.is_about_text() {
                    return Err(error);
                }
                notice(&error.to_string());
                if !is_read {
                    return Ok(Exit::Done);
                }
            }
            // What is to be changed in a text can be read in it.
            if let Err(error) = is_of_now() {
                notice(&error.to_string());
                exit = if is_read || args.is_about_text() { Exit::Done } else { Exit::No };
            }
            audit::note(env, store, clock.now(), AuditAct::Printed, &object, Outcome::Succeeded);
            print(text)?;
        }
        None => {}
    }
    let open = gaps::gaps(text);
    if !open.is_empty() {
        let names: Vec<String> = open.iter().map(ToString::to_string).collect();
        notice(&format!("Nog in te vullen: {}.", names.join(", ")));
    }
    Ok(exit)
}

/// By which rule a case is judged.
fn case_of<'a>(env: &'a Environment, zaak: &Zaak, inrichtingen: &'a Inrichtingen) -> CaseRule<'a> {
    CaseRule::of(zaak, env.book(), zaak.plek().and_then(|plek| inrichtingen.by_name(plek)))
}

fn require_zaak<'a>(desk: &'a Desk, args: &DraftArgs) -> Result<&'a Zaak> {
    desk.zaken.get(&args.zaak).ok_or_else(|| args.zaak.unknown())
}

/// Records acts, and answers what is told of them.
fn record(
    env: &Environment,
    store: &mut Store,
    desk: &mut Desk,
    inrichtingen: &Inrichtingen,
    clock: Clock,
    list: &[Act],
) -> Result<Vec<String>> {
    let now = clock.now();
    let context = env.context(inrichtingen, now);
    let decided = decide_all(desk, &context, list)?;
    let entries = store.write(now, &env.actor(), &decided.new, &[])?;
    let before = Before::of(desk, &entries);
    for entry in &entries {
        desk.apply(entry);
    }
    Ok(env.after(desk, context).told(list, &before, SHELL_UNDO))
}

/// The text to save: the one that was given, or a fresh one from the template where there is none
/// yet; `None` where the latest version stands.
fn new_text(
    env: &Environment,
    args: &DraftArgs,
    desk: &Desk,
    inrichtingen: &Inrichtingen,
    now: Moment,
) -> Result<Option<String>> {
    let zaak = require_zaak(desk, args)?;
    let given = match &args.text {
        Some(path) => Some(read_text(path)?),
        None => None,
    };
    let existing = zaak.drafts.get(&args.kind).map(|c| c.text.read().to_owned());
    let basis = match (given, existing) {
        (Some(text), _) => text,
        (None, Some(text)) if !args.again => {
            if !args.unknown {
                return Ok(None);
            }
            text
        }
        (None, _) => {
            let plek = zaak.plek().and_then(|n| inrichtingen.by_name(n));
            let case = CaseRule::of(zaak, env.book(), plek);
            let countdowns = countdowns_of(env, zaak, inrichtingen).unwrap_or_default();
            let context = CaseSurroundings::of((zaak, case), plek, &countdowns, env.addresses(), now);
            let data = MessageData::of(zaak, case, &context, env.sender(), now);
            let (templates, errors) = env.templates();
            for error in errors {
                notice(&error);
            }
            let made = templates.render(args.kind, &data)?;
            if let Some(fault) = &made.fault {
                notice(&fault.to_string());
            }
            made.text
        }
    };
    Ok(Some(if args.unknown { gaps::say_unknown(&basis) } else { basis }))
}

fn read_text(path: &Path) -> Result<String> {
    let error = |e: std::io::Error| Error::data(format!("«{}» is niet te lezen ({}).", name(path), why(&e)));
    if path == Path::new("-") {
        return stdin_text::whole();
    }
    file::text(path).map_err(error)
}

fn write(
    env: &Environment,
    (zaak, inrichtingen): (&Zaak, &Inrichtingen),
    kind: DraftKind,
    (version, text): (u32, &str),
    (path, existing): (&Path, IfExists),
    now: Moment,
) -> Result<()> {
    let form = MessageForm::of(path)?;
    let plek = zaak.plek().and_then(|n| inrichtingen.by_name(n));
    let case = CaseRule::of(zaak, env.book(), plek);
    let data = MessageData::of(zaak, case, &CaseSurroundings::at(plek), env.sender(), now);
    // Who gets a text message has a number there, and no address.
    let recipients = env.settings.recipients.get(&kind).filter(|_| !kind.is_text_message());
    let to = recipients.map_or(&[][..], Vec::as_slice);
    let subject = data.subject(kind, text);
    let letter = OutgoingLetter { zaak: zaak.number, kind, version, subject: &subject, text, to, from: None, now };
    let bytes = form.render(&letter)?;
    file::write_bytes(path, existing, &bytes)
}
