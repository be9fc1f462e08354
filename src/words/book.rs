//! All texts of one language, read once.

use std::collections::HashMap;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::types::FluentNumber;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use super::tongue::Tongue;
use super::{number, sources};

/// The texts of one language.
pub(super) struct Book {
    /// Texts without arguments, ready to be shown.
    ready: HashMap<String, String>,
    bundle: FluentBundle<FluentResource>,
}

/// One for each language, made when the first text is wanted.
static BOOKS: LazyLock<[Book; 6]> = LazyLock::new(|| Tongue::ALL.map(Book::of));

impl Book {
    /// The book of a language.
    pub(super) fn open(tongue: Tongue) -> &'static Self {
        &BOOKS[tongue.place()]
    }

    fn of(tongue: Tongue) -> Self {
        let language: LanguageIdentifier = tongue.tag().parse().expect("the tags are ours and well-formed");
        let mut bundle = FluentBundle::new_concurrent(vec![language]);
        // Names stand in a `bdi` where there is markup; where there is none, `Sentence` puts the marks.
        bundle.set_use_isolating(false);
        write_numbers(&mut bundle, tongue);
        let mut keys = Vec::new();
        for (noun, text) in sources::of(tongue) {
            let resource = FluentResource::try_new(text.to_owned())
                .unwrap_or_else(|(_, faults)| panic!("{}/{noun}.ftl: {faults:?}", tongue.tag()));
            keys.extend(keys_of(&resource));
            if let Err(faults) = bundle.add_resource(resource) {
                panic!("{}/{noun}.ftl: {faults:?}", tongue.tag());
            }
        }
        let mut ready = HashMap::new();
        for key in keys {
            let pattern = bundle.get_message(&key).and_then(|message| message.value());
            let mut faults = Vec::new();
            let text = pattern.map(|pattern| bundle.format_pattern(pattern, None, &mut faults).into_owned());
            // A text with arguments has faults when it is given none.
            if let (Some(text), true) = (text, faults.is_empty()) {
                ready.insert(key, text);
            }
        }
        Self { ready, bundle }
    }

    /// A text without arguments.
    pub(super) fn ready(&self, key: &str) -> Option<&str> {
        self.ready.get(key).map(String::as_str)
    }

    /// A text with its arguments; none if there is no such text, or an argument is missing.
    pub(super) fn filled(&self, key: &str, arguments: &FluentArgs<'_>) -> Option<String> {
        let pattern = self.bundle.get_message(key)?.value()?;
        let mut faults = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(arguments), &mut faults).into_owned();
        debug_assert!(faults.is_empty(), "{key}: {faults:?}");
        faults.is_empty().then_some(text)
    }
}

fn keys_of(resource: &FluentResource) -> Vec<String> {
    let entries =
        resource.source().lines().filter(|line| line.starts_with(|c: char| c.is_ascii_alphabetic()));
    entries.filter_map(|line| line.split_once('=')).map(|(key, _)| key.trim().to_owned()).collect()
}

/// Numbers in texts are written as everywhere else; a plain function has to know its language by itself.
fn write_numbers(bundle: &mut FluentBundle<FluentResource>, tongue: Tongue) {
    macro_rules! write_as {
        ($($name:ident),*) => {
            match tongue {
                $(Tongue::$name => bundle.set_formatter(Some(|value, _| written(value, Tongue::$name))),)*
            }
        };
    }
    write_as!(English, Spanish, French, Arabic, Portuguese, Tagalog);
}

fn written(value: &FluentValue<'_>, tongue: Tongue) -> Option<String> {
    let FluentValue::Number(FluentNumber { value, options }) = value else { return None };
    #[expect(clippy::cast_possible_truncation, reason = "it was made from a whole number that is no larger")]
    let whole = *value as i64;
    Some(if options.use_grouping { number::written(whole, tongue) } else { whole.to_string() })
}
