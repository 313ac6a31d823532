import type { Cost } from "../../core/index.ts";
import { defined } from "../../core/index.ts";
import { estimateReading as estimate } from "../../engine/survey/index.ts";
import { type CallContext, signalOf } from "../call-context.ts";
import { type OpenSurvey, openSurvey } from "./open-survey.ts";
import type { EstimateReadingOptions, ReadingEstimate } from "./surveying.ts";

const TOKENS_OF_A_PRICE = 1_000_000;

/** See `Lydian.estimateReading`. */
export async function estimateReading(context: CallContext, options: EstimateReadingOptions): Promise<ReadingEstimate> {
  const { documents: names = [], where, about, question, collection, scope } = options;
  const signal = signalOf(options);
  const opened = await openSurvey(
    context,
    defined({ documents: names, where, isByModel: true, isByMeaning: false, collection, scope }),
    signal,
  );
  const { services, documents, price } = opened;
  const asked = defined({ collection: opened.collection, scope: opened.scope, documents, about, question });
  const reading = await estimate(services, asked, signal);
  return defined({
    collection: opened.collection,
    documents: documents.length,
    ...reading,
    characters: documents.reduce((sum, { receipt }) => sum + receipt.characters, 0),
    pagesUnreadable: documents.reduce((sum, { receipt }) => sum + receipt.pagesWithoutText.length, 0),
    readBy: services.writer?.generator.id ?? "words",
    cost: price === undefined ? undefined : costOf(price, reading),
  });
}

function costOf(
  price: NonNullable<OpenSurvey["price"]>,
  { inputTokens, outputTokens }: Pick<ReadingEstimate, "inputTokens" | "outputTokens">,
): Cost {
  const amount = (inputTokens * price.input + outputTokens * price.output) / TOKENS_OF_A_PRICE;
  return { amount, currency: price.currency, pricesOf: price.date, isEstimated: true };
}
