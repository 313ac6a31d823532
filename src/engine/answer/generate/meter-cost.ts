import {
  type Cost,
  GenerationFailedError,
  type GenerationPart,
  type GenerationRequest,
  type Price,
  type TextGenerator,
} from "../../../core/index.ts";

export interface CostMeter {
  /** Counts what it costs, and writes no more than may still be spent. */
  readonly generator: TextGenerator;
  /** Of all its texts so far, also those that failed. */
  cost(): Cost;
}

/** What several models may spend together. */
export interface Purse {
  /** So far, in the currency of their prices. */
  spent: number;
}

interface CostLimits {
  readonly price: Price;
  /** For all texts together, in the price's currency; absent: no limit. */
  readonly maxCost?: number;
  /** Shared with other models; absent: this one has a purse of its own. */
  readonly purse?: Purse;
}

const TOKENS_OF_A_PRICE = 1_000_000;
/** With fewer tokens no answer can be written. */
const LEAST_OUTPUT = 16;

/**
 * Wraps a generator for one answer. Before each text the cost of what is read is taken from what is left, and the limit of
 * output is lowered to what the rest pays for; tokens that a service does not tell are counted by `countTokens`.
 *
 * The wrapped `generate` throws `GenerationFailedError` if the rest pays for no answer; nothing is sent then.
 */
export function meterCost(
  generator: TextGenerator,
  { price, maxCost = Number.POSITIVE_INFINITY, purse = { spent: 0 } }: CostLimits,
): CostMeter {
  let amount = 0;
  let isEstimated = false;
  const inputCost = (tokens: number) => (tokens * price.input) / TOKENS_OF_A_PRICE;
  const outputCost = (tokens: number) => (tokens * price.output) / TOKENS_OF_A_PRICE;

  async function* generate(request: GenerationRequest, signal: AbortSignal): AsyncGenerator<GenerationPart> {
    const inputTokens = [request.system, ...request.messages.map(({ text }) => text)].reduce(
      (sum, text) => sum + generator.countTokens(text),
      0,
    );
    const left = maxCost - purse.spent - inputCost(inputTokens);
    const affordable = price.output === 0 ? request.maxOutputTokens : Math.floor(left / outputCost(1));
    if (left < 0 || affordable < LEAST_OUTPUT) throw tooDear(generator.id, { inputTokens, maxCost, price });
    const written: string[] = [];
    let told: Extract<GenerationPart, { readonly type: "end" }>["usage"] = {};
    try {
      const limited = { ...request, maxOutputTokens: Math.min(request.maxOutputTokens, affordable) };
      for await (const part of generator.generate(limited, signal)) {
        if (part.type === "end") told = part.usage;
        else written.push(part.type === "element" ? JSON.stringify(part.value) : part.text);
        yield part;
      }
    } finally {
      // What was cut off or never answered may be charged too.
      isEstimated ||= told.inputTokens === undefined || told.outputTokens === undefined;
      const cost =
        inputCost(told.inputTokens ?? inputTokens) +
        outputCost(told.outputTokens ?? generator.countTokens(written.join("")));
      amount += cost;
      purse.spent += cost;
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

function tooDear(
  id: string,
  { inputTokens, maxCost, price }: { readonly inputTokens: number; readonly maxCost: number; readonly price: Price },
): GenerationFailedError {
  return new GenerationFailedError(
    `${id} was not asked: about ${inputTokens} tokens to be read and an answer cost more than is left of ${maxCost} ${price.currency}.`,
    { hint: "Set a higher answer.maxCost, a smaller answer.budgetTokens, or a cheaper model." },
  );
}
