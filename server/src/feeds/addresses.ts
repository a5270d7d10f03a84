import dns from 'node:dns';
import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { FeedError } from './feed-error.js';

/** Gives all addresses of a name, as `dns.lookup` does. */
export type Resolve = (
  name: string,
  options: dns.LookupAllOptions,
  callback: (fault: NodeJS.ErrnoException | null, addresses: dns.LookupAddress[]) => void,
) => void;

const GLOBAL_IPV6 = ipaddr.parseCIDR('2000::/3');

/**
 * Whether an address is one of the public internet's. All others are refused: loopback, private, link-local (where clouds
 * keep their secrets), carrier-grade NAT, multicast, documentation, and IPv6 that stands for IPv4 (mapped, NAT64, 6to4,
 * Teredo) unless what it is mapped to is public.
 */
export function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  if (parsed.range() !== 'unicast') return false;
  return parsed.kind() === 'ipv4' || parsed.match(GLOBAL_IPV6);
}

/** Refuses a host that is written as an address and is not public: no name is looked up for it. */
export function checkLiteral(host: string): void {
  const literal = host.replace(/^\[|\]$/g, '');
  if (ipaddr.isValid(literal) && !isPublic(literal)) throw notPublic();
}

/**
 * Looks a name up for the connection that is being made, and refuses it there: what was checked is what is connected to,
 * however often the name changes its address.
 */
export function publicLookup(resolve: Resolve = dns.lookup): LookupFunction {
  return (name, options, callback) => {
    resolve(name, { ...options, all: true }, (fault, addresses) => {
      const refused = fault ?? (addresses.every(({ address }) => isPublic(address)) ? null : notPublic());
      const [first] = addresses ?? [];
      if (refused || !first) callback(refused ?? new FeedError('its host has no address'), '');
      else if (options.all) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}

function notPublic(): FeedError {
  return new FeedError('its host is not on the public internet; MIDAD_FEEDS_PRIVATE=1 allows that');
}
