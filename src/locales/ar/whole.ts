/** What a whole article says that a card does not. */
export const whole = {
  updated: 'آخر تحديث: {date}',
  tags: 'الوسوم',
  photoCredit: 'مصدر الصورة',
  readingTime: {
    zero: 'أقل من دقيقة للقراءة',
    one: 'دقيقة واحدة للقراءة',
    two: 'دقيقتان للقراءة',
    few: '{n} دقائق للقراءة',
    many: '{n} دقيقة للقراءة',
    other: '{n} دقيقة للقراءة',
  },
};
