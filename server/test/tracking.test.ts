import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { test } from 'node:test';
import { articleId } from '../../src/model/identity.js';

// Not its main module: that has the rules of every shop in it, ready to be applied to whatever comes.
const rules: { name: string; rules: string[] }[] = createRequire(import.meta.url)('tidy-url/data/rules.js');

test('what a maintained list takes from every address says nothing of an article', () => {
  const everywhere = rules.find(({ name }) => name === 'Global')?.rules ?? [];
  assert.ok(everywhere.length > 50, 'the list has its rules elsewhere now');
  const kept = everywhere.filter((name) => articleId(`https://a.example/b?${name}=c`) !== 'https://a.example/b');
  assert.deepEqual(kept, []);
});

test('what sites name their articles by stays', () => {
  // WordPress, Drupal, Joomla, Blogger, phpBB, MediaWiki, and what old systems call it.
  const names =
    'p page_id attachment_id m cat tag s post_type name q node option view id Itemid m showComment f t v title oldid nid ' +
    'aid article articleid story storyid news newsid item pid sid ref source from to page paged lang hl type section amp_id';
  for (const name of names.split(' ')) {
    const id = `https://a.example/b?${name}=7`;
    assert.equal(articleId(id), id);
  }
});
