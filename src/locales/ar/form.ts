/** What the form for a comment says before it is touched. */
export const form = {
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
};
