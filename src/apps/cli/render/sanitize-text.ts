// Sequences by which a text could drive the terminal: CSI (colours, cursor), OSC and the like (titles, links, clipboard).
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const SEQUENCES = /\u001b(?:\[[0-?]*[ -/]*[@-~]|[\]PX^_][\s\S]*?(?:\u0007|\u001b\\|$)|[ -/]*[0-~])/gu;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const COLOR = /^\u001b\[\d{1,2}m$/u;
// All control characters but tab and line end; marks that turn the direction of writing, which can hide what is said.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/**
 * Takes out of a text what could drive a terminal or hide text on it; documents are not to be trusted.
 *
 * @param options  `keepColors` leaves plain colour and weight codes, for text that has been coloured after its
 *                 parts were sanitised
 */
export function sanitizeText(text: string, options: { readonly keepColors?: boolean } = {}): string {
  const colors: string[] = [];
  const HOLD = "\ue000";
  const held = text.replaceAll(HOLD, "").replace(SEQUENCES, (sequence) => {
    if (options.keepColors !== true || !COLOR.test(sequence)) return "";
    colors.push(sequence);
    return HOLD;
  });
  return held.replace(CONTROLS, "").replaceAll(HOLD, () => colors.shift() ?? "");
}

/** One line of a text for a list or a table: sanitised, with every run of white space as one space. */
export function oneLine(text: string): string {
  return sanitizeText(text).replace(/\s+/g, " ").trim();
}
