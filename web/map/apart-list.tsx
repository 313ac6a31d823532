import { PassagesOf } from "./group-list.tsx";
import type { Looking } from "./looking.ts";
import type { MapModel } from "./model.ts";

/** Lists the passages that are far from all others. */
export function ApartList({ model, looking }: { readonly model: MapModel; readonly looking: Looking }) {
  const { outliers } = model.computed;
  if (outliers.length === 0) return <p className="quiet">No passage stands apart from all others by its meaning.</p>;
  return (
    <>
      <p className="quiet">
        What these passages say is said nowhere else here: a subject of their own, a page that was read badly, or a
        document that does not belong to this collection.
      </p>
      <PassagesOf passages={outliers} looking={looking} />
    </>
  );
}
