import type { KeyboardEvent } from "react";
import type { Hit } from "../../src/core/index.ts";
import { ordinal } from "../pieces/index.ts";
import { describeLocation, Marked, matchWords, termsOf } from "../reading/index.ts";
import { cutSnippet } from "./cut-snippet.ts";
import { readableText } from "./readable-text.ts";
import { sayScore } from "./score-tree.ts";

interface HitListProps {
  readonly hits: readonly Hit[];
  readonly chosen: string | undefined;
  readonly onChoose: (chunkId: string) => void;
}

/** Ranked list of hits. The arrow keys choose a hit; on a phone, Enter opens it. */
export function HitList({ hits, chosen, onChoose }: HitListProps) {
  if (hits.length === 0) return null;
  const best = Math.max(...hits.map(({ score }) => Math.abs(score)), Number.MIN_VALUE);
  return (
    <ol className="hits" aria-label="Hits" onKeyDown={moveByArrow}>
      {hits.map((hit) => (
        <li key={hit.chunkId}>
          <HitRow hit={hit} share={Math.abs(hit.score) / best} isChosen={hit.chunkId === chosen} onChoose={onChoose} />
        </li>
      ))}
    </ol>
  );
}

interface HitRowProps {
  readonly hit: Hit;
  /** Score relative to the best one, shown as a bar. */
  readonly share: number;
  readonly isChosen: boolean;
  readonly onChoose: (chunkId: string) => void;
}

function HitRow({ hit, share, isChosen, onChoose }: HitRowProps) {
  const text = readableText(hit.text);
  const snippet = cutSnippet(text, matchWords(text, termsOf(hit)));
  return (
    <button type="button" className="list-row hit-row" aria-current={isChosen} onClick={() => onChoose(hit.chunkId)}>
      <span className="rank">{hit.rank}</span>
      <span>
        <span className="ti">{hit.title}</span> <span className="pl">{placeOf(hit)}</span>
        <span className="sn">
          {snippet.isCutBefore ? "… " : ""}
          <Marked text={snippet.text} marks={snippet.marks} />
          {snippet.isCutBehind ? " …" : ""}
        </span>
        <span className="st">
          {hit.explanation.stages.map(({ stage, rank }) => (
            <span key={stage}>
              {stage} {ordinal(rank)}
            </span>
          ))}
        </span>
      </span>
      <span className="sc">
        {sayScore(hit.score)}
        <svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
          <rect className="track" width="100" height="4" />
          <rect className="bar-fill" width={share * 100} height="4" />
        </svg>
      </span>
    </button>
  );
}

/** Returns the last heading above a hit, and its page, cells or slide. */
export function placeOf({ title, headingPath, location }: Pick<Hit, "title" | "headingPath" | "location">): string {
  const last = headingPath.at(-1) ?? "";
  const heading = last === title ? "" : last;
  const at = location === undefined ? "" : describeLocation(location);
  return [heading, at].filter((part) => part !== "").join(", ");
}

function moveByArrow(event: KeyboardEvent<HTMLOListElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const row = event.target instanceof HTMLElement ? event.target.closest("li") : null;
  const next = step === 1 ? row?.nextElementSibling : step === -1 ? row?.previousElementSibling : undefined;
  const button = next?.querySelector("button");
  if (button === null || button === undefined) return;
  event.preventDefault();
  button.focus();
  button.click();
}
