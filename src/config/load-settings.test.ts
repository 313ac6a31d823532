import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chown, mkdir, mkdtemp, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readProfile } from "./find-profiles.ts";
import { loadSettings } from "./load-settings.ts";
import { distrustSettings, trustSettings } from "./trust/trust-settings.ts";

let home = "";
let project = "";

beforeEach(async () => {
  home = await realpath(await mkdtemp(join(tmpdir(), "lydian-settings-")));
  project = join(home, "project");
  await mkdir(join(project, ".lydian"), { recursive: true });
  await mkdir(join(home, "config", "lydian"), { recursive: true });
});
afterEach(() => rm(home, { recursive: true, force: true }));

const environment = (more: Record<string, string> = {}) => ({
  HOME: home,
  XDG_CONFIG_HOME: join(home, "config"),
  APPDATA: join(home, "config"),
  ...more,
});
const load = (request: Parameters<typeof loadSettings>[0] = {}, more: Record<string, string> = {}) =>
  loadSettings({ workingFolder: project, environment: environment(more), ...request });
const userFile = (text: string) => writeFile(join(home, "config", "lydian", "settings.yaml"), text);
const storeFile = (text: string) => writeFile(join(project, ".lydian", "settings.yaml"), text);
const named = () => ({ store: join(project, ".lydian") });

beforeEach(({ skip }) => skip(process.platform === "darwin", "macOS has its settings in another folder"));

describe("loadSettings", () => {
  it("has a default for every required setting", async () => {
    const { settings, embeddingModel } = await load();
    expect(settings).toMatchObject({ collection: "default", language: "auto", search: { mode: "hybrid", limit: 10 } });
    expect(embeddingModel).toEqual({ kind: "bundled" });
  });

  it("lets the store's file override the user's, the environment override both, and the call override all", async () => {
    await userFile("search: { limit: 1, mode: vector }\ncollection: user\nlanguage: fr\n");
    await storeFile("search: { limit: 2 }\ncollection: store\n");
    expect((await load()).settings).toMatchObject({
      collection: "store",
      language: "fr",
      search: { limit: 2, mode: "vector" },
    });
    const over = await load(
      { settings: { search: { limit: 4 } } },
      { LYDIAN_COLLECTION: "env", LYDIAN_SEARCH_LIMIT: "3" },
    );
    expect(over.settings).toMatchObject({ collection: "env", search: { limit: 4, mode: "vector" } });
  });

  it("ignores undefined values of the call", async () => {
    await userFile("collection: user\n");
    expect((await load({ settings: { collection: undefined } })).settings.collection).toBe("user");
  });

  it("suggests the nearest setting for an unknown one, and names the file", async () => {
    await userFile("chunking: { maxToken: 100 }\n");
    await expect(load()).rejects.toMatchObject({
      code: "invalid-settings",
      message: expect.stringMatching(/"chunking.maxToken".*settings\.yaml/),
      hint: 'Did you mean "chunking.maxTokens"?',
    });
  });

  it("suggests the group of a setting that was written without it", async () => {
    await userFile("maxTokens: 100\n");
    await expect(load()).rejects.toMatchObject({ hint: 'Did you mean "chunking.maxTokens"?' });
  });

  it.each([
    ["search: { limit: 0 }", /"search.limit" must be a whole number from 1 to 1000/],
    ["search: { limit: many }", /"search.limit" must be a whole number/],
    ["search: { mode: fast }", /"search.mode" must be one of hybrid, lexical, vector/],
    ["ingest: { keepOriginals: 1 }", /"ingest.keepOriginals" must be true or false/],
    ["collection: Not Good", /"collection" must be 1 to 63/],
    ['search: { synonyms: "a, b\\nc =>" }', /"search.synonyms" is wrong in line 2: .*an entry has no word \(in /],
    ["search: 3", /"search" must be a mapping/],
    ["[1, 2]", /must be a mapping/],
    ["a: b: c", /not valid YAML \(line 1\)/],
    ["a: &x [1]\nb: *x", /aliases/],
    ["chunking: { maxTokens: 100, overlapTokens: 51 }", /more than half/],
    ["chunking: { overlapTokens: 50, byMediaType: { text/csv: { maxTokens: 99 } } }", /text\/csv.overlapTokens" is 50/],
    ["chunking: { byMediaType: { markdown: { maxTokens: 99 } } }", /"markdown" .* is not a media type/],
    [
      "chunking: { byMediaType: { text/x.y: { maxTokens: 9 } } }",
      /"chunking.byMediaType.text\/x.y.maxTokens" must be a/,
    ],
    [
      "chunking: { byMediaType: { text/csv: { maxToken: 99 } } }",
      /no setting "chunking.byMediaType.text\/csv.maxToken"/,
    ],
    ["chunking: { byMediaType: 3 }", /"chunking.byMediaType" must be a mapping/],
  ])("rejects %s with the reason", async (text, reason) => {
    await userFile(text);
    await expect(load()).rejects.toMatchObject({ code: "invalid-settings", message: expect.stringMatching(reason) });
  });

  it("reads settings that apply to one media type only", async () => {
    await userFile("chunking: { byMediaType: { text/markdown: { maxTokens: 300, chunker: recursive } } }");
    const { byMediaType } = (await load()).settings.chunking;
    expect(byMediaType).toEqual({ "text/markdown": { maxTokens: 300, chunker: "recursive" } });
  });

  it("splits a list in a variable at its commas", async () => {
    const { settings } = await load({}, { LYDIAN_EMBEDDING_LANGUAGES: "de, en" });
    expect(settings.embedding.languages).toEqual(["de", "en"]);
    await expect(load({}, { LYDIAN_EMBEDDING_LANGUAGES: "German" })).rejects.toMatchObject({
      message: expect.stringContaining("a code of two letters"),
    });
  });

  it("says which values a variable of the environment may have", async () => {
    await expect(load({}, { LYDIAN_SEARCH_LIMIT: "ten" })).rejects.toMatchObject({
      message: expect.stringMatching(/"search.limit" must be a whole number .*environment/),
    });
  });

  it("reranks for answers by default, and names the possible rerankers", async () => {
    expect((await load()).rerankingModel).toEqual({ kind: "auto" });
    expect((await load({}, { LYDIAN_RERANK_MODEL: "off" })).rerankingModel).toEqual({ kind: "off" });
    await expect(load({}, { LYDIAN_RERANK_MODEL: "autos" })).rejects.toMatchObject({ hint: 'Did you mean "auto"?' });
  });

  it("resolves a relative model folder from the folder of the file that names it", async () => {
    await userFile("embedding: { model: ./mine }\n");
    const folder = join(home, "config", "lydian", "mine");
    expect((await load()).embeddingModel).toEqual({ kind: "folder", folder });
  });

  it("reads a key from the environment or else the user's file, by the provider's usual name or a set one", async () => {
    await userFile("embedding: { model: 'openai:text-embedding-3-small' }\n");
    expect((await load({}, { OPENAI_API_KEY: "one" })).apiKey).toBe("one");
    const settings = { embedding: { keyName: "MY_KEY" } };
    expect((await load({ settings }, { OPENAI_API_KEY: "one", MY_KEY: "two" })).apiKey).toBe("two");
    expect((await load({}, {})).apiKey).toBeUndefined();
    await writeFile(join(home, "config", "lydian", "keys.yaml"), "OPENAI_API_KEY: filed\n", { mode: 0o600 });
    expect((await load({}, {})).apiKey).toBe("filed");
    expect((await load({}, { OPENAI_API_KEY: "one" })).apiKey).toBe("one");
  });

  it("rejects a key file that others may read, but only for calls that look up a key in it", async ({ skip }) => {
    skip(process.platform === "win32", "files on Windows have no permission bits");
    await writeFile(join(home, "config", "lydian", "keys.yaml"), "OPENAI_API_KEY: filed\n", { mode: 0o644 });
    expect((await load()).keyProblems).toEqual({});
    const settings = { answer: { model: "openai:gpt-5-mini" }, verify: { judge: "ollama:qwen3" } };
    expect((await load({ settings }, { OPENAI_API_KEY: "one" })).keyProblems).toEqual({});
    const { keyProblems, answeringKey } = await load({ settings });
    expect(Object.keys(keyProblems)).toEqual(["answering"]);
    expect(keyProblems.answering).toMatchObject({
      code: "invalid-settings",
      message: expect.stringContaining("0644"),
    });
    expect(answeringKey).toBeUndefined();
  });
});

describe("a store that was found by walking up", () => {
  const sends = "embedding: { model: 'openai-compatible:https://elsewhere.example#m', keyName: AWS_SECRET }\n";

  it("may change settings that send nothing elsewhere without trust", async () => {
    await storeFile("language: de\nembedding: { model: bge-small-en-v1.5-int8, sessions: 2 }\n");
    const { store, settings } = await load();
    expect([store.foundBy, settings.language]).toEqual(["walking-up", "de"]);
    for (const model of ["auto", "off", "bundled"]) {
      await storeFile(`rerank: { model: ${model}, depth: 3 }\n`);
      expect((await load()).rerankingModel).toEqual({ kind: model });
    }
    await storeFile("rerank: { model: ./mine }\n");
    await expect(load()).rejects.toMatchObject({ message: expect.stringContaining('"rerank.model"') });
  });

  it("needs trust to choose its own profile, which writes instructions to the language model", async () => {
    await storeFile("answer: { profile: brief }\n");
    expect((await load()).settings.answer.profile).toBe("brief");
    await storeFile("answer: { profile: evil }\n");
    await expect(load()).rejects.toMatchObject({
      code: "untrusted-store",
      message: expect.stringContaining('"answer.profile"'),
    });
    await trustSettings({ workingFolder: project, environment: environment() });
    expect((await load()).settings.answer.profile).toBe("evil");
  });

  it("needs trust to set synonyms, which decide which documents answer", async () => {
    await storeFile("search: { synonyms: 'safe => poison' }\n");
    await expect(load()).rejects.toMatchObject({
      code: "untrusted-store",
      message: expect.stringContaining('"search.synonyms"'),
    });
    await trustSettings({ workingFolder: project, environment: environment() });
    expect((await load()).settings.search.synonyms).toEqual([{ from: ["safe"], to: ["poison"] }]);
  });

  it("needs trust to set addresses and key names, and again after a change", async () => {
    await storeFile(sends);
    await expect(load()).rejects.toMatchObject({
      code: "untrusted-store",
      hint: expect.stringContaining("lydian trust"),
    });

    const request = { workingFolder: project, environment: environment() };
    expect((await trustSettings(request)).hasEntry).toBe(true);
    expect((await load({}, { AWS_SECRET: "key" })).apiKey).toBe("key");

    await storeFile(`${sends}# changed\n`);
    await expect(load()).rejects.toMatchObject({ message: expect.stringContaining("has changed") });

    await trustSettings(request);
    await load();
    expect((await distrustSettings(request)).hasEntry).toBe(true);
    expect((await distrustSettings(request)).hasEntry).toBe(false);
    await expect(load()).rejects.toMatchObject({ code: "untrusted-store" });
  });

  it("sets nothing of the server without trust, and says what was left out", async () => {
    const opened = "language: de\nserver: { host: 0.0.0.0, allowedHosts: [evil.example], allowedFolders: ['/'] }\n";
    await storeFile(opened);
    await userFile("server: { port: 7000 }\n");
    const { settings, trust } = await load();
    expect([settings.language, settings.server.host, settings.server.port]).toEqual(["de", "127.0.0.1", 7_000]);
    expect(settings.server).not.toHaveProperty("allowedHosts");
    const ignoredSettings = ["server.host", "server.allowedHosts", "server.allowedFolders"];
    expect(trust).toEqual({ isRequired: true, ignoredSettings });

    const request = { workingFolder: project, environment: environment() };
    await trustSettings(request);
    expect(await load()).toMatchObject({ settings: { server: { host: "0.0.0.0" } }, trust: { ignoredSettings: [] } });
    await storeFile(`${opened}# changed\n`);
    expect((await load()).trust.ignoredSettings).toEqual(ignoredSettings);
    expect((await load(named())).trust).toEqual({ isRequired: false, ignoredSettings: [] });
  });

  it("keeps the trust that an earlier version recorded", async () => {
    await storeFile(sends);
    const trusted = { [join(project, ".lydian")]: createHash("sha256").update(sends).digest("hex") };
    await writeFile(join(home, "config", "lydian", "trusted-stores.json"), JSON.stringify(trusted));
    expect((await load()).embeddingModel.kind).toBe("provider");
  });

  it("is refused if it belongs to another user, until that user is trusted", async ({ skip }) => {
    skip(process.getuid?.() !== 0, "only root can give files away");
    await chown(join(project, ".lydian"), 65_534, 65_534);
    await expect(load()).rejects.toMatchObject({ code: "untrusted-store", message: expect.stringContaining("65534") });
    expect((await load(named())).trust.isRequired).toBe(true);
    await storeFile("server: { host: 0.0.0.0 }\n");
    expect((await load(named())).trust.ignoredSettings).toEqual(["server.host"]);
    await trustSettings({ workingFolder: project, environment: environment() });
    expect((await load()).trust).toEqual({ isRequired: true, ignoredSettings: [] });
  });

  it("needs no trust if the user names it in the call or the environment", async () => {
    await storeFile(sends);
    expect((await load(named())).embeddingModel.kind).toBe("provider");
    expect((await load({}, { LYDIAN_STORE: ".lydian" })).store.foundBy).toBe("environment");
  });
});

describe("a file of 10 MB", () => {
  const large = `# ${"x".repeat(10_000_000)}\n`;

  it.each([
    ["settings", "settings.yaml", () => load(named())],
    ["guard policy", "guards.yaml", () => load(named())],
    [
      "profile",
      join("profiles", "large.yaml"),
      () => readProfile([{ origin: "store", path: join(project, ".lydian", "profiles") }], "large"),
    ],
  ])("is refused as %s before it is parsed", async (_, name, read) => {
    await mkdir(join(project, ".lydian", "profiles"), { recursive: true });
    await writeFile(join(project, ".lydian", name), large);
    await expect(read()).rejects.toMatchObject({
      code: "invalid-settings",
      message: expect.stringMatching(/has more than 4 MB/),
    });
  });

  it.each(["settings.yaml", "guards.yaml"])(
    "is refused as well as %s if it is a pipe, which nobody writes",
    async (name) => {
      await mkdir(join(project, ".lydian"), { recursive: true });
      execFileSync("mkfifo", [join(project, ".lydian", name)]);
      await expect(load(named())).rejects.toMatchObject({
        code: "invalid-settings",
        message: expect.stringContaining("is a pipe, not a file"),
      });
    },
  );

  it("is refused as well if it never ends", async () => {
    await mkdir(join(project, ".lydian", "profiles"), { recursive: true });
    await symlink("/dev/zero", join(project, ".lydian", "profiles", "endless.yaml"));
    const read = readProfile([{ origin: "store", path: join(project, ".lydian", "profiles") }], "endless");
    await expect(read).rejects.toMatchObject({ code: "invalid-settings" });
  });
});

describe("findStore through loadSettings", () => {
  it("finds the nearest store upwards, or else the user's own", async () => {
    const deep = join(project, "a", "b");
    await mkdir(deep, { recursive: true });
    expect((await load({ workingFolder: deep })).store.folder).toBe(join(project, ".lydian"));
    await rm(join(project, ".lydian"), { recursive: true });
    const { store } = await load({ workingFolder: deep });
    expect(store.foundBy).toBe("default");
    expect(store.folder.startsWith(home)).toBe(true);
  });
});
