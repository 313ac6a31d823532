import { z } from "zod";
import { DEFAULT_PROFILE, NAME_PATTERN } from "../../core/index.ts";
import { collectionName, unsupportedPolicy } from "../../core/schemas/index.ts";

const maxWrongRate = z.number().min(0.001).max(0.5);
const threshold = z.number().min(0).max(1);

/** The settings `answer.*`. */
export const answer = z.strictObject({
  model: z
    .string()
    .min(1)
    .max(2_048)
    .default("extractive")
    .describe(
      "What answers: `extractive`, with the documents' own sentences; or a language model, as `openai:NAME`, `anthropic:NAME`, `google:NAME`, `ollama:NAME`, `openai-compatible:URL#NAME`, or a file of your own, `gguf:PATH`, or one that was pulled, `gguf:NAME`. What it says is checked sentence by sentence.",
    ),
  keyName: z
    .string()
    .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "must be the name of an environment variable")
    .exactOptional()
    .describe(
      "Name of the environment variable that holds the provider's key. Left out: `OPENAI_API_KEY`, `ANTHROPIC_API_KEY`, `GOOGLE_GENERATIVE_AI_API_KEY`, none for the others.",
    ),
  profile: z
    .string()
    .regex(NAME_PATTERN, "must be the name of a profile, such as brief")
    .default(DEFAULT_PROFILE)
    .describe("How a language model writes: `default`, `brief`, `list`, `plain-language`, or a profile of your own."),
  maxOutputTokens: z
    .int()
    .min(16)
    .max(100_000)
    .default(1_000)
    .describe("Most tokens that the language model may write, its hidden thought counted."),
  timeoutSeconds: z
    .int()
    .min(1)
    .max(3_600)
    .default(60)
    .describe("Longest time that the language model may take for one answer."),
  effort: z.enum(["low", "medium", "high"]).exactOptional().describe("How hard a reasoning model of OpenAI thinks."),
  prices: z
    .record(
      z.string().min(1).max(2_048),
      z.strictObject({
        input: z.number().min(0).max(1_000_000),
        output: z.number().min(0).max(1_000_000),
        currency: z.string().regex(/^[A-Z]{3}$/, "must be a code of three letters such as USD"),
        date: z.string().regex(/^\d{4}-\d{2}-\d{2}$/, "must be a date such as 2026-01-31, in quotation marks"),
      }),
    )
    .exactOptional()
    .describe(
      'What a million tokens cost, by model, as in `openai:NAME: {input: 1, output: 4, currency: USD, date: "2026-01-31"}`; the answer then tells its cost.',
    ),
  maxCost: z
    .number()
    .min(0)
    .max(1_000_000)
    .exactOptional()
    .describe("Most that one answer may cost, in the currency of the model's price."),
  onFailure: z
    .enum(["quotes", "error"])
    .default("quotes")
    .describe("When the language model fails: answer with quotes and a warning, or not at all."),
  unsupported: unsupportedPolicy
    .default("drop")
    .describe(
      "What becomes of a sentence that its sources do not support: it is left out (`drop`), shown with a mark and the reason (`flag`), or there is no answer (`abstain`).",
    ),
  budgetTokens: z.int().min(100).max(1_000_000).default(2_000).describe("Size of the context, in tokens."),
  order: z
    .enum(["ends", "rank", "reverse"])
    .default("ends")
    .describe(
      "Where the strongest passages stand before a language model: at both `ends`, since models read the middle worst; first (`rank`); or last, next to the question (`reverse`).",
    ),
  maxSentences: z.int().min(1).max(20).default(3).describe("Most sentences of an answer."),
  threshold: threshold
    .exactOptional()
    .describe(
      "Below this confidence Lydian abstains. Left out: what `lydian calibrate` chose, else the usual threshold.",
    ),
  maxWrongRate: maxWrongRate
    .exactOptional()
    .describe(
      "Largest share of wrong answers among those shown, such as 0.05; `lydian calibrate` finds the threshold for it. Left out: the rate of the calibration, if there is one.",
    ),
  byCollection: z
    .record(
      collectionName,
      z.strictObject({
        unsupported: unsupportedPolicy.exactOptional(),
        threshold: threshold.exactOptional(),
        maxWrongRate: maxWrongRate.exactOptional(),
      }),
    )
    .exactOptional()
    .describe(
      "What of `unsupported`, `threshold` and `maxWrongRate` is otherwise for a collection, as in `handbook: {unsupported: abstain}`.",
    ),
});
