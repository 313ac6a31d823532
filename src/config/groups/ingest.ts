import { z } from "zod";

/** The settings `ingest.*`. */
export const ingest = z.strictObject({
  timeoutSeconds: z.int().min(1).max(3_600).default(60).describe("Longest time that loading one file may take."),
  memoryMegabytes: z.int().min(64).max(65_536).default(1_024).describe("Most memory of the process that loads files."),
  maxFileMegabytes: z.int().min(1).max(1_024).default(256).describe("A larger file is refused."),
  keepOriginals: z.boolean().default(true).describe("Whether the original bytes are stored beside the text."),
  ocr: z
    .enum(["off", "tesseract"])
    .default("off")
    .describe(
      "Whether pictures, and pages that are pictures, are read by OCR; needs `npm i tesseract.js @tesseract.js-data/eng`.",
    ),
  ocrPageSeconds: z
    .int()
    .min(1)
    .max(3_600)
    .default(120)
    .describe("How much longer loading a file may take for each of its pages that OCR reads."),
  processes: z.int().min(1).max(16).default(1).describe("Processes that load files side by side."),
});
