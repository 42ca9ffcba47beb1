//! The pages of a PDF as they are filled: words and surfaces at their place, in points from the lower left corner. Its
//! letters are embedded, so that it looks the same everywhere and its words can be found and copied.

use std::fmt::Write as _;

use lopdf::{Document, Object, Stream, dictionary};

use super::typeface::{Typeface, UsedLetters};
use crate::domain::error::{Error, Result};

/// Some words at their place on a page.
#[derive(Debug, Clone)]
pub struct Placed {
    /// The page, from 0.
    pub page: usize,
    /// Where their base line begins.
    pub at: (f32, f32),
    /// The size of the letters.
    pub size: f32,
    /// Whether they are bold.
    pub bold: bool,
    /// The words.
    pub words: String,
}

/// A surface of one shade.
#[derive(Debug, Clone, Copy)]
pub struct Surface {
    /// The page, from 0.
    pub page: usize,
    /// Its lower left corner.
    pub at: (f32, f32),
    /// How wide and high it is.
    pub size: (f32, f32),
    /// Red, green and blue, from 0 to 1.
    pub colour: (f32, f32, f32),
}

/// The pages of one file.
pub struct Paper {
    size: (f32, f32),
    placed: Vec<Placed>,
    surfaces: Vec<Surface>,
    plain: UsedLetters,
    bold: UsedLetters,
}

impl Paper {
    /// Nothing on pages of this size.
    ///
    /// # Errors
    /// When the typeface cannot be read.
    pub fn new(size: (f32, f32)) -> Result<Self> {
        let (plain, bold) = (UsedLetters::new(Typeface::Plain)?, UsedLetters::new(Typeface::Bold)?);
        Ok(Self { size, placed: Vec::new(), surfaces: Vec::new(), plain, bold })
    }

    /// How wide some words are.
    pub fn width(&self, bold: bool, words: &str, size: f32) -> f32 {
        if bold { self.bold.width(words, size) } else { self.plain.width(words, size) }
    }

    /// Refuses letters that the typeface does not have.
    ///
    /// # Errors
    /// The letters, with `hint`.
    pub fn require<'a>(&self, texts: impl IntoIterator<Item = &'a str>, hint: &str) -> Result<()> {
        let mut missing: Vec<String> = Vec::new();
        for letter in texts.into_iter().flat_map(str::chars).filter(|c| !self.plain.has(*c) || !self.bold.has(*c)) {
            let name = letter.to_string();
            if !missing.contains(&name) {
                missing.push(name);
            }
        }
        if missing.is_empty() {
            return Ok(());
        }
        Err(Error::no(format!("De PDF heeft geen letter voor «{}».", missing.join("» «"))).hint(hint))
    }

    /// Puts some words on a page.
    pub fn put(&mut self, words: Placed) {
        self.placed.push(words);
    }

    /// Puts a surface on a page, under all words.
    pub fn fill(&mut self, surface: Surface) {
        self.surfaces.push(surface);
    }

    /// The file with its first `pages` pages.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn finish(mut self, name: &str, pages: usize) -> Result<Vec<u8>> {
        let mut contents = vec![String::new(); pages];
        for Surface { page, at: (x, y), size: (width, height), colour: (red, green, blue) } in &self.surfaces {
            if let Some(content) = contents.get_mut(*page) {
                // Writing to a String cannot fail.
                let _ = writeln!(
                    content,
                    "{red:.2} {green:.2} {blue:.2} rg {x:.2} {y:.2} {width:.2} {height:.2} re f 0 0 0 rg"
                );
            }
        }
        for words in &self.placed {
            let (font, letters) = if words.bold { ("B", &mut self.bold) } else { ("R", &mut self.plain) };
            if let Some(content) = contents.get_mut(words.page) {
                let (x, y) = words.at;
                let codes = letters.encode(&words.words);
                let _ = writeln!(content, "BT /{font} {:.1} Tf 1 0 0 1 {x:.2} {y:.2} Tm <{codes}> Tj ET", words.size);
            }
        }
        self.write(name, contents)
    }

    fn write(&self, name: &str, contents: Vec<String>) -> Result<Vec<u8>> {
        let mut file = Document::with_version("1.7");
        let fonts = dictionary! { "R" => self.plain.embed(&mut file)?, "B" => self.bold.embed(&mut file)? };
        let resources = file.add_object(dictionary! { "Font" => fonts });
        let parent = file.new_object_id();
        let count = i64::try_from(contents.len()).unwrap_or(i64::MAX);
        let pages: Vec<Object> = contents
            .into_iter()
            .map(|content| {
                let content = file.add_object(Stream::new(dictionary! {}, content.into_bytes()));
                let page = dictionary! {
                    "Type" => "Page", "Parent" => parent, "Contents" => content, "Resources" => resources,
                    "MediaBox" => vec![0.into(), 0.into(), Object::Real(self.size.0), Object::Real(self.size.1)],
                };
                file.add_object(page).into()
            })
            .collect();
        file.set_object(parent, dictionary! { "Type" => "Pages", "Kids" => pages, "Count" => count });
        let catalog = dictionary! { "Type" => "Catalog", "Pages" => parent, "Lang" => Object::string_literal("nl-NL") };
        let catalog = file.add_object(catalog);
        let information = file.add_object(dictionary! { "Title" => Object::string_literal(name) });
        file.trailer.set("Root", catalog);
        file.trailer.set("Info", information);
        file.compress();
        let mut bytes = Vec::new();
        file.save_to(&mut bytes).map_err(|_| Error::data("De PDF is niet te maken."))?;
        Ok(bytes)
    }
}
