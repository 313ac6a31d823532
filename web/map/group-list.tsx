import { useState } from "react";
import { Button, countOf, Icon } from "../pieces/index.ts";
import type { Grouping } from "./groups.ts";
import type { Looking } from "./looking.ts";
import { PassageRow } from "./passage-row.tsx";
import { Swatch } from "./swatch.tsx";

const SHOWN = 20;

interface GroupListProps {
  readonly grouping: Grouping;
  readonly looking: Looking;
  /** Open group, the only one in full colour. */
  readonly chosen: number | undefined;
  readonly onChoose: (group: number | undefined) => void;
  /** Sorts the passages of a group for display. */
  readonly sort: (passages: readonly number[]) => readonly number[];
}

/** Shows the legend of the map; each group opens to a list of its passages. */
export function GroupList({ grouping, looking, chosen, onChoose, sort }: GroupListProps) {
  return (
    <ul className="map-groups" aria-label="Groups">
      {grouping.groups.map(({ label, passages, isRest }, group) => (
        <li key={passages[0] ?? label}>
          <button
            type="button"
            className="map-group"
            data-row
            aria-expanded={group === chosen}
            onClick={() => onChoose(group === chosen ? undefined : group)}
          >
            <Swatch group={group} isRest={isRest} />
            <span className="ti" dir="auto">
              {label}
            </span>
            <span className="nums">{passages.length.toLocaleString("en")}</span>
            <Icon name="down" />
          </button>
          {group === chosen ? <PassagesOf passages={sort(passages)} looking={looking} /> : null}
        </li>
      ))}
    </ul>
  );
}

/** Lists the first passages of a group, with a button for more. */
export function PassagesOf({ passages, looking }: { readonly passages: readonly number[]; readonly looking: Looking }) {
  const [shown, setShown] = useState(SHOWN);
  const rest = passages.length - shown;
  return (
    <>
      <ul className="map-passages">
        {passages.slice(0, shown).map((row) => (
          <li key={row}>
            <PassageRow
              words={looking.describe(row)}
              isOpen={row === looking.opened}
              onLook={(isLooked) => looking.look(isLooked ? row : undefined)}
              onOpen={() => looking.open(row)}
            />
          </li>
        ))}
      </ul>
      {rest > 0 ? (
        <Button kind="plain" data-row onClick={() => setShown(shown + 5 * SHOWN)}>
          Show {Math.min(rest, 5 * SHOWN)} more of {countOf(passages.length, "passage")}
        </Button>
      ) : null}
    </>
  );
}
