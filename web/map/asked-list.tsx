import { Link } from "../current/index.ts";
import { Trouble } from "../pieces/index.ts";
import { PassagesOf } from "./group-list.tsx";
import type { Looking } from "./looking.ts";
import type { MapModel } from "./model.ts";
import type { Asked, AskedQuestion } from "./use-asked.ts";

interface AskedListProps {
  readonly asked: Asked;
  readonly model: MapModel;
  readonly looking: Looking;
}

/** Lists the questions on the map, and those without an answer. */
export function AskedList({ asked: { asked, gaps, isLoading, error }, model, looking }: AskedListProps) {
  const [last, ...earlier] = asked;
  if (error !== null) return <Trouble title="The questions could not be placed" error={error} />;
  if (isLoading) return <p className="quiet">Placing the questions…</p>;
  return (
    <div className="map-asked">
      <p className="quiet">
        Each question is placed among the passages with the nearest meaning. Nearness counts all dimensions of the
        vectors, not only the two that are drawn.
      </p>
      <h2>Your last question</h2>
      {last === undefined ? (
        <p className="quiet">
          Nothing was asked in this tab yet. <Link to="/">Ask a question</Link>, and come back to see where it falls.
        </p>
      ) : (
        <>
          <Question {...last} model={model} />
          <h3>Nearest passages</h3>
          <PassagesOf passages={last.place.nearest} looking={looking} />
        </>
      )}
      {earlier.length === 0 ? null : (
        <>
          <h2>Before</h2>
          <QuestionList questions={earlier} model={model} />
        </>
      )}
      <h2>Asked, and not answered</h2>
      {gaps.length === 0 ? (
        <p className="quiet">Every saved question found its answer.</p>
      ) : (
        <>
          <p className="quiet">
            Users asked these questions and got no answer. More documents on the nearest theme may help.
          </p>
          <QuestionList questions={gaps} model={model} />
        </>
      )}
    </div>
  );
}

function QuestionList({
  questions,
  model,
}: {
  readonly questions: readonly AskedQuestion[];
  readonly model: MapModel;
}) {
  return (
    <ul className="map-questions">
      {questions.map((one) => (
        <li key={`${one.address} ${one.question}`}>
          <Question {...one} model={model} />
        </li>
      ))}
    </ul>
  );
}

function Question({ question, address, place, model }: AskedQuestion & { readonly model: MapModel }) {
  return (
    <p className="map-question">
      <Link to={address} data-row>
        {question}
      </Link>
      <span className="quiet">Nearest: {model.names[place.cluster]}</span>
    </p>
  );
}
