import { z } from "zod";

/** The settings `ingest.*`. */
export const ingest = z.strictObject({
  timeoutSeconds: z
    .int()
    .min(1)
    .max(3_600)
    .default(60)
    .describe(
      "Maximum time for loading 16 MiB of a file, and for chunking 16 MiB of its text; a smaller last part counts as 16.",
    ),
  memoryMegabytes: z
    .int()
    .min(64)
    .max(65_536)
    .default(1_024)
    .describe(
      "Maximum memory of a process that loads files and of a thread that chunks or runs guards, in megabytes of 1,048,576 bytes.",
    ),
  maxFileMegabytes: z.int().min(1).max(1_024).default(256).meta({
    level: "basic",
    description: "Maximum size of a file or web page, in megabytes of 1,048,576 bytes. Larger ones are rejected.",
  }),
  keepOriginals: z.boolean().default(true).meta({
    level: "basic",
    description: "Stores the original bytes of each document beside its text.",
  }),
  ocr: z.enum(["off", "tesseract"]).default("off").meta({
    level: "basic",
    description:
      "`tesseract` reads pictures, and pages that are pictures, by OCR. It needs `npm i tesseract.js @tesseract.js-data/eng`.",
  }),
  ocrPageSeconds: z
    .int()
    .min(1)
    .max(3_600)
    .default(120)
    .describe("Additional loading time for each page that OCR reads."),
  processes: z.int().min(1).max(16).default(1).describe("Number of processes that load files in parallel."),
});
