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
          lede="The map shows what a collection speaks of: each passage is a point, and what lies close together speaks of the same. Add documents first."
        >
          <Link className="button primary" to="/library">
            Open the library
          </Link>
        </EmptyState>
      ) : (
        <EmptyState
          title="Not embedded yet"
          lede={`The documents are found by their words only until they are embedded; ${countOf(chunks, "passage")} wait for it. Then they can be placed by what they mean.`}
        >
          {isWriter ? (
            <p className="quiet">
              Choose “Embed” in the <Link to="/library">library</Link>, or run <code>lydian embed</code>.
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
