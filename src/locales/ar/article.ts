/** What an article says beside what its people wrote. */
export const article = {
  by: 'بقلم {name}',
  updated: 'آخر تحديث: {date}',
  tags: 'الوسوم',
  listSeparator: '، ',
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
