import { strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { EncryptedDocumentError, LoadFailedError } from "../../../core/index.ts";
import { buildPackage } from "../fixtures/build-package.ts";
import { FLAGS, patchDirectory } from "../fixtures/patch-zip.ts";
import { readPackage } from "./read-package.ts";

const MEBIBYTE = 1_048_576;
const text = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString();

describe("readPackage", () => {
  it("finds a stored or deflated part by name, in any case, with or without a slash", async () => {
    const parts = await readPackage(
      zipSync({ "Word/Document.xml": strToU8("<a/>"), "b.xml": [strToU8("<b/>"), { level: 0 }] }),
    );
    expect(text(parts.part("/word/document.xml"))).toBe("<a/>");
    expect(text(parts.part("b.xml"))).toBe("<b/>");
    expect(parts.part("c.xml")).toBeUndefined();
  });

  it("unpacks no pictures", async () => {
    const parts = await readPackage(buildPackage({ "word/media/image1.png": "x", "a.xml": "<a/>" }));
    expect(parts.names).toEqual(["a.xml"]);
  });

  it("refuses a part that inflates to 200 times its size", async () => {
    const bomb = zipSync({ "a.xml": new Uint8Array(9 * MEBIBYTE) });
    await expect(readPackage(bomb)).rejects.toThrow(/ZIP bomb/);
  });

  it("refuses 10,001 members, and reads 10,000", async () => {
    const members = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, at) => [`${at}.bin`, new Uint8Array(0)]));
    await expect(readPackage(zipSync(members(10_001), { level: 0 }))).rejects.toThrow("10001 members");
    expect((await readPackage(zipSync(members(10_000), { level: 0 }))).names).toEqual([]);
  });

  it("refuses a file that was cut anywhere, with a clear error", async () => {
    const whole = buildPackage({ "a.xml": "<a>some text</a>", "b.xml": "<b/>" });
    for (let length = 0; length < whole.length; length += 7) {
      await expect(readPackage(whole.subarray(0, length))).rejects.toThrow(LoadFailedError);
    }
  });

  it("says that an encrypted part needs a password", async () => {
    const locked = patchDirectory(buildPackage({ "a.xml": "<a/>" }), FLAGS, 1);
    await expect(readPackage(locked)).rejects.toThrow(EncryptedDocumentError);
  });
});
