//! What has changed between two texts, word by word, so that a reviewer reads the change and not the whole.

/// A piece of a text, compared with another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// In both.
    Same(String),
    /// Only in the newer.
    Added(String),
    /// Only in the older.
    Removed(String),
}

/// The most words of both sides that are compared one by one; what is larger is shown line by line, then as a whole.
const MOST: usize = 2_000;

/// The pieces that lead from one text to the other.
pub fn between(old: &str, new: &str) -> Vec<Piece> {
    if old == new {
        return if new.is_empty() { Vec::new() } else { vec![Piece::Same(new.to_owned())] };
    }
    let words = |text| -> Vec<String> { split(text, |c: char| c.is_whitespace()) };
    let (before, after) = (words(old), words(new));
    if before.len().saturating_mul(after.len()) <= MOST * MOST {
        return walk(&before, &after);
    }
    let lines = |text| -> Vec<String> { split(text, |c: char| c == '\n') };
    let (before, after) = (lines(old), lines(new));
    if before.len().saturating_mul(after.len()) <= MOST * MOST {
        return walk(&before, &after);
    }
    vec![Piece::Removed(old.to_owned()), Piece::Added(new.to_owned())]
}

/// Pieces that end where `ends` says, with what ends them: put together they are the text again.
fn split(text: &str, ends: impl Fn(char) -> bool) -> Vec<String> {
    text.split_inclusive(ends).map(str::to_owned).collect()
}

/// The longest row of words that both have stays; the rest was added or removed.
fn walk(before: &[String], after: &[String]) -> Vec<Piece> {
    let head = before.iter().zip(after).take_while(|(one, other)| one == other).count();
    let tail = before[head..].iter().rev().zip(after[head..].iter().rev());
    let tail = tail.take_while(|(one, other)| one == other).count();
    let (old, new) = (&before[head..before.len() - tail], &after[head..after.len() - tail]);
    let width = new.len() + 1;
    let mut longest = vec![0_u32; (old.len() + 1) * width];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            longest[i * width + j] = if old[i] == new[j] {
                longest[(i + 1) * width + j + 1] + 1
            } else {
                longest[(i + 1) * width + j].max(longest[i * width + j + 1])
            };
        }
    }
    let mut pieces = Vec::new();
    before[..head].iter().for_each(|word| push(&mut pieces, Piece::Same(word.clone())));
    let (mut i, mut j) = (0, 0);
    while i < old.len() || j < new.len() {
        if i < old.len() && j < new.len() && old[i] == new[j] {
            push(&mut pieces, Piece::Same(new[j].clone()));
            (i, j) = (i + 1, j + 1);
        } else if j == new.len()
            || (i < old.len() && longest[(i + 1) * width + j] >= longest[i * width + j + 1])
        {
            push(&mut pieces, Piece::Removed(old[i].clone()));
            i += 1;
        } else {
            push(&mut pieces, Piece::Added(new[j].clone()));
            j += 1;
        }
    }
    after[after.len() - tail..].iter().for_each(|word| push(&mut pieces, Piece::Same(word.clone())));
    pieces
}

/// Neighbours of one kind are one piece.
fn push(pieces: &mut Vec<Piece>, piece: Piece) {
    match (pieces.last_mut(), &piece) {
        (Some(Piece::Same(text)), Piece::Same(more))
        | (Some(Piece::Added(text)), Piece::Added(more))
        | (Some(Piece::Removed(text)), Piece::Removed(more)) => text.push_str(more),
        _ => pieces.push(piece),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn both(pieces: &[Piece]) -> (String, String) {
        let (mut old, mut new) = (String::new(), String::new());
        for piece in pieces {
            match piece {
                Piece::Same(text) => {
                    old.push_str(text);
                    new.push_str(text);
                }
                Piece::Added(text) => new.push_str(text),
                Piece::Removed(text) => old.push_str(text),
            }
        }
        (old, new)
    }

    #[test]
    fn the_pieces_are_both_texts_again() {
        let long = "word and more\n".repeat(3_000);
        for (old, new) in [
            ("Open the dam now.", "Open both dams now."),
            ("", "New"),
            ("Gone", ""),
            ("same", "same"),
            ("a b c d", "b c x d e"),
            (long.as_str(), "short"),
            ("one\n\ntwo", "one\n\nthree\n\ntwo"),
        ] {
            assert_eq!(both(&between(old, new)), (old.to_owned(), new.to_owned()));
        }
    }

    #[test]
    fn only_the_change_stands_out() {
        assert_eq!(
            between("Open the dam now.", "Open every dam now."),
            [
                Piece::Same("Open ".to_owned()),
                Piece::Removed("the ".to_owned()),
                Piece::Added("every ".to_owned()),
                Piece::Same("dam now.".to_owned())
            ]
        );
    }
}
