import { type GenerationPart, mapTexts } from "../../core/index.ts";
import type { Vault } from "../../guard/index.ts";

/**
 * Passes on the parts of a reply with the values of the vault in place of their tokens. A token
 * that is cut waits for its end.
 */
export async function* restoreParts(
  vault: Vault,
  parts: AsyncIterable<GenerationPart>,
): AsyncGenerator<GenerationPart, void, undefined> {
  const streams = { text: vault.restoreStream(), reasoning: vault.restoreStream(), malformed: vault.restoreStream() };
  const asParts = (type: keyof typeof streams, text: string): readonly GenerationPart[] =>
    text === "" ? [] : [{ type, text }];

  for await (const part of parts) {
    if (part.type === "element") yield { type: "element", value: await mapTexts(part.value, vault.restore) };
    else if (part.type !== "end") yield* asParts(part.type, streams[part.type].push(part.text));
    else {
      for (const type of ["reasoning", "text", "malformed"] as const) yield* asParts(type, streams[type].end());
      yield part;
    }
  }
}
