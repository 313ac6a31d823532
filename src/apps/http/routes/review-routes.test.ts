import { describe, expect, it } from "vitest";
import { everything, type Review, ReviewNotFoundError } from "../../../core/index.ts";
import type { Lydian } from "../../../library/index.ts";
import { callerOf } from "../fixtures/server-of.ts";

const review: Review = {
  id: "answer_1",
  collection: "default",
  question: "Who pays?",
  status: "waiting",
  createdAt: "2026-01-01T00:00:00.000Z",
  caller: "k7",
  stage: "output",
  why: "The guard found something.",
  guard: { policy: { name: "clinic", version: "a1" }, outcomes: [] },
};

/** A library with one case, and the options of its calls. */
function libraryWith(one: Review) {
  const calls: unknown[] = [];
  const find = (id: string): Review => {
    if (id === one.id) return one;
    throw new ReviewNotFoundError("There is none.");
  };
  const lydian: Partial<Lydian> = {
    reviews: async ({ signal: _, ...options } = {}) => {
      calls.push(options);
      return options.collections?.includes(one.collection) === false ? [] : [one];
    },
    review: async (id) => find(id),
    decideReview: async (id, { signal: _, ...options }) => {
      calls.push(options);
      return { ...find(id), status: options.status };
    },
    reviewOutcome: async (id, { caller } = {}) => {
      if (caller !== find(id).caller) throw new ReviewNotFoundError("There is none.");
      return { id, status: one.status };
    },
  };
  return { lydian, calls };
}

describe("the reviews", () => {
  it("are listed, read and decided by administrators", async () => {
    const { lydian, calls } = libraryWith(review);
    const call = callerOf({ id: "k1", permission: "admin" }, lydian);
    expect((await call("GET", "/reviews?status=waiting")).body).toMatchObject({ reviews: [{ id: "answer_1" }] });
    expect((await call("GET", "/reviews/answer_1")).body).toEqual(review);
    const decided = await call("POST", "/reviews/answer_1", { status: "approved" });
    expect(decided.body).toMatchObject({ id: "answer_1", status: "approved" });
    expect(calls).toEqual([
      { scope: everything, status: "waiting", limit: 100 },
      { status: "approved", scope: everything, caller: "k1" },
    ]);
  });

  it("are hidden from callers without the permission, and decided in no other way", async () => {
    const { lydian, calls } = libraryWith(review);
    const writer = callerOf({ id: "k7", permission: "write" }, lydian);
    for (const [method, path] of [
      ["GET", "/reviews"],
      ["GET", "/reviews/answer_1"],
      ["POST", "/reviews/answer_1"],
    ] as const)
      expect((await writer(method, path, method === "POST" ? { status: "approved" } : undefined)).status).toBe(403);
    const admin = callerOf({ permission: "admin" }, lydian);
    expect((await admin("POST", "/reviews/answer_1", { status: "waiting" })).status).toBe(400);
    expect((await admin("GET", "/reviews/answer_2")).status).toBe(404);
    expect(calls).toEqual([]);
  });

  it("of another collection do not exist for a key of some collections", async () => {
    const { lydian } = libraryWith(review);
    const elsewhere = callerOf({ permission: "admin", collections: ["notes"] }, lydian);
    expect((await elsewhere("GET", "/reviews")).body).toEqual({ reviews: [] });
    expect((await elsewhere("GET", "/reviews/answer_1")).status).toBe(404);
    expect((await elsewhere("POST", "/reviews/answer_1", { status: "rejected" })).status).toBe(404);
  });

  it("tell the caller who asked what became of the question, and nobody else", async () => {
    const { lydian } = libraryWith(review);
    const asker = await callerOf({ id: "k7" }, lydian)("GET", "/reviews/answer_1/outcome");
    expect(asker.body).toEqual({ id: "answer_1", status: "waiting" });
    expect((await callerOf({ id: "k8" }, lydian)("GET", "/reviews/answer_1/outcome")).status).toBe(404);
  });
});
