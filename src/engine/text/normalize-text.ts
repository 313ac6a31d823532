// With the u flag, a surrogate pair is one character, so only unpaired surrogates match.
const unreadable = /\0|\p{Cs}/gu;

/** Maximum number of combining marks in a row. Ordering them takes time by the square of their number. */
const MAX_MARKS = 128;
/** Combining grapheme joiner: it is invisible, and marks are not ordered across it. */
const JOINER = "\u034F";
const FIRST_MARK = "\u0300".charCodeAt(0);
const mark = /\p{M}/u;

/** Characters without which a text in Latin-1 is in its normal form: no two of them are one character in NFC. */
const notPlain = /[\0\r]|[^\0-\xff]/;
/** Length of a piece that is normalised at once. Normalising takes several times the memory of a piece. */
const PIECE_CHARACTERS = 65_536;
/** Characters that join with none before them, not even in a line end. */
const separate = /[ -~]|(?<!\r)\n/g;

/**
 * Normalises a text to the form of every stored document: NFC, `\n` line ends, no byte order mark. NUL and
 * unpaired surrogates become U+FFFD. More than 128 combining marks in a row are interrupted by joiners.
 * Normalising twice gives the same as once.
 *
 * @see Unicode Standard Annex 15, section 13: Stream-Safe Text Format
 */
export function normalizeText(raw: string): string {
  const unmarked = raw.startsWith("\uFEFF") ? raw.replace(/^\uFEFF+/, "") : raw;
  if (!notPlain.test(unmarked)) return unmarked;
  if (unmarked.length <= PIECE_CHARACTERS) return normalizePiece(unmarked);
  const pieces: string[] = [];
  let isChanged = false;
  for (const piece of piecesOf(unmarked)) {
    const normalized = normalizePiece(piece);
    isChanged ||= normalized !== piece;
    pieces.push(normalized);
  }
  return isChanged ? pieces.join("") : unmarked;
}

/** Cuts a text where its pieces normalise as the whole does. */
function* piecesOf(text: string): Generator<string> {
  for (let start = 0; start < text.length; ) {
    separate.lastIndex = start + PIECE_CHARACTERS;
    const end = separate.exec(text)?.index ?? text.length;
    yield text.slice(start, end);
    start = end;
  }
}

function normalizePiece(piece: string): string {
  if (!notPlain.test(piece)) return piece;
  const readable = piece.replace(/\r\n?/g, "\n").replace(unreadable, "\uFFFD");
  // Some marks are normalised to two, so a row may grow.
  return interruptMarks(interruptMarks(readable).normalize("NFC")).normalize("NFC");
}

/** Puts a joiner into rows of marks wherever they become too long. */
function interruptMarks(text: string): string {
  if (!mark.test(text)) return text;
  const pieces: string[] = [];
  let done = 0;
  let row = 0;
  for (let place = 0; place < text.length; place++) {
    const character = characterAt(text, place);
    row = character === undefined || character === JOINER || !mark.test(character) ? 0 : row + 1;
    if (row > MAX_MARKS) {
      pieces.push(text.slice(done, place), JOINER);
      done = place;
      row = 1;
    }
    place += (character?.length ?? 1) - 1;
  }
  return pieces.length === 0 ? text : pieces.join("") + text.slice(done);
}

/** Returns the character at a place, unless it is below all marks. */
function characterAt(text: string, place: number): string | undefined {
  if (text.charCodeAt(place) < FIRST_MARK) return undefined;
  return String.fromCodePoint(text.codePointAt(place) ?? 0);
}
