import { expect, it } from "vitest";
import type { JobTask } from "../core/index.ts";
import { mayRunTogether } from "./may-run-together.ts";

const upload = (...names: readonly string[]): JobTask => ({
  kind: "upload",
  files: names.map((name) => ({ uri: `upload:///${name}`, sizeBytes: 1, sha256: "0".repeat(64) })),
  accessLabels: [],
});
const sync: JobTask = { kind: "sync", sources: [], accessLabels: [] };
const ocr: JobTask = { kind: "ocr", documents: ["d"] };
const [embed, reindex]: readonly [JobTask, JobTask] = [{ kind: "embed" }, { kind: "reindex" }];
const place = (task: JobTask, collection = "default") => ({ collection, task });

it.each([
  ["uploads of different files", upload("a", "b"), upload("c"), true],
  ["uploads with a file in common", upload("a", "b"), upload("b"), false],
  ["an upload and a sync", upload("a"), sync, true],
  ["an upload and the computing of vectors", upload("a"), embed, true],
  ["an upload and OCR, which writes again what it read before", upload("a"), ocr, false],
  ["an upload and a change of the model", upload("a"), reindex, false],
  ["two syncs", sync, sync, false],
  ["a sync and the computing of vectors", sync, embed, false],
])("runs %s in parallel, or in sequence", (_, one, other, expected) => {
  expect(mayRunTogether(place(one), place(other))).toBe(expected);
  expect(mayRunTogether(place(other), place(one))).toBe(expected);
});

it("lets any upload run beside jobs of another collection, and one other job at a time", () => {
  expect(mayRunTogether(place(upload("a")), place(upload("a"), "notes"))).toBe(true);
  expect(mayRunTogether(place(upload("a")), place(reindex, "notes"))).toBe(true);
  expect(mayRunTogether(place(sync), place(sync, "notes"))).toBe(false);
});
