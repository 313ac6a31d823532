import { append, type Metadata, type MetadataValue, readMetadataValue } from "../../../core/index.ts";
import type { MetadataRule, RuleSegment } from "./parse-metadata-rule.ts";

/**
 * Reads metadata from a path. A value is a number or Boolean if it is written like one, else text.
 *
 * @param path  names from the root of the source to the file, in NFC
 * @returns     undefined if the rule does not match the whole path
 */
export function matchMetadataRule(rule: MetadataRule, path: readonly string[]): Metadata | undefined {
  const { before, after, minBetween } = rule;
  const between = path.length - before.length - after.length;
  if (minBetween === undefined ? between !== 0 : between < minBetween) return undefined;
  const segments = [
    ...before.map((segment, index) => readSegment(segment, path[index] ?? "")),
    ...after.map((segment, index) => readSegment(segment, path[before.length + between + index] ?? "")),
  ];
  const entries: (readonly [string, MetadataValue])[] = [];
  for (const segment of segments) {
    if (segment === undefined) return undefined;
    append(entries, segment);
  }
  return Object.fromEntries(entries);
}

function readSegment({ pattern, keys }: RuleSegment, name: string) {
  const match = pattern.exec(name);
  return match === null
    ? undefined
    : keys.map((key, index): readonly [string, MetadataValue] => [key, readMetadataValue(match[index + 1] ?? "")]);
}
