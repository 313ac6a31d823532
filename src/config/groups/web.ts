import { z } from "zod";

/** The settings `web.*`. */
export const web = z.strictObject({
  allowPrivate: z
    .boolean()
    .default(false)
    .meta({
      level: "basic",
      needsTrust: { exceptFor: [false] },
      description: "Allows pages from private networks and from this machine.",
    }),
  timeoutSeconds: z.int().min(1).max(600).default(30).describe("Maximum time for fetching one page."),
  maxPages: z.int().min(1).max(20_000).default(500).describe("Maximum number of pages in one crawl."),
  delaySeconds: z
    .number()
    .min(0)
    .max(60)
    .default(1)
    .describe("Time between two requests to one host. A site may ask for more in its robots.txt."),
  userAgent: z
    .string()
    .regex(/^[A-Za-z][\x20-\x7e]{0,199}$/, "must be a name in ASCII, such as lydian or mybot/1.0 (me@example.org)")
    .default("lydian")
    .meta({
      needsTrust: false,
      description: "Name that Lydian gives to sites. A robots.txt may address its first word.",
    }),
});
