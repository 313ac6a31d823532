import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { GUARD_STAGES, never } from "../../core/index.ts";
import { guardPolicySchema } from "../../core/schemas/index.ts";
import { allChecks } from "../checks/index.ts";
import { createGuard } from "../create-guard.ts";
import { defaultPolicy, offPolicy } from "./default-policy.ts";
import { parseGuardPolicy } from "./parse-guard-policy.ts";

const guard = createGuard({ policy: defaultPolicy, checks: allChecks, clock: { monotonicMs: () => 0 } });

describe("the default policy", () => {
  it("is valid, names guards that exist, and is what the guide shows", async () => {
    expect(guardPolicySchema.parse(defaultPolicy)).toEqual(defaultPolicy);
    expect(guardPolicySchema.parse(offPolicy)).toEqual(offPolicy);
    const guide = await readFile(new URL("../../../docs/guides/guards.md", import.meta.url), "utf8");
    const yaml = /```yaml\n(name: default\n[^`]*)```/.exec(guide)?.[1] ?? "";
    expect(await parseGuardPolicy(yaml)).toEqual(defaultPolicy);
  });

  it("hides nothing of a person's own documents and answers, such as the telephone number of the front desk", async () => {
    const text = "The front desk: 030 555 0137, desk@berg.example, card 4111 1111 1111 1111.";
    for (const stage of GUARD_STAGES) {
      if (stage === "memory-write") continue;
      expect(await guard.check({ stage, text, origin: "model" }, never)).toMatchObject({ action: "allow", text });
    }
  });

  it("keeps no card, account or social security number of a conversation, and every other word", async () => {
    const text =
      "My card is 4111 1111 1111 1111, my account GB82 WEST 1234 5698 7654 32, my SSN 536-22-1234. Call 030 555 0137 or desk@berg.example about order 4111111111111112.";
    const { text: kept } = await guard.check({ stage: "memory-write", text, origin: "user" }, never);
    expect(kept).toBe(
      "My card is [CREDIT_CARD], my account [IBAN_CODE], my SSN [US_SSN]. Call 030 555 0137 or desk@berg.example about order 4111111111111112.",
    );
  });
});
