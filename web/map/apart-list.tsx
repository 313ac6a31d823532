import { PassagesOf } from "./group-list.tsx";
import type { Looking } from "./looking.ts";
import type { MapModel } from "./model.ts";

/** Lists the passages that are far from all others. */
export function ApartList({ model, looking }: { readonly model: MapModel; readonly looking: Looking }) {
  const { outliers } = model.computed;
  if (outliers.length === 0) return <p className="quiet">No passage differs from all others in its meaning.</p>;
  return (
    <>
      <p className="quiet">
        These passages resemble no others. They may have an unusual subject, come from a badly read page, or belong to a
        document that does not fit this collection.
      </p>
      <PassagesOf passages={outliers} looking={looking} />
    </>
  );
}
