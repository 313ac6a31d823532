import type { Hit, ScorePart, Stage } from "../../src/core/index.ts";

export interface TreePart {
  readonly label: string;
  readonly value: number;
  /** Share of the largest part of its stage, from 0 to 1, shown as a bar. */
  readonly share: number;
  /** Term as stored in the index. */
  readonly term?: string;
}

export interface TreeStage {
  readonly name: string;
  readonly score: number;
  /** True if this stage gave the hit its score. */
  readonly isFinal: boolean;
  readonly parts: readonly TreePart[];
}

const stageNames: Readonly<Record<Stage, string>> = {
  words: "Words, BM25",
  vectors: "Vectors",
  fusion: "Fusion of both lists",
  reranker: "Reranker",
  phrases: "Quoted words",
  definitions: "Defines the name",
  survey: "Read section by section",
};

/** Stages in order of display: the last one to rank comes first. */
const order: readonly Stage[] = ["survey", "phrases", "definitions", "reranker", "fusion", "words", "vectors"];

const fields: Readonly<Record<string, string>> = {
  body: "in the text",
  text: "in the text",
  title: "in the title",
  headings: "in a heading",
  heading: "in a heading",
};

/** Returns the stages of a hit; the one that decided the order comes first. */
export function scoreTree({ stage: last, explanation }: Pick<Hit, "stage" | "explanation">): readonly TreeStage[] {
  const ranks = new Map(explanation.stages.map(({ stage, rank }) => [`${stage}`, rank]));
  const final = explanation.stages.findLast(({ stage }) => stage === last);
  return [...explanation.stages]
    .sort((one, other) => order.indexOf(one.stage) - order.indexOf(other.stage))
    .map((scored) => {
      const largest = Math.max(...scored.parts.map(({ value }) => Math.abs(value)), 0);
      return {
        name: stageNames[scored.stage],
        score: scored.score,
        isFinal: scored === final,
        parts: scored.parts.map((part) => describePart(part, { stage: scored.stage, largest, ranks })),
      };
    });
}

interface PartContext {
  readonly stage: Stage;
  readonly largest: number;
  readonly ranks: ReadonlyMap<string, number>;
}

function describePart({ label, value }: ScorePart, { stage, largest, ranks }: PartContext): TreePart {
  const share = largest === 0 ? 0 : Math.abs(value) / largest;
  const colon = label.indexOf(":");
  if (stage === "words" && colon > 0) {
    const field = label.slice(0, colon);
    return { label: fields[field] ?? `in ${field}`, term: label.slice(colon + 1), value, share };
  }
  if (label === "cosine") return { label: "cosine with the query", value, share };
  const rank = ranks.get(label);
  const isList = stage === "fusion" && rank !== undefined;
  return { label: isList ? `${label}, rank ${rank}` : label, value, share };
}

/** Formats a score with more decimal places the smaller it is: `11.71`, `0.0323`. */
export function sayScore(score: number): string {
  if (Math.abs(score) >= 100) return score.toFixed(1);
  if (Math.abs(score) >= 1) return score.toFixed(2);
  return Math.abs(score) >= 0.1 ? score.toFixed(3) : score.toFixed(4);
}
