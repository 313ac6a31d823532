import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { parseJson } from "../../src/core/index.ts";

/** A message that people labelled. */
export interface LabelledMessage {
  readonly text: string;
  readonly label: "neither" | "offensive" | "hate";
}

/** Part of the messages: 68 % for training, 12 % to choose settings, 20 % for the report. */
export type MessagePart = "train" | "development" | "test";

const row = z.object({ text: z.string(), label: z.enum(["neither", "offensive", "hate"]) });

/**
 * Reads the labelled messages of Davidson et al. (2017) from `toxicity/davidson.jsonl`.
 *
 * The part follows from the SHA-256 of the text in UTF-8: `test` if its first 32 bits, as a fraction of 2^32, are below
 * 0.2; of the others, `development` if the next 32 bits are below 0.15.
 *
 * @param folder  the folder of data sets
 */
export function readMessages(folder: string, part: MessagePart): readonly LabelledMessage[] {
  const lines = readFileSync(join(folder, "toxicity", "davidson.jsonl"), "utf8")
    .trim()
    .split("\n");
  return lines.map((line) => row.parse(parseJson(line))).filter(({ text }) => partOf(text) === part);
}

function partOf(text: string): MessagePart {
  const hash = createHash("sha256").update(text).digest();
  if (hash.readUInt32BE(0) / 2 ** 32 < 0.2) return "test";
  return hash.readUInt32BE(4) / 2 ** 32 < 0.15 ? "development" : "train";
}
