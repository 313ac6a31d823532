const ROMAN: readonly (readonly [number, string])[] = [
  [1000, "m"],
  [900, "cm"],
  [500, "d"],
  [400, "cd"],
  [100, "c"],
  [90, "xc"],
  [50, "l"],
  [40, "xl"],
  [10, "x"],
  [9, "ix"],
  [5, "v"],
  [4, "iv"],
  [1, "i"],
];
/** Maximum number that is written with letters. Nobody writes longer Roman numbers. */
const MAX_LETTERED = 4999;

/** Writes a list's number in a format of office documents. Unknown formats are written in digits. */
export function formatNumber(value: number, format: string): string {
  if (format === "none") return "";
  if (/^lower-?roman$/i.test(format)) return toRoman(value);
  if (/^upper-?roman$/i.test(format)) return toRoman(value).toUpperCase();
  if (/^lower-?letter$/i.test(format)) return toLetters(value);
  if (/^upper-?letter$/i.test(format)) return toLetters(value).toUpperCase();
  return format === "decimalZero" ? String(value).padStart(2, "0") : String(value);
}

function toRoman(value: number): string {
  if (value < 1 || value > MAX_LETTERED) return String(value);
  let left = value;
  let text = "";
  for (const [size, sign] of ROMAN) {
    for (; left >= size; left -= size) text += sign;
  }
  return text;
}

/** Writes a … z, then aa, bb, cc, as Word does. */
function toLetters(value: number): string {
  if (value < 1 || value > MAX_LETTERED) return String(value);
  return String.fromCharCode(97 + ((value - 1) % 26)).repeat(Math.ceil(value / 26));
}
