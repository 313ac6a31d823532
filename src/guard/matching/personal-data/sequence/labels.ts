/** Kinds that the sequence model finds, by the names of Microsoft Presidio's test data. */
export const sequenceTypes = [
  "PERSON",
  "GPE",
  "ORGANIZATION",
  "STREET_ADDRESS",
  "ZIP_CODE",
  "DATE_TIME",
  "AGE",
  "NRP",
  "TITLE",
  "PHONE_NUMBER",
] as const;

/**
 * Label of a token outside all entities. The labels after it begin (odd) and continue (even) the kinds in their order.
 */
export const OUTSIDE = 0;

/** Number of labels: outside, and two for each kind. */
export const labelCount = 1 + 2 * sequenceTypes.length;

/** Returns the label of the first token of a kind. */
export const beginLabel = (type: number): number => 1 + 2 * type;

/** Returns the label of the other tokens of a kind. */
export const insideLabel = (type: number): number => 2 + 2 * type;

/** Returns the index of a label's kind; -1 for `OUTSIDE`. */
export const typeOfLabel = (label: number): number => (label === OUTSIDE ? -1 : (label - 1) >> 1);

/** Returns whether a label begins an entity. */
export const isBegin = (label: number): boolean => label % 2 === 1;

/**
 * Returns whether a label may follow another: a label that continues an entity needs one of the same kind before it.
 */
export function mayFollow(label: number, before: number): boolean {
  return label === OUTSIDE || isBegin(label) || typeOfLabel(label) === typeOfLabel(before);
}

/** Returns the first label that a label may follow. The labels up to `lastBefore` are the others. */
export const firstBefore = (label: number): number => (label === OUTSIDE || isBegin(label) ? 0 : label - 1);

/** Returns the last label that a label may follow. */
export const lastBefore = (label: number): number => (label === OUTSIDE || isBegin(label) ? labelCount - 1 : label);

const allowedPairs = Array.from({ length: labelCount * labelCount }, (_, place) => place).filter((place) =>
  mayFollow(place % labelCount, Math.floor(place / labelCount)),
);

/**
 * The pairs of labels that may follow each other: the label before, the label, and the place in tables of before ×
 * label.
 */
export const labelPairs = {
  befores: Uint8Array.from(allowedPairs, (place) => Math.floor(place / labelCount)),
  labels: Uint8Array.from(allowedPairs, (place) => place % labelCount),
  places: Uint16Array.from(allowedPairs),
} as const;
