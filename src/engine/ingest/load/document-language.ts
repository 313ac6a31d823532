import {
  AUTOMATIC_LANGUAGE,
  type DocumentText,
  defined,
  elementsOfKind,
  type Metadata,
  type ReceivedDocument,
} from "../../../core/index.ts";
import { detectLanguage, languageCode } from "../../text/index.ts";

export interface LanguageSettings {
  /** Language code for all documents, or `auto` to detect the language of each. */
  readonly language: string;
  /** The caller's metadata for the document. */
  readonly metadata: Metadata;
}

/**
 * Finds the language of a document: the caller's metadata, else the setting, else the language of its prose. Code is
 * ignored, since it is in no language. Undefined where there is too little prose.
 */
export async function documentLanguage(
  settings: LanguageSettings,
  loaded: Pick<ReceivedDocument, "text" | "elements" | "metadata">,
): Promise<string | undefined> {
  const tag = tagOf(settings.metadata);
  const code = tag === undefined ? undefined : languageCode(tag);
  if (code !== undefined) return code;
  if (settings.language !== AUTOMATIC_LANGUAGE) return settings.language;
  return detectLanguage(defined({ text: proseOf(loaded), declared: tagOf(loaded.metadata) }));
}

function tagOf({ language }: Metadata): string | undefined {
  return typeof language === "string" ? language : undefined;
}

function proseOf({ text, elements }: Pick<ReceivedDocument, "text" | "elements">): DocumentText {
  const code = elementsOfKind(elements, "code");
  if (code.length === 0) return text;
  const starts = [0, ...code.map(({ span }) => span.end)];
  return starts.map((start, index) => text.slice(start, code[index]?.span.start ?? text.length)).join("\n");
}
