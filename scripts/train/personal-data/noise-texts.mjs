// Texts without entities that look like some: tables of numbers, headings, lists, codes, and a language other than
// English.
import { allLocales } from "@faker-js/faker";

const latin = allLocales.en.lorem.word;
const capital = (word) => word.charAt(0).toUpperCase() + word.slice(1);
const small = ["of", "and", "the", "to", "in", "for", "by", "with"];

/** Returns a text without entities. */
export function noiseText(source, general) {
  const { pick, below, chance, digits } = source;
  const words = (count, list = general) => Array.from({ length: count }, () => pick(list));
  const amount = () =>
    pick([
      () => `${1 + below(999)},${digits(3)}`,
      () => `${1 + below(99)},${digits(3)},${digits(3)}`,
      () => `(${below(999)})`,
      () => `(${1 + below(99)},${digits(3)})`,
      () => `$ ${below(999)}`,
      () => `$${below(999)}.${digits(2)}`,
      () => `${below(100)}.${below(10)}%`,
      () => `${below(100)}`,
      () => "—",
      () => `${below(9999)}`,
      () => `${digits(2)} °C`,
    ])();
  const amounts = (count) => Array.from({ length: count }, amount);
  const title = (count) =>
    words(count)
      .map((word) => (chance(0.25) ? `${pick(small)} ${capital(word)}` : capital(word)))
      .join(" ");
  const code = () =>
    pick([
      () => `${pick(["SKU", "K", "ACC", "RFC", "ISO", "Q", "L", "T", "Form"])}-${below(9999)}`,
      () => digits(8).replace(/\d/g, (digit) => Number(digit).toString(16)) + pick(["a", "f", "cd"]),
      () => `v${below(9)}.${below(20)}.${below(30)}`,
      () => `${capital(pick(general))}${below(99)}`,
      () => `${digits(2)}:${digits(2)}`,
    ])();
  return pick([
    () => amounts(4 + below(10)).join(pick([" ", "  ", "\t"])),
    () =>
      `${capital(pick(general))} ${pick(general)} ${amounts(3 + below(4)).join(" ")}\n${title(2)} ${amounts(3).join(" ")}`,
    () => `$ ${amounts(2).join(" $ ")} ${words(3).join(" ")}`,
    () => title(2 + below(6)),
    () => title(2 + below(5)).toUpperCase(),
    () => `${1 + below(20)}. ${title(2 + below(4))}`,
    () => `Note ${below(20)}: ${title(3)} (Continued) ${below(200)}`,
    () =>
      `${pick(["Chapter", "Section", "Step", "Part", "Table", "Figure", "Item", "Page"])} ${below(40)}: ${title(1 + below(4))}`,
    () => words(4 + below(8)).join(", "),
    () => `- ${words(2).join(" ")}\n- ${words(3).join(" ")}\n- ${title(2)}`,
    () =>
      `${capital(words(8 + below(10), latin).join(" "))}. ${capital(words(6, latin).join(" "))}, ${words(4, latin).join(" ")}.`,
    () => `${title(2)} (${code()}), ${code()}, ${below(500)} ${pick(general)}`,
    () =>
      `The ${pick(general)} ${pick(["increased", "decreased", "grew", "fell"])} by ${amount()} to ${amount()} in the first quarter.`,
    () =>
      `The ${title(2)} ${pick(["is", "was", "has", "shows", "describes"])} ${words(4).join(" ")} and ${words(3).join(" ")}.`,
    () => `${capital(pick(general))} ${words(6).join(" ")}, ${pick(general)} ${pick(small)} ${words(3).join(" ")}.`,
  ])();
}
