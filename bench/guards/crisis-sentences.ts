import { createHash } from "node:crypto";
import sentences from "./crisis-sentences.json" with { type: "json" };

/** A sentence that we wrote, and whether a person in a crisis would write it. */
export interface CrisisSentence {
  readonly text: string;
  readonly language: "en" | "de";
  readonly isCrisis: boolean;
}

/**
 * Returns our sentences for the guard `crisis`, made from templates with choices in braces. The rules were written with
 * `tune` in view; `report` gives the figures. All sentences of a template are in one part, chosen by the first byte of
 * its SHA-256.
 */
export function listCrisisSentences(part: "tune" | "report"): readonly CrisisSentence[] {
  return (["crisis", "harmless"] as const).flatMap((kind) =>
    (["en", "de"] as const).flatMap((language) =>
      sentences[kind][language]
        .filter((template) => partOf(template) === part)
        .flatMap(fillTemplate)
        .map((text) => ({ text, language, isCrisis: kind === "crisis" })),
    ),
  );
}

function partOf(template: string): "tune" | "report" {
  return (createHash("sha256").update(template).digest()[0] ?? 0) % 2 === 0 ? "tune" : "report";
}

/** Returns the sentences of a template, one for each combination of its choices. */
function fillTemplate(template: string): readonly string[] {
  const choices = /\{([^{}]*)\}/.exec(template);
  if (choices === null) return [template];
  const { 0: whole, 1: inside = "", index } = choices;
  const after = template.slice(index + whole.length);
  return inside.split("|").flatMap((choice) => fillTemplate(template.slice(0, index) + choice + after));
}
