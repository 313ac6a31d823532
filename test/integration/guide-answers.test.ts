import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeStoreWithVectors } from "../fixtures/handbook.ts";
import { runLydian, temporaryFolder } from "../run-lydian.ts";

const root = join(import.meta.dirname, "../..");
const read = (path: string) => readFileSync(join(root, path), "utf8");

let folder: ReturnType<typeof temporaryFolder>;

beforeAll(async () => {
  folder = temporaryFolder();
  makeStoreWithVectors(join(folder.path, ".lydian"));
  cpSync(join(root, "examples"), join(folder.path, "examples"), { recursive: true });
  await ask(["add", "examples/handbook"]);
});
afterAll(() => folder.remove());

/** Runs the command, and returns what a terminal shows. */
async function ask(args: readonly string[]): Promise<string> {
  const { stdout, stderr } = await runLydian(args, { cwd: folder.path });
  return `${stdout}\n${stderr}`;
}

/** Splits a command line into words; double quotes hold words together. */
const wordsOf = (line: string) =>
  [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, word]) => quoted ?? word ?? "");

/** Lines of `printed`, without those that are only an ellipsis. Lines break where the terminal ends. */
const flat = (text: string) => text.replace(/\s+/g, " ").trim();
const partsOf = (printed: string) =>
  printed
    .split("…")
    .map(flat)
    .filter((part) => part !== "");

describe("the answers that the documents print", () => {
  it("are those of the README's commands", async () => {
    const block = /```\n(\$ npx lydian .*?)```/s.exec(read("README.md"))?.[1] ?? "";
    const runs = block.split(/^\$ npx lydian /m).slice(1);
    expect(runs).toHaveLength(2);
    for (const run of runs) {
      const [line = "", ...printed] = run.split("\n");
      const output = flat(await ask(wordsOf(line)));
      for (const part of partsOf(printed.join("\n"))) expect(output).toContain(part);
    }
  });

  it.each(["answers-and-abstention.md", "conversations.md"])(
    "are in %s the answers that Lydian gives",
    async (guide) => {
      const pairs = [...read(`docs/guides/${guide}`).matchAll(/^```sh\n([^`]*)```\n\n```text\n([^`]*)```/gm)];
      expect(pairs.length).toBeGreaterThan(0);
      for (const [, commands = "", printed = ""] of pairs) {
        let output = "";
        for (const line of commands.trim().split("\n"))
          output = await ask(wordsOf(line.replace(/ +#.*$/, "").replace(/^lydian /, "")));
        for (const part of partsOf(printed)) expect(flat(output)).toContain(part);
      }
    },
  );
});
