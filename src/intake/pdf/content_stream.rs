//! The content of a page as pieces of text with their places. Only what moves or shows text is followed.

use std::rc::Rc;

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::{
    StreamBudget,
    font::{Font, FontCache},
    lexer::{Lexer, PdfToken},
    number,
    page::TextPiece,
    path::{Painting, Path, Rules},
    seen::{Ink, Layers},
    value,
};
use crate::intake::limits::find;

/// Pieces of text on one page, and operands before one operator.
const MAX_PIECES: usize = 20_000;
const MAX_OPERANDS: usize = 2000;
/// Bytes of text on one page, and in one string.
const CHARS: usize = 500_000;
const MAX_STRING: usize = 8192;
/// Content streams of one page, and drawings within drawings.
const MAX_STREAMS_PER_PAGE: usize = 64;
const MAX_DEPTH: usize = 6;
/// Drawings on one page; each may be drawn again and again.
const MAX_DRAWINGS: usize = 200;

/// A transformation of the plane: where a step to the right, a step up and the origin end up.
#[derive(Debug, Clone, Copy)]
struct Matrix {
    right: [f64; 2],
    up: [f64; 2],
    origin: [f64; 2],
}

impl Matrix {
    const IDENTITY: Self = Self { right: [1.0, 0.0], up: [0.0, 1.0], origin: [0.0, 0.0] };

    fn out(operands: &[Object]) -> Option<Self> {
        let numbers: Vec<f64> = operands.iter().filter_map(number).collect();
        let [right, up, origin] = *numbers.as_chunks::<2>().0 else { return None };
        Some(Self { right, up, origin })
    }

    const fn translate(x: f64, y: f64) -> Self {
        Self { origin: [x, y], ..Self::IDENTITY }
    }

    /// This one first, then the other.
    fn then(self, other: Self) -> Self {
        let direction = |[x, y]: [f64; 2]| [x * other.right[0] + y * other.up[0], x * other.right[1] + y * other.up[1]];
        let [x, y] = direction(self.origin);
        Self {
            right: direction(self.right),
            up: direction(self.up),
            origin: [x + other.origin[0], y + other.origin[1]],
        }
    }
}

/// How much longer a step has become.
fn length([x, y]: [f64; 2]) -> f64 {
    x.hypot(y)
}

/// The pieces of one page, up to what a page can hold.
#[derive(Default)]
struct PagePieces {
    layers: Layers,
    rules: Rules,
    chars: usize,
    /// A text was longer than is read.
    cut: bool,
}

impl PagePieces {
    const fn is_full(&self) -> bool {
        self.layers.len() >= MAX_PIECES || self.chars >= CHARS
    }
}

/// What the text operators change.
#[derive(Clone)]
struct GraphicsState {
    ctm: Matrix,
    font: Option<Rc<Font>>,
    size: f64,
    chars: f64,
    words: f64,
    scale: f64,
    line_spacing: f64,
    ink: Ink,
}

/// What a page shows.
#[derive(Debug, Default)]
pub struct ShownPage {
    /// The pieces of its text.
    pub pieces: Vec<TextPiece>,
    /// The lines that it draws.
    pub rules: Rules,
    /// It has text that nobody sees.
    pub hides: bool,
}

/// The pieces of text on a page, and the lines it draws.
pub fn shown(document: &Document, page_id: ObjectId, fonts: &mut FontCache, streams: &mut StreamBudget) -> ShownPage {
    let Ok(page) = document.get_dictionary(page_id) else { return ShownPage::default() };
    let empty = Dictionary::new();
    let resources = inherited(document, page, b"Resources").and_then(|o| o.as_dict().ok()).unwrap_or(&empty);
    let mut content = Vec::new();
    let contents = document.get_page_contents(page_id);
    streams.cut |= contents.len() > MAX_STREAMS_PER_PAGE;
    for id in contents.into_iter().take(MAX_STREAMS_PER_PAGE) {
        match document.get_object(id).and_then(Object::as_stream) {
            Ok(stream) => {
                content.extend_from_slice(&streams.read(stream).unwrap_or_default());
                content.push(b'\n');
            }
            // The file names it and does not have it, or not as it should be.
            Err(_) => streams.cut = true,
        }
    }
    let corners = [b"CropBox".as_slice(), b"MediaBox"].into_iter().find_map(|name| {
        let corners = inherited(document, page, name)?.as_array().ok()?;
        Some(corners.iter().filter_map(number).collect::<Vec<f64>>())
    });
    let out = PagePieces { layers: Layers::of(&corners.unwrap_or_default()), ..PagePieces::default() };
    let mut painter = Painter { document, fonts, streams, out, drawings: 0 };
    painter.execute(&content, resources, Matrix::IDENTITY, 0);
    painter.streams.cut |= painter.out.cut || painter.out.is_full();
    let (pieces, hides) = painter.out.layers.finish();
    ShownPage { pieces, rules: painter.out.rules, hides }
}

/// An entry of a page that it may have from the tree above it.
fn inherited<'d>(document: &'d Document, page: &'d Dictionary, key: &[u8]) -> Option<&'d Object> {
    let mut node = page;
    for _ in 0..32 {
        if let Some(found) = value(document, node, key) {
            return Some(found);
        }
        node = value(document, node, b"Parent")?.as_dict().ok()?;
    }
    None
}

struct Painter<'d, 'm> {
    document: &'d Document,
    fonts: &'m mut FontCache,
    streams: &'m mut StreamBudget,
    out: PagePieces,
    drawings: usize,
}

impl Painter<'_, '_> {
    fn execute(&mut self, content: &[u8], resources: &Dictionary, ctm: Matrix, depth: usize) {
        let mut lexer = Lexer::new(content, 0, super::MAX_WORDS);
        let mut operands: Vec<Object> = Vec::new();
        let start = GraphicsState {
            ctm,
            font: None,
            size: 1.0,
            chars: 0.0,
            words: 0.0,
            scale: 1.0,
            line_spacing: 0.0,
            ink: Ink::default(),
        };
        let mut pen = GraphicsPen {
            state: start,
            saved: Vec::new(),
            text: Matrix::IDENTITY,
            line: Matrix::IDENTITY,
            path: Path::default(),
        };
        while let Some(next) = lexer.next_token() {
            match next {
                PdfToken::Object(o) if operands.len() < MAX_OPERANDS => operands.push(o),
                PdfToken::Object(_) => {}
                PdfToken::Word(word) => {
                    match word.as_slice() {
                        b"ID" => lexer.pos = after_image(content, lexer.pos),
                        b"Do" => self.drawing(&operands, resources, pen.state.ctm, depth),
                        b"Tf" => {
                            if let [Object::Name(name), size] = operands.as_slice() {
                                pen.state.font = self.fonts.get(self.document, resources, name, self.streams);
                                pen.state.size = number(size).unwrap_or(1.0);
                            }
                        }
                        word => {
                            pen.draw(word, &operands, &mut self.out);
                            pen.run(word, &operands, &mut self.out);
                        }
                    }
                    operands.clear();
                    if self.out.is_full() {
                        return;
                    }
                }
            }
        }
        // It has more in it than is read, or what makes no sense.
        lexer.skip_whitespace();
        self.streams.cut |= lexer.pos < content.len();
    }

    /// A drawing that is used like a stamp; forms filled in by programs often are.
    fn drawing(&mut self, operands: &[Object], resources: &Dictionary, ctm: Matrix, depth: usize) {
        let [Object::Name(name)] = operands else { return };
        let document = self.document;
        let stream = value(document, resources, b"XObject")
            .and_then(|o| o.as_dict().ok())
            .and_then(|list| value(document, list, name))
            .and_then(|o| o.as_stream().ok());
        let Some(stream) = stream else { return };
        if stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|s| s != b"Form") {
            return;
        }
        self.drawings += 1;
        if depth >= MAX_DEPTH || self.drawings > MAX_DRAWINGS {
            self.streams.cut = true;
            return;
        }
        let Some(content) = self.streams.read(stream) else { return };
        let own = value(document, &stream.dict, b"Resources").and_then(|o| o.as_dict().ok());
        let matrix = value(document, &stream.dict, b"Matrix").and_then(|o| Matrix::out(o.as_array().ok()?));
        self.execute(&content, own.unwrap_or(resources), matrix.unwrap_or(Matrix::IDENTITY).then(ctm), depth + 1);
    }
}

/// Past the data of a picture that stands in the content itself.
fn after_image(content: &[u8], pos: usize) -> usize {
    let mut starting_at = pos;
    while let Some(end) = find(content, b"EI", starting_at) {
        let loose = |b: Option<&u8>| b.is_none_or(u8::is_ascii_whitespace);
        if loose(end.checked_sub(1).and_then(|v| content.get(v))) && loose(content.get(end + 2)) {
            return end + 2;
        }
        starting_at = end + 2;
    }
    content.len()
}

struct GraphicsPen {
    state: GraphicsState,
    saved: Vec<GraphicsState>,
    text: Matrix,
    line: Matrix,
    path: Path,
}

impl GraphicsPen {
    /// Makes and draws lines.
    fn draw(&mut self, word: &[u8], operands: &[Object], page: &mut PagePieces) {
        let rules = &mut page.rules;
        let numbers: Vec<f64> = match word {
            b"m" | b"l" | b"re" | b"c" | b"v" | b"y" => operands.iter().filter_map(number).collect(),
            _ => Vec::new(),
        };
        let ctm = self.state.ctm;
        let place = |x: f64, y: f64| Matrix::translate(x, y).then(ctm).origin;
        match (word, numbers.as_slice()) {
            (b"l", [x, y]) => self.path.line_to(place(*x, *y)),
            // A curve leads somewhere, but is no line.
            (b"m" | b"c" | b"v" | b"y", [.., x, y]) => self.path.move_to(place(*x, *y)),
            (b"re", [x, y, width, height]) => {
                self.path.rectangle(place(*x, *y), place(x + width, y + height));
            }
            (b"h", _) => self.path.close(),
            (b"s" | b"b" | b"b*", _) => {
                self.path.close();
                self.path.paint(Painting::Stroke, rules);
                if word != b"s" {
                    page.layers.fill(self.state.ink);
                }
            }
            (b"S", _) => self.path.paint(Painting::Stroke, rules),
            (b"B" | b"B*", _) => {
                self.path.paint(Painting::Stroke, rules);
                page.layers.fill(self.state.ink);
            }
            (b"f" | b"F" | b"f*", _) => {
                if self.path.is_field() {
                    page.layers.fill(self.state.ink);
                }
                self.path.paint(Painting::Fill, rules);
            }
            (b"n", _) => self.path.paint(Painting::Nothing, rules),
            _ => {}
        }
    }

    fn run(&mut self, word: &[u8], operands: &[Object], out: &mut PagePieces) {
        let first = operands.first().and_then(number);
        match (word, operands) {
            (b"q", _) if self.saved.len() < 200 => self.saved.push(self.state.clone()),
            (b"Q", _) => {
                if let Some(state) = self.saved.pop() {
                    self.state = state;
                }
            }
            (b"cm", _) => {
                if let Some(m) = Matrix::out(operands) {
                    self.state.ctm = m.then(self.state.ctm);
                }
            }
            (b"BT", _) => self.set(Matrix::IDENTITY),
            (b"Tm", _) => self.set(Matrix::out(operands).unwrap_or(Matrix::IDENTITY)),
            (b"Td" | b"TD", [x, y]) => {
                let (Some(x), Some(y)) = (number(x), number(y)) else { return };
                if word == b"TD" {
                    self.state.line_spacing = -y;
                }
                self.set(Matrix::translate(x, y).then(self.line));
            }
            (b"T*", _) => self.new_line(),
            (b"Tc", _) => self.state.chars = first.unwrap_or(0.0),
            (b"Tw", _) => self.state.words = first.unwrap_or(0.0),
            (b"Tz", _) => self.state.scale = first.unwrap_or(100.0) / 100.0,
            (b"TL", _) => self.state.line_spacing = first.unwrap_or(0.0),
            (b"Tj", [Object::String(s, _)]) => self.show(s, out),
            (b"'", [Object::String(s, _)]) => {
                self.new_line();
                self.show(s, out);
            }
            (b"\"", [words, chars, Object::String(s, _)]) => {
                self.state.words = number(words).unwrap_or(0.0);
                self.state.chars = number(chars).unwrap_or(0.0);
                self.new_line();
                self.show(s, out);
            }
            (b"TJ", [Object::Array(parts)]) => {
                for part in parts {
                    match part {
                        Object::String(s, _) => self.show(s, out),
                        other => {
                            let distance = number(other).unwrap_or(0.0) / -1000.0;
                            self.text =
                                Matrix::translate(distance * self.state.size * self.state.scale, 0.0).then(self.text);
                        }
                    }
                }
            }
            _ => self.state.ink.run(word, operands),
        }
    }

    fn set(&mut self, m: Matrix) {
        (self.text, self.line) = (m, m);
    }

    fn new_line(&mut self) {
        self.set(Matrix::translate(0.0, -self.state.line_spacing).then(self.line));
    }

    fn show(&mut self, bytes: &[u8], out: &mut PagePieces) {
        let Some(font) = self.state.font.as_ref().filter(|_| !out.is_full()) else { return };
        out.cut |= bytes.len() > MAX_STRING;
        let shown = font.show(bytes.get(..bytes.len().min(MAX_STRING)).unwrap_or_default());
        let width = (shown.width / 1000.0 * self.state.size
            + self.state.chars * f64::from(shown.codes)
            + self.state.words * f64::from(shown.spaces))
            * self.state.scale;
        let place = self.text.then(self.state.ctm);
        let [x, y] = place.origin;
        let height = self.state.size.abs() * length(place.up);
        let piece = TextPiece { x, y, width: width * length(place.right), height, text: shown.text };
        out.chars += piece.text.len();
        if [x, y, piece.width, height].iter().all(|v| v.is_finite()) {
            out.layers.add(&piece, piece.clone().upright(place.right), self.state.ink);
        }
        self.text = Matrix::translate(width, 0.0).then(self.text);
    }
}
