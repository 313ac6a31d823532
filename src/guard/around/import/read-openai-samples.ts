import { InvalidDataError, parseJson } from "../../../core/index.ts";

/** A text, and the guardrails that it should trigger or not. */
export interface GuardrailSample {
  readonly id: string;
  readonly text: string;
  /** True for each guardrail that should find something, false for each that should not. */
  readonly expectedTriggers: Readonly<Record<string, boolean>>;
}

/**
 * Reads an evaluation of OpenAI Guardrails: one JSON object a line, with `id`, `data` and `expected_triggers`.
 *
 * @param path  path of the file, for messages
 * @throws {InvalidDataError} for a line of another form, with its number
 */
export async function readOpenaiSamples(text: string, path = "samples.jsonl"): Promise<readonly GuardrailSample[]> {
  const { sampleSchema } = await import("./openai-schema.ts");
  const samples: GuardrailSample[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === "") continue;
    const checked = sampleSchema.safeParse(parseJson(line));
    if (!checked.success) {
      throw new InvalidDataError(
        `Line ${index + 1} of ${path} is not a sample: it needs id, data and expected_triggers.`,
      );
    }
    const { id, data, expectedTriggers = {} } = checked.data;
    samples.push({ id, text: data, expectedTriggers });
  }
  return samples;
}
