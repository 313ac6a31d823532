import { describe, expect, it } from "vitest";
import { createWorkBudget, type GuardRequest, type WorkBudget } from "../../core/index.ts";
import { allowAll, guardThat } from "../../guard/fixtures/guard-that.ts";
import { addDocument, createSearchedWorld, signal } from "./fixtures/searched-world.ts";

const cut = expect.objectContaining({ code: "candidates-cut", message: expect.stringContaining("all the work") });
const words = { query: "pump", mode: "lexical" } as const;

/**
 * Creates three documents whose passages are found in this order. The second has a long passage in a very long text.
 */
function createPumps() {
  const world = createSearchedWorld();
  addDocument(world.held, "a-first", ["the pump of hall one"]);
  addDocument(world.held, "b-long", [`the pump of hall two ${"x".repeat(100)}`, "x".repeat(1_000_000)]);
  addDocument(world.held, "c-last", ["the pump of hall three"]);
  return (work: WorkBudget, guard = allowAll) => world.find(words, { ...world.services, guard, work });
}

const idsOf = (hits: readonly { readonly documentId: string }[]) => hits.map(({ documentId }) => documentId);

describe("a search in very long documents", () => {
  it("spends nothing on the text around its hits", async () => {
    const [short, long] = [createWorkBudget(signal), createWorkBudget(signal)];
    const inLongText = createSearchedWorld();
    addDocument(inLongText.held, "log", ["the pump", "x".repeat(1_000_000)]);
    await inLongText.find(words, { ...inLongText.services, work: long });
    const alone = createSearchedWorld();
    addDocument(alone.held, "log", ["the pump"]);
    await alone.find(words, { ...alone.services, work: short });
    expect(long.spent).toBe(short.spent);
  });
});

describe("a search whose request has used up its work budget", () => {
  it("reads no passage beyond it, and warns that hits are missing", async () => {
    const find = createPumps();
    const enough = createWorkBudget(signal);
    const whole = await find(enough);
    expect(idsOf(whole.hits)).toEqual(["a-first", "b-long", "c-last"]);
    expect(whole.warnings).toEqual([]);

    // Reading the passages is the last work. Without two steps the second one cannot be read.
    const work = createWorkBudget(signal, enough.spent - 2);
    const { hits, warnings } = await find(work);
    expect(idsOf(hits)).toEqual(["a-first"]);
    expect(warnings).toEqual([cut]);
  });

  it("shows no hit that it could not afford to guard, and warns that hits are missing", async () => {
    const work = createWorkBudget(signal);
    const checked: string[] = [];
    const guard = guardThat(({ stage, text }: GuardRequest) => {
      if (stage !== "retrieval") return undefined;
      checked.push(text);
      // The second passage needs more than the request has left.
      work.spend(checked.length === 1 ? 1 : work.left + 1);
      return undefined;
    });

    const { hits, warnings } = await createPumps()(work, guard);
    expect(checked).toHaveLength(2);
    expect(idsOf(hits)).toEqual(["a-first"]);
    expect(warnings).toEqual([cut]);
  });

  it("fails if the guard could not read the question", async () => {
    const work = createWorkBudget(signal, 0);
    const guard = guardThat(() => {
      work.spend(1);
      return undefined;
    });
    await expect(createPumps()(work, guard)).rejects.toMatchObject({ code: "query-too-complex" });
  });
});
