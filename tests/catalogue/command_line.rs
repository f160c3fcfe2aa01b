//! What the command line itself refuses: an option that names nothing, or cannot be read.
