import { httpUrl } from './url.js';

/**
 * What an article is known by: an absolute http(s) URL, or a slug the site chose. Page and server normalise with
 * this one function, so that both sides mean the same article.
 */

/** The longest identity that is accepted, in UTF-16 units and in its normal form. Longer ones are refused, never cut. */
export const MAX_ARTICLE_ID = 2048;

const SLUG = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}._~-]{0,199}$/u;

/**
 * Parameters that say where a reader came from, not what they read; as patterns, for every page carries them. Source: what
 * the package tidy-url takes from every address, to which `server/test/tracking.test.ts` holds this; the click ids of today's
 * networks; and what WeChat, Twitter and WordPress add to addresses. What a site may name an article by is none of them:
 * `p`, `id`, `page_id`, `ref`, `source`, `from` with any other value.
 */
const TRACKING = new RegExp(
  '^(amp;)?(' +
    // Campaigns: Google's, Matomo's, HubSpot's, Facebook's, and those of mailers.
    '(([ium]tm|matomo|piwik|hsa|fb|gad|oly|vero)_|(pk|ga|int)_[ckmpst]|elq|_hs|__)[^=]*|mkt_tok|hsctatracking|' +
    // Clicks: fbclid, gclid, gclsrc, msclkid, yclid, ttclid, gbraid, _gl, igsh, …
    '[a-z]{1,3}cl(k?id|src)|[gw]braid|_g[al]|igsh|epik|(mc_[ce]|rdt_c|scc|nc|cmp|mb|igsh|mibext|srslt|li_fat_)id|' +
    'ref_(src|url)|isappinstalled|replytocom|noamp)(=|$)|^(from=((single|group)message|timeline)|amp(=1?)?)?$',
  'i',
);

const INDEX = /(\/(index|default)\.([sx]?html?|php\d?|aspx?|jspx?|cfm))*\/?$/i;

// Without control characters, which the browser takes out or encodes.
// eslint-disable-next-line no-control-regex
const ADDRESS = /^https?:\/\/[^\0-\x1F\x7F-\x9F]*$/i;

/**
 * The normal form of an article's identity, or undefined when it is neither a URL nor a slug. It is a name, never an
 * address: nobody may fetch it or show it as a link.
 *
 * A URL is one with http and https, with and without `www.`, port, fragment, tracking parameters, index file, closing or
 * doubled slashes, and in every way to percent-encode it: `%d8`, `%D8` and the Arabic letter itself are one article
 * (WordPress prints the first, browsers the second, people the third), and so are a letter with its hamza and the two written
 * one after the other. Other parameters are sorted, for no site has two articles that differ in their order alone.
 * The pages of AMP and of hosts such as `m.` say by their canonical link what they are. A slug is put in NFC.
 */
export function articleId(value = ''): string | undefined {
  // Before NFC, which takes longer than linear time over piles of marks; a letter has at most a few code units more.
  if (value.length > 4 * MAX_ARTICLE_ID) return undefined;
  const text = value.trim().normalize();
  if (SLUG.test(text)) return text;
  const url = ADDRESS.test(text) ? httpUrl(text) : undefined;
  // Not with a name and a password before its host.
  const [, host, path, query] = /^\w+:\/\/([^/@]+)(\/[^?#]*)\??([^#]*)/.exec(url ?? '') ?? [];
  if (host === undefined) return undefined;
  const id =
    'https://' +
    // Without the port of https, which http may have had; and without www. where what is left is still a domain.
    host.replace(/^(www\.)+(?=[^.]+\.[^.])|:443$/g, '') +
    (oneWay(path!).replace(/\/+/g, '/').replace(INDEX, '') || '/') +
    oneWay(query!)
      .split('&')
      .filter((pair) => !TRACKING.test(pair))
      .sort()
      .join('&')
      .replace(/^./, '?$&');
  return id.length > MAX_ARTICLE_ID ? undefined : id;
}

// One character, of ASCII or in UTF-8. After a stray % it could become part of another escape: that cannot be decoded, and stays.
const ESCAPED = /(%[\da-f]?)?%([2-7]\w|[c-f]\w(%[89ab]\w){1,3})/gi;

/**
 * Part of an address in the one way to percent-encode it: letters are in NFC, what need not be encoded is not, and escapes have
 * capital digits. What separates parts when it is not encoded stays as it is, and so does what is no UTF-8 (windows-1256).
 */
function oneWay(part: string): string {
  return part
    .replace(ESCAPED, (escape) => {
      try {
        const character = decodeURIComponent(escape);
        return /[%/?#&=+]/.test(character) ? escape : character;
      } catch {
        return escape;
      }
    })
    .replace(/(%[\da-f]{2})|[^%]+/gi, (run, escape) => (escape ? run.toUpperCase() : encodeURI(run.normalize())));
}
