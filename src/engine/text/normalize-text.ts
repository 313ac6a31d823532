// With the u flag, a surrogate pair is one character, so only unpaired surrogates match.
const unreadable = /\0|\p{Cs}/gu;

/** Ordering combining marks takes time by the square of their number. Joiners, U+034F, end a row of marks. */
const manyMarks = /(?:(?!\u034F)\p{M}){257}/u;
const someMarks = /(?:(?!\u034F)\p{M}){128}(?=(?!\u034F)\p{M})/gu;
/** Combining grapheme joiner: it is invisible, and marks are not ordered across it. */
const JOINER = "\u034F";

/**
 * Normalises a text to the form of every stored document: NFC, `\n` line ends, no byte order mark. NUL and unpaired surrogates
 * become U+FFFD. More than 256 combining marks in a row are interrupted by joiners. Normalising twice gives the same as once.
 *
 * @see Unicode Standard Annex 15, section 13: Stream-Safe Text Format
 */
export function normalizeText(raw: string): string {
  const unmarked = raw.startsWith("\uFEFF") ? raw.replace(/^\uFEFF+/, "") : raw;
  const readable = unmarked.replace(/\r\n?/g, "\n").replace(unreadable, "\uFFFD");
  const normalized = interruptMarks(readable).normalize("NFC");
  // Some marks are normalised to two.
  return manyMarks.test(normalized) ? interruptMarks(normalized).normalize("NFC") : normalized;
}

function interruptMarks(text: string): string {
  return manyMarks.test(text) ? text.replace(someMarks, `$&${JOINER}`) : text;
}
