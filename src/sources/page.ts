import { httpUrl } from '../model/url.js';

/** The address that the page wants to be known by, as it wrote it: its canonical URL, else where it is, without a hash. */
export function pageUrl(): string {
  const canonical = document.querySelector<HTMLLinkElement>('link[rel~="canonical"][href]');
  return httpUrl(canonical?.href) ?? location.href.replace(/#.*/, '');
}

/** What the page is called where it is shared: its `og:title`, else its title. */
export function pageHeadline(): string {
  const meta = document.querySelector<HTMLMetaElement>('meta[property="og:title"]');
  return meta?.content || document.title;
}
