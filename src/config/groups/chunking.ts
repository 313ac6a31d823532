import { z } from "zod";

const chunker = z.enum(["structure", "recursive", "semantic"]);
const maxTokens = z.int().min(16).max(8_192);
const overlapTokens = z.int().min(0).max(4_096);

/** The settings `chunking.*`. */
export const chunking = z.strictObject({
  chunker: chunker
    .default("structure")
    .describe(
      "Places where documents are cut. `structure`: at headings, lists and tables. `recursive`: at separators alone. `semantic`: also where the meaning changes, once there are vectors.",
    ),
  maxTokens: maxTokens.default(400).describe("Maximum length of a chunk, in the embedding model's tokens."),
  overlapTokens: overlapTokens
    .default(0)
    .describe("Tokens that a chunk repeats from the end of the one before; at most half of `chunking.maxTokens`."),
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
    .meta({
      needsTrust: false,
      description: "Other values of these three settings for single media types: `text/markdown: {maxTokens: 300}`.",
    }),
});
