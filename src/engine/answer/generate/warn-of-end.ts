import type { GenerationPart, Warning } from "../../../core/index.ts";

/** Warns if a text ended early. */
export function warnOfEnd(
  reason: Extract<GenerationPart, { readonly type: "end" }>["reason"],
  id: string,
): readonly Warning[] {
  if (reason === "length")
    return [{ code: "model-cut-off", message: `${id} reached the limit of its output; the answer may be incomplete.` }];
  if (reason === "filtered")
    return [{ code: "model-filtered", message: `The provider of ${id} withheld a part of the answer.` }];
  return [];
}
