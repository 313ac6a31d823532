import type { Passage } from "../../src/core/index.ts";
import { describeLocation } from "../reading/index.ts";
import { type Asking, isRunning } from "./asking.ts";
import { readable } from "./readable.ts";

interface Heading {
  readonly title: string;
  readonly text: string;
}

/** Where the source would stand: what was read for the answer, or what comes nearest to one. */
export function NearPassages({ asking }: { readonly asking: Asking }) {
  const { answer } = asking;
  const passages = answer?.status === "abstained" ? answer.nearest : asking.passages;
  const { title, text } = headingOf(asking);
  return (
    <aside className="evidence" aria-label={title}>
      <div className="plainhead">
        <h2>{title}</h2>
        <p>{text}</p>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard */}
      <ol className="near" tabIndex={0} aria-label={title}>
        {passages.map((passage) => (
          <NearPassage key={passage.hit.chunkId} passage={passage} />
        ))}
      </ol>
    </aside>
  );
}

function headingOf(asking: Asking): Heading {
  const { answer } = asking;
  if (answer?.status === "abstained")
    return answer.nearest.length === 0
      ? { title: "Nearest passages", text: "None was found." }
      : { title: "Nearest passages", text: "The closest that were found. They do not answer the question." };
  if (answer !== undefined) return { title: "Passages read", text: "Open a citation to see it in its document." };
  if (isRunning(asking)) return { title: "Passages being read", text: "Best first. A cited place will open here." };
  return { title: "Passages found", text: "Nothing has been answered from them yet." };
}

function NearPassage({ passage: { hit, text } }: { readonly passage: Passage }) {
  return (
    <li>
      <div className="top">
        <h3>{hit.title}</h3>
        <span className="nums">{describeLocation(hit.location)}</span>
      </div>
      {hit.headingPath.length === 0 ? null : <p className="quiet">{hit.headingPath.join(", ")}</p>}
      <blockquote dir="auto">{readable(text)}</blockquote>
    </li>
  );
}
