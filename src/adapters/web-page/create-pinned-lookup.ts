import { lookup as systemLookup } from "node:dns/promises";
import { isIP, type LookupFunction } from "node:net";
import { PrivateAddressError } from "../../core/index.ts";

export interface ResolvedAddress {
  readonly address: string;
  /** Version of the Internet Protocol: 4 or 6. */
  readonly family: number;
}

/** Function that returns all addresses of a host name. */
export type Resolve = (host: string) => Promise<readonly ResolvedAddress[]>;

export interface AddressRules {
  readonly resolve?: Resolve;
  isRefused(address: string): boolean;
}

/**
 * Creates a look-up for sockets that returns checked addresses only.
 *
 * The socket connects to the address that was checked here. A name that changes its address afterwards (DNS rebinding)
 * therefore gains nothing. A name with both a public and a private address is refused.
 */
export function createPinnedLookup(rules: AddressRules): LookupFunction {
  const resolve = rules.resolve ?? ((host) => systemLookup(host, { all: true, verbatim: true }));
  return (host, { all }, callback) => {
    resolve(host).then(
      (addresses) => {
        const [first] = addresses;
        const privateAddress = addresses.find(({ address }) => rules.isRefused(address))?.address;
        if (privateAddress !== undefined) callback(createRefusal(host, privateAddress), "");
        else if (first === undefined) callback(new Error(`${host} has no address`), "");
        else if (all === true) callback(null, [...addresses]);
        else callback(null, first.address, first.family);
      },
      (error) => callback(error, ""),
    );
  };
}

/**
 * Checks a host that is an address itself, because it is never looked up.
 *
 * @throws {PrivateAddressError} if the address is refused
 */
export function requirePublicHost({ hostname }: URL, { isRefused }: AddressRules): void {
  const host = hostname.replace(/^\[|\]$/g, "");
  if (isIP(host) !== 0 && isRefused(host)) throw createRefusal(host, host);
}

function createRefusal(host: string, address: string): PrivateAddressError {
  const subject = host === address ? `The address ${address}` : `The address ${address} of ${host}`;
  return new PrivateAddressError(`${subject} does not belong to the public internet.`, {
    hint: "For a server in your own network, use --allow-private or set web.allowPrivate to true.",
  });
}
