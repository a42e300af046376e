//! The languages and scripts that the lexicon knows.

/// A language that the lexicon knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum Language {
    /// `en`
    #[default]
    English,
    /// `fr`
    French,
    /// `es`
    Spanish,
    /// `ru`
    Russian,
    /// `ar`
    Arabic,
    /// `zh`
    Chinese,
}

impl Language {
    /// All languages.
    pub const ALL: [Language; 6] = [
        Language::English,
        Language::French,
        Language::Spanish,
        Language::Russian,
        Language::Arabic,
        Language::Chinese,
    ];

    /// Its tag (BCP 47).
    pub fn tag(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::French => "fr",
            Language::Spanish => "es",
            Language::Russian => "ru",
            Language::Arabic => "ar",
            Language::Chinese => "zh",
        }
    }

    /// The script it is written in.
    pub fn script(self) -> Script {
        match self {
            Language::English | Language::French | Language::Spanish => Script::Latin,
            Language::Russian => Script::Cyrillic,
            Language::Arabic => Script::Arabic,
            Language::Chinese => Script::Han,
        }
    }

    /// Whether it is written from right to left.
    pub fn is_rtl(self) -> bool {
        self.script() == Script::Arabic
    }
}

/// A script, as far as it tells languages apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum Script {
    /// العربية
    Arabic,
    /// Русский
    Cyrillic,
    /// 中文
    Han,
    /// Latin letters, and all that no other script has.
    #[default]
    Latin,
}

impl Script {
    /// All scripts.
    pub const ALL: [Script; 4] = [Script::Arabic, Script::Cyrillic, Script::Han, Script::Latin];

    /// The script of a letter.
    pub fn of(letter: char) -> Script {
        match letter {
            '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{fb50}'..='\u{fefc}' => Script::Arabic,
            '\u{400}'..='\u{52f}' => Script::Cyrillic,
            '\u{3400}'..='\u{9fff}' => Script::Han,
            _ => Script::Latin,
        }
    }
}
