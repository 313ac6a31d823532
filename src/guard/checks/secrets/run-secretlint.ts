import { creator } from "@secretlint/secretlint-rule-preset-recommend";
import type { Finding } from "../../matching/merge-findings.ts";

/** A place that a rule reports. */
interface Report {
  /** Offsets of its first UTF-16 code unit, and after its last one. */
  readonly range: readonly [number, number];
  /** Result of our translator. */
  readonly message: { readonly values: readonly string[] };
}

interface RuleContext {
  createTranslator(): (id: string, values: Readonly<Record<string, unknown>>) => Report["message"];
  report(report: Report): void;
}

interface SecretlintRule {
  readonly meta: { readonly id: string };
  create(context: RuleContext, options: object): { file(source: object): void | Promise<void> };
}

interface SecretlintPreset {
  create(context: { registerRule(rule: SecretlintRule): void }, options: object): void;
}

const PREFIX = "@secretlint/secretlint-rule-";

/** Type of what each rule of the preset finds. */
const typeOfRule: ReadonlyMap<string, string> = new Map([
  ["aws", "AWS_KEY"],
  ["gcp", "GCP_KEY"],
  ["privatekey", "PRIVATE_KEY"],
  ["npm", "NPM_TOKEN"],
  ["basicauth", "URL_PASSWORD"],
  ["slack", "SLACK_TOKEN"],
  ["sendgrid", "SENDGRID_KEY"],
  ["shopify", "SHOPIFY_KEY"],
  ["github", "GITHUB_TOKEN"],
  ["openai", "OPENAI_KEY"],
  ["anthropic", "ANTHROPIC_KEY"],
  ["linear", "LINEAR_KEY"],
  ["1password", "ONEPASSWORD_TOKEN"],
  ["database-connection-string", "DATABASE_PASSWORD"],
]);
/** This rule obeys comments such as `disable`, which anyone could write into a text. */
const COMMENT_RULE = `${PREFIX}filter-comments`;

const SCORE = 0.95;

/**
 * Returns the credentials of a text that the recommended rules of secretlint find. They know
 * the forms of about twenty kinds.
 *
 * The rules run without the core of secretlint: it keeps a record of every run for its
 * profiler, which grows without a bound.
 *
 * @see https://github.com/secretlint/secretlint
 */
export async function runSecretlint(text: string): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const rule of rules) {
    const type = typeOfRule.get(rule.meta.id.slice(PREFIX.length)) ?? "SECRET";
    const context: RuleContext = {
      createTranslator: () => (_, values) => ({
        values: Object.values(values).filter((value): value is string => typeof value === "string"),
      }),
      report({ range: [start, end], message }) {
        const last = Math.max(end, endOfValues(text, start, message.values));
        findings.push({ start, end: Math.min(last, text.length), type, evidence: rule.meta.id, score: SCORE });
      },
    };
    await rule.create(context, {}).file({ content: text, contentType: "text", ext: ".txt", filePath: "text.txt" });
  }
  return findings;
}

const rules = readRules(creator);

function readRules(preset: SecretlintPreset): readonly SecretlintRule[] {
  const read: SecretlintRule[] = [];
  preset.create({ registerRule: (rule) => void read.push(rule) }, {});
  return read.filter(({ meta }) => meta.id !== COMMENT_RULE);
}

/** Maximum number of characters between the start of a report and its secret. */
const MAX_LEAD = 64;

/**
 * Returns the end of a reported secret. Some rules report its length from the start of the name before
 * it, so its end would be cut off.
 */
function endOfValues(text: string, start: number, values: readonly string[]): number {
  return values.reduce((end, value) => {
    const lead = text.slice(start, start + MAX_LEAD + value.length).indexOf(value);
    return lead < 0 ? end : Math.max(end, start + lead + value.length);
  }, 0);
}
