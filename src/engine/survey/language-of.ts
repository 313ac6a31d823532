import type { ContextPassage } from "../../core/index.ts";
import { languageCode } from "../text/index.ts";

/** ISO 639-1 of a section's document. @param fallback  where it is not known */
export function languageOf({ metadata }: Pick<ContextPassage, "metadata">, fallback: string): string {
  return (typeof metadata.language === "string" ? languageCode(metadata.language) : undefined) ?? fallback;
}
