import { z } from "zod";

/** The settings `web.*`. */
export const web = z.strictObject({
  allowPrivate: z
    .boolean()
    .default(false)
    .describe("Whether pages may be read from private networks and from this machine."),
  timeoutSeconds: z.int().min(1).max(600).default(30).describe("Longest time that fetching one page may take."),
  maxPages: z.int().min(1).max(20_000).default(500).describe("Most pages of one crawl."),
  delaySeconds: z
    .number()
    .min(0)
    .max(60)
    .default(1)
    .describe("Time between two requests to one host; a site may ask for more in its robots.txt."),
  userAgent: z
    .string()
    .regex(/^[A-Za-z][\x20-\x7e]{0,199}$/, "must be a name in ASCII, such as lydian or mybot/1.0 (me@example.org)")
    .default("lydian")
    .describe("How Lydian calls itself to sites; the first word is the name that robots.txt may mention."),
});
