import { z } from "zod";
import { BlockCorruptError, type Calibration, type KeptCalibration, parseJson } from "../../core/index.ts";

const record = z.object({
  recordVersion: z.literal(1),
  collection: z.string(),
  calibratedAt: z.string(),
  maxWrongRate: z.number().gt(0).lt(1),
  certainty: z.number().min(0.5).lt(1),
  outcomes: z.array(
    z.object({
      question: z.string(),
      answers: z.array(z.string()),
      isGenerated: z.boolean().exactOptional(),
      confidence: z.number().min(0).max(1).exactOptional(),
      isRight: z.boolean(),
    }),
  ),
  basis: z.record(z.string(), z.string()),
});

/** Converts a calibration to its stored form. Its questions are stored too, so it can be repeated. */
export function toKeptCalibration(calibration: Calibration): KeptCalibration {
  const { collection, calibratedAt } = calibration;
  return { collection, calibratedAt, record: JSON.stringify({ recordVersion: 1, ...calibration }) };
}

/**
 * Reads a stored calibration.
 *
 * @throws {BlockCorruptError} if the record does not have the shape of a calibration
 */
export function fromKeptCalibration(kept: Pick<KeptCalibration, "collection" | "record">): Calibration {
  const checked = record.safeParse(parseJson(kept.record));
  if (checked.success) {
    const { recordVersion: _, ...calibration } = checked.data;
    return calibration;
  }
  const place = checked.error.issues[0]?.path.join(".") ?? "";
  throw new BlockCorruptError(`The calibration of "${kept.collection}" has an unexpected shape at "${place}".`, {
    hint: "If a newer Lydian made it, use that one; else calibrate again, or `lydian calibrate --forget`.",
  });
}
