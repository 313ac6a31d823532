import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { runLydian, temporaryFolder } from "../run-lydian.ts";

const home = temporaryFolder();
const temporary = temporaryFolder();
afterAll(() => {
  home.remove();
  temporary.remove();
});

describe("the models' runtime", () => {
  it("keeps no id of the machine and starts no telemetry, which would leave its files", async () => {
    writeFileSync(join(home.path, "notice.md"), "The clinic opens at 8:30.");
    const options = { cwd: home.path, env: { TMPDIR: temporary.path, XDG_CACHE_HOME: join(home.path, "cache") } };
    await runLydian(["add", "notice.md", "--store", "store"], options);
    const answer = await runLydian(["ask", "When does the clinic open?", "--store", "store"], options);
    expect(answer.stdout).toContain("8:30");
    expect(readdirSync(home.path).sort()).toEqual([".config", "notice.md", "store"]);
    // The secret that marks the remembered question as this user's own.
    const ofUser = readdirSync(join(home.path, ".config"), { recursive: true }).sort();
    expect(ofUser).toEqual(["lydian", join("lydian", "trust-secret")]);
    expect(readdirSync(temporary.path)).toEqual([]);
  });
});
