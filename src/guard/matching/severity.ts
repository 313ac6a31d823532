import { z } from "zod";

/** Schema of the weight of what a rule finds. */
export const severitySchema = z.enum(["low", "medium", "high"]);

export type Severity = z.infer<typeof severitySchema>;

/** Score of a place by its severity. A rule with the threshold 0.8 counts severe places only. */
export const severityScores: Readonly<Record<Severity, number>> = { low: 0.5, medium: 0.7, high: 0.9 };
