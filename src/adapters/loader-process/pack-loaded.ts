import {
  arePackedElements,
  arePackedLocations,
  type BytesInParts,
  encodeInParts,
  type LoadedChild,
  type LoadedDocument,
  PackedElements,
  PackedLocations,
  packElements,
  packLocations,
  type ReceivedDocument,
  SharedText,
} from "../../core/index.ts";

/** Number of arrays before those of the members: three of the location map's numbers, its names, elements and text. */
export const ARRAYS_OF_DOCUMENT = 6;

/** A member without its bytes, which are a separate array, or one that could not be read. */
type PackedChild = { readonly name: string } | Extract<LoadedChild, { readonly failure: unknown }>;

/** A loaded document without the fields that are sent as arrays of bytes. */
export interface PackedFields extends Omit<LoadedDocument, "text" | "elements" | "locations" | "children"> {
  readonly mediaType: string;
  readonly isTextLatin1: boolean;
  readonly areNamesLatin1: boolean;
  readonly children?: readonly PackedChild[];
}

/** A loaded document in the form in which it crosses processes. */
export interface PackedLoaded<Bytes extends BytesInParts = Uint8Array> {
  readonly fields: PackedFields;
  readonly arrays: readonly Bytes[];
}

/** Packs a document. Its text is encoded while it is sent. */
export function packLoaded({
  text: string,
  elements,
  locations,
  children,
  ...fields
}: LoadedDocument & { readonly mediaType: string }): PackedLoaded<BytesInParts> {
  const text = encodeInParts(string);
  const { places, boxes, nameEnds, names } = packLocations(locations);
  const numbers = [places, boxes, nameEnds, packElements(elements).numbers].map(bytesOf);
  const members = (children ?? []).flatMap((child) => ("bytes" in child ? [child.bytes] : []));
  const packed = { ...fields, isTextLatin1: text.isLatin1, areNamesLatin1: names.isLatin1 };
  return {
    fields: children === undefined ? packed : { ...packed, children: children.map(withoutBytes) },
    arrays: [...numbers, names.bytes, text.bytes, ...members],
  };
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Int32Array | Float64Array) =>
  new Uint8Array(buffer, byteOffset, byteLength);

const withoutBytes = (child: LoadedChild): PackedChild => ("bytes" in child ? { name: child.name } : child);

/**
 * Returns the document that `packLoaded` packed. Its text and lists stay packed.
 *
 * @throws {RangeError} if the arrays do not fit together: spans out of order or outside of
 *         the text, names or bytes missing
 */
export function unpackLoaded({ fields, arrays }: PackedLoaded): ReceivedDocument {
  const { isTextLatin1, areNamesLatin1, children, ...rest } = fields;
  const array = (number: number) => arrays[number] ?? new Uint8Array();
  const text = new SharedText({ bytes: array(5), isLatin1: isTextLatin1 });
  const elements = integersOf(array(3));
  const names = { bytes: array(4), isLatin1: areNamesLatin1 };
  const locations = {
    places: floatsOf(array(0)),
    boxes: floatsOf(array(1)),
    nameEnds: integersOf(array(2)),
    names,
  };
  const areWhole = [text, new SharedText(names)].every(({ length }) => Number.isInteger(length));
  const areRight = arePackedElements(elements, text.length) && arePackedLocations(locations, text.length);
  if (!areWhole || !areRight) throw new RangeError("Spans overlap, are out of order, or lie outside of the text.");

  const document = { text, elements: new PackedElements(elements), locations: new PackedLocations(locations) };
  const members = unpackChildren(children ?? [], arrays.slice(ARRAYS_OF_DOCUMENT));
  return children === undefined ? { ...rest, ...document } : { ...rest, ...document, children: members };
}

function floatsOf({ buffer, byteOffset, byteLength }: Uint8Array): Float64Array {
  return new Float64Array(buffer, byteOffset, wholeNumber(byteLength / Float64Array.BYTES_PER_ELEMENT));
}

function integersOf({ buffer, byteOffset, byteLength }: Uint8Array): Int32Array {
  return new Int32Array(buffer, byteOffset, wholeNumber(byteLength / Int32Array.BYTES_PER_ELEMENT));
}

function wholeNumber(length: number): number {
  if (!Number.isInteger(length)) throw new RangeError("An array ends within a number.");
  return length;
}

function unpackChildren(children: readonly PackedChild[], arrays: readonly Uint8Array[]): readonly LoadedChild[] {
  let next = 0;
  const unpacked = children.map((child): LoadedChild => {
    if ("failure" in child) return child;
    const bytes = arrays[next++];
    if (bytes === undefined) throw new RangeError("The bytes of a member are missing.");
    return { name: child.name, bytes };
  });
  if (next < arrays.length) throw new RangeError("More members arrived than were named.");
  return unpacked;
}
