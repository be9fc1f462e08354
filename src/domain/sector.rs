//! What campaigns are about: a small vocabulary that every coalition shares, so that causes find each other. Whatever it
//! lacks is said with free tags.

use serde::{Deserialize, Serialize};

macro_rules! sectors {
    ($($name:ident $word:literal $readable:literal,)*) => {
        /// A field of work.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum Sector {
            $(
                #[doc = $readable]
                #[serde(rename = $word)]
                $name,
            )*
        }

        impl Sector {
            /// Every sector.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The word that rows, documents and commands say.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $word),* }
            }

            /// What readers see.
            pub fn readable(self) -> &'static str {
                match self { $(Self::$name => $readable),* }
            }
        }
    };
}

sectors! {
    Culture "culture" "Culture and heritage",
    Democracy "democracy" "Democracy and elections",
    DigitalRights "digital-rights" "Digital rights and privacy",
    Disability "disability" "Rights of people with disabilities",
    Education "education" "Education and science",
    Environment "environment" "Environment and climate",
    Food "food" "Food, land and farming",
    Health "health" "Health and care",
    Housing "housing" "Housing and the city",
    Indigenous "indigenous-rights" "Rights of indigenous peoples",
    Justice "justice" "Justice and prisons",
    Labour "labour" "Work and unions",
    Lgbtqi "lgbtqi-rights" "LGBTQI rights",
    Migration "migration" "Migration and asylum",
    Minorities "minorities" "Rights of minorities",
    Peace "peace" "Peace and disarmament",
    Poverty "poverty" "Poverty and social security",
    Press "press-freedom" "Freedom of the press and of speech",
    Transparency "transparency" "Transparency and corruption",
    Women "womens-rights" "Women's rights",
    Youth "youth" "Children and youth",
}

impl Sector {
    /// Reads the word; `None` when there is no such sector.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|sector| sector.as_str() == word)
    }
}

#[cfg(test)]
mod tests {
    use super::Sector;

    #[test]
    fn words_and_sectors_are_the_same_everywhere() {
        for sector in Sector::ALL {
            assert_eq!(Sector::parse(sector.as_str()), Some(*sector));
            let kept = serde_json::to_string(sector).expect("a word");
            assert_eq!(kept, format!("\"{}\"", sector.as_str()));
        }
        assert_eq!(Sector::parse("Housing"), None);
    }
}
