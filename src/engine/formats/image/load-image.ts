import { LoadFailedError, type LoadInput, type Ocr, UnsupportedMediaTypeError } from "../../../core/index.ts";
import type { LoadResult } from "../load-result.ts";
import { findHeadings } from "../pdf/find-headings.ts";
import { layoutPage } from "../pdf/layout-page.ts";
import { toBlocks } from "../pdf/to-blocks.ts";
import { writeText } from "../pdf/write-text.ts";
import { type CanvasImage, loadCanvas } from "../picture/canvas.ts";
import { fitScale, type Picture, takePicture } from "../picture/picture.ts";
import { readPicture } from "../picture/read-picture.ts";
import { warnOfOcr } from "../picture/warn-of-ocr.ts";

/** Length of the longer side below which a picture is enlarged: a screenshot, with letters too small for OCR. */
const SMALL_SIDE = 1_700;

/**
 * Reads the text of a picture by OCR, as a document of one page on which a pixel is a point.
 *
 * @throws {UnsupportedMediaTypeError} without OCR
 * @throws {LoadFailedError}           when the picture is broken
 */
export async function loadImage({ bytes, mediaType }: LoadInput, signal: AbortSignal, ocr?: Ocr): Promise<LoadResult> {
  if (ocr === undefined) {
    throw new UnsupportedMediaTypeError(`No loader reads ${mediaType} without OCR.`, {
      hint: "Add it with `--ocr` (or the setting ingest.ocr), or leave it out.",
    });
  }
  const picture = drawImage(await decodeImage(bytes, mediaType));
  const read = picture === undefined ? undefined : await readPicture(picture, ocr, signal);
  const parts = layoutPage({ runs: read?.runs ?? [], grids: [] });
  const levels = findHeadings([parts], []);
  const isBlank = read === undefined || read.runs.length === 0;
  const ocrPages = read === undefined ? [] : [{ page: 1, confidence: read.confidence }];
  return {
    ...writeText(toBlocks(parts, levels, 1)),
    metadata: {},
    pages: 1,
    pagesWithoutText: isBlank ? [1] : [],
    ocrPages,
    warnings: warnOfOcr(ocrPages),
  };
}

async function decodeImage(bytes: Uint8Array, mediaType: string): Promise<CanvasImage> {
  const { loadImage: decode } = loadCanvas();
  if (!isWhole(bytes, mediaType)) throw brokenError(mediaType, "it is cut off");
  try {
    return await decode(bytes);
  } catch (cause) {
    throw brokenError(mediaType, "the picture is broken", cause);
  }
}

function brokenError(mediaType: string, reason: string, cause?: unknown): LoadFailedError {
  return new LoadFailedError(`The file could not be read as ${mediaType}: ${reason}.`, {
    hint: "Open it in a program for pictures, save it again, and add the new file.",
    cause,
  });
}

/** Draws the picture on white, since its background may be transparent. */
function drawImage(image: CanvasImage): Picture | undefined {
  const scale = fitScale(image, Math.max(image.width, image.height) < SMALL_SIDE ? 2 : 1);
  const { createCanvas } = loadCanvas();
  const canvas = createCanvas(
    Math.max(1, Math.round(image.width * scale)),
    Math.max(1, Math.round(image.height * scale)),
  );
  const context = canvas.getContext("2d");
  context.fillStyle = "#ffffff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return takePicture(canvas, scale);
}

interface SizeField {
  /** Offset of the field that contains the picture's size. */
  readonly at: number;
  /** Number of bytes that the size does not include. */
  readonly uncounted: number;
}

const SIZES: Readonly<Record<string, SizeField>> = {
  "image/webp": { at: 4, uncounted: 8 },
  "image/bmp": { at: 2, uncounted: 0 },
};
const ENDS: Readonly<Record<string, Uint8Array>> = {
  "image/png": Buffer.from("IEND"),
  "image/jpeg": Buffer.from([0xff, 0xd9]),
  "image/gif": Buffer.from([0x3b]),
};

/** Tests whether a picture is complete. The decoder shows half a picture as if it were all, and crashes on less. */
function isWhole(bytes: Uint8Array, mediaType: string): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const size = SIZES[mediaType];
  if (size !== undefined) return bytes.length >= 16 && buffer.readUInt32LE(size.at) + size.uncounted <= bytes.length;
  const end = ENDS[mediaType];
  return end === undefined || buffer.lastIndexOf(end) > 0;
}
