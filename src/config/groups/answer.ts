import { z } from "zod";
import { DEFAULT_PROFILE, NAME_PATTERN } from "../../core/index.ts";
import { collectionName, passageOrder, unsupportedPolicy } from "../../core/schemas/index.ts";
import { keyName } from "../key-name.ts";

const maxWrongRate = z.number().min(0.001).max(0.5);
const threshold = z.number().min(0).max(1);

const price = z.strictObject({
  input: z.number().min(0).max(1_000_000),
  output: z.number().min(0).max(1_000_000),
  currency: z.string().regex(/^[A-Z]{3}$/, "must be a code of three letters such as USD"),
  date: z.string().regex(/^\d{4}-\d{2}-\d{2}$/, "must be a date such as 2026-01-31, in quotation marks"),
});

/** The settings `answer.*`. */
export const answer = z.strictObject({
  model: z
    .string()
    .min(1)
    .max(2_048)
    .default("extractive")
    .meta({
      level: "basic",
      needsTrust: { exceptFor: ["extractive"] },
      description:
        "`extractive` quotes the documents' own sentences. A language model writes the answer: `openai:NAME`, `anthropic:NAME`, `google:NAME`, `ollama:NAME`, `openai-compatible:URL#NAME`, a model file `gguf:PATH`, or a pulled model `gguf:NAME`. Each of its sentences is checked.",
    }),
  keyName: keyName.exactOptional().meta({
    level: "basic",
    needsTrust: true,
    description:
      "Environment variable with the provider's key. Default: `OPENAI_API_KEY`, `ANTHROPIC_API_KEY` or `GOOGLE_GENERATIVE_AI_API_KEY`; the other providers get no key.",
  }),
  // A profile of a store writes instructions to the language model. A store cannot replace the bundled ones.
  profile: z
    .string()
    .regex(NAME_PATTERN, "must be the name of a profile, such as brief")
    .default(DEFAULT_PROFILE)
    .meta({
      level: "basic",
      needsTrust: { exceptFor: [DEFAULT_PROFILE, "brief", "list", "plain-language"] },
      description:
        "Writing style of the language model: `default`, `brief`, `list`, `plain-language`, or your own profile.",
    }),
  maxOutputTokens: z
    .int()
    .min(16)
    .max(100_000)
    .default(1_000)
    .describe("Maximum output of the language model in tokens, including its hidden reasoning."),
  timeoutSeconds: z.int().min(1).max(3_600).default(60).meta({
    level: "basic",
    description: "Maximum time of the language model for one answer.",
  }),
  effort: z.enum(["low", "medium", "high"]).exactOptional().describe("Reasoning effort of OpenAI's reasoning models."),
  prices: z.record(z.string().min(1).max(2_048), price).exactOptional().meta({
    needsTrust: false,
    description:
      'Prices of a million tokens by model: `openai:NAME: {input: 1, output: 4, currency: USD, date: "2026-01-31"}`. Answers then show their cost.',
  }),
  maxCost: z
    .number()
    .min(0)
    .max(1_000_000)
    .exactOptional()
    .describe("Maximum cost of one answer, in the currency of the model's price."),
  onFailure: z
    .enum(["quotes", "error"])
    .default("quotes")
    .describe("If the language model fails: `quotes` answers with quotations and a warning, `error` gives no answer."),
  unsupported: unsupportedPolicy.default("drop").meta({
    level: "basic",
    description:
      "Treatment of a sentence that its sources do not support: `drop` leaves it out, `flag` shows it with a mark and the reason, `abstain` withholds the whole answer.",
  }),
  budgetTokens: z
    .int()
    .min(100)
    .max(1_000_000)
    .default(2_000)
    .describe("Size of the context in tokens: the passages put before the answerer."),
  order: passageOrder
    .default("ends")
    .describe(
      "Order of the passages before a language model. `ends`: the strongest at both ends, because models read the middle worst. `rank`: the strongest first. `reverse`: the strongest last, next to the question.",
    ),
  maxSentences: z.int().min(1).max(20).default(3).meta({
    level: "basic",
    description: "Maximum number of sentences in an answer.",
  }),
  threshold: threshold.exactOptional().meta({
    level: "basic",
    description:
      "Minimum confidence of an answer; below it, Lydian abstains. Default: the result of `lydian calibrate`, or else the built-in threshold.",
  }),
  maxWrongRate: maxWrongRate.exactOptional().meta({
    level: "basic",
    description:
      "Maximum share of wrong answers among those shown, such as 0.05. `lydian calibrate` finds the threshold for it. Default: the rate of the calibration, if there is one.",
  }),
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
    .meta({
      needsTrust: false,
      description:
        "Other values of `unsupported`, `threshold` and `maxWrongRate` for single collections: `handbook: {unsupported: abstain}`.",
    }),
});
