import type { Warning, WordExpansion } from "../../../core/index.ts";

/** Warns which words of the query were replaced by others. */
export function warnOfExpansions(expansions: readonly WordExpansion[]): readonly Warning[] {
  return expansions.flatMap((expansion) => {
    const { kind, word, terms, known } = expansion;
    if (kind === "typo") return terms.length === 0 ? [] : [spellingAssumed(expansion)];
    if (terms.length === 0) {
      return [{ code: "prefix-unknown", message: `No word of the collection begins with "${word}".` }];
    }
    if (known === terms.length) return [];
    const message = `${known} words begin with "${word}"; the ${terms.length} commonest were searched.`;
    return [{ code: "prefix-cut", message }];
  });
}

/** Shows terms as beginnings of words, since they are stems. */
function spellingAssumed({ word, terms }: WordExpansion): Warning {
  const shown = terms.map((term) => `"${term}…"`).join(", ");
  return {
    code: "spelling-assumed",
    message: `No text has the word "${word}"; it was searched as ${shown}. Put it in quotation marks to ask for it as it is.`,
  };
}
