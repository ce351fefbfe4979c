// Arabic, Persian, N'Ko, Devanagari, Bengali, Gurmukhi, Gujarati, Odia, Tamil, Telugu, Kannada, Malayalam, Sinhala, Thai, Lao,
// Tibetan, Burmese, Shan, Khmer, Mongolian, …, full-width: every script's nine follow on its zero.
const ZEROS = Array.from(
  '\u0660\u06f0\u07c0\u0966\u09e6\u0a66\u0ae6\u0b66\u0be6\u0c66\u0ce6\u0d66\u0de6\u0e50\u0ed0\u0f20\u1040\u1090\u17e0\u1810' +
    '\u1946\u19d0\u1a80\u1a90\u1b50\u1bb0\u1c40\u1c50\ua620\ua8d0\ua900\ua9d0\ua9f0\uaa50\uabf0\uff10',
);
const atFrom = (zero: string, value: number) => String.fromCharCode(zero.charCodeAt(0) + value);
const NATIVE = new RegExp(`[${ZEROS.map((zero) => `${zero}-${atFrom(zero, 9)}`).join('')}]`, 'g');

/** A text whose digits are 0 to 9, each in its place: ١٩٩٥, १९९५ and 1995 are one year. */
export const withPlainDigits = (text: string): string =>
  text.replace(NATIVE, (digit) => {
    const zero = ZEROS.findLast((each) => each <= digit) ?? digit;
    return String(digit.charCodeAt(0) - zero.charCodeAt(0));
  });
