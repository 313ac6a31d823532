import { BlockCorruptError, type KeptReview, parseJson, type Review, type ReviewRecord } from "../../core/index.ts";
import { reviewRecordSchema } from "../../core/schemas/index.ts";

/**
 * Reads the details of a stored case.
 *
 * @throws {BlockCorruptError} if the record does not have the shape of a case
 */
export function recordOf({ id, record }: Pick<KeptReview, "id" | "record">): ReviewRecord {
  const checked = reviewRecordSchema.safeParse(parseJson(record));
  if (checked.success) return checked.data;
  const place = checked.error.issues[0]?.path.join(".") ?? "";
  throw new BlockCorruptError(`The review ${id} has an unexpected shape at "${place}".`, {
    hint: "If a newer Lydian kept it, use that one.",
  });
}

/** Returns a stored case without its scope. */
export function toReview({ scope: _, record, ...summary }: KeptReview): Review {
  return { ...summary, ...recordOf({ id: summary.id, record }) };
}
