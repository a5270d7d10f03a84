import { NUMERALS } from './text/digits.js';

/** What a builder reads for the first word of what was noted: the pages of readers carry that word alone. */
const SAID: Readonly<Record<string, (of: string) => string>> = {
  // Attributes.
  missing: () => 'missing. Add <link rel="midad" href="https://…"> to the page, or source to the tag',
  address: (given) => `"${given}" is no http(s) address`,
  lacks: (what) => `knows no ${what}`,
  identity: (given) => `"${given}" is neither an http(s) URL nor a slug`,
  level: (given) => `"${given}" is no heading level. Use 1 to 6`,
  numerals: (given) => `"${given}" is unknown. Use ${NUMERALS.join(', ')}`,
  words: (lang) => `the words of ${lang} did not load; showing Arabic`,
  taken: (name) =>
    `the page has its own <${name}>. Load embed.js?prefix=midad, or use another name: define('x-${name}', …)`,
  headline: (address) => `${address || 'the property'} holds no article with a headline`,
  // Answers.
  offline: (address) => `${address} could not be reached${otherOrigin(address)}`,
  timeout: (address) => `${address} did not answer`,
  answered: (how) =>
    how.replace(
      /^(\S+) (\d+) ?(.*)$/s,
      (_, address: string, status: string, detail: string) => `${address} answered ${status}${detail && `: ${detail}`}`,
    ),
  json: (address) => `${address} did not answer in JSON`,
  long: (address) => `${address} is longer than 10 MB`,
  encoding: (address) => `${address} is not in the encoding it says`,
  redirected: (address) => `${address}, another site, answered in its place`,
  thread: (route) => `the server's ${route} is no page of comments`,
  counts: (wrong) => `the counts ${wrong || 'are no whole numbers'}`,
  unknown: (article) => `nothing is known of ${article}`,
  refused: (why) =>
    why.replace(/^(\S*) (.*)$/s, (_, code, problem: string) => `a comment was refused (${code}): ${advice(problem)}`),
};

/** What was noted as a whole sentence; what is one already, a page's own source for example, stays as it is. */
export function advice(noted: string): string {
  // Without queries, which may be as long as a page.
  const said = noted
    .replace(/(https?:\/\/[^\s?]*)\?\S*/g, '$1')
    .replace(/^(\w+):(?: (.*))?$/s, (same, key: string, of = '') => SAID[key]?.(of) ?? same);
  return /[.?]$/.test(said) ? said : `${said}.`;
}

/** A browser does not say whether another origin was silent or refused this one. */
function otherOrigin(address: string): string {
  const { origin } = location;
  return address.startsWith(`${origin}/`) ? '' : `. Does it run, and allow ${origin} (CORS; MIDAD_ORIGINS)?`;
}
