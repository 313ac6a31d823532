import { z } from "zod";

const addressOrRange = z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()]);

/** The settings `server.*`. */
export const server = z.strictObject({
  host: z.string().min(1).max(255).default("127.0.0.1").meta({
    level: "basic",
    description:
      "Address that `lydian serve` listens on. An address that other machines can reach requires keys for all calls.",
  }),
  port: z.int().min(0).max(65_535).default(4_280).meta({
    level: "basic",
    description: "Port that `lydian serve` listens on; 0 chooses a free one.",
  }),
  allowedHosts: z
    .array(z.string().regex(/^[A-Za-z0-9.-]+$/, "must be names of hosts, without a port"))
    .exactOptional()
    .describe(
      "Host names under which the server may be called, besides its own address and `localhost`. If there are any, every call needs a key.",
    ),
  allowedOrigins: z
    .array(z.string().regex(/^https?:\/\/[^/]+$/, "must be origins such as https://intranet.example"))
    .exactOptional()
    .describe("Other sites whose pages may call the server from a browser. If there are any, every call needs a key."),
  trustProxy: z
    .array(
      z
        .string()
        .refine(
          (text) => addressOrRange.safeParse(text).success,
          "must be addresses or ranges such as 127.0.0.1 or 10.0.0.0/8",
        ),
    )
    .exactOptional()
    .describe(
      "Addresses and ranges of proxies whose `X-Forwarded-For` names the sender of a call. If there are any, every call needs a key.",
    ),
  allowedFolders: z
    .array(z.string().min(1).max(4_096))
    .exactOptional()
    .describe(
      "Folders of this machine, with their subfolders, that may become sources over HTTP. Default: any folder if no key is required, or else none.",
    ),
  requireKey: z.boolean().default(false).meta({
    level: "basic",
    description: "Requires a key for calls from this machine, too.",
  }),
  maxUploadMegabytes: z.int().min(1).max(2_000).default(100).meta({
    level: "basic",
    description: "Maximum size of an uploaded file, in megabytes of 1,048,576 bytes.",
  }),
  requestsPerMinute: z.int().min(1).max(1_000_000).default(600).describe("Maximum calls of each key per minute."),
  concurrentRequests: z.int().min(1).max(1_000).default(16).describe("Maximum concurrent calls of each key."),
  maxWaiting: z
    .int()
    .min(0)
    .max(10_000)
    .default(256)
    .describe("Maximum number of queued searches; further ones are rejected with 429."),
  maxWaitingQuestions: z
    .int()
    .min(0)
    .max(10_000)
    .default(128)
    .describe("Maximum number of queued questions, summaries and checks; further ones are rejected with 429."),
  maxKeptPerKey: z
    .int()
    .min(1)
    .max(1_000_000)
    .default(1_000)
    .describe(
      "Maximum number of saved answers of each key, and of its conversations; further ones are rejected with 429. Ratings and calls with an `Idempotency-Key` may be ten times as many.",
    ),
  timeoutSeconds: z
    .int()
    .min(1)
    .max(3_600)
    .default(120)
    .describe("Maximum time for a call that is neither a stream nor an upload."),
});
