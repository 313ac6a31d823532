import { BlockCorruptError, type KeptAnswer, parseJson, type SavedAnswer } from "../../core/index.ts";
import { savedAnswerSchema } from "../../core/schemas/index.ts";

/** Converts a saved answer of a caller to its stored form. */
export function toKeptAnswer(saved: SavedAnswer, caller: string): KeptAnswer {
  const { id, collection, question, status } = saved.answer;
  const { scope } = saved.asked;
  return { id, collection, question, status, caller, scope, savedAt: saved.savedAt, record: JSON.stringify(saved) };
}

/**
 * Reads a stored answer.
 *
 * @throws {BlockCorruptError} if the record does not have the shape of a saved answer
 */
export function fromKeptAnswer({ id, record }: Pick<KeptAnswer, "id" | "record">): SavedAnswer {
  const checked = savedAnswerSchema.safeParse(parseJson(record));
  if (checked.success) return checked.data;
  const place = checked.error.issues[0]?.path.join(".") ?? "";
  throw new BlockCorruptError(`The saved answer ${id} has an unexpected shape at "${place}".`, {
    hint: "If a newer Lydian saved it, use that one; else remove it with `lydian answers remove`.",
  });
}
