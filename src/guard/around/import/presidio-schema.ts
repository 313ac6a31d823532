import { z } from "zod";

/** The part of a Presidio recogniser that has a counterpart. */
const recogniserSchema = z.looseObject({
  name: z.string().min(1),
  supported_entity: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/)
    .optional(),
  type: z.enum(["custom", "predefined"]).optional(),
  enabled: z.boolean().default(true),
  patterns: z
    .array(z.looseObject({ name: z.string(), regex: z.string().min(1).max(5000), score: z.number().min(0).max(1) }))
    .default([]),
  context: z.array(z.string()).nullish(),
  deny_list: z.array(z.union([z.string(), z.number().transform(String)])).nullish(),
  deny_list_score: z.number().optional(),
  supported_language: z.string().optional(),
  supported_languages: z
    .array(z.union([z.string(), z.looseObject({ language: z.string(), context: z.array(z.string()).nullish() })]))
    .nullish(),
});

/** A file of recognisers. Other keys of Presidio have no counterpart. */
export const presidioSchema = z.looseObject({ recognizers: z.array(recogniserSchema).max(1000) });

/** A recogniser of a file, with defaults. */
export type PresidioRecogniser = z.output<typeof recogniserSchema>;
