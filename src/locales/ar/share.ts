/** What a bar for sharing says. */
export const share = {
  share: 'مشاركة',
  shareOnWhatsapp: 'مشاركة عبر واتساب',
  shareOnTelegram: 'مشاركة عبر تيليغرام',
  shareOnX: 'مشاركة عبر إكس',
  shareOnFacebook: 'مشاركة عبر فيسبوك',
  copyLink: 'نسخ الرابط',
  linkCopied: 'تم نسخ الرابط',
};
