import {
  type Answer,
  type Cost,
  defined,
  type GenerationUsage,
  InvalidSettingsError,
  type Price,
  redactUser,
  type TextGenerator,
  type Usage,
} from "../../core/index.ts";
import type { Purse } from "../../engine/answer/index.ts";
import type { LydianParts } from "../parts/lydian-parts.ts";

/** Usage and cost of the language models of one answer: its writer, the judge and the rephraser. */
export interface Spending {
  /** Budget that all of them share. */
  readonly purse: Purse;
  /** Counts the usage of the judge's model. */
  judge(generator: TextGenerator): TextGenerator;
  /** Counts the usage of the model that rephrases the question. */
  rephraser(generator: TextGenerator): TextGenerator;
  /** Adds the counted usage and the writer's cost to an answer's usage. */
  total(answer: Pick<Answer, "usage">, writer: Cost | undefined): Usage;
}

/**
 * Opens the meters for the language models of one answer.
 *
 * @throws {InvalidSettingsError} if the cost of an answer is limited and the judge has no price, or if the prices of
 * the two models are in different currencies
 */
export async function openSpending({ settings }: Pick<LydianParts, "settings">): Promise<Spending> {
  const { addUsage, meterCost, tallyUsage } = await import("../../engine/answer/index.ts");
  const { answer, verify } = settings;
  const prices = { judge: verify.judge && priceOf(answer, verify.judge), writer: answer.prices?.[answer.model] };
  if (prices.judge && prices.writer && prices.judge.currency !== prices.writer.currency)
    throw new InvalidSettingsError(
      `answer.prices has the price of ${redactUser(answer.model)} in ${prices.writer.currency}, but that of the judge, ${redactUser(verify.judge ?? "")}, in ${prices.judge.currency}.`,
      { hint: "Enter both in one currency, so that they can be added." },
    );
  const { maxCost } = answer;
  const purse: Purse = { spent: 0 };
  const tallies: { usage(): GenerationUsage }[] = [];
  const costs: (() => Cost)[] = [];
  const count = (generator: TextGenerator, price: Price | "" | undefined): TextGenerator => {
    const tally = tallyUsage(generator);
    tallies.push(tally);
    if (!price) return tally.generator;
    const meter = meterCost(tally.generator, defined({ price, purse, maxCost }));
    costs.push(meter.cost);
    return meter.generator;
  };
  return {
    purse,
    judge: (generator) => count(generator, prices.judge),
    rephraser: (generator) => count(generator, prices.writer),
    total({ usage }, writer) {
      const used = tallies.reduce<GenerationUsage>((sum, tally) => addUsage(sum, tally.usage()), usage);
      const cost = addCosts([...(writer === undefined ? [] : [writer]), ...costs.map((one) => one())]);
      return defined({ ...usage, ...used, cost });
    },
  };
}

/**
 * Returns the price of a model, if there is one.
 *
 * @throws {InvalidSettingsError} if it has no price although the cost of an answer is limited
 */
export function priceOf(
  { prices = {}, maxCost }: Pick<LydianParts["settings"]["answer"], "prices" | "maxCost">,
  model: string,
): Price | undefined {
  const price = prices[model];
  if (price !== undefined || maxCost === undefined) return price;
  throw new InvalidSettingsError(
    `answer.maxCost is ${maxCost}, but answer.prices has no price of ${redactUser(model)}.`,
    { hint: "Enter the price of a million of its tokens, and the date of the price." },
  );
}

/** Adds costs, dated by the oldest price. Models that were not called cost nothing. */
function addCosts(costs: readonly Cost[]): Cost | undefined {
  const spent = costs.filter(({ amount }) => amount > 0);
  const [first] = spent;
  if (first === undefined) return undefined;
  return {
    amount: spent.reduce((sum, { amount }) => sum + amount, 0),
    currency: first.currency,
    pricesOf: spent.map(({ pricesOf }) => pricesOf).sort()[0] ?? first.pricesOf,
    isEstimated: spent.some(({ isEstimated }) => isEstimated),
  };
}
