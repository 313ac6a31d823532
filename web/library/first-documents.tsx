import { type About, mayWrite } from "../api/index.ts";
import { EmptyState, FirstSteps } from "../pieces/index.ts";
import { DropZone } from "./drop-zone.tsx";

interface FirstDocumentsProps {
  readonly collection: string;
  readonly about: About | undefined;
}

/** Shows how to begin with an empty collection: ways to add documents, and the three steps that follow. */
export function FirstDocuments({ collection, about }: FirstDocumentsProps) {
  return (
    <EmptyState
      title="Ask your own documents"
      lede="Add a few files. Lydian answers only from them, cites the source of every sentence, and tells you when they do not contain the answer."
    >
      {mayWrite(about) ? <DropZone collection={collection} about={about} isBig /> : null}
      <p className="ways">
        {mayWrite(about) ? (
          <>
            <span>Your files are stored only on the server of this page.</span>
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
