import { isUtf8 } from "node:buffer";
import { unzipSync, zipSync } from "fflate";

export interface SeedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

type Random = () => number;

const ZIP_SIGNATURE = [0x50, 0x4b, 3, 4];
/** Pieces of text that make or break the structure of a file. */
const SIGNS = `{}[]<>()|"'\`,;:=&#%@\\/-*_!\t\n 0\u00e9\u202e\ud83e\udd8a`;
const HUGE_NUMBERS = ["4294967295", "-1", "99999999999999999999", "0"];

/** Returns the bytes of a file with a random fault. A piece of `other` is spliced in. */
export function mutateBytes(file: SeedFile, other: SeedFile, random: Random): Uint8Array {
  const isZip = ZIP_SIGNATURE.every((byte, index) => file.bytes[index] === byte);
  // Checksums catch most faults of a ZIP file itself, and loaders read its members.
  if (isZip && random() < 0.7) return mutateMember(file, other, random);
  return mutatePlain(file.bytes, other.bytes, random);
}

function mutatePlain(bytes: Uint8Array, other: Uint8Array, random: Random): Uint8Array {
  // Flipped bits would mostly make a text invalid UTF-8, and test little more than the decoder.
  const damage = isUtf8(bytes) ? replaceSigns : flipBits;
  const mutations = [damage, truncate, splice, repeatPiece, enlargeNumber];
  const mutation = mutations[Math.floor(random() * mutations.length)] ?? flipBits;
  return mutation(bytes, other, random);
}

function mutateMember(file: SeedFile, other: SeedFile, random: Random): Uint8Array {
  const members = membersOf(file.bytes);
  const names = Object.keys(members).filter((name) => (members[name]?.length ?? 0) > 0);
  const name = names[Math.floor(random() * names.length)];
  if (name === undefined) return mutatePlain(file.bytes, other.bytes, random);
  const bytes = mutatePlain(members[name] ?? new Uint8Array(), other.bytes, random);
  return zipSync({ ...members, [name]: bytes }, { level: 1 });
}

/** Returns no members if the archive is encrypted or broken. */
function membersOf(bytes: Uint8Array): Readonly<Record<string, Uint8Array>> {
  try {
    return unzipSync(bytes);
  } catch {
    return {};
  }
}

const placeIn = (bytes: Uint8Array, random: Random) => Math.floor(random() * bytes.length);

function flipBits(bytes: Uint8Array, _other: Uint8Array, random: Random): Uint8Array {
  // `slice` of a Buffer is only a view: the next mutation would begin with the faults of this one.
  const flipped = new Uint8Array(bytes);
  const flips = 1 + Math.floor(random() ** 3 * 200);
  for (let flip = 0; flip < flips; flip++) {
    const place = placeIn(flipped, random);
    flipped[place] = (flipped[place] ?? 0) ^ (1 << Math.floor(random() * 8));
  }
  return flipped;
}

function replaceSigns(bytes: Uint8Array, _other: Uint8Array, random: Random): Uint8Array {
  const signs = [...SIGNS];
  const text = [...Buffer.from(bytes).toString("utf8")];
  const replacements = 1 + Math.floor(random() ** 3 * 50);
  for (let replacement = 0; replacement < replacements; replacement++) {
    const sign = signs[Math.floor(random() * signs.length)] ?? "";
    const place = Math.floor(random() * text.length);
    text[place] = random() < 0.5 ? sign : sign + (text[place] ?? "");
  }
  return Buffer.from(text.join(""), "utf8");
}

function truncate(bytes: Uint8Array, _other: Uint8Array, random: Random): Uint8Array {
  return bytes.slice(0, placeIn(bytes, random));
}

function splice(bytes: Uint8Array, other: Uint8Array, random: Random): Uint8Array {
  const [from, until] = pieceOf(other, random);
  const place = placeIn(bytes, random);
  const rest = random() < 0.5 ? place : Math.min(bytes.length, place + until - from);
  return join([bytes.subarray(0, place), other.subarray(from, until), bytes.subarray(rest)]);
}

function repeatPiece(bytes: Uint8Array, _other: Uint8Array, random: Random): Uint8Array {
  const [from, until] = pieceOf(bytes, random);
  const times = 1 + Math.floor(random() ** 4 * 1_000);
  const most = Math.max(1, Math.floor(4_000_000 / Math.max(1, until - from)));
  const pieces = Array.from({ length: Math.min(times, most) }, () => bytes.subarray(from, until));
  return join([bytes.subarray(0, until), ...pieces, bytes.subarray(until)]);
}

/** Changes a number, which may be a size, a count or a reference. */
function enlargeNumber(bytes: Uint8Array, other: Uint8Array, random: Random): Uint8Array {
  const text = Buffer.from(bytes).toString("latin1");
  const numbers = [...text.matchAll(/\d+/g)];
  const chosen = numbers[Math.floor(random() * numbers.length)];
  if (chosen === undefined) return flipBits(bytes, other, random);
  const huge = HUGE_NUMBERS[Math.floor(random() * HUGE_NUMBERS.length)] ?? "";
  return Buffer.from(text.slice(0, chosen.index) + huge + text.slice(chosen.index + chosen[0].length), "latin1");
}

function pieceOf(bytes: Uint8Array, random: Random): readonly [number, number] {
  const from = placeIn(bytes, random);
  return [from, Math.min(bytes.length, from + 1 + Math.floor(random() ** 2 * 5_000))];
}

function join(pieces: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(pieces));
}
