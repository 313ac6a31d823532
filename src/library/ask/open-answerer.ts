import {
  type AccessScope,
  type Answerer,
  estimateTokens,
  fallbackLanguage,
  InvalidArgumentError,
  type JsonSchema,
  type Profile,
  type TextGenerator,
  type UnsupportedPolicy,
} from "../../core/index.ts";
import type { CostMeter, Purse } from "../../engine/answer/index.ts";
import type { SearchServices } from "../../engine/search/index.ts";
import type { OpenVerifier } from "../answer/open-verifier.ts";
import { openWriter } from "../answer/open-writer.ts";
import type { CallContext } from "../call/call-context.ts";
import { meterAnalyzer } from "../call/meter-parts.ts";
import { openEmbedderIfThere } from "../search/open-search.ts";
import type { AskOptions } from "./ask-options.ts";
import { createExamplePicker } from "./create-example-picker.ts";

/** Answerer with the properties of its language model, if it has one. */
interface OpenAnswerer {
  readonly answerer: Answerer;
  /** Counts the tokens of a passage as the answerer does. */
  countTokens(text: string): number;
  /** Profile of a language model. */
  readonly profile?: Pick<Profile, "name" | "hash">;
  /** Returns the cost so far; absent if the model has no price. */
  cost?: CostMeter["cost"];
  /** Language model whose usage is counted. */
  readonly generator?: TextGenerator;
}

/** Options of a call and of its collection that decide which answerer writes, and how. */
interface WritingNeeds {
  /**
   * Profile and schema instead of the configured ones, whether the model sees examples, and whether it is used at all.
   */
  readonly options: Pick<AskOptions, "examples" | "profile" | "schema" | "quotesOnly">;
  /** Policy for unsupported sentences in the collection. */
  readonly unsupported: UnsupportedPolicy;
  /** Examples that the reader may see. */
  readonly scope: AccessScope;
  readonly purse: Purse;
}

/** Opens the configured answerer: the extractive one, or a language model that falls back on it. */
export async function openAnswerer(
  context: CallContext,
  search: Pick<SearchServices, "embedder" | "reranker">,
  { analyze, splitSentences, findEvidence, saysValue }: OpenVerifier,
  { options, unsupported, scope, purse }: WritingNeeds,
): Promise<OpenAnswerer> {
  const { parts, work } = context;
  const { createExtractiveAnswerer, createModelAnswerer, writeStyle } = await import("../../engine/answer/index.ts");
  const embedder = await openEmbedderIfThere(parts);
  const extractive = createExtractiveAnswerer(
    {
      analyzer: meterAnalyzer(parts.analyzer, work),
      splitSentences,
      embedder: search.embedder === undefined ? undefined : embedder,
      rerankerId: search.reranker?.id,
    },
    { language: fallbackLanguage(parts.settings.language), maxSentences: parts.settings.answer.maxSentences },
  );

  const { examples = true, profile: named, schema: wanted, quotesOnly = false } = options;
  const writer = quotesOnly ? undefined : await openWriter(parts, purse);
  if (writer === undefined) {
    requireNoSchema(wanted);
    return { answerer: extractive, countTokens: embedder?.countTokens ?? estimateTokens };
  }

  const { generator, cost, prompts } = writer;
  const own = named === undefined ? prompts.profile : await parts.readProfile(named);
  const shaped: Profile = wanted === undefined ? own : { ...own, format: "json", schema: wanted };
  const profile = examples ? shaped : withoutExamples(shaped);
  const { examplesFrom: source, name, hash, sampling, maxSentences, schema, format } = profile;
  const { maxOutputTokens, effort, onFailure } = parts.settings.answer;
  const count = (text: string) => generator.countTokens(text);
  const answerer = createModelAnswerer(
    {
      generator,
      extractive,
      templates: prompts.templates,
      splitSentences,
      findEvidence,
      saysValue,
      nextFence: () => parts.ids.next("fence"),
      pickExamples: source && createExamplePicker(context, { source, scope, analyze, countTokens: count }),
    },
    {
      maxOutputTokens,
      onFailure,
      style: writeStyle(profile),
      isTable: format === "table",
      keepsUnsupported: unsupported !== "drop",
      schema,
      effort,
      sampling,
      maxSentences,
    },
  );

  // Passages are sent with their marks.
  const { withSampleMarks } = await import("../../engine/prompt/index.ts");
  const countTokens = (text: string) => generator.countTokens(withSampleMarks(text));
  return { answerer, countTokens, generator, profile: { name, hash }, cost };
}

/** @throws {InvalidArgumentError} if there is a schema, which only a language model can fill */
function requireNoSchema(schema: JsonSchema | undefined): void {
  if (schema === undefined) return;
  throw new InvalidArgumentError("Data with a schema needs a language model, and none is set.", {
    hint: "Set `answer.model`.",
  });
}

function withoutExamples({ examples: _, examplesFrom: __, ...profile }: Profile): Profile {
  return profile;
}
