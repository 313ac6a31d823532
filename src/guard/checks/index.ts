import { defined } from "../../core/index.ts";
import type { LazyGuard } from "../guard.ts";

/** The schemas of options load zod, so they are loaded with the first guard that has options. */
const loadOptions = () => import("./check-options.ts");

/**
 * Every guard that Lydian has, by the ids that policies name. Each is loaded by the first text of a stage that it checks, so a
 * guard costs nothing where the policy does not use it.
 */
export const allChecks: readonly LazyGuard[] = [
  crisisCheckOf(undefined),
  {
    id: "canary",
    cost: "rules",
    load: async () => (await import("./canary/create-canary-check.ts")).createCanaryCheck(),
  },
  {
    id: "direct-injection",
    cost: "rules",
    load: async () =>
      (await import("./direct-injection/create-direct-injection-check.ts")).createDirectInjectionCheck(),
  },
  {
    id: "exfiltration",
    cost: "rules",
    options: "optional",
    load: async (options) => {
      const { readOptions, exfiltrationOptions } = await loadOptions();
      const { createExfiltrationCheck } = await import("./exfiltration/create-exfiltration-check.ts");
      return createExfiltrationCheck(readOptions("exfiltration", exfiltrationOptions, options));
    },
  },
  {
    id: "language",
    cost: "rules",
    options: "optional",
    load: async (options) => {
      const { readOptions, languageOptions } = await loadOptions();
      const { createLanguageCheck } = await import("./language/create-language-check.ts");
      return createLanguageCheck(readOptions("language", languageOptions, options));
    },
  },
  {
    id: "length",
    cost: "rules",
    options: "optional",
    load: async (options) => {
      const { readOptions, lengthOptions } = await loadOptions();
      const { createLengthCheck } = await import("./length/create-length-check.ts");
      return createLengthCheck(readOptions("length", lengthOptions, options));
    },
  },
  {
    id: "patterns",
    cost: "rules",
    options: "required",
    load: async (options) => {
      const { readOptions, patternsOptions } = await loadOptions();
      const { createPatternsCheck } = await import("./patterns/create-patterns-check.ts");
      return createPatternsCheck(readOptions("patterns", patternsOptions, options));
    },
  },
  {
    id: "indirect-injection",
    cost: "rules",
    load: async () =>
      (await import("./indirect-injection/create-indirect-injection-check.ts")).createIndirectInjectionCheck(),
  },
  {
    id: "personal-data",
    cost: "rules",
    options: "optional",
    load: async (options) => {
      const { readOptions, personalDataOptions } = await loadOptions();
      const { createPersonalDataCheck } = await import("./personal-data/create-personal-data-check.ts");
      return createPersonalDataCheck(readOptions("personal-data", personalDataOptions, options));
    },
  },
  {
    id: "phrases",
    cost: "rules",
    options: "required",
    load: async (options) => {
      const { readOptions, phrasesOptions } = await loadOptions();
      const { createPhrasesCheck } = await import("./phrases/create-phrases-check.ts");
      return createPhrasesCheck(readOptions("phrases", phrasesOptions, options));
    },
  },
  {
    id: "prompt-leakage",
    cost: "rules",
    load: async () => (await import("./prompt-leakage/create-prompt-leakage-check.ts")).createPromptLeakageCheck(),
  },
  {
    id: "refusal",
    cost: "rules",
    load: async () => (await import("./refusal/create-refusal-check.ts")).createRefusalCheck(),
  },
  {
    id: "schema",
    cost: "rules",
    options: "required",
    load: async (options) => {
      const { readOptions, schemaOptions } = await loadOptions();
      const { createSchemaCheck } = await import("./schema/create-schema-check.ts");
      return createSchemaCheck(readOptions("schema", schemaOptions, options));
    },
  },
  {
    id: "scope",
    cost: "rules",
    load: async () => (await import("./scope/create-scope-check.ts")).createScopeCheck(),
  },
  {
    id: "secrets",
    cost: "rules",
    load: async () => (await import("./secrets/create-secrets-check.ts")).createSecretsCheck(),
  },
  {
    id: "taint",
    cost: "rules",
    load: async () => (await import("./taint/create-taint-check.ts")).createTaintCheck(),
  },
  {
    id: "topics",
    cost: "rules",
    options: "optional",
    load: async (options) => {
      const { readOptions, topicsOptions } = await loadOptions();
      const { createTopicsCheck } = await import("./topics/create-topics-check.ts");
      return createTopicsCheck(readOptions("topics", topicsOptions, options));
    },
  },
  {
    id: "profanity",
    cost: "rules",
    load: async () => (await import("./profanity/create-profanity-check.ts")).createProfanityCheck(),
  },
  {
    id: "toxicity",
    cost: "small-model",
    load: async () => (await import("./toxicity/create-toxicity-check.ts")).createToxicityCheck(),
  },
  {
    id: "personal-names",
    cost: "small-model",
    load: async () => (await import("./personal-names/create-personal-names-check.ts")).createPersonalNamesCheck(),
  },
  {
    id: "safe-harbor",
    cost: "small-model",
    load: async () => (await import("./safe-harbor/create-safe-harbor-check.ts")).createSafeHarborCheck(),
  },
];

/** Returns every guard, with the help lines of a region: ISO 3166-1 in lower case, or `eu`. */
export function checksForRegion(region: string | undefined): readonly LazyGuard[] {
  return allChecks.map((check) => (check.id === "crisis" ? crisisCheckOf(region) : check));
}

function crisisCheckOf(region: string | undefined): LazyGuard {
  return {
    id: "crisis",
    cost: "rules",
    load: async () => (await import("./crisis/create-crisis-check.ts")).createCrisisCheck(defined({ region })),
  };
}
