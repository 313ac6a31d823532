// Takes the screenshots in docs/images/ for the README and the guide to the page, which show the example handbook.
//
//   npm run build && npm run screenshots        (needs Chromium: apt-get install chromium, or LYDIAN_CHROMIUM)
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const command = join(root, "dist", "cli", "lydian.js");
const images = join(root, "docs", "images");
const folder = mkdtempSync(join(tmpdir(), "lydian-screenshots-"));
const store = ["--store", join(folder, "store"), "--collection", "handbook"];

execFileSync(process.execPath, [command, "add", join(root, "examples", "handbook"), ...store], { stdio: "inherit" });
const server = spawn(process.execPath, [command, "serve", "--port", "0", ...store], {
  stdio: ["ignore", "pipe", "ignore"],
});
const url = await listeningAt(server);
const browser = await chromium.launch({
  executablePath: process.env.LYDIAN_CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox"],
});
mkdirSync(images, { recursive: true });
await take("answer", { question: "What does a late cancellation cost?", colorScheme: "light" });
await take("source", { question: "When was the autoclave A-113 bought?", colorScheme: "dark" });
await takeView("search", { path: "/search?q=lost+key", shown: ".tree" });
await takeView("library", {
  path: "/library",
  shown: ".docs",
  reach: (page) => page.locator(".doc-row", { hasText: "Equipment list" }).click(),
});
await browser.close();
server.kill("SIGINT");
await new Promise((resolve) => server.once("close", resolve));
rmSync(folder, { recursive: true, force: true });

async function listeningAt({ stdout }) {
  for await (const line of createInterface({ input: stdout })) {
    const found = /http:\/\/[\d.:]+/.exec(line)?.[0];
    if (found !== undefined) {
      stdout.resume();
      return found;
    }
  }
  throw new Error("The server did not start.");
}

/** Asks a question, opens the first citation, and takes a screenshot. */
async function take(name, { question, colorScheme }) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, colorScheme });
  await page.goto(url);
  await page.getByRole("textbox").fill(question);
  await page.getByRole("button", { name: "Ask", exact: true }).click();
  await page.getByRole("heading", { name: "Cited places" }).waitFor();
  await page.locator(".cite").first().click();
  await page.locator("mark.open, .pdf-page[data-drawn] .page-box").first().waitFor();
  await page.waitForLoadState("networkidle");
  await page.mouse.move(0, 0);
  await page.screenshot({ path: join(images, `${name}.png`) });
  await page.close();
}

/** Opens a view at its address, waits for its content, and takes a screenshot. */
async function takeView(name, { path, shown, reach = async () => undefined }) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 }, colorScheme: "light" });
  await page.goto(`${url}${path}`);
  await page.locator(shown).waitFor();
  await reach(page);
  await page.waitForLoadState("networkidle");
  await page.mouse.move(0, 0);
  await page.screenshot({ path: join(images, `${name}.png`) });
  await page.close();
}
