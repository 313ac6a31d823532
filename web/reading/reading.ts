import type { Answer, Location, Passage, Span } from "../../src/core/index.ts";
import type { Verdict } from "../pieces/index.ts";

/** Cited span of a document. Its number is its position in the answer's list of places, from 1. */
export interface Place {
  readonly number: number;
  readonly documentId: string;
  readonly span: Span;
  readonly quote: string;
  readonly location?: Location | undefined;
  /** Hash of the cited version; absent while the answer is streamed. */
  readonly contentHash?: string;
}

export interface Sentence {
  readonly text: string;
  /** Absent until the sentence is checked. */
  readonly verdict?: Verdict;
  readonly why: string;
  /** Numbers of places, ascending. */
  readonly places: readonly number[];
}

export interface Reading {
  readonly sentences: readonly Sentence[];
  readonly places: readonly Place[];
}

type Cited = Omit<Place, "number">;

/** Adds citations as places. Equal spans, and spans within others of the same sentence, become one place. */
export function addPlaces(
  places: readonly Place[],
  cited: readonly Cited[],
): { readonly places: readonly Place[]; readonly numbers: readonly number[] } {
  const all = [...places];
  const numbers = new Set<number>();
  for (const one of cited) {
    if (cited.some((other) => isWithin(one, other) && !isSame(one, other))) continue;
    const known = all.find((place) => isSame(place, one));
    const number = known?.number ?? all.length + 1;
    if (known === undefined) all.push({ ...one, number });
    numbers.add(number);
  }
  return { places: all, numbers: [...numbers].sort((a, b) => a - b) };
}

const isSame = (one: Cited, other: Cited): boolean =>
  one.documentId === other.documentId && one.span.start === other.span.start && one.span.end === other.span.end;

const isWithin = (one: Cited, other: Cited): boolean =>
  one.documentId === other.documentId && other.span.start <= one.span.start && one.span.end <= other.span.end;

/** Returns the sentences of an answer and the places that they cite; none for an abstention. */
export function readAnswer(answer: Answer): Reading {
  if (answer.status === "abstained") return { sentences: [], places: [] };
  let places: readonly Place[] = [];
  const sentences = answer.claims.map(({ span, verdict, why, citations }): Sentence => {
    const added = addPlaces(
      places,
      citations.flatMap((index) => {
        const citation = answer.citations[index];
        if (citation === undefined) return [];
        const { documentId, quote, location, contentHash } = citation;
        return [{ documentId, span: citation.span, quote, contentHash, location }];
      }),
    );
    places = added.places;
    return { text: answer.text.slice(span.start, span.end), verdict, why, places: added.numbers };
  });
  return { sentences, places };
}

export interface PlaceWords {
  readonly title: string;
  /** Last heading above the place; empty if there is none. */
  readonly heading: string;
  /** Place in the original, such as `page 14` or `slide 3`; empty if the original has no such places. */
  readonly at: string;
}

/** Describes a place by its passage. */
export function describePlace(place: Place, passages: readonly Passage[]): PlaceWords {
  const hit = passages
    .map((passage) => passage.hit)
    .find(
      ({ documentId, span }) =>
        documentId === place.documentId && span.start <= place.span.start && place.span.end <= span.end,
    );
  const any = hit ?? passages.find(({ hit: { documentId } }) => documentId === place.documentId)?.hit;
  return {
    title: any?.title ?? "Document",
    heading: hit?.headingPath.at(-1) ?? "",
    at: describeLocation(place.location ?? hit?.location),
  };
}

export function describeLocation(location: Location | undefined): string {
  if (location === undefined || "anchor" in location) return "";
  if ("page" in location) return `page ${location.page}`;
  if ("slide" in location) return `slide ${location.slide}`;
  return `${location.sheet}, ${location.cells.includes(":") ? "cells" : "cell"} ${location.cells}`;
}

/** Returns a quote for reading: dots replace the bars between the cells of a table row. */
export function sayQuote(quote: string): string {
  if (!/\s\|\s|^\|/.test(quote)) return quote;
  return quote
    .split("\n")
    .map((line) => line.replaceAll(/^\s*\|\s*|\s*\|\s*$/g, "").replaceAll(/\s*(?<!\\)\|\s*/g, " · "))
    .join("\n");
}
