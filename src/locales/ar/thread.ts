/** What a thread of comments says. */
export const thread = {
  commentsTitle: 'التعليقات',
  noComments: 'لا توجد تعليقات بعد.',
  moreComments: 'عرض المزيد من التعليقات',
  commentBy: 'تعليق من {name}',
  minutesAgo: {
    zero: 'الآن',
    one: 'قبل دقيقة واحدة',
    two: 'قبل دقيقتين',
    few: 'قبل {n} دقائق',
    many: 'قبل {n} دقيقة',
    other: 'قبل {n} دقيقة',
  },
  hoursAgo: {
    zero: 'الآن',
    one: 'قبل ساعة واحدة',
    two: 'قبل ساعتين',
    few: 'قبل {n} ساعات',
    many: 'قبل {n} ساعة',
    other: 'قبل {n} ساعة',
  },
  daysAgo: {
    zero: 'اليوم',
    one: 'أمس',
    two: 'أول أمس',
    few: 'قبل {n} أيام',
    many: 'قبل {n} يومًا',
    other: 'قبل {n} يوم',
  },
};
