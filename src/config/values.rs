//! One value and its key: from text to a value of the key's kind, and whether it fits. Where values come from is
//! in `load`; which values go together is in `rules`.

use serde::Deserialize;
use toml::{Table, Value};

use super::{
    Config, ConfigError,
    error::Place,
    keys::{KEYS, Key, Kind, SECTIONS},
    nearest::nearest,
};

/// The text of a variable as the kind of value that the key takes. What does not fit stays text, and is refused
/// as a value of the wrong kind.
pub fn from_text(key: &Key, text: &str, place: &Place) -> Result<Value, ConfigError> {
    let text = text.trim();
    let as_toml = || {
        let table: Table = format!("value = {text}").parse().map_err(|error: toml::de::Error| {
            ConfigError::Syntax { place: place.clone(), reason: error.message().to_owned() }
        })?;
        Ok(table["value"].clone())
    };
    let as_is = || Value::String(text.to_owned());
    Ok(match key.kind {
        Kind::Text | Kind::Choice(_) => as_is(),
        Kind::Switch => text.parse().map_or_else(|_| as_is(), Value::Boolean),
        Kind::Number { .. } => text.parse().map_or_else(|_| as_is(), Value::Integer),
        Kind::Fraction => text.parse().map_or_else(|_| as_is(), Value::Float),
        Kind::Table => as_toml()?,
        Kind::List if text.starts_with('[') => as_toml()?,
        Kind::List => {
            let items = text.split(',').map(str::trim).filter(|item| !item.is_empty());
            Value::Array(items.map(|item| Value::String(item.to_owned())).collect())
        }
    })
}

/// Whether one value fits its key: its kind, its bounds, and what the typed field makes of it.
pub fn check_alone(key: &Key, value: &Value, place: &Place) -> Result<(), ConfigError> {
    let shown = || if key.secret { "its value".to_owned() } else { format!("{value}") };
    let refuse = |fault: String| Err(ConfigError::value(place.clone(), key, fault));
    match (key.kind, value) {
        (Kind::Text, Value::String(_)) | (Kind::Switch, Value::Boolean(_)) => {}
        (Kind::List, Value::Array(items)) if items.iter().all(Value::is_str) => {}
        (Kind::Table, Value::Table(table)) if table.values().all(Value::is_str) => {}
        (Kind::Choice(words), Value::String(word)) if words.contains(&word.as_str()) => {}
        (Kind::Number { least, most }, Value::Integer(number)) if (least..=most).contains(number) => {}
        (Kind::Fraction, value) if fraction(value).is_some_and(|number| number > 0.0 && number <= 1.0) => {}
        (Kind::Text, _) => return refuse(format!("must be a text in quotes, not {}", shown())),
        (Kind::Switch, _) => return refuse(format!("must be true or false, not {}", shown())),
        (Kind::List, _) => return refuse(format!("must be a list of texts, not {}", shown())),
        (Kind::Table, _) => return refuse(format!("must be a table of texts, not {}", shown())),
        (Kind::Fraction, _) => {
            return refuse(format!("must be a number above 0 and up to 1, not {}", shown()));
        }
        (Kind::Choice(words), written) => {
            let near = written.as_str().and_then(|word| nearest(word, words.iter().copied()));
            let near = near.map(|word| format!(" (did you mean {word}?)")).unwrap_or_default();
            return refuse(format!("must be one of {}, not {}{near}", words.join(", "), shown()));
        }
        (Kind::Number { least, most }, _) => {
            return refuse(format!("must be a whole number from {least} to {most}, not {}", shown()));
        }
    }
    match assemble([((key.section, key.name), value.clone())].into_iter()) {
        Ok(_) => Ok(()),
        Err(_) if key.secret => refuse("cannot be understood".to_owned()),
        Err(error) => refuse(format!("cannot be {}: {}", shown(), error.message().trim_end_matches('.'))),
    }
}

fn fraction(value: &Value) -> Option<f64> {
    match value {
        Value::Float(number) => Some(*number),
        // The only whole number that is allowed.
        Value::Integer(1) => Some(1.0),
        _ => None,
    }
}

/// The typed settings of the defaults with these values over them.
pub fn assemble(
    values: impl Iterator<Item = ((&'static str, &'static str), Value)>,
) -> Result<Config, toml::de::Error> {
    let mut table: Table =
        SECTIONS.iter().map(|section| (section.name.to_owned(), Value::Table(Table::new()))).collect();
    let defaults = KEYS.iter().map(|key| {
        let line: Table =
            format!("value = {}", key.default).parse().expect("a default is TOML, a test holds it");
        ((key.section, key.name), line["value"].clone())
    });
    for ((section, name), value) in defaults.chain(values) {
        let section = table[section].as_table_mut().expect("every section was put in as a table");
        section.insert(name.to_owned(), value);
    }
    Config::deserialize(Value::Table(table))
}
