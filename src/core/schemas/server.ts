import { z } from "zod";
import { count, number, text } from "./place.ts";
import { readOnly } from "./read-only.ts";
import { changedSetting } from "./saved-answers.ts";

const curvePoint = readOnly(
  z.object({
    threshold: number,
    shown: count,
    wrong: count,
    /** Share of the questions that are answered. */
    coverage: number,
    /** Share of wrong answers among those shown. */
    wrongRate: number,
    /**
     * Upper bound of the true share of wrong answers. It holds for this threshold alone, with the certainty of the
     * report.
     */
    upperBound: number,
  }),
);

/** The figures of the answers that are shown at one threshold. */
export type CurvePoint = z.infer<typeof curvePoint>;

export const calibrationReportSchema = readOnly(
  z
    .object({
      collection: text,
      /** Time of the calibration, ISO 8601 in UTC. */
      calibratedAt: text,
      maxWrongRate: number,
      certainty: number,
      /** `generated` questions were made from the documents; people's questions are harder. */
      questions: z.object({ total: count, answerable: count, generated: count }),
      /**
       * The threshold in force; absent if these questions prove no threshold that keeps `maxWrongRate`, so that no
       * answer is shown.
       */
      chosen: curvePoint.exactOptional(),
      /** Minimum number of shown answers that could prove `maxWrongRate` if none of them were wrong. */
      leastShown: count,
      /** Smallest larger rate that these questions can prove; absent if there is none, or if `maxWrongRate` is kept. */
      reachableRate: number.exactOptional(),
      /** Points from the most confident answers to all of them. */
      curve: z.array(curvePoint),
      /** Changes since the calibration that invalidate it. */
      outdated: z.array(changedSetting),
    })
    .meta({
      id: "Calibration",
      description: "Error rate of answers, and the confidence above which they are shown.",
    }),
);

export type CalibrationReport = z.infer<typeof calibrationReportSchema>;

const doctorCheck = readOnly(
  z.object({
    /** Name in plain words: "Node.js", "embedding model", "disk space". */
    name: text,
    status: z.enum(["ok", "problem"]),
    /** Finding of the check, with the numbers. */
    message: text,
    /** The single faults, at most 20, if the message counts them. */
    details: z.array(text).exactOptional(),
    /** Advice on how to fix the problem. */
    hint: text.exactOptional(),
  }),
);

/** Result of checking one thing that Lydian needs. */
export type DoctorCheck = z.infer<typeof doctorCheck>;

export const doctorReportSchema = readOnly(
  z
    .object({ checks: z.array(doctorCheck) })
    .meta({ id: "Health", description: "Findings of `lydian doctor`, in the order of its checks." }),
);

/** Findings in the order of the checks; a problem does not stop the others. */
export type DoctorReport = z.infer<typeof doctorReportSchema>;
