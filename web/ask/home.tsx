import { useQuery } from "@tanstack/react-query";
import { type Collection, listExamples } from "../api/index.ts";
import { Icon } from "../pieces/index.ts";
import { PrivacySwitch, QuestionBox } from "./question-box.tsx";
import { useAsk } from "./use-ask.ts";

/** Shows the form for a new question, and example questions that the documents answer. */
export function Home({ collection }: { readonly collection: Collection }) {
  const { name, documents } = collection;
  return (
    <div className="view one">
      <div className="first">
        <h1>Ask {name === "default" ? "your documents" : name}</h1>
        <p className="lede">
          Answers come from {documents === 1 ? "one document" : `these ${documents.toLocaleString()} documents`}, and
          from nothing else.
        </p>
        <QuestionBox isBig placeholder="Ask a question" />
        <div className="hint">
          <span className="keys-hint">
            Press <kbd>/</kbd> from anywhere to come here.
          </span>
          <PrivacySwitch />
        </div>
        <Examples collection={name} />
      </div>
    </div>
  );
}

function Examples({ collection }: { readonly collection: string }) {
  const ask = useAsk();
  const { data = [] } = useQuery({
    queryKey: ["examples", collection],
    queryFn: ({ signal }) => listExamples(collection, signal),
  });
  if (data.length === 0) return null;
  return (
    <section className="examples" aria-labelledby="examples-heading">
      <h2 id="examples-heading">Questions that these documents answer</h2>
      <ul className="next">
        {data.map((question) => (
          <li key={question}>
            <button type="button" onClick={() => ask(question)}>
              <span>{question}</span>
              <Icon name="next" />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
