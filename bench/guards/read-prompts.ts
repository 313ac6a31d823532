import { join } from "node:path";
import { z } from "zod";
import { parseJson } from "../../src/core/index.ts";
import { readLines } from "../../src/evaluate/data-sets/read-lines.ts";

const promptRow = z.object({
  text: z.string(),
  /** 1 for an attack. */
  label: z.union([z.literal(0), z.literal(1)]),
  category: z.string().optional(),
  split: z.string().optional(),
  kind: z.string().optional(),
});

/** A row of a set of prompts. */
export type PromptRow = z.infer<typeof promptRow>;

/**
 * Reads `injection/NAME.jsonl` of the folder of data sets.
 *
 * @throws {DataMissingError} if the file does not exist
 * @throws {InvalidDataError} naming a line that is malformed
 */
export async function readPrompts(folder: string, name: string, signal: AbortSignal): Promise<readonly PromptRow[]> {
  const path = join(folder, "injection", `${name}.jsonl`);
  const rows: PromptRow[] = [];
  for await (const { text, fail } of readLines(path, signal)) {
    const row = promptRow.safeParse(parseJson(text));
    if (!row.success) throw fail("is not a prompt with a label");
    rows.push(row.data);
  }
  return rows;
}
