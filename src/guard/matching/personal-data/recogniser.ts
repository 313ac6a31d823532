import type { Span } from "../../../core/index.ts";

/** A possible piece of personal data in a text. */
export interface Candidate {
  readonly span: Span;
  /** Certainty by its form alone, from 0 to 1. */
  readonly score: number;
}

/** Finds one kind of personal data. */
export interface Recogniser {
  /** Kind of what it finds, by the names of Microsoft Presidio where it has one, such as `CREDIT_CARD`. */
  readonly type: string;
  /** Countries whose identifiers it finds, ISO 3166-1 in lower case; absent if it is not bound to a country. */
  readonly countries?: readonly string[];
  /**
   * Words that occur near such data. They raise its score.
   */
  readonly context: readonly string[];
  /** Words before a candidate that name something else, such as an order number. They lower its score. */
  readonly otherContext: readonly string[];
  /**
   * Finds candidates in time linear in the text, in its order. Recognisers with the same function share what it finds.
   */
  readonly find: (text: string) => Iterable<Candidate>;
}

/** Words before numbers that identify things and not people. */
export const thingWords: readonly string[] = [
  "order invoice ticket tracking parcel shipment serial part article item model case reference ref transaction",
  "batch lot sku isbn issn doi po build release version commit hash checksum job bestellnummer rechnung",
  "sendungsnummer artikelnummer",
].flatMap((line) => line.split(" "));
