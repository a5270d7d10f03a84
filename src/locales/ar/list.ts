/** What a list of articles says. */
export const list = {
  latestArticles: 'آخر الأخبار',
  mostViewed: 'الأكثر قراءة',
  mostDiscussed: 'الأكثر تعليقًا',
  relatedArticles: 'مقالات ذات صلة',
  resultsFor: 'نتائج البحث عن «{query}»',
  noArticles: 'لا يوجد محتوى للعرض.',
  noResults: 'لا توجد نتائج.',
  moreArticles: 'عرض المزيد',
};
