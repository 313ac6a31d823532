// Writes src/guard/normalise/confusables.json: letters of other scripts that look like one Latin letter or digit. The
// argument is Unicode's file https://www.unicode.org/Public/security/latest/confusables.txt.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const [source] = process.argv.slice(2);
if (source === undefined) throw new Error("Usage: node scripts/make-confusables.mjs CONFUSABLES.TXT");

const toText = (codes) =>
  String.fromCodePoint(
    ...codes
      .trim()
      .split(" ")
      .map((code) => Number.parseInt(code, 16)),
  );
const isLatin = (text) => /^[A-Za-z0-9]$/.test(text);
const isOtherLetter = (text) => /^\p{L}$/u.test(text) && !/\p{ASCII}/u.test(text) && text.normalize("NFKC") === text;
/** Unicode's prototype of every vertical stroke is "l". A capital letter of this shape is read as "I". */
const readAs = (letter, latin) => (latin === "l" && /\p{Lu}/u.test(letter) ? "I" : latin);

const pairs = readFileSync(source, "utf8")
  .split("\n")
  .map((line) => /^\uFEFF?([0-9A-F]+) ;\t([0-9A-F ]+) ;/.exec(line))
  .filter((match) => match !== null)
  .map(([, letter, latin]) => [toText(letter), toText(latin)])
  .filter(([letter, latin]) => isOtherLetter(letter) && isLatin(latin))
  .map(([letter, latin]) => [letter, readAs(letter, latin)])
  .sort(([left], [right]) => left.codePointAt(0) - right.codePointAt(0));
writeFileSync(
  fileURLToPath(new URL("../src/guard/normalise/confusables.json", import.meta.url)),
  `${JSON.stringify(Object.fromEntries(pairs))}\n`,
);
