import { useQuery } from "@tanstack/react-query";
import type { SavedAnswerSummary } from "../../src/core/index.ts";
import { callApi } from "../api/index.ts";
import { answerAddress, useHistory } from "../ask/index.ts";
import { type PlacedQuestion, placeQuestions, readUnitRows } from "./compute/index.ts";
import type { MapModel } from "./model.ts";
import { usePlacedQuestions } from "./read-map.ts";

const MAX_QUESTIONS = 5;
const MAX_GAPS = 40;

export interface AskedQuestion {
  readonly question: string;
  /** Address of its saved answer. */
  readonly address: string;
  readonly place: PlacedQuestion;
}

export interface Asked {
  /** Questions of this tab, newest first. */
  readonly asked: readonly AskedQuestion[];
  /** Questions without an answer, from this tab and the saved answers. */
  readonly gaps: readonly AskedQuestion[];
  readonly isLoading: boolean;
  readonly error: Error | null;
}

interface Wanted {
  readonly question: string;
  readonly address: string;
}

/** Returns the questions with their places on the map. */
export function useAsked(model: MapModel): Asked {
  const { collection } = model.map;
  const history = useHistory().filter(({ answer }) => answer.collection === collection);
  const saved = useQuery({
    queryKey: ["answers"],
    queryFn: ({ signal }) => callApi<{ readonly answers: readonly SavedAnswerSummary[] }>("/answers", { signal }),
  });
  const toWanted = ({ id, question }: Pick<SavedAnswerSummary, "id" | "question">): Wanted => ({
    question,
    address: answerAddress(id),
  });
  const asked = history.map(({ answer }) => toWanted(answer)).slice(0, MAX_QUESTIONS);
  const unanswered = [
    ...history.flatMap(({ answer }) => (answer.status === "abstained" ? [toWanted(answer)] : [])),
    ...(saved.data?.answers ?? []).flatMap((answer) =>
      answer.status === "abstained" && answer.collection === collection
        ? [{ question: answer.question, address: `/answers/${encodeURIComponent(answer.id)}` }]
        : [],
    ),
  ];
  const gaps = eachOnce(unanswered).slice(0, MAX_GAPS);
  const questions = [...new Set([...asked, ...gaps].map(({ question }) => question))];
  const placed = usePlacedQuestions(collection, questions, !saved.isPending);
  const found =
    placed.data === undefined
      ? []
      : placeQuestions(readUnitRows(placed.data.vectors, model.rows.dimensions), {
          rows: model.rows,
          places: model.computed.places,
          clusters: model.computed.clusters,
        });
  const place = (wanted: Wanted): readonly AskedQuestion[] => {
    const its = found[questions.indexOf(wanted.question)];
    return its === undefined ? [] : [{ ...wanted, place: its }];
  };
  return {
    asked: asked.flatMap(place),
    gaps: gaps.flatMap(place),
    isLoading: saved.isPending || (questions.length > 0 && placed.isPending),
    error: saved.error ?? placed.error,
  };
}

/** Removes repeated questions, and empty ones, which come from questions stopped by a guard. */
function eachOnce(questions: readonly Wanted[]): readonly Wanted[] {
  const byQuestion = new Map(questions.toReversed().map((one) => [one.question, one]));
  byQuestion.delete("");
  return [...byQuestion.values()].toReversed();
}
