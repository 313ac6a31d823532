import { z } from "zod";
import type { Feedback } from "../index.ts";
import { text } from "./place.ts";

export const feedback: z.ZodType<Feedback> = z
  .object({
    answerId: text,
    collection: text,
    rating: z.enum(["up", "down"]),
    reason: text.exactOptional(),
    givenAt: text,
    givenBy: text.meta({ description: "The id of a key, or `local`." }),
  })
  .meta({ id: "Feedback" });
