// Measures how often `lydian.checkClaim` is right, and how long it takes: claims of SciFact, checked against all
// abstracts.
//
//   npm run build && node bench/check-claim.mjs [--set dev] [--mode hybrid] [--store FOLDER] [--claims 300] [--json]
//
//   --set NAME      dev (default, used for the figure only) or train
//   --mode MODE     search mode: hybrid (default), words or vectors; words alone embeds nothing
//   --store FOLDER  a store with the abstracts, as `lydian eval retrieval` leaves it; default: a temporary one
//   --claims N      the first N (default all)
//   --json          JSON instead of a table
//
// Data: $LYDIAN_DATA/faithfulness/scifact-nli-SET.jsonl and $LYDIAN_DATA/retrieval/scifact (default ../shared/data).
// The labels are people's: a claim is supported or contradicted if an abstract that they read says so, otherwise there
// is not enough evidence. Nobody read all abstracts for each claim, so another one may still support it. "found" counts
// the claims whose labelled abstract is among the passages read; more cannot be right.
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { addCorpus } from "../dist/evaluate/add-corpus.js";
import { readBeir } from "../dist/evaluate/data-sets/read-beir.js";
import { openLydian } from "../dist/index.js";

const { values: options } = parseArgs({
  options: {
    set: { type: "string", default: "dev" },
    mode: { type: "string", default: "hybrid" },
    store: { type: "string" },
    claims: { type: "string" },
    json: { type: "boolean", default: false },
  },
});
const data = process.env.LYDIAN_DATA ?? "../shared/data";
const verdicts = ["supported", "contradicted", "not-enough-evidence"];
const goldOf = { SUPPORT: "supported", CONTRADICT: "contradicted", NEI: "not-enough-evidence" };
const never = new AbortController().signal;

/** Returns `{claim, gold, documents}` for each claim, with the abstracts that support or contradict it. */
function readClaims() {
  const claims = new Map();
  for (const line of readFileSync(join(data, "faithfulness", `scifact-nli-${options.set}.jsonl`), "utf8").split("\n")) {
    if (line === "") continue;
    const { id, claim, label } = JSON.parse(line);
    const known = claims.get(claim) ?? { claim, gold: goldOf.NEI, documents: [] };
    if (label !== "NEI") known.gold = goldOf[label];
    if (label !== "NEI") known.documents.push(id.split("-").at(-1));
    claims.set(claim, known);
  }
  return [...claims.values()].slice(0, options.claims === undefined ? undefined : Number(options.claims));
}

async function openCorpus(store) {
  mkdirSync(store, { recursive: true });
  const lydian = await openLydian({ store });
  const dataSet = await readBeir({ folder: join(data, "retrieval", "scifact") }, never);
  const onProgress = ({ stage, done, total }) => process.stderr.write(`${stage} ${done} of ${total}\r`);
  return { lydian, ...(await addCorpus({ lydian, dataSet, embed: options.mode !== "words", onProgress }, never)) };
}

/** Measures precision and recall of one verdict. */
function measure(results, verdict) {
  const said = results.filter((one) => one.said === verdict).length;
  const gold = results.filter((one) => one.gold === verdict).length;
  const right = results.filter((one) => one.said === verdict && one.gold === verdict).length;
  const precision = said === 0 ? 0 : right / said;
  const recall = gold === 0 ? 0 : right / gold;
  return {
    gold,
    said,
    right,
    precision,
    recall,
    f1: right === 0 ? 0 : (2 * precision * recall) / (precision + recall),
  };
}

function report(results) {
  const byVerdict = Object.fromEntries(verdicts.map((verdict) => [verdict, measure(results, verdict)]));
  const unsupported = results.filter(({ gold }) => gold !== "supported");
  const evidenced = results.filter(({ documents }) => documents.length > 0);
  const times = results.map(({ ms }) => ms).sort((one, other) => one - other);
  const cells = verdicts.map((gold) =>
    [...verdicts, "unmeasured"].map((said) => results.filter((one) => one.gold === gold && one.said === said).length),
  );
  return {
    set: `scifact-${options.set}`,
    mode: options.mode,
    claims: results.length,
    byVerdict,
    cells,
    accuracy: results.filter(({ gold, said }) => gold === said).length / results.length,
    macroF1: verdicts.reduce((sum, verdict) => sum + byVerdict[verdict].f1, 0) / verdicts.length,
    falseSupportRate: unsupported.filter(({ said }) => said === "supported").length / unsupported.length,
    supportedButContradicted: cells[1][0],
    found: evidenced.filter(({ isFound }) => isFound).length,
    evidenced: evidenced.length,
    medianMs: times[Math.floor(times.length / 2)],
    p95Ms: times[Math.floor(times.length * 0.95)],
    cores: cpus().length,
    load: loadavg()[0],
  };
}

function print(all) {
  const percent = (share) => `${(100 * share).toFixed(1)} %`;
  console.log(`${all.set}, ${all.claims} claims, passages by ${all.mode}\n`);
  console.log(
    "what people found      said: supported  contradicted  not enough  unmeasured   precision  recall     F1",
  );
  for (const [row, verdict] of verdicts.entries()) {
    const { precision, recall, f1 } = all.byVerdict[verdict];
    const [supported, contradicted, notEnough, unmeasured] = all.cells[row].map(String);
    const counts = `${supported.padStart(9)}${contradicted.padStart(14)}${notEnough.padStart(12)}${unmeasured.padStart(12)}`;
    const shares = [precision, recall].map((share) => percent(share).padStart(8)).join("");
    console.log(`${verdict.padEnd(28)}${counts}    ${shares}   ${f1.toFixed(3)}`);
  }
  console.log(`\naccuracy ${percent(all.accuracy)}, macro F1 ${all.macroF1.toFixed(3)}`);
  console.log(
    `said supported where it is not: ${percent(all.falseSupportRate)}, of these contradicted: ${all.supportedButContradicted}`,
  );
  console.log(`an abstract with the evidence was read for ${all.found} of ${all.evidenced} claims that have some`);
  console.log(
    `${all.medianMs.toFixed(0)} ms a claim (95 %: ${all.p95Ms.toFixed(0)}), load ${all.load.toFixed(1)} on ${all.cores} cores`,
  );
}

const claims = readClaims();
const store = options.store ?? mkdtempSync(join(tmpdir(), "lydian-check-claim-"));
const { lydian, collection, corpusIds } = await openCorpus(store);
const results = [];
for (const one of claims) {
  const startedMs = performance.now();
  const { verdict, evidence } = await lydian.checkClaim(one.claim, { collection, mode: options.mode });
  const read = evidence.map(({ documentId }) => corpusIds.get(documentId));
  const isFound = one.documents.some((id) => read.includes(id));
  results.push({ ...one, said: verdict, isFound, ms: performance.now() - startedMs });
  process.stderr.write(`checked ${results.length} of ${claims.length}\r`);
}
await lydian.close();
if (options.store === undefined) rmSync(store, { recursive: true, force: true });
const all = report(results);
if (options.json) console.log(JSON.stringify(all));
else print(all);
