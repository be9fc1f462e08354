//! Every setting, parsed once: the table of keys, the typed structs, and the way from file, environment and
//! flags to one `Config`. The environment is read nowhere else. What the settings do lives with whoever uses them.

mod derived;
mod error;
mod example;
mod keys;
mod load;
mod nearest;
mod range;
mod rules;
mod secret;
mod settings;
mod values;

pub use error::ConfigError;
pub use example::example;
pub use keys::{KEYS, Key, Kind, SECTIONS, Section};
pub use load::Overrides;
pub use range::{Range, RangeError};
pub use secret::Secret;
pub use settings::{
    Coalition, Config, Database, Federation, Films, Limits, LinkCards, LogFormat, Mail, MailEncryption,
    Media, Registration, RegistrationMode, Retention, Server, Storage, Synchronous,
};
