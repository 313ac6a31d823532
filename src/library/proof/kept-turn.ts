import { z } from "zod";
import {
  type Answer,
  BlockCorruptError,
  type ConversationTurn,
  defined,
  type KeptTurn,
  parseJson,
} from "../../core/index.ts";
import type { QuestionVerdict } from "./build-saved-answer.ts";

const turnSchema = z.object({
  answerId: z.string(),
  collection: z.string(),
  question: z.string(),
  searchedAs: z.string().exactOptional(),
  text: z.string().exactOptional(),
  reason: z
    .enum([
      "no-evidence",
      "below-threshold",
      "unsupported",
      "not-understood",
      "not-computed",
      "guard-blocked",
      "needs-review",
    ])
    .exactOptional(),
  sources: z.array(z.object({ title: z.string(), uri: z.string() })),
});

/**
 * Converts an answer to what its conversation remembers. Undefined if a guard stopped the question; a redacted question
 * is stored as redacted.
 */
export function toKeptTurn(answer: Answer, verdict: QuestionVerdict | undefined): KeptTurn | undefined {
  if (verdict !== undefined && "stoppedBy" in verdict) return undefined;
  const { id: answerId, collection, searchedAs, createdAt: askedAt } = answer;
  const turn: Omit<ConversationTurn, "askedAt"> = defined({
    answerId,
    collection,
    question: verdict?.redactedTo ?? answer.question,
    searchedAs,
    ...(answer.status === "grounded" ? { text: answer.text } : { reason: answer.reason }),
    sources: sourcesOf(answer),
  });
  return { askedAt, record: JSON.stringify(turn) };
}

/**
 * Reads a stored turn.
 *
 * @throws {BlockCorruptError} if the record does not have the shape of a turn
 */
export function fromKeptTurn({ askedAt, record }: KeptTurn): ConversationTurn {
  const checked = turnSchema.safeParse(parseJson(record));
  if (checked.success) return { askedAt, ...checked.data };
  const place = checked.error.issues[0]?.path.join(".") ?? "";
  throw new BlockCorruptError(`A turn of a conversation has an unexpected shape at "${place}".`, {
    hint: "If a newer Lydian kept it, use that one; else remove the conversation with `lydian conversations remove`.",
  });
}

function sourcesOf(answer: Answer): ConversationTurn["sources"] {
  if (answer.status === "abstained") return [];
  const numbers = [...new Set(answer.citations.map(({ number }) => number))].sort((a, b) => a - b);
  return numbers.flatMap((number) => {
    const hit = answer.passages.find((passage) => passage.number === number)?.hit;
    return hit === undefined ? [] : [{ title: hit.title, uri: hit.uri }];
  });
}
