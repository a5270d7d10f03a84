// The page's head as if it had one of these alone, before any tag looks there.
const KINDS = {
  midad: 'link[rel="midad"]',
  feed: 'link[rel="alternate"]',
  'json-ld': 'script[type="application/ld+json"]',
};
const wanted = new URLSearchParams(location.search).get('with');
if (wanted) {
  for (const [kind, selector] of Object.entries(KINDS)) {
    if (kind !== wanted) document.querySelector(selector).remove();
  }
}

// What tags find, in their order, by the very script that they load for it.
const beside = (name) => new URL(name, location.href).href;
const { findElsewhere } = await import(beside('midad-elsewhere.js'));
const server = document.querySelector(KINDS.midad);
const found = server ? [{ kind: 'midad', address: server.href, because: '<link rel="midad">' }] : [];
const list = document.querySelector('#found');
for (const { kind, address, because } of [...found, ...findElsewhere()]) {
  const line = document.createElement('li');
  for (const text of [kind, because, address]) {
    line.append(Object.assign(document.createElement('code'), { dir: 'ltr', textContent: text }), ' ');
  }
  list.append(line);
}
if (list.childElementCount === 0) {
  list.append(Object.assign(document.createElement('li'), { textContent: 'لا شيء: تعرض الوسوم ما كُتب فيها.' }));
}
await import(beside('embed.js'));
