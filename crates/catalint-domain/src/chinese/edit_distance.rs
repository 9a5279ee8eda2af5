//! The nearest of some known words.

/// The word that is clearly nearest to `written`: at most a third of its letters differ
/// (never more than 3), and no other word is as near.
#[must_use]
pub fn nearest<'w>(written: &str, words: impl IntoIterator<Item = &'w str>) -> Option<&'w str> {
    nearest_of(written, words.into_iter().map(|word| (word, word)))
}

/// The same where a thing has several spellings: what the clearly nearest spelling stands for.
/// Two spellings of one thing that are equally near do not compete.
#[must_use]
pub fn nearest_of<'w, T: PartialEq>(written: &str, spellings: impl IntoIterator<Item = (&'w str, T)>) -> Option<T> {
    let letters: Vec<char> = written.chars().take(64).collect();
    let limit = (letters.len() / 3).clamp(1, 3);
    let mut best: Option<(usize, T)> = None;
    let mut tie = false;
    for (word, thing) in spellings {
        let Some(distance) = distance(&letters, word, limit) else { continue };
        match &best {
            Some((known, _)) if distance > *known => {}
            Some((known, other)) if distance == *known => tie |= *other != thing,
            _ => (best, tie) = (Some((distance, thing)), false),
        }
    }
    best.filter(|_| !tie).map(|(_, thing)| thing)
}

/// Letters to insert, delete, replace or swap with their neighbour, if at most `limit`.
fn distance(a: &[char], word: &str, limit: usize) -> Option<usize> {
    let length = word.chars().count();
    // Each letter that the word does not have is a change; most words end here.
    if a.len().abs_diff(length) > limit || a.iter().filter(|&&c| !word.contains(c)).nth(limit).is_some() {
        return None;
    }
    let b: Vec<char> = word.chars().collect();
    let mut rows = [(0..=b.len()).collect(), vec![0; b.len() + 1], vec![0; b.len() + 1]];
    for i in 1..=a.len() {
        rows.rotate_right(1);
        let [now, last, older] = &mut rows;
        now[0] = i;
        for j in 1..=b.len() {
            let same = usize::from(a[i - 1] != b[j - 1]);
            now[j] = (last[j - 1] + same).min(last[j] + 1).min(now[j - 1] + 1);
            let swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if swapped {
                now[j] = now[j].min(older[j - 2] + 1);
            }
        }
    }
    Some(rows[0][b.len()]).filter(|&d| d <= limit)
}
