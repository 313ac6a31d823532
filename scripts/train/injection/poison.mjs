// Puts commands into clean documents, as BIPIA does.

/** @returns {{text: string, start: number, end: number}} the text, and the place of the command in it */
export function poison(text, command, place) {
  const at = place === "start" ? 0 : place === "end" ? text.length : middleOf(text);
  const before = at === 0 ? "" : `${text.slice(0, at).trimEnd()}\n`;
  const after = at === text.length ? "" : `\n${text.slice(at).trimStart()}`;
  // BIPIA writes commands into a line as often as between lines.
  const isInline = place === "middle" && command.length % 2 === 0;
  const start = isInline ? before.trimEnd().length + 1 : before.length;
  const whole = isInline ? `${before.trimEnd()} ${command} ${after.trimStart()}` : before + command + after;
  return { text: whole, start, end: start + command.length };
}

/** Returns the end of a sentence or line near the middle. */
function middleOf(text) {
  const half = Math.floor(text.length / 2);
  const end = text.slice(half).search(/[.!?]\s|\n/);
  return end < 0 ? text.length : half + end + 1;
}
