/**
 * The door `midad/text`: Arabic text as pure functions, for pages, servers and builds alike. No DOM, no side effects; a
 * bundler takes only what is used.
 */
export { ar } from '../locales/ar.js';
export type { Catalogue, Messages, OwnMessages } from '../locales/catalogue.js';
export { compactCount, compactNumber } from '../locales/compact.js';
export { ARAB_TAGS, countryOf, supportedTag, type Country } from '../locales/countries.js';
export { formatAgo, formatDate, type DateOptions } from '../locales/dates.js';
export { localeOf, voiceOf, type AnyLocale as Locale } from '../locales/any.js';
export type { Voice } from '../locales/locale.js';
export { readingTime } from '../locales/reading.js';
export { messagesWithTanwin } from '../locales/tanwin.js';
export { cleanName, cleanText, visibleName, visibleText } from './clean.js';
export {
  ago,
  dayOf,
  hijriDay,
  machineDate,
  nextChange,
  type Ago,
  type AgoOptions,
  type AgoUnit,
  type DateLike,
} from './dates.js';
export type { Day } from './day.js';
export { isNumerals, toDigits, type NumberingSystem, type Numerals } from './digits.js';
export { directionOf, directionOfWords, isolate, type Direction } from './direction.js';
export { excerpt, type ExcerptLimits } from './excerpt.js';
export { find, fold, foldWithMap, type Folded, type Place } from './fold.js';
export { graphemes } from './graphemes.js';
export { impersonates, likeness, RESERVED_NAMES } from './impersonation.js';
export {
  compact,
  formatNumber,
  formatPercent,
  formatRange,
  numberingSystem,
  parseNumber,
  type Compact,
} from './numerals.js';
export { guessDirection, runs, type Run, type RunKind } from './runs.js';
export { pluralForm, unbroken, withTanwin, type PluralForms, type Tanwin } from './plural.js';
export { countWords, readingMinutes, WORDS_PER_MINUTE } from './words.js';
