import { useEffect, useId, useState } from "react";
import { type Place, type PlaceWords, sayQuote } from "../reading/index.ts";

const HOVER_MS = 150;

interface ChipProps {
  readonly place: Place;
  readonly words: PlaceWords;
  readonly isOpen: boolean;
  readonly isTabStop: boolean;
  readonly onFocus: () => void;
  readonly onOpen: () => void;
}

/**
 * Shows the number of a cited place. Hover or focus shows its words; a click opens it; a second Enter focuses the
 * source.
 */
export function Chip({ place, words, isOpen, isTabStop, onFocus, onOpen }: ChipProps) {
  const slip = useId();
  const { isShown, show, hide, holders } = useSlip();
  return (
    <span {...holders}>
      <button
        type="button"
        className="cite"
        aria-expanded={isOpen}
        aria-label={`Citation ${place.number}`}
        aria-describedby={isShown ? slip : undefined}
        tabIndex={isTabStop ? 0 : -1}
        onFocus={(event) => {
          onFocus();
          if (event.target.matches(":focus-visible")) show();
        }}
        onBlur={hide}
        onClick={() => {
          hide();
          if (isOpen) document.querySelector<HTMLElement>("[data-source]")?.focus();
          else onOpen();
        }}
      >
        {place.number}
      </button>
      {isShown && !isOpen ? (
        <span className="slip" role="tooltip" id={slip} dir="auto">
          <q>{sayQuote(place.quote)}</q>
          <small>{[words.title, words.at, words.heading].filter((part) => part !== "").join(", ")}</small>
        </span>
      ) : null}
    </span>
  );
}

/** Shows the preview after a short delay; Escape hides it and has no other effect. */
function useSlip() {
  const [isShown, setIsShown] = useState(false);
  const [isHovered, setIsHovered] = useState(false);
  useEffect(() => {
    if (!isHovered) return undefined;
    const wait = setTimeout(() => setIsShown(true), HOVER_MS);
    return () => clearTimeout(wait);
  }, [isHovered]);
  useEffect(() => {
    if (!isShown) return undefined;
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      setIsShown(false);
    };
    addEventListener("keydown", onKey, { capture: true });
    return () => removeEventListener("keydown", onKey, { capture: true });
  }, [isShown]);
  const hide = (): void => setIsShown(false);
  return {
    isShown,
    show: () => setIsShown(true),
    hide,
    holders: {
      onPointerEnter: () => setIsHovered(true),
      onPointerLeave: () => {
        setIsHovered(false);
        hide();
      },
    },
  };
}
