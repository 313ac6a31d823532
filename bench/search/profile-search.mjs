// Profiles Lydian's searches with V8's profiler: the share of each function in the time, by kind of search.
import { Session } from "node:inspector/promises";
import { readQuestions } from "./corpus-files.mjs";

const SECONDS = 3;
const SAMPLE_US = 100;
const SHOWN = 12;

export async function profileSearch(ways, { corpus }) {
  const { asWritten, rarer, vectors } = readQuestions(corpus);
  const kinds = {
    "BM25 top 50, as written": [ways.words, asWritten],
    "BM25 top 50, rarer words": [ways.words, rarer],
    "vector top 10": [ways.vectors, vectors],
    hybrid: [ways.hybrid, asWritten.map((terms, index) => ({ terms, values: vectors[index] }))],
  };
  const profiles = {};
  for (const [kind, [ask, questions]] of Object.entries(kinds)) {
    for (const question of questions) await ask(question);
    profiles[kind] = await profile(ask, questions);
  }
  return { profiles };
}

async function profile(ask, questions) {
  const session = new Session();
  session.connect();
  await session.post("Profiler.enable");
  await session.post("Profiler.setSamplingInterval", { interval: SAMPLE_US });
  await session.post("Profiler.start");
  const started = performance.now();
  for (let index = 0; performance.now() - started < SECONDS * 1000; index++)
    await ask(questions[index % questions.length]);
  const { profile: seen } = await session.post("Profiler.stop");
  session.disconnect();
  return shareOfFunctions(seen);
}

function shareOfFunctions({ nodes, samples, timeDeltas }) {
  const names = nameNodes(nodes);
  const times = new Map();
  let total = 0;
  for (const [index, id] of samples.entries()) {
    const name = names.get(id);
    if (name === "(idle)" || name === "(program)") continue;
    times.set(name, (times.get(name) ?? 0) + timeDeltas[index]);
    total += timeDeltas[index];
  }
  const sorted = [...times].sort(([, one], [, other]) => other - one);
  const shown = sorted.slice(0, SHOWN).map(([name, time]) => [name, time / total]);
  return Object.fromEntries([...shown, ["everything else", 1 - shown.reduce((sum, [, share]) => sum + share, 0)]]);
}

/** Names the loops of WebAssembly after the function that calls them, since they have no names. */
function nameNodes(nodes) {
  const callers = new Map(nodes.flatMap((node) => (node.children ?? []).map((id) => [id, node])));
  const isLoop = ({ callFrame }) => callFrame.url.startsWith("wasm:") || /wasm/.test(callFrame.functionName);
  const names = new Map();
  for (const node of nodes) {
    let caller = node;
    while (isLoop(caller) && callers.has(caller.id)) caller = callers.get(caller.id);
    names.set(node.id, caller === node ? nameOf(node.callFrame) : `WebAssembly for ${nameOf(caller.callFrame)}`);
  }
  return names;
}

function nameOf({ functionName, url }) {
  if (url === "") return functionName;
  const file = /(?:dist|node_modules)\/(.*)$/.exec(url)?.[1] ?? url;
  return `${functionName || "(unnamed)"} (${file})`;
}
