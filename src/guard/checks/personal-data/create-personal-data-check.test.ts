import { describe, expect, it } from "vitest";
import { never } from "../../../core/index.ts";
import { guardPolicySchema } from "../../../core/schemas/index.ts";
import { createGuard } from "../../create-guard.ts";
import { personalDataGuard } from "./personal-data-guard.ts";

async function redact(text: string, options: object = {}): Promise<string> {
  const guards = [{ guard: "personal-data", action: "redact", options }];
  const policy = guardPolicySchema.parse({ stages: { output: { guards } } });
  const guard = createGuard({ policy, checks: [personalDataGuard], clock: { monotonicMs: () => 0 } });
  return (await guard.check({ stage: "output", text, origin: "model" }, never)).text;
}

describe("the guard of personal data", () => {
  it("redacts numbers and addresses of people, and nothing else", async () => {
    expect(await redact("Write to anna@berg.example or pay with 4111 1111 1111 1111 for order 4711.")).toBe(
      "Write to [EMAIL_ADDRESS] or pay with [CREDIT_CARD] for order 4711.",
    );
    const plain = "The front desk opens at 8:00; extension 204; the seal costs €240.";
    expect(await redact(plain)).toBe(plain);
  });

  it("finds them in wide digits, between invisible characters and in references of HTML, at their places", async () => {
    expect(await redact("Card ４１１１ １１１１ １１１１ １１１１!")).toBe("Card [CREDIT_CARD]!");
    expect(await redact("Mail an\u200Bna@be\u200Brg.example!")).toBe("Mail [EMAIL_ADDRESS]!");
    expect(await redact("Mail anna&#64;berg.example!")).toBe("Mail [EMAIL_ADDRESS]!");
  });

  it("looks for the identifiers of some countries only, and with a threshold for each kind", async () => {
    const text = "SSN 536-90-4399, NHS number 943 476 5919, see https://example.org";
    expect(await redact(text, { countries: ["gb"] })).toBe("SSN 536-90-4399, NHS number [UK_NHS], see [URL]");
    expect(await redact(text, { thresholds: { URL: 1.1, UK_NHS: 1.1 } })).toBe(
      "SSN [US_SSN], NHS number 943 476 5919, see https://example.org",
    );
  });
});
