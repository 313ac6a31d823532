import type { CostMeter } from "../answer/index.ts";
import { InvalidSettingsError, type Price, type TextGenerator } from "../core/index.ts";
import type { LydianParts, Prompts } from "./lydian-parts.ts";

/** The language model of the settings, for one call. */
export interface OpenWriter {
  readonly generator: TextGenerator;
  readonly prompts: Prompts;
  readonly price?: Price;
  /** What it has cost so far; absent without a price. */
  cost?: CostMeter["cost"];
}

/** Undefined where none is set. */
export async function openWriter({
  settings,
  generator: openGenerator,
  prompts: readPrompts,
}: LydianParts): Promise<OpenWriter | undefined> {
  if (settings.answer.model === "extractive") return undefined;
  const { meterCost } = await import("../answer/index.ts");
  const price = priceOf(settings.answer);
  // A profile that is not there is told before a model is loaded.
  const prompts = await readPrompts();
  const opened = await openGenerator();
  if (price === undefined) return { generator: opened, prompts };
  const { maxCost } = settings.answer;
  const { generator, cost } = meterCost(opened, { price, ...(maxCost === undefined ? {} : { maxCost }) });
  return { generator, prompts, price, cost };
}

function priceOf({ model, prices = {}, maxCost }: LydianParts["settings"]["answer"]) {
  const price = prices[model];
  if (price !== undefined || maxCost === undefined) return price;
  throw new InvalidSettingsError(
    `answer.maxCost is ${maxCost}, and answer.prices has no price of ${withoutUser(model)}.`,
    {
      hint: "Enter what a million of its tokens cost, and when you looked it up.",
    },
  );
}

/** A URL may carry a user and a password, which no message shows. */
const withoutUser = (model: string) => model.replace(/\/\/[^/@\s]*@/, "//");
