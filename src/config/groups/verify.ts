import { z } from "zod";

/** The settings `verify.*`. */
export const verify = z.strictObject({
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
