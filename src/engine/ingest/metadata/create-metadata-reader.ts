import { decodeAddress, type Metadata } from "../../../core/index.ts";
import { matchMetadataRule } from "./match-metadata-rule.ts";
import { parseMetadataRule } from "./parse-metadata-rule.ts";

/**
 * Creates a function that reads metadata from a document's URI by rules; see `parseMetadataRule`. Where several rules
 * match, the last one wins key by key.
 *
 * @param roots  URIs of the folders, files or pages that the caller named. A rule is matched against the path below the
 *               longest root that contains the document; if the document is a root itself, against its file name; if
 *               it lies in none, against its whole URI
 * @throws {InvalidMetadataRuleError} for a rule that is not valid
 */
export function createMetadataReader(rules: readonly string[], roots: readonly string[]): (uri: string) => Metadata {
  const parsed = rules.map(parseMetadataRule);
  const longestFirst = [...roots].sort((a, b) => b.length - a.length);
  return (uri) => {
    if (parsed.length === 0) return {};
    const path = pathBelow(uri, longestFirst)
      .split("/")
      .filter(Boolean)
      .map((name) => decodeAddress(name).normalize("NFC"));
    return Object.fromEntries(parsed.flatMap((rule) => Object.entries(matchMetadataRule(rule, path) ?? {})));
  };
}

function pathBelow(uri: string, roots: readonly string[]): string {
  const bare = uri.replace(/[?#].*/su, "");
  for (const root of roots) {
    if (bare === root) return root.slice(root.lastIndexOf("/") + 1);
    const folder = root.endsWith("/") ? root : `${root}/`;
    if (bare.startsWith(folder)) return bare.slice(folder.length);
  }
  return bare;
}
