/** What is said to the author of a comment about it. */
export const own = {
  awaiting: 'تعليقك في انتظار المراجعة.',
  notPublished: 'لم يُنشر تعليقك.',
  edit: 'تعديل',
  remove: 'حذف',
  changeFailed: 'تعذّر تعديل تعليقك. حاول مرة أخرى.',
  changeable: {
    zero: 'انتهت مهلة التعديل.',
    one: 'يمكنك تعديل تعليقك خلال دقيقة واحدة.',
    two: 'يمكنك تعديل تعليقك خلال دقيقتين.',
    few: 'يمكنك تعديل تعليقك خلال {n} دقائق.',
    many: 'يمكنك تعديل تعليقك خلال {n} دقيقة.',
    other: 'يمكنك تعديل تعليقك خلال {n} دقيقة.',
  },
};
