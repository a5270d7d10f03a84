import { httpUrl } from '../model/url.js';

/**
 * The address that the page wants to be known by, as it wrote it: its canonical URL, else what it says to be shared as
 * (`og:url`), else where it is, without a hash.
 */
export function pageUrl(): string {
  const canonical = document.querySelector<HTMLLinkElement>('link[rel~="canonical"][href]');
  const shared = document.querySelector<HTMLMetaElement>('meta[property="og:url"]');
  return httpUrl(canonical?.href) ?? httpUrl(shared?.content, document.baseURI) ?? location.href.replace(/#.*/, '');
}

/** What the page is called where it is shared: its `og:title`, else its title. */
export function pageHeadline(): string {
  const meta = document.querySelector<HTMLMetaElement>('meta[property="og:title"]');
  return meta?.content || document.title;
}
