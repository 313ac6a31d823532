import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Lydian, LydianError, openLydian } from "lydian";
import { afterAll, beforeAll, expect, it } from "vitest";
import { defined } from "../../src/core/index.ts";
import { randomFrom } from "./random-from.ts";
import { repeats } from "./repeats.ts";

const count = repeats({ short: 100, long: 800, variable: "LYDIAN_RANDOM_QUERIES" });
const seed = Number(process.env.LYDIAN_SEED ?? 1);
const folder = mkdtempSync(join(tmpdir(), "lydian-faults-"));
let lydian: Lydian;

const words = [
  "the",
  "Door",
  "seal",
  "seals",
  "autoclave",
  "A-113-07",
  "E11.9",
  "京都大学",
  "école",
  "naïve",
  "x-ray",
  "10 °C",
];
const noise = [
  '"',
  "“",
  "”",
  "*",
  "'",
  "-",
  "(",
  ")",
  "\\",
  "\u0000",
  "\uD800",
  "😀",
  "\n",
  "%",
  "ﬁ",
  "\u0301",
  "`",
  "~1",
  ":",
];
const fields = ["year", "team", "`odd key`", "uri", "title", "mediaType", "addedAt", "language", "nothing", ""];
const operators = ["=", "!=", "<", "<=", ">", ">=", "in", "contains", "startsWith", "exists", "like"];
const values = [
  "2024",
  "-1e99",
  "true",
  '"staff"',
  '""',
  "(1, 2)",
  '("a", "b")',
  "date 2025-01-31",
  "2025-13-99",
  "(",
  "'x'",
];
const joints = [" and ", " or ", " and not ", " ", ") or (", ", "];

type Random = () => number;

function choose(items: readonly string[], random: Random): string {
  return items[Math.floor(random() * items.length)] ?? "";
}

function randomQuery(random: Random): string {
  const piece = (): string => {
    const kind = random();
    if (kind < 0.5) return choose(words, random);
    if (kind < 0.7) return choose(noise, random);
    if (kind < 0.8) return `"${choose(words, random)} ${choose(words, random)}"`;
    const word = choose(words, random);
    const at = Math.floor(random() * word.length);
    return kind < 0.9
      ? `${word.slice(0, at + 1)}*`
      : word.slice(0, at) + choose([...noise, ...words], random) + word.slice(at + 1);
  };
  return Array.from({ length: 1 + Math.floor(random() * 8) }, piece).join(choose([" ", " ", ""], random));
}

function randomFilter(random: Random): string | undefined {
  if (random() < 0.4) return undefined;
  const condition = () => `${choose(fields, random)} ${choose(operators, random)} ${choose(values, random)}`;
  return Array.from({ length: 1 + Math.floor(random() * 3) }, condition).join(choose(joints, random));
}

beforeAll(async () => {
  lydian = await openLydian({ store: folder });
  const random = randomFrom(seed);
  for (let batch = 0; batch < 3; batch++) {
    const documents = Array.from({ length: 15 }, (_, number) => ({
      uri: `memo:${batch}-${number}`,
      title: choose(words, random),
      content: Array.from({ length: 30 }, () => choose(words, random)).join(" "),
      metadata: { year: 2020 + number, team: choose(["staff", "ward"], random), "odd key": random() < 0.5 },
    }));
    await lydian.add(documents, { embed: false });
  }
  await lydian.remove(["memo:0-3", "memo:1-4"]);
});

afterAll(async () => {
  await lydian.close();
  rmSync(folder, { recursive: true, force: true });
});

it(`answers ${count} random queries with random filters by hits or by an error with a code`, async () => {
  const ended = new Map<string, number>();
  for (let number = 0; number < count; number++) {
    const random = randomFrom(seed * 1_000_003 + number);
    const [query, where] = [randomQuery(random), randomFilter(random)];
    const limit = 1 + Math.floor(random() * 30);
    const outcome = await lydian.search(query, defined({ mode: "lexical", limit, where })).then(
      ({ hits }) => {
        expect(hits.length, query).toBeLessThanOrEqual(limit);
        for (const { explanation, score } of hits) {
          const parts = explanation.stages.at(-1)?.parts ?? [];
          expect(
            parts.reduce((sum, { value }) => sum + value, 0),
            query,
          ).toBeCloseTo(score, 6);
        }
        return hits.length > 0 ? "hits" : "none";
      },
      (error: unknown) => (error instanceof LydianError ? error.code : `${query} ⟶ ${where}: ${error}`),
    );
    ended.set(outcome, (ended.get(outcome) ?? 0) + 1);
  }
  const borne = ["hits", "none", "invalid-argument", "invalid-filter"];
  expect([...ended.keys()].filter((outcome) => !borne.includes(outcome))).toEqual([]);
  expect(ended.get("hits")).toBeGreaterThan(count / 10);
  expect(ended.get("invalid-filter")).toBeGreaterThan(count / 10);
});
