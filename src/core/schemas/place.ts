import { z } from "zod";
import { readOnly } from "./read-only.ts";

export const count = z.int().min(0);
/** A number of a page, a slide or a rank, from 1. */
export const ordinal = z.int().min(1);
export const text = z.string();
export const number = z.number();
/** SHA-256 in hexadecimal. */
export const hash = z.string().regex(/^[0-9a-f]{64}$/);

export const span = readOnly(
  z
    .object({ start: count, end: count })
    .refine(({ start, end }) => start <= end)
    .meta({ id: "Span", description: "Half open, in UTF-16 code units." }),
);

/** A half-open range `[start, end)` of UTF-16 code units in a text; 0 ≤ start ≤ end ≤ text.length. */
export type Span = z.infer<typeof span>;

const box = readOnly(z.object({ x: number, y: number, width: number, height: number }));

/** A rectangle on a page in PDF points (1/72 inch). The origin is the top left of the page as shown. */
export type Box = z.infer<typeof box>;

export const location = readOnly(
  z
    .union([
      z.strictObject({ page: ordinal, boxes: z.array(box) }),
      z.strictObject({ sheet: text, cells: text }),
      z.strictObject({ slide: ordinal }),
      z.strictObject({ anchor: text }),
    ])
    .meta({
      id: "Location",
      description: "A place in the original file; pages and slides count from 1, boxes are in points.",
    }),
);

/** A place in the original file; pages and slides count from 1. */
export type Location = z.infer<typeof location>;

/** One entry of a location map: this span of the document's text is at this place of the original. */
export interface LocatedSpan {
  readonly span: Span;
  readonly location: Location;
}

/** Maps spans to places of the original; sorted by `span.start`, without overlap, possibly with gaps. */
export type LocationMap = readonly LocatedSpan[];
