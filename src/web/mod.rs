//! Door: public pages and the desk, rendered here.
