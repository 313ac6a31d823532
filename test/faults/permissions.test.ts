import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { drawPicture } from "../../src/engine/formats/fixtures/draw-picture.ts";
import { runLydian } from "../run-lydian.ts";
import { startChild } from "./start-child.ts";
import { useTemporaryFolders } from "./temporary-folder.ts";

const newFolder = useTemporaryFolders();
const NOBODY = 65_534;
/** The program runs as the user `nobody`, since permissions do not bind root. */
const isRoot = process.getuid?.() === 0;
const asOrdinaryUser = isRoot ? { uid: NOBODY } : {};

/** Makes a store that the user may write, beside documents that belong to somebody else. */
function makeFolders(): { readonly store: string; readonly documents: string } {
  const folder = newFolder();
  const [store, documents] = [join(folder, "store"), join(folder, "documents")];
  mkdirSync(store);
  mkdirSync(documents);
  if (isRoot) chownSync(store, NOBODY, NOBODY);
  chmodSync(folder, 0o755);
  return { store, documents };
}

async function add(store: string, documents: string, ocr: "off" | "tesseract"): Promise<unknown> {
  const child = startChild("add-folder.mjs", [store, documents, ocr], asOrdinaryUser);
  const outcomes: unknown = JSON.parse(await child.line("["));
  expect(await child.ended).toEqual({ exit: 0, stderr: "" });
  return outcomes;
}

describe("adding files that may not be read", () => {
  it("names the file and the folder, reads the rest, and keeps what was stored before", async () => {
    const { store, documents } = makeFolders();
    mkdirSync(join(documents, "closed"));
    const [open, locked, inside] = ["open.md", "locked.md", "closed/inside.md"].map((name) => join(documents, name));
    for (const path of [open, locked, inside]) writeFileSync(path ?? "", "The gate opens at nine.\n");
    expect(await add(store, documents, "off")).toEqual([
      ["closed/inside.md", "added"],
      ["locked.md", "added"],
      ["open.md", "added"],
    ]);
    chmodSync(locked ?? "", 0);
    chmodSync(join(documents, "closed"), 0);
    writeFileSync(open ?? "", "The gate opens at ten.\n");
    expect(await add(store, documents, "off")).toEqual([
      ["locked.md", "file-unreadable"],
      ["open.md", "updated"],
      ["closed", "file-unreadable"],
    ]);
    chmodSync(join(documents, "closed"), 0o755);
  });

  it("reads images by OCR when only the store may be written", async () => {
    const { store, documents } = makeFolders();
    const drawing = drawPicture({ width: 800, height: 200 }, [
      { text: "The gate opens at nine.", x: 60, y: 110, size: 36 },
    ]);
    writeFileSync(join(documents, "sign.png"), drawing.encode("image/png"));
    chmodSync(documents, 0o555);
    expect(await add(store, documents, "tesseract")).toEqual([["sign.png", "added"]]);
    expect(readdirSync(documents)).toEqual(["sign.png"]);
    expect(existsSync(join(store, "eng.traineddata"))).toBe(false);
    chmodSync(documents, 0o755);
  });
});

describe("a store in a folder that may not be written", () => {
  it("is refused with what to do, stays as it is, and answers in a copy that may be written", async () => {
    const { store, documents } = makeFolders();
    writeFileSync(join(documents, "open.md"), "The gate opens at nine.\n");
    await add(store, documents, "off");
    const before = readFileSync(join(store, "store.db"));
    chmodSync(store, 0o555);
    const run = (folder: string, ...args: readonly string[]) =>
      runLydian([...args, "--store", folder], { cwd: join(store, ".."), ...asOrdinaryUser });
    const search = ["search", "gate", "--mode", "lexical"];
    for (const args of [search, ["ask", "When does the gate open?"], ["add", documents], ["status"]]) {
      const { code, stderr } = await run(store, ...args);
      expect([args, code, stderr]).toEqual([args, 1, expect.stringContaining("error: The store may not be written: ")]);
      expect(stderr).toContain("hint: Give this user write permission on the store's folder, or copy the store");
    }
    expect((await run(store, "doctor")).stdout).toMatch(/problem {2}write access .* may not be written \(EACCES\)/);
    expect(readdirSync(store)).toEqual(["store.db"]);
    expect(readFileSync(join(store, "store.db")).equals(before)).toBe(true);

    const copy = `${store}-copy`;
    cpSync(store, copy, { recursive: true });
    chmodSync(copy, 0o755);
    for (const name of isRoot ? ["", "store.db"] : []) chownSync(join(copy, name), NOBODY, NOBODY);
    expect(await run(copy, ...search)).toMatchObject({ code: 0, stdout: expect.stringContaining("opens at nine") });
    chmodSync(store, 0o755);
  });
});
