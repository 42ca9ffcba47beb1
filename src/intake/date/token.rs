//! A text cut into numbers, words and loose signs, which is all that dates and times are made of.

/// What a sign is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TokenKind {
    /// Digits: their value and how many there are.
    Number {
        /// The value; of more than nine digits the largest there is.
        value: u32,
        /// How many digits.
        length: usize,
    },
    /// Letters, lower case.
    Word(String),
    /// Any other character.
    Sign(char),
    /// White space, however much.
    Whitespace,
}

/// One sign and its byte offset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// Where it stands.
    pub pos: usize,
}

/// Cuts a text.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::new();
    for (pos, c) in text.char_indices() {
        let previous = out.last_mut().map(|t| &mut t.kind);
        let kind = if let Some(digit) = c.to_digit(10) {
            if let Some(TokenKind::Number { value, length }) = previous {
                *value = value.saturating_mul(10).saturating_add(digit);
                *length += 1;
                continue;
            }
            TokenKind::Number { value: digit, length: 1 }
        } else if c.is_alphabetic() {
            if let Some(TokenKind::Word(word)) = previous {
                word.extend(c.to_lowercase());
                continue;
            }
            TokenKind::Word(c.to_lowercase().collect())
        } else if c.is_whitespace() {
            if previous == Some(&mut TokenKind::Whitespace) {
                continue;
            }
            TokenKind::Whitespace
        } else {
            TokenKind::Sign(c)
        };
        out.push(Token { kind, pos });
    }
    out
}
