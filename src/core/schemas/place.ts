import { z } from "zod";
import type { Location, Span } from "../index.ts";

export const count = z.int().min(0);
export const text = z.string();
export const number = z.number();
/** SHA-256 in hexadecimal. */
export const hash = z.string().regex(/^[0-9a-f]{64}$/);

export const span: z.ZodType<Span> = z
  .object({ start: count, end: count })
  .refine(({ start, end }) => start <= end)
  .meta({ id: "Span", description: "Half open, in UTF-16 code units." });

const box = z.object({ x: number, y: number, width: number, height: number });

export const location: z.ZodType<Location> = z
  .union([
    z.strictObject({ page: count, boxes: z.array(box) }),
    z.strictObject({ sheet: text, cells: text }),
    z.strictObject({ slide: count }),
    z.strictObject({ anchor: text }),
  ])
  .meta({
    id: "Location",
    description: "A place in the original file; pages and slides count from 1, boxes are in points.",
  });

/** What leaves out no field, whether it may be absent or not: a field that a schema does not know is lost. */
export type WholeOf<Value> = z.ZodObject<{ readonly [Key in keyof Value]-?: z.ZodType }>;
