/** Why the words of a comment are not taken, as they are sent and as they are changed. */
export const refusal = {
  duplicate: 'تعليق مكرر: سبق أن أرسلت هذا التعليق.',
  notProven: 'تعذّر التحقق من أن المرسل ليس آلة. حاول مرة أخرى.',
  textMissing: 'اكتب تعليقك أولًا.',
  fieldWrong: 'الصيغة المدخلة غير صحيحة.',
  blockedWord: 'يحتوي النص على كلمة غير مسموح بها.',
  tooManyLinks: 'يحتوي التعليق على روابط أكثر من المسموح به.',
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
