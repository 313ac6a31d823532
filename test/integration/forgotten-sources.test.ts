import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Lydian, type LydianServer, openLydianServer } from "lydian";
import { afterEach, beforeEach, expect, it } from "vitest";
import { defined } from "../../src/core/index.ts";
import { temporaryFolder } from "../run-lydian.ts";

let folder: ReturnType<typeof temporaryFolder>;
let docs: string;
let server: LydianServer;
let lydian: Lydian;
let stop: AbortController;
let ends: Promise<unknown>[];

beforeEach(async () => {
  folder = temporaryFolder();
  docs = join(folder.path, "docs");
  for (const name of ["docs", "store"]) mkdirSync(join(folder.path, name));
  for (let number = 0; number < 30; number++) write(`note-${number}.md`);
  server = await openLydianServer({ store: join(folder.path, "store") });
  ({ lydian } = server);
  stop = new AbortController();
  ends = [];
});
afterEach(async () => {
  stop.abort();
  await Promise.all(ends);
  await server.close();
  folder.remove();
});

const write = (name: string) => writeFileSync(join(docs, name), `# ${name}\n\nWhat ${name} says is this.`);
const left = async () => [(await lydian.sources()).map(({ uri }) => uri), (await lydian.list()).map(({ uri }) => uri)];
const runJobs = (onJob?: NonNullable<Parameters<LydianServer["runJobs"]>[0]["onJob"]>) => {
  ends.push(server.runJobs(defined({ signal: stop.signal, onJob })));
};

it("does not restore a source that was removed while its sync job was queued", async () => {
  const { job } = await server.addSource(docs, { isWatched: true });
  const sync = await server.startJob({ task: { kind: "sync", sources: [docs] } });
  await lydian.removeSource(docs);
  runJobs();
  for (const { id } of [job, sync]) expect(await server.untilOver(id)).toMatchObject({ status: "done", outcomes: [] });
  expect(await left()).toEqual([[], []]);
});

it("does not restore a source that is removed while its sync job runs", async () => {
  const { job } = await server.addSource(docs, { isWatched: true });
  let removing: Promise<unknown> | undefined;
  runJobs(({ progress }) => {
    if (progress.files > 0) removing ??= lydian.removeSource(docs);
  });
  await server.untilOver(job.id);
  expect(removing).toBeDefined();
  await removing;
  expect(await left()).toEqual([[], []]);
});

it("does not restore a source that was unwatched and removed, even if its watch still requests a sync", async () => {
  runJobs();
  ends.push(server.watchSources({ signal: stop.signal }));
  const { job } = await server.addSource(docs, { isWatched: true });
  await server.untilOver(job.id);
  for (let round = 0; round < 5; round++) {
    write(`more-${round}.md`);
    await server.setWatched(docs, false);
    await lydian.removeSource(docs);
    for (const { id } of await server.jobs()) await server.untilOver(id);
    expect(await left()).toEqual([[], []]);
    await server.untilOver((await server.addSource(docs, { isWatched: true })).job.id);
  }
});

it("leaves no source for a path that cannot be read", async () => {
  runJobs();
  const { id } = await server.startJob({ task: { kind: "sync", sources: [join(folder.path, "nowhere")] } });
  expect((await server.untilOver(id)).outcomes).toMatchObject([{ outcome: "failed", code: "source-unavailable" }]);
  expect(await left()).toEqual([[], []]);
});
