// Asks the natural questions of `$LYDIAN_DATA/answers/natural` and counts which answers are right and cited, right
// only, wrong and refused, and how many questions without an answer were answered: with and without the default guards,
// and pair by pair.
//
//   npm run build && npm run bench:answers -- [--split tune|report] [--guards on|off|both] [--store FOLDER] [--show] [--json]
//
//   --split    questions to ask (default: both; tune on `tune` only)
//   --guards   with the default policy, without any, or both (default: both)
//   --store    keeps the two stores of the documents in a folder, for the next run
//   --show     also prints each question whose outcome differs, by its id
//   --json     JSON instead of tables; the same is written to bench/results/answers.json
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { wilsonInterval } from "../dist/evaluate/metrics/wilson-interval.js";
import { openLydian } from "../dist/index.js";
import { loadTypeScript } from "./load-typescript.mjs";

const { judgeAnswer } = await loadTypeScript("bench/answers/judge-answer.ts");

const { values: options } = parseArgs({
  options: {
    split: { type: "string" },
    guards: { type: "string", default: "both" },
    store: { type: "string" },
    show: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
  },
});
const root = fileURLToPath(new URL("..", import.meta.url));
const data = resolve(process.env.LYDIAN_DATA ?? join(root, "../shared/data"));
const natural = join(data, "answers/natural/questions.jsonl");
if (!existsSync(natural) || !existsSync(join(data, "documents"))) {
  console.error(
    `error: ${data} has no answers/natural/questions.jsonl and documents/.\nhint: LYDIAN_DATA names the folder of the test data.`,
  );
  process.exit(2);
}

const folders = { documents: join(data, "documents"), handbook: join(root, "examples/handbook") };
const OUTCOMES = ["right and cited", "right only", "wrong", "refused", "answered", "rightly refused"];
const policies = { off: ["off"], on: ["default"], both: ["off", "default"] }[options.guards];
if (policies === undefined) {
  console.error(`error: --guards is "on", "off" or "both", not ${JSON.stringify(options.guards)}.`);
  process.exit(2);
}

const questions = readFileSync(natural, "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line))
  .filter(({ split }) => options.split === undefined || split === options.split);
const kept = options.store ?? mkdtempSync(join(tmpdir(), "lydian-answers-"));
try {
  const runs = [];
  for (const policy of policies) runs.push({ policy, outcomes: await ask(policy) });
  print(runs);
} finally {
  if (options.store === undefined) rmSync(kept, { recursive: true, force: true });
}

/** Asks all questions under a policy. Returns the outcome of each by its id. */
async function ask(policy) {
  const outcomes = new Map();
  for (const [set, folder] of Object.entries(folders)) {
    // The passages are read however busy the machine is.
    const settings = { rerank: { budgetMs: 600_000 }, guard: { policy } };
    const lydian = await openLydian({ store: join(kept, policy, set), settings });
    try {
      console.error(`Guards: ${policy}. Adding ${set} …`);
      await lydian.add(folder);
      for (const question of questions.filter((each) => each.set === set)) {
        const answer = await lydian.ask(question.question);
        outcomes.set(question.id, judgeAnswer(toAsked(question), toGiven(answer)));
        if (outcomes.size % 25 === 0)
          console.error(`Guards: ${policy}. ${outcomes.size} of ${questions.length} questions`);
      }
    } finally {
      await lydian.close();
    }
  }
  return outcomes;
}

function toAsked(question) {
  return {
    answerable: question.answerable,
    documents: question.documents,
    goldAnswers: question.gold_answers,
    goldQuotes: question.gold_quotes,
    ...(question.gold_groups && { goldGroups: question.gold_groups }),
    ...(question.quote_groups && { quoteGroups: question.quote_groups }),
  };
}

function toGiven(answer) {
  const paths = new Map((answer.passages ?? []).map(({ hit }) => [hit.documentId, toPath(hit.uri)]));
  return {
    isGrounded: answer.status === "grounded",
    text: answer.text ?? "",
    citations: (answer.citations ?? []).map(({ documentId, quote }) => ({
      document: paths.get(documentId) ?? "",
      quote,
    })),
  };
}

/** The path of a document as the questions name it. */
function toPath(uri) {
  const path = decodeURIComponent(uri.replace(/^file:\/\//u, ""));
  for (const [set, folder] of Object.entries(folders))
    if (path.startsWith(`${folder}/`))
      return `${set === "handbook" ? "handbook/" : ""}${path.slice(folder.length + 1)}`;
  return path;
}

function print(runs) {
  const rows = ["tune", "report"]
    .filter((split) => questions.some((question) => question.split === split))
    .flatMap((split) => runs.map((run) => ({ split, guards: run.policy, ...count(run, split) })));
  const differing = runs.length < 2 ? [] : findDiffering(runs);
  const report = { questions: questions.length, rows, differing };
  mkdirSync(join(root, "bench/results"), { recursive: true });
  writeFileSync(join(root, "bench/results/answers.json"), `${JSON.stringify(report, undefined, 2)}\n`);
  if (options.json) {
    console.log(JSON.stringify(report, undefined, 2));
    return;
  }
  const named = ["right and cited", "right only", "wrong", "refused", "unanswerable answered"];
  console.log(`| split | guards | ${named.join(" | ")} |\n| --- | --- |${" --- |".repeat(named.length)}`);
  for (const row of rows)
    console.log(`| ${row.split} | ${row.guards} | ${named.map((name) => show(row[name])).join(" | ")} |`);
  if (runs.length > 1) console.log(`\n${differing.length} questions have another outcome with the guards.`);
  if (options.show) for (const { id, off, on } of differing) console.log(`${id}: ${off} → ${on}`);
}

/** Shares of the answerable questions by outcome, and of the others that were answered, with 95 % intervals. */
function count({ outcomes }, split) {
  const counts = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, 0]));
  for (const { id, split: own } of questions) if (own === split) counts[outcomes.get(id)]++;
  const asked = OUTCOMES.slice(0, 4).reduce((sum, outcome) => sum + counts[outcome], 0);
  const absent = counts.answered + counts["rightly refused"];
  const share = (successes, trials) => ({
    count: successes,
    of: trials,
    ...(trials > 0 && wilsonInterval(successes, trials)),
  });
  return {
    ...Object.fromEntries(OUTCOMES.slice(0, 4).map((outcome) => [outcome, share(counts[outcome], asked)])),
    "unanswerable answered": share(counts.answered, absent),
  };
}

function findDiffering([off, on]) {
  return questions
    .map(({ id }) => ({ id, off: off.outcomes.get(id), on: on.outcomes.get(id) }))
    .filter((pair) => pair.off !== pair.on);
}

function show({ count: successes, of, value, interval }) {
  if (value === undefined) return "none asked";
  const percent = (share) => `${Math.round(100 * share)}`;
  return `${successes} of ${of}: ${percent(value)} % (${percent(interval[0])}–${percent(interval[1])})`;
}
