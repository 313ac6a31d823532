import type { ContextPassage, GenerationUsage, Span, Warning } from "../../../core/index.ts";
import { type JudgeServices, judgeSentence, readGenerated, writePrompt } from "../../answer/index.ts";
import type { Statement } from "../statement.ts";
import { type SurveyWriter, templatesOf } from "../survey-services.ts";

export interface MergeServices extends JudgeServices {
  readonly writer: SurveyWriter;
  splitSentences(text: string): readonly Span[];
  /** Terms in the language of a section. */
  analyze(text: string, section: ContextPassage): readonly string[];
  /** The sections by their numbers, with their text; those that are no longer there are left out. */
  load(numbers: Iterable<number>): Promise<readonly ContextPassage[]>;
}

export interface Merged {
  /** Those that what they rest on supports. */
  readonly statements: readonly Statement[];
  readonly usage: GenerationUsage;
  readonly warnings: readonly Warning[];
}

/**
 * Has the model write fewer sentences from statements. What it cites are statements; what a sentence is judged by are the
 * places in the documents that those rest on.
 */
export async function mergeGroup(
  services: MergeServices,
  { statements, question }: { readonly statements: readonly Statement[]; readonly question: string },
  signal: AbortSignal,
): Promise<Merged> {
  const { writer } = services;
  const sections = await services.load(
    statements.flatMap(({ sentence }) => sentence.evidence.map(({ passage }) => passage)),
  );
  const { prompts, style, nextFence, maxOutputTokens, sampling, effort } = writer;
  const templates = templatesOf(prompts, prompts.mergeStatements);
  const passages = statements.flatMap((statement, index) => asPassage(statement, { number: index + 1, sections }));
  const { marker, ...messages } = writePrompt({ templates, question, passages, style, nextFence });
  const call = {
    ...messages,
    maxOutputTokens,
    ...(sampling === undefined ? {} : { sampling }),
    ...(effort === undefined ? {} : { effort }),
  };
  const kept: Statement[] = [];
  const { usage, warnings } = await readGenerated(
    { generator: writer.generator, splitSentences: services.splitSentences },
    {
      call,
      isTable: false,
      ...(marker === undefined ? {} : { marker }),
      async onSentence({ text, passages: numbers, isLine }) {
        const evidence = numbers.flatMap((number) => statements[number - 1]?.sentence.evidence ?? []);
        if (evidence.length === 0) return;
        const cited = new Set(evidence.map(({ passage }) => passage));
        const own = sections.filter(({ number }) => cited.has(number));
        const sentence = { text, evidence, layout: isLine ? "line" : "sentence" } as const;
        const judged = await judgeSentence(services, { sentence, passages: own }, signal);
        const [section] = own;
        if (judged?.verdict !== "supported" || section === undefined) return;
        const held = judged.citations.map(({ passage, span }) => ({ passage, span }));
        const terms = [...new Set(services.analyze(text, section))];
        kept.push({ sentence: { ...sentence, evidence: held }, prior: 1 / (1 + kept.length), terms });
      },
    },
    signal,
  );
  return { statements: kept, usage, warnings };
}

/** Under the title of its document; none where its section has gone. */
function asPassage(
  { sentence }: Statement,
  { number, sections }: { readonly number: number; readonly sections: readonly ContextPassage[] },
): readonly ContextPassage[] {
  const section = sections.find((one) => one.number === sentence.evidence[0]?.passage);
  if (section === undefined) return [];
  return [{ ...section, number, text: sentence.text, elements: [], hit: { ...section.hit, text: sentence.text } }];
}
