import {
  type Answerer,
  defined,
  type ExampleSource,
  InvalidArgumentError,
  type JsonSchema,
  type Profile,
  type Span,
  type TextGenerator,
  type UnsupportedPolicy,
} from "../../core/index.ts";
import type { CostMeter, ModelAnswererServices, Purse } from "../../engine/answer/index.ts";
import type { LydianParts } from "../lydian-parts.ts";
import type { AskOptions } from "./ask-question.ts";
import { openWriter } from "./open-writer.ts";

interface Evidence {
  findEvidence(sentence: string, passage: string): readonly Span[];
  saysValue(sentence: string, value: string | number | boolean): boolean;
}

/** Answerer with the properties of its language model, if it has one. */
interface OpenAnswerer {
  readonly answerer: Answerer;
  /** Profile of a language model. */
  readonly profile?: Pick<Profile, "name" | "hash">;
  /** Returns the cost so far; absent if the model has no price. */
  cost?: CostMeter["cost"];
  /** Language model whose usage is counted. */
  readonly generator?: TextGenerator;
  /** Counts the tokens of a passage in the prompt as the language model does. */
  countTokens?(text: string): number;
}

/** Options that decide how a language model writes and which examples it sees. */
interface Wanted {
  /**
   * Whether the model sees examples or is not used at all, and the profile and schema that replace the configured ones.
   */
  readonly options: Pick<AskOptions, "examples" | "profile" | "schema" | "quotesOnly">;
  /** Policy for unsupported sentences in the collection. */
  readonly unsupported: UnsupportedPolicy;
  readonly purse: Purse;
  pick(
    source: ExampleSource,
    countTokens: (text: string) => number,
  ): NonNullable<ModelAnswererServices["pickExamples"]>;
}

/** Opens the configured answerer: the extractive one, or a language model that falls back on it. */
export async function openAnswerer(
  parts: LydianParts,
  extractive: Answerer,
  { options, unsupported, purse, pick, ...evidence }: Evidence & Wanted,
): Promise<OpenAnswerer> {
  const { examples = true, profile: named, schema: wanted, quotesOnly = false } = options;
  const writer = quotesOnly ? undefined : await openWriter(parts, purse);
  if (writer === undefined) return answerByQuotes(extractive, wanted);
  const { createModelAnswerer, writeStyle } = await import("../../engine/answer/index.ts");
  const { withSampleMarks } = await import("../../engine/prompt/index.ts");
  const { maxOutputTokens, effort, onFailure } = parts.settings.answer;
  const { generator, prompts, cost } = writer;
  const { templates } = prompts;
  const own = named === undefined ? prompts.profile : await parts.readProfile(named);
  const shaped: Profile = wanted === undefined ? own : { ...own, format: "json", schema: wanted };
  const profile = examples ? shaped : withoutExamples(shaped);
  const { examplesFrom } = profile;
  const services = defined({
    generator,
    extractive,
    templates,
    splitSentences: parts.splitSentences,
    ...evidence,
    nextFence: () => parts.ids.next("fence"),
    pickExamples: examplesFrom && pick(examplesFrom, (text) => generator.countTokens(text)),
  });
  const { name, hash, sampling, maxSentences, schema, format } = profile;
  const answerer = createModelAnswerer(
    services,
    defined({
      maxOutputTokens,
      onFailure,
      style: writeStyle(profile),
      isTable: format === "table",
      keepsUnsupported: unsupported !== "drop",
      schema,
      effort,
      sampling,
      maxSentences,
    }),
  );
  const costs = cost === undefined ? {} : { cost };
  // Passages are sent with their marks.
  const countTokens = (text: string) => generator.countTokens(withSampleMarks(text));
  return { answerer, generator, profile: { name, hash }, countTokens, ...costs };
}

/**
 * Returns the extractive answerer.
 *
 * @throws {InvalidArgumentError} if there is a schema, which only a language model can fill
 */
function answerByQuotes(extractive: Answerer, schema: JsonSchema | undefined): OpenAnswerer {
  if (schema === undefined) return { answerer: extractive };
  throw new InvalidArgumentError("Data with a schema needs a language model, and none is set.", {
    hint: "Set `answer.model`.",
  });
}

function withoutExamples({ examples: _, examplesFrom: __, ...profile }: Profile): Profile {
  return profile;
}
