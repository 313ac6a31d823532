import type { KeyboardEvent } from "react";
import { AlikeList } from "./alike-list.tsx";
import { ApartList } from "./apart-list.tsx";
import { AskedList } from "./asked-list.tsx";
import { GroupList } from "./group-list.tsx";
import { type Colouring, colouringsOf, type Grouping } from "./groups.ts";
import type { Looking } from "./looking.ts";
import type { MapModel } from "./model.ts";
import type { Asked } from "./use-asked.ts";

const panels = { groups: "Groups", apart: "Apart", alike: "Alike", asked: "Asked" } as const;
export type Panel = keyof typeof panels;
const order: readonly Panel[] = ["groups", "apart", "alike", "asked"];

interface SideListProps {
  readonly model: MapModel;
  readonly asked: Asked;
  readonly looking: Looking;
  readonly grouping: Grouping;
  readonly colouring: string;
  readonly onColour: (colouring: string) => void;
  readonly panel: Panel;
  readonly onPanel: (panel: Panel) => void;
  readonly chosen: number | undefined;
  readonly onChoose: (group: number | undefined) => void;
}

/** Shows everything on the map as lists, for keyboard and screen reader users and for reading. */
export function SideList(props: SideListProps) {
  const { model, asked, looking, grouping, panel } = props;
  const counts: Readonly<Record<Panel, number>> = {
    groups: grouping.groups.length,
    apart: model.computed.outliers.length,
    alike: model.computed.nearDuplicates.length,
    asked: asked.gaps.length,
  };
  const { closeness } = model.computed.clusters;
  const sort = (passages: readonly number[]): readonly number[] =>
    [...passages].sort((one, other) => (closeness[other] ?? 0) - (closeness[one] ?? 0) || one - other);
  return (
    <aside className="evidence map-side" aria-label="The map as a list" onKeyDown={moveByArrow}>
      <div className="map-bar">
        <fieldset className="segment" aria-label="Show">
          {order.map((name) => (
            <button key={name} type="button" aria-pressed={name === panel} onClick={() => props.onPanel(name)}>
              {panels[name]}
              {counts[name] === 0 ? null : <span className="nums"> {counts[name]}</span>}
            </button>
          ))}
        </fieldset>
        <ColourPicker colourings={colouringsOf(model.map)} colouring={props.colouring} onColour={props.onColour} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard must be able to focus and scroll it */}
      <section className="map-panel" tabIndex={0} aria-label={panels[panel]}>
        {panel === "groups" ? (
          <>
            {props.colouring === "cluster" ? (
              <p className="quiet">A theme is named by words that are common in it and rare elsewhere.</p>
            ) : null}
            <GroupList
              grouping={grouping}
              looking={looking}
              sort={sort}
              chosen={props.chosen}
              onChoose={props.onChoose}
            />
          </>
        ) : panel === "apart" ? (
          <ApartList model={model} looking={looking} />
        ) : panel === "alike" ? (
          <AlikeList model={model} looking={looking} />
        ) : (
          <AskedList asked={asked} model={model} looking={looking} />
        )}
      </section>
    </aside>
  );
}

interface ColourPickerProps {
  readonly colourings: readonly Colouring[];
  readonly colouring: string;
  readonly onColour: (colouring: string) => void;
}

function ColourPicker({ colourings, colouring, onColour }: ColourPickerProps) {
  return (
    <label className="map-colour">
      Colour by{" "}
      <select value={colouring} onChange={(event) => onColour(event.currentTarget.value)}>
        {colourings.map(({ id, label }) => (
          <option key={id} value={id}>
            {label}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Moves the focus between rows with the up and down keys, including the rows of an open group. */
function moveByArrow(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const { target, currentTarget } = event;
  if (step === undefined || !(target instanceof HTMLElement) || target.tagName === "SELECT") return;
  const rows = [...currentTarget.querySelectorAll<HTMLElement>("[data-row]")];
  const next = target.matches("[data-row]") ? rows[rows.indexOf(target) + step] : rows[0];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}
