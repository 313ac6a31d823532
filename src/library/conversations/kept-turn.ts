import { z } from "zod";
import {
  type Answer,
  BlockCorruptError,
  type ConversationTurn,
  defined,
  type KeptTurn,
  parseJson,
} from "../../core/index.ts";
import { abstentionReason } from "../../core/schemas/index.ts";
import type { StoredMasks } from "../../guard/index.ts";
import type { QuestionVerdict } from "../proof/build-saved-answer.ts";

const turnSchema = z.object({
  answerId: z.string(),
  collection: z.string(),
  question: z.string(),
  searchedAs: z.string().exactOptional(),
  text: z.string().exactOptional(),
  reason: abstentionReason.exactOptional(),
  sources: z.array(z.object({ title: z.string(), uri: z.string() })),
});

/** Masks that stand for values in the prompts of a conversation, for its next turn. */
const masksSchema = z.object({
  masks: z
    .object({ salt: z.string(), tokens: z.array(z.object({ token: z.string(), digest: z.string() })) })
    .exactOptional(),
});

/**
 * Converts an answer to what its conversation remembers. Undefined if a guard stopped the question.
 *
 * @param masks  all tokens of the conversation until now; without them, the next turn has new ones
 */
export function toKeptTurn(
  answer: Answer,
  verdict: QuestionVerdict | undefined,
  masks?: StoredMasks,
): KeptTurn | undefined {
  if (verdict !== undefined) return undefined;
  const { id: answerId, collection, question, searchedAs, createdAt: askedAt } = answer;
  const turn: Omit<ConversationTurn, "askedAt"> = defined({
    answerId,
    collection,
    question,
    searchedAs,
    ...(answer.status === "grounded" ? { text: answer.text } : { reason: answer.reason }),
    sources: sourcesOf(answer),
  });
  return { askedAt, record: JSON.stringify(defined({ ...turn, masks })) };
}

/**
 * Reads a stored turn.
 *
 * @throws {BlockCorruptError} if the record does not have the shape of a turn
 */
export function fromKeptTurn({ askedAt, record }: KeptTurn): ConversationTurn {
  return { askedAt, ...readAs(turnSchema, record) };
}

/**
 * Reads the masks of a stored turn; undefined if its prompts had none.
 *
 * @throws {BlockCorruptError} if the record does not have the shape of a turn
 */
export function readMasks({ record }: Pick<KeptTurn, "record">): StoredMasks | undefined {
  return readAs(masksSchema, record).masks;
}

function readAs<Shape extends z.ZodType>(schema: Shape, record: string): z.infer<Shape> {
  const checked = schema.safeParse(parseJson(record));
  if (checked.success) return checked.data;
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
