//! Reads the pieces of structured field values (RFC 8941), byte by byte. What they are is defined in `structured`.

use super::SignatureError;
use super::structured::{Bare, Item, Member, Parameters};
use base64::Engine;
use base64::alphabet;
use base64::engine::DecodePaddingMode;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig};

const MOST_ITEMS: usize = 32;
const MOST_PARAMETERS: usize = 16;
const MOST_DIGITS: usize = 15;

/// RFC 8941 asks readers to bear base64 without its padding.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// The rest of a text that is being read. Every method either consumes bytes, or fails.
pub(super) struct Reader<'a> {
    pub(super) rest: &'a [u8],
}

impl Reader<'_> {
    /// What follows a key: a value, a list, or nothing, which means true.
    pub(super) fn member(&mut self) -> Result<Member, SignatureError> {
        if !self.take(b'=') {
            return Ok(Member::Item(Item { value: Bare::Boolean(true), parameters: self.parameters()? }));
        }
        if !self.take(b'(') {
            return Ok(Member::Item(self.item()?));
        }
        let mut items = Vec::new();
        loop {
            self.skip(b" ");
            if self.take(b')') {
                return Ok(Member::List(items, self.parameters()?));
            }
            if items.len() == MOST_ITEMS {
                return Err(SignatureError::TooLarge);
            }
            items.push(self.item()?);
            if !matches!(self.rest.first(), Some(b' ' | b')')) {
                return Err(SignatureError::Malformed("a list is not closed"));
            }
        }
    }

    fn item(&mut self) -> Result<Item, SignatureError> {
        Ok(Item { value: self.bare()?, parameters: self.parameters()? })
    }

    fn parameters(&mut self) -> Result<Parameters, SignatureError> {
        let mut parameters: Parameters = Vec::new();
        while self.take(b';') {
            if parameters.len() == MOST_PARAMETERS {
                return Err(SignatureError::TooLarge);
            }
            self.skip(b" ");
            let key = self.key()?;
            if parameters.iter().any(|(known, _)| *known == key) {
                return Err(SignatureError::Duplicate("a parameter"));
            }
            let value = if self.take(b'=') { self.bare()? } else { Bare::Boolean(true) };
            parameters.push((key, value));
        }
        Ok(parameters)
    }

    fn bare(&mut self) -> Result<Bare, SignatureError> {
        match self.rest.first() {
            Some(b'"') => self.text(),
            Some(b':') => self.bytes(),
            Some(b'?') => self.boolean(),
            Some(b'-' | b'0'..=b'9') => self.integer(),
            Some(byte) if byte.is_ascii_alphabetic() || *byte == b'*' => Ok(Bare::Token(
                self.word(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~:/".contains(&byte)),
            )),
            _ => Err(SignatureError::Malformed("a value is missing")),
        }
    }

    fn text(&mut self) -> Result<Bare, SignatureError> {
        let mut text = String::new();
        let mut bytes = self.rest.iter().enumerate().skip(1);
        while let Some((place, byte)) = bytes.next() {
            match byte {
                b'"' => {
                    self.rest = &self.rest[place + 1..];
                    return Ok(Bare::Text(text));
                }
                b'\\' => match bytes.next() {
                    Some((_, escaped @ (b'"' | b'\\'))) => text.push(char::from(*escaped)),
                    _ => return Err(SignatureError::Malformed("a string has a wrong escape")),
                },
                b' '..=b'~' => text.push(char::from(*byte)),
                _ => break,
            }
        }
        Err(SignatureError::Malformed("a string is not closed"))
    }

    fn bytes(&mut self) -> Result<Bare, SignatureError> {
        let malformed = SignatureError::Malformed("base64 is broken or not closed");
        let inner = &self.rest[1..];
        let length = inner.iter().position(|byte| *byte == b':').ok_or(malformed)?;
        let bytes = BASE64.decode(&inner[..length]).map_err(|_| malformed)?;
        self.rest = &inner[length + 1..];
        Ok(Bare::Bytes(bytes))
    }

    fn boolean(&mut self) -> Result<Bare, SignatureError> {
        let truth = match self.rest {
            [b'?', b'0', ..] => false,
            [b'?', b'1', ..] => true,
            _ => return Err(SignatureError::Malformed("a truth value is broken")),
        };
        self.rest = &self.rest[2..];
        Ok(Bare::Boolean(truth))
    }

    fn integer(&mut self) -> Result<Bare, SignatureError> {
        let negative = self.take(b'-');
        let digits = self.word(|byte| byte.is_ascii_digit());
        if digits.len() > MOST_DIGITS || self.rest.first() == Some(&b'.') {
            return Err(SignatureError::Malformed("a number is out of range"));
        }
        let number: i64 = digits.parse().map_err(|_| SignatureError::Malformed("a number has no digits"))?;
        Ok(Bare::Integer(if negative { -number } else { number }))
    }

    /// A name in lower case.
    pub(super) fn key(&mut self) -> Result<String, SignatureError> {
        if !matches!(self.rest.first(), Some(b'a'..=b'z' | b'*')) {
            return Err(SignatureError::Malformed("a name is missing"));
        }
        Ok(self.word(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_' | b'-' | b'.' | b'*')))
    }

    fn word(&mut self, belongs: impl Fn(u8) -> bool) -> String {
        let length = self.rest.iter().position(|byte| !belongs(*byte)).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(length);
        self.rest = rest;
        word.iter().copied().map(char::from).collect()
    }

    fn take(&mut self, byte: u8) -> bool {
        let found = self.rest.first() == Some(&byte);
        if found {
            self.rest = &self.rest[1..];
        }
        found
    }

    /// Consumes this byte, or fails with this reason.
    pub(super) fn expect(&mut self, byte: u8, otherwise: &'static str) -> Result<(), SignatureError> {
        if self.take(byte) { Ok(()) } else { Err(SignatureError::Malformed(otherwise)) }
    }

    /// Consumes these bytes as long as they come.
    pub(super) fn skip(&mut self, bytes: &[u8]) {
        while self.rest.first().is_some_and(|byte| bytes.contains(byte)) {
            self.rest = &self.rest[1..];
        }
    }
}
