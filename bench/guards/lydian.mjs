import { allChecks } from "../../dist/guard/index.js";
import { readViews } from "../../dist/guard/normalise/read-views.js";

const { signal } = new AbortController();

/** Returns Lydian's guards in the form of `openPeers`. */
export async function openLydian() {
  return {
    personalData: [engineOf("Lydian, rules alone", await load("personal-data"))],
    injection: [engineOf("Lydian", await load("direct-injection"))],
    secrets: [engineOf("Lydian", await load("secrets"))],
    offence: [
      engineOf("Lydian, toxicity", await load("toxicity")),
      engineOf("Lydian, profanity", await load("profanity")),
    ],
  };
}

const load = (id) => allChecks.find((check) => check.id === id).load();

function engineOf(name, guard) {
  const check = (text) => {
    let views;
    const input = { stage: "input", origin: "user", text, views: () => (views ??= readViews(text)) };
    return guard.check(input, signal);
  };
  return {
    name,
    threshold: guard.threshold,
    score: async (text) => (await check(text)).score,
    find: async (text) => (await check(text)).spans,
  };
}
