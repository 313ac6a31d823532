import { z } from "zod";

/** Schema of a type of places, such as `DOSAGE`. */
export const spanTypeSchema = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/, "must be letters, digits, hyphens and underscores");

/** Schema of a phrase, as whole words in any case. */
export const phraseSchema = z.string().min(1).max(200);
