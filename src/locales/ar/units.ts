/** Large units of compact numbers; other languages have Intl's. Zero stands at no number: what is smaller is said in full. */
export const units = {
  thousands: {
    zero: 'ألف',
    one: 'ألف',
    two: 'ألفان',
    few: '{n} آلاف',
    many: '{n} ألفًا',
    other: '{n} ألف',
  },
  millions: {
    zero: 'مليون',
    one: 'مليون',
    two: 'مليونان',
    few: '{n} ملايين',
    many: '{n} مليونًا',
    other: '{n} مليون',
  },
  billions: {
    zero: 'مليار',
    one: 'مليار',
    two: 'ملياران',
    few: '{n} مليارات',
    many: '{n} مليارًا',
    other: '{n} مليار',
  },
  trillions: {
    zero: 'تريليون',
    one: 'تريليون',
    two: 'تريليونان',
    few: '{n} تريليونات',
    many: '{n} تريليونًا',
    other: '{n} تريليون',
  },
};
