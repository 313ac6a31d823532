import type { Answer, ChangedSetting, ReplayedSentence, ReplayReport, SavedAnswer } from "../../core/index.ts";
import { defined } from "../../core/index.ts";
import { listSettings } from "../proof/list-settings.ts";

/** New answer with the settings that shaped it. */
export type AnsweredNow = Pick<SavedAnswer, "answer" | "asked" | "writtenBy">;

/** Compares a saved answer with a new one, sentence by sentence. */
export function compareAnswers(then: SavedAnswer, now: AnsweredNow): ReplayReport {
  const before = sentencesOf(then.answer);
  const after = sentencesOf(now.answer);
  const evidenceBefore = new Map(before.map(({ text, evidence }) => [text, evidence]));
  const textsNow = new Set(after.map(({ text }) => text));
  const sentences: readonly ReplayedSentence[] = [
    ...after.map(({ text, evidence }) => ({ text, outcome: outcomeOf(evidenceBefore.get(text), evidence) })),
    ...before.flatMap(({ text }) => (textsNow.has(text) ? [] : [{ text, outcome: "only-before" as const }])),
  ];
  return {
    answerId: then.answer.id,
    question: then.answer.question,
    statusBefore: then.answer.status,
    answer: now.answer,
    sentences,
    changedSettings: changedSettings(then, now),
    isSame: then.answer.status === now.answer.status && sentences.every(({ outcome }) => outcome === "same"),
  };
}

function outcomeOf(then: string | undefined, now: string): "same" | "other-evidence" | "only-now" {
  if (then === undefined) return "only-now";
  return then === now ? "same" : "other-evidence";
}

/** Lists the sentences with the words that they cite, whatever the place or version. */
function sentencesOf(answer: Answer): readonly { readonly text: string; readonly evidence: string }[] {
  if (answer.status === "abstained") return [];
  return answer.claims.map(({ span, citations }) => ({
    text: answer.text.slice(span.start, span.end),
    evidence: JSON.stringify(
      citations.map((index) => [answer.citations[index]?.documentId, answer.citations[index]?.quote]),
    ),
  }));
}

function changedSettings(then: SavedAnswer, now: AnsweredNow): readonly ChangedSetting[] {
  const [before, after] = [new Map(listSettings(then)), new Map(listSettings(now))];
  return [...new Set([...before.keys(), ...after.keys()])].sort().flatMap((name) => {
    const [old, current] = [before.get(name), after.get(name)];
    if (old === current) return [];
    return [defined({ name, before: old, now: current })];
  });
}
