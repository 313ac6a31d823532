import type { Cost, Filter } from "../../core/index.ts";
import { defined } from "../../core/index.ts";
import { estimateSurvey as estimate } from "../../engine/survey/index.ts";
import { type CallContext, signalOf } from "../call/call-context.ts";
import type { ReadOptions } from "../call/call-options.ts";
import { type OpenSurvey, openSurvey } from "./open-survey.ts";

export interface EstimateReadingOptions extends ReadOptions {
  /** Documents, named as for `read`; containers stand for their members. Default: all. */
  readonly documents?: readonly string[];
  /** Filter, in the filter language or as a value. */
  readonly where?: string | Filter;
  /** Topic of the summary. */
  readonly about?: string;
  /** Question, if the estimate is for `ask` instead of `summarize`. */
  readonly question?: string;
}

/** Estimate of reading every section. */
export interface ReadingEstimate {
  readonly collection: string;
  readonly documents: number;
  readonly sections: number;
  /** Sections that the model has already read in the same way; they are not read again. */
  readonly sectionsReadBefore: number;
  /** Number of UTF-16 code units of text. */
  readonly characters: number;
  /** Number of pages without text, by the documents' receipts. */
  readonly pagesUnreadable: number;
  /** `words`, or the name of the language model. */
  readonly readBy: string;
  /** Tokens for the remaining sections, with a rough guess for merging; 0 without a model. */
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Cost, if `answer.prices` has a price for the model. */
  readonly cost?: Cost;
}

const TOKENS_OF_A_PRICE = 1_000_000;

export async function estimateReading(
  context: CallContext,
  options: EstimateReadingOptions = {},
): Promise<ReadingEstimate> {
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
    readBy: services.model?.generator.id ?? "words",
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
