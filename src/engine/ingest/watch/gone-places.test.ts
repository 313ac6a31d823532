import { describe, expect, it } from "vitest";
import { createGonePlaces } from "./gone-places.ts";

describe("createGonePlaces", () => {
  it("includes named places, everything below a folder, and the members of a container, and nothing else", () => {
    const places = createGonePlaces();
    places.add(["file:///d/a.zip", "file:///d/old"]);
    const gone = ["d/a.zip", "d/a.zip!/x.md", "d/a.zip!/in.zip!/y.md", "d/old", "d/old/deep/z.md"];
    expect(gone.filter((path) => !places.includes(`file:///${path}`))).toEqual([]);
    const there = ["d", "d/a.zip.md", "d/old.md", "d/older/x.md", "d/a/zip"];
    expect(there.filter((path) => places.includes(`file:///${path}`))).toEqual([]);
    places.clear();
    expect(places.includes("file:///d/old")).toBe(false);
  });
});
