import { z } from "zod";
import { text } from "./place.ts";
import { readOnly } from "./read-only.ts";

export const feedbackSchema = readOnly(
  z
    .object({
      answerId: text,
      collection: text,
      rating: z.enum(["up", "down"]),
      /** A comment in the reader's own words, at most 1,000 characters. */
      reason: text.exactOptional(),
      /** Time of the rating, ISO 8601 in UTC. */
      givenAt: text,
      /** Reader who rated the answer. Each reader has one rating per answer: the last. */
      givenBy: text.meta({ description: "The id of a key, or `local`." }),
    })
    .meta({ id: "Feedback" }),
);

/** A reader's rating of an answer. */
export type Feedback = z.infer<typeof feedbackSchema>;
