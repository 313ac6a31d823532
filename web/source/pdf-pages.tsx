import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useVirtualizer, type Virtualizer } from "@tanstack/react-virtual";
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { DocumentName } from "../api/index.ts";
import { Button, Trouble } from "../pieces/index.ts";
import type { Place } from "../reading/index.ts";
import { chooseScale } from "./choose-scale.ts";
import { measurePage, type PageMeasures, type PageSize, pageHeight } from "./measure-page.ts";
import { type OpenedPdf, openPdf } from "./open-pdf.ts";
import { PdfPage } from "./pdf-page.tsx";

const GAP_PIXELS = 16;
const movements = ["wheel", "touchmove", "keydown", "pointerdown"];
/** Share of the reading area above the place scrolled to. */
const ABOVE = 0.25;

export interface PdfPagesProps {
  readonly name: DocumentName;
  readonly place: Place;
  readonly places: readonly Place[];
  /** Page to go to, from 1; a new object goes there again. */
  readonly turn: { readonly page: number } | undefined;
  /** Called with the page in the upper part of the reading area. */
  readonly onPage: (page: number) => void;
  readonly onOpen: (number: number) => void;
  readonly onText: () => void;
}

/** Shows the original pages one below another; draws only those near the visible area. */
export function PdfPages({ onText, ...props }: PdfPagesProps) {
  const { name, place } = props;
  const first = pageOf(place);
  const opened = useQuery({
    queryKey: ["pdf", name],
    queryFn: ({ signal }) => openPdf(name, signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });
  const measured = useQuery({
    queryKey: ["pdf-page", name, first],
    queryFn: async () => (opened.data === undefined ? null : measurePage(await opened.data.pdf.getPage(first))),
    enabled: opened.data !== undefined,
    // The current pages stay visible until the new page is measured.
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });
  const error = opened.error ?? measured.error;
  if (error !== null)
    return (
      <Trouble title="The page could not be drawn" error={error}>
        <Button onClick={onText}>Show the text</Button>
      </Trouble>
    );
  if (opened.data === undefined || measured.data === undefined || measured.data === null)
    return <p className="loading">Opening the page…</p>;
  return <Pages {...props} opened={opened.data} measures={measured.data} />;
}

interface PagesProps extends Omit<PdfPagesProps, "onText"> {
  readonly opened: OpenedPdf;
  /** Measures of the page with the open place, which decide the scale of all pages. */
  readonly measures: PageMeasures;
}

function Pages({ opened: { pdf, sizes }, measures, place, places, turn, onPage, onOpen }: PagesProps) {
  const list = useRef<HTMLDivElement>(null);
  const { room, margin } = useRoom(list);
  const scale = room === undefined ? 0 : chooseScale(room, measures);
  const sizeAt = (index: number): PageSize => sizes[index] ?? measures;
  // biome-ignore lint/correctness/useExhaustiveDependencies: new sizes need a new function, so that all pages are laid out again
  const getItemKey = useCallback((index: number) => `${index} ${scale}`, [scale, sizes]);
  const virtualizer = useVirtualizer({
    count: pdf.numPages,
    getItemKey,
    getScrollElement: () => deskOf(list.current),
    estimateSize: (index) => pageHeight(sizeAt(index), scale),
    gap: GAP_PIXELS,
    overscan: 1,
    scrollMargin: margin,
    enabled: scale > 0,
  });
  const movedAway = useMovedAway(list, place, turn);
  useReveal(virtualizer, { place, scale, textLeft: measures.text?.left ?? 0, isReady: scale > 0, movedAway });
  useEffect(() => {
    if (turn !== undefined) virtualizer.scrollToIndex(turn.page - 1, { align: "start" });
  }, [turn, virtualizer]);
  const current = pageAt(virtualizer, deskOf(list.current)?.clientHeight ?? 0);
  useEffect(() => onPage(current), [current, onPage]);
  return (
    <div
      ref={list}
      className="pdf-pages"
      style={{ blockSize: virtualizer.getTotalSize(), minInlineSize: measures.width * scale }}
    >
      {virtualizer.getVirtualItems().map(({ index, start, key }) => (
        <div
          key={key}
          ref={virtualizer.measureElement}
          data-index={index}
          className="pdf-slot"
          style={{ insetBlockStart: start - margin }}
        >
          <PdfPage
            number={index + 1}
            pdf={pdf}
            scale={scale}
            size={sizeAt(index)}
            place={place}
            places={places}
            onOpen={onOpen}
          />
        </div>
      ))}
    </div>
  );
}

const pageOf = ({ location }: Place): number => (location !== undefined && "page" in location ? location.page : 1);

const deskOf = (list: HTMLElement | null): HTMLElement | null => list?.closest<HTMLElement>(".desk") ?? null;

/** Measures the room for pages, and their distance from the top of the scroller. */
function useRoom(list: React.RefObject<HTMLElement | null>) {
  const [measured, setMeasured] = useState<{ readonly room?: number; readonly margin: number }>({ margin: 0 });
  useLayoutEffect(() => {
    const desk = deskOf(list.current);
    if (desk === null) return undefined;
    const measure = (): void => {
      const { paddingInlineStart, paddingInlineEnd } = getComputedStyle(desk);
      const room = desk.clientWidth - Number.parseFloat(paddingInlineStart) - Number.parseFloat(paddingInlineEnd);
      const top = list.current?.getBoundingClientRect().top ?? 0;
      setMeasured({ room, margin: top - desk.getBoundingClientRect().top + desk.scrollTop });
    };
    measure();
    const watch = new ResizeObserver(measure);
    watch.observe(desk);
    return () => watch.disconnect();
  }, [list]);
  return measured;
}

/** Returns the number of the page in the upper part of the reading area. */
function pageAt(virtualizer: Virtualizer<HTMLElement, Element>, height: number): number {
  const line = (virtualizer.scrollOffset ?? 0) + height * ABOVE;
  const item = virtualizer.getVirtualItemForOffset(line);
  return (item?.index ?? 0) + 1;
}

/** Returns whether the user has scrolled away since the place was opened. */
function useMovedAway(
  list: React.RefObject<HTMLElement | null>,
  place: Place,
  turn: PdfPagesProps["turn"],
): React.RefObject<boolean> {
  const moved = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new place resets it
  useEffect(() => {
    const desk = deskOf(list.current);
    moved.current = false;
    const move = (): void => {
      moved.current = true;
    };
    for (const kind of movements) desk?.addEventListener(kind, move, { passive: true });
    return () => {
      for (const kind of movements) desk?.removeEventListener(kind, move);
    };
  }, [list, place]);
  useEffect(() => {
    if (turn !== undefined) moved.current = true;
  }, [turn]);
  return moved;
}

interface Revealing {
  readonly place: Place;
  readonly scale: number;
  /** The left edge of the text, in points. */
  readonly textLeft: number;
  readonly isReady: boolean;
  readonly movedAway: React.RefObject<boolean>;
}

/** Scrolls the open place into the upper part of the reading area, unless it is already visible. */
function useReveal(
  virtualizer: Virtualizer<HTMLElement, Element>,
  { place, scale, textLeft, isReady, movedAway }: Revealing,
): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new place or a new scale scrolls again
  useEffect(() => {
    const desk = virtualizer.scrollElement;
    const { location } = place;
    if (!isReady || desk === null || location === undefined || !("page" in location) || movedAway.current) return;
    const [box] = [...location.boxes].sort((a, b) => a.y - b.y);
    const top = (virtualizer.measurementsCache[location.page - 1]?.start ?? 0) + (box?.y ?? 0) * scale;
    const bottom = top + (box?.height ?? 0) * scale;
    // On a page wider than the reading area, the start of the lines is shown, unless the place is too far to the right.
    const left = box !== undefined && (box.x - textLeft) * scale > desk.clientWidth / 2 ? box.x : textLeft;
    desk.scrollLeft = Math.max(0, left * scale - 24);
    if (top >= desk.scrollTop + 8 && bottom <= desk.scrollTop + desk.clientHeight - 64) return;
    virtualizer.scrollToOffset(top - desk.clientHeight * ABOVE);
  }, [place, scale, isReady]);
}
