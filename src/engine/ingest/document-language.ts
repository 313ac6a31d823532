import { AUTOMATIC_LANGUAGE, type LoadedDocument, type Metadata } from "../../core/index.ts";
import { detectLanguage, languageCode } from "../text/index.ts";

interface KnownOfLanguage {
  /** The setting: a code for all documents, or `auto`. */
  readonly language: string;
  /** What the caller says of the document. */
  readonly metadata: Metadata;
}

/**
 * The language of a document: the caller's metadata, else the setting, else what its prose is in. Code is left out, since
 * it is in none. Undefined where there is too little prose.
 */
export async function documentLanguage(
  known: KnownOfLanguage,
  loaded: Pick<LoadedDocument, "text" | "elements" | "metadata">,
): Promise<string | undefined> {
  const told = tagOf(known.metadata);
  const set = told === undefined ? undefined : languageCode(told);
  if (set !== undefined) return set;
  if (known.language !== AUTOMATIC_LANGUAGE) return known.language;
  const declared = tagOf(loaded.metadata);
  return detectLanguage({ text: proseOf(loaded), ...(declared === undefined ? {} : { declared }) });
}

function tagOf({ language }: Metadata): string | undefined {
  return typeof language === "string" ? language : undefined;
}

function proseOf({ text, elements }: Pick<LoadedDocument, "text" | "elements">): string {
  const code = elements.filter(({ kind }) => kind === "code");
  if (code.length === 0) return text;
  const starts = [0, ...code.map(({ span }) => span.end)];
  return starts.map((start, index) => text.slice(start, code[index]?.span.start ?? text.length)).join("\n");
}
