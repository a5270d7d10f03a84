import MarkdownIt from 'markdown-it';

/**
 * The part of Markdown (CommonMark) that comments have: paragraphs, line breaks, **weight** and *emphasis*, `> quotes`,
 * `code`, fenced code, links, and addresses that are links by themselves. Everything else, HTML first of all, stays the
 * text that it is. Not there on purpose: headings and lists, which a page that quotes a comment has of its own, pictures,
 * and link titles and languages of code, which would put readers' words into attributes.
 */
const markdown = new MarkdownIt('zero', { html: false, breaks: true, linkify: true }).enable([
  'autolink',
  'backticks',
  'balance_pairs',
  'blockquote',
  'emphasis',
  'escape',
  'fence',
  'fragments_join',
  'link',
  'linkify',
  'newline',
]);

// Only what says what it is: "file.py" and "me@example.org" are words, and an address is never made a mail link.
markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false });
markdown.validateLink = (url) => /^https?:\/\/[^/]/i.test(url);

markdown.renderer.rules['link_open'] = (tokens, index, options, _env, renderer) => {
  const link = tokens[index];
  if (link)
    link.attrs = [
      ['href', String(link.attrGet('href'))],
      ['rel', 'ugc nofollow noopener'],
    ];
  return renderer.renderToken(tokens, index, options);
};
markdown.renderer.rules['fence'] = (tokens, index) =>
  `<pre><code>${markdown.utils.escapeHtml(tokens[index]?.content ?? '')}</code></pre>\n`;

/** A comment's text as HTML: `p`, `br`, `strong`, `em`, `blockquote`, `code`, `pre` and `a` with http(s) addresses. */
export function renderMarkdown(text: string): string {
  return markdown.render(text).trimEnd();
}

/** The addresses that a comment's text links to. */
export function linksIn(text: string): string[] {
  return markdown
    .parse(text, {})
    .flatMap((block) => block.children ?? [])
    .filter((token) => token.type === 'link_open')
    .map((token) => String(token.attrGet('href')));
}
