/** What a thread says of what has come meanwhile, and of a reaction that did not come through. */
export const acting = {
  newComments: {
    zero: 'لا تعليقات جديدة',
    one: 'تعليق جديد واحد',
    two: 'تعليقان جديدان',
    few: '{n} تعليقات جديدة',
    many: '{n} تعليقًا جديدًا',
    other: '{n} تعليق جديد',
  },
  reactionFailed: 'تعذّر حفظ تفاعلك. حاول مرة أخرى.',
  alreadyReacted: 'سبق أن تفاعل أحد من شبكتك مع هذا التعليق اليوم، ولا يُحتسب إلا تفاعل واحد.',
  reactionOff: 'أوقف الموقع هذا التفاعل.',
  reactedTooOften: 'تفاعلات كثيرة في وقت قصير. انتظر قليلًا ثم حاول مرة أخرى.',
  commentGone: 'لم يعد هذا التعليق متاحًا.',
};
