//! Classes of characters that matter in Chinese text: hanzi, width, punctuation.

/// A Chinese character.
pub(crate) fn is_hanzi(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}')
        || c == '〇'
}

/// A character that is set as wide as it is high in Chinese text, punctuation included: words of these are written
/// without spaces between them.
pub(crate) fn is_cjk(c: char) -> bool {
    is_one_em(c) || matches!(c, '“' | '”' | '‘' | '’' | '…' | '—')
}

/// A character that is as wide as high in every face with hanzi. What Latin has too (“ ” — … ·) is not.
pub(crate) fn is_one_em(c: char) -> bool {
    matches!(c,
        '\u{2e80}'..='\u{a4cf}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}'
        | '\u{ff01}'..='\u{ff60}' | '\u{ffe0}'..='\u{ffe6}' | '\u{20000}'..='\u{3ffff}')
}

/// The number of a character, as Unicode writes it: `U+4E00`.
pub(crate) fn code_point(c: char) -> String {
    format!("U+{:04X}", u32::from(c))
}

/// Punctuation or a symbol, of those that stand in Chinese text, and of ASCII.
pub(crate) fn is_punctuation(c: char) -> bool {
    c.is_ascii_punctuation()
        || matches!(c,
            '·' | '×' | '÷' | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}'
            | '\u{2190}'..='\u{22ff}' | '\u{25a0}'..='\u{27bf}' | '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3020}' | '〰'
            | '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}' | '\u{ff3b}'..='\u{ff40}' | '\u{ff5b}'..='\u{ff65}'
            | '\u{ffe0}'..='\u{ffe6}')
}

/// Is a line end in a source a space in the text? Between words it is, between hanzi, or a hanzi and a digit, it is
/// nothing; a `${name}` is what stands in Chinese text. Nothing before or after is no word.
pub(crate) fn line_end_is_space(before: Option<char>, after: Option<char>) -> bool {
    let wide = |c: char| is_cjk(c) || matches!(c, '$' | '}' | '\u{fffc}');
    let beside = |c: char| is_cjk(c) || c.is_ascii_digit();
    match (before, after) {
        (Some(before), Some(after)) => {
            !(wide(before) && wide(after) || is_cjk(before) && beside(after) || beside(before) && is_cjk(after))
        }
        (None, Some(c)) | (Some(c), None) => !wide(c),
        (None, None) => false,
    }
}

/// Lines as one: at each line end a space or nothing, the room around it taken away.
pub(crate) fn in_one_line(text: &str) -> String {
    let mut joined = String::with_capacity(text.len());
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let before = joined.chars().next_back();
        if before.is_some() && line_end_is_space(before, line.chars().next()) {
            joined.push(' ');
        }
        joined.push_str(line);
    }
    joined
}

/// Digits, letters and signs of full width as those of half width (the block FF01 to FF5E), and dashes as hyphens.
pub(crate) fn half_width(text: &str) -> String {
    let narrow = |character: char| match character {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(character as u32 - 0xfee0).unwrap_or(character),
        '\u{3000}' => ' ',
        '—' | '–' | '−' | '‐' | '‑' => '-',
        other => other,
    };
    text.chars().map(narrow).collect()
}
