import { z } from "zod";

/** The settings `server.*`. */
export const server = z.strictObject({
  host: z
    .string()
    .min(1)
    .max(255)
    .default("127.0.0.1")
    .describe("The address that `lydian serve` listens on. Any other than one of this machine alone demands keys."),
  port: z.int().min(0).max(65_535).default(4_280).describe("The port; 0 takes one that is free."),
  allowedHosts: z
    .array(z.string().regex(/^[A-Za-z0-9.-]+$/, "must be names of hosts, without a port"))
    .exactOptional()
    .describe("Names by which the server may be called, besides its own address and `localhost`."),
  allowedOrigins: z
    .array(z.string().regex(/^https?:\/\/[^/]+$/, "must be origins such as https://intranet.example"))
    .exactOptional()
    .describe("Other sites whose pages may call the server from a browser."),
  allowedFolders: z
    .array(z.string().min(1).max(4_096))
    .exactOptional()
    .describe(
      "Folders of this machine that may become sources over HTTP, with all below them. Left out: any while no key is demanded, else none.",
    ),
  requireKey: z.boolean().default(false).describe("Whether a key is demanded on this machine, too."),
  maxUploadMegabytes: z.int().min(1).max(2_000).default(100).describe("The largest file that may be uploaded."),
  requestsPerMinute: z.int().min(1).max(1_000_000).default(600).describe("How often each key may call."),
  concurrentRequests: z.int().min(1).max(1_000).default(16).describe("How many calls of each key may run at one time."),
  maxWaiting: z
    .int()
    .min(0)
    .max(10_000)
    .default(256)
    .describe("How many searches may wait for their turn; who comes then is told to come again (429)."),
  timeoutSeconds: z
    .int()
    .min(1)
    .max(3_600)
    .default(120)
    .describe("Until a call has to be answered that is neither a stream nor an upload."),
});
