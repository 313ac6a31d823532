import { useMutation } from "@tanstack/react-query";
import type { Answer, GuardOutcome } from "../../src/core/index.ts";
import { reportVerdict } from "../api/index.ts";
import { Button, Icon } from "../pieces/index.ts";
import type { Asking } from "./asking.ts";
import { describeOutcome, nameGuard, notableOutcomes } from "./describe-outcome.ts";

/** Shows what guards redacted or stopped, and why. A reader can report each verdict as wrong. */
export function GuardNotices({ asking: { answer, question, sentences, isKept } }: { readonly asking: Asking }) {
  const outcomes = notableOutcomes(answer?.guard?.outcomes ?? []);
  if (answer === undefined || outcomes.length === 0) return null;
  const text = answer.status === "grounded" ? sentences.map((sentence) => sentence.text).join(" ") : question;
  return (
    <section className="section" aria-labelledby="guards-heading">
      <h2 id="guards-heading">What rules did</h2>
      {outcomes.map((outcome) => (
        <GuardNotice
          key={`${outcome.stage} ${outcome.guard} ${outcome.verdict}`}
          answer={answer}
          outcome={outcome}
          text={isKept ? text : undefined}
        />
      ))}
    </section>
  );
}

interface GuardNoticeProps {
  readonly answer: Answer;
  readonly outcome: GuardOutcome;
  /** The text as the reader sees it; undefined for a private question, which is kept nowhere. */
  readonly text: string | undefined;
}

/** Maximum length of a text that the server keeps. */
const MAX_CHARACTERS = 20_000;

function GuardNotice({ answer, outcome, text }: GuardNoticeProps) {
  return (
    <div className="note guard-note">
      <Icon name="warn" />
      <div>
        <p>
          <b>{nameGuard(outcome.guard)}.</b> {describeOutcome(outcome)}
        </p>
        {text === undefined ? null : <ReportVerdict answer={answer} outcome={outcome} text={text} />}
      </div>
    </div>
  );
}

interface ReportVerdictProps extends GuardNoticeProps {
  readonly text: string;
}

/** Lets a reader report a verdict as wrong, with one click. */
function ReportVerdict({ answer: { id, collection }, outcome, text }: ReportVerdictProps) {
  const { stage, guard, version, verdict, action, score, types } = outcome;
  const { mutate, isPending, isSuccess, error } = useMutation({
    mutationFn: () => {
      const told = { stage, guard, version, verdict, action, score, types: [...types] };
      return reportVerdict({ answerId: id, collection, ...told, text: text.slice(0, MAX_CHARACTERS) });
    },
  });
  return (
    <p>
      <Button
        kind="plain"
        disabled={isPending || isSuccess}
        title="Keeps this verdict and the text that you see on this server, for its operator."
        onClick={() => mutate()}
      >
        This was wrong
      </Button>{" "}
      <span className="said" role="status">
        {error !== null ? error.message : isSuccess ? "Noted, with the text that you see." : ""}
      </span>
    </p>
  );
}
