import { z } from "zod";

const offset = z.int().min(0);

/** What a language model said of a section and what held; spans count from the section's beginning. */
const partialSchema = z.object({
  statements: z.array(
    z.object({
      text: z.string().min(1),
      layout: z.enum(["sentence", "line"]),
      spans: z.array(z.object({ start: offset, end: offset })).min(1),
    }),
  ),
});

export type PartialResult = z.infer<typeof partialSchema>;

/** Undefined for what has another shape: then the section is read again. */
export function parsePartial(record: string): PartialResult | undefined {
  try {
    return partialSchema.safeParse(JSON.parse(record)).data;
  } catch {
    // Not JSON: the same as another shape.
    return undefined;
  }
}
