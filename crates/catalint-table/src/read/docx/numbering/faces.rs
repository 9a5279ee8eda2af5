//! Numbers as Word writes them.

use super::super::super::numerals;

/// A number in a format of Word's; none where it is not known.
pub(super) fn number(format: &str, n: u32) -> Option<String> {
    const SERIES: [(&str, &str); 8] = [
        ("ideographTraditional", "甲乙丙丁戊己庚辛壬癸"),
        ("ideographZodiac", "子丑寅卯辰巳午未申酉戌亥"),
        ("decimalEnclosedCircle", "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"),
        ("decimalEnclosedCircleChinese", "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"),
        ("decimalEnclosedFullstop", "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"),
        ("decimalEnclosedParen", "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"),
        ("ideographEnclosedCircle", "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"),
        ("upperLetter", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    ];
    let nth = usize::try_from(n).ok()?.checked_sub(1);
    if let Some((_, letters)) = SERIES.iter().find(|(name, _)| *name == format) {
        let count = letters.chars().count();
        // A … Z, AA … ZZ: the same letter again. The others end.
        let again = if format == "upperLetter" { nth? / count + 1 } else { 1 };
        let letter = letters.chars().nth(if again > 1 { nth? % count } else { nth? })?;
        return (again < 40).then(|| std::iter::repeat_n(letter, again).collect());
    }
    match format {
        "decimal" | "decimalHalfWidth" => Some(n.to_string()),
        "decimalZero" => Some(format!("{n:02}")),
        "decimalFullWidth" | "decimalFullWidth2" => {
            Some(n.to_string().chars().filter_map(|c| char::from_u32(u32::from(c) + 0xFEE0)).collect())
        }
        "numberInDash" => Some(format!("- {n} -")),
        "lowerLetter" => number("upperLetter", n).map(|text| text.to_ascii_lowercase()),
        "upperRoman" => roman(n),
        "lowerRoman" => roman(n).map(|text| text.to_ascii_lowercase()),
        "chineseCounting" | "taiwaneseCounting" if n >= 100 => Some(numerals::digits(n)),
        "chineseCounting"
        | "chineseCountingThousand"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "japaneseCounting" => numerals::words(n, false),
        "chineseLegalSimplified" => numerals::words(n, true),
        "ideographDigital" | "taiwaneseDigital" => Some(numerals::digits(n)),
        _ => None,
    }
}

fn roman(n: u32) -> Option<String> {
    const PARTS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut left = Some(n).filter(|n| (1..4000).contains(n))?;
    let mut out = String::new();
    for (value, letters) in PARTS {
        while left >= value {
            out += letters;
            left -= value;
        }
    }
    Some(out)
}
