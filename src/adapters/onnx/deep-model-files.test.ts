import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readCardHashes } from "./model-card.ts";
import { loadTokenizer } from "./model-tokenizer.ts";
import { readLabels } from "./read-labels.ts";

const folder = mkdtempSync(join(tmpdir(), "lydian-deep-"));
afterAll(() => rmSync(folder, { recursive: true }));

const levels = (depth: number) => `${"[".repeat(depth)}${"]".repeat(depth)}`;
const labels = '"id2label": {"0": "entailment", "1": "not_entailment"}';

/** Writes a file of a model with an additional field that nests this deep. */
function write(name: string, field: string, depth: number): string {
  const path = join(folder, name);
  writeFileSync(path, `{${field}, "more": ${levels(depth)}}`);
  return path;
}

describe("a file of a model that nests too deep", () => {
  it.each([101, 1_000_000])("is rejected by its name at %d levels", async (depth) => {
    write("model.json", '"sha256": {}', depth);
    await expect(readCardHashes(folder)).rejects.toMatchObject({
      code: "model-unavailable",
      message: expect.stringContaining("model.json"),
    });
    write("config.json", labels, depth);
    await expect(readLabels(folder)).rejects.toMatchObject({
      code: "model-unavailable",
      message: expect.stringContaining("config.json"),
    });
    const tokenizer = write("tokenizer.json", '"model": {}', depth);
    expect(() => loadTokenizer(tokenizer, undefined)).toThrow(/tokenizer\.json is not a tokenizer/);
  });

  it("is read up to the limit", async () => {
    write("config.json", labels, 99);
    expect(await readLabels(folder)).toEqual({ entailment: 0, neutral: 1 });
  });
});
