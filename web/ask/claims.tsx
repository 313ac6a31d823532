import { type KeyboardEvent, type ReactNode, useRef, useState } from "react";
import { VerdictMark, verdictWords } from "../pieces/index.ts";
import { describePlace, type Sentence } from "../reading/index.ts";
import type { Asking } from "./asking.ts";
import { Chip } from "./chip.tsx";
import { ClaimText } from "./claim-text.tsx";
import { findOffending } from "./find-offending.ts";

interface ClaimsProps {
  readonly asking: Asking;
  /** Number of the place open in the viewer. */
  readonly open: number | undefined;
  readonly onOpen: (number: number) => void;
}

/** Lists the sentences of an answer. All chips share one Tab stop; arrow keys move between them. */
export function Claims({ asking, open, onOpen }: ClaimsProps) {
  const list = useRef<HTMLOListElement>(null);
  const [chosen, setStop] = useState<string>();
  const stop = chosen ?? `${asking.sentences.findIndex(({ places }) => places.length > 0)}.0`;
  const move = (event: KeyboardEvent): void => {
    const to = nextChip(list.current, event.key);
    if (to === undefined) return;
    event.preventDefault();
    to.focus();
  };
  return (
    <ol className="claims" ref={list} onKeyDown={move}>
      {numbered(asking.sentences).map(({ sentence, at }) => (
        <Claim key={at} sentence={sentence} isOpen={sentence.places.includes(open ?? 0)}>
          {sentence.places.map((number, within) => {
            const place = asking.places[number - 1];
            if (place === undefined) return null;
            const name = `${at}.${within}`;
            return (
              <Chip
                key={number}
                place={place}
                words={describePlace(place, asking.passages)}
                isOpen={number === open}
                isTabStop={name === stop}
                onFocus={() => setStop(name)}
                onOpen={() => onOpen(number)}
              />
            );
          })}
        </Claim>
      ))}
      {asking.drafts.map((text, at) => (
        <Claim key={numberDraft(asking, at)} sentence={{ text, why: "", places: [] }} isOpen={false}>
          {null}
        </Claim>
      ))}
    </ol>
  );
}

/** Number of a draft; the checked sentence later takes the same number. */
const numberDraft = ({ sentences }: Asking, at: number): number => sentences.length + at;

/** Pairs each sentence with its position, which never changes. */
const numbered = (sentences: readonly Sentence[]) => sentences.map((sentence, at) => ({ sentence, at }));

interface ClaimProps {
  readonly sentence: Sentence;
  readonly isOpen: boolean;
  readonly children: ReactNode;
}

function Claim({ sentence: { text, verdict, why }, isOpen, children }: ClaimProps) {
  const isFlagged = verdict !== undefined && verdict !== "supported";
  return (
    <li
      className={verdict === undefined ? "claim checking" : "claim"}
      data-v={verdict}
      aria-current={isOpen || undefined}
    >
      {verdict === undefined ? (
        <span className="turning" role="img" aria-label="Being checked" />
      ) : (
        <VerdictMark verdict={verdict} />
      )}
      <div className="text" dir="auto">
        {verdict === "contradicted" ? <Contradicted text={text} why={why} /> : <ClaimText text={text} />}
        <span className="cites"> {children}</span>
      </div>
      {isFlagged ? (
        <p className="why">
          <b>{verdictWords[verdict]}.</b> {why}
        </p>
      ) : null}
    </li>
  );
}

/** Underlines the words that contradict the source; the whole sentence if the reason names no words. */
function Contradicted({ text, why }: Pick<Sentence, "text" | "why">) {
  const off = findOffending(text, why);
  if (off === undefined || text.includes("\n"))
    return (
      <span className="off">
        <ClaimText text={text} />
      </span>
    );
  return (
    <>
      <ClaimText text={text.slice(0, off.start)} />
      <span className="off">
        <ClaimText text={text.slice(off.start, off.end)} />
      </span>
      <ClaimText text={text.slice(off.end)} />
    </>
  );
}

/** Returns the chip that an arrow key moves to: in the same sentence, or the first of a neighbouring sentence. */
function nextChip(list: HTMLElement | null, key: string): HTMLElement | undefined {
  const rows = [...(list?.querySelectorAll(".claim") ?? [])]
    .map((row) => [...row.querySelectorAll<HTMLElement>(".cite")])
    .filter((chips) => chips.length > 0);
  const row = rows.findIndex((chips) => chips.some((chip) => chip === document.activeElement));
  const chips = rows[row];
  if (chips === undefined) return undefined;
  const forwards = list !== null && getComputedStyle(list).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
  if (key === "ArrowUp") return rows[row - 1]?.[0];
  if (key === "ArrowDown") return rows[row + 1]?.[0];
  if (key === "ArrowLeft" || key === "ArrowRight") {
    const at = chips.findIndex((chip) => chip.matches(":focus"));
    return chips[at + (key === forwards ? 1 : -1)];
  }
  return undefined;
}
