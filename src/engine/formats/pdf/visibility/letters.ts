/** White space, and marks that PDF.js leaves out of its text. */
const UNWRITTEN = /[\s\p{Cf}]/gu;
const FORMAT_MARK = /^\p{Cf}$/u;
/** Letters of single characters, which occur again and again. */
const known = new Map<string, string>();
/** Maximum number of characters whose letters are kept. */
const MAX_KNOWN = 5000;

/** Returns the letters of a text that can be counted: decomposed, without white space and marks of formatting. */
export function readLetters(text: string): string {
  const letters = known.get(text);
  if (letters !== undefined) return letters;
  const read = text.normalize("NFKD").replaceAll(UNWRITTEN, "");
  if (text.length <= 2 && known.size < MAX_KNOWN) known.set(text, read);
  return read;
}

/** Returns whether PDF.js leaves a character out without moving on, such as a soft hyphen. */
export function isFormatMark(text: string): boolean {
  return text > "\u00A0" && FORMAT_MARK.test(text);
}
