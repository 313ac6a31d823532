import { InvalidMetadataRuleError, METADATA_KEY } from "../../../core/index.ts";

/** A parsed rule. Segments before `**` are matched at a path's beginning, those after it at its end. */
export interface MetadataRule {
  readonly before: readonly RuleSegment[];
  readonly after: readonly RuleSegment[];
  /** Minimum number of names that `**` stands for; undefined if the rule has no `**`. */
  readonly minBetween: number | undefined;
}

/** Pattern of one folder's or file's name. */
export interface RuleSegment {
  readonly pattern: RegExp;
  /** Metadata keys of the pattern's groups, in their order. */
  readonly keys: readonly string[];
}

const PREFIX = "path:";
const EXAMPLE = "Write it as in path:{year}/{team}/*";
/** Maximum number of groups in a name. A group backtracks over a file's name at most, so a few are fast on any name. */
const MAX_GROUPS = 3;
const RULE_PART = /\{([^{}]*)\}|\*|[^{}*]+|[{}]/gu;

/**
 * Parses a rule such as `path:{year}/{team}/*`, which names parts of a path relative to its source. `{key}` is one name
 * or a part of one (`{team}-{year}.md`): at least one character, and as short as possible. `*` is any part of a name.
 * `**` may occur once and is any number of folders; at the end it is at least one name. A rule matches a whole path.
 *
 * @throws {InvalidMetadataRuleError} naming what is wrong
 */
export function parseMetadataRule(rule: string): MetadataRule {
  if (!rule.startsWith(PREFIX)) throw wrong(rule, "does not begin with `path:`");
  const names = rule.slice(PREFIX.length).split("/");
  const empty = names.findIndex((name) => ["", ".", ".."].includes(name));
  if (empty >= 0) throw wrong(rule, `has "${names[empty]}" as the name of part ${empty + 1}`);
  const between = names.indexOf("**");
  if (between !== names.lastIndexOf("**")) throw wrong(rule, "has `**` more than once");
  const before = names.slice(0, between < 0 ? names.length : between).map((name) => parseSegment(rule, name));
  const after = between < 0 ? [] : names.slice(between + 1).map((name) => parseSegment(rule, name));
  requireKeys(rule, [...before, ...after]);
  const minBetween = after.length === 0 ? 1 : 0;
  return { before, after, minBetween: between < 0 ? undefined : minBetween };
}

function parseSegment(rule: string, name: string): RuleSegment {
  const keys: string[] = [];
  let groups = 0;
  let afterGroup = false;
  const source = [...name.matchAll(RULE_PART)].map(({ 0: written, 1: key }) => {
    const isGroup = written === "*" || key !== undefined;
    if (isGroup && afterGroup) throw wrong(rule, `has two parts in "${name}" with nothing between them`);
    afterGroup = isGroup;
    if (isGroup && ++groups > MAX_GROUPS) throw wrong(rule, `has more than ${MAX_GROUPS} parts in "${name}"`);
    if (key !== undefined) keys.push(checkKey(rule, key));
    return partPattern(rule, written, key);
  });
  return { pattern: new RegExp(`^${source.join("")}$`, "su"), keys };
}

function checkKey(rule: string, key: string): string {
  if (!METADATA_KEY.test(key)) throw wrong(rule, `has a key "${key}"; a key has letters, digits, _, . and -`);
  return key;
}

function partPattern(rule: string, written: string, key: string | undefined): string {
  if (key !== undefined) return "(.+?)";
  if (written === "*") return ".*?";
  if (written === "{" || written === "}") throw wrong(rule, `has a ${written} that stands alone`);
  return escapeLiteral(written.normalize("NFC"));
}

function requireKeys(rule: string, segments: readonly RuleSegment[]): void {
  const keys = segments.flatMap((segment) => segment.keys);
  if (keys.length === 0) throw wrong(rule, "names no key");
  const repeated = keys.find((key, index) => keys.indexOf(key) !== index);
  if (repeated !== undefined) throw wrong(rule, `names the key "${repeated}" twice`);
}

function escapeLiteral(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/gu, "\\$&");
}

function wrong(rule: string, problem: string): InvalidMetadataRuleError {
  return new InvalidMetadataRuleError(`The rule "${rule.slice(0, 200)}" ${problem}.`, { hint: `${EXAMPLE}.` });
}
