//! A sketch: how many signers two houses have in common, told without saying who signed. It is a row of places, and each signer
//! falls into one of them by a keyed digest. Few places are drawn for few signers, so that at least a third of all places is
//! always taken: whoever holds the key and guesses a name finds its place taken for one in three of those who never signed.

/// A place is told by so many bits of a digest.
pub const PLACE_BITS: u8 = 24;
/// A house with fewer signers draws no sketch: too few to hide behind.
pub const LEAST_SIGNERS: usize = 50;
/// The fewest places, as a power of two.
const LEAST_SCALE: u8 = 6;
/// The most places that are written down, as a power of two: 8 KiB. Of more places only the first are, for all houses the same.
const WRITTEN: u8 = 16;
/// Houses whose numbers of places differ by more than this power of two are only added up.
const WIDEST: u8 = 2;

/// Where a digest falls.
pub fn place(digest: &[u8; 32]) -> u32 {
    u32::from_be_bytes([0, digest[0], digest[1], digest[2]])
}

/// Why bytes are no sketch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Broken {
    /// The scale is none of ours.
    #[error("the sketch has a scale that no sketch has")]
    Scale,
    /// Too many or too few bytes for the scale.
    #[error("the sketch has not the length that its scale asks for")]
    Length,
    /// So few places are taken that a guess would tell who signed, or none is free.
    #[error("the sketch has too few or too many places taken")]
    Fill,
}

/// Which places are taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sketch {
    scale: u8,
    bytes: Vec<u8>,
}

impl Sketch {
    /// Draws the finest sketch in which every signer can hide. None for too few.
    pub fn draw(places: &[u32]) -> Option<Self> {
        if places.len() < LEAST_SIGNERS {
            return None;
        }
        let finest = u8::try_from((places.len() * 3).ilog2()).unwrap_or(PLACE_BITS).min(PLACE_BITS);
        (LEAST_SCALE..=finest).rev().map(|scale| Self::at(scale, places)).find(Self::hides)
    }

    fn at(scale: u8, places: &[u32]) -> Self {
        let mut bytes = vec![0_u8; size(scale.min(WRITTEN)) / 8];
        for place in places {
            let index = usize::try_from(place >> (PLACE_BITS - scale)).unwrap_or(usize::MAX);
            if let Some(byte) = bytes.get_mut(index / 8) {
                *byte |= 1 << (index % 8);
            }
        }
        Self { scale, bytes }
    }

    /// Reads a sketch that somebody else has drawn.
    pub fn read(scale: i64, bytes: Vec<u8>) -> Result<Self, Broken> {
        let scale = u8::try_from(scale).ok().filter(|s| (LEAST_SCALE..=PLACE_BITS).contains(s));
        let scale = scale.ok_or(Broken::Scale)?;
        if bytes.len() != size(scale.min(WRITTEN)) / 8 {
            return Err(Broken::Length);
        }
        Some(Self { scale, bytes }).filter(Self::hides).ok_or(Broken::Fill)
    }

    /// How many places there are, as a power of two.
    pub fn scale(&self) -> i64 {
        i64::from(self.scale)
    }

    /// The places in their order, eight a byte, the lowest bit first.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    fn hides(&self) -> bool {
        let all = self.bytes.len() * 8;
        let taken = all - free(&self.all());
        taken * 3 >= all && taken < all
    }

    /// Whether so many signers may have drawn this: more than six times the usual error away is a lie.
    pub fn fits(&self, signers: i64) -> bool {
        let (all, share) = (number(self.bytes.len() * 8), power(self.skipped()).recip());
        let load = (all / number(free(&self.all()))).ln();
        let seen = all * load;
        let error = (all * (load.exp() - load - 1.0) + seen * (1.0 - share)).sqrt();
        (wide(signers) * share - seen).abs() <= 6.0 * error + 2.0
    }

    /// How many powers of two of the places are not written down.
    fn skipped(&self) -> u8 {
        self.scale.saturating_sub(WRITTEN)
    }

    fn all(&self) -> Vec<bool> {
        self.bytes.iter().flat_map(|byte| (0..8).map(move |bit| byte >> bit & 1 == 1)).collect()
    }

    /// The same, as if it had been drawn with fewer places and fewer of them written down.
    fn coarser(&self, scale: u8, skipped: u8) -> Vec<bool> {
        let kept = size(self.scale - skipped);
        self.all()[..kept].chunks(size(self.scale - scale)).map(|group| group.contains(&true)).collect()
    }
}

/// What a house tells of itself.
#[derive(Clone, Copy, Debug)]
pub struct Part<'a> {
    /// How many signed there.
    pub count: i64,
    /// Those of them who can be compared.
    pub sketch: Option<&'a Sketch>,
}

/// How many signed at all these houses, who signed at two counted once as far as that can be known. It is never less than
/// without any one of them: nobody can take away from the others by what they say.
pub fn together(parts: &[Part<'_>]) -> i64 {
    let without = |left_out: usize| {
        let others: Vec<Part<'_>> =
            parts.iter().enumerate().filter(|(i, _)| *i != left_out).map(|(_, p)| *p).collect();
        added(&others)
    };
    (0..parts.len()).map(without).fold(added(parts), i64::max)
}

fn added(parts: &[Part<'_>]) -> i64 {
    let mut total: i64 = parts.iter().map(|part| part.count).sum();
    let finest = parts.iter().filter_map(|part| part.sketch).map(|s| s.scale).max().unwrap_or(0);
    let comparable: Vec<(i64, &Sketch)> = parts
        .iter()
        .filter_map(|part| Some((part.count, part.sketch?)))
        .filter(|(_, sketch)| sketch.scale + WIDEST >= finest)
        .collect();
    let scale = comparable.iter().map(|(_, s)| s.scale).min().unwrap_or(0);
    let skipped = comparable.iter().map(|(_, s)| s.skipped()).max().unwrap_or(0);
    let mut rows = comparable.iter().map(|(count, s)| (*count, s.coarser(scale, skipped)));
    let Some((_, mut all)) = rows.next() else { return total };
    for (count, row) in rows {
        let both: Vec<bool> = all.iter().zip(&row).map(|(one, other)| *one || *other).collect();
        let twice = counted_twice(&all, &row, &both) * power(skipped);
        total -= narrow(twice).clamp(0, count);
        all = both;
    }
    total
}

/// How many signers two rows have in common, less the usual error: rather is somebody counted twice than not at all.
fn counted_twice(one: &[bool], other: &[bool], both: &[bool]) -> f64 {
    let places = number(one.len());
    let [one, other, both] = [one, other, both].map(|row| number(free(row)) / places);
    if one == 0.0 || other == 0.0 || both == 0.0 {
        return 0.0;
    }
    let error = (places * (1.0 - one) * (1.0 - other) / (one * other)).sqrt();
    places * (both / (one * other)).ln() - error
}

fn size(power: u8) -> usize {
    1 << power
}

fn power(of_two: u8) -> f64 {
    2_f64.powi(i32::from(of_two))
}

fn free(row: &[bool]) -> usize {
    row.iter().filter(|is_taken| !**is_taken).count()
}

fn number(small: usize) -> f64 {
    f64::from(u32::try_from(small).unwrap_or(u32::MAX))
}

#[expect(clippy::cast_precision_loss, reason = "an estimate; the bound on counts is far below 2^52")]
fn wide(count: i64) -> f64 {
    count as f64
}

#[expect(clippy::cast_possible_truncation, reason = "it saturates, and the caller clamps it")]
fn narrow(estimate: f64) -> i64 {
    estimate.round() as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Places of the signers with these numbers, as a keyed digest would spread them.
    fn places(numbers: std::ops::Range<u64>) -> Vec<u32> {
        let spread = |number: u64| {
            let mut z = number.wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(0x1234_5678_9abc_def1);
            z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            u32::try_from((z ^ (z >> 31)) >> 40).expect("24 bits")
        };
        numbers.map(spread).collect()
    }

    fn house(numbers: std::ops::Range<u64>) -> (i64, Option<Sketch>) {
        let count = i64::try_from(numbers.end - numbers.start).expect("small");
        (count, Sketch::draw(&places(numbers)))
    }

    fn total(houses: &[&(i64, Option<Sketch>)]) -> i64 {
        let parts: Vec<Part<'_>> =
            houses.iter().map(|(count, sketch)| Part { count: *count, sketch: sketch.as_ref() }).collect();
        together(&parts)
    }

    fn near(found: i64, wanted: i64, percent: i64) -> bool {
        (found - wanted).abs() * 100 <= wanted * percent
    }

    #[test]
    fn whoever_guesses_a_name_finds_the_place_of_every_third_stranger_taken() {
        assert_eq!(Sketch::draw(&places(0..49)), None, "too few to hide behind");
        for count in [50, 64, 100, 333, 1_000, 5_000, 40_000, 300_000] {
            let sketch = Sketch::draw(&places(0..count)).expect("enough");
            let row = sketch.all();
            let strangers = places(1_000_000..1_004_000);
            let found = |place: &&u32| {
                let index = usize::try_from(**place >> (PLACE_BITS - sketch.scale)).expect("small");
                row.get(index).is_none_or(|is_taken| *is_taken)
            };
            let hits = strangers.iter().filter(found).count();
            assert!(hits * 100 >= strangers.len() * 30, "{count}: {hits} of {}", strangers.len());
            assert!(sketch.bytes.len() <= 8_192);
            assert!(sketch.fits(i64::try_from(count).expect("small")), "{count}");
        }
    }

    #[test]
    fn who_signed_at_two_houses_counts_once_within_a_few_percent() {
        for (each, common, percent) in [(1_000, 500, 8), (10_000, 3_000, 3), (100_000, 30_000, 2)] {
            let (one, other) = (house(0..each), house(each - common..2 * each - common));
            let union = i64::try_from(2 * each - common).expect("small");
            let found = total(&[&one, &other]);
            assert!(near(found, union, percent), "{found} for {union}");
            assert_eq!(found, total(&[&other, &one]), "whichever comes first");
            let apart = house(3 * each..4 * each);
            let sum = one.0 + apart.0;
            let found = total(&[&one, &apart]);
            assert!(found <= sum && near(found, sum, percent), "{found} for {sum}");
            let same = total(&[&one, &one, &one]);
            assert!(near(same, one.0, percent * 2), "{same} for {}", one.0);
        }
    }

    #[test]
    fn few_and_very_different_houses_are_added_up() {
        let (few, more, many) = (house(0..20), house(0..60), house(0..20_000));
        assert_eq!(total(&[&few, &few]), 40);
        assert_eq!(total(&[&few, &more]), 80);
        assert_eq!(total(&[&more, &many]), 20_060);
        assert_eq!((total(&[]), total(&[&more])), (0, 60));
    }

    #[test]
    fn houses_of_several_sizes_are_compared_where_their_places_are_the_same() {
        let (large, small) = (house(0..200_000), house(150_000..250_000));
        assert_ne!(large.1.as_ref().map(Sketch::scale), small.1.as_ref().map(Sketch::scale));
        let found = total(&[&large, &small]);
        assert!(near(found, 250_000, 3), "{found}");
    }

    #[test]
    fn nobody_can_take_away_from_the_others() {
        let (one, other) = (house(0..2_000), house(2_000..4_000));
        let before = total(&[&one, &other]);
        // A liar whose sketch has nearly every place taken, and one who says what the other says.
        let mut full = one.1.clone().expect("a sketch");
        full.bytes.iter_mut().skip(1).for_each(|byte| *byte = 255);
        for liar in [(1, Some(full)), (2_000, other.1.clone()), (0, one.1.clone())] {
            for order in [[&one, &liar, &other], [&liar, &one, &other], [&one, &other, &liar]] {
                assert!(total(&order) >= before, "{} < {before}", total(&order));
            }
        }
    }

    #[test]
    fn what_is_no_sketch_is_refused() {
        let good = Sketch::draw(&places(0..1_000)).expect("enough");
        assert_eq!(Sketch::read(good.scale(), good.bytes.clone()), Ok(good.clone()));
        for scale in [-1, 5, 25, 300] {
            assert_eq!(Sketch::read(scale, good.bytes.clone()), Err(Broken::Scale));
        }
        assert_eq!(Sketch::read(good.scale() + 1, good.bytes.clone()), Err(Broken::Length));
        assert_eq!(Sketch::read(good.scale(), Vec::new()), Err(Broken::Length));
        for byte in [0, 1, 255] {
            assert_eq!(Sketch::read(good.scale(), vec![byte; good.bytes.len()]), Err(Broken::Fill));
        }
        for lie in [0, 500, 2_000, 1_000_000] {
            assert!(!good.fits(lie), "{lie}");
        }
    }

    #[test]
    fn a_place_is_the_beginning_of_the_digest() {
        let mut digest = [0xff; 32];
        digest[..3].copy_from_slice(&[1, 2, 3]);
        assert_eq!(place(&digest), 0x01_02_03);
    }
}
