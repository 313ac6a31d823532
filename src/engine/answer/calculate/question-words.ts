import { foldText } from "../../../core/index.ts";

/** A word as it is compared: folded, and its stem. */
export interface Word {
  readonly text: string;
  readonly stem: string;
}

export type Analyze = (text: string) => readonly string[];

/** The words of a question, of which each is either explained by something or stands against a calculation. */
export interface QuestionWords {
  readonly words: readonly Word[];
  isExplained(index: number): boolean;
  /** The first place of a phrase among words that nothing explains yet. */
  find(phrase: readonly Word[]): number | undefined;
  explain(from: number, count: number): void;
  copy(): QuestionWords;
}

const WORD = /[\p{L}\p{N}]+(?:[.,'’_/-][\p{L}\p{N}]+)*/gu;

export function splitWords(text: string, analyze: Analyze): readonly Word[] {
  return (foldText(text).match(WORD) ?? []).map((word) => ({ text: word, stem: analyze(word)[0] ?? word }));
}

export function isSameWord(one: Word, other: Word): boolean {
  return one.text === other.text || one.stem === other.stem;
}

export function readQuestion(words: readonly Word[], explained: ReadonlySet<number> = new Set()): QuestionWords {
  const done = new Set(explained);
  return {
    words,
    isExplained: (index) => done.has(index),
    find(phrase) {
      if (phrase.length === 0) return undefined;
      const at = words.findIndex((_, from) =>
        phrase.every((word, offset) => {
          const own = words[from + offset];
          return own !== undefined && !done.has(from + offset) && isSameWord(own, word);
        }),
      );
      return at < 0 ? undefined : at;
    },
    explain(from, count) {
      for (let index = from; index < from + count; index++) done.add(index);
    },
    copy: () => readQuestion(words, done),
  };
}
