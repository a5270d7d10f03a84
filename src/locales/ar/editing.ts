/** What is said to the author of a comment while they change or delete it. */
export const editing = {
  save: 'حفظ',
  cancel: 'إلغاء',
  removeAsked: 'أتريد حذف تعليقك؟',
  removeFailed: 'تعذّر حذف تعليقك. حاول مرة أخرى.',
  changeTooFast: 'طلباتك متتابعة بسرعة كبيرة. تمهّل قليلًا.',
  againInSeconds: {
    zero: 'يمكنك المحاولة من جديد الآن.',
    one: 'حاول مرة أخرى بعد ثانية واحدة.',
    two: 'حاول مرة أخرى بعد ثانيتين.',
    few: 'حاول مرة أخرى بعد {n} ثوانٍ.',
    many: 'حاول مرة أخرى بعد {n} ثانية.',
    other: 'حاول مرة أخرى بعد {n} ثانية.',
  },
  againInMinutes: {
    zero: 'يمكنك المحاولة من جديد الآن.',
    one: 'حاول مرة أخرى بعد دقيقة واحدة.',
    two: 'حاول مرة أخرى بعد دقيقتين.',
    few: 'حاول مرة أخرى بعد {n} دقائق.',
    many: 'حاول مرة أخرى بعد {n} دقيقة.',
    other: 'حاول مرة أخرى بعد {n} دقيقة.',
  },
};
