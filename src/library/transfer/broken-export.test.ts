import { gunzipSync, gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ExportCorruptError, ExportVersionError, never } from "../../core/index.ts";
import { exportAll, fill, forge, importInto, open, some } from "./fixtures/exported.ts";

describe("a file that is not a complete export", () => {
  async function expectRefused(bytes: Uint8Array, error: new (...given: never[]) => Error = ExportCorruptError) {
    const to = open();
    await expect(importInto(to, bytes)).rejects.toThrow(error);
    expect(await to.store.collections(never)).toEqual([]);
  }

  it("is rejected before anything is written, wherever it was cut off", async () => {
    const from = open();
    await fill(from, some);
    const bytes = await exportAll(from);
    for (let end = 0; end < bytes.length; end += 97) await expectRefused(bytes.subarray(0, end));
    const lines = gunzipSync(bytes).toString().trimEnd().split("\n");
    for (let end = 0; end < lines.length; end++) await expectRefused(gzipSync(`${lines.slice(0, end).join("\n")}\n`));
  });

  it("is rejected before anything is written, if one character of any record was changed", async () => {
    const from = open();
    await fill(from, some.slice(0, 1));
    const text = gunzipSync(await exportAll(from));
    const change = fc.tuple(fc.nat(text.length - 2), fc.integer({ min: 1, max: 127 }));
    const property = fc.asyncProperty(change, async ([at, by]) => {
      const changed = Buffer.from(text);
      changed[at] = (changed[at] ?? 0) ^ by;
      const version = /"version":[02-9]/.test(changed.toString()) ? ExportVersionError : ExportCorruptError;
      await expectRefused(gzipSync(changed), version);
    });
    await fc.assert(property, { numRuns: 60 });
  });

  it("is rejected if its records do not fit together, even with the right checksum", async () => {
    const from = open();
    await fill(from, some);
    const bytes = await exportAll(from);
    const replace = (pattern: RegExp, by: string) =>
      forge(bytes, (lines) => {
        const at = lines.findIndex((line) => pattern.test(line));
        expect(at).toBeGreaterThanOrEqual(0);
        lines[at] = (lines[at] ?? "").replace(pattern, by);
      });
    await expectRefused(replace(/"span":\{"start":0,"end":14\}/, '"span":{"start":0,"end":9000}'));
    await expectRefused(replace(/"span":\{"start":0,"end":14\}/, '"span":{"start":7,"end":2}'));
    await expectRefused(replace(/"id":"a\.[^"]+"/, '"id":"b.00000000.000000"'));
    await expectRefused(replace(/"code":"[^"]{4}"/, '"code":"AAAA"'));
    await expectRefused(replace(/"documents":3/, '"documents":4'));
    await expectRefused(replace(/"record":"original","bytes":"[^"]+"/, '"record":"original","bytes":"AAAA"'));
    await expectRefused(replace(/"source":"file:\/\/\/docs\/"/, '"source":"file:///etc/"'));
    await expectRefused(replace(/"name":"default"/, '"name":"../../etc"'));
    await expectRefused(forge(bytes, (lines) => void lines.splice(3, 1)));
    await expectRefused(forge(bytes, (lines) => void lines.push(lines[3] ?? "")));
    const newer = replace(/"version":1,"writtenBy":"1.2.3"/, '"version":2,"writtenBy":"9.8.7"');
    await expectRefused(newer, ExportVersionError);
    await expect(importInto(open(), newer)).rejects.toMatchObject({ hint: expect.stringContaining("(9.8.7)") });
    expect(
      await importInto(
        open(),
        forge(bytes, () => undefined),
      ),
    ).toMatchObject([{ imported: 3 }]);
  });

  it("is rejected if it is a gzip bomb, another gzip file, or not a gzip file", async () => {
    await expectRefused(gzipSync(Buffer.alloc(100_000_000, "a"), { level: 1 }));
    await expectRefused(gzipSync('{"name":"other"}\n'));
    await expectRefused(Buffer.from("PK\u0003\u0004 not gzip"));
    await expectRefused(new Uint8Array());
  });
});
