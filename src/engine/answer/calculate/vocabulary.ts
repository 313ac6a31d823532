import type { CalculationOperation, DateCondition, NumberCondition } from "../../../core/index.ts";
import words from "./words.json" with { type: "json" };

/** A phrase that compares with numbers. */
export interface NumberRelation {
  readonly words: readonly string[];
  readonly relation: NumberCondition["numberIs"];
  /** Names of the columns that a word such as `heavier` means; empty if the question names the column. */
  readonly columns: readonly string[];
}

/** A phrase that compares with dates. */
export interface DateRelation {
  readonly words: readonly string[];
  readonly relation: DateCondition["dateIs"];
}

/** A phrase that asks for an operation. */
export interface OperationPhrase {
  readonly words: readonly string[];
  readonly operation: CalculationOperation;
  readonly columns: readonly string[];
}

/** The words of a language in which calculations are asked for. Longer phrases come first. */
export interface Vocabulary {
  readonly operations: readonly OperationPhrase[];
  readonly numberRelations: readonly NumberRelation[];
  /** Relations that follow the number: `20 or more`. */
  readonly relationsAfter: readonly Omit<NumberRelation, "columns">[];
  readonly dateRelations: readonly DateRelation[];
  /** Words between the two ends of a range. */
  readonly rangeWords: ReadonlySet<string>;
  /** Verbs that mean a column: `cost` means a price. */
  readonly verbs: ReadonlyMap<string, readonly string[]>;
  /** Words that may come between a column's name and a comparison: `the price is over 20`. */
  readonly linking: ReadonlySet<string>;
  readonly groupings: readonly (readonly string[])[];
  readonly periods: ReadonlyMap<string, "day" | "month" | "year">;
  readonly joiners: { readonly and: ReadonlySet<string>; readonly or: ReadonlySet<string> };
  readonly different: ReadonlySet<string>;
  readonly askingWords: ReadonlySet<string>;
  readonly clauses: ReadonlySet<string>;
  readonly costs: ReadonlySet<string>;
  readonly costColumns: readonly string[];
  readonly rows: ReadonlySet<string>;
  readonly plain: ReadonlySet<string>;
  /** Decimal mark of numbers in a question, if the number itself leaves it open. */
  readonly decimalMark: "." | ",";
}

type WrittenVocabulary = (typeof words)[keyof typeof words];

const operationNames = ["sum", "average", "median", "minimum", "maximum", "count"] as const;
const numberRelationNames = ["more than", "at least", "less than", "at most", "exactly", "between"] as const;
const dateRelationNames = ["before", "after", "since", "until", "in", "between"] as const;
const periodNames = ["day", "month", "year"] as const;

/** Vocabularies by language. */
export const vocabularies: Readonly<Record<keyof typeof words, Vocabulary>> = {
  en: readVocabulary(words.en, "."),
};

function readVocabulary(written: WrittenVocabulary, decimalMark: "." | ","): Vocabulary {
  const { operations, superlatives, verbs, periods, joiners } = written;
  return {
    operations: [
      ...superlatives.map(({ words: phrase, operation, columns }) => ({
        words: phrase.split(" "),
        operation: nameIn(operationNames, operation),
        columns,
      })),
      ...operationNames.flatMap((operation) =>
        operations[operation].map((phrase) => ({ words: phrase.split(" "), operation, columns: [] })),
      ),
    ].sort(byLength),
    numberRelations: written.numberRelations
      .map(({ words: phrase, relation, columns }) => ({
        words: phrase.split(" "),
        relation: nameIn(numberRelationNames, relation),
        columns,
      }))
      .sort(byLength),
    relationsAfter: written.relationsAfter.map(({ words: phrase, relation }) => ({
      words: phrase.split(" "),
      relation: nameIn(numberRelationNames, relation),
    })),
    dateRelations: written.dateRelations.map(({ words: phrase, relation }) => ({
      words: phrase.split(" "),
      relation: nameIn(dateRelationNames, relation),
    })),
    rangeWords: new Set(written.rangeWords),
    verbs: new Map(verbs.flatMap(({ words: forms, columns }) => forms.map((form) => [form, columns] as const))),
    linking: new Set(written.linking),
    groupings: written.groupings.map((phrase) => phrase.split(" ")).sort((left, right) => right.length - left.length),
    periods: new Map(periodNames.flatMap((period) => periods[period].map((word) => [word, period] as const))),
    joiners: { and: new Set(joiners.and), or: new Set(joiners.or) },
    different: new Set(written.different),
    askingWords: new Set(written.askingWords),
    clauses: new Set(written.clauses),
    costs: new Set(written.costs),
    costColumns: written.costColumns,
    rows: new Set(written.rows),
    plain: new Set(written.plain),
    decimalMark,
  };
}

interface Phrase {
  readonly words: readonly string[];
}

function byLength(left: Phrase, right: Phrase): number {
  return right.words.length - left.words.length;
}

function nameIn<Name extends string>(names: readonly Name[], text: string): Name {
  const name = names.find((one) => one === text);
  if (name === undefined) throw new TypeError(`words.json has the unknown name "${text}".`);
  return name;
}
