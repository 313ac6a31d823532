import { z } from "zod";

const chunker = z.enum(["structure", "recursive", "semantic"]);
const maxTokens = z.int().min(16).max(8_192);
const overlapTokens = z.int().min(0).max(4_096);

/** The settings `chunking.*`. */
export const chunking = z.strictObject({
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
