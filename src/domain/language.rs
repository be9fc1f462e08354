//! Languages of texts: which tags we take, how they are called, which way they run.

/// So many entries of a header are read.
const MOST_ENTRIES: usize = 16;

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

/// What a tag names without script and region, in lower case. Filipino is the standard form of Tagalog, and what browsers in
/// the Philippines ask for.
pub fn primary(tag: &str) -> String {
    let primary = tag.trim().split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
    if primary == "fil" { "tl".to_owned() } else { primary }
}

/// The languages that an `Accept-Language` header likes (RFC 9110, 12.5.4), named as by `primary`, the dearest first.
/// `*` says nothing about what a person reads, and `q=0` says "not this one".
pub fn liked(header: &str) -> Vec<String> {
    let mut all: Vec<(String, f32)> = Vec::new();
    for entry in header.split(',').take(MOST_ENTRIES) {
        let mut parts = entry.split(';').map(str::trim);
        let tag = primary(parts.next().unwrap_or_default());
        let weight = parts
            .find_map(|part| part.strip_prefix("q=").map(|q| q.trim().parse::<f32>().unwrap_or(0.0)))
            .unwrap_or(1.0);
        let is_tag = (2..=8).contains(&tag.len()) && tag.bytes().all(|b| b.is_ascii_lowercase());
        if is_tag && weight > 0.0 {
            all.push((tag, weight));
        }
    }
    // Of equals the first wins: the order stays.
    all.sort_by(|(_, one), (_, other)| other.total_cmp(one));
    let mut liked = Vec::new();
    for (tag, _) in all {
        if !liked.contains(&tag) {
            liked.push(tag);
        }
    }
    liked
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_reader_likes_is_in_order() {
        for (header, expected) in [
            ("ar-EG,en;q=0.5,ar;q=0.9", vec!["ar", "en"]),
            ("de;q=0.2, FIL-PH, *;q=0.9", vec!["tl", "de"]),
            ("en;q=0, es;q=nonsense, fr", vec!["fr"]),
            ("pt_BR;q=0.8,es;q=0.8,en;q=0.8,fr;q=0.8,ar;q=0.8", vec!["pt", "es", "en", "fr", "ar"]),
            ("<b>, x, *, ;;,,q=, verylonglanguage", vec![]),
            ("en;q=NaN, fr;q=-1", vec![]),
        ] {
            assert_eq!(liked(header), expected, "{header}");
        }
        assert!(liked(&"de,".repeat(10_000)).len() == 1);
    }

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
