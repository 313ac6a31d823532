import { DownloadFailedError, defined } from "../../core/index.ts";

const MAX_REDIRECTS = 5;
const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308];
const LOOPBACK = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/u;

/** Response with the bytes of a file, or of a part of it. */
export interface OpenedResponse {
  /** Position of the first byte in the file: as requested, or 0 if the server sends only the complete file. */
  readonly offset: number;
  /** Size of the complete file. Absent if the server does not state it. */
  readonly totalBytes?: number;
  readonly body: AsyncIterable<Uint8Array>;
}

/**
 * Requests a file from an offset, and follows redirects.
 *
 * @throws {DownloadFailedError} for an address that is neither `https:` nor on this machine, for more than five
 *   redirects, and for any status other than success
 */
export async function openResponse(
  start: string,
  offset: number,
  signal: AbortSignal,
): Promise<OpenedResponse | "out-of-range"> {
  let url = checkAddress(start);
  for (let hops = 0; hops <= MAX_REDIRECTS; hops++) {
    const response = await request(url, offset, signal);
    const location = response.headers.get("location");
    if (!REDIRECTS.includes(response.status) || location === null) return readResponse(url, offset, response);

    await response.body?.cancel();
    url = checkAddress(URL.canParse(location, url.href) ? new URL(location, url).href : location);
  }
  throw new DownloadFailedError(`${withoutQuery(url)} redirects more than ${MAX_REDIRECTS} times.`);
}

/**
 * Checks the address of a model.
 *
 * @throws {DownloadFailedError} unless it is `https:`, or `http:` on this machine, without credentials
 */
export function checkAddress(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || !/^https?:$/u.test(url.protocol) || url.username !== "" || url.password !== "")
    throw new DownloadFailedError("The address of a model must be a web address without a user and a password.", {
      hint: "Write it as https://HOST/PATH/NAME.gguf.",
    });

  if (url.protocol === "https:" || LOOPBACK.test(url.hostname)) return url;
  throw new DownloadFailedError(`${withoutQuery(url)} is not encrypted; http: is allowed on this machine only.`, {
    hint: "Use its https: address.",
  });
}

async function request(url: URL, offset: number, signal: AbortSignal): Promise<Response> {
  // A compressed download could not be continued.
  const headers = defined({ "accept-encoding": "identity", range: offset > 0 ? `bytes=${offset}-` : undefined });
  try {
    return await fetch(url, { redirect: "manual", headers, signal });
  } catch (cause) {
    signal.throwIfAborted();
    throw new DownloadFailedError(`${withoutQuery(url)} cannot be reached.`, {
      hint: "Check the address and the network.",
      cause,
    });
  }
}

async function readResponse(url: URL, offset: number, response: Response): Promise<OpenedResponse | "out-of-range"> {
  const { status, headers, body } = response;
  if (status === 416 && offset > 0) {
    await body?.cancel();
    return "out-of-range";
  }
  if ((status !== 200 && status !== 206) || body === null) {
    await body?.cancel();
    const hint =
      status === 404 ? "Check the address." : "Retry later, or download the file yourself and name it as `gguf:PATH`.";
    throw new DownloadFailedError(`${withoutQuery(url)} answered ${status}.`, { hint });
  }
  if (status === 200) return defined({ offset: 0, body, totalBytes: parseSize(headers.get("content-length")) });

  const [, start, size] = /^bytes (\d+)-\d+\/(\d+|\*)$/u.exec(headers.get("content-range") ?? "") ?? [];
  if (Number(start) !== offset) {
    await body.cancel();
    throw new DownloadFailedError(`${withoutQuery(url)} sent another part of the file than was requested.`);
  }
  return defined({ offset, body, totalBytes: parseSize(size ?? null) });
}

function parseSize(text: string | null): number | undefined {
  return text !== null && /^\d+$/u.test(text) ? Number(text) : undefined;
}

/** Returns an address without its query, which may contain a key. */
function withoutQuery({ origin, pathname }: URL): string {
  return `${origin}${pathname}`;
}
