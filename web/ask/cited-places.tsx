import type { Grounded } from "../../src/core/index.ts";
import { countOf } from "../pieces/index.ts";
import { describePlace, type Place, type PlaceWords, sayQuote } from "../reading/index.ts";
import type { Asking } from "./asking.ts";
import { Warnings } from "./warnings.tsx";

interface CitedPlacesProps {
  readonly answer: Grounded;
  readonly asking: Asking;
  readonly open: number | undefined;
  readonly onOpen: (number: number) => void;
}

interface DescribedPlace {
  readonly place: Place;
  readonly words: PlaceWords;
}

/** Lists the places that the answer cites, by document, and below them the warnings of the answer. */
export function CitedPlaces({ answer, asking, open, onOpen }: CitedPlacesProps) {
  const described = asking.places.map((place) => ({ place, words: describePlace(place, answer.passages) }));
  const documents = [...new Set(described.map(({ place }) => place.documentId))];
  return (
    <section className="section" aria-labelledby="places-heading">
      <h2 id="places-heading">Cited places</h2>
      <div className="places">
        {documents.map((documentId) => (
          <DocumentPlaces
            key={documentId}
            places={described.filter(({ place }) => place.documentId === documentId)}
            open={open}
            onOpen={onOpen}
          />
        ))}
      </div>
      <Warnings warnings={answer.warnings} collection={answer.collection} />
      <p className="how">
        {countOf(answer.passages.length, "passage")} read, {countCited(answer)} cited.{" "}
        {answer.answeredBy === "extractive" ? "Quoted from your documents" : `Answered by ${answer.answeredBy}`},{" "}
        {sayDuration(answer)}.
      </p>
    </section>
  );
}

const countCited = ({ citations }: Grounded): number => new Set(citations.map(({ number }) => number)).size;

function sayDuration({ trace }: Grounded): string {
  const seconds = trace.reduce((sum, { durationMs }) => sum + durationMs, 0) / 1_000;
  return seconds < 0.1 ? "less than 0.1 s" : `${seconds.toFixed(1)} s`;
}

interface DocumentPlacesProps extends Pick<CitedPlacesProps, "open" | "onOpen"> {
  readonly places: readonly DescribedPlace[];
}

function DocumentPlaces({ places, open, onOpen }: DocumentPlacesProps) {
  return (
    <>
      <h3 dir="auto">{places[0]?.words.title}</h3>
      <ul>
        {places.map(({ place, words }) => (
          <PlaceRow
            key={place.number}
            place={place}
            words={words}
            onOpen={onOpen}
            isOpen={place.number === open}
            isNamed={isOnlyOne(words.heading, places)}
          />
        ))}
      </ul>
    </>
  );
}

const isOnlyOne = (heading: string, places: readonly DescribedPlace[]): boolean =>
  heading !== "" && places.filter(({ words }) => words.heading === heading).length === 1;

interface PlaceRowProps extends DescribedPlace {
  readonly isOpen: boolean;
  /** True if its heading distinguishes it from other places of the document. */
  readonly isNamed: boolean;
  readonly onOpen: (number: number) => void;
}

function PlaceRow({ place: { number, quote }, words: { heading, at }, isOpen, isNamed, onOpen }: PlaceRowProps) {
  return (
    <li>
      <button type="button" aria-current={isOpen || undefined} onClick={() => onOpen(number)}>
        <span className="n">{number}</span>
        <span className="where" dir="auto">
          {isNamed ? heading : sayQuote(quote)}
        </span>
        <span className="at">{at}</span>
      </button>
    </li>
  );
}
