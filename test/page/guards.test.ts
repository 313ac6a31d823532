import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { temporaryFolder } from "../run-lydian.ts";
import { findViolations } from "./find-violations.ts";
import { type RunningPage, root, startPage } from "./start-page.ts";

const policy = `name: shed
stages:
  input:
    guards:
      - guard: personal-data
        types: [CREDIT_CARD]
        action: block
`;

let served: RunningPage;
let folder: ReturnType<typeof temporaryFolder>;
beforeAll(async () => {
  folder = temporaryFolder();
  const file = join(folder.path, "guards.yaml");
  writeFileSync(file, policy);
  served = await startPage({
    files: { "shed.md": "# Shed\n\nThe code of the shed is 4711.\n" },
    env: { LYDIAN_GUARD_POLICY: file },
  });
});
afterAll(async () => {
  await served.close();
  folder.remove();
});

const example = z.object({ stage: z.string(), guard: z.string(), types: z.array(z.string()), text: z.string() });

describe("an answer that a guard stopped", () => {
  it("shows which rule and why, and keeps a labelled example with one click", async () => {
    const { page, errors } = await served.open("/");
    const question = "Is 4111 1111 1111 1111 the code of the shed?";
    await page.getByRole("textbox", { name: /^Ask/ }).fill(question);
    await page.keyboard.press("Enter");
    const notice = page.locator(".guard-note");
    await notice.getByText("The question contains: credit card. It was stopped.").waitFor();
    expect(await served.run("guard", "examples", "--jsonl")).toBe("");

    await notice.getByRole("button", { name: "This was wrong" }).click();
    await notice.getByText("Noted, with the text that you see.").waitFor();
    await page.screenshot({ path: join(root, "artefacts", "guard-notice.png") });
    const kept = example.parse(JSON.parse(await served.run("guard", "examples", "--jsonl")));
    expect(kept).toEqual({ stage: "input", guard: "personal-data", types: ["CREDIT_CARD"], text: question });
    expect(await findViolations(page)).toEqual([]);
    expect(errors).toEqual([]);
  });

  it("is silent about guards that found nothing", async () => {
    const { page } = await served.open("/");
    await page.getByRole("textbox", { name: /^Ask/ }).fill("What is the code of the shed?");
    await page.keyboard.press("Enter");
    await page.locator(".claim").first().waitFor();
    expect(await page.locator(".guard-note").count()).toBe(0);
  });
});
