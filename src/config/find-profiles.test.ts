import { createHash } from "node:crypto";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findProfiles, type ProfileFolder, readProfile } from "./find-profiles.ts";

let root = "";
let folders: readonly ProfileFolder[] = [];
const bundled = join(import.meta.dirname, "..", "..", "profiles");

const write = (folder: string, name: string, text: string) => writeFile(join(root, folder, name), text);
const read = (name: string) => readProfile(folders, name);

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "lydian-profiles-"));
  await mkdir(join(root, "user"));
  await mkdir(join(root, "store"));
  folders = [
    { origin: "user", path: join(root, "user") },
    { origin: "store", path: join(root, "store") },
    { origin: "bundled", path: join(root, "none") },
  ];
  await write("user", "mine.yaml", "tone: kind\n");
  await write("store", "mine.yaml", "tone: rude\n");
  await write("store", "other.yaml", "");
  await write("store", "Not A Name.yaml", "tone: kind\n");
  await write("store", "notes.txt", "tone: kind\n");
});
afterAll(() => rm(root, { recursive: true, force: true }));

describe("findProfiles", () => {
  it("finds each name once, in the first folder that has it, and skips a missing folder", async () => {
    const found = await findProfiles(folders);
    expect(found.map(({ name, origin }) => [name, origin])).toEqual([
      ["mine", "user"],
      ["other", "store"],
    ]);
  });
});

describe("readProfile", () => {
  it("reads every profile that comes with Lydian", async () => {
    const own: readonly ProfileFolder[] = [{ origin: "bundled", path: bundled }];
    const names = (await findProfiles(own)).map(({ name }) => name);
    expect(names).toEqual(["brief", "default", "list", "plain-language"]);
    for (const name of names) expect((await readProfile(own, name)).description).toMatch(/\.$/);
  });

  it("separates sampling from the other settings, and uses the file's hash as the version", async () => {
    const text =
      "tone: kind\nmaxSentences: 2\ntemperature: 0\nstop: [END]\nexamples:\n  - { question: Q?, answer: 'A [1].' }\n";
    await write("user", "full.yaml", text);
    expect(await read("full")).toEqual({
      name: "full",
      hash: createHash("sha256").update(text).digest("hex"),
      tone: "kind",
      maxSentences: 2,
      sampling: { temperature: 0, stop: ["END"] },
      examples: [{ question: "Q?", answer: "A [1]." }],
    });
  });

  it("closes the objects of a schema, so that a model cannot add keys", async () => {
    await write(
      "user",
      "data.yaml",
      "format: json\nschema: {type: object, properties: {fee: {type: [number, 'null']}}}\n",
    );
    expect(await read("data")).toMatchObject({
      format: "json",
      schema: { additionalProperties: false, properties: { fee: { type: ["number", "null"] } } },
    });
  });

  it("accepts an empty file as a profile", async () => {
    expect(await read("other")).toEqual({ name: "other", hash: createHash("sha256").digest("hex") });
  });

  it.each([
    ["min", /no profile "min"/, /Did you mean "mine"/],
    ["../mine", /no profile "\.\.\/mine"/, /./],
  ])("rejects the unknown profile %j", async (name, message, hint) => {
    await expect(read(name)).rejects.toMatchObject({
      code: "invalid-settings",
      message: expect.stringMatching(message),
      hint: expect.stringMatching(hint),
    });
  });

  it.each([
    ["tonne: kind", /no key "tonne"/, /Did you mean "tone"/],
    ["examples: [{ question: Q, reply: A, answer: B }]", /no key "examples.0.reply"/, /question, answer/],
    ["temperature: 3", /"temperature" is not valid/, /profiles\.md/],
    ["format: json", /there is no "schema"/, /format: json/],
    ["schema: {type: string}", /"format" is not json/, /format: json/],
    ["format: json\nschema: {type: object}", /"schema" .* an object needs properties/, /profiles/],
    ["format: json\nschema: {type: array, items: {patern: a}}", /no key "schema.items.patern"/, /The keys are type/],
    [
      "format: json\nschema: {type: object, properties: {a: {enum: [1]}}, required: [b]}",
      /"b" is required/,
      /profiles/,
    ],
    ["- a", /The profile is not valid/, /profiles\.md/],
    ["tone: [", /not valid YAML \(line 1\)/, /tone: friendly/],
  ])("rejects %j", async (text, message, hint) => {
    await write("user", "wrong.yaml", text);
    await expect(read("wrong")).rejects.toMatchObject({
      code: "invalid-settings",
      message: expect.stringMatching(message),
      hint: expect.stringMatching(hint),
    });
  });
});
