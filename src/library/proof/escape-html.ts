const MARKUP: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

// Characters that a reader does not see or that change the writing direction: control characters, direction marks,
// zero-width characters, and unpaired surrogates. Tabs and line ends are not among them.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const UNSEEN = /[\0-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]|\p{Cs}/gu;

/** Escapes a text for HTML. Invisible characters are named, such as `U+202E`. */
export function toHtml(text: string): string {
  return replaceUnseen(text, (name) => `<span class="unseen">${name}</span>`);
}

/** Escapes a text for a title, without elements. */
export function toPlainHtml(text: string): string {
  return replaceUnseen(text, (name) => `(${name})`);
}

function replaceUnseen(text: string, show: (name: string) => string): string {
  const escaped = text.replace(/[&<>"']/g, (character) => MARKUP[character] ?? "");
  return escaped.replace(UNSEEN, (character) => show(`U+${codeOf(character).toUpperCase()}`));
}

const codeOf = (character: string) => character.charCodeAt(0).toString(16).padStart(4, "0");

/** Escapes JSON for a script element. No `<` can end it, and it has no invisible characters. */
export function toScriptJson(json: string): string {
  return json.replaceAll("<", "\\u003c").replace(UNSEEN, (character) => `\\u${codeOf(character)}`);
}
