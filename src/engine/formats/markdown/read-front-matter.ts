import { parseDocument } from "yaml";
import type { Metadata, ReceiptWarning } from "../../../core/index.ts";
import { flattenMetadata } from "./flatten-metadata.ts";

/** Maximum size of front matter, which is a few lines. Anything larger is something else, or an attack. */
const MAX_CHARACTERS = 65_536;
const FENCED = /^---[ \t]*\n([\s\S]*?)(?:^|\n)(?:---|\.\.\.)[ \t]*(?:\n|$)/;

export interface FrontMatter {
  readonly metadata: Metadata;
  readonly title?: string;
  /** Text below the front matter; the whole text if there is none, or if it is broken. */
  readonly text: string;
  readonly warnings: readonly ReceiptWarning[];
}

/**
 * Splits YAML front matter from a Markdown text. Aliases are refused. Broken front matter stays in the text, with the
 * warning `front-matter-invalid`.
 */
export function readFrontMatter(text: string): FrontMatter {
  const match = FENCED.exec(text.slice(0, MAX_CHARACTERS));
  const source = match?.[1];
  if (match === null || source === undefined) return { metadata: {}, text, warnings: [] };
  const values = parseMapping(source);
  // A horizontal rule at the top of a text that never was front matter needs no warning.
  if (values === undefined) return { metadata: {}, text, warnings: looksLikeMapping(source) ? [invalid()] : [] };
  const { metadata, warnings } = flattenMetadata(values);
  const { title, ...others } = metadata;
  const body = text.slice(match[0].length).replace(/^\n+/, "");
  return typeof title === "string" && title.trim() !== ""
    ? { metadata: others, title: title.trim(), text: body, warnings }
    : { metadata, text: body, warnings };
}

function parseMapping(source: string): Readonly<Record<string, unknown>> | undefined {
  const document = parseDocument(source, { schema: "core", merge: false, uniqueKeys: true, logLevel: "silent" });
  if (document.errors.length > 0) return undefined;
  if (document.contents === null) return {};
  try {
    const value: unknown = document.toJS({ maxAliasCount: 0 });
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value))
      : undefined;
  } catch {
    // `toJS` throws on an alias: the one construct by which a few lines grow without bound.
    return undefined;
  }
}

function looksLikeMapping(source: string): boolean {
  return /^[A-Za-z_][\w -]*:/m.test(source);
}

function invalid(): ReceiptWarning {
  return {
    code: "front-matter-invalid",
    message: "The front matter is not valid YAML (or uses aliases); it stays in the text and gives no metadata.",
  };
}
