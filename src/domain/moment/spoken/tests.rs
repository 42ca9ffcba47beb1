//! Times as they are said, on either side of now, and what the desk writes read back.

use super::*;

/// A Sunday night.
const NOW: &str = "2026-11-22T02:10:00+01:00";

fn read(text: &str, clock_day: ClockDay) -> Result<String> {
    let now = Moment::from_rfc3339(NOW)?;
    Moment::parse_on(text, Some((now, clock_day))).map(|read| read.moment.amsterdam().format("%d-%m %H:%M").to_string())
}

#[test]
#[expect(clippy::too_many_lines, reason = "one row a way to say it")]
fn what_is_still_to_come() {
    for (text, expected) in [
        ("+30", "22-11 02:40"),
        ("+ 30 min", "22-11 02:40"),
        ("+1:30", "22-11 03:40"),
        ("+2u", "22-11 04:10"),
        ("over 30 min", "22-11 02:40"),
        ("over 30 minuten", "22-11 02:40"),
        ("Over 2 uur", "22-11 04:10"),
        ("over een half uur", "22-11 02:40"),
        ("over een kwartier", "22-11 02:25"),
        ("over anderhalf uur", "22-11 03:40"),
        ("over 2 uur en 15 min", "22-11 04:25"),
        ("over 2 dagen", "24-11 02:10"),
        ("morgen 8:00", "23-11 08:00"),
        ("morgen om 8 uur", "23-11 08:00"),
        ("morgen 8", "23-11 08:00"),
        ("overmorgen 14u30", "24-11 14:30"),
        ("vandaag 9.15", "22-11 09:15"),
        ("heden 9.15", "22-11 09:15"),
        ("hedenmorgen 9.15", "22-11 09:15"),
        ("hedenochtend 9.15", "22-11 09:15"),
        ("ma 9", "23-11 09:00"),
        ("maandag 09:00", "23-11 09:00"),
        ("zo 9", "22-11 09:00"),
        ("zo 1", "29-11 01:00"),
        ("ma 23-11 09:00", "23-11 09:00"),
        ("ma 23-11-2026 09:00", "23-11 09:00"),
        ("ma 23-11 24:00", "24-11 00:00"),
        ("02.30 uur", "22-11 02:30"),
        ("9 uur", "22-11 09:00"),
        ("1u30", "23-11 01:30"),
        ("kwart over 3", "22-11 03:15"),
        ("kwart over 2", "22-11 02:15"),
        ("kwart voor 2", "22-11 13:45"),
        ("half 3", "22-11 02:30"),
        ("half drie", "22-11 02:30"),
        ("vijf voor half 4", "22-11 03:25"),
        ("10 over 12", "22-11 12:10"),
        ("24:00", "23-11 00:00"),
        ("23-11 9", "23-11 09:00"),
        ("over 3 kwartier", "22-11 02:55"),
        ("over drie kwartier", "22-11 02:55"),
        ("over driekwartier", "22-11 02:55"),
        ("over 1,5 uur", "22-11 03:40"),
        ("over 1.5 uur", "22-11 03:40"),
        ("over 0,25 uur", "22-11 02:25"),
        ("over 2½ uur", "22-11 04:40"),
        ("over twee en een half uur", "22-11 04:40"),
        ("over anderhalve dag", "23-11 14:10"),
        ("over 1u30", "22-11 03:40"),
        ("over 1 uur 20", "22-11 03:30"),
        ("over 1 uur en een kwartier", "22-11 03:25"),
        ("over 'n uurtje", "22-11 03:10"),
        ("over een kwartiertje", "22-11 02:25"),
        ("over vijftien minuten", "22-11 02:25"),
        ("over vijfenveertig minuten", "22-11 02:55"),
        ("over tweeëntwintig min", "22-11 02:32"),
        ("over een week", "29-11 02:10"),
        ("overmorgen 7:15", "24-11 07:15"),
        ("vr 16u", "27-11 16:00"),
        ("vr. 16.30 uur", "27-11 16:30"),
        ("vanmiddag 3 uur", "22-11 15:00"),
        ("vanmiddag half drie", "22-11 14:30"),
        ("vanochtend 9 uur", "22-11 09:00"),
        ("vanmorgen om 9", "22-11 09:00"),
        ("vanavond 8", "22-11 20:00"),
        ("vanavond 20:15", "22-11 20:15"),
        ("vanavond 12 uur", "23-11 00:00"),
        ("vannacht 3 uur", "22-11 03:00"),
        ("vannacht half twaalf", "22-11 23:30"),
        ("vannacht 1 uur", "23-11 01:00"),
        ("morgenochtend 8", "23-11 08:00"),
        ("morgen vroeg 7:15", "23-11 07:15"),
        ("morgenmiddag kwart over 1", "23-11 13:15"),
        ("maandagochtend 9 uur", "23-11 09:00"),
        ("vrijdag middag 4 uur", "27-11 16:00"),
        ("morgen 3 uur ’s middags", "23-11 15:00"),
        ("8 uur 's avonds", "22-11 20:00"),
        ("3 uur s nachts", "22-11 03:00"),
        ("23 nov 9:00", "23-11 09:00"),
        ("ma 23 november 9 uur", "23-11 09:00"),
        ("ma 23 nov. 2026, 9.00 uur", "23-11 09:00"),
        ("2 dec 1630", "02-12 16:30"),
        ("5 minuten over half 4", "22-11 03:35"),
        ("vandaag kwart over 1", "22-11 13:15"),
        ("zo half 2", "22-11 13:30"),
        ("ma half 9", "23-11 08:30"),
    ] {
        assert_eq!(read(text, ClockDay::Upcoming), Ok(expected.to_owned()), "{text}");
    }
}

#[test]
fn what_happened() {
    for (text, expected) in [
        ("20 min geleden", "22-11 01:50"),
        ("een uur geleden", "22-11 01:10"),
        ("-20", "22-11 01:50"),
        ("gisteren 23:50", "21-11 23:50"),
        ("za 23.50 uur", "21-11 23:50"),
        ("ma 9", "16-11 09:00"),
        ("zo 1", "22-11 01:00"),
        ("kwart over 1", "22-11 01:15"),
        ("kwart over 3", "21-11 15:15"),
        ("half 3", "22-11 02:30"),
        ("half 12", "21-11 23:30"),
        ("02.30 uur", "22-11 02:30"),
        ("drie kwartier geleden", "22-11 01:25"),
        ("20 minuten terug", "22-11 01:50"),
        ("1,5 uur geleden", "22-11 00:40"),
        ("gisteravond 11 uur", "21-11 23:00"),
        ("gisteren avond kwart voor 12", "21-11 23:45"),
        ("eergistermiddag 3 uur", "20-11 15:00"),
        ("vannacht 1 uur", "22-11 01:00"),
        ("vannacht 23:50", "21-11 23:50"),
        ("vannacht 12 uur", "22-11 00:00"),
        ("vannacht half twaalf", "21-11 23:30"),
        ("zaterdagavond 23.15 uur", "21-11 23:15"),
        ("21 nov 23:50", "21-11 23:50"),
        ("za 21 november 2026 23:50", "21-11 23:50"),
        ("gisteren half twaalf", "21-11 23:30"),
        ("za half twaalf", "21-11 23:30"),
        ("21-11 half twaalf", "21-11 23:30"),
        ("za 21-11 half twaalf", "21-11 23:30"),
        ("gisteren kwart voor twaalf", "21-11 23:45"),
        ("gisterochtend half twaalf", "21-11 11:30"),
        ("vandaag half drie", "22-11 02:30"),
        ("zo kwart over 12", "22-11 00:15"),
    ] {
        assert_eq!(read(text, ClockDay::Past), Ok(expected.to_owned()), "{text}");
    }
}

#[test]
fn what_nobody_says_is_no_time() {
    for text in [
        "9",
        "over",
        "over 3",
        "morgen",
        "ma",
        "di 23-11 09:00",
        "kwart over 13",
        "half",
        "+",
        "+x",
        "25 uur",
        "over 99999 uur",
        "morgen 25:00",
        "31-11 9:00",
        "drie",
        "1,5 uur",
        "over 1,555 uur",
        "over een uur of twee",
        "over half",
        "vanmiddag",
        "vanmiddag 9 uur",
        "vanochtend 15:00",
        "vanavond 3 uur",
        "vannacht 12:30 uur middag",
        "maandagnacht 3 uur",
        "31 nov 9:00",
        "23 nov",
        "23 november 2026",
    ] {
        assert!(read(text, ClockDay::Upcoming).is_err(), "{text}");
    }
    let wrong_day = read("di 23-11 09:00", ClockDay::Upcoming).map_err(|e| e.to_string());
    assert!(wrong_day.is_err_and(|e| e.contains("Het is een ma")));
}

#[test]
fn what_the_desk_writes_it_reads() {
    proptest::proptest!(|(at in 1_700_000_000..1_900_000_000_i64, off in -15_000_000..15_000_000_i64, upcoming: bool)| {
        let moment = |at| chrono::DateTime::from_timestamp(at, 0).map(|t| Moment::from_utc(t).minute());
        let (Some(now), Some(moment)) = (moment(at), moment(at + off)) else { return Ok(()) };
        let clock_day = if upcoming { ClockDay::Upcoming } else { ClockDay::Past };
        for text in [moment.short(), moment.long(), moment.as_termijn(), moment.rfc3339(), moment.log_form()] {
            let read = Moment::parse_on(&text, Some((now, clock_day))).map(|read| read.moment);
            proptest::prop_assert_eq!(read, Ok(moment), "{} op {}", text, now);
        }
    });
}

#[test]
fn the_hour_that_comes_twice_reads_back_as_itself() -> Result<()> {
    for text in ["2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+01:00"] {
        let moment = Moment::from_rfc3339(text)?;
        let now = moment.plus(Duration::days(3));
        for written in [moment.short(), moment.long()] {
            let read = Moment::parse_on(&written, Some((now, ClockDay::Past)))?;
            assert_eq!(read.moment, moment, "{written}");
        }
    }
    Ok(())
}

/// Whatever is typed for what is still to come, of an hour that comes twice it is the one that has not gone by.
#[test]
fn of_an_hour_that_comes_twice_what_is_to_come_is_never_what_has_gone_by() -> Result<()> {
    let start = Moment::from_rfc3339("2026-10-25T01:00:00+02:00")?;
    for now in 0..240 {
        let now = start.plus(Duration::minutes(now));
        for later in 1..120 {
            let meant = now.plus(Duration::minutes(later));
            let clock = meant.clock_time();
            let day = meant.amsterdam().format("%d-%m");
            for text in [
                clock.clone(),
                format!("{clock} uur"),
                format!("om {clock}"),
                format!("{day} {clock}"),
                format!("zo {clock}"),
            ] {
                let read = Moment::parse_on(&text, Some((now, ClockDay::Upcoming)))?.moment;
                let sooner = meant.plus(-Duration::hours(1));
                let expected = if sooner > now && sooner.clock_time() == clock { sooner } else { meant };
                assert_eq!(read, expected, "{text} om {now}");
            }
        }
    }
    Ok(())
}

/// Whichever way the day is said, of the two halves of a dial it is the one that lies nearest behind.
#[test]
fn a_dial_means_the_same_with_its_day_as_without_it() -> Result<()> {
    let now = Moment::from_rfc3339("2027-01-01T00:30:00+01:00")?;
    for words in ["half twaalf", "kwart voor twaalf", "half acht", "tien over half zes", "kwart over drie"] {
        let bare = Moment::parse_on(words, Some((now, ClockDay::Past)))?.moment;
        for day in ["gisteren", "do", "donderdag", "31-12", "31 december", "do 31-12-2026"] {
            let said = Moment::parse_on(&format!("{day} {words}"), Some((now, ClockDay::Past)))?.moment;
            assert_eq!(said, bare, "{day} {words}");
        }
    }
    Ok(())
}
