import { DownloadFailedError } from "../../core/index.ts";

const MOST_REDIRECTS = 5;
const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308];
const LOOPBACK = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/u;

/** What a server gives of a file. */
export interface OpenedResponse {
  /** The bytes begin here in the file: as asked for, or 0 where the server gives it only whole. */
  readonly offset: number;
  /** Of the whole file; absent where the server does not tell it. */
  readonly totalBytes?: number;
  readonly body: AsyncIterable<Uint8Array>;
}

/**
 * Asks for a file from an offset on, and goes where redirects lead.
 *
 * @throws {DownloadFailedError} for an address that is neither `https:` nor of this machine, for more than five redirects, and
 *   for any other status than success
 */
export async function openResponse(
  start: string,
  offset: number,
  signal: AbortSignal,
): Promise<OpenedResponse | "out-of-range"> {
  let url = checkAddress(start);
  for (let hops = 0; hops <= MOST_REDIRECTS; hops++) {
    const response = await ask(url, offset, signal);
    const location = response.headers.get("location");
    if (!REDIRECTS.includes(response.status) || location === null) return read(url, offset, response);
    await response.body?.cancel();
    url = checkAddress(URL.canParse(location, url.href) ? new URL(location, url).href : location);
  }
  throw new DownloadFailedError(`${shown(url)} leads on more than ${MOST_REDIRECTS} times.`);
}

/** @throws {DownloadFailedError} unless it is `https:`, or `http:` of this machine, without a password */
export function checkAddress(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || !/^https?:$/u.test(url.protocol) || url.username !== "" || url.password !== "")
    throw new DownloadFailedError(
      "A model is fetched from an address of the web, without a user and a password in it.",
      {
        hint: "Write it as https://HOST/PATH/NAME.gguf.",
      },
    );
  if (url.protocol === "https:" || LOOPBACK.test(url.hostname)) return url;
  throw new DownloadFailedError(`${shown(url)} is not encrypted; only this machine is asked by http:.`, {
    hint: "Use its https: address.",
  });
}

async function ask(url: URL, offset: number, signal: AbortSignal): Promise<Response> {
  // Compressed bytes could not be continued.
  const headers = { "accept-encoding": "identity", ...(offset > 0 ? { range: `bytes=${offset}-` } : {}) };
  try {
    return await fetch(url, { redirect: "manual", headers, signal });
  } catch (cause) {
    signal.throwIfAborted();
    throw new DownloadFailedError(`${shown(url)} can not be reached.`, {
      hint: "Check the address and the network.",
      cause,
    });
  }
}

async function read(url: URL, offset: number, response: Response): Promise<OpenedResponse | "out-of-range"> {
  const { status, headers, body } = response;
  if (status === 416 && offset > 0) {
    await body?.cancel();
    return "out-of-range";
  }
  if ((status !== 200 && status !== 206) || body === null) {
    await body?.cancel();
    const hint =
      status === 404
        ? "Check the address."
        : "Try again later, or fetch the file otherwise: `gguf:PATH` names any file.";
    throw new DownloadFailedError(`${shown(url)} answered ${status}.`, { hint });
  }
  if (status === 200) return { offset: 0, body, ...total(headers.get("content-length")) };
  const [, from, all] = /^bytes (\d+)-\d+\/(\d+|\*)$/u.exec(headers.get("content-range") ?? "") ?? [];
  if (Number(from) !== offset) {
    await body.cancel();
    throw new DownloadFailedError(`${shown(url)} gave another part than was asked for.`);
  }
  return { offset, body, ...total(all ?? null) };
}

function total(written: string | null): { readonly totalBytes?: number } {
  return written !== null && /^\d+$/u.test(written) ? { totalBytes: Number(written) } : {};
}

/** What stands behind the path of an address may be a key. */
function shown({ origin, pathname }: URL): string {
  return `${origin}${pathname}`;
}
