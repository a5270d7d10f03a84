// A search field of the page's own: the list does the rest.
const found = document.querySelector('#found');
document.querySelector('#search').addEventListener('submit', (event) => {
  event.preventDefault();
  found.search = new FormData(event.target).get('search');
});

// The articles are made up, and so are their addresses.
document.addEventListener('article-open', (event) => {
  event.preventDefault();
  location.assign('founding-article.html');
});
