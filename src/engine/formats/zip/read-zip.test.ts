import fc from "fast-check";
import { strToU8, type Zippable, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { EncryptedDocumentError, LoadFailedError, LydianError } from "../../../core/index.ts";
import { buildPackage } from "../fixtures/build-package.ts";
import { CHECKSUM, FLAGS, patchDirectory, toZip64 } from "../fixtures/patch-zip.ts";
import { readZip } from "./read-zip.ts";

const everything = { maxBytes: 1_048_576, maxMembers: 100, wants: () => true };

async function textsIn(bytes: Uint8Array): Promise<Record<string, string>> {
  const contents = await readZip(bytes, everything);
  return Object.fromEntries([...contents].map(([name, content]) => [name, content.toString()]));
}

describe("readZip", () => {
  it("reads stored and deflated members", async () => {
    const members: Zippable = { "a.txt": strToU8("a".repeat(100)), "b.txt": [strToU8("b"), { level: 0 }] };
    expect(await textsIn(zipSync(members))).toEqual({ "a.txt": "a".repeat(100), "b.txt": "b" });
  });

  it("reads ZIP64, whose sizes and offsets are in 64-bit fields", async () => {
    const parts = { "a.txt": "first", "b.txt": "second", "c.txt": "c".repeat(100) };
    expect(await textsIn(toZip64(buildPackage(parts)))).toEqual(parts);
  });

  it("names the true number of members of a ZIP64 file with too many", async () => {
    const zip = toZip64(buildPackage({ "a.txt": "a" }), 70_000);
    await expect(readZip(zip, everything)).rejects.toThrow("it has 70000 members, more than 100");
  });

  it("refuses a ZIP64 file whose directory would be after its end", async () => {
    const zip = Buffer.from(toZip64(buildPackage({ "a.txt": "a" })));
    zip.writeBigUInt64LE(2n ** 63n, zip.indexOf("PK\x06\x06", 0, "latin1") + 48);
    await expect(readZip(zip, everything)).rejects.toThrow(LoadFailedError);
  });

  it("refuses a member that does not match its checksum, packed or not", async () => {
    const packed = patchDirectory(buildPackage({ "a.txt": "some text" }), CHECKSUM, 0);
    const stored = Buffer.from(zipSync({ "a.txt": [strToU8("pay 100 dollars"), { level: 0 }] }));
    stored.write("900", stored.indexOf("100"));
    for (const damaged of [packed, stored]) {
      const reading = readZip(damaged, everything);
      await expect(reading).rejects.toMatchObject({ code: "load-failed" });
      await expect(reading).rejects.toThrow("checksum does not match");
    }
  });

  it("reads a file with bytes after its end", async () => {
    const zip = Buffer.concat([buildPackage({ "a.txt": "text" }), Buffer.alloc(1000, 7)]);
    expect(await textsIn(zip)).toEqual({ "a.txt": "text" });
  });

  it("reads a file with a comment", async () => {
    const zip = Buffer.concat([buildPackage({ "a.txt": "text" }), Buffer.from("a comment")]);
    zip.writeUInt16LE("a comment".length, zip.length - "a comment".length - 2);
    expect(await textsIn(zip)).toEqual({ "a.txt": "text" });
  });

  it("uses the last of several members with one name", async () => {
    const zip = Buffer.from(buildPackage({ "a.txt": "first", "b.txt": "second" }));
    for (let at = zip.indexOf("b.txt"); at >= 0; at = zip.indexOf("b.txt", at)) zip.write("a.txt", at);
    expect(await textsIn(zip)).toEqual({ "a.txt": "second" });
  });

  it("counts the bytes of all members together", async () => {
    // Each member alone would be harmless.
    const many = buildPackage({ "a.xml": "a".repeat(500), "b.xml": "b".repeat(500), "c.xml": "c".repeat(500) });
    expect((await readZip(many, { ...everything, maxBytes: 1500 })).size).toBe(3);
    await expect(readZip(many, { ...everything, maxBytes: 1499 })).rejects.toThrow(/ZIP bomb/);
  });

  it("counts members that share packed bytes separately", async () => {
    const zip = Buffer.from(buildPackage({ "a.txt": "a".repeat(500), "b.txt": "a".repeat(500) }));
    const directory = zip.indexOf("PK\x01\x02", 0, "latin1");
    const second = zip.indexOf("PK\x01\x02", directory + 4, "latin1");
    zip.writeUInt32LE(0, second + 42);
    expect((await readZip(zip, { ...everything, maxBytes: 1000 })).size).toBe(2);
    await expect(readZip(zip, { ...everything, maxBytes: 999 })).rejects.toThrow(/ZIP bomb/);
  });

  it.each([
    ["usual", 0x01],
    ["strong", 0x41],
  ])("asks for a password if a member has %s encryption", async (_, flags) => {
    const zip = patchDirectory(buildPackage({ "a.txt": "a" }), FLAGS, flags);
    await expect(readZip(zip, everything)).rejects.toThrow(EncryptedDocumentError);
  });

  it("returns members or a clear error for a mutated ZIP64 file", async () => {
    const whole = toZip64(buildPackage({ "a.txt": "some text", "b.txt": "b".repeat(100) }));
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const mutated = Uint8Array.from(whole, (byte, index) => (index === at ? byte ^ change : byte));
        const reading = readZip(mutated, everything);
        await reading.catch((error: unknown) => expect(error).toBeInstanceOf(LydianError));
      }),
      { numRuns: 500 },
    );
  });
});
