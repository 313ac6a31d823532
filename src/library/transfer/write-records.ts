import { createHash } from "node:crypto";
import { once } from "node:events";
import { createGzip } from "node:zlib";
import type { NewFile } from "../../core/index.ts";
import type { RecordToWrite } from "./records.ts";

export interface RecordWriter {
  write(record: RecordToWrite): Promise<void>;
  /** Writes the last record, with the number and the hash of all others. */
  end(): Promise<void>;
}

/** Writes records as lines of JSON, compressed. At most a few hundred kilobytes wait to be written. */
export function createRecordWriter(file: Pick<NewFile, "write">): RecordWriter {
  const hash = createHash("sha256");
  const gzip = createGzip();
  const written = (async () => {
    for await (const piece of gzip) await file.write(piece);
  })();
  // The next await reports the error; until then it must not end the process.
  written.catch(() => gzip.destroy());
  let records = 0;
  const writeLine = async (line: string) => {
    if (gzip.destroyed) return written;
    if (!gzip.write(line)) await Promise.race([once(gzip, "drain"), written]);
  };
  return {
    async write(record) {
      const line = `${JSON.stringify(record)}\n`;
      hash.update(line);
      records++;
      await writeLine(line);
    },
    async end() {
      await writeLine(`${JSON.stringify({ record: "end", records, sha256: hash.digest("hex") })}\n`);
      gzip.end();
      await written;
    },
  };
}
