// Makes labelled examples of labelled texts: as they are, with other values in their places, and in other writing.
import { extractFeatures } from "../../../dist/guard/matching/personal-data/sequence/extract-features.js";
import { withoutNames } from "../../../dist/guard/matching/personal-data/sequence/gazetteers.js";
import { beginLabel, insideLabel, sequenceTypes } from "../../../dist/guard/matching/personal-data/sequence/labels.js";
import { splitTokens } from "../../../dist/guard/matching/personal-data/sequence/split-tokens.js";
import { noiseText } from "./noise-texts.mjs";
import { ownTemplates } from "./own-templates.mjs";

/** Kinds of the slots of our own templates, where they differ from the slot's name. */
const kindOfSlot = {
  NAME: "PERSON",
  FIRST: "PERSON",
  LAST: "PERSON",
  CITY: "GPE",
  COUNTRY: "GPE",
  STREET: "STREET_ADDRESS",
  PREFIX: "TITLE",
  JOB: "TITLE",
};
/** Number of texts without entities that look like some. */
const NOISE_TEXTS = 800;
/**
 * Share of values whose words the gazetteers pretend not to know, since most names of the world are in none. Peoples
 * are.
 */
const unknownShare = (type) => (type === "NRP" ? 0.05 : 0.4);

/** Returns an example of a labelled text. */
export function exampleOf({ text, spans }, gazetteers, { chance }) {
  const tokens = splitTokens(text);
  const labels = new Uint8Array(tokens.texts.length);
  const classes = gazetteers.classesOf(tokens.texts);
  for (const { start, end, type } of spans) {
    const kind = sequenceTypes.indexOf(type);
    if (kind < 0) continue;
    const isUnknown = chance(unknownShare(type));
    const first = tokens.starts.findIndex((at) => at >= start);
    const last = tokens.starts.findLastIndex((at) => at < end);
    for (let index = first; index <= last; index++) {
      labels[index] = index === first ? beginLabel(kind) : insideLabel(kind);
      if (isUnknown) classes[index] = withoutNames(classes[index]);
    }
  }
  return { features: extractFeatures(tokens.texts, classes), labels };
}

/** Returns a labelled text of one of our own templates. */
export function fillOwnTemplate(template, source, general) {
  return fill(
    template.split(/(\{[A-Z_#a-z]+\})/).map((piece) => {
      const slot = /^\{(.+)\}$/.exec(piece)?.[1];
      if (slot === undefined) return { text: piece };
      if (slot === "#") return { text: source.valueOf("NUMBER") };
      if (slot === "word") return { text: source.pick(general) };
      return { text: source.valueOf(slot), type: kindOfSlot[slot] ?? slot };
    }),
  );
}

/** Returns a labelled text with its values replaced by others, some of them from other texts. */
export function refill({ text, spans }, source, known) {
  const pieces = [];
  let read = 0;
  for (const span of [...spans].sort((left, right) => left.start - right.start)) {
    if (span.start < read) continue;
    pieces.push({ text: text.slice(read, span.start) }, { text: otherValue(span, source, known), type: span.type });
    read = span.end;
  }
  pieces.push({ text: text.slice(read) });
  return fill(pieces);
}

function otherValue(span, source, known) {
  const slot = slotOf(span);
  if (slot === "DIGITS") return source.digits(span.value.length);
  const isKept = slot === span.type && source.chance(0.4);
  const value = isKept ? undefined : source.valueOf(slot);
  return value ?? source.pick(known.get(span.type));
}

/** Returns the slot for a value of the same form: a name alone stays one, a street stays one. */
function slotOf({ type, value }) {
  if (type === "TITLE") return value.length < 6 ? "PREFIX" : "JOB";
  if (type === "PERSON") return /\s/.test(value.trim()) ? "NAME" : "SINGLE_NAME";
  if (type !== "STREET_ADDRESS") return type;
  if (/^\d+$/.test(value)) return "DIGITS";
  if (/^(?:Apt\.|Suite) \d+$/.test(value)) return "SECONDARY";
  return value.length < 25 ? "STREET" : type;
}

function fill(pieces) {
  let text = "";
  const spans = [];
  for (const piece of pieces) {
    if (piece.type !== undefined)
      spans.push({ start: text.length, end: text.length + piece.text.length, type: piece.type, value: piece.text });
    text += piece.text;
  }
  return { text, spans };
}

/** Returns a text in another writing of the same length: in lower case, in capitals, or without its marks. */
export function rewrite(sample, { below }) {
  const way = below(4);
  const change =
    way < 2
      ? (text) => text.toLowerCase()
      : way === 2
        ? (text) => text.toUpperCase()
        : (text) => text.replace(/[.,:;!?"']/g, " ");
  const text = change(sample.text);
  return text.length === sample.text.length ? { ...sample, text } : sample;
}

/**
 * Returns the examples to train with.
 *
 * @param samples  labelled texts
 * @param options  `gazetteers`, `source` of values, `general` words, sentences of `prose` without entities, and `size`:
 *   how often each template is filled
 */
export function makeExamples(samples, { gazetteers, source, general, prose, size }) {
  const known = new Map();
  for (const { type, value } of samples.flatMap(({ spans }) => spans))
    known.set(type, [...(known.get(type) ?? []), value]);
  const byTemplate = new Map(samples.map((sample) => [sample.template_id, sample]));
  const texts = [...samples];
  for (let round = 0; round < size; round++) {
    for (const sample of byTemplate.values()) texts.push(refill(sample, source, known));
    for (const template of ownTemplates) texts.push(fillOwnTemplate(template, source, general));
  }
  for (const text of prose) texts.push({ text, spans: [] });
  for (let count = 0; count < NOISE_TEXTS; count++) texts.push({ text: noiseText(source, general), spans: [] });
  const others = texts.filter(() => source.chance(0.3)).map((sample) => rewrite(sample, source));
  return [...texts, ...others].map((sample) => exampleOf(sample, gazetteers, source));
}
