import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openLydian } from "lydian";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { temporaryFolder } from "../run-lydian.ts";

const memos = [
  { uri: "memo:keys", content: "A lost key costs 15 euros. A lost badge is replaced once without charge." },
  { uri: "memo:autoclave", content: "The autoclave is repaired by Steriservice. It was bought in 2022." },
  { uri: "memo:hours", content: "The front desk is open from nine to noon on Saturdays." },
];

const folder = temporaryFolder();
const at = (...names: string[]) => join(folder.path, ...names);
afterAll(() => folder.remove());

beforeAll(async () => {
  const lydian = await openLydian({ store: at("store") });
  await lydian.add(memos);
  await lydian.exportTo(at("memos.lydian.gz"));
  await lydian.close();
});

describe("a file that is refused", () => {
  it("leaves no store in a folder without one, whatever is wrong with it", async () => {
    const bytes = readFileSync(at("memos.lydian.gz"));
    writeFileSync(at("cut-off.gz"), bytes.subarray(0, bytes.length - 20));
    writeFileSync(at("letter.txt"), "Dear reader");
    const lydian = await openLydian({ store: at("empty") });
    await expect(lydian.importFrom(at("nowhere.gz"))).rejects.toMatchObject({ code: "file-unreadable" });
    await expect(lydian.importFrom(at("letter.txt"))).rejects.toMatchObject({ code: "export-corrupt" });
    await expect(lydian.importFrom(at("cut-off.gz"))).rejects.toMatchObject({ code: "export-corrupt" });
    const named = lydian.importFrom(at("memos.lydian.gz"), { as: "Not a name" });
    await expect(named).rejects.toMatchObject({ code: "invalid-argument" });
    const stop = new AbortController();
    const unlisten = lydian.on(({ type }) => {
      if (type === "export-checked") stop.abort(new Error("enough"));
    });
    await expect(lydian.importFrom(at("memos.lydian.gz"), { signal: stop.signal })).rejects.toThrow("enough");
    unlisten();
    expect(existsSync(at("empty"))).toBe(false);
    expect((await lydian.importFrom(at("memos.lydian.gz"))).collections).toMatchObject([{ imported: 3 }]);
    await lydian.close();
  });
});
