//! What in a cell is one person's own: a name as people write it, and the numbers that pupils, patients and workers have.
//!
//! A pupil's number is a letter and twelve digits (or eleven and a letter, where it is temporary), as the Department for
//! Education's guide to unique pupil numbers lays down. An NHS number is ten digits, of which the last is eleven less the
//! remainder by eleven of the other nine weighed from ten down to two (NHS Data Dictionary). A National Insurance number
//! is two letters, six digits and a letter from A to D.
//!
//! Edges: a name cannot be told from a street by its shape. A column is of names where most cells are a few words with
//! capitals, none of them a word for a place, and a good share begins with a first name that many bear.

/// First names that many in England bear; enough of them are in any list of people, whatever the rest are called.
#[rustfmt::skip]
const FIRST: [&str; 150] = [
    "Aaron", "Abdul", "Adam", "Ahmed", "Aisha", "Alan", "Alex", "Alexander", "Alfie", "Ali", "Alice", "Amanda", "Amelia",
    "Amina", "Amy", "Andrew", "Angela", "Ann", "Anna", "Anne", "Anthony", "Archie", "Arthur", "Ava", "Barbara", "Ben",
    "Benjamin", "Beth", "Brian", "Callum", "Cara", "Carol", "Caroline", "Charles", "Charlie", "Charlotte", "Chloe",
    "Chris", "Christine", "Christopher", "Claire", "Daniel", "David", "Deborah", "Dev", "Diane", "Dylan", "Edward", "Ella",
    "Ellie", "Emily", "Emma", "Eva", "Evie", "Fatima", "Fiona", "Florence", "Fred", "Freddie", "Freya", "Gary", "George",
    "Grace", "Graham", "Hannah", "Harriet", "Harry", "Hassan", "Heather", "Helen", "Henry", "Ian", "Ibrahim", "Isabella",
    "Isla", "Jack", "Jacob", "Jake", "James", "Jane", "Janet", "Jason", "Jean", "Jennifer", "Jessica", "Joan", "Joanne",
    "Joe", "John", "Jonathan", "Joseph", "Joshua", "Julie", "Karen", "Kate", "Kevin", "Laura", "Leo", "Lewis", "Liam",
    "Lily", "Linda", "Lisa", "Lucas", "Lucy", "Luke", "Margaret", "Maria", "Mark", "Martin", "Mary", "Maryam", "Matthew",
    "Max", "Mia", "Michael", "Michelle", "Mohammed", "Muhammad", "Nicola", "Noah", "Oliver", "Olivia", "Oscar", "Patricia",
    "Paul", "Peter", "Philip", "Poppy", "Priya", "Rachel", "Rebecca", "Richard", "Robert", "Ruby", "Samuel", "Sarah",
    "Simon", "Sophia", "Sophie", "Stephen", "Steven", "Susan", "Thomas", "Tom", "Tracey", "William", "Yusuf", "Zainab",
    "Zoe",
];
/// Last words of places, which are named after people.
#[rustfmt::skip]
const PLACES: [&str; 40] = [
    "road", "street", "lane", "avenue", "close", "drive", "way", "place", "square", "gardens", "terrace", "crescent",
    "court", "hill", "green", "park", "school", "academy", "college", "centre", "hall", "house", "church", "library",
    "hospital", "ward", "estate", "town", "village", "city", "bridge", "station", "market", "bay", "island", "common",
    "fields", "wood", "primary", "nursery",
];

/// Whether most of these texts are people's names.
pub(super) fn are_names(values: &[String]) -> bool {
    let n = values.len();
    let is_known = |value: &&String| {
        let first = value.split([' ', '-']).next().unwrap_or_default();
        is_name(value) && FIRST.contains(&first)
    };
    let shaped = values.iter().filter(|value| is_name(value)).count();
    let known = values.iter().filter(is_known).count();
    n >= 3 && shaped * 10 >= n * 6 && known >= 2 && known * 4 >= n
}

/// Two to four words of letters with capitals, the last of them no word for a place.
fn is_name(text: &str) -> bool {
    if text.len() > 60 {
        return false;
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    let is_word = |word: &&str| {
        word.starts_with(char::is_uppercase)
            && word
                .chars()
                .all(|c| c.is_alphabetic() || "-'’.".contains(c))
    };
    let last = words
        .last()
        .map(|word| word.to_lowercase())
        .unwrap_or_default();
    (2..=4).contains(&words.len()) && words.iter().all(is_word) && !PLACES.contains(&last.as_str())
}

/// Whether a text is a pupil's number or a National Insurance number.
pub(super) fn is_person_number(text: &str) -> bool {
    if text.len() > 16 {
        return false;
    }
    let bare: Vec<u8> = text
        .bytes()
        .filter(|b| *b != b' ')
        .map(|b| b.to_ascii_uppercase())
        .collect();
    let is = |pattern: &[u8]| {
        let fits = |(byte, kind): (&u8, &u8)| match kind {
            b'9' => byte.is_ascii_digit(),
            b'D' => (b'A'..=b'D').contains(byte),
            _ => byte.is_ascii_uppercase(),
        };
        bare.len() == pattern.len() && bare.iter().zip(pattern).all(fits)
    };
    is(b"A999999999999") || is(b"A99999999999A") || is(b"AA999999D")
}

/// Whether a text is an NHS number with its check digit.
pub(super) fn is_nhs_number(text: &str) -> bool {
    if text.len() > 12
        || !text
            .bytes()
            .all(|b| b.is_ascii_digit() || matches!(b, b' ' | b'-'))
    {
        return false;
    }
    let digits = text.bytes().filter(u8::is_ascii_digit);
    let digits: Vec<u32> = digits.map(|b| u32::from(b - b'0')).collect();
    let Some((check, nine)) = digits.split_last().filter(|(_, nine)| nine.len() == 9) else {
        return false;
    };
    let weighed: u32 = (2..=10)
        .rev()
        .zip(nine)
        .map(|(weight, digit)| weight * digit)
        .sum();
    // Eleven stands for nought; ten is no number that is given out.
    (11 - weighed % 11) % 11 == *check
}
