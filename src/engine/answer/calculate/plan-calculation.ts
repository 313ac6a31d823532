import type { CalculationPlan, ContextPassage, Document, WorkBudget } from "../../../core/index.ts";
import { outlineTables, type TableOutline } from "../../text/index.ts";
import { type CalculationQuestion, planOverTable, type TablePlan } from "./plan-over-table.ts";
import { type Analyze, isSameWord, readQuestionWords, splitWords } from "./question-words.ts";
import { readComparisons, wordsOf } from "./read-comparisons.ts";
import { readIntent } from "./read-intent.ts";
import { describeContext, describeNames, scanTable } from "./scan-table.ts";
import { type Vocabulary, vocabularies } from "./vocabulary.ts";

/** A plan with the passage that represents its document. */
export interface PlannedCalculation {
  readonly status: "planned";
  readonly plan: CalculationPlan;
  readonly document: Document;
  readonly passage: ContextPassage;
  /** True if a condition has values that the question joins by `and`. */
  readonly areValuesJoinedByAnd: boolean;
}

/** A question that asks for a calculation which is not certain. */
export interface RefusedCalculation {
  readonly status: "refused";
  /** The reason, as a sentence. */
  readonly why: string;
  /** True if another table fits as well, so that the question may be about something else. */
  readonly isAboutSeveral: boolean;
}

/**
 * Maximum length of a question. The words of a longer one are never all explained, and each cell would be sought in it.
 */
const MAX_QUESTION_LENGTH = 1_000;
/** Maximum number of tables of one document that are read; further ones only if a passage shows a part of them. */
const MAX_TABLES = 50;

/** Number of characters of a table that are read in one step. Others have their turn in between. */
const CHARACTERS_PER_STEP = 20;

/** The texts whose tables a calculation may read. */
export interface TableSources {
  readonly passages: readonly ContextPassage[];
  readonly documents: ReadonlyMap<string, Document>;
  /** Budget of the request, from which reading a table takes steps; absent: no limit. */
  readonly work?: WorkBudget;
}

/**
 * Plans the calculation that a question asks for, over a whole table of the passages' documents. Tables that a passage
 * shows take precedence over others of the same documents.
 *
 * @returns  undefined if the question asks for no calculation over these tables
 */
export async function planCalculation(
  question: string,
  sources: TableSources,
  analyze: Analyze,
  signal: AbortSignal,
): Promise<PlannedCalculation | RefusedCalculation | undefined> {
  if (question.length > MAX_QUESTION_LENGTH) return undefined;
  for (const vocabulary of Object.values(vocabularies)) {
    const asked = readCalculationQuestion(question, vocabulary, analyze);
    const planned = asked && (await planOverTables(asked, sources, analyze, signal));
    if (planned !== undefined) return planned;
  }
  return undefined;
}

function readCalculationQuestion(
  question: string,
  vocabulary: Vocabulary,
  analyze: Analyze,
): CalculationQuestion | undefined {
  const words = splitWords(question, analyze);
  const comparisons = readComparisons(question, words, vocabulary);
  const compared = new Set(comparisons.filter(({ isCertain }) => isCertain).flatMap(wordsOf));
  // `at least 20` asks for no minimum.
  const uncompared = readQuestionWords(words, vocabulary, compared);
  const intent = readIntent(uncompared);
  if (intent === undefined) return undefined;
  const ofIntent = [...words.keys()].filter((index) => uncompared.isExplained(index) && !compared.has(index));
  return { question: readQuestionWords(words, vocabulary, ofIntent), intent, comparisons };
}

interface Candidate {
  readonly planned: TablePlan;
  readonly document: Document;
  readonly placed: PlacedTable;
}

async function planOverTables(
  asked: CalculationQuestion,
  { passages, documents, work }: TableSources,
  analyze: Analyze,
  signal: AbortSignal,
): Promise<PlannedCalculation | RefusedCalculation | undefined> {
  const candidates: Candidate[] = [];
  for (const document of documents.values()) {
    for (const placed of tablesOf(document, passages)) {
      const planned = await planOverOutline(asked, document, placed.outline, analyze, work, signal);
      if (planned !== undefined) candidates.push({ planned, document, placed });
    }
  }
  const shown = candidates.filter(({ placed }) => placed.isShown);
  const [only, ...others] = shown.length > 0 ? shown : candidates;
  if (only === undefined) return undefined;
  if (others.length > 0) return { status: "refused", why: saySeveral([only, ...others]), isAboutSeveral: true };
  const { planned, document, placed } = only;
  if ("problem" in planned) return { status: "refused", why: planned.problem, isAboutSeveral: false };
  const gap = document.receipt.warnings.find(({ code }) => code === "table-truncated");
  if (gap !== undefined) {
    const why = `“${document.title}” was read only in part: ${gap.message}`;
    return { status: "refused", why, isAboutSeveral: false };
  }
  return { status: "planned", ...planned, document, passage: placed.passage };
}

function saySeveral(candidates: readonly Candidate[]): string {
  const titles = [...new Set(candidates.map(({ document }) => document.title))];
  const named = titles.slice(0, 3).map((title) => `“${title}”`);
  return `The question fits ${candidates.length} tables, in ${named.join(", ")}${titles.length > 3 ? " and others" : ""}.`;
}

async function planOverOutline(
  asked: CalculationQuestion,
  document: Document,
  outline: TableOutline,
  analyze: Analyze,
  work: WorkBudget | undefined,
  signal: AbortSignal,
): Promise<TablePlan | undefined> {
  const names = describeNames(outline, analyze);
  const { start, end } = outline.span;
  const context = describeContext(document, start, analyze);
  if (!mayFit(asked, names, context)) return undefined;
  if (work?.trySpend((end - start) / CHARACTERS_PER_STEP) === false)
    return { problem: "The tables are too large to be read in one request." };
  const described = await scanTable({ text: document.text, outline }, names, asked.question, analyze, signal);
  return planOverTable(asked, { start, context, ...described });
}

/** Returns whether a table's names leave it possible that the question is about it, so that its rows must be read. */
function mayFit(
  { question, intent }: CalculationQuestion,
  names: ReturnType<typeof describeNames>,
  context: ReturnType<typeof describeContext>,
): boolean {
  const { rows, costs, verbs } = question.vocabulary;
  if (names.some(({ words }) => words.some(({ text }) => intent.words.includes(text)))) return false;
  if (intent.columns.length > 0) return true;
  const named = [...names.flatMap(({ words }) => words), ...(intent.operation === "count" ? context : [])];
  return question.words.some(
    (word, index) =>
      !question.isExplained(index) &&
      (rows.has(word.text) ||
        costs.has(word.text) ||
        verbs.has(word.text) ||
        named.some((name) => isSameWord(name, word))),
  );
}

/** A table with the passage that shows it, or else the first passage of its document. */
interface PlacedTable {
  readonly outline: TableOutline;
  readonly passage: ContextPassage;
  readonly isShown: boolean;
}

function tablesOf(document: Document, passages: readonly ContextPassage[]): readonly PlacedTable[] {
  const documentPassages = passages.filter(({ hit }) => hit.documentId === document.id);
  const [first] = documentPassages;
  if (first === undefined) return [];
  const withHeader = document.elements.filter(({ kind, header }) => kind === "table" && header !== undefined);
  return outlineTables(document.text, withHeader).flatMap((outline, index) => {
    const { start, end } = outline.span;
    const shown = documentPassages.find(({ hit: { span } }) => span.start < end && start < span.end);
    if (shown === undefined && index >= MAX_TABLES) return [];
    return [{ outline, passage: shown ?? first, isShown: shown !== undefined }];
  });
}
