import type { CollectionMap } from "../../src/core/index.ts";
import { mayWrite, useAbout } from "../api/index.ts";
import { Link } from "../current/index.ts";
import { countOf, EmptyState } from "../pieces/index.ts";

/** Explains an empty map: the collection has no documents, or they have no vectors yet. */
export function NothingToDraw({ map }: { readonly map?: CollectionMap }) {
  const isWriter = mayWrite(useAbout());
  const chunks = map?.chunks ?? 0;
  return (
    <div className="view one">
      {chunks === 0 ? (
        <EmptyState
          title="Nothing to draw yet"
          lede="The map shows the themes of a collection. Each passage is a point, and passages close together are about the same thing. Add documents first."
        >
          <Link className="button primary" to="/library">
            Open the library
          </Link>
        </EmptyState>
      ) : (
        <EmptyState
          title="Not embedded yet"
          lede={`Until the documents are embedded, they are found by their words only. ${countOf(chunks, "passage")} must still be embedded. Then the map can place them by their meaning.`}
        >
          {isWriter ? (
            <p className="quiet">
              Choose “Do it now” in the <Link to="/library">library</Link>, or run <code>lydian embed</code>.
            </p>
          ) : (
            <p className="quiet">
              Run <code>lydian embed</code> to compute them.
            </p>
          )}
        </EmptyState>
      )}
    </div>
  );
}
