/** What headlines that follow one another say. */
export const ticker = {
  breaking: 'عاجل',
  ticker: 'شريط الأخبار',
  play: 'تشغيل',
  pause: 'إيقاف مؤقت',
  nextArticle: 'المقال التالي',
  previousArticle: 'المقال السابق',
};
