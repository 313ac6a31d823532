import { z } from "zod";
import { count, number, text } from "./place.ts";

const curvePoint = z.object({
  threshold: number,
  shown: count,
  wrong: count,
  coverage: number,
  wrongRate: number,
  upperBound: number,
});

export const calibrationReport = z
  .object({
    collection: text,
    calibratedAt: text,
    maxWrongRate: number,
    certainty: number,
    questions: z.object({ total: count, answerable: count, generated: count }),
    chosen: curvePoint.exactOptional(),
    leastShown: count,
    reachableRate: number.exactOptional(),
    curve: z.array(curvePoint),
    outdated: z.array(z.object({ name: text, before: text.exactOptional(), now: text.exactOptional() })),
  })
  .meta({ id: "Calibration", description: "How wrong answers may be, and from which confidence on they are shown." });

export type CalibrationReport = z.infer<typeof calibrationReport>;

export const doctorReport = z
  .object({
    checks: z.array(
      z.object({
        name: text,
        status: z.enum(["ok", "problem"]),
        message: text,
        details: z.array(text).exactOptional(),
        hint: text.exactOptional(),
      }),
    ),
  })
  .meta({ id: "Health", description: "What `lydian doctor` finds, in the order of its checks." });

export type DoctorReport = z.infer<typeof doctorReport>;
