import { Agent, request } from "undici";
import { WebTimeoutError } from "../../core/index.ts";
import { type AddressRules, createPinnedLookup, requirePublicHost } from "./create-pinned-lookup.ts";
import { describeNetworkFailure } from "./describe-network-failure.ts";
import { ACCEPTED_ENCODINGS, readBody } from "./read-body.ts";

const LONGEST_CONNECT_MS = 10_000;

export interface ConnectionOptions extends AddressRules {
  readonly userAgent: string;
  /** For one request, from its start to the last byte of its answer. */
  readonly timeoutMs: number;
}

/** The answer to one request, redirect or not. Its body must be read or given up. */
export interface WebResponse {
  readonly url: URL;
  readonly status: number;
  /** The values of a header; none if it is absent. */
  headers(name: string): readonly string[];
  /** Decompressed; see `readBody`. */
  read(maxBytes: number): AsyncGenerator<Uint8Array>;
  giveUp(): void;
}

/** Makes single requests to checked addresses. */
export interface Connection {
  /**
   * @throws {PrivateAddressError} if the host's address is refused
   * @throws {WebTimeoutError}     also while the body is read
   * @throws {WebUnreachableError} also while the body is read
   */
  get(url: URL, headers: Readonly<Record<string, string>>, signal: AbortSignal): Promise<WebResponse>;
  close(): Promise<void>;
}

/**
 * Opens connections of which each goes to exactly the address that was checked. The environment's proxies are not
 * used, redirects are not followed.
 */
export function openConnection(options: ConnectionOptions): Connection {
  const { timeoutMs, userAgent } = options;
  const timeout = Math.min(LONGEST_CONNECT_MS, timeoutMs);
  const agent = new Agent({ connect: { lookup: createPinnedLookup(options), timeout } });
  return {
    get: async (url, headers, signal) => {
      requirePublicHost(url, options);
      const timer = AbortSignal.timeout(timeoutMs);
      const explain = (error: unknown): Error => {
        signal.throwIfAborted();
        return timer.aborted ? tooSlow(url, timeoutMs) : describeNetworkFailure(url, error);
      };
      const response = await request(url, {
        dispatcher: agent,
        headers: { "user-agent": userAgent, "accept-encoding": ACCEPTED_ENCODINGS, ...headers },
        signal: AbortSignal.any([signal, timer]),
      }).catch((error: unknown) => {
        throw explain(error);
      });
      // Whoever reads the body is told of its failure; one that nobody reads must not end the process.
      response.body.on("error", () => undefined);
      const valuesOf = (name: string) => [response.headers[name] ?? []].flat();
      return {
        url,
        status: response.statusCode,
        headers: valuesOf,
        read: (maxBytes) => {
          const [encoding] = valuesOf("content-encoding");
          return explained(readBody(response.body, { encoding, maxBytes, url }), explain);
        },
        giveUp: () => void response.body.destroy(),
      };
    },
    close: () => agent.destroy(),
  };
}

async function* explained(body: AsyncGenerator<Uint8Array>, explain: (error: unknown) => Error) {
  try {
    yield* body;
  } catch (error) {
    throw explain(error);
  }
}

function tooSlow({ href }: URL, timeoutMs: number): WebTimeoutError {
  return new WebTimeoutError(`The page ${href} was not there after ${timeoutMs / 1_000} seconds.`, {
    hint: "Try again later, or raise web.timeoutSeconds.",
  });
}
