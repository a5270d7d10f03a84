import { dayHere, type Day } from './day.js';

/**
 * A date as data has it: ISO 8601 text, milliseconds since 1970 or a `Date`. Text of another form is no date, for engines
 * read it differently. A text without a time is that day wherever the reader is; one with a time and no zone is shown
 * as it stands.
 */
export type DateLike = string | number | Date;

interface Moment {
  /** Milliseconds since 1970; for a day alone, its start where the reader is. */
  readonly time: number;
  /** The day that the text itself names, if it names no zone. */
  readonly day?: Day;
  readonly dayAlone: boolean;
}

const ISO =
  /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?(?:(Z)|([+-])(\d\d)(?::?(\d\d))?)?)?$/i;
/** The furthest a `Date` reaches, in milliseconds to both sides of 1970 (ECMAScript, Time Values). */
const FURTHEST = 8.64e15;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A day's number, counted from 1970-01-01. Not Date.UTC(), which takes the year 20 for 1920. */
function dayNumber({ year, month, day }: Day): number {
  return new Date(0).setUTCFullYear(year, month - 1, day) / DAY;
}

function dayOfNumber(number: number): Day {
  const date = new Date(number * DAY);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

function momentOf(date: DateLike | undefined): Moment | undefined {
  if (typeof date !== 'string') {
    const time = Number(date);
    return Math.abs(time) <= FURTHEST && date !== null ? { time, dayAlone: false } : undefined;
  }
  const match = ISO.exec(date.trim());
  if (match === null) return undefined;
  const number = (group: number) => Number(match[group] ?? 0);
  const day = { year: number(1), month: number(2), day: number(3) };
  const [hours, minutes, seconds] = [number(4), number(5), number(6)];
  const real = dayOfNumber(dayNumber(day));
  // 30 February and 25:00 roll over in some engines and are no dates in others.
  if (real.month !== day.month || real.day !== day.day || day.year === 0) return undefined;
  if (hours > 23 || minutes > 59 || seconds > 59 || number(10) > 23 || number(11) > 59) return undefined;
  const milliseconds = Math.floor(Number(`0.${match[7] ?? 0}`) * 1000);
  if (match[8] !== undefined || match[9] !== undefined) {
    const offset = (number(10) * 60 + number(11)) * MINUTE * (match[9] === '-' ? -1 : 1);
    const clock = hours * HOUR + minutes * MINUTE + seconds * 1000 + milliseconds;
    return { time: dayNumber(day) * DAY + clock - offset, dayAlone: false };
  }
  const local = new Date(2000, 0, 1, hours, minutes, seconds, milliseconds);
  return { time: local.setFullYear(day.year, day.month - 1, day.day), day, dayAlone: match[4] === undefined };
}

const zones = new Map<string, Intl.DateTimeFormat>();

/** The day it is at a moment in a time zone; where the reader is, when none is given or the engine does not know it. */
function dayAt(time: number, timeZone: string | undefined): Day {
  if (timeZone !== undefined) {
    try {
      let format = zones.get(timeZone);
      // Numbers alone are asked of the engine: names and digits differ from one to another.
      format ??= new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
        year: 'numeric',
        month: 'numeric',
        day: 'numeric',
        timeZone,
      });
      zones.set(timeZone, format);
      return dayOfParts(format.formatToParts(time));
    } catch {
      // No zone of that name.
    }
  }
  return dayHere(time);
}

function dayOfParts(parts: readonly Intl.DateTimeFormatPart[]): Day {
  const part = (type: string) => Number.parseInt(parts.find((each) => each.type === type)?.value ?? '', 10);
  return { year: part('year'), month: part('month'), day: part('day') };
}

/**
 * The day a date falls on, in the Gregorian calendar; undefined for what is no date.
 *
 * @param timeZone IANA name, `Africa/Casablanca`; the reader's without it.
 */
export function dayOf(date: DateLike | undefined, timeZone?: string): Day | undefined {
  const moment = momentOf(date);
  return moment && (moment.day ?? dayAt(moment.time, timeZone));
}

/** A date for `<time datetime>` and data: always ISO 8601, in ASCII digits; undefined for what is no date. */
export function machineDate(date: DateLike | undefined): string | undefined {
  const moment = momentOf(date);
  if (moment === undefined) return undefined;
  return typeof date === 'string' ? date.trim().toUpperCase() : new Date(moment.time).toISOString();
}

let ummAlQura: Intl.DateTimeFormat | undefined;

/**
 * A Gregorian day in the calendar of Umm al-Qura.
 *
 * @param offset Days to add, for countries that sight the moon: -1 where the month began a day later.
 */
export function hijriDay(day: Day, offset = 0): Day {
  ummAlQura ??= new Intl.DateTimeFormat('en-US-u-ca-islamic-umalqura-nu-latn', {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    timeZone: 'UTC',
  });
  return dayOfParts(ummAlQura.formatToParts((dayNumber(day) + offset) * DAY));
}

export type AgoUnit = 'second' | 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year';

/** The units of relative time, from small to large. */
const UNITS: readonly AgoUnit[] = ['second', 'minute', 'hour', 'day', 'week', 'month', 'year'];

export interface AgoOptions {
  /** IANA name of the zone whose midnights part the days; the reader's without it. */
  readonly timeZone?: string | undefined;
  /** Nothing smaller is told: with `minute` the first minute is «الآن». `second` by default. */
  readonly smallest?: 'second' | 'minute';
  /** Nothing larger is told: with `day`, what is a week old has no relative time, and a date says it better. `year` by default. */
  readonly largest?: AgoUnit;
}

export interface Ago {
  readonly unit: AgoUnit;
  readonly number: number;
}

/**
 * How long ago, in the largest whole unit: `{ unit: 'minute', number: 5 }`. Below 24 hours by the clock; then in calendar
 * days, so that what was posted the evening before last is «أول أمس» in the morning; then in weeks, calendar months and
 * years. The near future is now (a clock is off); a date without a time is told in days. Undefined for what is no date, for
 * what is a day ahead, and for what is older than `largest`.
 *
 * @param now Milliseconds since 1970.
 */
export function ago(then: DateLike | undefined, now: number, options: AgoOptions = {}): Ago | undefined {
  const moment = momentOf(then);
  if (moment === undefined || !(Math.abs(now) <= FURTHEST)) return undefined;
  const { timeZone, smallest = 'second', largest = 'year' } = options;
  const found = passedSince(moment, now, timeZone, smallest);
  return found && UNITS.indexOf(found.unit) <= UNITS.indexOf(largest) ? found : undefined;
}

function passedSince(
  moment: Moment,
  now: number,
  timeZone: string | undefined,
  smallest: 'second' | 'minute',
): Ago | undefined {
  const passed = now - moment.time;
  if (!moment.dayAlone && passed < DAY) {
    if (passed <= -DAY) return undefined;
    if (passed < MINUTE) {
      const seconds = Math.max(0, Math.floor(passed / 1000));
      return smallest === 'second' ? { unit: 'second', number: seconds } : { unit: 'minute', number: 0 };
    }
    if (passed < HOUR) return { unit: 'minute', number: Math.floor(passed / MINUTE) };
    return { unit: 'hour', number: Math.floor(passed / HOUR) };
  }
  const from = moment.day ?? dayAt(moment.time, timeZone);
  const to = dayAt(now, timeZone);
  const days = dayNumber(to) - dayNumber(from);
  if (days < 0) return undefined;
  const months = (to.year - from.year) * 12 + to.month - from.month - (to.day < from.day ? 1 : 0);
  if (months >= 12) return { unit: 'year', number: Math.floor(months / 12) };
  if (months >= 1) return { unit: 'month', number: months };
  return days < 7 ? { unit: 'day', number: days } : { unit: 'week', number: Math.floor(days / 7) };
}

/**
 * When `ago` will say something else, in milliseconds since 1970, to the millisecond; undefined when it never will. One
 * timer for a whole page sets itself to the earliest of these.
 */
export function nextChange(then: DateLike | undefined, now: number, options: AgoOptions = {}): number | undefined {
  const said = (time: number) => {
    const found = ago(then, time, options);
    return found && `${found.number} ${found.unit}`;
  };
  if (momentOf(then) === undefined || !(Math.abs(now) <= FURTHEST)) return undefined;
  const current = said(now);
  // What is said never goes back to what was said before: look twice as far until it differs, then halve.
  let far = 1000;
  while (said(now + far) === current) if ((far *= 2) > 800 * DAY) return undefined;
  let near = 0;
  while (far - near > 1) {
    const middle = near + Math.floor((far - near) / 2);
    if (said(now + middle) === current) near = middle;
    else far = middle;
  }
  return now + far;
}
