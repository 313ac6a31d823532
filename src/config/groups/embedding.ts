import { z } from "zod";
import { BUNDLED_MODEL } from "../bundled-models.ts";
import { keyName } from "../key-name.ts";

/** The settings `embedding.*`. */
export const embedding = z.strictObject({
  model: z
    .string()
    .min(1)
    .max(2_048)
    .default(BUNDLED_MODEL)
    .meta({
      level: "basic",
      needsTrust: { exceptFor: [BUNDLED_MODEL] },
      description:
        "The bundled model, a folder with an ONNX model (`./models/mine`), or a provider's model: `openai:NAME`, `google:NAME`, `ollama:NAME`, `openai-compatible:URL#NAME`.",
    }),
  keyName: keyName.exactOptional().meta({
    level: "basic",
    needsTrust: true,
    description:
      "Environment variable with the provider's key. Default: `OPENAI_API_KEY` for `openai:`, `GOOGLE_GENERATIVE_AI_API_KEY` for `google:`; the other providers get no key.",
  }),
  sessions: z
    .int()
    .min(1)
    .max(64)
    .exactOptional()
    .describe("Number of parallel model sessions. Default: the number of cores, at most 4."),
  dimensions: z
    .int()
    .min(1)
    .max(4_096)
    .exactOptional()
    .describe("Length of a provider's vectors. Default: the model's own."),
  languages: z
    .array(z.string().regex(/^[a-z]{2}$/, "must be a code of two letters such as en or de"))
    .min(1)
    .max(200)
    .exactOptional()
    .meta({
      needsTrust: false,
      description:
        "Languages (ISO 639-1) that the model reads. Documents and questions in other languages are matched by words alone. Default: the languages on the model's card, or else all. In the environment: `de,en`.",
    }),
});
