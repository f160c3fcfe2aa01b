//! The typefaces that are bundled, once for the window, the pictures and the documents, so that words look and measure the
//! same in all of them. What each is and its licence: `assets/fonts/README.md`.

/// The family in its ordinary weight; its digits are all one width.
pub const REGULAR: &[u8] = include_bytes!("../../assets/fonts/IBMPlexSans-Regular.ttf");
/// The heavier weight of the family.
pub const SEMIBOLD: &[u8] = include_bytes!("../../assets/fonts/IBMPlexSans-SemiBold.ttf");
/// Signs that the family lacks.
pub const SIGNS: &[u8] = include_bytes!("../../assets/fonts/NotoSansSymbols2-subset.ttf");
/// Arabic letters.
pub const ARABIC: &[u8] = include_bytes!("../../assets/fonts/NotoSansArabic-subset.ttf");
/// Hebrew letters.
pub const HEBREW: &[u8] = include_bytes!("../../assets/fonts/NotoSansHebrew-subset.ttf");

/// Both weights of the family, for a picture.
pub const FAMILY: [&[u8]; 2] = [REGULAR, SEMIBOLD];
