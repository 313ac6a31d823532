import type { Price, TextGenerator } from "../../core/index.ts";
import { defined } from "../../core/index.ts";
import type { CostMeter, Purse } from "../../engine/answer/index.ts";
import type { LydianParts, Prompts } from "../lydian-parts.ts";
import { priceOf } from "./open-spending.ts";

/** The language model of the settings, for one call. */
export interface OpenWriter {
  readonly generator: TextGenerator;
  readonly prompts: Prompts;
  readonly price?: Price;
  /** What it has cost so far; absent without a price. */
  cost?: CostMeter["cost"];
}

/** Undefined where none is set. What it costs is taken from the purse. */
export async function openWriter(
  { settings, generator: openGenerator, prompts: readPrompts }: LydianParts,
  purse: Purse,
): Promise<OpenWriter | undefined> {
  if (settings.answer.model === "extractive") return undefined;
  const { meterCost } = await import("../../engine/answer/index.ts");
  const price = priceOf(settings.answer, settings.answer.model);
  // A profile that is not there is told before a model is loaded.
  const prompts = await readPrompts();
  const opened = await openGenerator();
  if (price === undefined) return { generator: opened, prompts };
  const { maxCost } = settings.answer;
  const { generator, cost } = meterCost(opened, defined({ price, purse, maxCost }));
  return { generator, prompts, price, cost };
}
