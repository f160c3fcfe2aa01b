//! A picture of a screen as a small PNG file: 256 colours, which is all that a screen of words and bars needs.
//!
//! The colours that occur most are kept as they are; the rest, the soft edges of letters, take the nearest of them. The
//! file is a third of what it would be.
//!
//! Edges: the picture is taken as opaque. Equal pictures give equal bytes.

use std::collections::HashMap;

use crate::ui::painter::Picture;

/// As many colours as one byte can name.
const MOST: usize = 256;

type Colour = [u8; 3];

/// The picture as a PNG file of few colours.
///
/// # Errors
/// When the picture has no pixels, or not the number of bytes its size asks for.
pub(super) fn png(picture: &Picture) -> Result<Vec<u8>, png::EncodingError> {
    let kept = kept(picture);
    let mut known: HashMap<Colour, u8> = HashMap::new();
    let pixels: Vec<u8> = colours(picture)
        .map(|colour| {
            *known
                .entry(colour)
                .or_insert_with(|| nearest(&kept, colour))
        })
        .collect();
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, picture.width, picture.height);
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_palette(kept.concat());
    encoder.set_filter(png::Filter::NoFilter);
    encoder.set_deflate_compression(png::DeflateCompression::Level(9));
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&pixels)?;
    writer.finish()?;
    Ok(file)
}

fn colours(picture: &Picture) -> impl Iterator<Item = Colour> {
    picture
        .rgba
        .chunks_exact(4)
        .map(|pixel| [pixel[0], pixel[1], pixel[2]])
}

/// The colours that occur most.
fn kept(picture: &Picture) -> Vec<Colour> {
    let mut counts: HashMap<Colour, usize> = HashMap::new();
    for colour in colours(picture) {
        *counts.entry(colour).or_default() += 1;
    }
    let mut found: Vec<(Colour, usize)> = counts.into_iter().collect();
    found.sort_by(|(a, m), (b, n)| n.cmp(m).then(a.cmp(b)));
    found.truncate(MOST);
    found.into_iter().map(|(colour, _)| colour).collect()
}

fn nearest(kept: &[Colour], colour: Colour) -> u8 {
    let far = |held: &Colour| -> u32 {
        let apart = held
            .iter()
            .zip(colour)
            .map(|(a, b)| u32::from(a.abs_diff(b)));
        apart.map(|d| d * d).sum()
    };
    let at = (0..kept.len()).min_by_key(|at| far(&kept[*at]));
    at.and_then(|at| u8::try_from(at).ok()).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_colours_stay_as_they_are_and_many_take_the_nearest() {
        let of = |colours: &[Colour], width: u32| Picture {
            width,
            height: colours.len() as u32 / width,
            rgba: colours
                .iter()
                .flat_map(|c| [c[0], c[1], c[2], 255])
                .collect(),
        };
        let few = of(&[[1, 2, 3], [9, 9, 9], [1, 2, 3], [0, 0, 0]], 2);
        assert_eq!(kept(&few), [[1, 2, 3], [0, 0, 0], [9, 9, 9]]);
        let mut many: Vec<Colour> = (0..=255).flat_map(|n| [[n, 0, 0]; 2]).collect();
        many.extend([[200, 1, 0], [200, 0, 1]]);
        let many = of(&many, 2);
        assert_eq!(kept(&many).len(), MOST);
        assert_eq!(
            kept(&many)[usize::from(nearest(&kept(&many), [200, 1, 0]))],
            [200, 0, 0]
        );
        assert_eq!(png(&many).unwrap(), png(&many).unwrap());
    }
}
