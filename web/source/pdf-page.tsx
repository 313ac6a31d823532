import { useQuery } from "@tanstack/react-query";
import { GlobalWorkerOptions, getDocument, type PDFDocumentProxy } from "pdfjs-dist";
import workerUrl from "pdfjs-dist/build/pdf.worker.min.mjs?url";
import { useEffect, useRef, useState } from "react";
import type { Box } from "../../src/core/index.ts";
import { type DocumentName, readOriginal } from "../api/index.ts";
import { Button, Trouble } from "../pieces/index.ts";
import type { Place } from "../reading/index.ts";
import { revealIn } from "./reveal-in.ts";

GlobalWorkerOptions.workerSrc = workerUrl;

interface PdfPageProps {
  readonly name: DocumentName;
  /** From 1. */
  readonly page: number;
  readonly place: Place;
  readonly places: readonly Place[];
  readonly onText: () => void;
}

/** A page of the original as it looks, with the boxes of what is cited on it. */
export function PdfPage({ name, page, place, places, onText }: PdfPageProps) {
  const { data, error } = useQuery({
    queryKey: ["pdf", name],
    queryFn: ({ signal }) => openPdf(name, signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });
  if (error !== null)
    return (
      <Trouble title="The page could not be drawn" error={error}>
        <Button onClick={onText}>Show the text</Button>
      </Trouble>
    );
  if (data === undefined) return <p className="loading">Opening the page…</p>;
  return <DrawnPage pdf={data} {...{ page, place, places }} />;
}

async function openPdf(name: DocumentName, signal: AbortSignal): Promise<PDFDocumentProxy> {
  const data = await readOriginal(name, signal);
  const folder = (part: string): string => new URL(`/pdfjs/${part}/`, location.href).href;
  return getDocument({
    data,
    cMapUrl: folder("cmaps"),
    standardFontDataUrl: folder("standard_fonts"),
    wasmUrl: folder("wasm"),
    iccUrl: folder("iccs"),
    isEvalSupported: false,
    enableXfa: false,
  }).promise;
}

interface PageSize {
  readonly width: number;
  readonly height: number;
}

interface DrawnPageProps extends Pick<PdfPageProps, "page" | "place" | "places"> {
  readonly pdf: PDFDocumentProxy;
}

function DrawnPage({ pdf, page, place, places }: DrawnPageProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const sheet = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState<PageSize>();
  const [error, setError] = useState<Error>();
  useEffect(() => {
    const drawing = new AbortController();
    if (canvas.current !== null)
      drawPage({ pdf, page, canvas: canvas.current }, drawing.signal).then(
        (drawn) => {
          if (drawn !== undefined) setSize(drawn);
        },
        (reason: unknown) => setError(reason instanceof Error ? reason : new Error(String(reason))),
      );
    return () => drawing.abort();
  }, [pdf, page]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another place, or a page that has its size now, is brought into view
  useEffect(() => revealIn(sheet.current), [place, size]);
  if (error !== undefined) return <Trouble title="The page could not be drawn" error={error} />;
  return (
    <div ref={sheet} className="pdf-page" data-drawn={size === undefined ? undefined : page}>
      <canvas ref={canvas} role="img" aria-label={`Page ${page} as it looks`} />
      {size === undefined ? null : (
        <svg className="page-boxes" viewBox={`0 0 ${size.width} ${size.height}`} aria-hidden="true">
          {places.map((one) => (
            <PlaceBoxes key={one.number} boxes={boxesOn(one, page, place)} isOpen={one.number === place.number} />
          ))}
        </svg>
      )}
    </div>
  );
}

/** Only of the same document. */
function boxesOn({ documentId, location }: Place, page: number, open: Place): readonly Box[] {
  const isHere =
    documentId === open.documentId && location !== undefined && "page" in location && location.page === page;
  return isHere ? location.boxes : [];
}

function PlaceBoxes({ boxes, isOpen }: { readonly boxes: readonly Box[]; readonly isOpen: boolean }) {
  return boxes.map(({ x, y, width, height }) => (
    <rect key={`${x} ${y}`} className={isOpen ? "page-box" : "other-box"} {...{ x, y, width, height }} />
  ));
}

interface Drawing {
  readonly pdf: PDFDocumentProxy;
  readonly page: number;
  readonly canvas: HTMLCanvasElement;
}

/** Draws a page as wide as its desk; undefined if another one is wanted before it is done. */
async function drawPage({ pdf, page, canvas }: Drawing, signal: AbortSignal): Promise<PageSize | undefined> {
  const shown = await pdf.getPage(page);
  if (signal.aborted) return undefined;
  const { width, height } = shown.getViewport({ scale: 1 });
  const sharpness = (canvas.parentElement?.clientWidth ?? width) / width;
  const viewport = shown.getViewport({ scale: sharpness * Math.min(devicePixelRatio, 3) });
  canvas.width = Math.floor(viewport.width);
  canvas.height = Math.floor(viewport.height);
  const colors = pageColors(canvas);
  const task = shown.render({ canvas, viewport, ...(colors === undefined ? {} : { pageColors: colors }) });
  signal.addEventListener("abort", () => task.cancel());
  try {
    await task.promise;
    return { width, height };
  } catch (error) {
    if (signal.aborted) return undefined;
    throw error;
  }
}

/** A white page would dazzle in the dark. */
function pageColors(
  canvas: HTMLCanvasElement,
): { readonly background: string; readonly foreground: string } | undefined {
  const { colorScheme } = getComputedStyle(document.documentElement);
  const isDark =
    colorScheme === "dark" || (colorScheme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  if (!isDark) return undefined;
  const style = getComputedStyle(canvas);
  return { background: style.backgroundColor, foreground: style.color };
}
