import type { TrustedPart } from "../../../core/index.ts";
import { oneLine } from "../../present/index.ts";
import type { ServeOptions } from "../composed-calls.ts";
import { readableUri } from "./readable-uri.ts";

const nouns: Readonly<Record<TrustedPart["kind"], string>> = {
  key: "key",
  watch: "watched folder",
  job: "unfinished job",
  source: "source",
};

type IgnoredParts = Parameters<NonNullable<ServeOptions["onIgnored"]>>[0];

/** Lists the parts of a store that do not count, one line each, and says how to trust them. */
export function renderIgnored({ store, settings, parts }: IgnoredParts): readonly string[] {
  return [
    `These parts of the store ${store} are ignored, because you have not trusted them:`,
    ...settings.map((name) => `  setting  ${name}`),
    ...renderParts(parts),
    `If you agree with all of them, run \`lydian trust ${JSON.stringify(store)}\`.`,
  ];
}

/** Lists parts of a store, one line each. */
export function renderParts(parts: readonly TrustedPart[]): readonly string[] {
  return parts.map(({ kind, name }) => `  ${nouns[kind]}  ${oneLine(name.includes(":") ? readableUri(name) : name)}`);
}
