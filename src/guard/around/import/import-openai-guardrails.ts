import { type GuardPolicy, InvalidSettingsError } from "../../../core/index.ts";
import { allChecks } from "../../checks/index.ts";
import { type ImportedStage, type MappedGuardrail, type MappedRule, mapGuardrail } from "./map-guardrail.ts";
import { parseYaml } from "./parse-yaml.ts";

/** A policy, and what of a configuration has no counterpart. */
export interface ImportedPolicy {
  readonly policy: GuardPolicy;
  /** One sentence each. */
  readonly warnings: readonly string[];
}

export interface ImportOptions {
  /** Path of the file, for messages. */
  readonly path?: string;
  /** Ids of the guards that a policy may name. Default: those of Lydian. */
  readonly guards?: readonly string[];
}

/** Stages of OpenAI Guardrails, and ours. Both of its first stages check what the user wrote. */
const stages = [
  ["pre_flight", "input"],
  ["input", "input"],
  ["output", "output"],
] as const;

/**
 * Turns a configuration of OpenAI Guardrails into a policy. A guardrail without a counterpart becomes a warning, and so
 * does an option that a guard of Lydian does not have.
 *
 * @throws {InvalidSettingsError} for a text that is not such a configuration
 * @see https://openai.github.io/openai-guardrails-js/
 */
export async function importOpenaiGuardrails(
  text: string,
  { path = "guardrails_config.json", guards = allChecks.map(({ id }) => id) }: ImportOptions = {},
): Promise<ImportedPolicy> {
  const [schemas, { guardPolicySchema }] = await Promise.all([
    import("./openai-schema.ts"),
    import("../../../core/schemas/index.ts"),
  ]);
  const checked = schemas.pipelineSchema.safeParse(await parseYaml(text, path));
  if (!checked.success) {
    throw new InvalidSettingsError(`${path} is not a configuration of OpenAI Guardrails.`, {
      hint: 'It needs stages such as `"output": {"version": 1, "guardrails": [{"name": "Moderation", "config": {}}]}`.',
    });
  }

  const rules = { input: [], output: [], "tool-call": [], "tool-result": [] };
  const imported: ImportedRules = { warnings: [], rules };
  for (const [theirs, ours] of stages) {
    for (const { name, config } of checked.data[theirs]?.guardrails ?? []) {
      addRules(imported, mapGuardrail({ name, config, schemas, guards }), `"${name}" (stage ${theirs})`, ours);
    }
  }
  const filled = Object.entries(imported.rules).filter(([, ofStage]) => ofStage.length > 0);
  const policy = guardPolicySchema.parse({
    name: "openai-guardrails",
    stages: Object.fromEntries(filled.map(([stage, ofStage]) => [stage, { guards: ofStage.map(withoutStage) }])),
  });
  return { policy, warnings: imported.warnings };
}

const withoutStage = ({ stage: _, ...rule }: MappedRule): Omit<MappedRule, "stage"> => rule;

interface ImportedRules {
  readonly warnings: string[];
  readonly rules: Readonly<Record<ImportedStage, MappedRule[]>>;
}

/**
 * Adds the rules of a guardrail to its stage, or to the stage that a rule names.
 *
 * @param name  name of the guardrail, for warnings
 */
function addRules(
  { warnings, rules }: ImportedRules,
  mapped: MappedGuardrail,
  name: string,
  stage: ImportedStage,
): void {
  for (const warning of mapped.warnings) warnings.push(`${name}: ${warning}`);
  for (const rule of mapped.rules) {
    const place = rule.stage ?? stage;
    const isThere = rules[place].some((other) => isSame(other, rule));
    if (!isThere) rules[place].push(rule);
    else if (rule.stage === undefined)
      warnings.push(`${name}: the guard "${rule.guard}" is in the stage "${place}" already.`);
  }
}

/** Two rules of a guard need types that differ. */
function isSame(left: MappedRule, right: MappedRule): boolean {
  if (left.guard !== right.guard) return false;
  const { types } = left;
  return types === undefined || right.types === undefined || right.types.some((type) => types.includes(type));
}
