import { strToU8, zipSync } from "fflate";
import { beforeEach, describe, expect, it } from "vitest";
import type { LydianEvent } from "../../../core/index.ts";
import { createSyncedWorld, docs, limits } from "../fixtures/synced-world.ts";
import { sync } from "../sync.ts";
import { createMoves } from "./create-moves.ts";

let world = createSyncedWorld();

beforeEach(() => {
  world = createSyncedWorld();
});

describe("sync of containers", () => {
  const pack = (members: Record<string, string>) =>
    zipSync(Object.fromEntries(Object.entries(members).map(([name, text]) => [name, strToU8(text)])));

  it("does not open an unchanged container again, and removes its members with it", async () => {
    world.put("docs/a.zip", pack({ "a.txt": "one", "b.txt": "two" }));
    world.put("docs/c.txt", "three");
    await world.run();
    expect(world.stored().every(({ revision }) => revision === "1")).toBe(true);
    expect(await world.run()).toMatchObject({ outcomes: [], unchanged: 2 });
    expect(world.outside.reads).toEqual([]);
    world.outside.files.delete("docs/a.zip");
    expect((await world.run()).outcomes).toEqual([
      ["docs/a.zip!/a.txt", "removed"],
      ["docs/a.zip!/b.txt", "removed"],
    ]);
  });

  it("moves each member with its container", async () => {
    world.put("docs/a.zip", pack({ "a.txt": "same", "b.txt": "same", "c.txt": "other" }));
    await world.run();
    const before = ["a", "b", "c"].map((name) => world.idOf(`docs/a.zip!/${name}.txt`));
    world.rename("docs/a.zip", "docs/b.zip");
    const { outcomes } = await world.run();
    expect(outcomes.slice(1).map(([, outcome]) => outcome)).toEqual(["moved", "moved", "moved"]);
    expect(["a", "b", "c"].map((name) => world.idOf(`docs/b.zip!/${name}.txt`))).toEqual(before);
  });

  it("opens a container again if not all members were committed, or one failed", async () => {
    world.put("docs/a.zip", pack({ "a.txt": "line\n".repeat(40), "b.txt": "line\n".repeat(40) }));
    const stop = new AbortController();
    const emit = (event: LydianEvent) => {
      if (event.type === "document-committed") stop.abort(new Error("enough"));
    };
    const request = { source: docs, moves: createMoves(), ...limits };
    await expect(sync(world.services({ emit }), request, stop.signal)).rejects.toThrow("enough");
    expect(world.uris()).toEqual(["docs/a.zip!/a.txt"]);
    await world.run();
    expect(world.uris()).toEqual(["docs/a.zip!/a.txt", "docs/a.zip!/b.txt"]);
    world.put("docs/a.zip", pack({ "a.txt": "line", "b.pdf": "%PDF-1.4\nnothing of it" }), "2");
    await world.run();
    await world.run();
    expect(world.outside.reads).toEqual(["docs/a.zip"]);
  });
});
