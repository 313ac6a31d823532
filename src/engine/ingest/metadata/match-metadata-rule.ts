import { type Metadata, type MetadataValue, readMetadataValue } from "../../../core/index.ts";
import type { MetadataRule, RuleSegment } from "./parse-metadata-rule.ts";

/**
 * What a rule reads from a path: a number or truth value where a name is one, else text.
 *
 * @param path  its names, from the root of the source to the file, in NFC
 * @returns     undefined if the rule does not fit the whole path
 */
export function matchMetadataRule(rule: MetadataRule, path: readonly string[]): Metadata | undefined {
  const { before, after, fewestBetween } = rule;
  const between = path.length - before.length - after.length;
  if (fewestBetween === undefined ? between !== 0 : between < fewestBetween) return undefined;
  const pairs = [
    ...before.map((segment, index) => readSegment(segment, path[index] ?? "")),
    ...after.map((segment, index) => readSegment(segment, path[before.length + between + index] ?? "")),
  ];
  const entries: (readonly [string, MetadataValue])[] = [];
  for (const read of pairs) {
    if (read === undefined) return undefined;
    entries.push(...read);
  }
  return Object.fromEntries(entries);
}

function readSegment({ pattern, keys }: RuleSegment, name: string) {
  const match = pattern.exec(name);
  return match === null
    ? undefined
    : keys.map((key, index): readonly [string, MetadataValue] => [key, readMetadataValue(match[index + 1] ?? "")]);
}
