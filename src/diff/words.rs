use crate::model::{Key, ParagraphIndex, Resolution, Token, TokenKind};

/// The words of some paragraphs, set one below the other.
pub(super) struct Words<'a> {
    /// The texts, parted by `\n`.
    pub(super) text: String,
    /// For each word where it ends in the text.
    ends: Vec<usize>,
    tokens: Vec<&'a Token>,
    /// What the words are compared by.
    pub(super) keys: Vec<Key>,
}

impl<'a> Words<'a> {
    pub(super) fn of(resolution: &'a Resolution, paragraphs: &[ParagraphIndex]) -> Words<'a> {
        let mut words = Words { text: String::new(), ends: Vec::new(), tokens: Vec::new(), keys: Vec::new() };
        for (at, index) in paragraphs.iter().enumerate() {
            let paragraph = &resolution[*index];
            if at > 0 {
                words.text.push('\n');
            }
            let shift = words.text.len();
            words.text.push_str(&paragraph.text);
            words.ends.extend(paragraph.tokens.iter().map(|token| token.range.end + shift));
            words.tokens.extend(&paragraph.tokens);
            words.keys.extend(paragraph.tokens.iter().map(|token| token.key));
        }
        words
    }

    pub(super) fn len(&self) -> usize {
        self.keys.len()
    }

    /// The spelling of one word.
    pub(super) fn shown(&self, at: usize) -> &str {
        let length = self.tokens[at].range.len();
        &self.text[self.ends[at] - length..self.ends[at]]
    }

    /// Where the white space before a word begins: the end of the word before it.
    pub(super) fn start(&self, at: usize) -> usize {
        match at {
            0 => 0,
            at if at >= self.len() => self.text.len(),
            at => self.ends[at - 1],
        }
    }

    pub(super) fn is_punctuation(&self, at: usize) -> bool {
        self.tokens[at].kind == TokenKind::Punctuation
    }

    /// A small word or a mark: what should not stand alone between two replacements.
    pub(super) fn is_slight(&self, at: usize) -> bool {
        self.is_punctuation(at) || SLIGHT.contains(&self.shown(at).to_lowercase().as_str())
    }
}

/// Articles, prepositions and conjunctions of the six languages that carry nothing alone.
const SLIGHT: [&str; 58] = [
    "a", "an", "the", "of", "in", "on", "to", "for", "and", "or", "by", "with", "at", "from", "as", "its", "that",
    "this", "their", "le", "la", "les", "l", "de", "du", "des", "et", "ou", "en", "à", "au", "aux", "d", "el", "los",
    "las", "del", "y", "o", "a", "al", "que", "и", "в", "на", "с", "о", "к", "по", "или", "的", "和", "与", "في", "من",
    "على", "إلى", "و",
];
