import type { ContextPassage } from "../../core/index.ts";
import { languageCode } from "../text/index.ts";

/** Returns the ISO 639-1 code of a section's document, or `fallback` if its language is unknown. */
export function languageOf({ metadata }: Pick<ContextPassage, "metadata">, fallback: string): string {
  return (typeof metadata.language === "string" ? languageCode(metadata.language) : undefined) ?? fallback;
}
