import { spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeStoreWithVectors } from "../fixtures/handbook.ts";
import { cleanEnvironment, command, temporaryFolder } from "../run-lydian.ts";

const root = join(import.meta.dirname, "../..");
const guides = join(root, "docs/guides");
const MAX_TEST_MS = 300_000;

/** A block of commands in a guide, with the comments directly above it that a reader does not see. */
interface Example {
  readonly commands: string;
  /** Reason why it does not run. */
  readonly notRun: string | undefined;
  /** Commands that make what the example takes for granted. */
  readonly before: string;
}

function examplesOf(text: string): readonly Example[] {
  return [...text.matchAll(/((?:^<!--.*?-->\n)*)^```sh\n(.*?)^```/gms)].map(([, comments = "", commands = ""]) => ({
    commands,
    notRun: /<!-- not run: (.*?) -->/s.exec(comments)?.[1],
    before: /<!-- before: (.*?) -->/s.exec(comments)?.[1] ?? "",
  }));
}

/** Small files that the examples name. */
const files = {
  "bin/lydian": `#!/bin/sh\n"${process.execPath}" "${command}" "$@" < /dev/null\ncode=$?\n[ $code = 3 ] && exit 0\nexit $code\n`,
  "bin/npx": '#!/bin/sh\n[ "$1" = lydian ] && shift && exec lydian "$@"\nexit 127\n',
  "contracts/2024/lease.md": "# Lease\n\nThe tenant pays a penalty of 50 euros for each late rent.\n",
  "reports/2024/front-desk/budget.md": "# Budget\n\nThe budget of the front desk is 900 euros.\n",
  "documents/delivery.md": "# Delivery\n\nWe agreed on delivery within five days.\n",
  "journeys.csv":
    "Date,Driver,Distance,Fare\n2024-03-01,Ng,12,€18.00\n2024-03-02,Ruiz,7,€11.00\n2024-03-05,Ng,5,€9.90\n",
  "guards.yaml": "name: reply\nstages: {output: {guards: [{guard: secrets}]}}\n",
  "question.txt": "What does a lost key cost?\n",
  "reply.txt": "A lost key costs €15.\n",
  "letter.txt": "Write to anna@berg.example.\n",
};

/** Exit code 3 says that the documents do not say something, or that a check found something. It is an outcome. */
async function run(script: string, folder: string): Promise<void> {
  const shell = spawn("bash", ["--norc", "-euo", "pipefail", "-c", script], {
    cwd: folder,
    env: { ...cleanEnvironment(folder), PATH: `${join(folder, "bin")}:${process.env.PATH ?? ""}` },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [shell.stdout, shell.stderr])
    stream.on("data", (data: Buffer) => {
      output += data.toString();
    });
  const [code] = await once(shell, "close");
  expect({ code, output }, script).toMatchObject({ code: 0 });
}

describe("the commands of a guide", () => {
  let folder: ReturnType<typeof temporaryFolder>;
  const place = () => join(folder.path, "place");
  const prepared = () => join(folder.path, "prepared");

  // Stored paths are absolute, so each guide runs in the same place, which is first made as it was.
  beforeAll(async () => {
    folder = temporaryFolder();
    cpSync(join(root, "examples/handbook"), join(place(), "handbook"), { recursive: true });
    makeStoreWithVectors(join(place(), ".lydian"));
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(join(place(), dirname(path)), { recursive: true });
      writeFileSync(join(place(), path), text);
      if (path.startsWith("bin/")) chmodSync(join(place(), path), 0o755);
    }
    await run("lydian add ./handbook", place());
    cpSync(place(), prepared(), { recursive: true });
  }, MAX_TEST_MS);
  afterAll(() => folder.remove());

  const tests = ["README.md", ...readdirSync(guides).map((name) => `docs/guides/${name}`)]
    .map((name) => ({ name, examples: examplesOf(readFileSync(join(root, name), "utf8")) }))
    .filter(({ examples }) => examples.some(({ notRun }) => notRun === undefined));

  it.each(tests)(
    "of $name run as printed",
    async ({ examples }) => {
      rmSync(place(), { recursive: true });
      cpSync(prepared(), place(), { recursive: true });
      for (const { commands, before, notRun } of examples)
        if (notRun === undefined) await run(`${before}\n${commands.replace(/\bID\b/g, "$ID")}`, place());
    },
    MAX_TEST_MS,
  );

  it("run in most guides, and a command that fails is reported", async () => {
    expect(tests.length).toBeGreaterThan(12);
    await expect(run("lydian search --mod words", place())).rejects.toThrow(/--mod/);
  });
});
