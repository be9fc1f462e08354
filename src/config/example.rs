//! The commented example of the settings file, written from the table of keys so that the two cannot drift.

use std::fmt::Write as _;

use super::keys::{Key, SECTIONS, of};

/// The widest line of a comment, in characters.
const WIDTH: usize = 100;

const HEAD: &str = "\
# The settings of Antiphon. Every setting is shown with its default, switched off by the `#` before it.
# Take away the `#` to change one. Each can also be given in the environment, as ANTIPHON__SECTION__KEY
# (lists separated by commas), which goes before this file; flags of the command line go before both.
# Paths are relative to the folder in which the server is started.
";

/// The text of `config/antiphon.example.toml`: every key, commented out, with default, unit and meaning.
pub fn example() -> String {
    let mut text = HEAD.to_owned();
    for section in SECTIONS {
        text.push('\n');
        comment(&mut text, section.meaning);
        writeln!(text, "[{}]", section.name).expect("writing to a String cannot fail");
        for key in of(section.name) {
            describe(&mut text, key);
        }
    }
    text
}

fn describe(text: &mut String, key: &Key) {
    let rig = if key.rig { " Test rig only." } else { "" };
    text.push('\n');
    comment(text, &format!("{}{rig}", key.meaning));
    comment(text, &format!("Value: {}.", key.unit));
    if let Some(example) = key.example {
        comment(text, &format!("For example: {} = {example}", key.name));
    }
    writeln!(text, "#{} = {}", key.name, key.default).expect("writing to a String cannot fail");
}

/// Adds sentences as comment lines, broken between words.
fn comment(text: &mut String, sentences: &str) {
    let mut width = 0;
    for word in sentences.split_whitespace() {
        let length = word.chars().count();
        if width == 0 || width + 1 + length > WIDTH {
            if width > 0 {
                text.push('\n');
            }
            text.push('#');
            width = 1;
        }
        text.push(' ');
        text.push_str(word);
        width += 1 + length;
    }
    text.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Config, KEYS, Overrides};

    const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/config/antiphon.example.toml");

    /// The example file with every `#` taken away that stands directly before a key.
    fn uncommented() -> String {
        let text = std::fs::read_to_string(FILE).unwrap();
        let bare = |line: &str| match line.strip_prefix('#') {
            Some(setting) if !setting.starts_with(' ') => setting.to_owned(),
            _ => line.to_owned(),
        };
        text.lines().map(|line| bare(line) + "\n").collect()
    }

    #[test]
    fn the_example_file_is_written_from_the_table() {
        let file = std::fs::read_to_string(FILE).unwrap();
        assert!(file == example(), "config/antiphon.example.toml should read:\n{}", example());
    }

    #[test]
    fn the_example_file_holds_exactly_the_keys_of_the_table() {
        let file: toml::Table = uncommented().parse().unwrap();
        for key in KEYS {
            assert!(file[key.section].get(key.name).is_some(), "{}.{} is missing", key.section, key.name);
        }
        let count: usize = file.values().map(|section| section.as_table().unwrap().len()).sum();
        assert_eq!(count, KEYS.len());
    }

    #[test]
    fn the_example_file_uncommented_is_the_defaults() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("antiphon.toml");
        std::fs::write(&path, uncommented()).unwrap();
        let read = Config::load(Some(&path), std::iter::empty(), &Overrides::default()).unwrap();
        assert_eq!(read, Config::default());
    }

    #[test]
    fn the_example_file_as_it_is_changes_nothing() {
        let read = Config::load(Some(FILE.as_ref()), std::iter::empty(), &Overrides::default()).unwrap();
        assert_eq!(read, Config::default());
    }
}
