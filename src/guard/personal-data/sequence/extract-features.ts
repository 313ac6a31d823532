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
  ...([["word-2"], ["word-1"], ["word0"], ["word1"], ["word2"], ["wordBefore0"], ["class0"]] as const),
  ...([["shape-1"], ["shape0"], ["shape1"], ["prefix0"], ["suffix20"], ["suffix30"], ["suffix40"]] as const),
  ...([
    ["word-1", "word0"],
    ["word0", "word1"],
    ["word-2", "word-1"],
    ["word1", "word2"],
  ] as const),
  ...([
    ["shape-1", "shape0", "shape1"],
    ["shape0", "shape1", "shape2"],
    ["lineStart0", "shape0"],
  ] as const),
  ...([
    ["class-1", "class0"],
    ["class0", "class1"],
    ["class-1", "class0", "class1"],
  ] as const),
  ...([
    ["case-1", "case0", "class0"],
    ["case0", "case1", "class0"],
    ["suffix30", "case0"],
  ] as const),
  ...([
    ["word-1", "class0"],
    ["word1", "class0"],
    ["word-1", "shape0"],
    ["word1", "shape0"],
  ] as const),
  ...([
    ["word-2", "shape0"],
    ["word-2", "word-1", "shape0"],
    ["wordBefore0", "shape0"],
  ] as const),
  ...([
    ["person0", "case0"],
    ["place0", "case0"],
    ["thing0", "case0"],
  ] as const),
  ...([
    ["person-1", "person0", "case0"],
    ["person0", "person1", "case0"],
  ] as const),
  ...([
    ["place-1", "place0"],
    ["place0", "place1"],
  ] as const),
  ...([
    ["thing-1", "case0"],
    ["thing1", "case0"],
    ["class-2", "case0"],
  ] as const),
  ...([["class-2"], ["class-1"], ["class1"], ["shape-1", "shape0"], ["shape0", "shape1"]] as const),
];

const MAX_PARTS = 3;
const NO_PART = -1;

/** Columns and distances of the parts of each feature, three for each; `NO_PART` where there are fewer. */
const columns = new Int8Array(templates.length * MAX_PARTS).fill(NO_PART);
const distances = new Int8Array(columns.length);
templates.forEach((parts, feature) => {
  parts.forEach((part, index) => {
    const [, name = "", distance = "0"] = /^(suffix[2-4]|[a-zA-Z]+)(-?\d)$/.exec(part) ?? [];
    columns[feature * MAX_PARTS + index] = attributeNames.findIndex((each) => each === name);
    distances[feature * MAX_PARTS + index] = Number(distance);
  });
});

/**
 * Computes the features of each token: the words around it, their forms, endings and classes, alone and in pairs. Rare words
 * are known by form and class only, so that the weights hold no names.
 */
export function extractFeatures(tokens: readonly string[], classes: Int32Array): Features {
  const named = attributesOf(tokens, classes);
  const attributes = attributeNames.map((name) => named[name]);
  const count = templates.length;
  const rows = new Uint16Array(tokens.length * count);
  for (let token = 0; token < tokens.length; token++) {
    for (let feature = 0; feature < count; feature++)
      rows[token * count + feature] = rowOf(attributes, feature, token + PADDING);
  }
  return { rows, count };
}

/** Mixes the number of a feature and its values to a row of the weights. */
function rowOf(attributes: readonly Int32Array[], feature: number, at: number): number {
  const part = feature * MAX_PARTS;
  let hash = Math.imul(feature + 0x9e3779b9, 0x85ebca6b) ^ attributeAt(attributes, part, at);
  hash = Math.imul(hash ^ (hash >>> 15), 0xc2b2ae35) ^ attributeAt(attributes, part + 1, at);
  hash = Math.imul(hash ^ (hash >>> 13), 0x27d4eb2f) ^ attributeAt(attributes, part + 2, at);
  hash = Math.imul(hash ^ (hash >>> 16), 0x165667b1);
  return (hash ^ (hash >>> 15)) & (FEATURE_ROWS - 1);
}

function attributeAt(attributes: readonly Int32Array[], part: number, at: number): number {
  const column = columns[part] ?? NO_PART;
  return column === NO_PART ? 0 : (attributes[column]?.[at + (distances[part] ?? 0)] ?? 0);
}
