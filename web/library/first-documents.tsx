import { type About, mayWrite } from "../api/index.ts";
import { EmptyState, FirstSteps } from "../pieces/index.ts";
import { DropZone } from "./drop-zone.tsx";

interface FirstDocumentsProps {
  readonly collection: string;
  readonly about: About | undefined;
}

/** Nothing is there yet: where it begins, and what the three steps are. */
export function FirstDocuments({ collection, about }: FirstDocumentsProps) {
  return (
    <EmptyState
      title="Ask your own documents"
      lede="Add a few files. Lydian answers only with what they say, ties every sentence to its place, and tells you when they do not say it."
    >
      {mayWrite(about) ? <DropZone collection={collection} about={about} isBig /> : null}
      <p className="ways">
        {mayWrite(about) ? (
          <>
            <span>They are kept on the server of this page, and nowhere else.</span>
            <span>
              In a terminal: <code>lydian add ./docs</code>
            </span>
          </>
        ) : (
          <span>There are no documents for your key yet. A key that may write can add some here.</span>
        )}
      </p>
      <FirstSteps />
    </EmptyState>
  );
}
