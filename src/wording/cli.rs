//! What the floor says.
