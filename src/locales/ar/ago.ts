/** Times that no element tells, but `midad/text` does. */
export const ago = {
  secondsAgo: {
    zero: 'الآن',
    one: 'قبل ثانية واحدة',
    two: 'قبل ثانيتين',
    few: 'قبل {n} ثوانٍ',
    many: 'قبل {n} ثانية',
    other: 'قبل {n} ثانية',
  },
  weeksAgo: {
    zero: 'هذا الأسبوع',
    one: 'قبل أسبوع واحد',
    two: 'قبل أسبوعين',
    few: 'قبل {n} أسابيع',
    many: 'قبل {n} أسبوعًا',
    other: 'قبل {n} أسبوع',
  },
  monthsAgo: {
    zero: 'هذا الشهر',
    one: 'قبل شهر واحد',
    two: 'قبل شهرين',
    few: 'قبل {n} أشهر',
    many: 'قبل {n} شهرًا',
    other: 'قبل {n} شهر',
  },
  yearsAgo: {
    zero: 'هذه السنة',
    one: 'قبل سنة واحدة',
    two: 'قبل سنتين',
    few: 'قبل {n} سنوات',
    many: 'قبل {n} سنة',
    other: 'قبل {n} سنة',
  },
};
