import type { Metadata } from "../../../core/index.ts";
import { matchMetadataRule } from "./match-metadata-rule.ts";
import { parseMetadataRule } from "./parse-metadata-rule.ts";

/**
 * Reads metadata from the URIs of documents by rules; see `parseMetadataRule`. Where several rules fit, the later one
 * wins key by key.
 *
 * @param roots  URIs of the folders, files or pages that were given. A rule is matched against the path below the longest
 *               of them, for a file that was given itself against its name; for what lies under none, against its whole URI
 * @throws {InvalidMetadataRuleError} for a rule that can not be read
 */
export function createMetadataReader(rules: readonly string[], roots: readonly string[]): (uri: string) => Metadata {
  const parsed = rules.map(parseMetadataRule);
  const longestFirst = [...roots].sort((one, other) => other.length - one.length);
  return (uri) => {
    if (parsed.length === 0) return {};
    const path = pathBelow(uri, longestFirst).split("/").filter(Boolean).map(decodeName);
    return Object.fromEntries(parsed.flatMap((rule) => Object.entries(matchMetadataRule(rule, path) ?? {})));
  };
}

function pathBelow(uri: string, roots: readonly string[]): string {
  const bare = uri.replace(/[?#].*$/su, "");
  for (const root of roots) {
    if (bare === root) return root.slice(root.lastIndexOf("/") + 1);
    const folder = root.endsWith("/") ? root : `${root}/`;
    if (bare.startsWith(folder)) return bare.slice(folder.length);
  }
  return bare;
}

/** A URI that the caller made up may hold a lone %; the name is then taken as it is. */
function decodeName(name: string): string {
  try {
    return decodeURIComponent(name).normalize("NFC");
  } catch {
    return name;
  }
}
