//! Values as templates hand them over: a template gives references, and references to references.

use crate::domain::campaign_state::CampaignState;
use crate::domain::day::Day;
use crate::domain::role::Role;
use crate::domain::sector::Sector;
use crate::domain::time::Time;
use crate::domain::translation::TranslationState;

/// Something that stands for a `T`, however often it is borrowed.
pub trait Plain<T> {
    /// The value itself.
    fn plain(&self) -> T;
}

impl<T, X: Plain<T> + ?Sized> Plain<T> for &X {
    fn plain(&self) -> T {
        (**self).plain()
    }
}

/// A language of a text, shown by the name that its speakers use.
pub trait Spoken {
    /// The tag.
    fn tag(&self) -> &str;
    /// The name.
    fn own_name(&self) -> &str;
}

macro_rules! is_itself {
    ($($kind:ty),*) => {
        $(impl Plain<$kind> for $kind {
            fn plain(&self) -> $kind {
                *self
            }
        })*
    };
}

is_itself!(i64, Time, Day, Role, Sector, CampaignState, TranslationState);

/// Counts of every width. A count that does not fit is shown as the largest that does.
macro_rules! counts {
    ($($kind:ty),*) => {
        $(impl Plain<i64> for $kind {
            fn plain(&self) -> i64 {
                i64::try_from(*self).unwrap_or(i64::MAX)
            }
        })*
    };
}

counts!(u64, usize, u32, u16, u8, i32);
