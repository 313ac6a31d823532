// Queries that are made to cost as much as possible, by kind, from a seed.
import { createRandom, wordOf } from "./generate.mjs";

const MAX_CHARACTERS = 10_000;
const VOCABULARY = 20_000;

/** Yields the queries of each kind: `[kind, queries]`, together about `count`. */
export function* hostileQueries(seed, count) {
  const random = createRandom(seed);
  const below = (limit) => Math.floor(random() * limit);
  const repeat = (part, characters = MAX_CHARACTERS) => part.repeat(Math.max(1, Math.floor(characters / part.length)));
  const join = (draw, separator = " ", characters = MAX_CHARACTERS) => {
    const parts = [];
    for (let size = 0; size < characters; size += parts.at(-1).length + separator.length) parts.push(draw());
    return parts.join(separator).slice(0, characters);
  };
  const letters = (length) => Array.from({ length }, () => "abcdefghijklmnopqrstuvwxyz"[below(26)]).join("");
  const common = () => wordOf(below(200));
  const rare = () => wordOf(below(VOCABULARY));
  const misspelled = () => {
    const word = wordOf(200 + below(VOCABULARY));
    const at = 1 + below(word.length - 1);
    return `${word.slice(0, at)}${letters(1)}${word.slice(at)}`;
  };
  const draws = {
    "one long word": () => letters([20, 30, 31, 40, 80, 500, 9_900][below(7)]),
    "one letter repeated": () => repeat("a", [30, 500, 9_900][below(3)]),
    "unknown words": () => join(() => letters(8 + below(22))),
    "eight misspelled words": () => Array.from({ length: 8 }, misspelled).join(" "),
    "common words": () => join(common),
    "different words": () => join(rare),
    "one word repeated": () => repeat(`${common()} `),
    prefixes: () => join(() => `${wordOf(below(200)).slice(0, 3)}*`, " ", [60, MAX_CHARACTERS][below(2)]),
    "a phrase of common words": () => `"${join(common, " ", [12, 30, 60][below(3)])}"`,
    "many phrases": () => join(() => `"${common()} ${common()}"`),
    "a phrase and words": () => `"${common()} ${common()} ${common()}" ${join(common, " ", 500)}`,
    "quotation marks": () => repeat(['"', '"a" ', "“", "„“ ", "«a» ", '"a'][below(6)]),
    "question marks": () => `list all ${repeat("?")}a`,
    spaces: () => `a${repeat(" ")}a`,
    "dots in a word": () => `a${repeat(".")}a`,
    identifiers: () => join(() => letters(1 + below(3)), "."),
    hyphens: () => join(() => letters(3), "-"),
    digits: () => join(() => String(below(10 ** 9)), [".", ",", " ", "", "-"][below(5)]),
    dates: () => join(() => `${1 + below(28)} March ${1_990 + below(40)}`),
    "combining marks": () => `e${repeat("\u0301")}`,
    "letters with marks": () => repeat("é\u0323 "),
    Chinese: () => join(() => String.fromCodePoint(0x4e00 + below(5_000)), ""),
    Korean: () => join(() => String.fromCodePoint(0xac00 + below(11_000)), ""),
    Thai: () => join(() => String.fromCodePoint(0x0e01 + below(46)), ""),
    "mixed scripts": () =>
      join(
        () => String.fromCodePoint([97, 0x430, 0x3b1, 0x4e00, 0x5d0, 0xe01][below(6)] + below(20)),
        ["", " "][below(2)],
      ),
    "lone surrogates": () => join(() => String.fromCharCode(0xd800 + below(2_048)), ""),
    brackets: () => repeat(["(", "[a](", "((a)) ", "a (A) "][below(4)]),
    pronouns: () => repeat(["it ", "that one ", "their fee ", "the second "][below(4)]),
    "a survey of the": () => `list all ${repeat("the ")}`,
    capitals: () => join(() => letters(2).toUpperCase()),
  };
  const each = Math.max(2, Math.ceil(count / Object.keys(draws).length));
  for (const [kind, draw] of Object.entries(draws)) yield [kind, Array.from({ length: each }, draw)];
}
