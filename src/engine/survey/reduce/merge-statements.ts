import type { GenerationUsage, Warning } from "../../../core/index.ts";
import { addUsage } from "../../answer/index.ts";
import { chooseStatements, countWords } from "../choose/choose-statements.ts";
import type { Statement } from "../statement.ts";
import { type Merged, type MergeServices, mergeGroup } from "./merge-group.ts";
import { packStatements } from "./pack-statements.ts";

export interface MergeRequest {
  /** In reading order. */
  readonly statements: readonly Statement[];
  /** About so many; from 1. */
  readonly words: number;
  /** Of the statements that the model reads at once. */
  readonly budgetTokens: number;
  readonly about?: string;
}

/** A group is written down to this share of its words while there are several. */
const SHARE_OF_GROUP = 0.4;
/** A round that leaves more than this share has not brought the end nearer. */
const LEAST_SHRINKING = 0.85;

/**
 * Merges statements, group by group and round by round, until one text of about the wished length is left. No citation is
 * lost on the way. Where the model says nothing that holds, or does not become shorter, statements are chosen instead,
 * with a warning.
 */
export async function mergeStatements(
  services: MergeServices,
  request: MergeRequest,
  signal: AbortSignal,
): Promise<Merged> {
  const { words, budgetTokens } = request;
  const countTokens = (text: string) => services.writer.generator.countTokens(text);
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
      const target = isLast ? words : Math.ceil(countWords(textOf(statements)) * SHARE_OF_GROUP);
      const merged = await mergeGroup(services, { statements, question: taskOf(request, target) }, signal);
      usage = addUsage(usage, merged.usage);
      warnings.push(...merged.warnings);
      if (merged.statements.length === 0) warnings.push(unsupported(services));
      const chosen = { statements, words: target };
      next.push(
        ...(merged.statements.length > 0 ? merged.statements : await chooseStatements(undefined, chosen, signal)),
      );
    }
    if (isLast) return end(next);
    if (countWords(textOf(next)) > LEAST_SHRINKING * countWords(textOf(current))) return chooseInstead();
    current = next;
  }
  return end(current);
}

function taskOf({ about }: MergeRequest, words: number): string {
  const subject = about === undefined ? "" : ` as far as they are about this: ${about}`;
  return `Sum up the statements${subject}, in at most ${words} words.`;
}

function unsupported({ writer }: MergeServices): Warning {
  const message = `Nothing that ${writer.generator.id} made of some statements is supported by what they rest on; statements of single sections stand in its place.`;
  return { code: "model-unsupported", message };
}

function textOf(statements: readonly Statement[]): string {
  return statements.map(({ sentence }) => sentence.text).join(" ");
}
