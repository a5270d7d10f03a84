/** What a bar of reading is called. */
export const progress = { readingProgress: 'تقدّم القراءة' };
