//! Pieces of text at one height, and the words that they make from left to right.

use super::{TextPiece, WORD_GAP};

/// Pieces closer than this in height, times the size of the letters, stand on one line.
const LINE_LEEWAY: f64 = 0.45;

/// The pieces that stand at one height, from the top.
pub fn lines<'p>(pieces: impl IntoIterator<Item = &'p TextPiece>) -> Vec<Vec<&'p TextPiece>> {
    let mut order: Vec<&TextPiece> = pieces.into_iter().collect();
    order.sort_by(|a, b| b.y.total_cmp(&a.y).then(a.x.total_cmp(&b.x)));
    let mut out = Vec::new();
    let mut rest = order.as_slice();
    while let Some(first) = rest.first() {
        let leeway = (LINE_LEEWAY * first.height).max(1.0);
        let count = rest.iter().take_while(|p| first.y - p.y <= leeway).count().max(1);
        let (line, onward) = rest.split_at(count.min(rest.len()));
        rest = onward;
        out.push(line.to_vec());
    }
    out
}

/// The texts of a line, each with where it begins. Given a piece and its gap, in sizes of its letters, `begins` tells
/// whether another text begins there.
pub fn joined(pieces: &[&TextPiece], begins: impl Fn(&TextPiece, f64) -> bool) -> Vec<(f64, String)> {
    let mut order = pieces.to_vec();
    order.sort_by(|a, b| a.x.total_cmp(&b.x));
    let mut out: Vec<(f64, String)> = Vec::new();
    let mut end = f64::MIN;
    let mut previous: Option<&TextPiece> = None;
    for piece in order {
        let height = piece.height.max(1.0);
        // Bold by drawing twice.
        if previous.is_some_and(|v| v.text == piece.text && (piece.x - v.x).abs() < 0.1 * height) {
            continue;
        }
        let gap = (piece.x - end) / height;
        match out.last_mut().filter(|_| !begins(piece, gap)) {
            Some((_, text)) => {
                if gap > WORD_GAP {
                    text.push(' ');
                }
                text.push_str(&piece.text);
            }
            None => out.push((piece.x, piece.text.clone())),
        }
        end = end.max(piece.x + piece.width);
        previous = Some(piece);
    }
    out
}
