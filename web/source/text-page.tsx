import { useEffect, useMemo, useRef, useState } from "react";
import type { DocumentText } from "../api/index.ts";
import { Button } from "../pieces/index.ts";
import { layOut } from "./lay-out.ts";
import type { MarkedSpan } from "./marked-text.tsx";
import { revealIn } from "./reveal-in.ts";
import { TextBlock } from "./text-block.tsx";

/** A book has tens of thousands of blocks: so many are drawn before and after the open span, and more when asked for. */
const AROUND = 150;

interface TextPageProps {
  readonly document: DocumentText;
  readonly marks: readonly MarkedSpan[];
  readonly keepsLines: boolean;
  readonly onOpen: (number: number) => void;
}

/** The text in which the spans are counted, with the open one in view. */
export function TextPage({ document: { text, elements }, marks, keepsLines, onOpen }: TextPageProps) {
  const blocks = useMemo(() => layOut(text, elements), [text, elements]);
  const open = marks.find(({ isOpen }) => isOpen);
  const openAt =
    open === undefined
      ? 0
      : Math.max(
          0,
          blocks.findIndex(({ span }) => span.end > open.start),
        );
  const [more, setMore] = useState({ before: 0, after: 0 });
  const from = Math.max(0, openAt - AROUND - more.before);
  const to = Math.min(blocks.length, openAt + AROUND + more.after);
  const sheet = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (open !== undefined) revealIn(sheet.current);
  }, [open]);
  return (
    <div ref={sheet} className={keepsLines ? "sheet lines" : "sheet"} dir="auto" data-text>
      {from > 0 ? (
        <Button kind="plain" onClick={() => setMore({ ...more, before: more.before + 4 * AROUND })}>
          Show what stands before
        </Button>
      ) : null}
      {blocks.slice(from, to).map((block) => (
        <TextBlock key={block.span.start} {...{ text, block, marks, onOpen }} />
      ))}
      {to < blocks.length ? (
        <Button kind="plain" onClick={() => setMore({ ...more, after: more.after + 4 * AROUND })}>
          Show what follows
        </Button>
      ) : null}
    </div>
  );
}
