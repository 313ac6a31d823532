import { createHash, randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { openSqliteState } from "../../adapters/sqlite/index.ts";
import { createUploadFiles } from "../../adapters/upload-files/index.ts";
import { FileUnreadableError, type Ids, type UploadFiles } from "../../core/index.ts";
import { jobSchema } from "../../core/schemas/index.ts";
import {
  type Fault,
  faultAt,
  nameOf,
  places,
  type Step,
  servicesWith,
  steps,
  textOf,
  thrown,
} from "../../engine/ingest/fixtures/faulty-steps.ts";
import { createLydian, type LydianParts } from "../../library/index.ts";
import { createServer, type ServerParts } from "../../server/index.ts";
import { serverOf } from "./fixtures/server-of.ts";

const collection = "handbook";
const uriOf = (place: number) => `upload:///${nameOf(place)}`;
const failedFiles = z.object({ failed: z.array(z.object({ uri: z.string(), code: z.string() })) });

/** Opens the parts of a server, of which each step throws the fault of its name. */
async function openParts(folder: string, faults: Partial<Record<Step, Fault>>) {
  const { fake, services } = servicesWith(faults);
  const state = await openSqliteState({ directory: folder, waitMs: 0, mode: "write" });
  const files = createUploadFiles(join(folder, "uploads"));
  const uploads: UploadFiles = {
    ...files,
    read: async (job, number) => {
      faults.reading?.(number);
      return files.read(job, number);
    },
  };
  const store = { ...services.store, signatures: async () => new Map(), sharedBands: async () => new Map() };
  const half = { store, index: services.index };
  const ids: Ids = {
    next: (prefix) => `${prefix}_${createHash("sha256").update(randomBytes(8)).digest("hex").slice(0, 26)}`,
  };
  const parts: LydianParts & ServerParts = Object.assign(Object.create(null), {
    ...services,
    uploads,
    ids,
    settings: { collection, language: "auto", ingest: { maxFileMegabytes: 1, keepOriginals: true } },
    state: { read: async () => state, write: async () => state },
    read: async () => half,
    write: async () => ({ ...half, writer: { ...services.index, ...services.origins } }),
    loading: async () => ({ loaders: services.loaders, sources: services.sources }),
    chunkers: async () => services.chunkerFor,
    embedder: async () => services.embedder,
    hasFile: async () => true,
    close: async () => state.close(),
  });
  return { fake, parts };
}

/** Uploads five files, waits until their job is over, and returns the job, the failed files, and what is stored. */
async function uploadAll(faults: Partial<Record<Step, Fault>>) {
  const folder = await mkdtemp(join(tmpdir(), "lydian-one-fault-"));
  const { fake, parts } = await openParts(folder, faults);
  const lydian = createLydian(parts);
  const server = createServer(parts, lydian);
  const { call } = serverOf({ ...lydian, ...server });
  const read = async (path: string, init?: RequestInit) => (await call(`/api/v1${path}`, init as never)).json();
  const stop = new AbortController();
  const running = server.runJobs({ signal: stop.signal });
  try {
    const body = new FormData();
    for (const place of places) body.append("file", new File([textOf(place)], nameOf(place)));
    const { id } = jobSchema.parse(await read(`/collections/${collection}/documents`, { method: "POST", body }));
    await server.untilOver(id);
    const { failed } = failedFiles.parse(await read(`/collections/${collection}/failed-files`));
    const stored = [...fake.documents.values()].map(({ document }) => document.uri).sort();
    return { job: jobSchema.parse(await read(`/jobs/${id}`)), failed, stored };
  } finally {
    stop.abort();
    await running;
    await server.close();
    await rm(folder, { recursive: true });
  }
}

/** Errors that a step may throw. An error of the store or of the embedder, whatever the document, ends the job. */
const errorsOf = (step: Step) =>
  step === "reading" ? fc.oneof(thrown, fc.constant([new FileUnreadableError("The file cannot be read.")])) : thrown;

describe("a fault of one of five uploaded files", () => {
  it.each(steps)("while %s is its outcome and receipt, and the others are added", async (step) => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...places), errorsOf(step), async (bad, [error]) => {
        const { job, failed, stored } = await uploadAll({ [step]: faultAt(bad, error) });
        expect(job.status).toBe("done");
        const failures = job.outcomes.filter(({ outcome }) => outcome === "failed");
        expect(failures).toMatchObject([{ uri: uriOf(bad), code: expect.any(String), message: expect.any(String) }]);
        expect(failed).toEqual([expect.objectContaining({ uri: uriOf(bad), code: failures[0]?.code })]);
        expect(JSON.stringify([job, failed])).not.toContain("secret text");

        // Words come first: a document whose passages cannot be embedded is found by them.
        expect(stored).toEqual(places.filter((place) => step === "embedding" || place !== bad).map(uriOf));
      }),
      { numRuns: 10 },
    );
  });
});
