import { useMutation, useQueries, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { AnswerCheck, ReplayReport, SavedAnswer, SavedAnswerSummary } from "../../src/core/index.ts";
import { callApi } from "../api/index.ts";

export function useAnswers() {
  return useQuery({
    queryKey: ["answers"],
    queryFn: ({ signal }) => callApi<{ readonly answers: readonly SavedAnswerSummary[] }>("/answers", { signal }),
  });
}

export function useAnswer(id: string) {
  return useQuery({
    queryKey: ["saved-answer", id],
    queryFn: ({ signal }) =>
      callApi<Pick<SavedAnswer, "answer" | "savedAt" | "writtenBy">>(`/answers/${encodeURIComponent(id)}`, { signal }),
  });
}

const checkKey = (id: string) => ["answer-check", id];

const checkAnswer = (id: string, signal: AbortSignal): Promise<AnswerCheck> =>
  callApi<AnswerCheck>(`/answers/${encodeURIComponent(id)}/check`, { method: "POST", signal });

/** Checks an answer when it is opened; the result stays until the next check. */
export function useCheck(id: string) {
  return useQuery({
    queryKey: checkKey(id),
    queryFn: ({ signal }) => checkAnswer(id, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export interface CheckingAll {
  readonly done: number;
  readonly isRunning: boolean;
  readonly error: Error | undefined;
  start(): void;
  /** Stops checking; finished checks stay. */
  stop(): void;
}

/** Checks answers one at a time, so that the server stays free for other users. */
export function useCheckAll(ids: readonly string[]): CheckingAll {
  const client = useQueryClient();
  const [run, setRun] = useState(0);
  const [done, setDone] = useState(0);
  const [isRunning, setIsRunning] = useState(false);
  const [error, setError] = useState<Error>();
  const all = ids.join(" ");
  useEffect(() => {
    if (run <= 0 || all === "") return;
    let isGone = false;
    const checkEach = async (): Promise<void> => {
      for (const [index, id] of all.split(" ").entries()) {
        if (isGone) return;
        await client.fetchQuery({
          queryKey: checkKey(id),
          queryFn: ({ signal }) => checkAnswer(id, signal),
          staleTime: 0,
        });
        setDone(index + 1);
      }
    };
    setDone(0);
    setError(undefined);
    setIsRunning(true);
    checkEach()
      .catch((failure: unknown) => setError(failure instanceof Error ? failure : new Error(String(failure))))
      .finally(() => {
        if (!isGone) setIsRunning(false);
      });
    return () => {
      isGone = true;
      setIsRunning(false);
    };
  }, [run, all, client]);
  return {
    done,
    isRunning,
    error,
    start: () => setRun((before) => Math.abs(before) + 1),
    stop: () => setRun((before) => -Math.abs(before)),
  };
}

/** Returns the checks already in memory, without a call. */
export function useKnownChecks(ids: readonly string[]): ReadonlyMap<string, AnswerCheck> {
  const known = useQueries({
    queries: ids.map((id) => ({
      queryKey: checkKey(id),
      queryFn: ({ signal }: { readonly signal: AbortSignal }) => checkAnswer(id, signal),
      enabled: false,
    })),
  });
  return new Map(ids.flatMap((id, index) => (known[index]?.data === undefined ? [] : [[id, known[index].data]])));
}

/** Asks the question of an answer again on request. */
export function useReplay(id: string) {
  return useMutation({
    mutationFn: () => callApi<ReplayReport>(`/answers/${encodeURIComponent(id)}/replay`, { method: "POST" }),
  });
}
