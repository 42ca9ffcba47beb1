//! Making oneself known with a token, as the standards have it, to a server that takes it or does not.

use piket::intake::source::LoginKind;

use super::{Adversary, Certificate, Reply, Role, TestResult, plain, real, round};

/// What the server offers, and what it says to a token.
fn with_token(offer: &str, question: &str, answer: Reply) -> Reply {
    match question.split(' ').next() {
        Some("CAPABILITY") => Reply::Then(format!("* CAPABILITY IMAP4rev1 {offer}\r\n")),
        Some("AUTHENTICATE") => answer,
        Some("IDLE") => Reply::Then(String::new()),
        _ => plain(0, question),
    }
}

#[test]
fn a_token_is_handed_over_the_way_the_server_takes_it() -> TestResult {
    // user=piket, auth=Bearer geheim van de proef; and the same in the newer way.
    let (old, new) = (
        "dXNlcj1waWtldAFhdXRoPUJlYXJlciBnZWhlaW0gdmFuIGRlIHByb2VmAQE=",
        "bixhPXBpa2V0LAFhdXRoPUJlYXJlciBnZWhlaW0gdmFuIGRlIHByb2VmAQE=",
    );
    let refused = Some("de server weigert het token.");
    let roles: [(Role, Option<&str>, &[&str]); 5] = [
        (|_, q| with_token("AUTH=XOAUTH2", q, Reply::Then(String::new())), None, &["AUTHENTICATE XOAUTH2", old]),
        (
            |_, q| with_token("AUTH=XOAUTH2 AUTH=OAUTHBEARER", q, Reply::Then(String::new())),
            None,
            &["AUTHENTICATE OAUTHBEARER", new],
        ),
        (|_, q| with_token("AUTH=XOAUTH2", q, Reply::Refused), refused, &["AUTHENTICATE XOAUTH2", old, ""]),
        (|_, q| with_token("AUTH=OAUTHBEARER", q, Reply::Refused), refused, &["AUTHENTICATE OAUTHBEARER", new, "AQ=="]),
        (|_, q| with_token("AUTH=PLAIN", q, Reply::Refused), Some("de server neemt geen token aan."), &[]),
    ];
    for (role, told, expected) in roles {
        let adversary = Adversary::start(Certificate::For("localhost"), role)?;
        let error = round(&mut adversary.source_with(LoginKind::Token, Some(adversary.ca()), real())?).err();
        assert_eq!(error.as_ref().map(|e| e.sentence.as_str()), told);
        assert!(error.is_none_or(|e| e.hint.is_some() && !e.to_string().contains("geheim")));
        let heard: Vec<String> = adversary.heard.try_iter().map(|(_, line)| line).collect();
        let said = heard.iter().skip(2).take(expected.len());
        assert!(said.eq(expected) && !heard.iter().any(|line| line.starts_with("LOGIN")), "{heard:?}");
    }
    Ok(())
}
