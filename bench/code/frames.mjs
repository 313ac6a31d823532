// Counts the functions of Lydian on the stack between two places, in real stacks. Prints the frames of each way, or
// JSON with --json.
//
//   npm run build && node bench/code/frames.mjs [--json]
//
// One document is added, and one question about it is asked, with a guard at the stage `input`. The stacks are those of
// V8: a function that waits for another one counts, and so does a closure. A function that returns a promise without
// waiting for it does not count. Neither do Node and the packages that Lydian uses.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { Session } from "node:inspector";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { lengthGuard } from "../../dist/guard/checks/length/length-guard.js";
import { createGuard } from "../../dist/guard/index.js";
import { openLydian } from "../../dist/index.js";

const dist = fileURLToPath(new URL("../../dist/", import.meta.url));
const { values: options } = parseArgs({ options: { json: { type: "boolean" } } });
const { signal } = new AbortController();

/** The function that reads the postings of the words of a question. */
const postings = { file: "engine/kernel/lexical/search-words.js", beginning: "export function searchWords(" };
/** The check of a guard. */
const check = { file: "guard/checks/length/create-length-check.js", beginning: "        check(" };

/**
 * Measured ways: what runs them, the file that they leave if they do not begin in this one, their end, and the goal.
 */
const ways = {
  "ask to the first posting": { run: askQuestion, end: postings, goal: 14 },
  "question of an answer to its check": { run: askQuestion, from: "engine/answer/open-answer.js", end: check, goal: 8 },
  "`check` of a guard engine to the check": { run: checkText, end: check, goal: 8 },
};
const rule = { guard: "length", action: "block", onError: "block" };

/** Checks a text with a guard engine alone. */
async function checkText() {
  const policy = { name: "frames", stages: { input: { deadlineMs: 1_000, shadow: false, guards: [rule] } } };
  const guard = createGuard({ policy, checks: [lengthGuard], clock: { monotonicMs: () => performance.now() } });
  await guard.check({ stage: "input", text: "Where are the keys?", origin: "user" }, signal);
}

/** Asks a question about a document in a new store. */
async function askQuestion() {
  const folder = mkdtempSync(join(tmpdir(), "lydian-frames-"));
  const policy = join(folder, "frames.yaml");
  writeFileSync(policy, `name: frames\nstages: { input: { guards: [${JSON.stringify(rule)}] } }\n`);
  writeFileSync(join(folder, "keys.md"), "# Keys\n\nThe spare keys are kept in the safe.\n");
  const settings = { guard: { policy }, search: { mode: "lexical" } };
  const lydian = await openLydian({ store: join(folder, "store"), settings });
  try {
    await lydian.add(join(folder, "keys.md"));
    await lydian.ask("Where are the spare keys kept?");
  } finally {
    await lydian.close();
    rmSync(folder, { recursive: true });
  }
}

/** Returns the stack at the first call of a function while some work runs. A breakpoint reads it, and never stops. */
async function stackAt({ file, beginning }, run) {
  const path = join(dist, file);
  const lineNumber = readFileSync(path, "utf8")
    .split("\n")
    .findIndex((line) => line.startsWith(beginning));
  if (lineNumber < 0) throw new Error(`No line of ${path} begins with "${beginning}".`);

  let stack;
  globalThis.noteStack = (text) => {
    stack ??= text;
    return false;
  };
  const session = new Session();
  session.connect();
  session.post("Debugger.enable");
  session.post("Debugger.setBreakpointByUrl", {
    url: pathToFileURL(path).href,
    lineNumber: lineNumber + 1,
    condition: "noteStack(new Error().stack)",
  });
  try {
    await run();
  } finally {
    session.disconnect();
  }
  if (stack === undefined) throw new Error(`${path}:${lineNumber + 1} was not reached.`);
  return stack;
}

/** Returns the frames of Lydian's functions in a stack, the outermost first. */
function framesOf(stack) {
  return stack
    .split("\n")
    .filter((line) => !line.includes("eval at "))
    .flatMap((line) => {
      const [, name, file] = /^ +at (?:async )?(?:(.+) \()?(?:async )?file:\/\/(.+?):\d+:\d+\)?$/.exec(line) ?? [];
      const isOurs = file?.startsWith(dist) && !file.startsWith(join(dist, "vendor"));
      return isOurs ? [{ name: name ?? "(closure)", file: file.slice(dist.length) }] : [];
    })
    .toReversed();
}

Error.stackTraceLimit = Number.POSITIVE_INFINITY;
const measured = [];
for (const [way, { run, from, end, goal }] of Object.entries(ways)) {
  const frames = framesOf(await stackAt(end, run));
  const start = from === undefined ? 0 : frames.findLastIndex(({ file }) => file === from) + 1;
  if (start === 0 && from !== undefined) throw new Error(`No function of ${from} leads to ${end.file}.`);
  measured.push({ way, goal, frames: frames.slice(start) });
}

if (options.json) console.log(JSON.stringify(measured));
else
  for (const { way, goal, frames } of measured) {
    console.log(`${way}: ${frames.length} frames, goal ${goal}`);
    for (const { name, file } of frames) console.log(`  ${name.padEnd(24)} ${file}`);
  }
