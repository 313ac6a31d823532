import { z } from "zod";
import { BUNDLED_MODEL } from "../bundled-models.ts";

/** The settings `embedding.*`. */
export const embedding = z.strictObject({
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
