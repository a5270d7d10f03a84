/** What an article says beside what its people wrote. */
export const article = {
  by: 'بقلم {name}',
  listSeparator: '، ',
};
