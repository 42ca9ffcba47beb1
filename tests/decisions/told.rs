//! What the officer is told of an act: what it wrote, and what is demanded now. Each act has words of its own, and
//! none starts or ends a term without naming it.

use std::collections::BTreeSet;

use piket::{
    acts::{
        AcceptForm, Act, AnswerCall, AssessFeit, CheckDraft, ChooseRij, CloseWeek, CloseZaak, CorrectFeit, EndSending,
        FieldVerdict, HandOverZaak, HoldZaak, IncludeInMonitor, JudgeCopy, JudgeField, LetThrough, LinkMelding,
        MergeZaken, Naming, NotSent, NoteCall, NoteCopy, NoteFeit, OpenZaak, PassOn, PurgeMelding, PurgeZaak, PutBack,
        ReadAlong, ReceiveMail, ReceiveStep, ReleaseZaak, ReminderDone, ReopenWeek, ReopenZaak, ReportSent,
        RetractFeit, Said, SaveDraft, SetAside, SetInrichting, SetReminder, SetStep, SetTermijn, SetTimes, Settle,
        SplitZaak, StartSending, TakeBesluit, UnlinkMelding, UnlistedName, Weigh, WithdrawZaak, before::Before,
    },
    domain::{
        besluit::{Answer, BesluitKind, YesNo},
        delivery::{Delivered, Road},
        draft::DraftKind,
        feit::{FeitNumber, FeitStatus, Topic},
        head::Head,
        ids::{Meldingnummer, Zaaknummer},
        melding::{Call, Certainty, Content, Field, MeldingKind},
        rij::Rij,
        second_reader::ReadingState,
        sent_copy::SentCopy,
        step::{Step, StepState},
        tegenspraak::{Ruling, Tegenspraak},
        termijn_kind::TermijnKind,
        text::Vertrouwelijk,
        time_kind::TimeKind,
    },
    judge::{countdown::Countdown, questions::weegvragen},
    rules::book::Rulebook,
};
use proptest::prelude::*;

use crate::{
    dossier::{Dossier, TestResult},
    undo_random::{act, week},
};

/// Every act there is, all about the same case and the same report.
#[expect(clippy::too_many_lines, reason = "one row an act")]
fn every_act(d: &Dossier, zaak: Zaaknummer, melding: Meldingnummer) -> Result<Vec<Act>, Box<dyn std::error::Error>> {
    let text = |t: &str| t.to_owned();
    let (at, draft, step, feit) = (d.now, DraftKind::Sms, Step::Form, FeitNumber::FIRST);
    let (week, topic) = (zaak.week, Topic::Injury);
    let Some(Content::Mail(mail)) = d.desk.meldingen.get(&melding).map(|m| m.content.clone()) else {
        return Err("geen mail".into());
    };
    let reason = || text("Daarom.");
    let (value, source) = (Vertrouwelijk::new("A. Proef"), Vertrouwelijk::new("tekst, regel 1"));
    let read = Field { value, source, certainty: Certainty::Certain };
    Ok(vec![
        NoteCall { melding: None, call: Call::default(), naming: Naming::AsTyped }.into(),
        ReceiveMail { form: MeldingKind::form("mbv"), received: at, mail }.into(),
        OpenZaak { melding, new: true, kind: None }.into(),
        LinkMelding { melding, zaak, reason: String::new() }.into(),
        UnlinkMelding { melding }.into(),
        JudgeField { melding, field: text("verpleegde"), verdict: FieldVerdict::Accepted }.into(),
        JudgeField { melding, field: text("verpleegde"), verdict: FieldVerdict::PutAside }.into(),
        JudgeField { melding, field: text("verpleegde"), verdict: FieldVerdict::Typed(reason()) }.into(),
        JudgeField { melding, field: text("verpleegde"), verdict: FieldVerdict::Read(read) }.into(),
        AcceptForm { zaak, reason: reason() }.into(),
        SetAside { melding, reason: reason() }.into(),
        PutBack { melding }.into(),
        ChooseRij { zaak, rij: Rij::parse("6")?, reason: reason() }.into(),
        SetTimes { zaak, times: vec![(TimeKind::Voorval, Some(at))] }.into(),
        SetInrichting { zaak, inrichting: text("Mesdag"), unlisted: UnlistedName::Meant }.into(),
        AnswerCall { zaak, question: "b1".into(), said: Said::Words(reason()), source: reason(), happened: None }
            .into(),
        NoteFeit { zaak, topic, text: reason(), source: reason(), status: FeitStatus::Reported, happened: None }.into(),
        CorrectFeit { zaak, feit, text: reason(), topic: None, source: None, happened: None }.into(),
        RetractFeit { zaak, feit }.into(),
        AssessFeit { zaak, feit, status: FeitStatus::Confirmed }.into(),
        Settle {
            zaak,
            about: Tegenspraak::Feiten { about: text("letsel"), earlier: 1.into(), later: 2.into() },
            ruling: Ruling::First,
            reason: reason(),
        }
        .into(),
        Weigh { zaak, question: "G1".into(), answer: Answer::Yes }.into(),
        TakeBesluit { zaak, about: BesluitKind::P, choice: YesNo::Yes, reason: reason() }.into(),
        ReceiveStep { zaak, step, what: None, road: None, remark: text("gezien"), at: None }.into(),
        SetStep { zaak, step, state: StepState::NotNeeded, reason: reason(), at: None }.into(),
        SaveDraft { zaak, draft, text: reason() }.into(),
        LetThrough { zaak, draft, reason: reason() }.into(),
        CheckDraft { zaak, draft }.into(),
        ReportSent {
            version: None,
            zaak,
            draft,
            at,
            channel: text("sms"),
            recipients: text("de lijn"),
            reason: String::new(),
        }
        .into(),
        StartSending { zaak, draft, at, channel: text("sms"), recipients: text("de lijn") }.into(),
        EndSending { zaak, draft, version: 1, at, channel: text("sms"), recipients: text("de lijn"), code: Some(0) }
            .into(),
        NotSent { zaak, draft, reason: reason(), number: None }.into(),
        ReadAlong { zaak, draft, role: reason(), state: ReadingState::Asked, remark: String::new() }.into(),
        NoteCopy { zaak, draft, at, copy: copy(&reason()) }.into(),
        JudgeCopy { zaak, draft, counts: YesNo::No, recipients: String::new(), reason: reason() }.into(),
        PassOn { zaak, to: text("de directeur"), channel: text("telefoon"), at: None, reason: String::new() }.into(),
        SetTermijn { zaak, termijn: TermijnKind::of("mbv"), setting: None, reason: reason() }.into(),
        SetReminder { zaak, when: at, text: reason(), step: None }.into(),
        ReminderDone { zaak, reminder: 1 }.into(),
        IncludeInMonitor { zaak, week }.into(),
        CloseWeek { week }.into(),
        ReopenWeek { week, reason: reason() }.into(),
        CloseZaak { zaak }.into(),
        ReopenZaak { zaak, reason: reason() }.into(),
        WithdrawZaak { zaak, reason: reason() }.into(),
        MergeZaken { source: zaak, target: zaak, reason: reason() }.into(),
        SplitZaak { source: zaak, reason: reason() }.into(),
        HandOverZaak {
            zaak,
            to: zaak,
            desk: text("00"),
            head: Head { seq: 7, hash: text("00") },
            bundle: text("00"),
            by: text("V. Volgende"),
        }
        .into(),
        HoldZaak { zaak, reason: reason() }.into(),
        ReleaseZaak { zaak, reason: reason() }.into(),
        PurgeZaak { zaak, reason: reason() }.into(),
        PurgeMelding { melding, reason: reason() }.into(),
    ])
}

fn copy(recipients: &str) -> SentCopy {
    let text = Vertrouwelijk::new;
    SentCopy {
        version: 1,
        sender: text("piket@dji.example"),
        recipients: text(recipients),
        text: None,
        unsent: false,
        misfit: None,
        message_id: text("x"),
        fingerprint: text("y"),
        original: text("z"),
    }
}

/// By what an officer knows what an act changed: that stands in its sentence.
fn thing(act: &Act) -> String {
    match act {
        Act::NoteCall(_) => "telefoontje".to_owned(),
        Act::ReceiveMail(_) => "mail".to_owned(),
        Act::OpenZaak(OpenZaak { melding, .. })
        | Act::LinkMelding(LinkMelding { melding, .. })
        | Act::UnlinkMelding(UnlinkMelding { melding })
        | Act::JudgeField(JudgeField { melding, .. })
        | Act::SetAside(SetAside { melding, .. })
        | Act::PutBack(PutBack { melding })
        | Act::PurgeMelding(PurgeMelding { melding, .. }) => melding.to_string(),
        Act::AcceptForm(AcceptForm { zaak, .. })
        | Act::IncludeInMonitor(IncludeInMonitor { zaak, .. })
        | Act::CloseZaak(CloseZaak { zaak })
        | Act::ReopenZaak(ReopenZaak { zaak, .. })
        | Act::WithdrawZaak(WithdrawZaak { zaak, .. })
        | Act::MergeZaken(MergeZaken { source: zaak, .. })
        | Act::SplitZaak(SplitZaak { source: zaak, .. })
        | Act::HandOverZaak(HandOverZaak { zaak, .. })
        | Act::HoldZaak(HoldZaak { zaak, .. })
        | Act::ReleaseZaak(ReleaseZaak { zaak, .. })
        | Act::PurgeZaak(PurgeZaak { zaak, .. }) => zaak.to_string(),
        Act::ChooseRij(ChooseRij { rij, .. }) => format!("Rij {rij}"),
        Act::SetTimes(_) => "voorval".to_owned(),
        Act::SetInrichting(_) => "inrichting".to_owned(),
        Act::AnswerCall(AnswerCall { question, .. }) => question.to_string(),
        Act::Weigh(Weigh { question, .. }) => question.to_string(),
        Act::NoteFeit(NoteFeit { topic, .. }) => topic.label().to_owned(),
        Act::CorrectFeit(_) | Act::RetractFeit(_) | Act::AssessFeit(_) => "Feit 1 (gebeurtenis: «".to_owned(),
        Act::Settle(_) => "letsel".to_owned(),
        Act::TakeBesluit(TakeBesluit { about, .. }) => format!("Besluit {}", about.letter()),
        Act::ReceiveStep(_) | Act::SetStep(_) => "MBV ontvangen".to_owned(),
        Act::SaveDraft(_)
        | Act::LetThrough(_)
        | Act::CheckDraft(_)
        | Act::ReportSent(_)
        | Act::StartSending(_)
        | Act::EndSending(_)
        | Act::NotSent(_)
        | Act::ReadAlong(_)
        | Act::NoteCopy(_)
        | Act::JudgeCopy(_) => DraftKind::Sms.label().to_owned(),
        Act::PassOn(PassOn { to, .. }) => to.clone(),
        Act::SetTermijn(_) => "MBV".to_owned(),
        Act::SetReminder(SetReminder { when, .. }) => when.short(),
        Act::ReminderDone(_) => "Herinnering 1".to_owned(),
        Act::CloseWeek(CloseWeek { week }) | Act::ReopenWeek(ReopenWeek { week, .. }) => week.to_string(),
    }
}

#[test]
fn every_act_says_in_dutch_what_it_wrote_and_no_two_say_the_same() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("6", "CTP Veldzicht")?;
    let melding = dossier.mail(MeldingKind::form("mbv"), &[])?;
    let acts = every_act(&dossier, zaak, melding)?;

    let table = include_str!("../../src/acts.rs");
    let rows: BTreeSet<&str> = table
        .lines()
        .filter_map(|l| l.strip_prefix("    ")?.split_once("::").filter(|_| l.ends_with(';')))
        .filter_map(|(_, row)| row.split([',', ';']).next())
        .collect();
    let name = |act: &Act| format!("{act:?}").split('(').next().unwrap_or_default().to_owned();
    let named: BTreeSet<String> = acts.iter().map(name).collect();
    assert_eq!(named.iter().map(String::as_str).collect::<BTreeSet<_>>(), rows, "niet elke handeling staat hier");

    let english = [
        "the", "and", "not", "with", "was", "were", "case", "row", "step", "draft", "closed", "opened", "saved",
        "done", "sent", "linked", "none", "some", "true", "false", "ok", "error",
    ];
    let mut said: BTreeSet<String> = BTreeSet::new();
    for act in &acts {
        let told = dossier.told_of(std::slice::from_ref(act), &Before::default()).join(" ");
        let first = told.chars().next().ok_or_else(|| format!("{act:?} zegt niets"))?;
        assert!((first.is_uppercase() || first.is_numeric()) && told.ends_with('.') && told.len() > 8, "{told}");
        let words: Vec<String> = told.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase).collect();
        assert!(!words.iter().any(|w| english.contains(&w.as_str())), "Engels: {told}");
        assert!(!told.contains(['_', '{']) && !told.contains("  ") && !told.contains(".."), "{told}");
        assert!(told.contains(&thing(act)), "{act:?} noemt niet wat het wijzigde: {told}");
        assert!(said.insert(told.clone()), "{act:?} zegt wat een ander zegt: {told}");
        if std::env::var_os("TOON").is_some() {
            println!("{told}");
        }
    }
    Ok(())
}

#[test]
fn a_row_that_is_not_reportable_says_which_term_it_ends_and_how_to_take_it_back() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("6", "CTP Veldzicht")?;
    let twelve = ChooseRij { zaak, rij: Rij::parse("12")?, reason: "Toch anders.".to_owned() };
    let told = dossier.run_told(&twelve.into())?.join(" ");
    assert!(told.starts_with("Rij 12 (") && told.contains("niet meldplichtig."), "{told}");
    assert!(told.contains("De MBV-termijn vervalt: rij 12 is hier niet meldplichtig. u neemt het terug."), "{told}");
    let six = ChooseRij { zaak, rij: Rij::parse("6")?, reason: "Toch wel.".to_owned() };
    let told = dossier.run_told(&six.into())?.join(" ");
    assert!(told.contains("MBV vóór ma 23-11 09:00, piketmelding wegen."), "{told}");
    assert!(!told.contains("Nu ") && !told.contains("neemt het terug"), "{told}");
    Ok(())
}

#[test]
fn a_decision_names_what_is_to_be_done_now_and_a_form_how_its_term_went() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("6", "CTP Veldzicht")?;
    let p = |choice| TakeBesluit { zaak, about: BesluitKind::P, choice, reason: "Ernstig.".to_owned() };
    let told = dossier.run_told(&p(YesNo::Yes).into())?;
    assert_eq!(told, ["Besluit P: ja.", "Nu de piket-SMS versturen, de piketmelding versturen."]);
    let melding = dossier.mail(MeldingKind::form("mbv"), &[])?;
    let told = dossier.run_told(&LinkMelding { melding, zaak, reason: String::new() }.into())?.join(" ");
    assert!(told.contains("De MBV-termijn stopt: op tijd."), "{told}");
    let told = dossier.run_told(&UnlinkMelding { melding }.into())?.join(" ");
    assert!(told.contains("Nu MBV vóór ma 23-11 09:00"), "{told}");
    Ok(())
}

/// It is said again that the form came, at another hour, or the incident turns out to be of another hour: then it was late, or not.
#[test]
fn a_verdict_that_turns_is_told() -> TestResult {
    let (mut dossier, zaak) = Dossier::with_rij("6", "CTP Veldzicht")?;
    dossier.now = dossier.after(60 * 24 * 3);
    let came = |day: &str| -> Result<Act, piket::domain::error::Error> {
        let at = Some(piket::domain::moment::Moment::from_rfc3339(&format!("2026-11-{day}:00+01:00"))?);
        let (what, road) = (Some(Delivered::Form), Some(Road::Post));
        Ok(ReceiveStep { zaak, step: Step::Form, what, road, remark: String::new(), at }.into())
    };
    let told = dossier.run_told(&came("22T08:00")?)?.join(" ");
    assert!(told.contains("De MBV-termijn stopt: op tijd."), "{told}");
    for (day, then, now) in [
        ("24T14:00", "op tijd", "te laat"),
        ("22T09:00", "te laat", "op tijd"),
        ("22T10:00", "", ""),
        ("24T14:30", "op tijd", "te laat"),
    ] {
        let told = dossier.run_told(&came(day)?)?.join(" ");
        let turned = format!("De MBV-termijn was {then}, en is nu {now}.");
        assert_eq!(told.contains(&turned), !then.is_empty(), "{day}: {told}");
        assert_eq!(told.contains("MBV-termijn was"), !then.is_empty(), "{day}: {told}");
    }
    // The incident turns out to be of an hour that leaves more time.
    let at = |t: &str| piket::domain::moment::Moment::from_rfc3339(&format!("2026-11-{t}:00+01:00"));
    let times = vec![(TimeKind::Called, Some(at("24T10:10")?)), (TimeKind::Voorval, Some(at("24T10:00")?))];
    let told = dossier.run_told(&SetTimes { zaak, times }.into())?.join(" ");
    assert!(told.contains("De MBV-termijn was te laat, en is nu op tijd"), "{told}");
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is done: a term that runs after it and did not before, or the other way round, or to another
    /// moment, is named in what is told.
    #[test]
    fn a_term_that_starts_or_ends_by_an_act_is_named(
        acts in prop::collection::vec((0u8..25, prop::array::uniform4(0usize..5000)), 1..25),
    ) {
        let failed = |f: &dyn std::fmt::Display| TestCaseError::fail(f.to_string());
        let mut dossier = week().map_err(|f| failed(&f))?;
        for (kind, numbers) in acts {
            let Some(act) = act(&dossier, kind, numbers) else { continue };
            let before = running(&dossier);
            let Ok(told) = dossier.run_told(&act) else { continue };
            let told = told.join(" ");
            for (zaak, termijn, due) in before.symmetric_difference(&running(&dossier)) {
                prop_assert!(told.contains(termijn.label(dossier.book)), "{zaak} {termijn} {due}: {act:?}: {told}");
            }
            dossier.now = dossier.after(11);
        }
    }
}

/// The terms that run, by case, kind and moment.
fn running(d: &Dossier) -> BTreeSet<(Zaaknummer, TermijnKind, String)> {
    let open = d.desk.zaken.values().filter(|z| z.is_open());
    open.flat_map(|z| d.countdowns(z.number).unwrap_or_default())
        .filter(Countdown::is_running)
        .map(|t| (t.zaak, t.termijn.kind, t.due.field()))
        .collect()
}

/// What a call comes to is told in one sentence, however many questions it answered and however it did: a line at the bottom of
/// the screen holds it.
#[test]
fn answers_of_one_call_are_told_together() -> TestResult {
    for rij in Rulebook::built_in().rijen().filter(|rule| rule.is_notifiable()) {
        let (mut dossier, zaak) = Dossier::with_rij(&rij.nr.to_string(), "CTP Veldzicht")?;
        let asked: Vec<_> = weegvragen(dossier.book, rij).map(|question| question.id.clone()).collect();
        let reason = "gesproken met de teamleider".to_owned();
        let called = SetStep { zaak, step: Step::CalledBack, state: StepState::Done, reason, at: None };
        let mut acts: Vec<Act> = vec![called.into()];
        let answers = [Answer::Yes, Answer::No].into_iter().cycle();
        acts.extend(
            asked
                .iter()
                .zip(answers)
                .map(|(question, answer)| Act::Weigh(Weigh { zaak, question: question.clone(), answer })),
        );
        for act in &acts {
            dossier.run(act)?;
        }
        let told = dossier.told_of(&acts, &Before::default());
        let answered: Vec<_> = told.iter().filter(|told| told.starts_with("Vra")).collect();
        let [one] = answered.as_slice() else { return Err(format!("{}: {told:#?}", rij.nr).into()) };
        assert!(
            one.starts_with("Vragen beantwoord: ") && one.contains(" met ja; ") && one.ends_with(" met nee."),
            "{one}"
        );
        assert!(asked.iter().all(|id| one.contains(id.as_str())), "{one}");
    }
    Ok(())
}
