/**
 * Finds the texts that a library masked, from the text and its masked copy, in which a mark stands for each masked
 * place.
 *
 * The text between two marks is looked for in the original, so that every place begins and ends where the copy says. If
 * several readings are possible, each place is as short as possible. Masked places are never empty.
 *
 * @param text    original
 * @param masked  copy with marks
 * @param mark    pattern of a mark with the flag `g`, whose first group is the type
 * @returns       spans {start, end, type} in the order of the text
 * @throws {Error} if the copy does not come from the text
 */
export function findMasked(text, masked, mark) {
  const types = [];
  let pattern = "";
  let end = 0;
  for (const match of masked.matchAll(mark)) {
    pattern += `${literal(masked.slice(end, match.index))}(.+?)`;
    types.push(match[1]);
    end = match.index + match[0].length;
  }
  if (types.length === 0) return [];
  const match = new RegExp(`^${pattern}${literal(masked.slice(end))}$`, "ds").exec(text);
  if (match === null) throw new Error("The masked text does not come from the text.");
  return types.map((type, index) => {
    const [start, end] = match.indices[index + 1];
    return { type, start, end };
  });
}

const literal = (text) => text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
