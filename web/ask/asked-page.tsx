import { useCallback, useEffect, useState } from "react";
import type { Place } from "../reading/index.ts";
import { SourceViewer } from "../source/index.ts";
import { Abstention } from "./abstention.tsx";
import { AnswerActs } from "./answer-acts.tsx";
import { type Asking, isRunning } from "./asking.ts";
import { CitedPlaces } from "./cited-places.tsx";
import { Claims } from "./claims.tsx";
import { Conflicts } from "./conflicts.tsx";
import { Failure } from "./failure.tsx";
import { GuardNotices } from "./guard-notices.tsx";
import { NearPassages } from "./near-passages.tsx";
import { Progress } from "./progress.tsx";
import { Follow } from "./question-box.tsx";
import { Announcer, Tally } from "./tally.tsx";
import { useAnswerKeys } from "./use-answer-keys.ts";
import { Help } from "./warnings.tsx";

/** Shows a question with its answer on the left and the open source on the right. */
export function AskedPage({ asking }: { readonly asking: Asking }) {
  const [open, setOpen] = useState<number>();
  const [near, setNear] = useState<Place>();
  const { answer, places, sentences } = asking;
  const place = places.find(({ number }) => number === open);
  const close = useCallback(() => {
    setOpen(undefined);
    setNear(undefined);
  }, []);
  const step = useCallback((by: number) => setOpen((now) => stepFrom(now, by, places.length)), [places.length]);
  const shown = place ?? near;
  useAnswerKeys({ asking, isOpen: shown !== undefined, close, step });
  useEffect(() => {
    // The question box has been removed, so the focus would be lost.
    if (document.activeElement === document.body) focusQuietly(document.getElementById("question"));
  }, []);
  return (
    <div className={shown === undefined ? "view two stack" : "view two"}>
      <div className="say">
        <article className="say-in" aria-labelledby="question" aria-busy={isRunning(asking)}>
          <Said asking={asking} open={open} onOpen={setOpen} />
          <Announcer asking={asking} />
        </article>
        <NextQuestion asking={asking} />
      </div>
      {shown === undefined ? (
        <NearPassages asking={asking} onOpen={setNear} />
      ) : (
        <SourceViewer
          key={shown.documentId}
          place={shown}
          places={place === undefined ? [shown] : places}
          onClose={close}
          onStep={step}
          onOpen={place === undefined ? () => undefined : setOpen}
          passages={answer?.status === "abstained" ? answer.nearest : asking.passages}
          collection={asking.collection}
          sentence={place && sentences.find(({ places: numbers }) => numbers.includes(place.number))}
        />
      )}
    </div>
  );
}

/** Shows the box for the next question. It continues the conversation if the answer is grounded. */
function NextQuestion({ asking }: { readonly asking: Asking }) {
  const isGrounded = asking.answer?.status === "grounded";
  return (
    <Follow
      placeholder={isGrounded ? "Ask a follow-up" : "Ask in other words"}
      isRunning={isRunning(asking)}
      conversation={isGrounded && asking.conversation !== "" ? asking.conversation : undefined}
    />
  );
}

interface SaidProps {
  readonly asking: Asking;
  readonly open: number | undefined;
  readonly onOpen: (number: number) => void;
}

/** Shows the question and its answer. */
function Said({ asking, open, onOpen }: SaidProps) {
  const { answer, phase } = asking;
  const isAnswered = asking.sentences.length + asking.drafts.length > 0;
  return (
    <>
      <h1 className="question" id="question" tabIndex={-1} dir="auto">
        {asking.question}
      </h1>
      {answer === undefined ? null : <Help warnings={answer.warnings} />}
      {answer?.searchedAs === undefined ? null : <p className="searched-as">Searched as: {answer.searchedAs}</p>}
      {answer?.status === "grounded" ? <Tally asking={asking} /> : <Progress asking={asking} />}
      {isAnswered ? <Claims asking={asking} open={open} onOpen={onOpen} /> : null}
      {phase === "failed" || phase === "stopped" ? <Failure asking={asking} /> : null}
      {answer?.status === "grounded" ? (
        <>
          <AnswerActs answer={answer} asking={asking} />
          <Conflicts answer={answer} />
          <CitedPlaces answer={answer} asking={asking} open={open} onOpen={onOpen} />
        </>
      ) : null}
      {answer?.status === "abstained" ? <Abstention answer={answer} isKept={asking.isKept} /> : null}
      <GuardNotices asking={asking} />
    </>
  );
}

/** Moves the focus to a heading without a focus ring, which would look editable. */
function focusQuietly(heading: HTMLElement | null): void {
  if (heading === null) return;
  heading.dataset.quiet = "";
  heading.addEventListener("blur", () => delete heading.dataset.quiet, { once: true });
  heading.focus();
}

/** Returns the next number in a direction. The first step is to the first or last one. */
function stepFrom(now: number | undefined, by: number, count: number): number | undefined {
  const start = now ?? (by > 0 ? 0 : 1);
  return count === 0 ? now : wrap(start + by, count);
}

const wrap = (number: number, count: number): number => ((number - 1 + count) % count) + 1;
