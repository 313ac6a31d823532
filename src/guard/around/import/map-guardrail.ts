import type * as openaiSchemas from "./openai-schema.ts";

export type ImportedStage = "input" | "output" | "tool-call" | "tool-result";

/** A rule of a policy, before its defaults. */
export interface MappedRule {
  readonly guard: string;
  /** Stage of the rule, if it is not that of the guardrail. */
  readonly stage?: ImportedStage;
  readonly types?: readonly string[];
  readonly threshold?: number;
  readonly action: "block" | "redact" | "review";
  readonly options?: Readonly<Record<string, unknown>>;
}

export interface MappedGuardrail {
  readonly rules: readonly MappedRule[];
  readonly warnings: readonly string[];
}

interface Guardrail {
  readonly name: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly schemas: typeof openaiSchemas;
  /** Ids of the guards that there are. */
  readonly guards: readonly string[];
}

/** Entities of the package, by the guard that finds them under the same name. */
const entitiesOf: Readonly<Record<string, readonly string[]>> = {
  "personal-data": "CREDIT_CARD EMAIL_ADDRESS IBAN_CODE IN_AADHAAR IP_ADDRESS UK_NHS URL US_SSN".split(" "),
  "personal-names": ["PERSON", "NRP"],
};

/** Our guards for guardrails that OpenAI runs with a language model. */
export const byModel: Readonly<Record<string, readonly MappedRule[]>> = {
  Moderation: [{ guard: "toxicity", action: "block" }],
  "NSFW Text": [{ guard: "toxicity", action: "block" }],
  Jailbreak: [{ guard: "direct-injection", action: "block" }],
  "Prompt Injection Detection": [
    { guard: "indirect-injection", stage: "tool-result", action: "block" },
    { guard: "taint", stage: "tool-call", action: "review" },
  ],
};

/** Reasons why a guardrail has no counterpart. */
const without: Readonly<Record<string, string>> = {
  "Off Topic Prompts":
    "it asks a language model about a description. Lydian abstains without evidence, and the guard `scope` reads the evidence.",
  "Hallucination Detection":
    "Lydian verifies every sentence of an answer against its citations, so no guard is needed.",
  "Custom Prompt Check": "it asks a language model with a prompt of your own, and no guard does that.",
};

/** Returns the rules for one guardrail, and what it has that they do not. */
export function mapGuardrail(guardrail: Guardrail): MappedGuardrail {
  const map = mappings[guardrail.name];
  if (map !== undefined) return map(guardrail);
  const rules = byModel[guardrail.name];
  if (rules !== undefined) return mapModel(rules, guardrail);
  return { rules: [], warnings: [without[guardrail.name] ?? "there is no guardrail of that name in the package."] };
}

const mappings: Readonly<Record<string, (guardrail: Guardrail) => MappedGuardrail>> = {
  "Contains PII": mapPersonalData,
  "Keyword Filter": (guardrail) => mapKeywords(guardrail, "KEYWORD"),
  Competitors: (guardrail) => mapKeywords(guardrail, "COMPETITOR"),
  "URL Filter": mapUrls,
  "Secret Keys": mapSecrets,
};

const invalid: MappedGuardrail = { rules: [], warnings: ["its configuration is not valid, so it was left out."] };

function mapModel(rules: readonly MappedRule[], { config, guards }: Guardrail): MappedGuardrail {
  const there = rules.filter(({ guard }) => guards.includes(guard));
  const missing = rules.filter(({ guard }) => !guards.includes(guard)).map(({ guard }) => guard);
  const warnings = missing.map((guard) => `it asks a language model, and there is no guard "${guard}" here.`);
  if (there.length > 0) {
    const names = there.map(({ guard }) => `"${guard}"`).join(" and ");
    warnings.push(`${names} decides by rules and weights, so the model, threshold and categories have no counterpart.`);
  }
  return { rules: there, warnings: Object.keys(config).length === 0 ? warnings.slice(0, missing.length) : warnings };
}

function mapPersonalData({ config, schemas, guards }: Guardrail): MappedGuardrail {
  const read = schemas.piiConfig.safeParse(config);
  if (!read.success) return invalid;
  const { entities, block } = read.data;
  const action = block ? "block" : "redact";
  const known = Object.entries(entitiesOf).filter(([guard]) => guards.includes(guard));
  const rules = known.flatMap(([guard, names]): readonly MappedRule[] => {
    const types = names.filter((name) => entities?.includes(name) ?? guard === "personal-data");
    return types.length === 0 ? [] : [{ guard, types, action }];
  });
  const found = new Set(rules.flatMap(({ types = [] }) => types));
  const others = (entities ?? []).filter((entity) => !found.has(entity));
  const warnings = others.length === 0 ? [] : [`there is no counterpart for ${others.join(", ")}.`];
  if (entities === undefined) warnings.push(`without \`entities\`, only ${[...found].join(", ")} count.`);
  return { rules, warnings };
}

function mapKeywords({ config, schemas }: Guardrail, type: string): MappedGuardrail {
  const read = schemas.keywordConfig.safeParse(config);
  if (!read.success) return invalid;
  const phrases = read.data.keywords
    .map((keyword) => keyword.replace(/(?<![.,!?;:*])[.,!?;:*]+$/, ""))
    .filter((each) => each !== "");
  if (phrases.length === 0) return invalid;
  const options = { lists: [{ type, phrases }] };
  return { rules: [{ guard: "phrases", types: [type], action: "block", options }], warnings: [] };
}

const hostName = /^[a-z0-9-]+(?:\.[a-z0-9-]+)*$/;

function mapUrls({ config, schemas }: Guardrail): MappedGuardrail {
  const read = schemas.urlConfig.safeParse(config);
  if (!read.success) return invalid;
  const { url_allow_list: list, allow_subdomains, allowed_schemes } = read.data;
  const warnings = ["links that are in the question or the evidence are allowed as well."];
  const hosts = list.flatMap((entry) => {
    const bare = entry
      .trim()
      .toLowerCase()
      .replace(/^https?:\/\//, "")
      .replace(/\/$/, "");
    if (!hostName.test(bare)) {
      warnings.push("an entry of its list is more than a host, so it was left out.");
      return [];
    }
    return allow_subdomains ? [bare, `*.${bare}`] : [bare];
  });
  if (allowed_schemes !== undefined)
    warnings.push("`allowed_schemes` has no counterpart: a listed host counts with any scheme.");
  return { rules: [{ guard: "exfiltration", action: "block", options: { hosts } }], warnings };
}

function mapSecrets({ config, schemas }: Guardrail): MappedGuardrail {
  const read = schemas.secretConfig.safeParse(config);
  if (!read.success) return invalid;
  const { threshold, custom_regex } = read.data;
  const rule: MappedRule = { guard: "secrets", threshold: threshold === "permissive" ? 0.9 : 0.5, action: "block" };
  const warnings =
    threshold === "strict" ? ["`strict` counts any random text; Lydian needs the form or the name of a secret."] : [];
  if (custom_regex.length === 0) return { rules: [rule], warnings };
  const patterns = custom_regex.map((regex, index) => ({ name: `custom-${index + 1}`, regex, score: 0.9 }));
  const options = { recognisers: [{ type: "CUSTOM_SECRET", patterns }] };
  return { rules: [rule, { guard: "patterns", types: ["CUSTOM_SECRET"], action: "block", options }], warnings };
}
