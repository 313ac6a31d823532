import { Fragment, type ReactNode } from "react";
import type { Span } from "../../src/core/index.ts";
import { Inline, readPlain } from "./inline-piece.ts";
import { type Block, codeLines, headingWords, itemsIn, quotedLines, rowsIn, signOf } from "./lay-out.ts";
import { type MarkedSpan, MarkedText } from "./marked-text.tsx";

interface TextBlockProps {
  readonly text: string;
  readonly block: Block;
  readonly marks: readonly MarkedSpan[];
  readonly onOpen: (number: number) => void;
}

/** Shows one block as a heading, list, table or other element. Never treats document text as HTML. */
export function TextBlock({ text, block, marks, onOpen }: TextBlockProps) {
  const marked = (span: Span, from?: number) => (
    <MarkedText text={text} span={span} from={from} marks={marks} onOpen={onOpen} />
  );
  const { kind, span, level = 1 } = block;
  switch (kind) {
    case "heading":
      return level === 1 ? (
        <h3 className="has-mark">{marked(headingWords(text, span), span.start)}</h3>
      ) : (
        <h4 className="has-mark">{marked(headingWords(text, span), span.start)}</h4>
      );
    case "list":
      return (
        <ul className="source-list">
          {itemsIn(text, span).map((item) => {
            const sign = signOf(text, item);
            return (
              <li key={item.start} className={sign === undefined ? "has-mark" : "has-mark bullet"}>
                {sign === undefined ? null : <Sign text={text} span={sign} />}
                {marked({ start: sign?.end ?? item.start, end: item.end }, item.start)}
              </li>
            );
          })}
        </ul>
      );
    case "table":
      return <SourceTable text={text} block={block} marked={marked} />;
    case "code":
      return (
        <Inline.Provider value={readPlain}>
          <pre className="has-mark">{marked(codeLines(text, span))}</pre>
        </Inline.Provider>
      );
    case "quote":
      return (
        <blockquote className="has-mark">
          {quotedLines(text, span).map((line) => (
            <Fragment key={line.start}>
              {line.sign === undefined ? null : <Sign text={text} span={line.sign} />}
              {marked(line)}
            </Fragment>
          ))}
        </blockquote>
      );
    case "paragraph":
      return <p className="has-mark">{marked(span)}</p>;
  }
}

function Sign({ text, span: { start, end } }: { readonly text: string; readonly span: Span }) {
  return (
    <span className="sign" data-at={start} aria-hidden="true">
      {text.slice(start, end)}
    </span>
  );
}

interface SourceTableProps {
  readonly text: string;
  readonly block: Block;
  readonly marked: (span: Span, from?: number) => ReactNode;
}

function SourceTable({ text, block: { span, header }, marked }: SourceTableProps) {
  const rows = rowsIn(text, span);
  const isHeader = (row: readonly Span[]): boolean => header !== undefined && (row[0]?.start ?? 0) < header.end;
  return (
    <div className="wide">
      <table>
        <tbody>
          {rows.map((row, at) => (
            <tr key={row[0]?.start} className={isHeader(row) ? "names has-mark" : "has-mark"}>
              {row.map((cell, column) => {
                const before = column === 0 ? (rows[at - 1]?.at(-1)?.end ?? span.start) : row[column - 1]?.end;
                return isHeader(row) ? (
                  <th key={cell.start} scope="col">
                    {marked(cell, before)}
                  </th>
                ) : (
                  <td key={cell.start}>{marked(cell, before)}</td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
