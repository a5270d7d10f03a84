/** What the form for a comment says before it is touched. */
export const form = {
  leaveComment: 'اترك تعليقًا',
  comment: 'التعليق',
};
