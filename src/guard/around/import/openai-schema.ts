import { z } from "zod";

const guardrail = z.looseObject({
  name: z.string().min(1),
  config: z.record(z.string(), z.unknown()).default({}),
});
const bundle = z.looseObject({ guardrails: z.array(guardrail).max(100) });

/** A configuration of OpenAI Guardrails: a pipeline of stages, or the guardrails of one stage. */
export const pipelineSchema = z.union([
  bundle.transform((input) => ({ pre_flight: undefined, input, output: undefined })),
  z.looseObject({
    pre_flight: bundle.nullish(),
    input: bundle.nullish(),
    output: bundle.nullish(),
  }),
]);

export const piiConfig = z.looseObject({
  entities: z.array(z.string()).min(1).optional(),
  block: z.boolean().default(false),
});
export const keywordConfig = z.looseObject({ keywords: z.array(z.string()).min(1) });
export const urlConfig = z.looseObject({
  url_allow_list: z.array(z.string()).default([]),
  allow_subdomains: z.boolean().default(false),
  allowed_schemes: z.unknown().optional(),
});
export const secretConfig = z.looseObject({
  threshold: z.enum(["strict", "balanced", "permissive"]).default("balanced"),
  custom_regex: z.array(z.string().min(1).max(5000)).default([]),
});

const triggers = z.record(z.string(), z.boolean());

/** A row of an evaluation. The package reads either form of the last key. */
export const sampleSchema = z
  .looseObject({
    id: z.union([z.string().min(1), z.number().transform(String)]),
    data: z.string(),
    expected_triggers: triggers.optional(),
    expectedTriggers: triggers.optional(),
  })
  .transform(({ id, data, expected_triggers, expectedTriggers }) => ({
    id,
    data,
    expectedTriggers: expectedTriggers ?? expected_triggers,
  }))
  .refine(({ expectedTriggers }) => expectedTriggers !== undefined, "must have expected_triggers");
