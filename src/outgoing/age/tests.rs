//! The format against itself and against files that the age tool made (tests/fixtures/age).

use super::*;

fn identity(secret: &str) -> Result<AgeOpener> {
    Ok(AgeOpener::Identities(AgeIdentity::parse_file(secret)?))
}

#[test]
fn what_was_closed_opens_again_whatever_its_length() -> Result<()> {
    let secret = random::<32>()?;
    let own = public(&secret).map_err(|e| broken(&e))?;
    let (recipient, written) = (bech32::encode("age", &own), bech32::encode("age-secret-key-", &secret).to_uppercase());
    let lock = AgeLock::Recipients(vec![recipient.parse()?]);
    for length in [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK] {
        let plain = vec![7; length];
        let file = seal(&plain, &lock)?;
        assert!(is_age(&file));
        assert_eq!(*open(&file, &identity(&format!("# mijn sleutel\n{written}\n"))?)?, plain);
    }
    let other = bech32::encode("age-secret-key-", &*random::<32>()?);
    let file = seal(b"tekst", &lock)?;
    assert!(open(&file, &identity(&other)?).is_err_and(|e| e.sentence.contains("niet voor deze sleutel")));
    Ok(())
}

#[test]
fn no_byte_may_change_and_none_may_be_missing() -> Result<()> {
    let secret = random::<32>()?;
    let lock = AgeLock::Recipients(vec![AgeRecipient(public(&secret).map_err(|e| broken(&e))?)]);
    let opener = AgeOpener::Identities(vec![AgeIdentity(secret)]);
    let file = seal(b"een overdracht", &lock)?;
    for at in 0..file.len() {
        let mut altered = file.clone();
        if let Some(byte) = altered.get_mut(at) {
            *byte ^= 1;
        }
        assert!(open(&altered, &opener).is_err(), "byte {at}");
        assert!(open(file.get(..at).unwrap_or_default(), &opener).is_err(), "afgekapt bij {at}");
    }
    let two = seal(&vec![1; CHUNK + 1], &lock)?;
    assert!(open(two.get(..two.len() - 1 - TAG).unwrap_or_default(), &opener).is_err(), "zonder laatste deel");
    Ok(())
}

/// A key of nobody's, made by age-keygen for these files.
const SECRET: &str = include_str!("../../../tests/fixtures/age/sleutel.txt");

#[test]
fn files_of_the_age_tool_open() -> Result<()> {
    let by_key = include_bytes!("../../../tests/fixtures/age/sleutel.age");
    assert_eq!(*open(by_key, &identity(SECRET)?)?, b"overdracht\n");
    let by_passphrase = include_bytes!("../../../tests/fixtures/age/wachtwoord.age");
    let opener = |text| AgeOpener::Passphrase(Passphrase::new(text));
    assert_eq!(*open(by_passphrase, &opener("vier losse woorden samen"))?, b"overdracht\n");
    assert!(open(by_passphrase, &opener("iets anders")).is_err_and(|e| e.sentence.contains("klopt niet")));
    Ok(())
}
