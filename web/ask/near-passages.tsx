import type { Abstained, Passage } from "../../src/core/index.ts";
import { describeLocation, Marked, matchWords, type Place, termsOf } from "../reading/index.ts";
import { type Asking, isRunning } from "./asking.ts";
import { askingWords } from "./nearest-question.ts";
import { readable } from "./readable.ts";

interface Heading {
  readonly title: string;
  readonly text: string;
}

interface NearPassagesProps {
  readonly asking: Asking;
  /** Shows a passage in its document. */
  readonly onOpen: (place: Place) => void;
}

/** Shows the passages read for the answer, or the nearest ones, while no source is open. */
export function NearPassages({ asking, onOpen }: NearPassagesProps) {
  const { answer } = asking;
  const passages = answer?.status === "abstained" ? answer.nearest : asking.passages;
  const { title, text } = headingOf(asking);
  return (
    <aside className="evidence" aria-label={title}>
      <div className="plainhead">
        <h2>{title}</h2>
        <p>{text}</p>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard must be able to focus and scroll it */}
      <ol className="near" tabIndex={0} aria-label={title}>
        {passages.map((passage) => (
          <NearPassage key={passage.hit.chunkId} passage={passage} onOpen={onOpen} />
        ))}
      </ol>
    </aside>
  );
}

function headingOf(asking: Asking): Heading {
  const { answer } = asking;
  if (answer?.status === "abstained")
    return answer.nearest.length === 0
      ? {
          title: "Nearest passages",
          text: isWithheld(answer) ? "A rule of this collection hides them." : "No passages were found.",
        }
      : { title: "Nearest passages", text: "These passages come closest, but none surely answers the question." };
  if (answer !== undefined) return { title: "Passages read", text: "Open a citation to see it in its document." };
  if (isRunning(asking))
    return { title: "Passages being read", text: "The best one comes first. Citations will open here." };
  return { title: "Passages found", text: "There is no answer from them yet." };
}

const isWithheld = ({ reason }: Abstained): boolean => reason === "guard-blocked" || reason === "needs-review";

interface NearPassageProps extends Pick<NearPassagesProps, "onOpen"> {
  readonly passage: Passage;
}

function NearPassage({ passage: { number, hit, text }, onOpen }: NearPassageProps) {
  const { documentId, span, location } = hit;
  const shown = readable(text);
  const terms = termsOf(hit).filter((term) => !askingWords.has(term));
  const place = { number, documentId, span, quote: text, location };
  return (
    <li>
      <div className="top">
        <h3>
          <button type="button" onClick={() => onOpen(place)} title="Show it in its document" dir="auto">
            {hit.title}
          </button>
        </h3>
        <span className="nums">{describeLocation(location)}</span>
      </div>
      {hit.headingPath.length === 0 ? null : (
        <p className="quiet" dir="auto">
          {hit.headingPath.join(", ")}
        </p>
      )}
      <blockquote dir="auto">
        <Marked text={shown} marks={matchWords(shown, terms)} />
      </blockquote>
    </li>
  );
}
