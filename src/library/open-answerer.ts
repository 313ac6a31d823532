import type { CostMeter, ModelAnswererServices } from "../answer/index.ts";
import {
  type Answerer,
  type ExampleSource,
  InvalidSettingsError,
  type Profile,
  type Span,
  type TextGenerator,
} from "../core/index.ts";
import type { LydianParts } from "./lydian-parts.ts";

interface Evidence {
  findEvidence(sentence: string, passage: string): readonly Span[];
  saysValue(sentence: string, value: string | number | boolean): boolean;
}

/** What answers, and what a language model brings along. */
interface OpenAnswerer {
  readonly answerer: Answerer;
  /** By which it writes; of a language model alone. */
  readonly profile?: Pick<Profile, "name" | "hash">;
  /** What it has cost so far; absent without a price. */
  cost?: CostMeter["cost"];
  /** In its own tokens. */
  countTokens?(text: string): number;
}

/** What of a question decides which examples a language model sees. */
interface ExamplesWanted {
  /** Whether it sees those of its profile at all. */
  readonly examples: boolean;
  pick(
    source: ExampleSource,
    countTokens: (text: string) => number,
  ): NonNullable<ModelAnswererServices["pickExamples"]>;
}

/** The answerer that the settings name: the extractive one itself, or a language model that falls back on it. */
export async function openAnswerer(
  { settings, generator: openGenerator, prompts, splitSentences, ids }: LydianParts,
  extractive: Answerer,
  { examples, pick, ...evidence }: Evidence & ExamplesWanted,
): Promise<OpenAnswerer> {
  const { model, maxOutputTokens, effort, onFailure } = settings.answer;
  if (model === "extractive") return { answerer: extractive };
  const { createModelAnswerer, meterCost, writeStyle } = await import("../answer/index.ts");
  const price = priceOf(settings.answer);
  // A profile that is not there is told before a model is loaded.
  const { templates, profile: read } = await prompts();
  const profile = examples ? read : withoutExamples(read);
  const opened = await openGenerator();
  const { maxCost } = settings.answer;
  const limits = maxCost === undefined ? {} : { maxCost };
  const meter: Partial<CostMeter> & { readonly generator: TextGenerator } =
    price === undefined ? { generator: opened } : meterCost(opened, { price, ...limits });
  const { generator } = meter;
  const services = {
    ...{ generator, extractive, templates, splitSentences },
    ...evidence,
    nextFence: () => ids.next("fence"),
    ...(profile.examplesFrom === undefined
      ? {}
      : { pickExamples: pick(profile.examplesFrom, (text) => generator.countTokens(text)) }),
  };
  const { name, hash, sampling, maxSentences, schema, format } = profile;
  const { unsupported } = settings.answer;
  const answerer = createModelAnswerer(services, {
    ...{ maxOutputTokens, onFailure, style: writeStyle(profile) },
    ...{ isTable: format === "table", keepsUnsupported: unsupported !== "drop" },
    ...(schema === undefined ? {} : { schema }),
    ...(effort === undefined ? {} : { effort }),
    ...(sampling === undefined ? {} : { sampling }),
    ...(maxSentences === undefined ? {} : { maxSentences }),
  });
  const costs = meter.cost === undefined ? {} : { cost: meter.cost };
  return { answerer, profile: { name, hash }, countTokens: (text) => generator.countTokens(text), ...costs };
}

function withoutExamples({ examples: _, examplesFrom: __, ...profile }: Profile): Profile {
  return profile;
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
