import { TextDecoder } from "node:util";
import { Parser } from "htmlparser2";
import { normalizeUrl } from "./normalize-url.ts";
import { type RobotsDirectives, readDirectives } from "./read-directives.ts";

/** Maximum size that is searched for links. A larger page is data. */
const MAX_BYTES = 8_388_608;
const MAX_LINKS = 5_000;
const META_CHARSET = /<meta[^>]{0,200}?charset\s*=\s*(?:["']\s*)?([\w:.-]+)/i;
const SNIFFED_BYTES = 4_096;

/** Links, canonical address and directives that a page contains for programs. */
export interface PageHead extends RobotsDirectives {
  /** Normalised links in the order of the page, each once, without those marked `nofollow`. */
  readonly links: readonly URL[];
  readonly canonical: URL | undefined;
}

export interface PageSource {
  readonly url: URL;
  readonly charset: string | undefined;
  /** Lower-case name of this program. */
  readonly token: string;
}

/** Reads links, canonical address and directives from HTML, in time linear in its size. */
export async function readPageHead(bytes: AsyncIterable<Uint8Array>, source: PageSource): Promise<PageHead> {
  const state: State = { base: source.url, links: new Map(), canonical: undefined, directives: [] };
  const parser = new Parser({ onopentag: (name, attributes) => readTag(state, source, name, attributes) });
  let decoder: TextDecoder | undefined;
  let sizeBytes = 0;
  for await (const part of bytes) {
    decoder ??= decoderFor(part, source.charset);
    parser.write(decoder.decode(part, { stream: true }));
    sizeBytes += part.length;
    if (sizeBytes >= MAX_BYTES) break;
  }
  parser.end();

  const { canonical, links, directives } = state;
  return { ...readDirectives(directives, source.token), canonical, links: [...links.values()] };
}

interface State {
  base: URL;
  readonly links: Map<string, URL>;
  canonical: URL | undefined;
  readonly directives: string[];
}

type Attributes = Readonly<Record<string, string>>;

function readTag(state: State, { url, token }: PageSource, name: string, attributes: Attributes): void {
  if (name === "base") state.base = targetOf(attributes, state.base) ?? state.base;
  else if (name === "meta") addDirective(state, attributes, token);
  else if (name === "link") setCanonical(state, attributes, url.host);
  else if (name === "a") addLink(state, attributes);
}

const targetOf = ({ href = "" }: Attributes, base: URL): URL | undefined => normalizeUrl(href, base);

const relationsOf = ({ rel = "" }: Attributes): readonly string[] => rel.toLowerCase().split(/\s+/);

function addDirective(state: State, attributes: Attributes, token: string): void {
  const meta = attributes.name?.toLowerCase();
  if (meta === "robots" || meta === token) state.directives.push(attributes.content ?? "");
}

/** Keeps the first canonical address on the page's own host. */
function setCanonical(state: State, attributes: Attributes, host: string): void {
  const target = targetOf(attributes, state.base);
  if (relationsOf(attributes).includes("canonical") && target?.host === host) state.canonical ??= target;
}

function addLink(state: State, attributes: Attributes): void {
  const target = targetOf(attributes, state.base);
  if (attributes.href === undefined || target === undefined) return;
  const isFollowed = !relationsOf(attributes).includes("nofollow") && state.links.size < MAX_LINKS;
  if (isFollowed) state.links.set(target.href, target);
}

/** Returns a decoder for the page's encoding. Unknown labels are ignored, because most addresses are ASCII. */
function decoderFor(start: Uint8Array, charset: string | undefined): TextDecoder {
  const head = Buffer.from(start.subarray(0, SNIFFED_BYTES)).toString("latin1");
  for (const label of [charset, META_CHARSET.exec(head)?.[1]]) {
    if (label === undefined) continue;
    try {
      return new TextDecoder(label);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
  }
  return new TextDecoder();
}
