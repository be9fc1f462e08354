//! The way from defaults, file, environment and flags to one `Config`, and the words for every slip on it.
//! What a value means, and which values go together, is in `settings` and `rules`.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use toml::{Table, Value, de::DeTable};

use super::{
    Config, ConfigError, Secret,
    error::Place,
    keys::{KEYS, Key, SECTIONS, find, of},
    nearest::nearest,
    rules,
    values::{assemble, check_alone, from_text},
};

/// What the command line sets over everything else.
#[derive(Debug, Clone, Default)]
pub struct Overrides {
    /// `--public-url`
    pub public_url: Option<String>,
    /// `--listen`
    pub listen: Option<String>,
    /// `--data-dir`
    pub data_dir: Option<PathBuf>,
}

/// What somebody wrote for a key, and where.
type Written = BTreeMap<(&'static str, &'static str), (Value, Place)>;

/// What every variable of ours begins with.
const PREFIX: &str = "ANTIPHON__";

impl Config {
    /// Reads the settings: the defaults, over them the file, over it the environment, over it the flags.
    ///
    /// # Errors
    /// The first thing that is wrong, with its place and how to mend it.
    pub fn load(
        file: Option<&Path>,
        environment: impl Iterator<Item = (String, String)>,
        overrides: &Overrides,
    ) -> Result<Config, ConfigError> {
        let mut written = Written::new();
        if let Some(file) = file {
            read_file(file, &mut written)?;
        }
        for (name, text) in environment {
            read_variable(&name, &text, &mut written)?;
        }
        read_flags(overrides, &mut written)?;
        for ((section, name), (value, place)) in &written {
            let key = find(section, name).expect("only keys of the table are collected");
            check_alone(key, value, place)?;
        }
        let mut config = assemble(written.iter().map(|(key, (value, _))| (*key, value.clone())))
            .expect("values that fit the defaults one by one fit together");
        fill_in(&mut config);
        rules::check(&config, &|section, name| {
            written.get(&(section, name)).map_or(Place::Default, |(_, place)| place.clone())
        })?;
        Ok(config)
    }
}

impl Default for Config {
    fn default() -> Config {
        Config::load(None, std::iter::empty(), &Overrides::default())
            .expect("the defaults are valid, a test holds it")
    }
}

fn read_file(file: &Path, written: &mut Written) -> Result<(), ConfigError> {
    let text = std::fs::read_to_string(file)
        .map_err(|reason| ConfigError::Unreadable { file: file.to_owned(), reason })?;
    let at = |offset: usize| Place::Line(file.to_owned(), 1 + text[..offset].matches('\n').count());
    let syntax = |error: &toml::de::Error| ConfigError::Syntax {
        place: at(error.span().map_or(0, |span| span.start)),
        reason: error.message().to_owned(),
    };
    let spans = DeTable::parse(&text).map_err(|error| syntax(&error))?;
    let values: Table = text.parse().map_err(|error| syntax(&error))?;
    for (section_name, spanned) in spans.get_ref() {
        let place = at(section_name.span().start);
        let Some(keys) = spanned.get_ref().as_table() else {
            return Err(outside_sections(place, section_name.get_ref()));
        };
        check_section(section_name.get_ref(), &place)?;
        for name in keys.keys() {
            let place = at(name.span().start);
            let key = find(section_name.get_ref(), name.get_ref())
                .ok_or_else(|| unknown_key(place.clone(), section_name.get_ref(), name.get_ref()))?;
            let value = values[key.section][key.name].clone();
            written.insert((key.section, key.name), (value, place));
        }
    }
    Ok(())
}

fn read_variable(variable: &str, text: &str, written: &mut Written) -> Result<(), ConfigError> {
    let Some(path) = variable.strip_prefix(PREFIX) else { return Ok(()) };
    let place = Place::Variable(variable.to_owned());
    let path = path.to_ascii_lowercase();
    let key = path.split_once("__").and_then(|(section, name)| find(section, name)).ok_or_else(|| {
        let names: Vec<String> = KEYS.iter().map(Key::variable).collect();
        ConfigError::Unknown {
            place: place.clone(),
            what: "no setting has this name".to_owned(),
            hint: nearest(variable, names.iter().map(String::as_str)).map_or_else(
                || "write it ANTIPHON__SECTION__KEY, or remove it".to_owned(),
                |name| format!("write {name} if you meant that"),
            ),
        }
    })?;
    let value = from_text(key, text, &place)?;
    written.insert((key.section, key.name), (value, place));
    Ok(())
}

fn read_flags(overrides: &Overrides, written: &mut Written) -> Result<(), ConfigError> {
    let mut put = |name, flag, text: &str| {
        written.insert(("server", name), (Value::String(text.to_owned()), Place::Flag(flag)));
    };
    if let Some(url) = &overrides.public_url {
        put("public_url", "--public-url", url);
    }
    if let Some(address) = &overrides.listen {
        put("listen", "--listen", address);
    }
    if let Some(folder) = &overrides.data_dir {
        // The database's address is a text, so the folder's name has to be one too.
        let text = folder.to_str().ok_or_else(|| {
            let key = find("server", "data_dir").expect("data_dir stands in the table");
            ConfigError::value(Place::Flag("--data-dir"), key, "is not written in UTF-8".to_owned())
        })?;
        put("data_dir", "--data-dir", text);
    }
    Ok(())
}

/// Puts in what derives from other settings when it was left empty.
fn fill_in(config: &mut Config) {
    let folder = &config.server.data_dir;
    if config.server.key_file.as_os_str().is_empty() {
        config.server.key_file = folder.join("antiphon.key");
    }
    if config.database.url.as_str().is_empty() {
        config.database.url = Secret::new(format!("sqlite:{}", folder.join("antiphon.sqlite3").display()));
    }
}

fn outside_sections(place: Place, name: &str) -> ConfigError {
    let hint = KEYS.iter().find(|key| key.name == name).map_or_else(
        || "put every setting under its section".to_owned(),
        |key| format!("put it under [{}]", key.section),
    );
    ConfigError::Unknown { place, what: format!("`{name}` stands outside the sections"), hint }
}

fn check_section(name: &str, place: &Place) -> Result<(), ConfigError> {
    if SECTIONS.iter().any(|section| section.name == name) {
        return Ok(());
    }
    let all: Vec<&str> = SECTIONS.iter().map(|section| section.name).collect();
    let hint = nearest(name, all.iter().copied()).map_or_else(
        || format!("the sections are {}", all.join(", ")),
        |near| format!("write [{near}] if you meant that"),
    );
    Err(ConfigError::Unknown { place: place.clone(), what: format!("there is no section [{name}]"), hint })
}

fn unknown_key(place: Place, section: &str, name: &str) -> ConfigError {
    let here: Vec<&str> = of(section).map(|key| key.name).collect();
    let elsewhere = KEYS.iter().find(|key| key.name == name);
    let hint = match (nearest(name, here.iter().copied()), elsewhere) {
        (_, Some(key)) => format!("`{name}` belongs under [{}]", key.section),
        (Some(near), None) => format!("write `{near}` if you meant that"),
        (None, None) => format!("the settings there are {}", here.join(", ")),
    };
    ConfigError::Unknown { place, what: format!("there is no setting `{name}` under [{section}]"), hint }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from_file(text: &str) -> Result<Config, ConfigError> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("antiphon.toml");
        std::fs::write(&path, text).unwrap();
        Config::load(Some(&path), std::iter::empty(), &Overrides::default())
    }

    fn from_environment(pairs: &[(&str, &str)]) -> Result<Config, ConfigError> {
        let pairs = pairs.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
        Config::load(None, pairs, &Overrides::default())
    }

    /// The message of the fault, which must hold all of these.
    #[track_caller]
    fn refused(result: Result<Config, ConfigError>, parts: &[&str]) {
        let message = result.unwrap_err().to_string();
        for part in parts {
            assert!(message.contains(part), "`{part}` is missing in: {message}");
        }
        assert!(message.ends_with('.') && !message.contains('\n'), "not one sentence: {message}");
    }

    #[test]
    fn the_defaults_are_those_of_the_first_run() {
        let config = Config::default();
        assert_eq!(config.origin(), "http://localhost:8080");
        assert_eq!(config.authority(), "localhost:8080");
        assert_eq!(config.handle_domain(), "localhost:8080");
        assert_eq!(config.server.key_file, Path::new("./antiphon-data/antiphon.key"));
        assert_eq!(config.database.url.as_str(), "sqlite:./antiphon-data/antiphon.sqlite3");
        assert!(!config.database_is_postgres());
        assert_eq!(config.coalition.languages, ["en"]);
    }

    #[test]
    fn flags_go_before_the_environment_and_that_before_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("antiphon.toml");
        let text = "[server]\nlisten = '127.0.0.1:1'\nlog = 'warn'\nworkers = 3\ndata_dir = '/file'\n";
        std::fs::write(&path, text).unwrap();
        let environment = [("ANTIPHON__SERVER__LISTEN", "127.0.0.1:2"), ("ANTIPHON__SERVER__LOG", "debug")];
        let environment = environment.map(|(name, text)| (name.to_owned(), text.to_owned()));
        let flags = Overrides {
            listen: Some("127.0.0.1:3".to_owned()),
            data_dir: Some(PathBuf::from("/flag")),
            ..Overrides::default()
        };
        let config = Config::load(Some(&path), environment.into_iter(), &flags).unwrap();
        assert_eq!(config.server.listen.port(), 3);
        assert_eq!(config.server.log, "debug");
        assert_eq!(config.server.workers, 3);
        assert_eq!(config.server.key_file, Path::new("/flag/antiphon.key"));
        assert_eq!(config.database.url.as_str(), "sqlite:/flag/antiphon.sqlite3");
    }

    #[test]
    fn the_environment_writes_every_kind() {
        let config = from_environment(&[
            ("ANTIPHON__COALITION__LANGUAGES", "pt-BR, en"),
            ("ANTIPHON__COALITION__NAME", "[not a list]"),
            ("ANTIPHON__SERVER__TRUSTED_PROXIES", "[\"10.0.0.0/8\"]"),
            ("ANTIPHON__SERVER__METRICS_TOKEN", "1234"),
            ("ANTIPHON__FEDERATION__RIG", "true"),
            ("ANTIPHON__FEDERATION__HOSTS", "{ \"a.test\" = \"127.0.1.2:8443\" }"),
            ("ANTIPHON__FEDERATION__RETRY_SCALE", "0.5"),
            ("ANTIPHON__RETENTION__SEEN_DAYS", "2"),
            ("PATH", "/bin"),
            ("ANTIPHON_OTHER", "is not ours"),
        ])
        .unwrap();
        assert_eq!(config.coalition.languages, ["pt-BR", "en"]);
        assert_eq!(config.coalition.name, "[not a list]");
        assert_eq!(config.server.trusted_proxies, ["10.0.0.0/8".parse().unwrap()]);
        assert_eq!(config.server.metrics_token, Some(Secret::new("1234")));
        assert_eq!(config.federation.hosts["a.test"], "127.0.1.2:8443".parse().unwrap());
        assert_eq!(config.keep_seen(), std::time::Duration::from_hours(24));
    }

    #[test]
    fn an_unknown_name_is_refused_with_its_place_and_the_nearest() {
        refused(from_file("[server]\n\nlistn = 'x'\n"), &["antiphon.toml, line 3", "`listn`", "`listen`"]);
        refused(from_file("[server]\nhandle = 'x'\n"), &["line 2", "belongs under [coalition]"]);
        refused(from_file("[server]\nzzz = 1\n"), &["line 2", "public_url, listen, data_dir"]);
        refused(from_file("[sever]\nlisten = 'x'\n"), &["line 1", "[sever]", "[server]"]);
        refused(from_file("listen = 'x'\n"), &["line 1", "put it under [server]"]);
        refused(
            from_environment(&[("ANTIPHON__SERVER__LISTN", "x")]),
            &["ANTIPHON__SERVER__LISTN", "write ANTIPHON__SERVER__LISTEN"],
        );
        refused(
            from_environment(&[("ANTIPHON__SERVER", "x")]),
            &["ANTIPHON__SERVER:", "ANTIPHON__SECTION__KEY"],
        );
    }

    #[test]
    fn an_ill_typed_value_is_refused_with_its_place() {
        refused(from_file("[server]\nlog = 1\n"), &["line 2", "`server.log`", "text in quotes, not 1"]);
        refused(from_file("[server]\nlisten = 'here'\n"), &["line 2", "`listen = \"127.0.0.1:8080\"`"]);
        refused(from_file("[federation]\nenabled = 'yes'\n"), &["true or false, not \"yes\""]);
        refused(from_file("[coalition]\nlanguages = 'en'\n"), &["list of texts"]);
        refused(from_file("[database]\nnode = 64\n"), &["from 0 to 63, not 64"]);
        refused(
            from_file("[registration]\nmode = 'opne'\n"),
            &["invite, approval, open", "did you mean open?"],
        );
        refused(from_file("[federation]\nrig = true\nretry_scale = 0.0\n"), &["line 3", "above 0"]);
        refused(from_file("[server]\ntrusted_proxies = ['10.0.0.1/8']\n"), &["10.0.0.0/8"]);
        refused(
            from_environment(&[("ANTIPHON__DATABASE__READERS", "many")]),
            &["environment variable ANTIPHON__DATABASE__READERS", "whole number"],
        );
        refused(from_environment(&[("ANTIPHON__FEDERATION__HOSTS", "a=b")]), &["HOSTS", "not TOML"]);
        let flags = Overrides { listen: Some("8080".to_owned()), ..Overrides::default() };
        refused(Config::load(None, std::iter::empty(), &flags), &["flag --listen"]);
    }

    #[test]
    fn a_file_that_is_no_toml_or_not_there_is_refused() {
        refused(from_file("[server]\nlog = \n"), &["line 2", "not TOML"]);
        refused(from_file("[server]\nlog = 'a'\nlog = 'b'\n"), &["line 3", "not TOML"]);
        let absent =
            Config::load(Some(Path::new("/nowhere/a.toml")), std::iter::empty(), &Overrides::default());
        refused(absent, &["/nowhere/a.toml", "cannot be read"]);
    }

    #[test]
    fn a_secret_is_not_repeated() {
        let faulty =
            "[database]\nurl = 'mysql://me:wombat@host/name'\n[federation]\nsocks = 'http://me:wombat@h:1'\n";
        for text in [faulty, "[server]\nmetrics_token = ['wombat']\n"] {
            let message = from_file(text).unwrap_err().to_string();
            assert!(!message.contains("wombat"), "{message}");
        }
        let config = from_file("[database]\nurl = 'postgres://me:wombat@host/name'\n").unwrap();
        assert!(config.database_is_postgres());
        assert!(!format!("{config:?}").contains("wombat"));
    }
}
