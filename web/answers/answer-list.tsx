import { useEffect, useState } from "react";
import type { AnswerCheck, SavedAnswerSummary } from "../../src/core/index.ts";
import { useAbout } from "../api/index.ts";
import { Link } from "../current/index.ts";
import { Button, countOf, dayOf, Field, Icon, RowList, Trouble } from "../pieces/index.ts";
import { sayAlarm } from "./check-all.ts";
import { type AnswerFilter, filterAnswers, type Standing, standings } from "./filter-answers.ts";
import { useCheckAll, useKnownChecks } from "./use-answers.ts";

/** Number of answers checked automatically when the view opens. */
const CHECKED_UNASKED = 30;
const ROW_PIXELS = 84;

interface AnswerListProps {
  readonly answers: readonly SavedAnswerSummary[];
  readonly chosen: string | undefined;
}

export function AnswerList({ answers, chosen }: AnswerListProps) {
  const [filter, setFilter] = useState<AnswerFilter>({ text: "", standing: "all" });
  const grounded = answers.filter(({ status }) => status === "grounded");
  const checking = useCheckAll(grounded.map(({ id }) => id));
  const checks = useKnownChecks(answers.map(({ id }) => id));
  const { settings } = useAbout() ?? {};
  // A judge is a language model, which costs money, so the user must start the check.
  const isFree = settings !== undefined && !settings.some(({ name }) => name === "verify.judge");
  const { start, stop, done, isRunning, error } = checking;
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs once, when the check is known to be free
  useEffect(() => {
    if (isFree && grounded.length <= CHECKED_UNASKED) start();
  }, [isFree]);
  const shown = filterAnswers({ answers, checks }, filter);
  return (
    <>
      <div className="answers-head">
        <h2 className="view-title">Saved answers</h2>
        {isRunning ? (
          <Button onClick={stop}>Stop checking</Button>
        ) : (
          <Button disabled={grounded.length === 0} onClick={start}>
            Check all
          </Button>
        )}
        <p className="quiet checking" role="status">
          {isRunning ? (
            <>
              <progress max={grounded.length} value={done} aria-label="Answers checked" />
              Checking {done} of {grounded.length}
            </>
          ) : (
            countOf(answers.length, "answer")
          )}
        </p>
        {error === undefined ? null : (
          <Trouble title="The check stopped" error={error} kept="Answers that were already checked keep their results.">
            <Button onClick={start}>Check again</Button>
          </Trouble>
        )}
        <Filters answers={answers} checks={checks} filter={filter} onFilter={setFilter} />
      </div>
      {shown.length === 0 ? <p className="quiet pad">No matching answers.</p> : null}
      <RowList
        label="Saved answers"
        className="answer-list"
        count={shown.length}
        rowPixels={ROW_PIXELS}
        scroller=".say"
        keyOf={(index) => shown[index]?.id ?? index}
        renderRow={(index) => {
          const answer = shown[index];
          if (answer === undefined) return null;
          return <AnswerRow answer={answer} check={checks.get(answer.id)} isChosen={answer.id === chosen} />;
        }}
      />
    </>
  );
}

interface FiltersProps {
  readonly answers: readonly SavedAnswerSummary[];
  readonly checks: ReadonlyMap<string, AnswerCheck>;
  readonly filter: AnswerFilter;
  readonly onFilter: (filter: AnswerFilter) => void;
}

function Filters({ answers, checks, filter, onFilter }: FiltersProps) {
  const count = (standing: Standing): number => filterAnswers({ answers, checks }, { text: "", standing }).length;
  return (
    <fieldset className="filters" aria-label="Filters">
      {standings.map(([standing, name]) => (
        <button
          key={standing}
          type="button"
          className="filter"
          aria-pressed={filter.standing === standing}
          onClick={() => onFilter({ ...filter, standing })}
        >
          {name} {count(standing).toLocaleString("en")}
        </button>
      ))}
      <Field
        label="Find a question"
        icon="search"
        type="search"
        data-main-field=""
        value={filter.text}
        onChange={({ currentTarget }) => onFilter({ ...filter, text: currentTarget.value })}
      />
    </fieldset>
  );
}

interface AnswerRowProps {
  readonly answer: SavedAnswerSummary;
  readonly check: AnswerCheck | undefined;
  readonly isChosen: boolean;
}

function AnswerRow({ answer, check, isChosen }: AnswerRowProps) {
  const { id, question, collection, savedAt, status } = answer;
  const alarm = check === undefined ? "" : sayAlarm(check);
  return (
    <Link
      className="list-row answer-row"
      to={`/answers/${encodeURIComponent(id)}`}
      aria-current={isChosen ? "true" : undefined}
    >
      <span className="asked">{question === "" ? "A question that a guard blocked" : question}</span>
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
