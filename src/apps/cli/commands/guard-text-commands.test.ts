import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TextCheck } from "../../../core/index.ts";
import { guardPolicySchema, textCheckSchema } from "../../../core/schemas/index.ts";
import { allChecks, createGuard } from "../../../guard/index.ts";
import type { CheckTextOptions } from "../../../library/index.ts";
import { runWith } from "../fixtures/run-with.ts";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "lydian-guard-"));
});
afterAll(() => rm(folder, { recursive: true }));

const guardWith = (action: "redact" | "block") =>
  createGuard({
    policy: guardPolicySchema.parse({
      stages: { input: { guards: [{ guard: "personal-data", types: ["EMAIL_ADDRESS", "CREDIT_CARD"], action }] } },
    }),
    checks: allChecks,
    clock: { monotonicMs: () => 0 },
  });

/** Checks with a real guard, as the library does. */
function checkTextBy(action: "redact" | "block") {
  return async (text: string, { stage = "input" }: CheckTextOptions = {}): Promise<TextCheck> => {
    const decision = await guardWith(action).check({ stage, text, origin: "user" }, new AbortController().signal);
    const isPass = decision.verdicts.length > 0 && decision.verdicts.every(({ verdict }) => verdict === "pass");
    const verdict = isPass ? "pass" : decision.verdicts.length > 0 ? "fail" : "unmeasured";
    return textCheckSchema.parse({ stage, verdict, ...decision });
  };
}

const text = "Dear Anna,\n\nwrite to anna@berg.example or ben@berg.example.\n";

describe("lydian guard check", () => {
  it("prints each place as line:column and no part of the text, and exits with 3", async () => {
    const checkText = checkTextBy("block");
    const { code, out } = await runWith(["guard", "check", "-"], { checkText }, { input: text });
    expect(code).toBe(3);
    expect(out).toMatch(
      /^failed \(blocked\): The guard "personal-data" found EMAIL_ADDRESS\.\nstage input of the policy custom, version \w+/,
    );
    expect(out).toMatch(/personal-data +failed +block +3:10-3:27 +EMAIL_ADDRESS/);
    expect(out).toMatch(/3:31-3:47 +EMAIL_ADDRESS/);
    expect(out).not.toContain("berg");
  });

  it("exits with 0 for a text that passes, and with 3 at a stage without guards", async () => {
    const checkText = checkTextBy("block");
    const passed = await runWith(["guard", "check", "-", "--json"], { checkText }, { input: "Hello." });
    expect({ code: passed.code, verdict: JSON.parse(passed.out).verdict }).toEqual({ code: 0, verdict: "pass" });
    const unread = await runWith(["guard", "check", "-", "--stage", "output"], { checkText }, { input: "Hello." });
    expect(unread.code).toBe(3);
    expect(unread.out).toMatch(/^not checked \(allowed\): No guard is set for the stage "output"\./);
    expect(unread.out).toContain("--policy");
  });

  it("uses the policy that the call names, and rejects an unknown stage, a missing file and bytes that are not text", async () => {
    const checkText = checkTextBy("block");
    const { opened } = await runWith(["guard", "check", "-", "--policy", "clinic.yaml"], { checkText });
    expect(opened[0]?.settings).toMatchObject({ guard: { policy: "clinic.yaml" } });
    expect((await runWith(["guard", "check", "-", "--stage", "outptu"], { checkText })).code).toBe(2);
    const missing = await runWith(["guard", "check", join(folder, "none.txt")], { checkText });
    expect({ code: missing.code, err: missing.err }).toEqual({
      code: 1,
      err: expect.stringMatching(/ENOENT.*\nhint: .*standard input/),
    });
    await writeFile(join(folder, "picture.bin"), Uint8Array.of(0xff, 0xfe, 0x00));
    const binary = await runWith(["guard", "check", join(folder, "picture.bin")], { checkText });
    expect({ code: binary.code, err: binary.err }).toEqual({
      code: 2,
      err: expect.stringContaining("is not text in UTF-8"),
    });
  });
});

describe("lydian guard redact", () => {
  it("writes the redacted text to a file that only its owner can read, and the counts to standard error", async () => {
    const file = join(folder, "letter.txt");
    await writeFile(file, text);
    const target = join(folder, "redacted.txt");
    const args = ["guard", "redact", file, "--stage", "input", "-o", target];
    const checkText = checkTextBy("redact");
    const { code, out, err } = await runWith(args, { checkText });
    expect({ code, out, err }).toEqual({ code: 0, out: "", err: "2 places redacted: 2 EMAIL_ADDRESS" });
    expect(await readFile(target, "utf8")).toBe("Dear Anna,\n\nwrite to [EMAIL_ADDRESS] or [EMAIL_ADDRESS].\n");
    expect((await stat(target)).mode & 0o777).toBe(0o600);
    expect((await runWith(args, { checkText })).err).toContain("exists already");
    expect((await runWith([...args, "--force"], { checkText })).code).toBe(0);
  });

  it("writes nothing if a guard stops the text", async () => {
    const target = join(folder, "stopped.txt");
    const args = ["guard", "redact", "-", "--stage", "input", "-o", target];
    const { code, err } = await runWith(args, { checkText: checkTextBy("block") }, { input: text });
    expect({ code, err }).toEqual({ code: 3, err: expect.stringContaining("Nothing was written.") });
    await expect(stat(target)).rejects.toThrow("ENOENT");
  });
});
