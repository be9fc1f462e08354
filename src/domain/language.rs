//! Languages of texts: which tags we take, how they are called, which way they run.

/// A language tag (BCP 47), lower-case primary subtag, at most 35 characters.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Language(String);

/// Languages with a name people can choose from; any other well-formed tag is taken as well.
const NAMED: &[(&str, &str)] = &[
    ("en", "English"),
    ("es", "Español"),
    ("fr", "Français"),
    ("ar", "العربية"),
    ("pt", "Português"),
    ("tl", "Tagalog"),
    ("de", "Deutsch"),
    ("it", "Italiano"),
    ("nl", "Nederlands"),
    ("pl", "Polski"),
    ("ru", "Русский"),
    ("uk", "Українська"),
    ("be", "Беларуская"),
    ("ka", "ქართული"),
    ("hu", "Magyar"),
    ("tr", "Türkçe"),
    ("fa", "فارسی"),
    ("he", "עברית"),
    ("ur", "اردو"),
    ("hi", "हिन्दी"),
    ("bn", "বাংলা"),
    ("id", "Bahasa Indonesia"),
    ("ms", "Bahasa Melayu"),
    ("my", "မြန်မာ"),
    ("th", "ไทย"),
    ("vi", "Tiếng Việt"),
    ("zh", "中文"),
    ("ja", "日本語"),
    ("ko", "한국어"),
    ("sw", "Kiswahili"),
    ("am", "አማርኛ"),
    ("ku", "Kurdî"),
];

/// Further languages that call themselves so where a text is written in them.
const RARER: &[(&str, &str)] = &[
    ("az", "Azərbaycanca"),
    ("bg", "Български"),
    ("bs", "Bosanski"),
    ("ca", "Català"),
    ("ceb", "Cebuano"),
    ("ckb", "کوردیی ناوەندی"),
    ("cs", "Čeština"),
    ("cy", "Cymraeg"),
    ("da", "Dansk"),
    ("el", "Ελληνικά"),
    ("eo", "Esperanto"),
    ("et", "Eesti"),
    ("eu", "Euskara"),
    ("fi", "Suomi"),
    ("ga", "Gaeilge"),
    ("gl", "Galego"),
    ("gn", "Avañe'ẽ"),
    ("hr", "Hrvatski"),
    ("ht", "Kreyòl ayisyen"),
    ("hy", "Հայերեն"),
    ("is", "Íslenska"),
    ("kk", "Қазақша"),
    ("km", "ខ្មែរ"),
    ("lt", "Lietuvių"),
    ("lv", "Latviešu"),
    ("mk", "Македонски"),
    ("no", "Norsk"),
    ("ps", "پښتو"),
    ("qu", "Runasimi"),
    ("ro", "Română"),
    ("sk", "Slovenčina"),
    ("sl", "Slovenščina"),
    ("so", "Soomaali"),
    ("sq", "Shqip"),
    ("sr", "Српски"),
    ("sv", "Svenska"),
    ("ti", "ትግርኛ"),
];

impl Language {
    /// The tag of a text whose language nobody has said.
    pub fn undetermined() -> Self {
        Self::parse("und").expect("three letters are a tag")
    }

    /// Reads a tag; `None` when it is not well-formed.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.trim().split('-');
        let primary = parts.next()?.to_ascii_lowercase();
        let good = (2..=3).contains(&primary.len()) && primary.bytes().all(|b| b.is_ascii_lowercase());
        let rest: Vec<&str> = parts.collect();
        let rest_good =
            rest.iter().all(|p| (1..=8).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_alphanumeric()));
        if !good || !rest_good || text.len() > 35 {
            return None;
        }
        let mut tag = primary;
        for part in rest {
            tag.push('-');
            tag.push_str(part);
        }
        Some(Self(tag))
    }

    /// The tag.
    pub fn tag(&self) -> &str {
        &self.0
    }

    /// The language's own name for itself, or its tag.
    pub fn name(&self) -> &str {
        own_name(self.primary()).unwrap_or(self.tag())
    }

    /// `rtl` for scripts that run from right to left, else `ltr`.
    pub fn direction(&self) -> &'static str {
        match self.primary() {
            "ar" | "he" | "fa" | "ur" | "yi" | "ps" | "sd" | "ug" | "dv" | "ckb" => "rtl",
            _ => "ltr",
        }
    }

    fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or_default()
    }
}

/// The name that a language has for itself, by its primary subtag.
pub fn own_name(primary: &str) -> Option<&'static str> {
    NAMED.iter().chain(RARER).find(|(tag, _)| *tag == primary).map(|(_, name)| *name)
}

/// The languages that are offered in a list to choose from.
pub fn named() -> impl Iterator<Item = (&'static str, &'static str)> {
    NAMED.iter().copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_checked_not_guessed() {
        assert_eq!(Language::parse("EN").expect("a tag").tag(), "en");
        assert_eq!(Language::parse("zh-Hant-TW").expect("a tag").tag(), "zh-Hant-TW");
        for text in ["", "e", "english", "en_US", "<b>", "en-", "1a"] {
            assert_eq!(Language::parse(text), None, "{text}");
        }
        assert_eq!(Language::parse("ar-EG").expect("a tag").direction(), "rtl");
    }
}
