// Sequences that drive a terminal: CSI (colours, cursor), OSC and the like (titles, links, clipboard).
// biome-ignore lint/suspicious/noControlCharactersInRegex: it looks for control characters
const SEQUENCES = /\u001b(?:\[[0-?]*[ -/]*[@-~]|[\]PX^_][\s\S]*?(?:\u0007|\u001b\\|$)|[ -/]*[0-~])/gu;
// biome-ignore lint/suspicious/noControlCharactersInRegex: it looks for control characters
const COLOR = /^\u001b\[\d{1,2}m$/u;
// All control characters except tab and line end, and the marks that change the writing direction, which can hide text.
// biome-ignore lint/suspicious/noControlCharactersInRegex: it looks for control characters
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
/** A private-use character that marks the place of a colour code while the other codes are removed. */
const PLACEHOLDER = "\ue000";

export interface SanitizeOptions {
  /** Leaves plain colour and weight codes, for text that was coloured after its parts were sanitised. */
  readonly keepColors?: boolean;
}

/** Removes everything from a text that could drive a terminal or hide text on it: documents are not trusted. */
export function sanitizeText(text: string, { keepColors = false }: SanitizeOptions = {}): string {
  const colors: string[] = [];
  const withoutSequences = text.replaceAll(PLACEHOLDER, "").replace(SEQUENCES, (sequence) => {
    if (!keepColors || !COLOR.test(sequence)) return "";
    colors.push(sequence);
    return PLACEHOLDER;
  });
  return withoutSequences.replace(CONTROLS, "").replaceAll(PLACEHOLDER, () => colors.shift() ?? "");
}

/** Returns a text as one sanitised line, with each run of white space as one space. */
export function oneLine(text: string): string {
  return sanitizeText(text).replace(/\s+/gu, " ").trim();
}

/** Returns the beginning of a text as one line, cut after a whole word, with `…` if it is longer than `length`. */
export function shortLine(text: string, length: number): string {
  const line = oneLine(text);
  return line.length <= length ? line : `${line.slice(0, length).replace(/(?:^|\s)\S*$/u, "")}…`;
}
