import assert from "node:assert/strict";
import { type KeptJob, never, type StateStore } from "../core/index.ts";

const at = (second: number): string => `2026-01-01T00:00:${String(second).padStart(2, "0")}.000Z`;

const job = (id: string, given: Partial<KeptJob> = {}): KeptJob => ({
  id,
  collection: "default",
  status: "waiting",
  createdAt: at(1),
  record: `{"of":"${id}"}`,
  ...given,
});

const claim = (state: StateStore, runner: string, now: number) =>
  state.claimJob({ runner, now: at(now), until: at(now + 10) }, never);

/** Cases of `stateContract` about jobs. */
export const stateJobCases: readonly { readonly name: string; check(state: StateStore): Promise<void> }[] = [
  {
    name: "returns a job as stored, and lists the latest first",
    async check(state) {
      const jobs = [job("a"), job("b", { createdAt: at(3) }), job("c", { createdAt: at(2), collection: "notes" })];
      for (const one of jobs) assert.equal(await state.keepJob(one, never), true);
      assert.deepEqual(await state.readJob("b", never), jobs[1]);
      assert.equal(await state.readJob("d", never), undefined);
      const [a, b, c] = jobs;
      assert.deepEqual(await state.listJobs({ limit: 10 }, never), [b, c, a]);
      assert.deepEqual(await state.listJobs({ limit: 2 }, never), [b, c]);
      assert.deepEqual(await state.listJobs({ limit: 10, collection: "notes" }, never), [c]);
    },
  },
  {
    name: "gives each job to one runner, oldest first, and to another runner if that one dies",
    async check(state) {
      await state.keepJob(job("b", { createdAt: at(2) }), never);
      await state.keepJob(job("a"), never);
      assert.deepEqual(await claim(state, "one", 5), { ...job("a"), status: "running" });
      assert.equal((await claim(state, "two", 6))?.id, "b");
      assert.equal(await claim(state, "three", 7), undefined);
      assert.equal(await state.holdJob({ id: "b", runner: "two", until: at(40) }, never), true);
      assert.equal((await claim(state, "three", 20))?.id, "a");
      assert.equal(await state.holdJob({ id: "a", runner: "one", until: at(50) }, never), false);
    },
  },
  {
    name: "passes over jobs that the runner does not accept, and offers them oldest first",
    async check(state) {
      for (const [second, id] of ["a", "b", "c"].entries())
        await state.keepJob(job(id, { createdAt: at(second) }), never);
      const offered: string[] = [];
      const accepts = ({ id }: KeptJob) => offered.push(id) > 0 && id === "b";
      const claimed = await state.claimJob({ runner: "one", now: at(5), until: at(9), accepts }, never);
      assert.equal(claimed?.id, "b");
      assert.deepEqual(offered, ["a", "b"]);
      assert.equal((await claim(state, "one", 6))?.id, "a");
    },
  },
  {
    name: "counts jobs by status, and removes old finished ones",
    async check(state) {
      assert.deepEqual(await state.countJobs(never), {});
      const old = job("a");
      for (const one of [old, job("b", { status: "done" }), job("c", { status: "failed", createdAt: at(5) })])
        await state.keepJob(one, never);
      assert.deepEqual(await state.countJobs(never), { waiting: 1, done: 1, failed: 1 });
      assert.equal(await state.forgetJobs(at(5), never), 1);
      assert.deepEqual(await state.countJobs(never), { waiting: 1, failed: 1 });
      assert.deepEqual(await state.readJob("a", never), old);
    },
  },
  {
    name: "releases an unfinished job, and leaves a finished one unchanged",
    async check(state) {
      await state.keepJob(job("a"), never);
      await claim(state, "one", 5);
      await state.releaseJob("a", "two", never);
      assert.equal((await state.readJob("a", never))?.status, "running");
      await state.releaseJob("a", "one", never);
      assert.equal((await state.readJob("a", never))?.status, "waiting");
      assert.equal(await state.keepJob(job("a", { status: "cancelled" }), never), true);
      assert.equal(await state.keepJob(job("a", { status: "done", record: "{}" }), never), false);
      assert.deepEqual(await state.readJob("a", never), job("a", { status: "cancelled" }));
      assert.equal(await claim(state, "one", 6), undefined);
    },
  },
];
