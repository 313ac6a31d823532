import { createHash, type Hash } from "node:crypto";
import { InvalidArgumentError, type Job } from "../core/index.ts";
import { collectionOf, signalOf } from "../library/index.ts";
import type { ServerParts } from "./server-parts.ts";

/** An uploaded file. Its bytes are stored until its job is over. */
export interface UploadedFile {
  /** The end of the document's URI: a file name, or a path below the chosen folder, such as `reports/2026/may.pdf`. */
  readonly name: string;
  readonly bytes: AsyncIterable<Uint8Array>;
}

export interface NewUpload {
  readonly collection?: string;
  /** Files, which must be read in order, each to its end. */
  readonly files: AsyncIterable<UploadedFile>;
  /** Maximum size of each file. */
  readonly maxFileBytes: number;
  readonly accessLabels?: readonly string[];
  readonly signal?: AbortSignal;
}

/** Stores the files of an upload. Returns the job that adds them; it is not started yet. */
export async function storeUpload(
  parts: ServerParts,
  { files, maxFileBytes, accessLabels = [], ...options }: NewUpload,
): Promise<Pick<Job, "id" | "collection" | "task">> {
  const { uploads, ids } = parts;
  const signal = signalOf(options);
  const id = ids.next("job");
  const stored: { readonly uri: string; readonly sizeBytes: number; readonly sha256: string }[] = [];

  try {
    for await (const { name, bytes } of files) {
      const uri = uploadUri(name, accessLabels);
      // A repeated upload is recognised by these hashes.
      const hash = createHash("sha256");
      const file = { job: id, number: stored.length, bytes: hashing(bytes, hash), maxBytes: maxFileBytes };
      const { sizeBytes } = await uploads.keep(file, signal);
      stored.push({ uri, sizeBytes, sha256: hash.digest("hex") });
    }
    if (stored.length === 0) throw new InvalidArgumentError("No file was sent.", { hint: "Send at least one." });
  } catch (error) {
    await uploads.remove(id);
    throw error;
  }

  const task = { kind: "upload", files: stored, accessLabels } as const;
  return { id, collection: collectionOf({ parts }, options), task };
}

async function* hashing(bytes: AsyncIterable<Uint8Array>, hash: Hash): AsyncGenerator<Uint8Array> {
  for await (const piece of bytes) {
    hash.update(piece);
    yield piece;
  }
}

/**
 * Returns the URI of an uploaded document. The same file uploaded again becomes its next version. The access labels are
 * part of the URI, so nobody replaces a document that they cannot read.
 */
function uploadUri(name: string, accessLabels: readonly string[]): string {
  const parts = name
    .normalize("NFC")
    .split(/[/\\]+/)
    .filter((part) => part !== "" && part !== ".");
  if (parts.length === 0 || parts.includes(".."))
    throw new InvalidArgumentError("A file has no name, or one that leads out of its folder.", {
      hint: "Send the file's name, or its path below the chosen folder.",
    });
  const readers = [...accessLabels].sort().map(encodeURIComponent).join("+");
  return `upload://${readers}/${parts.map(encodeURIComponent).join("/")}`;
}
