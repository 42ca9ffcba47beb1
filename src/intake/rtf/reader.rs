//! One pass over rich text: groups, control words and the text between them.

mod group;
mod unicode;

use self::group::{Group, GroupRole};
use super::{
    colour::Colours,
    field::{RtfAnswer, RtfField, is_aside},
    font::FontTable,
    sink::RtfSink,
};
use crate::intake::{
    document::{ReadDocument, UNSEEN},
    encoding, html,
    line::TextLine,
};

/// Groups within groups that are kept apart.
const MAX_GROUPS: usize = 500;
/// Bytes of headers, footers and notes that are read.
const MAX_ASIDE: usize = 20_000;

#[expect(clippy::struct_excessive_bools, reason = "the format turns each on and off by itself")]
#[derive(Default)]
pub struct RtfReader {
    sink: RtfSink,
    document: ReadDocument,
    groups: Vec<Group>,
    too_deep: usize,
    fonts: FontTable,
    colours: Colours,
    /// Something was left out because nobody sees it.
    unseen: bool,
    field: RtfField,
    /// Headers, footers and notes, which stand outside the text.
    aside: String,
    is_html: bool,
    code_page: i64,
    standard_font: Option<i64>,
    /// Bytes in the code page that wait to be read as text.
    raw: Vec<u8>,
    /// Characters to skip after a Unicode character, and how many that usually is.
    to_skip: usize,
    fallback_chars: usize,
    /// The first half of a character in two halves.
    high_half: Option<u16>,
    in_table: bool,
    /// The looks of a row were given, and not yet its end.
    row_begun: bool,
    nesting: Option<usize>,
}

impl RtfReader {
    /// Reads a whole text.
    pub fn read(rtf: &[u8]) -> ReadDocument {
        let mut reader = Self { groups: vec![Group::default()], code_page: 1252, fallback_chars: 1, ..Self::default() };
        let mut rest = rtf;
        while let Some((b, onward)) = rest.split_first() {
            rest = onward;
            if reader.sink.is_full() {
                reader.document.remark("is zeer lang; alleen het begin is gelezen");
                break;
            }
            match b {
                b'{' => reader.open(),
                b'}' => reader.close(),
                b'\\' => rest = reader.control(rest),
                b'\r' | b'\n' => {}
                text => reader.byte(*text),
            }
        }
        reader.flush();
        reader.finish()
    }

    fn finish(self) -> ReadDocument {
        let mut document = self.document;
        if self.unseen {
            document.remark(UNSEEN);
        }
        if !self.sink.is_full() && (self.groups.len() > 1 || self.row_begun) {
            document.cut();
        }
        document.lines = self.sink.finish(self.is_html).unwrap_or_else(|html| {
            let read = html::read(&html);
            read.remarks.into_iter().for_each(|remark| document.remark(remark));
            read.lines
        });
        if self.aside.len() >= MAX_ASIDE {
            document.remark("heeft meer tekst in kop- en voetregels en noten dan de desk leest");
        }
        document.beside(self.aside.lines().map(|line| TextLine::text(0, line)));
        document
    }

    fn open(&mut self) {
        self.flush();
        // Deeper than any program writes: read on without keeping track.
        if self.groups.len() < MAX_GROUPS {
            let group = self.group();
            self.groups.push(Group { instruction: false, ..group });
        } else {
            self.too_deep += 1;
            self.document.remark("is dieper genest dan de desk volgt; wat het diepst staat is zonder opmaak gelezen");
        }
        self.to_skip = 0;
    }

    fn close(&mut self) {
        self.flush();
        self.to_skip = 0;
        if self.too_deep > 0 {
            self.too_deep -= 1;
        } else if self.groups.len() > 1
            && let Some(group) = self.groups.pop()
        {
            if group.instruction {
                self.show_field();
            }
            if group.role == GroupRole::Aside && self.group().role != GroupRole::Aside {
                self.aside.push('\n');
            }
        }
    }

    /// What a field shows that has no text of its own.
    fn show_field(&mut self) {
        let field = std::mem::take(&mut self.field);
        match field.answer() {
            RtfAnswer::Text(text) => self.write(&format!("{text} ")),
            RtfAnswer::UnknownBox => {
                self.write("☐ ");
                self.document.remark("heeft vakjes waarvan niet is bewaard of ze zijn aangekruist");
            }
            RtfAnswer::Result => {}
        }
    }

    fn group(&self) -> Group {
        self.groups.last().copied().unwrap_or_default()
    }

    fn change(&mut self, change: impl FnOnce(&mut Group)) {
        self.flush();
        if let Some(group) = self.groups.last_mut() {
            change(group);
        }
    }

    fn byte(&mut self, b: u8) {
        if self.to_skip > 0 {
            self.to_skip -= 1;
        } else if self.group().role == GroupRole::Fonts {
            self.fonts.character(b);
        } else if self.group().role == GroupRole::Colours {
            if b == b';' {
                self.colours.next();
            }
        } else {
            self.raw.push(b);
        }
    }

    /// Reads the bytes that wait, in the encoding of their font.
    fn flush(&mut self) {
        if self.raw.is_empty() {
            return;
        }
        let raw = std::mem::take(&mut self.raw);
        let font = self.group().font.or(self.standard_font).and_then(|number| self.fonts.get(number));
        let text = if let Some(symbols) = font.and_then(super::font::RtfFont::symbols) {
            let drawn = |b: &u8| match symbols.glyph(u32::from(*b)) {
                Some(glyph) => glyph.to_owned(),
                None if symbols.is_picture_only() && *b != b' ' => String::new(),
                None => char::from(*b).to_string(),
            };
            raw.iter().map(drawn).collect()
        } else {
            let encoding = font.cloned().unwrap_or_default().encoding(self.code_page);
            encoding::to_text(&raw, Some(&encoding))
        };
        self.put(&text);
    }

    fn write(&mut self, text: &str) {
        self.flush();
        self.put(text);
    }

    /// Text, to where the text of its group goes.
    fn put(&mut self, text: &str) {
        let group = self.group();
        let unseen = self.colours.is_unseen(group.ink)
            && !self.is_html
            && matches!(group.role, GroupRole::Text | GroupRole::Aside);
        self.unseen |= unseen && !text.trim().is_empty();
        let gone = unseen || group.hidden || group.deleted || group.struck || self.is_html && group.replacement;
        match group.role {
            GroupRole::Instruction => text.chars().for_each(|c| self.field.character(c)),
            GroupRole::Choice => text.chars().for_each(|c| self.field.choice(c)),
            GroupRole::Aside if !gone && self.aside.len() < MAX_ASIDE => self.aside.push_str(text),
            GroupRole::Text if !gone && self.is_html => self.sink.html(text),
            GroupRole::Text if !gone => self.sink.text(text, group.bold),
            GroupRole::Silent
            | GroupRole::Fonts
            | GroupRole::Colours
            | GroupRole::RowProperties
            | GroupRole::Aside
            | GroupRole::Text => {}
        }
    }

    /// A control word or symbol; what stands behind it is returned.
    fn control<'r>(&mut self, rest: &'r [u8]) -> &'r [u8] {
        let Some((first, after)) = rest.split_first() else { return rest };
        if !first.is_ascii_alphabetic() {
            return self.symbol(*first, after);
        }
        let length = rest.iter().take_while(|b| b.is_ascii_alphabetic()).count();
        let (word, after) = rest.split_at(length);
        let digits = after.iter().enumerate().take_while(|(i, b)| b.is_ascii_digit() || *i == 0 && **b == b'-').count();
        let (number, after) = after.split_at(digits);
        let number = std::str::from_utf8(number).ok().and_then(|g| g.parse::<i64>().ok());
        let after = after.strip_prefix(b" ").unwrap_or(after);
        // Bytes of a picture are no text, and may hold braces.
        if word == b"bin" {
            let length = number.and_then(|n| usize::try_from(n).ok()).unwrap_or(0);
            return after.get(length..).unwrap_or_default();
        }
        match self.group().role {
            GroupRole::Fonts => self.fonts.word(word, number),
            GroupRole::Colours => self.colours.table(word, number),
            GroupRole::Instruction | GroupRole::Choice => self.field_word(word, number),
            GroupRole::Silent => {}
            GroupRole::Text | GroupRole::Aside | GroupRole::RowProperties => self.word(word, number),
        }
        // What counts within fields and tables alike.
        match word {
            b"u" => self.unicode(number),
            b"uc" => self.fallback_chars = number.and_then(|g| usize::try_from(g).ok()).unwrap_or(1).min(10),
            _ => {}
        }
        after
    }

    fn symbol<'r>(&mut self, symbol: u8, after: &'r [u8]) -> &'r [u8] {
        match symbol {
            b'\'' => {
                let hex = after.get(..2).and_then(|h| u8::from_str_radix(std::str::from_utf8(h).ok()?, 16).ok());
                if let Some(b) = hex {
                    self.byte(b);
                    return after.get(2..).unwrap_or_default();
                }
            }
            b'*' => self.optional(after),
            b'~' => self.write("\u{a0}"),
            b'_' => self.write("-"),
            b'\r' | b'\n' => self.word(b"par", None),
            b'\\' | b'{' | b'}' => self.byte(symbol),
            _ => {}
        }
        after
    }

    /// A group that programs may skip; some of them hold what was filled in.
    fn optional(&mut self, after: &[u8]) {
        let word: &[u8] = after.strip_prefix(b"\\").unwrap_or_default();
        let length = word.iter().take_while(|b| b.is_ascii_alphabetic()).count();
        let role = self.group().role;
        let wanted = match word.get(..length).unwrap_or_default() {
            b"htmltag" | b"mhtmltag" | b"fldinst" | b"nesttableprops" | b"shpinst" | b"do" | b"ud" => true,
            b"formfield" | b"ffl" | b"ffname" | b"ffdeftext" => {
                matches!(role, GroupRole::Instruction | GroupRole::Choice)
            }
            _ => false,
        };
        if !wanted {
            self.change(|group| group.role = GroupRole::Silent);
        }
    }

    fn field_word(&mut self, word: &[u8], number: Option<i64>) {
        self.flush();
        match word {
            b"ffl" => {
                self.field.word(word, number);
                self.change(|group| group.role = GroupRole::Choice);
            }
            b"ffname" | b"ffdeftext" | b"ffformat" | b"ffhelptext" | b"ffstattext" | b"ffentrymcr" | b"ffexitmcr"
            | b"datafield" => self.change(|group| group.role = GroupRole::Silent),
            b"fldrslt" => self.change(|group| group.role = GroupRole::Text),
            b"fldinst" => self.begin_instruction(),
            b"f" => self.change(|group| group.font = number),
            _ => self.field.word(word, number),
        }
    }

    fn begin_instruction(&mut self) {
        self.field = RtfField::default();
        self.change(|group| (group.role, group.instruction) = (GroupRole::Instruction, true));
    }

    fn word(&mut self, word: &[u8], number: Option<i64>) {
        let on = number != Some(0);
        if let Some(ink) = self.colours.word(word, number, self.group().ink) {
            self.change(|group| group.ink = ink);
        }
        match word {
            b"ansicpg" => self.code_page = number.unwrap_or(1252),
            b"mac" => self.code_page = 10_000,
            b"pc" => self.code_page = 437,
            b"pca" => self.code_page = 850,
            b"deff" => self.standard_font = number,
            b"f" => self.change(|group| group.font = number),
            b"plain" => self.change(|group| {
                (group.font, group.bold, group.hidden, group.struck, group.deleted) =
                    (None, false, false, false, false);
            }),
            b"b" => self.change(|group| group.bold = on),
            b"v" => self.change(|group| group.hidden = on),
            b"deleted" => self.change(|group| group.deleted = on),
            b"strike" | b"striked" => self.change(|group| group.struck = on),
            b"fromhtml" => self.is_html = on,
            b"htmlrtf" => self.change(|group| group.replacement = on),
            b"colortbl" => self.change(|group| group.role = GroupRole::Colours),
            b"fonttbl" => self.change(|group| group.role = GroupRole::Fonts),
            b"fldinst" => self.begin_instruction(),
            b"nesttableprops" => self.change(|group| group.role = GroupRole::RowProperties),
            b"ud" => self.change(|group| group.role = GroupRole::Text),
            word if is_aside(word) => self.change(|group| group.role = GroupRole::Aside),
            // A copy of a tag for one reader only, and what is no text.
            b"mhtmltag" | b"stylesheet" | b"info" | b"pict" | b"objdata" | b"themedata" | b"datastore"
            | b"listtable" | b"nonesttables" | b"sp" | b"upr" | b"xe" | b"tc" | b"bkmkstart" | b"bkmkend" => {
                self.change(|group| group.role = GroupRole::Silent);
            }
            _ => self.layout(word, number),
        }
    }

    /// What makes lines and rows.
    fn layout(&mut self, word: &[u8], number: Option<i64>) {
        let html = self.is_html || self.group().role == GroupRole::Aside;
        match word {
            b"pard" => (self.in_table, self.nesting) = (false, None),
            b"intbl" => self.in_table = true,
            b"trowd" => self.row_begun = true,
            b"itap" => self.nesting = number.and_then(|n| usize::try_from(n).ok()),
            b"par" | b"sect" | b"page" | b"cell" | b"nestcell" | b"row" | b"nestrow" if html => {
                self.write(if word.ends_with(b"cell") { " " } else { "\n" });
            }
            b"line" | b"lbr" => self.write("\n"),
            b"tab" => self.write(if self.is_html { " " } else { "\t" }),
            b"emdash" | b"endash" => self.write("–"),
            b"lquote" | b"rquote" => self.write("'"),
            b"ldblquote" | b"rdblquote" => self.write("\""),
            b"bullet" => self.write("•"),
            b"par" | b"sect" | b"page" | b"cell" | b"nestcell" | b"row" | b"nestrow" => {
                self.flush();
                self.row_begun &= !word.ends_with(b"row");
                let deleted = self.group().deleted;
                let nested = self.nesting.unwrap_or(2).max(2);
                match word {
                    b"cell" => self.sink.cell(1),
                    b"nestcell" => self.sink.cell(nested),
                    b"row" => self.sink.row(1),
                    b"nestrow" => self.sink.row(nested),
                    // The end of a paragraph that was taken out is gone with it.
                    _ if deleted => {}
                    _ => self.sink.paragraph(),
                }
            }
            _ => return,
        }
        self.sink.depth(self.nesting.unwrap_or_else(|| usize::from(self.in_table)));
    }
}
