import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Locator } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ask, type RunningPage, root, startPage } from "./start-page.ts";

const sentence = "ثمن المفتاح المفقود 15 يورو.";
const files = {
  "مفاتيح.md": `# المفاتيح\n\nتفتح العيادة في الساعة 8:00.\n\n${sentence}\n\n- البواب هو سامي.\n- الرمز هو A-113.\n`,
};

const directionOf = (part: Locator): Promise<string> =>
  part.evaluate((element) => element.ownerDocument.defaultView?.getComputedStyle(element).direction ?? "");

describe("right-to-left text", () => {
  let server: RunningPage;
  beforeAll(async () => {
    mkdirSync(join(root, "artefacts"), { recursive: true });
    server = await startPage({ files });
  });
  afterAll(() => server.close());

  it("is shown in its own direction in question, answer and document, on an English page", async () => {
    const { page, errors } = await server.open();
    const box = page.getByRole("textbox", { name: /^Ask/ });
    await box.fill("كم ثمن المفتاح المفقود؟");
    expect(await directionOf(box)).toBe("rtl");
    await ask(page, "كم ثمن المفتاح المفقود؟");
    expect(await page.locator(".claims").textContent()).toContain(sentence);
    expect(await directionOf(page.locator("h1.question"))).toBe("rtl");
    expect(await directionOf(page.locator(".claim .text").first())).toBe("rtl");
    await page.locator(".cite").first().click();
    const mark = page.locator("mark.open").first();
    await mark.waitFor();
    expect(await mark.textContent()).toBe(sentence);
    expect(await directionOf(mark)).toBe("rtl");
    // Lines begin on the right, so the margin is there.
    const [pin, sheet] = [await page.locator(".pin.open").boundingBox(), await page.locator(".sheet").boundingBox()];
    expect(pin?.x).toBeGreaterThan((sheet?.x ?? Number.NaN) + (sheet?.width ?? 0) / 2);
    expect(await directionOf(page.locator(".rail"))).toBe("ltr");
    await page.screenshot({ path: join(root, "artefacts", "right-to-left.png") });
    expect(errors).toEqual([]);
  });
});
