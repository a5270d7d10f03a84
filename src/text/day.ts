import { toDigits, type Numerals } from './digits.js';

/** A day of a calendar; months count from 1. */
export interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** The day it is at a moment where the reader is. */
export function dayHere(time: number): Day {
  const date = new Date(time);
  return { year: date.getFullYear(), month: date.getMonth() + 1, day: date.getDate() };
}

const ZONED = /T.+(Z|[+-]\d\d:?\d\d)$/;

/**
 * The day of a date that `parseIsoDate` let pass, where the reader is; undefined for what it would not. A date that names no
 * zone is the day it says, wherever that is.
 */
export function dayOfIso(iso: string): Day | undefined {
  const time = Date.parse(iso);
  if (Number.isNaN(time)) return undefined;
  if (ZONED.test(iso)) return dayHere(time);
  const [year, month, day] = iso.split(/\D/).map(Number) as [number, number, number];
  return { year, month, day };
}

/** Such a date as the day it is in a time zone: `2020-04-22`; without a zone on either side it stays as it is. */
export function isoIn(iso: string, timeZone: string | undefined): string {
  if (timeZone === undefined || !ZONED.test(iso)) return iso;
  try {
    const options = { year: 'numeric', month: '2-digit', day: '2-digit', timeZone } as const;
    // Numbers alone are asked of the engine: their order differs from one to another.
    const parts = new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', options).formatToParts(Date.parse(iso));
    const part = (type: string) => parts.find((each) => each.type === type)!.value;
    return `${part('year')}-${part('month')}-${part('day')}`;
  } catch {
    // The engine knows no zone of that name.
    return iso;
  }
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
