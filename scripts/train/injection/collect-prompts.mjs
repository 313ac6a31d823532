// Collects the prompts that the guard of direct injection is trained on.

import { fileURLToPath } from "node:url";
import { attackTexts } from "./attack-templates.mjs";
import { harmlessTexts } from "./harmless-templates.mjs";
import * as sources from "./read-sources.mjs";

const handbook = fileURLToPath(new URL("../../../examples/handbook", import.meta.url));
/** Sets that are only reported on. */
export const reportSets = [
  "deepset-test",
  "injecguard-valid",
  "notinject",
  "cyberseceval-frr-benign",
  "awesome-prompts-classic",
];
/** Kinds of BIPIA that are questions and tasks like those of every user. Only a document makes them attacks. */
const ordinaryTasks = new Set([
  "Information Retrieval",
  "Content Creation",
  "Learning and Tutoring",
  "Language Translation",
  "Programming Help",
]);
/** Rules that tell the few jailbreaks in a collection of harmless prompts. */
const certainRules = new Set(["named-jailbreak", "override-english", "chat-markup"]);

/**
 * @param choice  a seeded choice
 * @param findRuleMatches  the guard's rules
 * @returns {Promise<{text: string, label: 0|1, source: string}[]>}  without texts of the report sets
 */
export async function collectPrompts(choice, findRuleMatches) {
  const isAttack = (text) => findRuleMatches(text).some(({ rule }) => certainRules.has(rule.id));
  const commands = sources
    .readPrompts("bipia-attacks")
    .filter(({ split, category }) => split === "train" && !ordinaryTasks.has(category))
    .map(({ text, kind }) => ({ text, label: 1, source: `bipia-${kind}` }));
  const rows = [
    ...sources.deepsetRows(),
    ...sources.sharedPrompts(isAttack),
    ...commands,
    ...sources.publishedAttacks(),
    ...sources.toolAttacks(),
    ...attackTexts(choice),
    ...harmlessTexts(choice),
    ...(await sources.harmlessQuestions(2500, choice)),
    ...sources.harmlessTasks(),
    ...choice.draw(sources.documentPassages(sources.dataPath("documents-text"), "document"), 900),
    ...choice.draw(sources.documentPassages(handbook, "handbook"), 300),
    ...choice.draw(cleanContexts(), 150),
    ...sources.harmlessCode(500, choice),
  ];
  return withoutReportTexts(rows);
}

function cleanContexts() {
  const texts = sources.readPrompts("bipia-contexts-train").filter(({ label }) => label === 0);
  return [...new Set(texts.map(({ text }) => text.slice(0, 1500)))].map((text) => ({
    text,
    label: 0,
    source: "context",
  }));
}

/** Length of the runs of words by which copies are found, and the share of them that makes a copy. */
const RUN_WORDS = 6;
const MAX_SHARE = 0.2;
/** The shared prompts hold later versions of a report set, so less is allowed. */
const MAX_SHARED_SHARE = 0.08;

/** Leaves out texts that share runs of words with a report set. deepset has its own split, so its rows stay. */
function withoutReportTexts(rows) {
  const known = new Set(reportSets.flatMap(sources.readPrompts).flatMap(({ text }) => [...runsOf(text)]));
  return rows.filter(({ text, source }) => {
    if (source === "deepset") return true;
    const runs = runsOf(text);
    const copied = [...runs].filter((run) => known.has(run)).length;
    return runs.size === 0 || copied / runs.size <= (source === "shared-prompt" ? MAX_SHARED_SHARE : MAX_SHARE);
  });
}

function runsOf(text) {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const runs = new Set();
  for (let start = 0; start + RUN_WORDS <= words.length; start++)
    runs.add(words.slice(start, start + RUN_WORDS).join(" "));
  return runs;
}
