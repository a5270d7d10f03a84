/** What is said of loading, and of its failure. */
export const loading = {
  loading: 'جارٍ التحميل…',
  loadFailed: 'تعذّر التحميل.',
  retry: 'إعادة المحاولة',
};
