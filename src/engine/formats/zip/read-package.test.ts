import { strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { EncryptedDocumentError, LoadFailedError } from "../../../core/index.ts";
import { buildPackage } from "../fixtures/build-package.ts";
import { readPackage } from "./read-package.ts";
import { readZip } from "./read-zip.ts";

const MEBIBYTE = 1_048_576;
const text = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString();

/** Sets a field of the first entry of the central directory. */
function patchDirectory(bytes: Uint8Array, offset: number, value: number): Uint8Array {
  const view = Buffer.from(bytes);
  const entry = view.indexOf(Buffer.from("PK\x01\x02", "latin1"));
  view.writeUInt16LE(value, entry + offset);
  return view;
}

describe("readPackage", () => {
  it("finds a part by a name of any case, with or without a slash, stored or deflated", () => {
    const parts = readPackage(
      zipSync({ "Word/Document.xml": strToU8("<a/>"), "b.xml": [strToU8("<b/>"), { level: 0 }] }),
    );
    expect(text(parts.part("/word/document.xml"))).toBe("<a/>");
    expect(text(parts.part("b.xml"))).toBe("<b/>");
    expect(parts.part("c.xml")).toBeUndefined();
  });

  it("unpacks no pictures", () => {
    expect(readPackage(buildPackage({ "word/media/image1.png": "x", "a.xml": "<a/>" })).names).toEqual(["a.xml"]);
  });

  it("refuses a bomb, by its ratio and by what all parts inflate to", () => {
    const bomb = zipSync({ "a.xml": new Uint8Array(9 * MEBIBYTE) });
    expect(() => readPackage(bomb)).toThrow(/ZIP bomb/);
    // Each part alone would be harmless.
    const many = buildPackage({ "a.xml": "a".repeat(500), "b.xml": "b".repeat(500), "c.xml": "c".repeat(500) });
    const read = (maxBytes: number) => readZip(many, { maxBytes, maxEntries: 3, wants: () => true });
    expect(read(1500).size).toBe(3);
    expect(() => read(1499)).toThrow(LoadFailedError);
  });

  it("refuses 10,001 members, and reads 10,000", () => {
    const members = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, at) => [`${at}.bin`, new Uint8Array(0)]));
    expect(() => readPackage(zipSync(members(10_001), { level: 0 }))).toThrow("10001 members");
    expect(readPackage(zipSync(members(10_000), { level: 0 })).names).toEqual([]);
  });

  it("refuses a file that was cut anywhere, with a clear error", () => {
    const whole = buildPackage({ "a.xml": "<a>some text</a>", "b.xml": "<b/>" });
    for (let length = 0; length < whole.length; length += 7) {
      expect(() => readPackage(whole.subarray(0, length))).toThrow(LoadFailedError);
    }
  });

  it("says that an encrypted part needs a password", () => {
    expect(() => readPackage(patchDirectory(buildPackage({ "a.xml": "<a/>" }), 8, 1))).toThrow(EncryptedDocumentError);
  });
});
