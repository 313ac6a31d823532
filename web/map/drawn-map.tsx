import { type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import { Button, countOf, Notice, Trouble } from "../pieces/index.ts";
import { type Grouping, groupPassages } from "./groups.ts";
import type { Looking } from "./looking.ts";
import { MapCanvas } from "./map-canvas.tsx";
import { type MapModel, toModel, wordsOf } from "./model.ts";
import { OpenedPassage } from "./opened-passage.tsx";
import type { MapSample } from "./read-map.ts";
import { type Panel, SideList } from "./side-list.tsx";
import { type Asked, useAsked } from "./use-asked.ts";
import { type Computing, useComputedMap } from "./use-computed-map.ts";

interface DrawnMapProps {
  readonly sample: MapSample;
  /** Shows more passages; absent if the map already shows all, or the maximum. */
  readonly onWiden: (() => void) | undefined;
}

export function DrawnMap({ sample, onWiden }: DrawnMapProps) {
  const { computing, stop, restart } = useComputedMap(sample);
  const { map } = sample;
  const computed = computing.state === "done" ? computing.map : undefined;
  const model = useMemo(() => (computed === undefined ? undefined : toModel(map, computed)), [map, computed]);
  const head = (
    <div className="map-head">
      <h1>Map</h1>
      <p className="quiet">
        {saySize(sample)}
        {onWiden === undefined ? null : (
          <>
            {" "}
            <Button kind="plain" onClick={onWiden}>
              Show 5,000
            </Button>
          </>
        )}
      </p>
      <Missing sample={sample} />
    </div>
  );
  if (model !== undefined) return <ReadyMap model={model}>{head}</ReadyMap>;
  return (
    <div className="view map">
      <div className="map-main">
        {head}
        <Progress computing={computing} stop={stop} restart={restart} />
      </div>
    </div>
  );
}

function saySize({ map: { passages, chunksWithVectors } }: MapSample): string {
  const whole = countOf(chunksWithVectors, "passage");
  return passages.length < chunksWithVectors
    ? `${passages.length.toLocaleString("en")} of ${whole}, a random sample. Passages close together are about the same thing.`
    : `${whole}. Passages close together are about the same thing.`;
}

function Missing({ sample: { map } }: { readonly sample: MapSample }) {
  const missing = map.chunks - map.chunksWithVectors;
  return missing === 0 ? null : <Notice>{countOf(missing, "passage")} without a vector, so not on the map yet.</Notice>;
}

const steps = {
  compare: "Comparing all passages",
  group: "Grouping similar passages",
  place: "Placing the passages",
} as const;

interface ProgressProps {
  readonly computing: Computing;
  readonly stop: () => void;
  readonly restart: () => void;
}

function Progress({ computing, stop, restart }: ProgressProps) {
  if (computing.state === "failed")
    return (
      <Trouble title="The map could not be drawn" error={computing.error} kept="Your documents are untouched.">
        <Button onClick={restart}>Try again</Button>
      </Trouble>
    );
  if (computing.state === "stopped")
    return (
      <div className="map-progress">
        <p>Stopped.</p>
        <Button onClick={restart}>Draw the map</Button>
      </div>
    );
  if (computing.state === "done") return null;
  const { step, share } = computing;
  return (
    <div className="map-progress">
      <p role="status">{steps[step]}…</p>
      <progress aria-label={steps[step]} max={1} value={share} />
      <p className="quiet">Your browser computes the map once, and keeps it until the documents change.</p>
      <Button onClick={stop}>Stop</Button>
    </div>
  );
}

function ReadyMap({ model, children }: { readonly model: MapModel; readonly children: ReactNode }) {
  const [colouring, setColouring] = useState("cluster");
  const [chosen, setChosen] = useState<number>();
  const [panel, setPanel] = useState<Panel>("groups");
  const [looked, look] = useState<number>();
  const [opened, setOpened] = useState<number>();
  const opener = useRef<Element>(null);
  const asked = useAsked(model);
  const grouping = useMemo(() => groupOf(model, colouring), [model, colouring]);
  const scene = useMemo(
    () => ({
      places: model.computed.places,
      grouping,
      marks: marksOf(asked),
      onlyGroup: panel === "groups" ? chosen : undefined,
      rung: [...new Set([looked, opened].filter((row) => row !== undefined))],
    }),
    [model, grouping, asked, panel, chosen, looked, opened],
  );
  const open = (row: number): void => {
    opener.current = document.activeElement;
    setOpened(row);
  };
  const close = (): void => setOpened(undefined);
  useEffect(() => {
    // The list returns to the page only after the source has closed.
    if (opened === undefined && opener.current instanceof HTMLElement) opener.current.focus();
  }, [opened]);
  useEscape(opened !== undefined, close);
  const looking: Looking = { opened, look, open, describe: (row) => wordsOf(model, row, grouping) };
  return (
    <div className="view map" data-opened={opened !== undefined}>
      <div className="map-main">
        {children}
        <MapCanvas
          scene={scene}
          looked={looked}
          label={`Map of ${countOf(model.map.passages.length, "passage")}. Plus and minus zoom, arrows move, 0 shows all; the list beside it contains the same passages.`}
          onLook={look}
          onOpen={open}
          onMark={() => setPanel("asked")}
          describe={looking.describe}
        />
      </div>
      <SideList
        model={model}
        asked={asked}
        looking={looking}
        grouping={grouping}
        colouring={colouring}
        panel={panel}
        chosen={chosen}
        onColour={(next) => {
          setColouring(next);
          setChosen(undefined);
          setPanel("groups");
        }}
        onPanel={setPanel}
        onChoose={setChosen}
      />
      {opened === undefined ? null : <OpenedPassage key={opened} model={model} row={opened} onClose={close} />}
    </div>
  );
}

/** Closes the source on Escape, unless another element has already handled the key. */
function useEscape(isOpen: boolean, close: () => void): void {
  useEffect(() => {
    if (!isOpen) return;
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== "Escape" || event.defaultPrevented) return;
      event.preventDefault();
      close();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  });
}

function groupOf({ map, computed, names }: MapModel, colouring: string): Grouping {
  return groupPassages({ map, clusterOf: computed.clusters.of, clusterNames: names }, colouring);
}

function marksOf({ asked, gaps }: Asked) {
  const [last] = asked;
  const bare = gaps.map(({ place, question }) => ({ x: place.x, y: place.y, kind: "gap", label: question }) as const);
  if (last === undefined) return bare;
  return [...bare, { x: last.place.x, y: last.place.y, kind: "asked", label: "Your last question" } as const];
}
