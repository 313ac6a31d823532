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
        {stale === 0 ? null : `${countOf(stale, "document")} wait to be cut as the settings say. `}
      </span>
      <Button onClick={() => void startJob(collection, "Missing vectors", { kind: "embed" })}>Do it now</Button>
    </p>
  );
}

/** Another embedding model, for all that is there. */
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
              All vectors are computed with the embedding model that is set now, beside the old ones, which stay in use
              meanwhile. With many documents it takes long; it can be cancelled, and goes on from there.
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
