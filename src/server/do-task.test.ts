import { describe, expect, it } from "vitest";
import { FileUnreadableError, type Job, never } from "../core/index.ts";
import { faultAt, nameOf, places, servicesWith, textOf } from "../engine/ingest/fixtures/faulty-steps.ts";
import { completeVectors, ingest } from "../engine/ingest/index.ts";
import { createCallQueue } from "./create-call-queue.ts";
import { doTask, type TaskServices } from "./do-task.ts";
import { waitingJob } from "./fixtures/waiting-job.ts";

const limits = { language: "auto", metadata: {}, keepOriginals: true, maxFileBytes: 1_000, embed: false };
const uriOf = (place: number) => `upload:///${nameOf(place)}`;
const files = places.map((place) => ({ uri: uriOf(place), sizeBytes: 1, sha256: "0".repeat(64) }));
const upload: Job = { ...waitingJob, task: { kind: "upload", files, accessLabels: [] } };

/** Runs an upload with faults of its services or of the reading of its stored files. */
async function runUpload(faults: Parameters<typeof servicesWith>[0], read = (_place: number): void => undefined) {
  const { services } = servicesWith(faults);
  const collection = "handbook";
  const lydian: Pick<TaskServices["lydian"], "add" | "embed"> = {
    add: async (given) => {
      const sources = [given].flat().filter((source) => typeof source !== "string");
      return ingest(services, { ...limits, collection, sources, accessLabels: [] }, never);
    },
    embed: async () => ({
      collection,
      ...(await completeVectors(services, { collection, language: "auto", embed: true }, never)),
    }),
  };
  const uploads = {
    read: async (_job: string, place: number) => {
      read(place);
      return new TextEncoder().encode(textOf(place));
    },
  };
  const embedding = createCallQueue({ maxRunning: 1, maxWaiting: 1, rejection: () => new Error("full") });
  const both = Object.assign(Object.create(null), { parts: { uploads }, lydian, embedding });
  const { outcomes } = await doTask(both, upload, () => undefined, never);
  return outcomes.filter(({ outcome }) => outcome === "failed").map(({ uri, code }) => ({ uri, code }));
}

describe("a fault of one uploaded file", () => {
  it("while its stored bytes are read is the outcome of that file alone", async () => {
    const read = faultAt(2, new FileUnreadableError("The uploaded file cannot be read.", {}));
    expect(await runUpload({}, read)).toEqual([{ uri: uriOf(2), code: "file-unreadable" }]);
  });

  it("while its passages are embedded is an outcome of the job", async () => {
    const embedding = faultAt(2, new TypeError("secret text"));
    expect(await runUpload({ embedding })).toEqual([{ uri: uriOf(2), code: "embedding-failed" }]);
  });
});
