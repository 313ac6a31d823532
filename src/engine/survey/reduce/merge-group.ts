import type { ContextPassage, Span } from "../../../core/index.ts";
import { type JudgeServices, judgeSentence, readGenerated, writePrompt } from "../../answer/index.ts";
import type { SelectedStatements, Statement } from "../statement.ts";
import { type SurveyModel, templatesOf } from "../survey-services.ts";

/** Services that merge statements. */
export interface MergeServices extends JudgeServices {
  readonly model: SurveyModel;
  splitSentences(text: string): readonly Span[];
  /** Returns the terms of a text in the language of a section. */
  analyze(text: string, section: ContextPassage): readonly string[];
  /** Loads sections by number, with their text. Skips sections that were removed in the meantime. */
  load(numbers: Iterable<number>): Promise<readonly ContextPassage[]>;
}

/** Statements to merge, and the task for the model. */
export interface StatementGroup {
  readonly statements: readonly Statement[];
  readonly question: string;
}

/**
 * Lets the model write fewer sentences from statements. The model cites statements, but its sentences are verified by
 * the places in the documents that these statements rest on.
 */
export async function mergeGroup(
  services: MergeServices,
  { statements, question }: StatementGroup,
  signal: AbortSignal,
): Promise<SelectedStatements> {
  const { model } = services;
  const sections = await services.load(
    statements.flatMap(({ sentence }) => sentence.evidence.map(({ passage }) => passage)),
  );
  const { prompts, style, nextFence, maxOutputTokens, sampling, effort } = model;
  const templates = templatesOf(prompts, prompts.mergeStatements);
  const passages = statements.flatMap((statement, index) => asPassage(statement, index + 1, sections));
  const prompt = writePrompt({ templates, question, passages, style, nextFence });
  const call = { ...prompt, maxOutputTokens, sampling, effort };

  const kept: Statement[] = [];
  const { usage, warnings } = await readGenerated(
    model.generator,
    services.splitSentences,
    {
      call,
      isTable: false,
      async onSentence({ text, passages: numbers, isLine }) {
        const evidence = numbers.flatMap((number) => statements[number - 1]?.sentence.evidence ?? []);
        if (evidence.length === 0) return;
        const cited = new Set(evidence.map(({ passage }) => passage));
        const citedSections = sections.filter(({ number }) => cited.has(number));
        const sentence = { text, evidence, layout: isLine ? "line" : "sentence" } as const;
        const judged = await judgeSentence(services, sentence, citedSections, signal);
        const [section] = citedSections;
        if (judged?.verdict !== "supported" || section === undefined) return;
        const validEvidence = judged.citations.map(({ passage, span }) => ({ passage, span }));
        const terms = [...new Set(services.analyze(text, section))];
        kept.push({ sentence: { ...sentence, evidence: validEvidence }, prior: 1 / (1 + kept.length), terms });
      },
    },
    signal,
  );
  return { statements: kept, usage, warnings };
}

/** Converts a statement to a passage under its document's title; empty if its section was removed. */
function asPassage(
  { sentence }: Statement,
  number: number,
  sections: readonly ContextPassage[],
): readonly ContextPassage[] {
  const section = sections.find((candidate) => candidate.number === sentence.evidence[0]?.passage);
  if (section === undefined) return [];
  return [{ ...section, number, text: sentence.text, elements: [], hit: { ...section.hit, text: sentence.text } }];
}
