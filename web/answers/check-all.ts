import type { AnswerCheck } from "../../src/core/index.ts";

/** Describes a failed check in a few words; empty if the answer still holds. */
export function sayAlarm({ outcome, claims }: Pick<AnswerCheck, "outcome" | "claims">): string {
  if (outcome !== "fails") return "";
  const failing = claims.filter(({ holds }) => !holds).length;
  if (failing === claims.length)
    return claims.length === 1 ? "It no longer holds" : "None of its sentences holds any longer";
  return failing === 1 ? "1 sentence no longer holds" : `${failing} sentences no longer hold`;
}

/** Describes what changed in the citations of a sentence; empty if nothing did. */
export function sayCited({ citations }: Pick<AnswerCheck["claims"][number], "citations">): string {
  const gone = citations.filter(({ state }) => state === "gone");
  if (gone.some(({ document }) => document === "gone")) return "A document that it cites is gone.";
  if (gone.length > 0)
    return gone.length === 1
      ? "The quoted words are gone from the document."
      : `${gone.length} quotes are gone from their documents.`;
  const moved = citations.filter(({ state }) => state === "moved").length;
  if (moved > 0) return "The quoted words are now elsewhere in the document.";
  return citations.some(({ document }) => document === "changed")
    ? "The document has changed, but not the quoted words."
    : "";
}
