import { mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadSettings } from "./load-settings.ts";
import { trustSettings } from "./trust/trust-settings.ts";

let home = "";
let project = "";
let store = "";
let userFolder = "";

beforeEach(async ({ skip }) => {
  skip(process.platform === "darwin", "macOS has its settings in another folder");
  home = await realpath(await mkdtemp(join(tmpdir(), "lydian-guards-")));
  project = join(home, "project");
  store = join(project, ".lydian");
  userFolder = join(home, "config", "lydian");
  await mkdir(store, { recursive: true });
  await mkdir(userFolder, { recursive: true });
});
afterEach(() => rm(home, { recursive: true, force: true }));

const environment = (more: Record<string, string> = {}) => ({
  HOME: home,
  XDG_CONFIG_HOME: join(home, "config"),
  APPDATA: join(home, "config"),
  ...more,
});
const load = async (request: Parameters<typeof loadSettings>[0] = {}, more: Record<string, string> = {}) =>
  (await loadSettings({ workingFolder: project, environment: environment(more), ...request })).guardPolicy;
const trust = () => trustSettings({ workingFolder: project, environment: environment() });
const inStore = (text: string, name = "guards.yaml") => writeFile(join(store, name), text);
const ofUser = (text: string, name = "guards.yaml") => writeFile(join(userFolder, name), text);

describe("the guard policy", () => {
  it("is looked for in the call, the environment, the store and the user's settings, and else is the default", async () => {
    const named = { store };
    expect(await load(named)).toEqual({ origin: "default", policy: "default" });
    await ofUser("name: mine\n");
    const mine = { path: join(userFolder, "guards.yaml"), bytes: Buffer.from("name: mine\n") };
    expect(await load(named)).toEqual({ origin: "user", policy: mine });
    await ofUser("guard: { policy: off }\n", "settings.yaml");
    expect(await load(named)).toEqual({ origin: "user", policy: "off" });
    await inStore("name: store\n");
    expect(await load(named)).toMatchObject({ origin: "store", policy: { path: join(store, "guards.yaml") } });
    await writeFile(join(store, "strict.yaml"), "name: strict\n");
    await inStore("guard: { policy: strict.yaml }\n", "settings.yaml");
    expect(await load(named)).toMatchObject({ origin: "store", policy: { path: join(store, "strict.yaml") } });
    expect(await load(named, { LYDIAN_GUARD_POLICY: "safe-harbor" })).toEqual({
      origin: "environment",
      policy: "safe-harbor",
    });
    expect(await load(named, { LYDIAN_GUARD_POLICY: "off" })).toEqual({ origin: "environment", policy: "off" });
    const called = { ...named, settings: { guard: { policy: "default" } } };
    expect(await load(called, { LYDIAN_GUARD_POLICY: "off" })).toEqual({ origin: "call", policy: "default" });
  });

  it("must exist if a setting names it", async () => {
    await expect(load({}, { LYDIAN_GUARD_POLICY: "missing.yaml" })).rejects.toMatchObject({
      code: "invalid-settings",
      message: `There is no guard policy ${join(project, "missing.yaml")}, which "guard.policy" names (in the environment, as LYDIAN_…).`,
    });
  });

  it("of a store that was found is refused until it is trusted, and again after a change", async () => {
    await inStore("stages: {}\n");
    await expect(load()).rejects.toMatchObject({
      code: "untrusted-store",
      message: expect.stringContaining("has not been trusted"),
    });
    expect(await load({ settings: { guard: { policy: "default" } } })).toMatchObject({ policy: "default" });
    expect((await trust()).hasEntry).toBe(true);
    expect(await load()).toMatchObject({ origin: "store" });
    await inStore("name: relaxed\n");
    await expect(load()).rejects.toMatchObject({ message: expect.stringContaining("has changed") });
  });

  it("cannot be turned off by the settings of a store that was found, or by a file that they name", async () => {
    await inStore("guard: { policy: off }\n", "settings.yaml");
    await expect(load()).rejects.toMatchObject({
      code: "untrusted-store",
      message: expect.stringContaining('"guard.policy"'),
    });
    await trust();
    expect(await load()).toEqual({ origin: "store", policy: "off" });

    await inStore("guard: { policy: ./strict.yaml }\n", "settings.yaml");
    await inStore("name: strict\n", "strict.yaml");
    await trust();
    expect(await load()).toMatchObject({ origin: "store", policy: { path: join(store, "strict.yaml") } });
    await inStore("name: relaxed\n", "strict.yaml");
    await expect(load()).rejects.toMatchObject({ code: "untrusted-store" });
  });
});
