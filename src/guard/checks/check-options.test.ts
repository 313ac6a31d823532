import { describe, expect, it } from "vitest";
import { z } from "zod";
import { never } from "../../core/index.ts";
import { guardPolicySchema } from "../../core/schemas/index.ts";
import { createGuard } from "../create-guard.ts";
import { checkRuleOptions } from "../policy/check-rule-options.ts";
import { classifierGuard } from "./classifier/classifier-guard.ts";
import { allChecks } from "./index.ts";

const policyOf = (rule: object) => guardPolicySchema.parse({ stages: { output: { guards: [rule] } } });
const clock = { monotonicMs: () => 0 };

describe("the options of a guard", () => {
  it("come from the rule of a policy", async () => {
    const guardWith = (options: object) =>
      createGuard({ policy: policyOf({ guard: "exfiltration", options }), checks: allChecks, clock });
    const text = "See https://berg.example.";
    const request = { stage: "output", origin: "model", text } as const;
    expect((await guardWith({ hosts: ["berg.example"] }).check(request, never)).action).toBe("allow");
    expect((await guardWith({ hosts: [] }).check(request, never)).action).toBe("block");
  });

  it("measure a text again if another rule has others", async () => {
    const rules = [
      { guard: "exfiltration", types: ["EXTERNAL_LINK"], options: { hosts: ["berg.example"] } },
      { guard: "exfiltration", types: ["EXTERNAL_IMAGE"], action: "redact" },
    ];
    const policy = guardPolicySchema.parse({ stages: { output: { guards: rules } } });
    const guard = createGuard({ policy, checks: allChecks, clock });
    const text = "![x](https://berg.example)";
    expect(await guard.check({ stage: "output", origin: "model", text }, never)).toMatchObject({
      action: "redact",
      verdicts: [{ verdict: "pass" }, { verdict: "fail" }],
    });
  });

  it.each([
    [{ host: ["a.example"] }, /no option "host" \(stage "output" in own.yaml\)\.$/, /^Did you mean "hosts"\?$/],
    [{ hosts: ["https://a.example"] }, /"hosts.0" of the guard "exfiltration" is not valid: must be a host/, /hosts/],
    [{ hosts: "a.example" }, /"hosts" of the guard/, /hosts/],
  ])("are refused when the policy is read: %j", async (options, message, hint) => {
    const policy = policyOf({ guard: "exfiltration", options });
    await expect(checkRuleOptions(policy, allChecks, "own.yaml")).rejects.toMatchObject({
      code: "invalid-settings",
      message: expect.stringMatching(message),
      hint: expect.stringMatching(hint),
    });
  });

  it("are refused for a misspelled one, not for the one that is missing because of it", async () => {
    const policy = policyOf({ guard: "phrases", options: { phrases: ["safe"] } });
    await expect(checkRuleOptions(policy, allChecks)).rejects.toMatchObject({
      message: expect.stringContaining('The guard "phrases" has no option "phrases"'),
    });
  });

  it("must be there for a guard that needs them", () => {
    expect(() => createGuard({ policy: policyOf({ guard: "phrases" }), checks: allChecks, clock })).toThrow(
      expect.objectContaining({ code: "invalid-settings", message: 'The guard "phrases" needs options.' }),
    );
  });

  it("are refused for a guard without options", () => {
    const policy = policyOf({ guard: "secrets", options: { strict: true } });
    expect(() => createGuard({ policy, checks: allChecks, clock })).toThrow(
      expect.objectContaining({ code: "invalid-settings", message: 'The guard "secrets" has no options.' }),
    );
  });
});

describe("the entry of a guard", () => {
  const source = {
    describe: () => Promise.reject(new Error("no model")),
    open: () => Promise.reject(new Error("no model")),
  };
  const entries = [...allChecks, classifierGuard(source)].map((entry) => [entry.id, entry] as const);

  it.each(entries)("%s describes each of its options, and shows some as an example", (_, { options, reference }) => {
    for (const [name, option] of Object.entries(options.shape)) {
      expect(z.globalRegistry.get(option)?.description, name).toMatch(/^[A-Z].*\.$/);
    }
    expect(reference.example !== undefined).toBe(Object.keys(options.shape).length > 0);
    expect(options.safeParse(reference.example ?? {}).error).toBeUndefined();
  });

  it.each(allChecks.map((check) => [check.id, check] as const))(
    "%s loads with the options of its example",
    async (_, check) => {
      const { id, cost, version } = await check.load(check.reference.example);
      expect({ id, cost }).toEqual({ id: check.id, cost: check.cost });
      expect(version).not.toBe("");
    },
  );
});
