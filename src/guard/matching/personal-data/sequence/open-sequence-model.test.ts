import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { modelFolder } from "../../model-folder.ts";
import { openSequenceModel } from "./open-sequence-model.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "lydian-sequence-"));
  cpSync(modelFolder("personal-data"), folder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it("has the same version in every folder, and another one if a number of the model changes", async () => {
  const { version } = await openSequenceModel(folder);
  expect(version).toMatch(/^[0-9a-f]{12}$/);
  expect((await openSequenceModel(modelFolder("personal-data"))).version).toBe(version);
  const card = JSON.parse(readFileSync(join(folder, "model.json"), "utf8"));
  writeFileSync(join(folder, "model.json"), JSON.stringify({ ...card, emissionScale: 2 * card.emissionScale }));
  expect((await openSequenceModel(folder)).version).not.toBe(version);
});

it.each(["weights.bin", "gazetteers.json"])("is refused if %s was changed", async (name) => {
  appendFileSync(join(folder, name), " ");
  await expect(openSequenceModel(folder)).rejects.toMatchObject({ code: "model-unavailable" });
});

it.each(["model.json", "weights.bin", "gazetteers.json"])("is refused without %s", async (name) => {
  rmSync(join(folder, name));
  await expect(openSequenceModel(folder)).rejects.toMatchObject({ code: "model-unavailable" });
});

it("is refused with a card of another form", async () => {
  writeFileSync(join(folder, "model.json"), "{}");
  await expect(openSequenceModel(folder)).rejects.toMatchObject({ code: "model-unavailable" });
});
