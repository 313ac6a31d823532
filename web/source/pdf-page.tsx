import type { PDFDocumentProxy } from "pdfjs-dist";
import { useEffect, useRef, useState } from "react";
import { useIsDark } from "../current/index.ts";
import { Trouble } from "../pieces/index.ts";
import type { Place } from "../reading/index.ts";
import { type Drawing, drawPage, forgetPage } from "./draw-page.ts";
import { measurePage, type PageMeasures, type PageSize, pageHeight } from "./measure-page.ts";
import { boxesOn, placePins } from "./place-pins.ts";

export interface PdfPageProps {
  readonly pdf: PDFDocumentProxy;
  /** Page number, from 1. */
  readonly number: number;
  /** Pixels per PDF point. */
  readonly scale: number;
  /** Size of the page; an estimate if it could not be read before. */
  readonly size: PageSize;
  readonly place: Place;
  readonly places: readonly Place[];
  readonly onOpen: (number: number) => void;
}

/** Shows one original page with selectable text and its cited places. */
export function PdfPage({ pdf, number, scale, size: likely, place, places, onOpen }: PdfPageProps) {
  const { canvas, letters, measures, isDrawn, error } = useDrawing(pdf, number, scale);
  const size = measures ?? likely;
  const cited = boxesOn(places, place.documentId, number);
  const left = (measures?.text?.left ?? 36) * scale;
  return (
    <div
      className="pdf-page"
      data-page={number}
      data-drawn={isDrawn || undefined}
      style={{ inlineSize: size.width * scale, blockSize: pageHeight(size, scale) }}
    >
      <canvas ref={canvas} role="img" aria-label={`Page ${number} as it looks`} />
      <svg className="page-boxes" viewBox={`0 0 ${size.width} ${size.height}`} aria-hidden="true">
        {[...cited]
          .sort((a, b) => Number(a.number === place.number) - Number(b.number === place.number))
          .flatMap((one) =>
            one.boxes.map(({ x, y, width, height }) => (
              <Mark
                key={`${one.number} ${x} ${y}`}
                isOpen={one.number === place.number}
                box={{ x, y, width, height }}
              />
            )),
          )}
      </svg>
      <div ref={letters} className="textLayer" dir="ltr" />
      {placePins(cited, scale).map((pin) => (
        <button
          key={pin.number}
          type="button"
          className={pin.number === place.number ? "pin open" : "pin"}
          aria-label={pin.number === place.number ? `Citation ${pin.number}, open` : `Citation ${pin.number}`}
          data-number={pin.number}
          style={{ insetBlockStart: pin.top, insetInlineStart: Math.max(2, left - 30) }}
          onClick={() => onOpen(pin.number)}
        />
      ))}
      {error === undefined ? null : <Trouble title={`Page ${number} could not be drawn`} error={error} />}
    </div>
  );
}

interface MarkProps {
  readonly isOpen: boolean;
  readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}

/** Marks cited places: the open one with colour and an underline, others with dots. */
function Mark({ isOpen, box: { x, y, width, height } }: MarkProps) {
  const below = `M${x} ${y + height}h${width}`;
  if (!isOpen) return <path className="other-box" d={below} />;
  return (
    <>
      <rect className="page-box" x={x} y={y} width={width} height={height} />
      <path className="page-line" d={below} />
    </>
  );
}

interface Drawn {
  readonly measures?: PageMeasures;
  readonly isDrawn?: boolean;
  readonly error?: Error;
}

function useDrawing(pdf: PDFDocumentProxy, number: number, scale: number) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const letters = useRef<HTMLDivElement>(null);
  const [drawn, setDrawn] = useState<Drawn>({});
  const isDark = useIsDark();
  useEffect(() => {
    if (canvas.current === null || letters.current === null) return undefined;
    const drawing = new AbortController();
    const target = { scale, isDark, canvas: canvas.current, letters: letters.current };
    drawWhenThere(pdf, { ...target, number, tell: setDrawn }, drawing.signal).catch((reason: unknown) =>
      setDrawn({ error: reason instanceof Error ? reason : new Error(String(reason)) }),
    );
    return () => drawing.abort();
  }, [pdf, number, scale, isDark]);
  return { canvas, letters, ...drawn };
}

type Target = Omit<Drawing, "page"> & { readonly number: number; tell(drawn: Drawn): void };

async function drawWhenThere(
  pdf: PDFDocumentProxy,
  { number, tell, ...target }: Target,
  signal: AbortSignal,
): Promise<void> {
  const page = await pdf.getPage(number);
  const measures = await measurePage(page);
  if (signal.aborted) return;
  tell({ measures });
  try {
    if (await drawPage({ page, ...target }, signal)) tell({ measures, isDrawn: true });
  } finally {
    const forget = (): void => forgetPage({ page, ...target });
    if (signal.aborted) forget();
    else signal.addEventListener("abort", forget);
  }
}
