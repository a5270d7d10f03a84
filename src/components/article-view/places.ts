import { httpUrl } from '../../model/url.js';

/** What another site hosts and lets be framed. */
export interface Place {
  readonly kind: 'Youtube' | 'X' | 'Facebook';
  /** Where it is read there. */
  readonly link: string;
  /** What is framed: made of its number alone, or of its own address. */
  readonly frame: string;
}

const FACEBOOK = /\/(?:videos|reel|watch|posts|photos?|share|permalink\.php|story\.php)(?:\/|$)/;

/** What an address of YouTube, X or Facebook shows; undefined for any other. */
export function placeOf(address: string | null): Place | undefined {
  const known = httpUrl(address, 'https://youtube.com/');
  if (known === undefined) return undefined;
  const url = new URL(known);
  const { pathname, searchParams } = url;
  const host = url.hostname.replace(/^(?:www|m|mobile|web)\./, '');
  if (/^(?:youtube(?:-nocookie)?\.com|youtu\.be)$/.test(host)) {
    const id = searchParams.get('v') ?? pathname.replace(/^\/(?:embed|shorts|live|v)(?=\/)/, '').slice(1);
    if (!/^[\w-]{11}$/.test(id)) return undefined;
    return {
      kind: 'Youtube',
      link: `https://www.youtube.com/watch?v=${id}`,
      frame: `https://www.youtube-nocookie.com/embed/${id}`,
    };
  }
  if (/^(?:platform\.)?(?:twitter|x)\.com$/.test(host)) {
    const id = host.startsWith('platform') ? searchParams.get('id') : /^\/\w+\/status\/(\d+)/.exec(pathname)?.[1];
    if (!/^\d{1,20}$/.test(id ?? '')) return undefined;
    return {
      kind: 'X',
      link: `https://x.com/i/status/${id}`,
      frame: `https://platform.twitter.com/embed/Tweet.html?dnt=true&id=${id}`,
    };
  }
  if (host !== 'facebook.com') return undefined;
  const plugin = /^(?:\/v[\d.]+)?\/plugins\/(?:video|post)\.php$/.test(pathname);
  if (plugin) {
    const inside = placeOf(searchParams.get('href'));
    return inside?.kind === 'Facebook' ? inside : undefined;
  }
  if (!FACEBOOK.test(pathname)) return undefined;
  const type = /\/(?:videos|reel|watch)/.test(pathname) ? 'video' : 'post';
  url.protocol = 'https:';
  const fields = new URLSearchParams({ href: url.href });
  return { kind: 'Facebook', link: url.href, frame: `https://www.facebook.com/plugins/${type}.php?${fields}` };
}
