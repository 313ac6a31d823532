// Measures the guards of injection on the sets that they were not trained on.
//
//   npm run build && node scripts/train/injection-figures.mjs [direct | indirect]

import path from "node:path";
import { measureDirectInjection } from "../../dist/evaluate/guards/measure-direct-injection.js";
import { measureIndirectInjection } from "../../dist/evaluate/guards/measure-indirect-injection.js";
import { createDirectInjectionCheck, createSentenceScorer } from "../../dist/guard/index.js";
import { readViews } from "../../dist/guard/normalise/read-views.js";

const folder = path.resolve(process.env.LYDIAN_DATA ?? "../shared/data");
const { signal } = new AbortController();
const [which = "both"] = process.argv.slice(2);

if (which !== "indirect") {
  const guard = await createDirectInjectionCheck();
  const score = async (text) => {
    const views = () => readViews(text);
    return (await guard.check({ stage: "input", origin: "user", text, views }, signal)).score;
  };
  console.table(await measureDirectInjection(folder, { score, threshold: guard.threshold }, signal));
}
if (which !== "direct") console.table(await measureIndirectInjection(folder, await createSentenceScorer(), signal));
