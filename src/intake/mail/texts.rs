//! The texts of a mail, each read as if it stood alone: which is a form, which is told in words, and which only goes
//! around the other.

use std::collections::BTreeMap;

use crate::{
    domain::{
        melding::{Certainty, MeldingKind},
        moment::Moment,
    },
    intake::{
        classify::{self, Candidate},
        end::{self, AbsenceEnd},
        letter::IncomingLetter,
        line::{self, TextLine},
        mail::ending,
        prose::{self, Cover, ToldReport, frame},
        quotes::{self, QuoteLayer, SubjectKind},
        reading::{self, FieldValue, ReadingEnv},
    },
    rules::book::{FormAbout, Rulebook},
};

/// So many answers behind known labels make a short form.
const MIN_LABELLED: usize = 3;

/// Every text of the mail, read.
pub(super) struct MailTexts {
    pub(super) candidates: Vec<Candidate>,
    /// The end of an absence, if the newest text tells of one in words.
    pub(super) end: Option<AbsenceEnd>,
    /// Where the report was told in words: what they say.
    pub(super) told: Option<ToldFields>,
}

/// What words say, and in which text.
pub(super) struct ToldFields {
    pub(super) place: String,
    pub(super) fields: BTreeMap<String, FieldValue>,
}

impl MailTexts {
    /// Reads them, the newest first.
    pub(super) fn of(letter: &mut IncomingLetter, env: ReadingEnv<'_>) -> Self {
        let nature = letter.headers.nature();
        let prescribed = Rulebook::is_prescribed(&letter.headers.subject);
        let subject = letter.headers.subject.clone();
        let (mut within, mut older) = (false, false);
        let cover = Cover { sent: letter.headers.sent.or(letter.headers.received), subject: &subject };
        let (mut out, mut frames) = (Vec::new(), Vec::new());
        let (mut end, mut told): (_, Option<(usize, ToldReport)>) = (None, None);
        for source in std::mem::take(&mut letter.sources) {
            let parts = if source.letter {
                quotes::parts(source.lines, nature)
            } else {
                vec![quotes::LayerPart { lines: source.lines, ..quotes::LayerPart::of(QuoteLayer::New) }]
            };
            let rest: String = parts.iter().skip(1).map(|d| line::as_text(&d.lines)).collect();
            for part in parts {
                // Below newer words of the same hand an older mail was left standing, and not passed on.
                let newer = |k: &Candidate| k.layer == QuoteLayer::New && k.kind != MeldingKind::Unknown;
                let tells = |(_, r): &(usize, ToldReport)| r.kind != MeldingKind::Unknown || r.tells;
                let left = part.layer == QuoteLayer::Forwarded
                    && nature == SubjectKind::Unknown
                    && part.is_of(&letter.headers.sender)
                    && (end.is_some() || told.as_ref().is_some_and(tells) || out.iter().any(newer));
                older |= left;
                let own_layer = if left { QuoteLayer::Quoted } else { part.layer };
                let layer = own_layer.max(source.layer);
                within |= part.within;
                let place = match own_layer {
                    QuoteLayer::New => source.place.clone(),
                    QuoteLayer::Forwarded => format!("{}, doorgestuurd deel", source.place),
                    QuoteLayer::Quoted => format!("{}, geciteerd deel", source.place),
                };
                let mut candidate = candidate(place, layer, &part.lines, env);
                if candidate.kind == MeldingKind::Unknown && prescribed && layer == QuoteLayer::New {
                    candidate.kind = classify::prescribed(&candidate, env.labels).unwrap_or(MeldingKind::Unknown);
                }
                if source.letter && layer != QuoteLayer::Quoted {
                    frames.push((out.len(), frame::read(&part.lines, env)));
                }
                if source.certainty == Certainty::Proposed {
                    candidate.reading.fields.values_mut().for_each(|field| field.certainty = Certainty::Proposed);
                }
                let sent = part.sent.as_deref().and_then(|text| quotes::sent(text, env.anchor)).or(cover.sent);
                let words =
                    (source.letter || classify::is_prose(&candidate, &part.lines)) && layer != QuoteLayer::Quoted;
                if words && told.as_ref().is_none_or(|(_, report)| report.kind == MeldingKind::Unknown) {
                    let report = prose::read(&part.lines, Cover { sent, ..cover }, at(sent, env));
                    told = report.map(|report| (out.len(), report)).or(told);
                }
                if end.is_none() && words && candidate.kind == MeldingKind::Unknown {
                    let rest = format!("{} . {rest}", cover.subject);
                    end = end::find(&part.lines, &rest, sent, env.labels).map(|e| (layer, out.len(), e));
                }
                out.push(candidate);
            }
        }
        if within && nature != SubjectKind::Reply {
            letter.warn("Tussen de tekst staan aangehaalde regels («>»); die zijn niet meegelezen: zelf lezen.");
        }
        // A form says it better than the words around it.
        let is_told = out.iter().all(|k| k.kind == MeldingKind::Unknown || older && k.layer == QuoteLayer::Quoted);
        let told = told.filter(|_| is_told).and_then(|(pos, report)| tell(out.get_mut(pos)?, report));
        let end = end.map(|(_, pos, e)| {
            if let Some(k) = out.get_mut(pos) {
                k.kind =
                    env.labels.form_about(FormAbout::AbsenceEnd, k.sector.as_ref()).unwrap_or(MeldingKind::Unknown);
                ending::without_beginning(&mut k.reading.fields);
            }
            e
        });
        for (pos, frame) in frames {
            if let Some(letter) = out.get_mut(pos).filter(|letter| letter.kind != MeldingKind::Unknown) {
                for (name, found) in frame {
                    letter.reading.fields.entry(name).or_insert(found);
                }
            }
        }
        Self { candidates: out, end, told }
    }
}

/// Takes what its words tell into a text that is no form; answers it where it tells something.
fn tell(candidate: &mut Candidate, report: ToldReport) -> Option<ToldFields> {
    candidate.kind = report.kind;
    let told = (report.kind != MeldingKind::Unknown || report.tells)
        .then(|| ToldFields { place: candidate.place.clone(), fields: report.fields.clone() });
    // What stands behind labels of a short form is read; the words around it add what they do not say.
    let labelled = std::mem::take(&mut candidate.reading.fields);
    candidate.reading.fields = report.fields;
    let form = labelled.values().filter(|v| v.certainty == Certainty::Certain).count() >= MIN_LABELLED;
    if form || report.kind == MeldingKind::Unknown {
        candidate.reading.fields.extend(labelled);
    }
    if report.kind != MeldingKind::Unknown {
        candidate.reading.warnings.extend(report.open);
    }
    told
}

/// The same for a text that was sent at another time.
fn at(sent: Option<Moment>, env: ReadingEnv<'_>) -> ReadingEnv<'_> {
    ReadingEnv { anchor: sent.map(Moment::date).or(env.anchor), ..env }
}

fn candidate(place: String, layer: QuoteLayer, lines: &[TextLine], env: ReadingEnv<'_>) -> Candidate {
    let reading = reading::read(lines, env);
    let sector = reading.sector(env);
    let kind = classify::kind(&reading, lines, env.labels, sector.as_ref());
    Candidate { place, layer, reading, kind, title: classify::title(lines, env.labels), sector }
}
