import { foldText } from "../../../core/index.ts";

/** A word in the forms that are compared. */
export interface Word {
  /** Text of the word, folded for comparisons. */
  readonly text: string;
  readonly stem: string;
}

/** Returns the terms of a text. */
export type Analyze = (text: string) => readonly string[];

/** The words of a question. Nothing is calculated if a word is explained by no part of the calculation. */
export interface QuestionWords {
  readonly words: readonly Word[];
  isExplained(index: number): boolean;
  /** Returns the first position of a phrase among the unexplained words. */
  find(phrase: readonly Word[]): number | undefined;
  explain(from: number, count: number): void;
  copy(): QuestionWords;
}

const WORD = /[\p{L}\p{N}]+(?:[.,'’_/-][\p{L}\p{N}]+)*/gu;

/** Splits a text into words. */
export function splitWords(text: string, analyze: Analyze): readonly Word[] {
  return (foldText(text).match(WORD) ?? []).map((word) => ({ text: word, stem: analyze(word)[0] ?? word }));
}

/** Compares two words by text and stem. */
export function isSameWord(left: Word, right: Word): boolean {
  return left.text === right.text || left.stem === right.stem;
}

/** Tracks which words of a question are explained. */
export function readQuestionWords(words: readonly Word[], explained: ReadonlySet<number> = new Set()): QuestionWords {
  const explainedAt = new Set(explained);
  return {
    words,
    isExplained: (index) => explainedAt.has(index),
    find(phrase) {
      if (phrase.length === 0) return undefined;
      const at = words.findIndex((_, from) =>
        phrase.every((word, offset) => {
          const candidate = words[from + offset];
          return candidate !== undefined && !explainedAt.has(from + offset) && isSameWord(candidate, word);
        }),
      );
      return at < 0 ? undefined : at;
    },
    explain(from, count) {
      for (let index = from; index < from + count; index++) explainedAt.add(index);
    },
    copy: () => readQuestionWords(words, explainedAt),
  };
}
