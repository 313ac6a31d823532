import { createHash } from "node:crypto";
import { LydianError, type TextGenerator, type Warning } from "../../core/index.ts";
import type { SearchServices } from "../../engine/search/index.ts";
import type { LydianParts } from "../parts/lydian-parts.ts";

type Rephrase = NonNullable<SearchServices["rephrase"]>;

/** Parts that decide whether questions are rephrased. */
export interface RephraserParts extends Pick<LydianParts, "generator" | "rephrasePrompt"> {
  readonly settings: {
    readonly search: Pick<LydianParts["settings"]["search"], "rephrasings">;
    readonly answer: Pick<LydianParts["settings"]["answer"], "model" | "maxCost">;
  };
}

/** Maximum time for rephrasing a question, because the search waits for it. */
const BUDGET_MS = 20_000;
const MAX_REMEMBERED = 1_000;

/** Opens the configured rephraser, if there is one. If its model cannot be opened, returns a warning instead. */
export type OpenRephraser = (
  parts: RephraserParts,
  /** Counts the usage of the model. */
  count?: (generator: TextGenerator) => TextGenerator,
) => Promise<{ readonly rephrase?: Rephrase; readonly warnings: readonly Warning[] }>;

/** Makes the function that opens rephrasers. Rephrasings are cached until the process ends. */
export function createRephraserOpener(): OpenRephraser {
  const remembered = new Map<string, Awaited<ReturnType<Rephrase>>>();
  return async (parts, count = (generator) => generator) => {
    const { search, answer } = parts.settings;
    const { rephrasings } = search;
    if (rephrasings === 0) return { warnings: [] };
    if (answer.model === "extractive") return { warnings: [warn("No language model is set (answer.model).")] };
    // The cost of rephrasing would come on top of the maximum cost of an answer.
    if (answer.maxCost !== undefined)
      return {
        warnings: [warn("answer.maxCost limits the cost of an answer, so no language model rephrases the question.")],
      };
    try {
      const generator = count(await parts.generator());
      const template = await parts.rephrasePrompt();
      const { createRephraser } = await import("../../engine/search/index.ts");
      const ask = createRephraser({ generator, template, count: rephrasings, budgetMs: BUDGET_MS });
      return { warnings: [], rephrase: remember(ask, remembered, [generator.id, template, `${rephrasings}`]) };
    } catch (error) {
      if (!(error instanceof LydianError)) throw error;
      return { warnings: [warn(error.message)] };
    }
  };
}

function remember(
  ask: Rephrase,
  remembered: Map<string, Awaited<ReturnType<Rephrase>>>,
  of: readonly string[],
): Rephrase {
  return async (question, signal) => {
    const key = createHash("sha256")
      .update(JSON.stringify([...of, question]))
      .digest("hex");
    const known = remembered.get(key);
    if (known !== undefined) return known;
    const rephrased = await ask(question, signal);
    // An empty result is not cached, because the next attempt may succeed.
    if (rephrased.texts.length === 0) return rephrased;
    if (remembered.size >= MAX_REMEMBERED) remembered.delete([...remembered.keys()][0] ?? "");
    remembered.set(key, rephrased);
    return rephrased;
  };
}

function warn(why: string): Warning {
  return { code: "not-rephrased", message: `Searched by the question alone. ${why}` };
}
