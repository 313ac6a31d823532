import { type GrayImage, never, type Ocr, type OcrWord } from "../core/index.ts";
import type { ContractCase } from "./contract-case.ts";

/** A picture with its words, each once, and the rectangles in which they were drawn. */
export interface OcrSample {
  readonly image: GrayImage;
  readonly words: readonly Pick<OcrWord, "text" | "box">[];
}

/** Maximum distance in pixels between a side of a box and the drawn word. */
const MARGIN = 12;

/**
 * Cases that every `Ocr` must pass, for any test runner. Each case opens its own engine and closes it.
 *
 * @param sample  a clear picture in the engine's language
 */
export function ocrContract(open: () => Promise<Ocr>, sample: OcrSample): readonly ContractCase[] {
  const using = (check: (ocr: Ocr) => Promise<void>) => async () => {
    const ocr = await open();
    try {
      await check(ocr);
    } finally {
      await ocr.close();
    }
  };
  const read = async (ocr: Ocr, image: GrayImage) => (await ocr.recognize(image, never)).flatMap(({ words }) => words);
  return [
    {
      name: "has an id and a language",
      run: using(async ({ id, language }) => {
        require(/^[^+\s]+$/.test(id), `"${id}" is empty, or contains a + or a space`);
        require(/^[a-z]{2}$/.test(language), `"${language}" is not a language code`);
      }),
    },
    {
      name: "reads the words of a clear picture at their places, the same each time",
      run: using(async (ocr) => {
        const found = await read(ocr, sample.image);
        for (const { text, box } of sample.words) {
          const word = found.find((other) => other.text === text);
          require(word !== undefined, `"${text}" was not found`);
          for (const side of ["x", "y", "width", "height"] as const) {
            const difference = Math.abs((word?.box[side] ?? 0) - box[side]);
            require(difference <= MARGIN, `the ${side} of "${text}" is ${difference} pixels off`);
          }
        }
        require(JSON.stringify(await read(ocr, sample.image)) === JSON.stringify(found), "a second reading differs");
      }),
    },
    {
      name: "returns boxes within the image, and confidences from 0 to 1",
      run: using(async (ocr) => {
        for (const { text, box, confidence } of await read(ocr, sample.image)) {
          const isWithin = box.x >= 0 && box.y >= 0 && box.x + box.width <= sample.image.width;
          require(isWithin && box.y + box.height <= sample.image.height, `"${text}" lies outside of the image`);
          require(confidence >= 0 && confidence <= 1, `the confidence of "${text}" is ${confidence}`);
          require(text.trim() !== "", "a word is blank");
        }
      }),
    },
    {
      name: "finds nothing on a blank picture",
      run: using(async (ocr) => {
        const blank = { width: 400, height: 300, pixels: new Uint8Array(120_000).fill(255) };
        require((await read(ocr, blank)).length === 0, "words were found on a blank picture");
      }),
    },
    {
      name: "rejects an image with fewer pixels than its size requires",
      run: using(async (ocr) => {
        const image = { width: 400, height: 300, pixels: new Uint8Array(100) };
        const outcome = await read(ocr, image).catch((error: unknown) => error);
        require(outcome instanceof Error && "code" in outcome && outcome.code === "invalid-argument", "it was read");
      }),
    },
    {
      name: "stops with the signal's reason, and can read again afterwards",
      run: using(async (ocr) => {
        const stopped = new AbortController();
        const reason = new Error("stopped by the caller");
        const reading = ocr.recognize(sample.image, stopped.signal).catch((error: unknown) => error);
        stopped.abort(reason);
        require((await reading) === reason, "an aborted call did not end with the signal's reason");
        require((await read(ocr, sample.image)).length > 0, "nothing was read after an abort");
      }),
    },
  ];
}

function require(condition: boolean, complaint: string): void {
  if (!condition) throw new Error(complaint);
}
