import { join } from "node:path";
import { z } from "zod";
import { parseJson } from "../../src/core/index.ts";
import { readLines } from "../../src/evaluate/data-sets/read-lines.ts";

const lineSchema = z.object({
  text: z.string(),
  spans: z.array(z.object({ type: z.string(), start: z.int().nonnegative(), end: z.int(), value: z.string() })),
  template_id: z.int(),
});

/** A text whose personal data is labelled. Texts of the same template differ in their personal data only. */
export type LabelledText = z.infer<typeof lineSchema>;

/** Number of parts that the templates are split into. */
const FOLDS = 5;

/** Returns the part of a template, from 0 to 4. */
export const foldOf = ({ template_id: template }: LabelledText): number => template % FOLDS;

/**
 * Reads the labelled texts of `pii/presidio-synth-v2.jsonl`.
 *
 * @throws {DataMissingError} if the file is not in the folder
 * @throws {InvalidDataError} if a line has another form
 */
export async function readPersonalData(dataFolder: string, signal: AbortSignal): Promise<readonly LabelledText[]> {
  const texts: LabelledText[] = [];
  for await (const line of readLines(join(dataFolder, "pii", "presidio-synth-v2.jsonl"), signal)) {
    const parsed = lineSchema.safeParse(parseJson(line.text));
    if (!parsed.success) throw line.fail("is not a labelled text");
    texts.push(parsed.data);
  }
  return texts;
}
