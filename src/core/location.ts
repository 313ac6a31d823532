import type { Span } from "./span.ts";

/** A rectangle on a page in PDF points (1/72 inch), origin at the top left of the page as it is shown. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A place in the original file; pages and slides count from 1. */
export type Location =
  | { readonly page: number; readonly boxes: readonly Box[] }
  | { readonly sheet: string; readonly cells: string }
  | { readonly slide: number }
  | { readonly anchor: string };

/** One entry of a location map: this span of the document's text stands at this place of the original. */
export interface LocatedSpan {
  readonly span: Span;
  readonly location: Location;
}

/** From spans to places of the original; sorted by `span.start`, without overlap, possibly with gaps. */
export type LocationMap = readonly LocatedSpan[];
