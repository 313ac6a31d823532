import type { Box } from "../../src/core/index.ts";
import type { Place } from "../reading/index.ts";

export interface PlacedPin {
  readonly number: number;
  readonly top: number;
}

const PIN_PIXELS = 22;

/** Returns the places on one page of a document, with their boxes. */
export function boxesOn(places: readonly Place[], documentId: string, page: number) {
  return places.flatMap((place) => {
    const { location, number } = place;
    const isHere =
      place.documentId === documentId && location !== undefined && "page" in location && location.page === page;
    return isHere ? [{ number, boxes: location.boxes }] : [];
  });
}

/**
 * Places each pin beside the first line of its citation, in pixels from the top of the page, and moves overlapping pins
 * down. A place with the number 0 is not a citation and gets no pin.
 */
export function placePins(
  places: readonly { readonly number: number; readonly boxes: readonly Box[] }[],
  scale: number,
): readonly PlacedPin[] {
  const wanted = places
    .filter(({ number, boxes }) => number > 0 && boxes.length > 0)
    .map(({ number, boxes }) => ({ number, top: Math.min(...boxes.map(({ y }) => y)) * scale }))
    .sort((a, b) => a.top - b.top || a.number - b.number);
  let free = Number.NEGATIVE_INFINITY;
  return wanted.map(({ number, top }) => {
    const placed = Math.max(top, free);
    free = placed + PIN_PIXELS;
    return { number, top: placed };
  });
}
