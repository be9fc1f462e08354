//! Who is listening now.
