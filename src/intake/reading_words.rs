//! The words by which a form, a mail and what they answer are told from each other: beside dates, names and numbers of
//! letters, in what is quoted and in what says that there is nothing. They stand in the assets: what people write is learnt
//! from what they wrote. What a voorval is told by stands in the words of prose.

/// The words, each list by its use; in small letters.
#[derive(Debug, Clone, Copy)]
pub struct ReadingWords {
    /// The months in their order, each with all names it has.
    pub months: [&'static [&'static str]; 12],
    /// With which a name begins that has a title before it, or a function.
    pub name_titles: &'static [&'static str],
    /// Other time zones.
    pub zones: &'static [&'static str],
    /// Beside a date they say what it is not.
    pub date_denials: &'static [&'static str],
    /// Between two times they make one range of them.
    pub range_joints: &'static [&'static str],
    /// Between two times they leave open which of them it was.
    pub choice_joints: &'static [&'static str],
    /// Beside a date they make a span or a choice of it.
    pub ranges: &'static [&'static str],
    /// Beside a date they say that it is about then.
    pub roughly: &'static [&'static str],
    /// How words begin that belong to a date or a time, beside the days of the week.
    pub of_a_time: &'static [&'static str],
    /// Behind an hour: of the evening.
    pub evening: &'static [&'static str],
    /// Of the afternoon.
    pub afternoon: &'static [&'static str],
    /// Of the night.
    pub night: &'static [&'static str],
    /// With which the words begin that a form prints where something is asked.
    pub prompts: &'static [&'static str],
    /// Styles that such words are made up in, without signs and spaces.
    pub prompt_styles: &'static [&'static str],
    /// They make a plan, a wish, a rule or the opposite of it that somebody is back.
    pub no_return: &'static [&'static str],
    /// That the police has somebody, which says that an absence is over only where one is spoken of: somebody on
    /// leave is arrested for other reasons too.
    pub arrested: &'static [&'static str],
    /// Arrested for what somebody did, and not because he was gone.
    pub arrested_for: &'static [&'static str],
    /// Stems of words that accuse somebody of something.
    pub accused: &'static [&'static str],
    /// With which no label and no answer ends.
    pub never_last: &'static [&'static str],
    /// Usual endings of words, the longest first.
    pub word_endings: &'static [&'static str],
    /// With which a subject begins that a mailbox or a mail system gives to its own answers, and nobody to a report.
    pub own_subjects: &'static [&'static str],
    /// With which it begins where somebody who writes a report may use the same words.
    pub shared_subjects: &'static [&'static str],
    /// Within a date that a mail program writes out, and no part of it.
    pub beside_a_date: &'static [&'static str],
    /// In a short text they make a cry for help of it.
    pub urgent: &'static [&'static str],
    /// They tell when somebody should have been back.
    pub due: &'static [&'static str],
    /// Whose leave it was, which an answer of a form leaves out.
    pub whose: &'static [&'static str],
    /// Before those.
    pub before_whose: &'static [&'static str],
    /// Small words within a name.
    pub particles: &'static [&'static str],
    /// Before the number of a letter; the second words make it one only together with the first.
    pub reference_names: &'static [&'static str],
    /// Between those and the number.
    pub reference_fillers: &'static [&'static str],
    /// Before those: then it is the number of somebody else.
    pub of_others: &'static [&'static str],
    /// Abbreviations that end no sentence.
    pub abbreviated: &'static [&'static str],
    /// Before a part of the day in one word, beside a day of the week.
    pub before_a_day_part: &'static [&'static str],
    /// Between the parts of a sentence that can be about different times.
    pub clause_joints: &'static [&'static str],
    /// With which the subject of an answer begins.
    pub answers_to: &'static [&'static str],
    /// With which that of a mail begins that is passed on.
    pub passes_on: &'static [&'static str],
    /// A line that is nothing else announces the mail that is answered.
    pub original_mail: &'static [&'static str],
    /// The same of a mail that is passed on.
    pub forwarded_mail: &'static [&'static str],
    /// Headers copied above an older mail that say when it was sent.
    pub copied_dates: &'static [&'static str],
    /// Those that say by whom.
    pub copied_senders: &'static [&'static str],
    /// In an answer that is a choice they say what it is not.
    pub choice_denials: &'static [&'static str],
    /// Before the letter of a place, which is no category.
    pub places_with_letters: &'static [&'static str],
    /// Before the letter of a category.
    pub before_a_letter: &'static [&'static str],
    /// Behind a name: what is no part of it any more.
    pub behind_a_name: &'static [&'static str],
    /// Small words within a name, and titles before it.
    pub within_names: &'static [&'static str],
    /// A whole answer that says there is none.
    pub nothing: &'static [&'static str],
    /// With which an answer begins that looks like the rest of a sentence.
    pub answers: &'static [&'static str],
    /// Between an answer and the date behind it.
    pub before_a_date: &'static [&'static str],
    /// How the words begin that say of somebody who signs that it is for the inrichting.
    pub directors: &'static [&'static str],
    /// Before the number of a page.
    pub page_words: &'static [&'static str],
    /// Between that and how many there are.
    pub page_joints: &'static [&'static str],
}

/// Those of the program.
pub static READING: ReadingWords = include!("../../assets/intake/leeswoorden.in");
