import { defined } from "../../../core/index.ts";
import { type Colour, looksAlike, readColour, WHITE } from "../hidden/read-colour.ts";
import type { HiddenPart } from "../hidden/warn-of-hidden-text.ts";
import { childNamed, childrenNamed } from "../xml/find-elements.ts";
import type { XmlElement } from "../xml/parse-xml.ts";

/** Look of a run, as far as it can hide the words. */
export interface RunLook {
  readonly isHidden?: boolean;
  /** Colour of the letters; absent for the automatic one, which always differs from the background. */
  readonly colour?: Colour;
  /** Colour behind the letters, by shading or highlighting. */
  readonly background?: Colour;
  /** Size of the letters in half points. */
  readonly halfPoints?: number;
}

/** Background of the words of a paragraph, and the look that its style gives them. */
export interface Surface {
  /** Colour of the page, the cell or the paragraph; undefined if it is unknown, such as that of a text box. */
  readonly background: Colour | undefined;
  /** Look that the style of the paragraph gives to its runs. */
  readonly look: RunLook;
}

export const PAGE: Surface = { background: WHITE, look: {} };

/** Reads run properties (`w:rPr`). What they do not set is absent. */
export function readRunLook(properties: XmlElement | undefined): RunLook {
  const colour = childNamed(properties, "w:color")?.attributes;
  const size = Number(childNamed(properties, "w:sz")?.attributes["w:val"] ?? Number.NaN);
  const highlight = childNamed(properties, "w:highlight")?.attributes["w:val"];
  return defined({
    isHidden: isOn(childNamed(properties, "w:vanish")),
    colour: /^(?:background|light)1$/.test(colour?.["w:themeColor"] ?? "") ? WHITE : readHex(colour?.["w:val"]),
    background: highlight === undefined ? readShading(properties) : (readColour(highlight.toLowerCase()) ?? YELLOW),
    halfPoints: Number.isNaN(size) ? undefined : size,
  });
}

/** Stands for every highlighting whose exact colour does not matter. */
const YELLOW: Colour = { channels: [255, 255, 0], opacity: 1 };

/** Reads the colour of a shading (`w:shd`) in some properties. */
export function readShading(properties: XmlElement | undefined): Colour | undefined {
  return readHex(childNamed(properties, "w:shd")?.attributes["w:fill"]);
}

function readHex(value: string | undefined): Colour | undefined {
  return value === undefined || value === "auto" ? undefined : readColour(value.toLowerCase());
}

function isOn(element: XmlElement | undefined): boolean | undefined {
  return element === undefined ? undefined : !/^(0|false|off)$/.test(element.attributes["w:val"] ?? "");
}

const MAX_CHAIN = 20;

/** Reads the looks of character and paragraph styles by id. A style inherits from its base. */
export function readStyleLooks(styles: XmlElement | undefined): ReadonlyMap<string, RunLook> {
  const sources = new Map(
    childrenNamed(styles, "w:style").map((style) => [style.attributes["w:styleId"] ?? "", style]),
  );
  const resolve = (source: XmlElement | undefined, left: number): RunLook => {
    if (source === undefined || left === 0) return {};
    const base = sources.get(childNamed(source, "w:basedOn")?.attributes["w:val"] ?? "");
    return { ...resolve(base, left - 1), ...readRunLook(childNamed(source, "w:rPr")) };
  };
  const looks = new Map([...sources].map(([id, source]) => [id, resolve(source, MAX_CHAIN)]));
  // A paragraph that names no style has the default one.
  const standard = [...sources.values()].find(
    ({ attributes }) => attributes["w:type"] === "paragraph" && attributes["w:default"] === "1",
  );
  return looks.set("", resolve(standard, MAX_CHAIN));
}

/** Largest size that nobody can read: 2 points. */
const MAX_TINY_HALF_POINTS = 4;

/** Returns why the words of a run cannot be seen; undefined if they can. */
export function reasonOfRun(look: RunLook, background: Colour | undefined): HiddenPart["reason"] | undefined {
  if (look.isHidden === true) return "not-shown";
  if (look.halfPoints !== undefined && look.halfPoints <= MAX_TINY_HALF_POINTS) return "tiny";
  const behind = look.background ?? background;
  if (look.colour === undefined || behind === undefined) return undefined;
  return looksAlike(look.colour, behind) ? "same-colour" : undefined;
}
