import { MONTHS } from '../locales/months.js';
import { parseIsoDate } from '../model/date.js';

const DAY = 86_400_000;
const ENGLISH = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const ZONES: Readonly<Record<string, string>> = {
  ...{ z: 'Z', ut: 'Z', utc: 'Z', gmt: 'Z', est: '-05:00', edt: '-04:00', cst: '-06:00', cdt: '-05:00' },
  ...{ mst: '-07:00', mdt: '-06:00', pst: '-08:00', pdt: '-07:00' },
};

// «Tue, 21 Apr 2020 10:30:00 +0300» (RFC 822), and with the day and month in Arabic.
const RFC822 =
  /^(?:\p{L}+\.?\s*[,،]?\s*)?(\d{1,2})[\s-]+(\p{L}+)\.?[\s,،-]+(\d{4}|\d\d)(?:,?\s+(\d{1,2}):(\d\d)(?::(\d\d))?\s*(.*))?$/u;

/**
 * A date as feeds write it, as ISO 8601; undefined for what is none, for what stands for none (1970), and for one more
 * than a day ahead. Its zone is kept; one whose zone nobody knows has none.
 */
export function feedDate(value: string | undefined): string | undefined {
  const text = value?.trim() ?? '';
  const iso = parseIsoDate(rfc822(text) ?? text.replaceAll('/', '-').replace(/^(\d{4}-\d\d-\d\d)\s+(?=\d)/, '$1T'));
  const time = Date.parse(iso ?? '');
  return time > DAY && time < Date.now() + DAY ? iso : undefined;
}

function rfc822(text: string): string | undefined {
  const [, day, name, year, hours, minutes, seconds = '00', zone = ''] = RFC822.exec(text) ?? [];
  if (name === undefined) return undefined;
  const known = [ENGLISH.indexOf(name.slice(0, 3).toLowerCase()), MONTHS.indexOf(name)].find((index) => index >= 0);
  const whole = year!.length === 2 ? `${Number(year) < 70 ? 20 : 19}${year}` : year;
  const date = `${whole}-${String((known ?? -1) + 1).padStart(2, '0')}-${day!.padStart(2, '0')}`;
  return hours === undefined ? date : `${date}T${hours.padStart(2, '0')}:${minutes}:${seconds}${zoneOf(zone)}`;
}

function zoneOf(zone: string): string {
  const [, sign, hours, minutes] = /^(?:GMT|UTC)?\s*([+-])(\d\d):?(\d\d)\b/i.exec(zone) ?? [];
  return sign ? `${sign}${hours}:${minutes}` : (ZONES[zone.toLowerCase()] ?? '');
}
