import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { allowSource, staysAllowed } from "./allow-source.ts";

const root = mkdtempSync(join(tmpdir(), "lydian-allowed-"));
for (const name of ["docs/house", "docs-secret"]) mkdirSync(join(root, name), { recursive: true });
symlinkSync(join(root, "docs-secret"), join(root, "docs", "link"));
symlinkSync(join(root, "docs"), join(root, "way"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

async function allowing(place: string, options: { allowedFolders?: readonly string[] } = docsOnly): Promise<string> {
  try {
    return (await allowSource(options, place)) === place ? "allowed" : "replaced";
  } catch (error) {
    return error instanceof Error ? error.name : "";
  }
}
const docsOnly = { allowedFolders: [join(root, "docs")] };

describe("allowSource", () => {
  it("allows folders inside the named ones, by path or URI, and web addresses", async () => {
    for (const place of ["docs", "docs/", "docs/house", "docs/house/../house", "docs/not-there"])
      expect([place, await allowing(`${root}/${place}`)]).toEqual([place, "allowed"]);
    expect(await allowing(pathToFileURL(join(root, "docs", "house")).href)).toBe("allowed");
    expect(await allowing("https://example.org/help/", { allowedFolders: [] })).toBe("allowed");
  });

  it("replaces a link outside the allowed folders by its target inside them", async () => {
    expect(await allowSource(docsOnly, join(root, "way", "house"))).toBe(join(root, "docs", "house"));
    expect(await allowing(join(root, "way", "house"), { allowedFolders: [join(root, "way")] })).toBe("allowed");
    expect(await allowing(join(root, "docs", "house"), { allowedFolders: [join(root, "way")] })).toBe("allowed");
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

describe("staysAllowed", () => {
  const stays = (name: string, realName: string, allowed: readonly string[] = ["docs"]) =>
    staysAllowed({ allowedFolders: allowed.map((one) => join(root, one)) }, join(root, name), join(root, realName));

  it("rejects an allowed folder that leads elsewhere by now", async () => {
    expect(await stays("docs/house", "docs/house")).toBe(true);
    expect(await stays("docs/link", "docs-secret")).toBe(false);
    expect(await stays("docs/link/deep", "docs-secret/deep")).toBe(false);
    expect(await stays("docs/house", "docs-secret", ["way"])).toBe(false);
    expect(await stays("docs/house", "docs/house", ["way"])).toBe(true);
    expect(await stays("way/house", "docs/house", ["way"])).toBe(true);
  });

  it("leaves folders elsewhere to those who added them on the machine", async () => {
    expect(await stays("docs-secret", "docs-secret")).toBe(true);
    expect(await staysAllowed({}, join(root, "docs", "link"), join(root, "docs-secret"))).toBe(true);
  });
});
