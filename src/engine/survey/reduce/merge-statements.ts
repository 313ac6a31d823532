import { append, type GenerationUsage, type Warning } from "../../../core/index.ts";
import { addUsage } from "../../answer/index.ts";
import { chooseStatements, countWords } from "../choose/choose-statements.ts";
import type { SelectedStatements, Statement } from "../statement.ts";
import { type MergeServices, mergeGroup } from "./merge-group.ts";

/** Statements to merge into one text. */
export interface MergeRequest {
  /** Statements in reading order. */
  readonly statements: readonly Statement[];
  /** Approximate length of the text in words, from 1. */
  readonly words: number;
  /** Maximum tokens of the statements that the model reads at once. */
  readonly budgetTokens: number;
  readonly about?: string;
}

/** Length of a merged group as a share of its words, while there are several groups. */
const GROUP_SHARE = 0.4;
/** Share of the words above which a round counts as no progress. */
const MAX_REMAINING_SHARE = 0.85;
/** Number of tokens in the lines around a statement. */
const AROUND_TOKENS = 40;

/**
 * Merges statements, group by group and round by round, until one text of about the requested length is left. No
 * citation is lost. If the model writes nothing that is supported, statements are chosen instead, with a warning; so
 * they are if the text does not become shorter.
 */
export async function mergeStatements(
  services: MergeServices,
  request: MergeRequest,
  signal: AbortSignal,
): Promise<SelectedStatements> {
  const { words, budgetTokens } = request;
  const countTokens = (text: string) => services.model.generator.countTokens(text);
  let current = request.statements;
  let usage: GenerationUsage = {};
  const warnings: Warning[] = [];
  const end = async (statements: readonly Statement[]) => ({ statements, usage, warnings });
  const chooseInstead = async () => end(await chooseStatements(undefined, { statements: current, words }, signal));

  while (countWords(textOf(current)) > words) {
    const groups = packStatements(current, budgetTokens, countTokens);
    const isLast = groups.length === 1;
    const next: Statement[] = [];
    for (const statements of groups) {
      const target = isLast ? words : Math.ceil(countWords(textOf(statements)) * GROUP_SHARE);
      const merged = await mergeOrChoose(services, { ...request, statements, words: target }, signal);
      usage = addUsage(usage, merged.usage);
      append(warnings, merged.warnings);
      append(next, merged.statements);
    }
    if (isLast) return end(next);
    if (countWords(textOf(next)) > MAX_REMAINING_SHARE * countWords(textOf(current))) return chooseInstead();
    current = next;
  }
  return end(current);
}

/**
 * Merges statements that the model can read at once. If it writes nothing that is supported,
 * chooses some of them, with a warning.
 */
async function mergeOrChoose(
  services: MergeServices,
  request: MergeRequest,
  signal: AbortSignal,
): Promise<SelectedStatements> {
  const { statements, words } = request;
  const merged = await mergeGroup(services, { statements, question: taskOf(request) }, signal);
  if (merged.statements.length > 0) return merged;
  const chosen = await chooseStatements(undefined, { statements, words }, signal);
  return { statements: chosen, usage: merged.usage, warnings: [...merged.warnings, unsupported(services)] };
}

function taskOf({ about, words }: MergeRequest): string {
  const subject = about === undefined ? "" : ` as far as they are about this: ${about}`;
  return `Sum up the statements${subject}, in at most ${words} words.`;
}

function unsupported({ model }: MergeServices): Warning {
  const message = `Nothing that ${model.generator.id} wrote about some statements is supported by their sources; the answer shows statements of single sections instead.`;
  return { code: "model-unsupported", message };
}

/**
 * Packs neighbouring statements into groups within a budget of tokens. A statement that exceeds it forms a separate
 * group.
 */
function packStatements(
  statements: readonly Statement[],
  budgetTokens: number,
  countTokens: (text: string) => number,
): readonly (readonly Statement[])[] {
  const groups: Statement[][] = [];
  let left = 0;
  for (const statement of statements) {
    const tokens = countTokens(statement.sentence.text) + AROUND_TOKENS;
    if (tokens > left || groups.length === 0) {
      groups.push([]);
      left = budgetTokens;
    }
    groups.at(-1)?.push(statement);
    left -= tokens;
  }
  return groups;
}

function textOf(statements: readonly Statement[]): string {
  return statements.map(({ sentence }) => sentence.text).join(" ");
}
