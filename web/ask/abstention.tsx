import { useMutation } from "@tanstack/react-query";
import type { Abstained } from "../../src/core/index.ts";
import { giveFeedback } from "../api/index.ts";
import { Link } from "../current/index.ts";
import { Icon, Mark, Notice } from "../pieces/index.ts";

const reasons: Readonly<Record<Abstained["reason"], string>> = {
  "no-evidence": "No passage speaks of this, so no answer is given.",
  "below-threshold": "Some passages come near, but none carries enough evidence for an answer, so none is given.",
  unsupported: "An answer was written, but did not pass the check against the documents.",
  "not-understood": "The question is not understood, so it is not answered.",
  "guard-blocked": "A rule of this collection stopped the question or the answer.",
  "needs-review": "A person looks at this first.",
};

/** A normal outcome: why there is no answer, and ways on. The nearest passages stand where the source would. */
export function Abstention({ answer }: { readonly answer: Abstained }) {
  return (
    <>
      <div className="verdict-line">
        <Mark isBare />
        <h2>{answer.reason === "not-understood" ? "Not understood" : "Not in your documents"}</h2>
      </div>
      <p className="reason">{reasons[answer.reason]}</p>
      <section className="section" aria-labelledby="ways-heading">
        <h2 id="ways-heading">What you can do</h2>
        <ul className="next">
          <Way to={`/search?query=${encodeURIComponent(answer.question)}`}>Search for these words yourself</Way>
          <Way to="/library">Add a document that says it</Way>
          <ReportMiss answer={answer} />
        </ul>
      </section>
      {answer.warnings.map(({ code, message }) => (
        <Notice key={`${code} ${message}`}>{message}</Notice>
      ))}
    </>
  );
}

function Way({ to, children }: { readonly to: string; readonly children: string }) {
  return (
    <li>
      <Link to={to}>
        <span>{children}</span>
        <Icon name="next" />
      </Link>
    </li>
  );
}

/** Tells whoever runs the server that the documents do say it. */
function ReportMiss({ answer: { id, collection } }: { readonly answer: Abstained }) {
  const { mutate, isPending, isSuccess, error } = useMutation({
    mutationFn: () =>
      giveFeedback(collection, { answerId: id, rating: "down", reason: "It is in the documents, and was not found." }),
  });
  return (
    <li>
      <button type="button" disabled={isPending || isSuccess} onClick={() => mutate()}>
        <span>It is in the documents: report the miss</span>
        <span className="said" role="status">
          {error !== null ? error.message : isSuccess ? "Noted." : ""}
        </span>
      </button>
    </li>
  );
}
