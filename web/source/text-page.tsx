import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useRef, useState } from "react";
import type { Span } from "../../src/core/index.ts";
import type { DocumentText } from "../api/index.ts";
import { Button } from "../pieces/index.ts";
import { copyExactly } from "./copy-exactly.ts";
import { Inline, type InlineReader, readPlain } from "./inline-piece.ts";
import { layOut } from "./lay-out.ts";
import type { MarkedSpan } from "./marked-text.tsx";
import { revealIn } from "./reveal-in.ts";
import { TextBlock } from "./text-block.tsx";

/** Number of blocks drawn before and after the open span; the user can ask for more. A book has tens of thousands. */
const AROUND = 150;

interface TextPageProps {
  readonly document: DocumentText;
  readonly marks: readonly MarkedSpan[];
  readonly mediaType: string;
  readonly onOpen: (number: number) => void;
}

/** Media types whose line breaks are kept. */
const WITH_LINES: ReadonlySet<string> = new Set(["text/plain", "message/rfc822"]);

/** Shows the extracted text of a document, scrolled to the open span. */
export function TextPage(props: TextPageProps) {
  const isMarkdown = props.mediaType === "text/markdown";
  // The Markdown parser is loaded only for Markdown documents.
  const { data = readPlain, isPending } = useQuery({
    queryKey: ["read-inline"],
    queryFn: async (): Promise<InlineReader> => (await import("./read-inline.ts")).readInline,
    enabled: isMarkdown,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (isMarkdown && isPending) return <p className="loading">Opening the document…</p>;
  return (
    <Inline.Provider value={data}>
      <Blocks {...props} />
    </Inline.Provider>
  );
}

function Blocks({ document: { text, elements }, marks, mediaType, onOpen }: TextPageProps) {
  const blocks = useMemo(() => layOut(text, elements), [text, elements]);
  const open = marks.find(({ isOpen, start, end }) => isOpen && end > start);
  const found = open === undefined ? 0 : blocks.findIndex(({ span }) => span.end > open.start);
  const openAt = Math.max(0, found);
  const [more, setMore] = useState({ before: 0, after: 0 });
  const from = Math.max(0, openAt - AROUND - more.before);
  const to = Math.min(blocks.length, openAt + AROUND + more.after);
  const sheet = useRef<HTMLDivElement>(null);
  const openStart = open?.start;
  useEffect(() => {
    if (openStart !== undefined) revealIn(sheet.current);
  }, [openStart]);
  return (
    <div
      ref={sheet}
      className={WITH_LINES.has(mediaType) ? "sheet lines" : "sheet"}
      dir="auto"
      data-text
      onCopy={({ nativeEvent }) => copyExactly(text, sheet.current, nativeEvent)}
    >
      {from > 0 ? (
        <Button kind="plain" onClick={() => setMore({ ...more, before: more.before + 4 * AROUND })}>
          Show earlier text
        </Button>
      ) : null}
      {blocks.slice(from, to).map((block) => (
        <TextBlock key={block.span.start} text={text} block={block} onOpen={onOpen} marks={within(marks, block.span)} />
      ))}
      {to < blocks.length ? (
        <Button kind="plain" onClick={() => setMore({ ...more, after: more.after + 4 * AROUND })}>
          Show later text
        </Button>
      ) : null}
    </div>
  );
}

/** Returns the marks that touch a span, so that a block does not scan thousands of others. */
const within = (marks: readonly MarkedSpan[], { start, end }: Span): readonly MarkedSpan[] =>
  marks.filter((mark) => mark.start < end && mark.end > start);
