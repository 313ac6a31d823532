import type { Cost, Filter } from "../../core/index.ts";
import { defined } from "../../core/index.ts";
import { estimateSurvey as estimate } from "../../engine/survey/index.ts";
import { type CallContext, signalOf } from "../call-context.ts";
import type { ReadOptions } from "../call-options.ts";
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

/** What reading every section would take. */
export interface ReadingEstimate {
  readonly collection: string;
  readonly documents: number;
  readonly sections: number;
  /** Sections that the model has read before in the same way: they are not asked again. */
  readonly sectionsReadBefore: number;
  /** UTF-16 code units of text. */
  readonly characters: number;
  /** Pages without text, by the documents' receipts. */
  readonly pagesUnreadable: number;
  /** `words`, or the language model that is set. */
  readonly readBy: string;
  /** Of the sections that are left, with what is asked of them; 0 without a model. Of the merging a rough guess is in it. */
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Where `answer.prices` has a price for the model. */
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
