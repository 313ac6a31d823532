import type { Price, TextGenerator } from "../../core/index.ts";
import { defined } from "../../core/index.ts";
import type { CostMeter, Purse } from "../../engine/answer/index.ts";
import type { LydianParts, Prompts } from "../parts/lydian-parts.ts";
import { priceOf } from "./open-spending.ts";

/** Configured language model, for one call. */
export interface OpenWriter {
  readonly generator: TextGenerator;
  readonly prompts: Prompts;
  readonly price?: Price;
  /** Returns the cost so far; absent if the model has no price. */
  cost?: CostMeter["cost"];
}

/** Opens the configured language model, and adds its cost to the purse. Returns undefined if none is configured. */
export async function openWriter(
  { settings, generator: openGenerator, prompts: readPrompts }: LydianParts,
  purse: Purse,
): Promise<OpenWriter | undefined> {
  if (settings.answer.model === "extractive") return undefined;
  const { meterCost } = await import("../../engine/answer/index.ts");
  const price = priceOf(settings.answer, settings.answer.model);
  // A missing profile is reported before a model is loaded.
  const prompts = await readPrompts();
  const opened = await openGenerator();
  if (price === undefined) return { generator: opened, prompts };
  const { maxCost } = settings.answer;
  const { generator, cost } = meterCost(opened, defined({ price, purse, maxCost }));
  return { generator, prompts, price, cost };
}
