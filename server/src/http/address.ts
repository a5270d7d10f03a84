import { isIP, isIPv6 } from 'node:net';
import type { Context } from 'hono';

interface Bindings {
  readonly incoming?: { readonly socket?: { readonly remoteAddress?: string | undefined } };
}

/**
 * Whom a request comes from, as far as limits go: an IPv4 address, or the first 64 bits of an IPv6 address, which is what
 * one household has. Never stored and never logged.
 *
 * @param proxies How many proxies stand before this server and can be trusted: each adds the address it was called from at
 * the end of X-Forwarded-For. With 0 that header, which anybody can send, is not looked at.
 */
export function clientAddress(c: Context, proxies: number): string {
  const socket = (c.env as Bindings | undefined)?.incoming?.socket?.remoteAddress ?? '';
  const forwarded = proxies > 0 ? (c.req.header('X-Forwarded-For') ?? '').split(',') : [];
  const named = forwarded.at(-proxies)?.trim() ?? '';
  return network(isIP(named) > 0 ? named : socket);
}

function network(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (!isIPv6(address)) return address;
  const [head = '', tail] = (address.split('%')[0] ?? '').toLowerCase().split('::');
  const groups = head === '' ? [] : head.split(':');
  const last = tail === undefined || tail === '' ? [] : tail.split(':');
  const missing = tail === undefined ? 0 : Math.max(0, 8 - groups.length - last.length);
  const all = [...groups, ...Array.from({ length: missing }, () => '0'), ...last];
  return `${all
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}
