document.querySelector('#property').article = {
  headline: 'بطاقة بلا صورة ولا تاريخ',
  url: 'article-view.html',
  description: 'كل ما عدا العنوان اختياري، والبطاقة لا تترك مكانًا لما لم يُعطَ لها.',
  author: 'خديجة الرحالي',
  views: 12,
  comments: 2,
};
