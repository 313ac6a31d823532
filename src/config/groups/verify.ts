import { z } from "zod";
import { keyName } from "../key-name.ts";

/** The settings `verify.*`. */
export const verify = z.strictObject({
  entailment: z.string().min(1).max(2_048).exactOptional().meta({
    needsTrust: true,
    description:
      "Folder of an ONNX model for natural language inference (`./models/nli`), with its tokenizer.json and config.json. It decides about sentences that no check settles.",
  }),
  judge: z.string().min(1).max(2_048).exactOptional().meta({
    needsTrust: true,
    description:
      "Language model, named as in `answer.model`, that judges sentences that neither a check nor an entailment model settles. It receives the sentence and its cited text.",
  }),
  keyName: keyName.exactOptional().meta({
    needsTrust: true,
    description: "Environment variable with the key of the judge's provider. Default: as for `answer.keyName`.",
  }),
  judgeCalls: z
    .int()
    .min(1)
    .max(1_000)
    .default(10)
    .describe("Maximum number of calls to the judge for one answer. Further sentences are `unmeasured`."),
  judgeTokens: z
    .int()
    .min(50)
    .max(100_000)
    .default(500)
    .describe("Maximum output tokens of the judge per sentence, reasoning included."),
  judgeSeconds: z.int().min(1).max(3_600).default(30).describe("Maximum time of the judge for one sentence."),
});
