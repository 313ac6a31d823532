import { useEffect } from "react";
import type { SavedAnswerSummary } from "../../src/contract/index.ts";
import { useAbout } from "../api/index.ts";
import { Link, useAddress } from "../current/index.ts";
import { Button, countOf, dayOf, EmptyState, Icon, Trouble } from "../pieces/index.ts";
import { AnswerDetail } from "./answer-detail.tsx";
import { sayAlarm } from "./check-all.ts";
import { useAnswers, useCheckAll, useKnownCheck } from "./use-answers.ts";
import "./answers.css";

/** So many are checked without being asked for when the view is opened. */
const CHECKED_UNASKED = 30;

export function AnswersView() {
  const id = useAddress().pathname.split("/")[2];
  const { data, error, refetch } = useAnswers();
  if (error !== null)
    return (
      <div className="view one">
        <div className="one-in">
          <Trouble title="The saved answers could not be listed" error={error}>
            <Button onClick={() => void refetch()}>Try again</Button>
          </Trouble>
        </div>
      </div>
    );
  if (data === undefined) return <p className="loading">Loading the saved answers…</p>;
  if (data.answers.length === 0)
    return (
      <div className="view one">
        <EmptyState
          title="No saved answers yet"
          lede="Save an answer with all that it rests on. Later you see here whether the documents still say it, and can hand out its evidence."
        >
          <Link className="button primary" to="/">
            Ask a question
          </Link>
        </EmptyState>
      </div>
    );
  const known = id === undefined ? undefined : decodeURIComponent(id);
  return (
    <div className="view two answers" data-open={known !== undefined}>
      <div className="say">
        <AnswerList answers={data.answers} chosen={known} />
      </div>
      {known === undefined ? (
        <aside className="evidence none-chosen">
          <p className="quiet">Choose an answer to see what it says, and whether it still holds.</p>
        </aside>
      ) : (
        <AnswerDetail key={known} id={known} />
      )}
    </div>
  );
}

interface AnswerListProps {
  readonly answers: readonly SavedAnswerSummary[];
  readonly chosen: string | undefined;
}

function AnswerList({ answers, chosen }: AnswerListProps) {
  const grounded = answers.filter(({ status }) => status === "grounded");
  const checking = useCheckAll(grounded.map(({ id }) => id));
  const { settings } = useAbout() ?? {};
  // A judge is a language model, which costs: then only who asks for it has all answers checked.
  const isFree = settings !== undefined && !settings.some(({ name }) => name === "verify.judge");
  const { start } = checking;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it is known that it costs nothing
  useEffect(() => {
    if (isFree && grounded.length <= CHECKED_UNASKED) start();
  }, [isFree]);
  return (
    <>
      <div className="answers-head">
        <h1>Saved answers</h1>
        <Button disabled={checking.isRunning || grounded.length === 0} onClick={start}>
          {checking.isRunning ? `Checking ${checking.done} of ${grounded.length}` : "Check all"}
        </Button>
        <p className="quiet" role="status">
          {checking.isRunning ? "" : countOf(answers.length, "answer")}
        </p>
        {checking.error === undefined ? null : <Trouble title="The check stopped" error={checking.error} />}
      </div>
      <ul className="answer-list">
        {answers.map((answer) => (
          <li key={answer.id}>
            <AnswerRow answer={answer} isChosen={answer.id === chosen} />
          </li>
        ))}
      </ul>
    </>
  );
}

function AnswerRow({ answer, isChosen }: { readonly answer: SavedAnswerSummary; readonly isChosen: boolean }) {
  const { id, question, collection, savedAt, status } = answer;
  const check = useKnownCheck(id);
  const alarm = check === undefined ? "" : sayAlarm(check);
  return (
    <Link className="answer-row" to={`/answers/${encodeURIComponent(id)}`} aria-current={isChosen ? "true" : undefined}>
      <span className="asked">{question === "" ? "A question that a guard stopped" : question}</span>
      <span className="quiet">
        {collection}, {dayOf(savedAt)}
        {status === "abstained" ? ", not in the documents" : ""}
      </span>
      {alarm === "" ? null : (
        <span className="alarm">
          <Icon name="warn" />
          {alarm}
        </span>
      )}
      {check?.outcome === "holds" ? (
        <span className="holds">
          <Icon name="supported" />
          Still holds
        </span>
      ) : null}
    </Link>
  );
}
