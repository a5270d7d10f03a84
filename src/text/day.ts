import { toDigits, type Numerals } from './digits.js';

/** A day of a calendar; months count from 1. */
export interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const zones = new Map<string, Intl.DateTimeFormat>();

/** The day it is at a moment in a time zone; where the reader is, when none is given or the engine does not know it. */
export function dayAt(time: number, timeZone: string | undefined): Day {
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
  const date = new Date(time);
  return { year: date.getFullYear(), month: date.getMonth() + 1, day: date.getDate() };
}

/** A day out of Intl's numbers. */
export function dayOfParts(parts: readonly Intl.DateTimeFormatPart[]): Day {
  const part = (type: string) => Number.parseInt(parts.find((each) => each.type === type)?.value ?? '', 10);
  return { year: part('year'), month: part('month'), day: part('day') };
}

/**
 * The day of a date that `parseIsoDate` let pass; undefined for what it would not. A date that names no zone is the day it
 * says, wherever the reader is.
 *
 * @param timeZone IANA name, `Africa/Casablanca`; the reader's without it.
 */
export function dayOfIso(iso: string, timeZone?: string): Day | undefined {
  const time = Date.parse(iso);
  if (Number.isNaN(time)) return undefined;
  if (/T.+(Z|[+-]\d\d:?\d\d)$/.test(iso)) return dayAt(time, timeZone);
  const [year, month, day] = iso.split(/\D/).map(Number) as [number, number, number];
  return { year, month, day };
}

/**
 * A day in words: «21 أبريل 2020».
 *
 * @param months The twelve names. @param second Twelve more, of another country, after a slash: «21 أبريل/نيسان 2020».
 */
export function writeDay(
  { year, month, day }: Day,
  months: readonly string[],
  system: Numerals,
  second: readonly string[] = months,
): string {
  const [name, other] = [months[month - 1]!, second[month - 1]!];
  return toDigits(`${day} ${other === name ? name : `${name}/${other}`} ${year}`, system);
}
