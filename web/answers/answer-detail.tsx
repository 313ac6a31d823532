import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Answer, AnswerCheck, Grounded } from "../../src/core/index.ts";
import { callApi, downloadFile, mayWrite, toProblem, useAbout } from "../api/index.ts";
import { reasonOf } from "../ask/index.ts";
import { goTo, Link } from "../current/index.ts";
import { Button, Icon, momentOf, Trouble, VerdictMark } from "../pieces/index.ts";
import { sayAlarm, sayCited } from "./check-all.ts";
import { ThenAndNow } from "./then-and-now.tsx";
import { useAnswer, useCheck } from "./use-answers.ts";

/** Shows a saved answer, and whether the documents still support it. */
export function AnswerDetail({ id }: { readonly id: string }) {
  const { data, error } = useAnswer(id);
  const check = useCheck(id);
  return (
    <aside className="evidence answer-detail" aria-label="Saved answer">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard must be able to focus and scroll it */}
      <section className="detail-in" tabIndex={0} aria-label="The saved answer">
        <Link className="plain back" to="/answers">
          <Icon name="previous" />
          All answers
        </Link>
        {error === null ? null : <Trouble title="This answer is not there" error={error} />}
        {data === undefined ? null : (
          <>
            <h2 className="question">{data.answer.question}</h2>
            <p className="quiet">
              Asked of {data.answer.collection}, saved {momentOf(data.savedAt)}
              {data.answer.status === "grounded" ? `, answered by ${data.answer.answeredBy}` : ""}
            </p>
            <CheckNotice check={check.data} isRunning={check.isFetching} error={check.error} again={check.refetch} />
            <Sentences answer={data.answer} check={check.data} />
            <Actions id={id} isGrounded={data.answer.status === "grounded"} again={() => void check.refetch()} />
            <ThenAndNow key={id} id={id} />
          </>
        )}
      </section>
    </aside>
  );
}

interface CheckNoticeProps {
  readonly check: AnswerCheck | undefined;
  readonly isRunning: boolean;
  readonly error: Error | null;
  again(): unknown;
}

function CheckNotice({ check, isRunning, error, again }: CheckNoticeProps) {
  if (error !== null)
    return (
      <Trouble title="The answer could not be checked" error={error} kept="The saved answer is unchanged.">
        <Button onClick={() => void again()}>Try again</Button>
      </Trouble>
    );
  const alarm = check === undefined ? "" : sayAlarm(check);
  return (
    <div className="check-notice" role="status">
      {isRunning ? <span>Comparing the answer with the documents…</span> : null}
      {!isRunning && alarm !== "" ? (
        <span className="alarm">
          <Icon name="warn" />
          {alarm}. The documents have changed since the answer was saved.
        </span>
      ) : null}
      {!isRunning && check?.outcome === "holds" ? (
        <span className="holds">
          <Icon name="supported" />
          The documents still support the whole answer.
        </span>
      ) : null}
      {!isRunning && check?.outcome === "abstained" ? (
        <span>No answer was given, so there is nothing to check.</span>
      ) : null}
    </div>
  );
}

function Sentences({ answer, check }: { readonly answer: Answer; readonly check: AnswerCheck | undefined }) {
  if (answer.status === "abstained") return <p className="reason">{reasonOf(answer).title}.</p>;
  return (
    <ol className="claims">
      {answer.claims.map(({ span, verdict }, index) => {
        const now = check?.claims[index];
        return (
          <li key={span.start} className="claim" data-v={now?.verdict ?? verdict} data-stale={now?.holds === false}>
            <VerdictMark verdict={now?.verdict ?? verdict} />
            <p className="text">{answer.text.slice(span.start, span.end)}</p>
            {now === undefined ? null : <SentenceCheck answer={answer} claim={now} />}
          </li>
        );
      })}
    </ol>
  );
}

type CheckedClaim = AnswerCheck["claims"][number];

/** Says whether a sentence still holds, and which of its sources are gone. */
function SentenceCheck({ answer, claim }: { readonly answer: Grounded; readonly claim: CheckedClaim }) {
  const cited = sayCited(claim);
  if (claim.holds) return cited === "" ? null : <p className="why">{cited}</p>;
  return (
    <>
      <p className="why">
        <b>Out of date. </b>
        {cited} {claim.why}
      </p>
      {goneQuotes(answer, claim).map((quote) => (
        <blockquote key={quote} className="was">
          <span className="quiet">The document used to say: </span>
          {quote}
        </blockquote>
      ))}
    </>
  );
}

/** Lists the quotes that the document no longer contains. */
function goneQuotes({ citations }: Grounded, claim: CheckedClaim): readonly string[] {
  const gone = claim.citations.filter(({ state }) => state === "gone");
  return [...new Set(gone.flatMap(({ citation }) => citations[citation]?.quote ?? []))];
}

interface ActionsProps {
  readonly id: string;
  readonly isGrounded: boolean;
  readonly again: () => void;
}

function Actions({ id, isGrounded, again }: ActionsProps) {
  const client = useQueryClient();
  const about = useAbout();
  const [failure, setFailure] = useState<Error>();
  const [isAsking, setIsAsking] = useState(false);
  const attempt = (run: Promise<void>): void => {
    setFailure(undefined);
    run.catch((error: unknown) => setFailure(toProblem(error)));
  };
  const path = `/answers/${encodeURIComponent(id)}`;
  const forget = async (): Promise<void> => {
    await callApi(path, { method: "DELETE" });
    await client.invalidateQueries({ queryKey: ["answers"] });
    goTo("/answers");
  };
  return (
    <>
      <p className="do">
        {isGrounded ? (
          <Button onClick={() => attempt(downloadFile(`${path}/proof`, `proof-${id}.html`))}>Download the proof</Button>
        ) : null}
        <Link className="button" to={`/?answer=${encodeURIComponent(id)}`}>
          Open with its sources
        </Link>
        {isGrounded ? <Button onClick={again}>Check again</Button> : null}
        {mayWrite(about) && !isAsking ? <Button onClick={() => setIsAsking(true)}>Delete…</Button> : null}
      </p>
      {isAsking ? (
        <p className="do forget">
          This erases the text of the answer and cannot be undone.
          <Button onClick={() => attempt(forget())}>Delete</Button>
          <Button kind="plain" onClick={() => setIsAsking(false)}>
            Cancel
          </Button>
        </p>
      ) : null}
      {failure === undefined ? null : (
        <Trouble title="The action failed" error={failure} kept="The answer is still saved." />
      )}
    </>
  );
}
