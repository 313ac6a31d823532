import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hostilePdf } from "./hostile-pdf.ts";
import { ask, type OpenPage, type RunningPage, startPage } from "./start-page.ts";

const STRANGER = "http://stranger.example";
const attack =
  `<script>globalThis.hacked = 1</script><img src="${STRANGER}/img" onerror="globalThis.hacked = 2">` +
  `<svg onload="globalThis.hacked = 3"></svg><iframe src="${STRANGER}/frame"></iframe>` +
  `<link rel="stylesheet" href="${STRANGER}/style"><form action="${STRANGER}/form"><input autofocus onfocus="globalThis.hacked = 7"></form>`;
const files = {
  "vault.md": `# Vault ${attack}\n\nThe code of the vault is 4711. ${attack} [more](javascript:globalThis.hacked=4) ![seen](${STRANGER}/pixel)\n`,
  "garden.html":
    `<title>Garden</title><base href="${STRANGER}/"><p>The gate of the garden closes at 21:00.</p>${attack}` +
    `<p onclick="globalThis.hacked=5">&lt;script&gt;globalThis.hacked=6&lt;/script&gt; is text.</p>`,
  "safe.pdf": hostilePdf("The combination of the safe is 9182.", STRANGER),
};
const drawing =
  `<svg xmlns="http://www.w3.org/2000/svg" onload="globalThis.hacked=10"><title>Drawing</title><script>globalThis.hacked=11</script>` +
  `<image href="${STRANGER}/picture"/><foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><img src="x" onerror="globalThis.hacked=12"/></body></foreignObject></svg>`;
/** Elements that run, frame, fetch or send something. A document must not create any. */
const ACTIVE =
  "script, img, iframe, object, embed, form:not(.ask), link, base, a[href^='javascript:'], [onclick], [onload], [onerror]";

describe("hostile documents", () => {
  let server: RunningPage;
  beforeAll(async () => {
    server = await startPage({ files });
  });
  afterAll(() => server.close());

  async function expectNothingRan({ page, requests }: OpenPage): Promise<void> {
    expect(await page.locator(`main :is(${ACTIVE})`).count()).toBe(0);
    expect(await page.evaluate("globalThis.hacked")).toBeUndefined();
    expect(requests.filter((address) => !address.startsWith(server.url) && !address.startsWith("blob:"))).toEqual([]);
    expect(page.context().pages()).toHaveLength(1);
    expect(new URL(page.url()).origin).toBe(server.url);
  }

  it.each([
    ["What is the code of the vault?", "4711"],
    ["When does the gate of the garden close?", "21:00"],
  ])("are shown as text, and run nothing: %s", async (question, answer) => {
    const opened = await server.open();
    const { page } = opened;
    await ask(page, question);
    expect(await page.locator(".claims").textContent()).toContain(answer);
    await page.locator(".cite").first().click();
    await page.locator("mark.open").first().waitFor();
    expect(await page.locator("[data-text]").textContent()).toContain("<script>");
    await expectNothingRan(opened);
  });

  it("are drawn as a page without running, opening or fetching anything", async () => {
    const opened = await server.open();
    const { page } = opened;
    const dialogs: string[] = [];
    page.on("dialog", (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
    await ask(page, "What is the combination of the safe?");
    expect(await page.locator(".claims").textContent()).toContain("9182");
    await page.locator(".cite").first().click();
    await page.locator(".pdf-page[data-drawn] .page-box").first().waitFor();
    const side = await page.locator(".pdf-page canvas").evaluate((canvas) => Number(canvas.getAttribute("width")));
    expect(side).toBeGreaterThan(0);
    expect(side).toBeLessThanOrEqual(8_192);
    const box = await page.locator(".pdf-page").boundingBox();
    await page.mouse.click((box?.x ?? 0) + 200, (box?.y ?? 0) + 200);
    expect(await page.locator(".pdf-page :is(a, input, textarea, select)").count()).toBe(0);
    expect(dialogs).toEqual([]);
    await expectNothingRan(opened);
  });

  it("are rejected as drawings, since these can run scripts", async () => {
    writeFileSync(join(server.folder, "drawing.svg"), drawing);
    await expect(server.run("add", "drawing.svg")).rejects.toThrow("add drawing.svg");
    const listed = await fetch(`${server.url}/api/v1/collections/default/documents`);
    expect(await listed.text()).not.toContain("drawing.svg");
  });

  it("are downloaded as files, which the browser opens under a policy without scripts", async () => {
    const listed = await fetch(`${server.url}/api/v1/collections/default/documents`);
    const { documents }: { readonly documents: readonly { readonly id: string }[] } = JSON.parse(await listed.text());
    expect(documents.length).toBeGreaterThanOrEqual(3);
    for (const { id } of documents) {
      const { headers } = await fetch(`${server.url}/api/v1/collections/default/documents/${id}/original`);
      expect(headers.get("content-disposition")).toMatch(/^attachment/);
      expect(headers.get("content-security-policy")).toMatch(/sandbox|default-src 'none'/);
      expect(headers.get("x-content-type-options")).toBe("nosniff");
    }
  });
});
