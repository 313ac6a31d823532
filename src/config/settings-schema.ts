import { z } from "zod";
import { AUTOMATIC_LANGUAGE, DEFAULT_PROFILE } from "../core/index.ts";
import { parseSynonyms } from "./parse-synonyms.ts";

/** The model that comes with Lydian, in `models/`. */
export const BUNDLED_MODEL = "bge-small-en-v1.5-int8";
/** The reranker that comes with Lydian, in `models/`. */
export const BUNDLED_RERANKER = "evidence-minilm-l6-int8";

const chunker = z.enum(["structure", "recursive", "semantic"]);
const maxTokens = z.int().min(16).max(8_192);
const overlapTokens = z.int().min(0).max(4_096);

const chunking = z.strictObject({
  chunker: chunker
    .default("structure")
    .describe(
      "How documents are cut: along headings, lists and tables; by separators alone; or also where the meaning changes, once there are vectors.",
    ),
  maxTokens: maxTokens.default(400).describe("Longest chunk, in the embedding model's tokens."),
  overlapTokens: overlapTokens
    .default(0)
    .describe("How much of a chunk's end the next one repeats; at most half of `chunking.maxTokens`."),
  byMediaType: z
    .record(
      z.string().regex(/^[a-z0-9.+-]+\/[a-z0-9.+-]+$/),
      z.strictObject({
        chunker: chunker.exactOptional(),
        maxTokens: maxTokens.exactOptional(),
        overlapTokens: overlapTokens.exactOptional(),
      }),
    )
    .exactOptional()
    .describe("What of these three is otherwise for a media type, as in `text/markdown: {maxTokens: 300}`."),
});

const embedding = z.strictObject({
  model: z
    .string()
    .min(1)
    .max(2_048)
    .default(BUNDLED_MODEL)
    .describe(
      "The bundled model; or a folder with an ONNX model (`./models/mine`); or `openai:NAME`, `google:NAME`, `ollama:NAME`, `openai-compatible:URL#NAME`.",
    ),
  keyName: z
    .string()
    .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "must be the name of an environment variable")
    .exactOptional()
    .describe(
      "Name of the environment variable that holds the provider's key. Left out: `OPENAI_API_KEY` for `openai:`, `GOOGLE_GENERATIVE_AI_API_KEY` for `google:`, none for the others.",
    ),
  sessions: z
    .int()
    .min(1)
    .max(64)
    .exactOptional()
    .describe("Model sessions side by side. Left out: the number of cores, at most 4."),
  dimensions: z
    .int()
    .min(1)
    .max(4_096)
    .exactOptional()
    .describe("Length of a provider's vectors. Left out: the model's own."),
  languages: z
    .array(z.string().regex(/^[a-z]{2}$/, "must be a code of two letters such as en or de"))
    .min(1)
    .max(200)
    .exactOptional()
    .describe(
      "Languages (ISO 639-1) that the model reads; documents and questions in others are found by their words alone. Left out: what the model's card says, else all. In the environment: `de,en`.",
    ),
});

const search = z.strictObject({
  mode: z.enum(["hybrid", "lexical", "vector"]).default("hybrid").describe("By words, by meaning, or by both."),
  limit: z.int().min(1).max(1_000).default(10).describe("How many hits a search gives."),
  synonyms: z
    .string()
    .max(10_000_000)
    .describe(
      "Words that searches also look for, a rule a line: `heart attack, myocardial infarction` stand for each other; `ECG => electrocardiogram` holds in one direction.",
    )
    .transform((text, context) => {
      const read = parseSynonyms(text);
      if ("rules" in read) return read.rules;
      context.addIssue({ code: "custom", message: read.problem });
      return z.NEVER;
    })
    .exactOptional(),
  rephrasings: z
    .int()
    .min(0)
    .max(5)
    .default(0)
    .describe(
      "How many other phrasings of a question the language model of `answer.model` writes, each of which is searched too; the question itself weighs most. 0: none.",
    ),
  memoryMegabytes: z
    .int()
    .min(1)
    .max(1_048_576)
    .exactOptional()
    .describe(
      "Most memory, in MiB, for the words and vectors of the index between their uses: a larger index is searched segment by segment, and read again each time. Left out: no limit.",
    ),
});

const rerank = z.strictObject({
  model: z
    .string()
    .min(1)
    .max(2_048)
    .default("auto")
    .describe(
      "What reads the first hits again, together with the question. `auto`: the bundled cross-encoder reads for answers, which changes no order, and searches are left alone; `off`: nothing does. In searches too, and their order follows it: `bundled`; a folder with an ONNX cross-encoder (`./models/mine`); `cohere:NAME`, or `cohere-compatible:URL#NAME` for a server that speaks its protocol.",
    ),
  keyName: z
    .string()
    .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "must be the name of an environment variable")
    .exactOptional()
    .describe(
      "Name of the environment variable that holds the provider's key. Left out: `COHERE_API_KEY` for `cohere:`, none for others.",
    ),
  depth: z
    .int()
    .min(1)
    .max(200)
    .exactOptional()
    .describe("How many of the first chunks are read again. Left out: 30, and 5 where `auto` reads for an answer."),
  weight: z
    .number()
    .min(0)
    .max(1)
    .default(0.5)
    .describe(
      "Weight of the reranker beside words and vectors: 0 only reads and changes no order, 1 follows it alone.",
    ),
  budgetMs: z
    .int()
    .min(1)
    .max(600_000)
    .default(2_000)
    .describe("Longest time that the reading may take; then words and vectors alone decide, with a warning."),
});

const collectionName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_-]{0,62}$/, "must be 1 to 63 of a-z, 0-9, _ and -, beginning with a letter or a digit");
const unsupported = z.enum(["drop", "flag", "abstain"]);
const maxWrongRate = z.number().min(0.001).max(0.5);
const threshold = z.number().min(0).max(1);

const answer = z.strictObject({
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
    .regex(/^[a-z0-9][a-z0-9_-]{0,62}$/, "must be the name of a profile, such as brief")
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
  unsupported: unsupported
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
        unsupported: unsupported.exactOptional(),
        threshold: threshold.exactOptional(),
        maxWrongRate: maxWrongRate.exactOptional(),
      }),
    )
    .exactOptional()
    .describe(
      "What of `unsupported`, `threshold` and `maxWrongRate` is otherwise for a collection, as in `handbook: {unsupported: abstain}`.",
    ),
});

const verify = z.strictObject({
  entailment: z
    .string()
    .min(1)
    .max(2_048)
    .exactOptional()
    .describe(
      "Folder of an ONNX model for natural language inference (`./models/nli`), with its tokenizer.json and config.json: it decides about sentences that no check settles.",
    ),
  judge: z
    .string()
    .min(1)
    .max(2_048)
    .exactOptional()
    .describe(
      "A language model, named as in `answer.model`, that judges sentences that no check and no entailment model settles. It is sent the sentence and what it cites.",
    ),
  keyName: z
    .string()
    .regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "must be the name of an environment variable")
    .exactOptional()
    .describe(
      "Name of the environment variable that holds the key of the judge's provider. Left out: as for `answer.keyName`.",
    ),
  judgeCalls: z
    .int()
    .min(1)
    .max(1_000)
    .default(10)
    .describe("How often the judge may be asked for one answer; what it may not be asked is `unmeasured`."),
  judgeTokens: z
    .int()
    .min(50)
    .max(100_000)
    .default(500)
    .describe("Most tokens that the judge may write about one sentence, its hidden thought counted."),
  judgeSeconds: z
    .int()
    .min(1)
    .max(3_600)
    .default(30)
    .describe("Longest time that the judge may take for one sentence."),
});

const ingest = z.strictObject({
  timeoutSeconds: z.int().min(1).max(3_600).default(60).describe("Longest time that loading one file may take."),
  memoryMegabytes: z.int().min(64).max(65_536).default(1_024).describe("Most memory of the process that loads files."),
  maxFileMegabytes: z.int().min(1).max(1_024).default(256).describe("A larger file is refused."),
  keepOriginals: z.boolean().default(true).describe("Whether the original bytes are stored beside the text."),
  ocr: z
    .enum(["off", "tesseract"])
    .default("off")
    .describe(
      "Whether pictures, and pages that are pictures, are read by OCR; needs `npm i tesseract.js @tesseract.js-data/eng`.",
    ),
  ocrPageSeconds: z
    .int()
    .min(1)
    .max(3_600)
    .default(120)
    .describe("How much longer loading a file may take for each of its pages that OCR reads."),
  processes: z.int().min(1).max(16).default(1).describe("Processes that load files side by side."),
});

const web = z.strictObject({
  allowPrivate: z
    .boolean()
    .default(false)
    .describe("Whether pages may be read from private networks and from this machine."),
  timeoutSeconds: z.int().min(1).max(600).default(30).describe("Longest time that fetching one page may take."),
  maxPages: z.int().min(1).max(20_000).default(500).describe("Most pages of one crawl."),
  delaySeconds: z
    .number()
    .min(0)
    .max(60)
    .default(1)
    .describe("Time between two requests to one host; a site may ask for more in its robots.txt."),
  userAgent: z
    .string()
    .regex(/^[A-Za-z][\x20-\x7e]{0,199}$/, "must be a name in ASCII, such as lydian or mybot/1.0 (me@example.org)")
    .default("lydian")
    .describe("How Lydian calls itself to sites; the first word is the name that robots.txt may mention."),
});

const store = z.strictObject({
  waitSeconds: z
    .number()
    .min(0)
    .max(3_600)
    .default(5)
    .describe("How long a write waits for another process that is writing."),
});

const server = z.strictObject({
  host: z
    .string()
    .min(1)
    .max(255)
    .default("127.0.0.1")
    .describe("The address that `lydian serve` listens on. Any other than one of this machine alone demands keys."),
  port: z.int().min(0).max(65_535).default(4_280).describe("The port; 0 takes one that is free."),
  allowedHosts: z
    .array(z.string().regex(/^[A-Za-z0-9.-]+$/, "must be names of hosts, without a port"))
    .exactOptional()
    .describe("Names by which the server may be called, besides its own address and `localhost`."),
  allowedOrigins: z
    .array(z.string().regex(/^https?:\/\/[^/]+$/, "must be origins such as https://intranet.example"))
    .exactOptional()
    .describe("Other sites whose pages may call the server from a browser."),
  requireKey: z.boolean().default(false).describe("Whether a key is demanded on this machine, too."),
  maxUploadMegabytes: z.int().min(1).max(2_000).default(100).describe("The largest file that may be uploaded."),
  requestsPerMinute: z.int().min(1).max(1_000_000).default(600).describe("How often each key may call."),
  concurrentRequests: z.int().min(1).max(1_000).default(16).describe("How many calls of each key may run at one time."),
  timeoutSeconds: z
    .int()
    .min(1)
    .max(3_600)
    .default(120)
    .describe("Until a call has to be answered that is neither a stream nor an upload."),
});

/** Every setting, its bounds and its default. The reference page and the names in the environment follow from it. */
export const settingsSchema = z.strictObject({
  collection: collectionName.default("default").describe("The collection that is meant when a call names none."),
  language: z
    .string()
    .regex(/^(?:auto|[a-z]{2})$/, "must be auto, or a code of two letters such as en or de")
    .default(AUTOMATIC_LANGUAGE)
    .describe(
      "`auto`: the language of each document is recognised, and its words are analysed in it. A code such as `de` (ISO 639-1) is taken for all documents.",
    ),
  chunking: chunking.prefault({}),
  embedding: embedding.prefault({}),
  search: search.prefault({}),
  rerank: rerank.prefault({}),
  answer: answer.prefault({}),
  verify: verify.prefault({}),
  ingest: ingest.prefault({}),
  web: web.prefault({}),
  store: store.prefault({}),
  server: server.prefault({}),
});

/** All settings, with their defaults filled in. Units are in the names; bounds are the schema's. */
export type Settings = z.output<typeof settingsSchema>;

/** Some settings, over those of the files, the environment and the defaults. */
export type SettingsInput = z.input<typeof settingsSchema>;
