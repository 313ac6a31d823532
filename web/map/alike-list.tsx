import { useState } from "react";
import { Button, countOf } from "../pieces/index.ts";
import type { Looking } from "./looking.ts";
import type { MapModel } from "./model.ts";
import { PassageRow } from "./passage-row.tsx";

const SHOWN = 20;

/** Shows near-duplicate passages of different documents side by side. */
export function AlikeList({ model, looking }: { readonly model: MapModel; readonly looking: Looking }) {
  const [shown, setShown] = useState(SHOWN);
  const pairs = model.computed.nearDuplicates;
  if (pairs.length === 0) return <p className="quiet">No two passages of different documents say nearly the same.</p>;
  return (
    <>
      <p className="quiet">
        Passages of different documents that mean nearly the same. Where they differ in a number or a date, one of them
        may be out of date.
      </p>
      <ul className="map-pairs">
        {pairs.slice(0, shown).map(({ one, other, cosine }) => (
          <li key={`${one} ${other}`}>
            <p className="nums">Similarity {cosine.toFixed(2)} of 1</p>
            <div className="map-pair">
              {[one, other].map((row) => (
                <PassageRow
                  key={row}
                  words={looking.describe(row)}
                  isOpen={row === looking.opened}
                  onLook={(isLooked) => looking.look(isLooked ? row : undefined)}
                  onOpen={() => looking.open(row)}
                />
              ))}
            </div>
          </li>
        ))}
      </ul>
      {pairs.length > shown ? (
        <Button kind="plain" data-row onClick={() => setShown(pairs.length)}>
          Show all {countOf(pairs.length, "pair")}
        </Button>
      ) : null}
    </>
  );
}
