//! A clock in digits of blocks, to be read from across a room.

/// Lines of a digit at its smallest.
pub const LOWEST: u16 = 5;
/// Columns of the clock at its smallest.
pub const NARROWEST: u16 = 4 * 8 + 4;

/// The digits, three squares wide and five high, a bit a square.
const DIGITS: [[u8; 5]; 10] = [
    [0b111, 0b101, 0b101, 0b101, 0b111],
    [0b010, 0b110, 0b010, 0b010, 0b111],
    [0b111, 0b001, 0b111, 0b100, 0b111],
    [0b111, 0b001, 0b111, 0b001, 0b111],
    [0b101, 0b101, 0b111, 0b001, 0b001],
    [0b111, 0b100, 0b111, 0b001, 0b111],
    [0b111, 0b100, 0b111, 0b101, 0b111],
    [0b111, 0b001, 0b001, 0b001, 0b001],
    [0b111, 0b101, 0b111, 0b101, 0b111],
    [0b111, 0b101, 0b111, 0b001, 0b111],
];
const COLON: [u8; 5] = [0b0, 0b1, 0b0, 0b1, 0b0];

/// The lines of a clock such as `02:10`, as large as this many columns and lines allow; none where they are too few.
pub fn lines(clock: &str, columns: u16, rows: u16) -> Vec<String> {
    let scale = (columns / NARROWEST).min(rows / LOWEST).min(3);
    let square = usize::from(scale);
    let blank = " ".repeat(2 * square);
    (0..if scale == 0 { 0 } else { usize::from(LOWEST) })
        .flat_map(|row| {
            let signs = clock.chars().map(|sign| match sign.to_digit(10) {
                Some(digit) => squares(DIGITS.get(digit as usize), row, 3, square),
                None => squares(Some(&COLON), row, 1, square),
            });
            let line = signs.collect::<Vec<_>>().join(&blank);
            std::iter::repeat_n(line, square)
        })
        .collect()
}

/// One line of one sign; a square is twice as wide as it is high, because a cell is twice as high as it is wide.
fn squares(sign: Option<&[u8; 5]>, row: usize, width: usize, scale: usize) -> String {
    let bits = sign.and_then(|rows| rows.get(row)).copied().unwrap_or_default();
    let square = |i: usize| if bits & (1 << i) == 0 { " " } else { "█" };
    (0..width).rev().map(|i| square(i).repeat(2 * scale)).collect()
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr;

    use super::*;

    #[test]
    fn every_minute_of_a_day_fits_and_looks_like_no_other() {
        let mut seen = std::collections::BTreeSet::new();
        for minute in 0..24 * 60 {
            let clock = format!("{:02}:{:02}", minute / 60, minute % 60);
            let all = lines(&clock, 80, 12);
            assert_eq!(all.len(), 10, "{clock}");
            assert!(all.iter().all(|line| line.width() == all[0].width() && line.width() <= 80), "{clock}");
            assert!(seen.insert(all), "{clock}");
        }
        assert_eq!(lines("02:10", 40, 5).len(), 5);
        assert!(lines("02:10", 20, 5).is_empty() && lines("02:10", 80, 4).is_empty());
    }
}
