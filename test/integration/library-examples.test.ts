import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { format } from "node:util";
import { type Lydian, type OpenOptions, openLydian } from "lydian";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import { copyHandbookStore, handbook } from "../fixtures/handbook.ts";
import { startChatServer } from "../fixtures/start-chat-server.ts";
import { temporaryFolder } from "../run-lydian.ts";

interface Example {
  readonly group: string;
  readonly method: string;
  readonly example?: string;
}

type Settings = NonNullable<OpenOptions["settings"]>;

const root = join(import.meta.dirname, "../..");
const examples = readExamples();
const groups = [...new Set(examples.map(({ group }) => group))];
const folder = temporaryFolder();

beforeAll(() => {
  cpSync(handbook, join(folder.path, "handbook"), { recursive: true });
  process.chdir(folder.path);
  vi.stubEnv("HOME", folder.path);
});
afterAll(() => {
  vi.unstubAllEnvs();
  process.chdir(root);
  folder.remove();
});

it("every method has an example, which is written as the types demand and says what it prints", () => {
  expect(examples.length).toBeGreaterThan(50);
  expect(examples.filter(({ example }) => example === undefined)).toEqual([]);
  const isSilent = (example = "") => example.includes("console.log") && answersOf(example).length === 0;
  expect(examples.filter(({ example }) => isSilent(example))).toEqual([]);
  expect(isSilent("console.log(await lydian.sources());")).toBe(true);
  expect(findTypeErrors(examples)).toEqual([]);
  expect(findTypeErrors([{ group: "none", method: "none", example: "await lydian.serch()" }])).toHaveLength(1);
});

// The examples of a group run in the order of the page on one copy of the handbook. A later one may use what an earlier
// one has saved.
describe.each(groups)("the examples of the group %s", (group) => {
  let lydian: Lydian;

  beforeAll(async () => {
    copyHandbookStore(group);
    lydian = await openLydian({ store: group, settings: await settingsOf(group) });
    await prepare(group, lydian);
  });
  afterAll(() => lydian.close());

  it.each(examples.filter((one) => one.group === group))("$method runs and prints what it says", async (one) => {
    if (one.method === "watch") lydian.on(({ type }) => type === "source-synced" && process.emit("SIGINT"));
    const code = one.method === "pullModel" ? await withLocalDownload(one.example ?? "") : (one.example ?? "");
    const printed = await run(code, lydian);
    expect(printed.join("\n")).not.toContain("undefined");
    for (const answer of answersOf(code)) expect(printed).toContainEqual(expect.stringMatching(toPattern(answer)));
  });
});

/** Returns the lines that an example says that it prints. */
const answersOf = (code: string): readonly string[] =>
  [...code.matchAll(/console\.log\(.*\);? \/\/ (.+)$/gm)].map(([, answer = ""]) => answer);

/** Returns the expression for an answer, in which `…` stands for any text. */
const toPattern = (answer: string): RegExp =>
  new RegExp(`^${answer.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replaceAll("…", ".*")}$`, "s");

/** Reads the examples from the docstrings, as the page of the reference shows them. */
function readExamples(): readonly Example[] {
  const url = pathToFileURL(join(root, "scripts/make-library-reference.mjs")).href;
  const program = `import { libraryExamples } from "${url}"; process.stdout.write(JSON.stringify(libraryExamples()));`;
  const { stdout } = spawnSync(process.execPath, ["--input-type=module", "-e", program], { encoding: "utf8" });
  return JSON.parse(stdout);
}

function findTypeErrors(checked: readonly Example[]): readonly string[] {
  const file = join(root, "library-examples.ts");
  const functions = checked.map(({ example }) => `async () => {\n${example}\n}`);
  const text = `import { openLydian } from "lydian";\nconst lydian = await openLydian({ store: "" });\nexport const all = [${functions}];`;
  const { config } = ts.readConfigFile(join(root, "tsconfig.json"), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const host = ts.createCompilerHost(options);
  const readFile = host.getSourceFile;
  host.getSourceFile = (name, ...rest) =>
    name === file ? ts.createSourceFile(name, text, ts.ScriptTarget.ES2022) : readFile(name, ...rest);
  const program = ts.createProgram([file], options, host);
  const source = program.getSourceFile(file);
  return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map(
    ({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"),
  );
}

async function settingsOf(group: string): Promise<Settings> {
  if (group === "Models and profiles") {
    const server = await startChatServer();
    afterAll(() => server.close());
    return { answer: { model: `openai-compatible:${server.url}#small` } };
  }
  if (group !== "Answers that wait for a person") return {};
  writeFileSync(
    "policy.yaml",
    "stages: {output: {guards: [{guard: personal-data, types: [EMAIL_ADDRESS], action: review}]}}",
  );
  return { guard: { policy: join(folder.path, "policy.yaml") } };
}

/** Makes what the examples of a group speak of: a file of questions, or answers that wait. */
async function prepare(group: string, lydian: Lydian): Promise<void> {
  if (group === "Calibration") {
    const questions = readFileSync(join(root, "examples/handbook-questions.jsonl"), "utf8")
      .trim()
      .split("\n")
      .slice(0, 30);
    const rows = questions
      .map((line) => JSON.parse(line))
      .map(({ question, expected }) => ({ question, answers: [expected] }));
    writeFileSync("questions.jsonl", rows.map((row) => JSON.stringify(row)).join("\n"));
  }
  if (group === "Answers that wait for a person") await lydian.ask("Where do questions about this handbook go?");
}

/** Lets the example download a file of this machine. */
async function withLocalDownload(code: string): Promise<string> {
  const model = Buffer.from("GGUF".padEnd(4_096, "\0"));
  const server = createServer((_, response) => response.end(model)).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === "object" ? address?.port : 0;
  const sha256 = createHash("sha256").update(model).digest("hex");
  return code.replace(/https:\/\/[^/]+/, `http://127.0.0.1:${port}`).replace(/"[0-9a-f]{64}"/, `"${sha256}"`);
}

/** Runs the code of an example and returns what it prints. */
async function run(code: string, lydian: Lydian): Promise<readonly string[]> {
  const printed: string[] = [];
  const log = (...values: readonly unknown[]) => printed.push(format(...values));
  const body = new Function("lydian", "console", `return (async () => {\n${code}\n})();`);
  await body(lydian, { log });
  return printed;
}
