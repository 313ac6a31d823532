import {
  type Cost,
  GenerationFailedError,
  type GenerationPart,
  type GenerationRequest,
  type Price,
  type TextGenerator,
} from "../../../core/index.ts";

export interface CostMeter {
  /** Generator that counts its costs, and writes no more than the rest of the budget allows. */
  readonly generator: TextGenerator;
  /** Returns the cost of all its texts so far, including those that failed. */
  cost(): Cost;
}

/** The spending of several models together. */
export interface Purse {
  /** Amount spent so far, in the currency of their prices. */
  spent: number;
}

interface CostLimits {
  readonly price: Price;
  /** Limit for all texts together, in the price's currency; default no limit. */
  readonly maxCost?: number;
  /** Purse shared with other models; default a new one. */
  readonly purse?: Purse;
}

/** Usage that a service reports at the end of a text. */
type ReportedUsage = Extract<GenerationPart, { readonly type: "end" }>["usage"];

/** Number of tokens that a price is for. */
const TOKENS_PER_PRICE = 1_000_000;
/** Minimum number of tokens that an answer needs. */
const MIN_OUTPUT_TOKENS = 16;

/**
 * Wraps a generator for one answer. Before each text it subtracts the cost of the input from the rest of the
 * budget, and lowers the output limit to what the remainder pays for. `countTokens` replaces token counts
 * that a service does not report.
 *
 * The wrapped `generate` throws `GenerationFailedError` before it sends anything if the rest pays for no answer.
 */
export function meterCost(
  generator: TextGenerator,
  { price, maxCost = Number.POSITIVE_INFINITY, purse = { spent: 0 } }: CostLimits,
): CostMeter {
  let amount = 0;
  let isEstimated = false;
  const inputCost = (tokens: number) => (tokens * price.input) / TOKENS_PER_PRICE;
  const outputCost = (tokens: number) => (tokens * price.output) / TOKENS_PER_PRICE;

  /** Returns the number of tokens that may be written after the input; throws if the budget pays for no answer. */
  const limitOutput = (request: GenerationRequest, inputTokens: number): number => {
    const left = maxCost - purse.spent - inputCost(inputTokens);
    const affordable = price.output === 0 ? request.maxOutputTokens : Math.floor(left / outputCost(1));
    if (left < 0 || affordable < MIN_OUTPUT_TOKENS) throw tooExpensive(generator.id, inputTokens, maxCost, price);
    return Math.min(request.maxOutputTokens, affordable);
  };

  /** Adds the cost of a text. Counted tokens replace those that the service did not report. */
  const charge = (reported: ReportedUsage, inputTokens: number, countOutput: () => number): void => {
    isEstimated ||= reported.inputTokens === undefined || reported.outputTokens === undefined;
    const cost = inputCost(reported.inputTokens ?? inputTokens) + outputCost(reported.outputTokens ?? countOutput());
    amount += cost;
    purse.spent += cost;
  };

  async function* generate(request: GenerationRequest, signal: AbortSignal): AsyncGenerator<GenerationPart> {
    const inputTokens = [request.system, ...request.messages.map(({ text }) => text)].reduce(
      (sum, text) => sum + generator.countTokens(text),
      0,
    );
    const limited = { ...request, maxOutputTokens: limitOutput(request, inputTokens) };
    const written: string[] = [];
    let reported: ReportedUsage = {};
    try {
      for await (const part of generator.generate(limited, signal)) {
        if (part.type === "end") reported = part.usage;
        else written.push(part.type === "element" ? JSON.stringify(part.value) : part.text);
        yield part;
      }
    } finally {
      // A service may charge for a text that was cut off or never answered.
      charge(reported, inputTokens, () => generator.countTokens(written.join("")));
    }
  }

  return {
    generator: {
      id: generator.id,
      holdsSchema: generator.holdsSchema,
      generate,
      countTokens: (text) => generator.countTokens(text),
      close: () => generator.close(),
    },
    cost: () => ({ amount, currency: price.currency, pricesOf: price.date, isEstimated }),
  };
}

function tooExpensive(id: string, inputTokens: number, maxCost: number, price: Price): GenerationFailedError {
  return new GenerationFailedError(
    `${id} was not called: about ${inputTokens} tokens of input and an answer would cost more than is left of ${maxCost} ${price.currency}.`,
    { hint: "Set a higher answer.maxCost, a smaller answer.budgetTokens, or a cheaper model." },
  );
}
