import { useState } from "react";
import type { Collection } from "../api/index.ts";
import { Button, countOf, Icon, Sheet } from "../pieces/index.ts";
import { startJob } from "./work.ts";

interface MissingVectorsProps {
  readonly collection: string;
  readonly status: Collection | undefined;
}

/** Shows how many chunks lack vectors, and a button that computes them. */
export function MissingVectors({ collection, status }: MissingVectorsProps) {
  const missing = status?.chunksWithoutVectors ?? 0;
  const stale = status?.documentsToRechunk ?? 0;
  if (missing + stale === 0) return null;
  return (
    <p className="upkeep">
      <Icon name="warn" />
      <span>
        {missing === 0 ? null : `${countOf(missing, "chunk")} cannot be found by meaning yet. `}
        {stale === 0 ? null : `${countOf(stale, "document")} must be chunked again after a change of the settings. `}
      </span>
      <Button onClick={() => void startJob(collection, "Missing vectors", { kind: "embed" })}>Do it now</Button>
    </p>
  );
}

/** Button that computes all vectors again with the embedding model of the settings. */
export function Reindex({ collection }: { readonly collection: string }) {
  const [isAsking, setIsAsking] = useState(false);
  return (
    <>
      <Button kind="plain" onClick={() => setIsAsking(true)}>
        Reindex…
      </Button>
      {isAsking ? (
        <Sheet title={`Reindex ${collection}?`} onClose={() => setIsAsking(false)}>
          <div className="add-form">
            <p>
              This computes all vectors again with the current embedding model. The old vectors stay in use until it is
              done. With many documents this takes long; you can cancel it and continue later.
            </p>
            <Button
              kind="primary"
              onClick={() => {
                setIsAsking(false);
                void startJob(collection, "Reindexing", { kind: "reindex" });
              }}
            >
              Reindex
            </Button>
          </div>
        </Sheet>
      ) : null}
    </>
  );
}
