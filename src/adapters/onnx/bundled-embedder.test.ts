import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { InferenceSession, Tensor } from "onnxruntime-node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { describeModel } from "./describe-model.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const folder = join(root, "models/bge-small-en-v1.5-int8");
const bundled = join(folder, "model.onnx");
const data = process.env.LYDIAN_DATA ?? join(root, "../shared/data");
const published = join(data, "../models/bge-small-en-v1.5-int8/model.onnx");
const noPublished = `there is no published model ${published}`;

/** Numbers of tokens around those where the loops of matrix products end. */
const LENGTHS = [2, 3, 5, 16, 17, 33, 64, 129, 257, 333, 512];
const [CLS, SEP, FIRST_WORD, WORDS] = [101, 102, 1_996, 28_000];
const TEST_TIMEOUT_MS = 180_000;

const texts = LENGTHS.map((length) => {
  const words = Array.from({ length: length - 2 }, (_, at) => FIRST_WORD + ((at * 7_919 + length * 104_729) % WORDS));
  return [CLS, ...words, SEP];
});

async function embedAll(path: string, threads: number): Promise<readonly Buffer[]> {
  const session = await InferenceSession.create(path, { intraOpNumThreads: threads, interOpNumThreads: 1 });
  const vectors: Buffer[] = [];
  for (const tokens of texts) {
    const tensorOf = (numbers: readonly number[]) =>
      new Tensor("int64", BigInt64Array.from(numbers, BigInt), [1, numbers.length]);
    const inputs: Readonly<Record<string, Tensor>> = {
      input_ids: tensorOf(tokens),
      attention_mask: tensorOf(tokens.map(() => 1)),
      token_type_ids: tensorOf(tokens.map(() => 0)),
    };
    const feeds = Object.fromEntries(session.inputNames.flatMap((name) => [[name, inputs[name] ?? tensorOf([])]]));
    const { last_hidden_state: output } = await session.run(feeds);
    if (!(output?.data instanceof Float32Array)) throw new Error("the model returned no vectors");
    expect(output.dims).toEqual([1, tokens.length, 384]);
    vectors.push(Buffer.from(Float32Array.from(output.data).buffer));
  }
  await session.release();
  return vectors;
}

/** Returns the lengths of the texts whose vectors differ in any bit. */
function differingLengths(one: readonly Buffer[], other: readonly Buffer[]): readonly number[] {
  return LENGTHS.filter((_, index) => !one[index]?.equals(other[index] ?? Buffer.alloc(0)));
}

describe("the bundled embedder", () => {
  let vectors: readonly Buffer[] = [];
  let temporary = "";

  beforeAll(async () => {
    temporary = await mkdtemp(join(tmpdir(), "lydian-embedder-"));
    vectors = await embedAll(bundled, 1);
  }, TEST_TIMEOUT_MS);

  afterAll(() => rm(temporary, { recursive: true }));

  it(
    "computes every token's vector as the published model does, to the last bit",
    async ({ skip }) => {
      skip(!existsSync(published), noPublished);
      expect(differingLengths(await embedAll(published, 1), vectors)).toEqual([]);
    },
    TEST_TIMEOUT_MS,
  );

  it(
    "computes the same vectors when it runs again with two threads",
    async () => {
      expect(differingLengths(await embedAll(bundled, 2), vectors)).toEqual([]);
    },
    TEST_TIMEOUT_MS,
  );

  it(
    "is the file that the script writes from the published model",
    async ({ skip }) => {
      skip(!existsSync(published), noPublished);
      const output = join(temporary, "model.onnx");
      const script = join(root, "scripts/rewrite-embedder.mjs");
      const { status, stderr } = spawnSync(process.execPath, [script, published, output], { encoding: "utf8" });
      expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
      expect((await readFile(output)).equals(readFileSync(bundled))).toBe(true);
    },
    TEST_TIMEOUT_MS,
  );

  it("has the embedding space of the published model, so that earlier vectors stay in use", async () => {
    expect((await describeModel(folder, {})).fingerprint).toBe("c0a44a7d7b43cf14");
  });
});
