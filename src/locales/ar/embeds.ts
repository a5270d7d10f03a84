/** What stands in a text for what others host, until a reader asks for it. */
export const embeds = {
  embedYoutube: 'فيديو من يوتيوب',
  embedX: 'منشور من إكس',
  embedFacebook: 'محتوى من فيسبوك',
  embedShow: 'عرض هنا',
  embedOpen: 'فتحه في موقعه',
  embedNote: 'لا يُطلب من موقعه شيء قبل العرض.',
  embedRefused: 'لا تسمح هذه الصفحة بعرضه هنا.',
};
