import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { openLydian } from "lydian";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openSqliteStore } from "../../src/adapters/sqlite/index.ts";
import { never } from "../../src/core/index.ts";
import { checkFile, readAll } from "../faults/check-store.ts";
import { createVectorCheck } from "../faults/check-vectors.ts";
import { type Contents, changeFiles, hashOf, makeMemos, type Work } from "../faults/make-work.ts";
import { randomFrom } from "../faults/random-from.ts";
import { type Child, startChild } from "../faults/start-child.ts";
import { temporaryFolder } from "../run-lydian.ts";
import { makeSecondModel } from "../second-model.ts";

const rounds = Number(process.env.LYDIAN_FAULT_ROUNDS ?? 20);
const random = randomFrom(Number(process.env.LYDIAN_SEED ?? 5));
const A_ROUND_MS = 30_000;
/** Kinds of work, each with the number of lines within which it is killed. */
const kinds = { add: 40, sync: 25, merge: 16, reindex: 8, import: 50 } as const;
type Kind = keyof typeof kinds;
const isKind = (name: string): name is Kind => name in kinds;

const shared = temporaryFolder();
const [store, docs] = [join(shared.path, "store"), join(shared.path, "docs")];
const bundled = "bge-small-en-v1.5-int8";
const models = {
  [bundled]: fileURLToPath(new URL(`../../models/${bundled}`, import.meta.url)),
  "second-model": join(shared.path, "second-model"),
};
const settingsFor = (model: string) => ({ embedding: { model, sessions: 1 }, chunking: { maxTokens: 64 } });
const vectors = createVectorCheck(models, () => join(shared.path, `rebuilt-${random()}`));

/** Exports of the same documents, in two versions. */
const exports: { readonly file: string; readonly target: Contents }[] = [];

beforeAll(async () => {
  makeSecondModel(models["second-model"]);
  mkdirSync(docs);
  for (const version of [1, 2]) {
    const memos = makeMemos({ scheme: "kept", first: 0, count: 20, step: version * 100 });
    const lydian = await openLydian({
      store: join(shared.path, `kept-${version}`),
      settings: settingsFor(models[bundled]),
    });
    await lydian.add(memos);
    const file = join(shared.path, `kept-${version}.gz`);
    await lydian.exportTo(file);
    await lydian.close();
    exports.push({ file, target: new Map(memos.map(({ uri, content }) => [uri, hashOf(content)])) });
  }
});

afterAll(async () => {
  await vectors.close();
  shared.remove();
});

function prepare(kind: Kind, round: number): Work {
  if (kind === "add") {
    const memos = makeMemos({ scheme: "memo", first: round * 7, count: 24, step: round });
    const given = join(shared.path, "memos.json");
    writeFileSync(given, JSON.stringify(memos));
    return { given, target: new Map(memos.map(({ uri, content }) => [uri, hashOf(content)])) };
  }
  if (kind === "sync") return { given: docs, target: changeFiles(docs, round, random) };
  const kept = exports[round % exports.length];
  return kind === "import" && kept !== undefined
    ? { given: kept.file, target: kept.target }
    : { given: "", target: new Map() };
}

/** Contents of the store before and after a piece of work, and the changes that the work should make. */
interface WorkStates {
  readonly before: Contents;
  readonly target: Contents;
  readonly after: Contents;
}

/** Checks that every reported change happened, and that each document is either as before or as after the work. */
function checkContents(child: Child, states: WorkStates): void {
  const { before, target, after } = states;
  const isDone = child.lines.at(-1) === "done";
  for (const uri of new Set([...before.keys(), ...target.keys(), ...after.keys()])) {
    const goal = target.has(uri) ? target.get(uri) : before.get(uri);
    const isTold = child.lines.includes(`did add ${uri}`) || child.lines.includes(`did remove ${uri}`);
    expect(isTold || isDone ? [goal] : [before.get(uri), goal], uri).toContain(after.get(uri));
  }
  const imported = Number(child.lines.findLast((line) => line.startsWith("imported"))?.split(" ")[1] ?? 0);
  const there = [...target].filter(([uri, hash]) => after.get(uri) === hash).length;
  expect(there).toBeGreaterThanOrEqual(imported);
}

/** Checks that the store is whole and searches like a new one, and returns its contents. */
async function checkWhole(): Promise<Contents> {
  checkFile(store);
  const opened = await openSqliteStore({ directory: store, waitMs: 0, mode: "write" });
  const documents = await readAll(opened);
  const space = (await opened.collection("default", never))?.space;
  await vectors.expectEqualToRebuilt(opened, documents, space);
  await opened.close();
  return new Map(documents.map(({ document }) => [document.uri, document.contentHash]));
}

async function modelInUse(): Promise<keyof typeof models> {
  const lydian = await openLydian({ store });
  const [collection] = (await lydian.status()).collections;
  await lydian.close();
  return collection?.space?.model === "second-model" ? "second-model" : bundled;
}

const other = (model: keyof typeof models) => (model === "second-model" ? bundled : "second-model");

it(
  `loses nothing through ${rounds} kills of add, sync, merge, reindex and import`,
  async () => {
    let before: Contents = new Map();
    const ended = new Map<string, number>();
    for (let round = 0; round < rounds; round += 1) {
      const kind = Object.keys(kinds).filter(isKind)[round % 5] ?? "add";
      const { given, target } = prepare(kind, round);
      const used = await modelInUse();
      const model = models[kind === "reindex" ? other(used) : used];
      const child = startChild("do-work.mjs", [kind, store, model, given]);
      // The work may be complete before the kill.
      await Promise.race([
        child.lineNumber(1 + Math.floor(random() * kinds[kind])).catch(() => undefined),
        child.ended,
      ]);
      await setTimeout(random() * 30);
      child.process.kill("SIGKILL");
      const { exit, stderr } = await child.ended;
      expect([exit === 0 ? "SIGKILL" : exit, stderr], kind).toEqual(["SIGKILL", ""]);
      const after = await checkWhole();
      checkContents(child, { before, target, after });
      if (kind !== "reindex") expect(await modelInUse()).toBe(used);
      const outcome = `${kind} ${child.lines.at(-1) === "done" ? "done" : "killed"}`;
      ended.set(outcome, (ended.get(outcome) ?? 0) + 1);
      before = after;
    }
    console.info(Object.fromEntries(ended));
    expect([...ended.keys()].filter((outcome) => outcome.endsWith("killed"))).toHaveLength(5);

    // Interrupted work can be completed.
    const used = await modelInUse();
    const lydian = await openLydian({ store, settings: settingsFor(models[other(used)]) });
    await lydian.reindex();
    await lydian.sync();
    const [collection] = (await lydian.status()).collections;
    expect([collection?.chunksWithoutVectors, collection?.documentsToRechunk]).toEqual([0, 0]);
    await lydian.close();
    expect(await modelInUse()).toBe(other(used));
    await checkWhole();
  },
  A_ROUND_MS * rounds + 60_000,
);
