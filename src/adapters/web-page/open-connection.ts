import { Agent, request } from "undici";
import { WebTimeoutError } from "../../core/index.ts";
import { type AddressRules, createPinnedLookup, requirePublicHost } from "./create-pinned-lookup.ts";
import { describeNetworkFailure } from "./describe-web-failure.ts";
import { ACCEPTED_ENCODINGS, readBody } from "./read-response-body.ts";
import type { WebResponse } from "./web-response.ts";

const MAX_CONNECT_MS = 10_000;

export interface ConnectionOptions extends AddressRules {
  readonly userAgent: string;
  /** Maximum time of one request, from its start to the last byte of its answer. */
  readonly timeoutMs: number;
}

/** Makes single requests to checked addresses. */
export interface Connection {
  /**
   * Requests a page.
   *
   * @throws {PrivateAddressError} if the host's address is refused
   * @throws {WebTimeoutError}     also while the body is read
   * @throws {WebUnreachableError} also while the body is read
   */
  get(url: URL, headers: Readonly<Record<string, string>>, signal: AbortSignal): Promise<WebResponse>;
  close(): Promise<void>;
}

/**
 * Opens connections to exactly the addresses that were checked. It ignores the environment's proxies
 * and does not follow redirects.
 */
export function openConnection(options: ConnectionOptions): Connection {
  const { timeoutMs, userAgent } = options;
  const timeout = Math.min(MAX_CONNECT_MS, timeoutMs);
  const agent = new Agent({ connect: { lookup: createPinnedLookup(options), timeout } });
  return {
    get: async (url, headers, signal) => {
      requirePublicHost(url, options);
      const timer = AbortSignal.timeout(timeoutMs);
      const explain = (error: unknown): Error => {
        signal.throwIfAborted();
        return timer.aborted ? createTimeoutError(url, timeoutMs) : describeNetworkFailure(url, error);
      };

      const response = await request(url, {
        dispatcher: agent,
        headers: { "user-agent": userAgent, "accept-encoding": ACCEPTED_ENCODINGS, ...headers },
        signal: AbortSignal.any([signal, timer]),
      }).catch((error: unknown) => {
        throw explain(error);
      });
      // A reader of the body sees its failure. Without a reader, the failure must not end the process.
      response.body.on("error", () => undefined);
      const valuesOf = (name: string) => [response.headers[name] ?? []].flat();

      return {
        url,
        status: response.statusCode,
        headers: valuesOf,
        read: (maxBytes) => {
          const [encoding] = valuesOf("content-encoding");
          return explainFailures(readBody(response.body, { encoding, maxBytes, url }), explain);
        },
        discard: () => void response.body.destroy(),
      };
    },
    close: () => agent.destroy(),
  };
}

async function* explainFailures(body: AsyncGenerator<Uint8Array>, explain: (error: unknown) => Error) {
  try {
    yield* body;
  } catch (error) {
    throw explain(error);
  }
}

function createTimeoutError({ href }: URL, timeoutMs: number): WebTimeoutError {
  return new WebTimeoutError(`The page ${href} was not complete after ${timeoutMs / 1_000} seconds.`, {
    hint: "Retry later, or raise web.timeoutSeconds.",
  });
}
