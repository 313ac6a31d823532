import { useState } from "react";
import type { Collection } from "../api/index.ts";
import { Button, countOf, Sheet } from "../pieces/index.ts";
import { startJob } from "./work.ts";

interface UpkeepProps {
  readonly collection: string;
  readonly status: Collection | undefined;
  readonly mayReindex: boolean;
}

/** What is seldom wanted: missing vectors, and another embedding model. */
export function Upkeep({ collection, status, mayReindex }: UpkeepProps) {
  const [isAsking, setIsAsking] = useState(false);
  const missing = status?.chunksWithoutVectors ?? 0;
  const stale = status?.documentsToRechunk ?? 0;
  if (missing + stale === 0 && !mayReindex) return null;
  return (
    <section className="upkeep" aria-label="Upkeep">
      {missing + stale === 0 ? null : (
        <p>
          {missing === 0 ? null : `${countOf(missing, "chunk")} can not be found by meaning yet. `}
          {stale === 0 ? null : `${countOf(stale, "document")} wait to be cut as the settings say. `}
          <Button onClick={() => void startJob(collection, "Missing vectors", { kind: "embed" })}>Do it now</Button>
        </p>
      )}
      {mayReindex ? (
        <Button kind="plain" onClick={() => setIsAsking(true)}>
          Reindex…
        </Button>
      ) : null}
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
    </section>
  );
}
