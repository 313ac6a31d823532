// Makes pairs of sentences from correct texts: one is correct, and the other is wrong in a single fact. It finds facts
// with its own patterns, so that the verifier is not measured with the patterns of the verifier.

const numberWords = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
const weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const months = "January February March April May June July August September October November December".split(" ");
const otherUnits = {
  seconds: "minutes",
  minutes: "hours",
  hours: "days",
  days: "weeks",
  weeks: "months",
  months: "years",
  years: "months",
  mg: "g",
  g: "kg",
  kg: "g",
  tonnes: "kilograms",
  ml: "l",
  litres: "millilitres",
  mm: "cm",
  cm: "mm",
  km: "m",
  metres: "kilometres",
  kilometres: "metres",
  "°C": "°F",
  pounds: "dollars",
  euros: "pounds",
  "%": "kg",
};
const units = Object.keys(otherUnits).join("|");
const amount = String.raw`(?<![\w.,:/#+-])\d+(?:[.,]\d+)*(?![\w:/-]|[.,]\d)`;
const aNumber = new RegExp(String.raw`${amount}|\b(?:${numberWords.join("|")})\b`, "g");
const patterns = {
  number: new RegExp(String.raw`\b\d{1,2}:\d{2}\b|${aNumber.source}`, "g"),
  unit: new RegExp(String.raw`(?<=(?:\d|\b(?:${numberWords.join("|")})) ?)(?:${units})(?!\w)|[€£](?=\d)`, "g"),
  date: new RegExp(
    String.raw`\b(?:${weekdays.join("|")})(?=s?\b)|(?<=\d |[Ii]n |early |late |of |since |until )(?:${months.join("|")})\b|(?<![\w€£])(?:19|20)\d\d\b(?!-)|\b\d{1,2}(?= (?:${months.join("|")})\b)`,
    "g",
  ),
  name: /(?<=[\p{Ll},:;] )\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)*/gu,
  negation: /\b(?:is|are|can|must|may|will|was|were|has|have|should)\b(?: not\b)?|\b(?:never|No|no)\b/g,
};
export const kinds = Object.keys(patterns);

/**
 * @param {string[]} texts
 * @param {{perKind: number, seed: number}} options
 * @returns {{kind: string, text: number, isReworded: boolean, twin: string, changed: string}[]} `text` is an index;
 *   twin and changed differ in one fact, and say it in other words than the text where `isReworded`
 */
export function changeFacts(texts, { perKind, seed }) {
  const random = randomOf(seed);
  const sentences = texts.flatMap((text, index) => sentencesOf(text).map((sentence) => ({ index, sentence })));
  const words = new Set(texts.flatMap((text) => text.match(/\p{L}+/gu) ?? []));
  const isName = (text) => !isCalendar(text) && text.split(" ").every((word) => !words.has(word.toLowerCase()));
  const names = [...new Set(texts.flatMap((text) => text.match(patterns.name) ?? []))].filter(isName);
  return kinds.flatMap((kind) => {
    const found = shuffled(placesOf(kind, sentences, isName), random).flatMap(({ index, sentence, match }, at) => {
      const other = replacement(kind, match[0], {
        random,
        names: names.filter((name) => !texts[index].includes(name)),
      });
      if (other === undefined || other === match[0]) return [];
      const reword = at % 2 === 0 ? (text) => text : inOtherWords;
      const wrong = sentence.slice(0, match.index) + other + sentence.slice(match.index + match[0].length);
      const [twin, changed] = [reword(sentence), reword(wrong)];
      return twin === changed || texts[index].includes(changed)
        ? []
        : [{ kind, text: index, isReworded: twin !== sentence, twin, changed }];
    });
    // Up to half of the pairs are reworded.
    const reworded = found.filter(({ isReworded }) => isReworded).slice(0, Math.ceil(perKind / 2));
    const verbatim = found.filter(({ isReworded }) => !isReworded).slice(0, perKind - reworded.length);
    return [...reworded, ...verbatim];
  });
}

function placesOf(kind, sentences, isName) {
  return sentences.flatMap(({ index, sentence }) =>
    [...sentence.matchAll(patterns[kind])]
      .filter((match) => kind !== "name" || isName(match[0]))
      .map((match) => ({ index, sentence, match })),
  );
}

function isCalendar(text) {
  return [...weekdays, ...months].some((name) => text.includes(name));
}

function replacement(kind, written, { random, names }) {
  if (kind === "number") return otherNumber(written, random);
  if (kind === "unit") return { "€": "$", "£": "€" }[written] ?? otherUnits[written];
  if (kind === "date") return otherDate(written, random);
  if (kind === "name") {
    const size = written.split(" ").length;
    return pick(
      names.filter((name) => name.split(" ").length === size),
      random,
    );
  }
  return turned(written);
}

function otherNumber(written, random) {
  const word = numberWords.indexOf(written);
  if (word >= 0)
    return pick(
      numberWords.filter((other) => other !== written),
      random,
    );
  if (written.includes(":")) {
    const [hour, minute] = written.split(":");
    return `${String((Number(hour) + 1 + Math.floor(random() * 5)) % 24).padStart(2, "0")}:${minute}`;
  }
  const factor = pick([2, 3, 10], random);
  const plain = Number(written.replaceAll(",", ""));
  const value = random() < 0.5 ? plain * factor : plain + pick([1, 2, 5], random);
  const decimals = written.split(".")[1]?.length ?? 0;
  return written.includes(",") ? value.toLocaleString("en-US") : value.toFixed(decimals);
}

function otherDate(written, random) {
  for (const names of [weekdays, months]) {
    if (names.includes(written))
      return pick(
        names.filter((name) => name !== written),
        random,
      );
  }
  if (written.length === 4) return String(Number(written) + pick([-3, -2, -1, 1, 2, 3], random));
  return String((Number(written) % 27) + 1);
}

/** Adds "not" to a sentence, or removes it. */
function turned(written) {
  if (written === "never") return "always";
  if (/^no$/i.test(written)) return written === "No" ? "A" : "a";
  return written.endsWith(" not") ? written.slice(0, -4) : `${written} not`;
}

/** Rewords a sentence by rules that keep its meaning. */
function inOtherWords(sentence) {
  const hour = (_, hours, minutes) =>
    `${Number(hours) % 12 || 12}${minutes === "00" ? "" : `:${minutes}`} ${Number(hours) < 12 ? "am" : "pm"}`;
  return sentence
    .replace(/\b(\d{1,2}):(\d{2})\b/g, hour)
    .replace(new RegExp(String.raw`\b(\d{1,2}) (${months.join("|")}) ((?:19|20)\d\d)\b`, "g"), "$2 $1, $3")
    .replace(/€(\d+(?:[.,]\d+)*)/g, "$1 euros")
    .replace(/(\d) °C/g, "$1 degrees Celsius")
    .replace(/\b(\d+(?:\.\d+)?) kg\b/g, (_, value) => `${Math.round(Number(value) * 1e6) / 1e3} g`)
    .replace(/\b48 hours\b/g, "two days")
    .replace(/\b24 hours\b/g, "one day")
    .replace(
      /(?<![\d.,:/])(\d{1,2})(?= (?:days|weeks|months|years|minutes|hours|people|beds|rooms)\b)/g,
      (text, value) => numberWords[Number(value) - 2] ?? text,
    )
    .replace(
      new RegExp(String.raw`(?<!-)\b(${numberWords.join("|")})\b(?! (?:days|weeks|months|years|minutes|hours))`, "g"),
      (word) => String(numberWords.indexOf(word) + 2),
    )
    .replace(/\b(is|are|has|have|was|were|should) not\b/g, "$1n't")
    .replace(/\bcan not\b|\bcannot\b/g, "can't")
    .replace(/, which [^,.;:]+, /, " ");
}

/** Returns the sentences of running text, without headings, tables and front matter. */
function sentencesOf(text) {
  return text
    .split(/\n\s*\n/)
    .filter((block) => !/^\s*(?:#|\||---|```)/.test(block))
    .flatMap((block) => block.split(/\n(?=\s*(?:[-*]|\d+\.) )/))
    .map((block) =>
      block
        .replace(/^\s*(?:[-*]|\d+\.) /, "")
        .replace(/\s+/g, " ")
        .trim(),
    )
    .flatMap((block) => block.split(/(?<=[\p{L}\p{N})][.!?]) (?=\p{Lu})/u))
    .filter(
      (sentence) => /[.!?]$/.test(sentence) && sentence.split(" ").length >= 5 && sentence.split(" ").length <= 45,
    );
}

function shuffled(items, random) {
  return items
    .map((item) => ({ item, key: random() }))
    .sort((one, other) => one.key - other.key)
    .map(({ item }) => item);
}

function pick(items, random) {
  return items[Math.floor(random() * items.length)];
}

/** Returns a generator of numbers from 0 to 1 that repeats for a seed (mulberry32). */
function randomOf(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
