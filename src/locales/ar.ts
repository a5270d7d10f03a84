/** Arabic: the source of truth for what Midad says. Its type is every catalogue's type. */
export const ar = {
  by: 'بقلم {name}',
  updated: 'آخر تحديث: {date}',
  tags: 'الوسوم',
  listSeparator: '، ',
  photoCredit: 'مصدر الصورة',

  views: {
    zero: 'لا توجد مشاهدات',
    one: 'مشاهدة واحدة',
    two: 'مشاهدتان',
    few: '{n} مشاهدات',
    many: '{n} مشاهدة',
    other: '{n} مشاهدة',
  },
  comments: {
    zero: 'لا توجد تعليقات',
    one: 'تعليق واحد',
    two: 'تعليقان',
    few: '{n} تعليقات',
    many: '{n} تعليقًا',
    other: '{n} تعليق',
  },
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

  commentsTitle: 'التعليقات',
  noComments: 'لا توجد تعليقات بعد.',
  moreComments: 'عرض المزيد من التعليقات',
  loading: 'جارٍ التحميل…',
  loadFailed: 'تعذّر التحميل.',
  retry: 'إعادة المحاولة',
  draftKept: 'حُفظت المسودة',
  commentBy: 'تعليق من {name}',

  leaveComment: 'اترك تعليقًا',
  emailPromise: 'لن يتم نشر عنوان بريدك الإلكتروني.',
  requiredFields: 'الحقول الإلزامية مشار إليها بـ {mark}',
  optional: 'اختياري',
  comment: 'التعليق',
  name: 'الاسم',
  email: 'البريد الإلكتروني',
  website: 'الموقع الإلكتروني',
  remember: 'احفظ اسمي وبريدي الإلكتروني وموقعي الإلكتروني في هذا المتصفح للمرة المقبلة.',
  send: 'إرسال التعليق',
  sending: 'جارٍ الإرسال…',
  sent: 'تم إرسال تعليقك.',
  sendFailed: 'تعذّر إرسال التعليق. حاول مرة أخرى.',
  offline: 'لا يوجد اتصال بالإنترنت. حُفظ تعليقك على هذا الجهاز.',
  errors: {
    zero: 'لا توجد أخطاء',
    one: 'يوجد خطأ واحد',
    two: 'يوجد خطآن',
    few: 'توجد {n} أخطاء',
    many: 'يوجد {n} خطأً',
    other: 'يوجد {n} خطأ',
  },
  textMissing: 'اكتب تعليقك أولًا.',
  nameMissing: 'أدخل اسمك.',
  emailMissing: 'أدخل عنوان بريدك الإلكتروني.',
  emailWrong: 'أدخل عنوان بريد إلكتروني صالحًا، مثل name@example.com.',
  urlWrong: 'أدخل عنوان موقع صالحًا يبدأ بـ \u2066https://\u2069.',
  tooLong: {
    zero: '',
    one: 'الحد الأقصى حرف واحد.',
    two: 'الحد الأقصى حرفان.',
    few: 'الحد الأقصى {n} أحرف.',
    many: 'الحد الأقصى {n} حرفًا.',
    other: 'الحد الأقصى {n} حرف.',
  },
  controlCharacters: 'يحتوي النص على محارف تحكم غير مسموح بها.',
};

export type Messages = typeof ar;

/**
 * What no element says by itself, but `midad/text` does; apart from `ar`, so that a tag that does not say it does not load
 * it. Its type is every catalogue's type.
 */
export const arText = {
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
  readingTime: {
    zero: 'أقل من دقيقة للقراءة',
    one: 'دقيقة واحدة للقراءة',
    two: 'دقيقتان للقراءة',
    few: '{n} دقائق للقراءة',
    many: '{n} دقيقة للقراءة',
    other: '{n} دقيقة للقراءة',
  },

  // Large units of compact numbers. Zero stands at no number here: what is smaller is said in full.
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

  hijri: '{date} هـ',
};

export type TextMessages = typeof arText;
