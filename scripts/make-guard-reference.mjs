// Writes docs/reference/guard-checks.md from the entries of the guards; needs dist/. A test compares the page with
// `guardReference()`.
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { stringify } from "yaml";
import { z } from "zod";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Returns the text of the page. */
export async function guardReference() {
  const { allChecks, classifierGuard } = await import(pathToFileURL(join(root, "dist/guard/index.js")).href);
  const guards = [...allChecks, classifierGuard({ describe: noModel, open: noModel })];
  const rows = await Promise.all(guards.map(rowOf));
  return `# Guards, one by one

\`node scripts/make-guard-reference.mjs\` makes this page from the guards: all that a policy may name, with the types of places that they find.
[Policies](policies.md) shows how a policy is written. A rule may name \`types\`, a \`threshold\`, and the \`options\` of this page.

A rule may also have a \`judge\`, with the keys \`question\` (required), \`low\` and \`high\`. Its verdict then has \`judge\`: \`yes\` or \`no\`, or
\`no-model\` or \`too-long\` if the score alone decided.

Scores are certainties by rules, and not probabilities, except those of the two guards of injection. A guard marked **context** needs to know what the text came from.
Lydian gives it at the stages \`output\` and \`stream\`, but the certainty of the evidence at \`output\` only. Your own code gives it as \`context\` of a request.

| guard | stages it is made for | types | threshold |
| --- | --- | --- | --- |
${rows.join("\n")}

${guards.map(sectionOf).join("\n\n")}
`;
}

async function noModel() {
  throw new Error("The reference has no model.");
}

async function rowOf(guard) {
  const { stages, types, needsContext } = guard.reference;
  const where = stages === "all" ? "all" : stages.map((stage) => `\`${stage}\``).join(", ");
  const context = needsContext === true ? " (context)" : "";
  return `| [\`${guard.id}\`](#${guard.id})${context} | ${where} | ${types} | ${await thresholdOf(guard)} |`;
}

async function thresholdOf(guard) {
  // A model of the user's has no file here; its threshold is that of every guard without another.
  if (guard.id === "classifier") return 0.5;
  const { threshold } = await guard.load(guard.reference.example);
  return Number(threshold.toPrecision(2));
}

function sectionOf({ id, options, reference: { about, example } }) {
  const listed = Object.entries(options.shape).map(([name, option]) => {
    const required = option.safeParse(undefined).success ? "" : " (required)";
    return `- \`${name}\`${required}: ${z.globalRegistry.get(option).description}`;
  });
  const parts = [`## ${id}`, about];
  if (listed.length > 0) parts.push(listed.join("\n"), exampleOf(id, example));
  return parts.join("\n\n");
}

function exampleOf(id, options) {
  const text = stringify({ guard: id, options }, { collectionStyle: "any", lineWidth: 120 });
  return `\`\`\`yaml\n${text.trimEnd()}\n\`\`\``;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href)
  writeFileSync(join(root, "docs/reference/guard-checks.md"), await guardReference());
