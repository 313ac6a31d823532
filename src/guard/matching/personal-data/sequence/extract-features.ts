import { type AttributeName, attributeNames, attributesOf, PADDING } from "./token-attributes.ts";

/** Number of rows of the weights; features are hashed into them. A power of two. */
export const FEATURE_ROWS = 1 << 16;

/** Features of the tokens of a text, `count` rows of the weights for each token. */
export interface Features {
  readonly rows: Uint16Array;
  readonly count: number;
}

type Distance = -3 | -2 | -1 | 0 | 1 | 2 | 3;
/** An attribute of a token at a distance, such as `word-1` for the word before. */
type Part = `${AttributeName}${Distance}`;

/** Features by the attributes that they join, up to three. */
const templates: readonly (readonly Part[])[] = [
  ["word-2"],
  ["word-1"],
  ["word0"],
  ["word1"],
  ["word2"],
  ["wordBefore0"],
  ["class0"],
  ["shape-1"],
  ["shape0"],
  ["shape1"],
  ["prefix0"],
  ["suffix20"],
  ["suffix30"],
  ["suffix40"],
  ["word-1", "word0"],
  ["word0", "word1"],
  ["word-2", "word-1"],
  ["word1", "word2"],
  ["shape-1", "shape0", "shape1"],
  ["shape0", "shape1", "shape2"],
  ["lineStart0", "shape0"],
  ["class-1", "class0"],
  ["class0", "class1"],
  ["class-1", "class0", "class1"],
  ["case-1", "case0", "class0"],
  ["case0", "case1", "class0"],
  ["suffix30", "case0"],
  ["word-1", "class0"],
  ["word1", "class0"],
  ["word-1", "shape0"],
  ["word1", "shape0"],
  ["word-2", "shape0"],
  ["word-2", "word-1", "shape0"],
  ["wordBefore0", "shape0"],
  ["person0", "case0"],
  ["place0", "case0"],
  ["thing0", "case0"],
  ["person-1", "person0", "case0"],
  ["person0", "person1", "case0"],
  ["place-1", "place0"],
  ["place0", "place1"],
  ["thing-1", "case0"],
  ["thing1", "case0"],
  ["class-2", "case0"],
  ["class-2"],
  ["class-1"],
  ["class1"],
  ["shape-1", "shape0"],
  ["shape0", "shape1"],
];

/** A part of a feature: an attribute, and the distance of the token that it is of. */
interface AttributePart {
  readonly name: AttributeName;
  readonly distance: number;
}

const parsedTemplates: readonly (readonly AttributePart[])[] = templates.map((parts) =>
  parts.map((part) => {
    const [, written = "", distance = "0"] = /^(suffix[2-4]|[a-zA-Z]+)(-?\d)$/.exec(part) ?? [];
    const name = attributeNames.find((each) => each === written) ?? "word";
    return { name, distance: Number(distance) };
  }),
);

/**
 * Computes the features of each token: the words around it, their forms, endings and classes, alone and in pairs. Rare
 * words are known by form and class only, so that the weights hold no names.
 */
export function extractFeatures(tokens: readonly string[], classes: Int32Array): Features {
  const attributes = attributesOf(tokens, classes);
  const count = parsedTemplates.length;
  const features = { rows: new Uint16Array(tokens.length * count), count };
  const none = new Int32Array(tokens.length);
  const valuesOf = (part: AttributePart | undefined): Int32Array =>
    part === undefined ? none : attributes[part.name].subarray(PADDING + part.distance);
  for (const [feature, [first, second, third]] of parsedTemplates.entries())
    setRows(features, feature, [valuesOf(first), valuesOf(second), valuesOf(third)]);
  return features;
}

/** Hashes a feature of each token to its row of weights. */
function setRows({ rows, count }: Features, feature: number, [first, second, third]: readonly Int32Array[]): void {
  const seed = Math.imul(feature + 0x9e3779b9, 0x85ebca6b);
  let token = 0;
  for (let at = feature; at < rows.length; at += count) {
    let hash = seed ^ (first?.[token] ?? 0);
    hash = Math.imul(hash ^ (hash >>> 15), 0xc2b2ae35) ^ (second?.[token] ?? 0);
    hash = Math.imul(hash ^ (hash >>> 13), 0x27d4eb2f) ^ (third?.[token] ?? 0);
    hash = Math.imul(hash ^ (hash >>> 16), 0x165667b1);
    rows[at] = (hash ^ (hash >>> 15)) & (FEATURE_ROWS - 1);
    token++;
  }
}
