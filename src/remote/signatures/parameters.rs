//! The grammar of a draft-cavage Signature header. What its parameters mean is in `cavage`.

use super::SignatureError;

const MOST_PARAMETERS: usize = 16;

/// Splits `name="value",name=123` into its parts. White space around commas is borne, as some peers send it.
pub(super) fn parameters(field: &str) -> Result<Vec<(&str, &str)>, SignatureError> {
    let mut parameters: Vec<(&str, &str)> = Vec::new();
    let mut rest = field.trim();
    while !rest.is_empty() {
        if parameters.len() == MOST_PARAMETERS {
            return Err(SignatureError::TooLarge);
        }
        let (name, after) =
            rest.split_once('=').ok_or(SignatureError::Malformed("a parameter has no value"))?;
        if name.is_empty()
            || !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-')
        {
            return Err(SignatureError::Malformed("a parameter has no name"));
        }
        if parameters.iter().any(|(known, _)| known.eq_ignore_ascii_case(name)) {
            return Err(SignatureError::Duplicate("a parameter"));
        }
        let (value, after) = parameter_value(after)?;
        parameters.push((name, value));
        let after = after.trim_start();
        rest = match after.strip_prefix(',') {
            Some(next) if !next.trim().is_empty() => next.trim_start(),
            None if after.is_empty() => after,
            _ => return Err(SignatureError::Malformed("parameters are not parted by single commas")),
        };
    }
    Ok(parameters)
}

/// A quoted string without escapes, or a bare number; and what follows it.
fn parameter_value(text: &str) -> Result<(&str, &str), SignatureError> {
    if let Some(inner) = text.strip_prefix('"') {
        let (value, after) =
            inner.split_once('"').ok_or(SignatureError::Malformed("a quote is not closed"))?;
        if value.contains('\\') {
            return Err(SignatureError::Malformed("a value has an escape"));
        }
        return Ok((value, after));
    }
    let length = text.bytes().take_while(u8::is_ascii_digit).count();
    if length == 0 {
        return Err(SignatureError::Malformed("a parameter has no value"));
    }
    Ok(text.split_at(length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_read_with_and_without_spaces() {
        let read = parameters(r#"keyId="a,b=c" , created=12,  headers="x y""#).expect("sound");
        assert_eq!(read, [("keyId", "a,b=c"), ("created", "12"), ("headers", "x y")]);
    }

    #[test]
    fn a35_broken_parameters_are_errors() {
        let many = vec![r#"a="b""#; 200].join(",");
        let numbered: Vec<String> = (0..200).map(|number| format!("a{number}=1")).collect();
        for text in [
            r#"a="b"#,
            r"a=b",
            "a",
            "=",
            r#"="b""#,
            r#"a="b"c="d""#,
            r#"a="b",,c="d""#,
            r#"a="b","#,
            r#"a="\"""#,
            r#"a="b",A="c""#,
            r#"a b="c""#,
            "é=1",
            &many,
            &numbered.join(","),
        ] {
            assert!(parameters(text).is_err(), "{text}");
        }
    }
}
