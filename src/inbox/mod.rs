//! What others tell us: accept it, then apply it.
