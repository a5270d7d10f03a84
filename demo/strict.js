/** What the page's policy refuses is written on the page. */
document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sourceFile }) => {
  const line = document.createElement('li');
  line.dir = 'ltr';
  line.textContent = `${effectiveDirective}: ${blockedURI} (${sourceFile})`;
  document.querySelector('#violations').append(line);
});

document.querySelector('#own').article = {
  headline: 'منظمة الشباب تطلق حملة تضامن واسعة',
  url: 'https://aljarida.example/youth',
  description: 'حملة تضامن بمدن جهة الشرق، والتسجيل على ‎www.aljarida.example‎ قبل 2020-05-01.',
  author: [{ name: 'ليلى بنعمر', url: 'https://aljarida.example/authors/leila' }],
  datePublished: '2020-04-20',
};
document.querySelector('#french-card').article = {
  headline: 'Les enseignants poursuivent les cours à distance',
  inLanguage: 'fr',
  url: 'https://aljarida.example/cours',
  datePublished: '2020-04-19',
};
