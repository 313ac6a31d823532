import { describe, expect, it } from "vitest";
import { createTermCache } from "./term-cache.ts";

describe("the cache of terms", () => {
  it("drops unused words, never the most recent ones", () => {
    const cache = createTermCache(4);
    for (let word = 0; word < 100; word++) {
      cache.set(`word ${word}`, [`term ${word}`]);
      cache.set("a word that is asked for", cache.get("a word that is asked for") ?? ["kept"]);
    }
    expect(cache.get("word 0")).toBeUndefined();
    expect(cache.get("word 99")).toEqual(["term 99"]);
    expect(cache.get("a word that is asked for")).toEqual(["kept"]);
  });
});
