import { useState } from "react";
import { useCollection } from "../current/index.ts";
import { Button, Trouble } from "../pieces/index.ts";
import { DrawnMap } from "./drawn-map.tsx";
import { NothingToDraw } from "./nothing-to-draw.tsx";
import { useMapSample } from "./read-map.ts";
import "./map.css";

const USUAL = 2_000;
const MAX_SHOWN = 5_000;

/** Shows a whole collection: its themes, outliers, near duplicates and questions. */
export function MapView() {
  const { name, isLoading, collection } = useCollection();
  const [limit, setLimit] = useState(USUAL);
  const { data, error, refetch } = useMapSample(name, limit, collection !== undefined);
  if (!isLoading && collection === undefined) return <NothingToDraw />;
  if (error !== null)
    return (
      <div className="view one">
        <div className="one-in">
          <h1 className="sr">Map</h1>
          <Trouble title="The passages could not be read" error={error}>
            <Button onClick={() => void refetch()}>Try again</Button>
          </Trouble>
        </div>
      </div>
    );
  if (data === undefined) return <p className="loading">Reading the passages…</p>;
  if (data.map.passages.length === 0) return <NothingToDraw map={data.map} />;
  const widen = data.map.chunksWithVectors > limit && limit < MAX_SHOWN ? () => setLimit(MAX_SHOWN) : undefined;
  return <DrawnMap key={`${name} ${data.tag}`} sample={data} onWiden={widen} />;
}
