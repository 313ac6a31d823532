import { z } from "zod";

/** The settings `store.*`. */
export const store = z.strictObject({
  waitSeconds: z
    .number()
    .min(0)
    .max(3_600)
    .default(5)
    .describe("Maximum time that a write waits while another process is writing."),
});
