import { describe, expect, it } from "vitest";
import { allChecks } from "../checks/index.ts";
import { parseGuardPolicy } from "./parse-guard-policy.ts";

const refused = (text: string) =>
  parseGuardPolicy(text).then(
    () => undefined,
    (error: unknown) => error,
  );

describe("a guard policy", () => {
  it("is read with its defaults: a guard blocks, also if it fails", async () => {
    const policy = await parseGuardPolicy(
      "name: clinic\nstages:\n  input:\n    guards:\n      - guard: personal-data\n",
    );
    expect(policy).toEqual({
      name: "clinic",
      stages: {
        input: {
          deadlineMs: 30_000,
          shadow: false,
          guards: [{ guard: "personal-data", action: "block", onError: "block" }],
        },
      },
    });
    expect(await parseGuardPolicy("")).toEqual({ name: "custom", stages: {} });
  });

  it("is refused with the line of a wrong value, key or guard", async () => {
    const lines = ["stages:", "  input:", "    guards:", "      - guard: personal-data", "        action: hide"];
    expect(await refused(lines.join("\n"))).toMatchObject({ message: expect.stringContaining("guards.yaml, line 5") });
    const key = [...lines.slice(0, 4), "        treshold: 1"].join("\n");
    expect(await refused(key)).toMatchObject({ message: expect.stringContaining("guards.yaml, line 5") });
    const unknown = [...lines.slice(0, 4), "      - guard: persnal-data"].join("\n");
    await expect(parseGuardPolicy(unknown, "own.yaml", allChecks)).rejects.toMatchObject({
      code: "invalid-settings",
      message: 'There is no guard "persnal-data" (in own.yaml, line 5).',
      hint: 'Did you mean "personal-data"?',
    });
  });

  it("is refused with options that its guard does not take", async () => {
    const policy = "stages: {output: {guards: [{guard: exfiltration, options: {host: [a.example]}}]}}";
    await expect(parseGuardPolicy(policy, "own.yaml", allChecks)).rejects.toMatchObject({
      code: "invalid-settings",
      message: expect.stringMatching(/no option "host" \(stage "output" in own.yaml\)/),
    });
  });

  it.each([
    ["stages: [", /not valid YAML \(line 1\)/, /stages/],
    ["stages:\n  inptu: {}", /no stage "stages.inptu"/, /"input"/],
    ["stages: {input: {gards: []}}", /no key "stages.input.gards"/, /"guards"/],
    ["stages: {input: {guards: [{guard: a, treshold: 1}]}}", /no key "stages.input.guards.0.treshold"/, /"threshold"/],
    [
      "stages: {input: {guards: [{guard: a, threshold: 2}]}}",
      /"stages.input.guards.0.threshold" is not valid/,
      /stages/,
    ],
    ["stages: {input: {guards: [{guard: a, onError: pass}]}}", /onError/, /stages/],
    ["stages: {input: {guards: [{guard: a}, {guard: a}]}}", /must name each guard once/, /stages/],
    ["a: &x 1\nstages: *x", /YAML aliases/, /^$/],
  ])("is refused with a hint: %j", async (text, message, hint) => {
    const error = await refused(text);
    expect(error).toMatchObject({ code: "invalid-settings", message: expect.stringMatching(message) });
    const { hint: given = "" } = error as { readonly hint?: string };
    expect(given).toMatch(hint);
  });
});
