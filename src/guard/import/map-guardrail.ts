import type * as openaiSchemas from "./openai-schema.ts";

/** A rule of a policy, before its defaults. */
export interface MappedRule {
  readonly guard: string;
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
}

/** Entities of the package that the guard `personal-data` finds under the same name. */
const knownEntities = new Set("CREDIT_CARD EMAIL_ADDRESS IBAN_CODE IN_AADHAAR IP_ADDRESS UK_NHS URL US_SSN".split(" "));

/** Why a guardrail has no counterpart. */
const without: Readonly<Record<string, string>> = {
  Moderation:
    "there is no guard for its categories of harm in this import. Look for a guard of toxicity in the list of guards.",
  "NSFW Text":
    "there is no guard for its categories in this import. Look for a guard of toxicity in the list of guards.",
  Jailbreak: "it asks a language model. Look for a guard of injections in the list of guards.",
  "Prompt Injection Detection":
    "it asks a language model about the calls of tools. The guard `taint` in the stage `tool-call` compares arguments with documents.",
  "Off Topic Prompts":
    "it asks a language model about a description. Lydian abstains without evidence, and the guard `scope` compares with the collection.",
  "Hallucination Detection":
    "Lydian verifies every sentence of an answer against its citations, so no guard is needed.",
  "Custom Prompt Check": "it asks a language model with a prompt of your own, and no guard does that.",
};

/** Returns the rules for one guardrail, and what it has that they do not. */
export function mapGuardrail(guardrail: Guardrail): MappedGuardrail {
  const map = mappings[guardrail.name];
  if (map !== undefined) return map(guardrail);
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

function mapPersonalData({ config, schemas }: Guardrail): MappedGuardrail {
  const read = schemas.piiConfig.safeParse(config);
  if (!read.success) return invalid;
  const { entities, block } = read.data;
  const types = (entities ?? [...knownEntities]).filter((entity) => knownEntities.has(entity));
  const others = (entities ?? []).filter((entity) => !knownEntities.has(entity));
  const warnings = others.length === 0 ? [] : [`it has no entities for ${others.join(", ")} in this import.`];
  if (entities === undefined) warnings.push(`without \`entities\`, only ${types.join(", ")} count.`);
  const action = block ? "block" : "redact";
  return { rules: types.length === 0 ? [] : [{ guard: "personal-data", types, action }], warnings };
}

function mapKeywords({ config, schemas }: Guardrail, type: string): MappedGuardrail {
  const read = schemas.keywordConfig.safeParse(config);
  if (!read.success) return invalid;
  const phrases = read.data.keywords.map((keyword) => keyword.replace(/[.,!?;:*]+$/, "")).filter((each) => each !== "");
  if (phrases.length === 0) return invalid;
  const options = { lists: [{ type, phrases }] };
  return { rules: [{ guard: "phrases", types: [type], action: "block", options }], warnings: [] };
}

const hostName = /^[a-z0-9-]+(?:\.[a-z0-9-]+)*$/;

function mapUrls({ config, schemas }: Guardrail): MappedGuardrail {
  const read = schemas.urlConfig.safeParse(config);
  if (!read.success) return invalid;
  const { url_allow_list: list, allow_subdomains, allowed_schemes } = read.data;
  const warnings = ["links that stand in the question or the evidence are allowed as well."];
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
