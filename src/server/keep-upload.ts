import { createHash, type Hash } from "node:crypto";
import { InvalidArgumentError, type Job } from "../core/index.ts";
import { type CallContext, collectionOf, signalOf } from "../library/call-context.ts";
import type { NewUpload } from "./jobs.ts";

/** Keeps the files of an upload, and answers the job that is to add them. */
export async function keepUpload(
  context: CallContext,
  { files, maxFileBytes, accessLabels = [], ...options }: NewUpload,
): Promise<Pick<Job, "id" | "collection" | "task">> {
  const { uploads, ids } = context.parts;
  const signal = signalOf(options);
  const id = ids.next("job");
  const kept: { readonly uri: string; readonly sizeBytes: number; readonly sha256: string }[] = [];
  try {
    for await (const { name, bytes } of files) {
      const uri = uploadUri(name, accessLabels);
      const hash = createHash("sha256");
      const file = { job: id, number: kept.length, bytes: hashing(bytes, hash), maxBytes: maxFileBytes };
      const { sizeBytes } = await uploads.keep(file, signal);
      kept.push({ uri, sizeBytes, sha256: hash.digest("hex") });
    }
    if (kept.length === 0) throw new InvalidArgumentError("No file was sent.", { hint: "Send at least one." });
  } catch (error) {
    await uploads.remove(id);
    throw error;
  }
  return { id, collection: collectionOf(context, options), task: { kind: "upload", files: kept, accessLabels } };
}

/** By what is kept it is known whether an upload that is sent again is the same. */
async function* hashing(bytes: AsyncIterable<Uint8Array>, hash: Hash): AsyncGenerator<Uint8Array> {
  for await (const piece of bytes) {
    hash.update(piece);
    yield piece;
  }
}

/**
 * The same file sent again becomes the next version of the same document: of one for the same readers, so that nobody takes
 * the place of a document that they may not read.
 */
function uploadUri(name: string, accessLabels: readonly string[]): string {
  const parts = name
    .normalize("NFC")
    .split(/[/\\]+/)
    .filter((part) => part !== "" && part !== ".");
  if (parts.length === 0 || parts.includes(".."))
    throw new InvalidArgumentError("A file has no name, or one that leads out of its folder.", {
      hint: "Send the file's name, or its path below the folder that was chosen.",
    });
  const readers = [...accessLabels].sort().map(encodeURIComponent).join("+");
  return `upload://${readers}/${parts.map(encodeURIComponent).join("/")}`;
}
