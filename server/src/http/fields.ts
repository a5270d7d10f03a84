import { z } from 'zod';
import { hasControls, LIMITS, MOST_BYTES, type CommentField } from '../../../src/model/draft.js';
import { httpUrl } from '../../../src/model/url.js';
import { articleId, MAX_ARTICLE_ID } from '../../../src/model/identity.js';
import { checkField } from '../../../src/text/check.js';
import { cleanName, cleanText, visibleName, visibleText } from '../../../src/text/clean.js';
import { LISTS } from '../database/pages.js';
import { SORTS } from '../database/threads.js';

/** What may be wrong with a field, and how it is said. */
export const FIELD_ERRORS = {
  valueMissing: 'A value is required.',
  typeMismatch: 'The value is not of the kind that is expected here.',
  tooLong: 'The value is too long.',
  controlCharacters: 'The value holds control characters.',
  unknownField: 'There is no such field.',
  outOfRange: 'The value is outside the range that is allowed.',
  reservedName: 'The name passes for one that is reserved here: choose another.',
  blockedWord: 'The value has a word that the site does not publish: say it in another way.',
  tooManyLinks: 'The text has more links than the site takes: leave some out.',
} as const;

export type FieldErrorCode = keyof typeof FIELD_ERRORS;

export const DEFAULT_PAGE = 20;
export const MAX_PAGE = 100;
export const MAX_ARTICLES = 100;
export const DEFAULT_FOLD = 3;
export const MAX_FOLD = 20;
export const MAX_DAYS = 3650;
export const MAX_LABEL = 200;

// Half a character: it cannot be written as UTF-8, so no database would give back what it was given.
const LONE_SURROGATE = /\p{Surrogate}/u;

/** An article's identity in any spelling; becomes its normal form. */
export const article = z
  .string()
  .transform((value, context) => {
    if (LONE_SURROGATE.test(value)) return refuse(context, 'typeMismatch');
    if (value.trim() === '') return refuse(context, 'valueMissing');
    if (hasControls(value.trim())) return refuse(context, 'controlCharacters');
    const id = articleId(value);
    if (id !== undefined) return id;
    return refuse(context, encodeURI(value).length > MAX_ARTICLE_ID ? 'tooLong' : 'typeMismatch');
  })
  .meta({
    description:
      'What the article is known by: its absolute http(s) URL, or a slug. Several spellings are one article, and so are the names it had before it was merged.',
    minLength: 1,
    maxLength: MAX_ARTICLE_ID,
  });

const trimmed = (value: string) => value.trim();

export const text = draftField('text', visibleText, cleanText).meta({
  description: `Markdown. ${limitOf('text')} Stored in NFC, without bidi overrides and invisible characters, with at most 4 marks a letter and 10 of one character in a row.`,
  minLength: 1,
  maxLength: MOST_BYTES.text,
});

export const name = draftField('name', visibleName, cleanName).meta({
  description: limitOf('name'),
  minLength: 1,
  maxLength: MOST_BYTES.name,
});

export const email = draftField('email', trimmed).meta({
  description: 'Never published. Stored encrypted, or not at all.',
  format: 'email',
  maxLength: LIMITS.email,
});

export const url = draftField('url', trimmed)
  .transform((value) => httpUrl(value) ?? '')
  .meta({ description: `The reader's own http(s) site, or empty. ${limitOf('url')}`, maxLength: MOST_BYTES.url });

export const limit = numberFrom(1, MAX_PAGE, `Default ${DEFAULT_PAGE}.`);

export const fold = numberFrom(
  0,
  MAX_FOLD,
  `How many replies of each thread come with a page; default ${DEFAULT_FOLD}. The others have a cursor.`,
);

export const cursor = z
  .string()
  .meta({ description: 'The `next` or `previous` of a page of the same list and order.' });

export const altcha = z.string().max(4000).meta({
  description: "ALTCHA's payload: base64 of the JSON {challenge, solution}. Needed when rules.proofOfWork is true.",
});

export const subject = z.string().meta({
  description: 'Not for people: a form has this field where nobody sees it, and sends it empty or not at all.',
});

export const sort = z.enum(SORTS).meta({ description: 'Default newest.' });

export const list = z.enum(LISTS).meta({
  description: 'Default latest; with `search` or `related` what fits best, then the latest.',
});

export const days = numberFrom(1, MAX_DAYS, 'Only articles published in so many days.');

export const section = label('Only articles of this section, in any spelling.');

export const tag = label('Only articles with this keyword, in any spelling.');

export const search = label(
  'Only articles with all these words, or words that begin so, in headline, description or keywords; in any spelling.',
);

export const parent = z.uuid().meta({ description: 'The comment that this one answers.' });

/**
 * A field of a comment, cleaned and checked as the page's own form does it. What readers must hear of is looked for in what
 * they see of their text, before cleaning takes it away: a control character, a text that is too long.
 */
function draftField(field: CommentField, show: (value: string) => string, clean = show) {
  return z.string().transform((sent, context) => {
    if (LONE_SURROGATE.test(sent)) return refuse(context, 'typeMismatch');
    // Cleaning what is far too long is wasted work.
    if (sent.length > MOST_BYTES[field]) return refuse(context, 'tooLong');
    const value = clean(sent);
    const error = checkField(field, show(sent)) ?? checkField(field, value);
    return error === undefined ? value : refuse(context, error);
  });
}

function label(description: string) {
  return z
    .string()
    .transform((value, context) => {
      if (LONE_SURROGATE.test(value)) return refuse(context, 'typeMismatch');
      if (value.trim() === '') return refuse(context, 'valueMissing');
      // What bytes that are no UTF-8 become in an address.
      if (value.includes('\uFFFD')) return refuse(context, 'typeMismatch');
      if (hasControls(value.trim())) return refuse(context, 'controlCharacters');
      return value.length > MAX_LABEL ? refuse(context, 'tooLong') : value.trim();
    })
    .meta({ description, minLength: 1, maxLength: MAX_LABEL });
}

// JSON Schema's maxLength counts code points, of which there are never more than bytes.
function limitOf(field: CommentField): string {
  return `At most ${LIMITS[field]} characters as readers count them (grapheme clusters, UAX #29), and ${MOST_BYTES[field]} bytes in UTF-8.`;
}

function numberFrom(minimum: number, maximum: number, description: string) {
  return z
    .string()
    .transform((value, context) => {
      if (!/^\d+$/.test(value)) return refuse(context, value === '' ? 'valueMissing' : 'typeMismatch');
      const number = Number(value);
      return number >= minimum && number <= maximum ? number : refuse(context, 'outOfRange');
    })
    .meta({ description, type: 'integer', minimum, maximum });
}

function refuse(context: z.RefinementCtx, code: FieldErrorCode): never {
  context.addIssue({ code: 'custom', params: { code } });
  return z.NEVER;
}
