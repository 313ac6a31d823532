import { useMutation, useQuery } from "@tanstack/react-query";
import type { Abstained } from "../../src/core/index.ts";
import { countWords, giveFeedback, listExamples } from "../api/index.ts";
import { Link, useCollection } from "../current/index.ts";
import { Icon, Mark } from "../pieces/index.ts";
import { EvidenceGauge } from "./evidence-gauge.tsx";
import { chooseNearest } from "./nearest-question.ts";
import { QuestionWords, sayMissing } from "./question-words.tsx";
import { reasonOf } from "./reasons.ts";
import { useAsk } from "./use-ask.ts";
import { Warnings } from "./warnings.tsx";

/** Explains why there is no answer and what to do next. The nearest passages take the place of the source. */
export function Abstention({ answer, isKept }: { readonly answer: Abstained; readonly isKept: boolean }) {
  const { title, text, isOfTheDocuments } = reasonOf(answer);
  const { collection } = useCollection();
  const asked = answer.searchedAs ?? answer.question;
  const { data: words = [] } = useQuery({
    queryKey: ["words", answer.collection, asked],
    queryFn: ({ signal }) => countWords(answer.collection, asked, signal),
    enabled: isOfTheDocuments,
  });
  return (
    <>
      <div className="verdict-line">
        <Mark isBare />
        <h2>{title}</h2>
      </div>
      <p className="reason">
        {answer.notComputed ?? text} {sayMissing(words, collection?.documents ?? 0)}
      </p>
      {answer.evidence === undefined ? null : <EvidenceGauge {...answer.evidence} />}
      <QuestionWords words={words} />
      <section className="section" aria-labelledby="ways-heading">
        <h2 id="ways-heading">What you can do</h2>
        <ul className="next">
          {isOfTheDocuments ? <NearestQuestion answer={answer} asked={asked} /> : null}
          <Way to={`/search?q=${encodeURIComponent(asked)}`}>Search for these words yourself</Way>
          {isOfTheDocuments ? <Way to="/library">Add a document that contains the answer</Way> : null}
          {isOfTheDocuments && isKept ? <ReportMiss answer={answer} /> : null}
        </ul>
      </section>
      <Warnings warnings={answer.warnings} collection={answer.collection} />
    </>
  );
}

/** Suggests a similar question that the nearest documents do answer, if there is one. */
function NearestQuestion({ answer, asked }: { readonly answer: Abstained; readonly asked: string }) {
  const ask = useAsk();
  const documents = [...new Set(answer.nearest.map(({ hit }) => hit.documentId))];
  const { data = [] } = useQuery({
    queryKey: ["examples", answer.collection, documents],
    queryFn: ({ signal }) => listExamples(answer.collection, signal, documents),
    enabled: documents.length > 0,
  });
  const question = chooseNearest(asked, data);
  if (question === undefined) return null;
  return (
    <li>
      <button type="button" onClick={() => ask(question)}>
        <span dir="auto">Ask: {question}</span>
        <Icon name="next" />
      </button>
    </li>
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

/** Lets the user report that the documents do contain the answer. */
function ReportMiss({ answer: { id, collection } }: { readonly answer: Abstained }) {
  const { mutate, isPending, isSuccess, error } = useMutation({
    mutationFn: () =>
      giveFeedback(collection, {
        answerId: id,
        rating: "down",
        reason: "The documents contain the answer, but it was not found.",
      }),
  });
  return (
    <li>
      <button type="button" disabled={isPending || isSuccess} onClick={() => mutate()}>
        <span>Report that the documents do contain the answer</span>
        <span className="said" role="status">
          {error !== null ? error.message : isSuccess ? "Noted. Thank you." : ""}
        </span>
        {isSuccess ? <Icon name="supported" /> : <Icon name="next" />}
      </button>
    </li>
  );
}
