import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ask, type RunningPage, startPage } from "./start-page.ts";

const attack = `<script>globalThis.hacked = 1</script><img src="x" onerror="globalThis.hacked = 2"><svg onload="globalThis.hacked = 3"></svg>`;
const files = {
  "vault.md": `# Vault ${attack}\n\nThe code of the vault is 4711. ${attack} [more](javascript:globalThis.hacked=4)\n`,
  "garden.html": `<title>Garden</title><p>The gate of the garden closes at 21:00.</p>${attack}<p onclick="globalThis.hacked=5">&lt;script&gt;globalThis.hacked=6&lt;/script&gt; is text.</p>`,
};

describe("documents that mean harm", () => {
  let server: RunningPage;
  beforeAll(async () => {
    server = await startPage({ files });
  });
  afterAll(() => server.close());

  it.each([
    ["What is the code of the vault?", "4711"],
    ["When does the gate of the garden close?", "21:00"],
  ])("are shown as text, and run nothing: %s", async (question, answer) => {
    const { page, requests } = await server.open();
    await ask(page, question);
    expect(await page.locator(".claims").textContent()).toContain(answer);
    await page.getByRole("button", { name: "Citation 1" }).click();
    await page.locator("mark.open").first().waitFor();
    expect(await page.locator("[data-text]").textContent()).toContain("<script>");
    expect(await page.locator("main :is(script, img, iframe, object, a[href^='javascript:'], [onclick])").count()).toBe(
      0,
    );
    expect(await page.evaluate("globalThis.hacked")).toBeUndefined();
    expect(requests.filter((address) => !address.startsWith(server.url))).toEqual([]);
  });
});
