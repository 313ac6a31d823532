import type { PublicDocument } from "../../src/core/index.ts";
import { documentAddress, Link } from "../current/index.ts";
import { Icon, IconButton, VerdictMark } from "../pieces/index.ts";
import { describePlace, type Place } from "../reading/index.ts";
import { SaveOriginal } from "./save-original.tsx";
import type { SourceViewerProps } from "./source-viewer.tsx";

interface SourceBarProps extends SourceViewerProps {
  readonly about: PublicDocument | undefined;
}

/** Bar with the open place and links to the others. */
export function SourceBar({ about, ...props }: SourceBarProps) {
  const { place, places, passages, sentence, collection, onClose, onStep } = props;
  const { title, heading, at } = describePlace(place, passages);
  return (
    <div className="bar">
      <span className="num" aria-hidden="true">
        {place.number}
      </span>
      <div>
        <h2 dir="auto">{title}</h2>
        <p className="at" dir="auto">
          {[upperFirst(at), heading].filter((part) => part !== "").join(", ")}
        </p>
      </div>
      <div className="tools">
        {places.length > 1 ? (
          <>
            <IconButton icon="previous" label="Previous citation" onClick={() => onStep(-1)} />
            <span className="of">
              {place.number} of {places.length}
            </span>
            <IconButton icon="next" label="Next citation" onClick={() => onStep(1)} />
          </>
        ) : null}
        {about === undefined ? null : (
          <>
            <Link
              className="icon"
              to={documentAddress({ collection, documentId: place.documentId, ...spanOf(place, about) })}
              aria-label="Read the whole document"
              title="Read the whole document"
            >
              <Icon name="read" />
            </Link>
            <SaveOriginal name={{ collection, documentId: place.documentId }} uri={about.uri} />
          </>
        )}
        <IconButton icon="close" label="Close the source" onClick={onClose} />
      </div>
      {sentence?.verdict === undefined ? null : (
        <p className="echo" data-v={sentence.verdict}>
          <VerdictMark verdict={sentence.verdict} />
          <span dir="auto">{sentence.text}</span>
        </p>
      )}
    </div>
  );
}

/** Returns the span of a place, unless the document has changed: offsets of an old version would be wrong. */
const spanOf = ({ span, contentHash }: Place, about: PublicDocument) =>
  contentHash === undefined || contentHash === about.contentHash ? { span } : {};

const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
