import type { SlipWords } from "./passage-slip.tsx";

interface PassageRowProps {
  readonly words: SlipWords;
  readonly isOpen: boolean;
  readonly onLook: (isLooked: boolean) => void;
  readonly onOpen: () => void;
}

/** Shows a passage in a list. Focus or hover marks it with a ring on the map; a click opens it in its document. */
export function PassageRow({ words: { title, heading, excerpt }, isOpen, onLook, onOpen }: PassageRowProps) {
  return (
    <button
      type="button"
      className="map-passage"
      data-row
      aria-current={isOpen ? "true" : undefined}
      onClick={onOpen}
      onFocus={() => onLook(true)}
      onBlur={() => onLook(false)}
      onMouseEnter={() => onLook(true)}
      onMouseLeave={() => onLook(false)}
    >
      <span className="ti">{title}</span>
      {heading === "" || heading === title ? null : <span className="pl">{heading}</span>}
      <span className="sn" dir="auto">
        {excerpt}
      </span>
    </button>
  );
}
