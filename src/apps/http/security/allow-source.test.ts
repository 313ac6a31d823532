import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { allowSource } from "./allow-source.ts";

const root = mkdtempSync(join(tmpdir(), "lydian-allowed-"));
for (const name of ["docs/house", "docs-secret"]) mkdirSync(join(root, name), { recursive: true });
symlinkSync(join(root, "docs-secret"), join(root, "docs", "link"));
symlinkSync(join(root, "docs"), join(root, "way"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

async function allowing(place: string, options: { allowedFolders?: readonly string[] } = docsOnly): Promise<string> {
  try {
    await allowSource(options, place);
    return "allowed";
  } catch (error) {
    return error instanceof Error ? error.name : "";
  }
}
const docsOnly = { allowedFolders: [join(root, "docs")] };

describe("allowSource", () => {
  it("allows folders inside the named ones, by path or URI, and web addresses", async () => {
    for (const place of ["docs", "docs/", "docs/house", "docs/house/../house", "docs/not-there", "way/house"])
      expect([place, await allowing(`${root}/${place}`)]).toEqual([place, "allowed"]);
    expect(await allowing(pathToFileURL(join(root, "docs", "house")).href)).toBe("allowed");
    expect(await allowing("https://example.org/help/", { allowedFolders: [] })).toBe("allowed");
  });

  it("rejects other folders, also through a link or a similar name", async () => {
    for (const place of ["", "docs-secret", "docs/..", "docs/../docs-secret", "docs/link"])
      expect([place, await allowing(`${root}/${place}`)]).toEqual([place, "NotPermittedError"]);
    expect(await allowing(pathToFileURL("/etc").href)).toBe("NotPermittedError");
    expect(await allowing(join(root, "docs"), { allowedFolders: [] })).toBe("NotPermittedError");
  });

  it("allows any folder if none is named, but only absolute paths", async () => {
    expect(await allowing(join(root, "docs-secret"), {})).toBe("allowed");
    for (const place of ["docs", "./docs", "file://host/x", "ftp://example.org/", ""])
      expect([place, await allowing(place, {})]).toEqual([place, "InvalidArgumentError"]);
  });
});
