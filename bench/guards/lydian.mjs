import {
  createDirectInjectionCheck,
  createPersonalDataCheck,
  createProfanityCheck,
  createSecretsCheck,
  createToxicityCheck,
} from "../../dist/guard/index.js";
import { readViews } from "../../dist/guard/normalise/read-views.js";

const { signal } = new AbortController();

/** Returns Lydian's guards in the form of `openPeers`. */
export async function openLydian() {
  return {
    personalData: [engineOf("Lydian, rules alone", await createPersonalDataCheck())],
    injection: [engineOf("Lydian", await createDirectInjectionCheck())],
    secrets: [engineOf("Lydian", await createSecretsCheck())],
    offence: [
      engineOf("Lydian, toxicity", await createToxicityCheck()),
      engineOf("Lydian, profanity", await createProfanityCheck()),
    ],
  };
}

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
