import type { GenerationPart, Warning } from "../../../core/index.ts";

/** What a reader should know of how a text ended. */
export function warnOfEnd(
  reason: Extract<GenerationPart, { readonly type: "end" }>["reason"],
  id: string,
): readonly Warning[] {
  if (reason === "length")
    return [
      { code: "model-cut-off", message: `${id} reached the limit of its output; the answer may lack something.` },
    ];
  if (reason === "filtered")
    return [{ code: "model-filtered", message: `The provider of ${id} held back a part of the answer.` }];
  return [];
}
