/** The plugin's REST routes on a real WordPress: what they give, and what they refuse. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { BROWSER, openPaper } from '../support/wordpress/paper.js';

const reader = { name: 'سلمى', email: 'salma@mail.example' };
let keys = 0;
const key = () => `key-of-test-${++keys}`;

describe('the REST routes of the WordPress plugin', { concurrency: false }, () => {
  let paper;
  let post;
  const hidden = {};
  const counts = async (...ids) => (await paper.rest(`midad/v1/counts?ids=${ids}`)).json;
  const comment = (more = {}, init = {}) =>
    paper.rest('midad/v1/comments', {
      ...init,
      body: { post: post.id, text: `تعليق ${keys}`, ...reader, key: key(), ...more },
    });
  const view = (more = {}) => paper.rest('midad/v1/views', { body: { id: post.id }, ...more });
  /** How much is in the database of what a refused request must not touch. */
  const stored = () =>
    paper.run(`global $wpdb; return [
      $wpdb->get_var("SELECT COUNT(*) FROM $wpdb->comments"), $wpdb->get_var("SELECT COUNT(*) FROM $wpdb->commentmeta"),
      $wpdb->get_var("SELECT COALESCE(SUM(views + imported), 0) FROM {$wpdb->prefix}midad_views"),
      $wpdb->get_var("SELECT COUNT(*) FROM $wpdb->options WHERE option_name LIKE '%midad\\\\_lock%'"), get_option('midad')];`);

  before(async () => {
    paper = await openPaper();
    await paper.install();
    await paper.run(
      `update_option('comment_previously_approved', ''); return update_option('comment_moderation', '');`,
    );
    post = await paper.publish({ post_title: 'الأساتذة يواصلون الدروس' });
    for (const [name, fields] of Object.entries({
      draft: { post_status: 'draft' },
      private: { post_status: 'private' },
      future: { post_status: 'future', post_date: '2060-01-01 00:00:00' },
      trash: { post_status: 'trash' },
      locked: { post_password: 'secret' },
    })) {
      hidden[name] = (await paper.publish({ post_title: `سر ${name}`, ...fields })).id;
    }
    hidden.menu = await paper.run(
      "return wp_insert_post(['post_type' => 'nav_menu_item', 'post_status' => 'publish', 'post_title' => 'x']);",
    );
    hidden.none = 999_999;
  });
  after(() => paper?.close());

  it('count a view once a sitting, twice for two readers, each time for one who must not be known', async () => {
    const views = async (init) => (await view(init)).json.views;
    assert.equal(await views(), 1);
    assert.equal(await views(), 1);
    assert.equal(await views({ headers: { 'User-Agent': `${BROWSER} another` } }), 2);
    for (const n of [3, 4]) assert.equal(await views({ headers: { 'Sec-GPC': '1' } }), n);
    for (const agent of ['Googlebot/2.1', 'curl/8', '', 'x'.repeat(3000), 'facebookexternalhit/1.1']) {
      assert.equal(await views({ headers: { 'User-Agent': agent } }), 4, agent);
    }
    assert.equal(await views({ headers: { 'User-Agent': `${BROWSER} third`, 'Sec-Purpose': 'prefetch' } }), 4);
    await paper.run(
      'global $wpdb; return $wpdb->query("UPDATE {$wpdb->prefix}midad_readers SET seen = seen - 8 * 3600 - 1");',
    );
    assert.equal(await views(), 5);
    // Nothing of a reader can be read: no address, no name of a browser.
    const kept = JSON.stringify(
      await paper.run('global $wpdb; return $wpdb->get_results("SELECT * FROM {$wpdb->prefix}midad_readers");'),
    );
    assert.match(kept, /"reader":"[0-9a-f]{32}"/);
    assert.doesNotMatch(kept, /127\.0\.0\.1|Mozilla/);
  });

  it('lose none of fifty views that come at the same time, through four servers', async () => {
    const busy = await paper.publish();
    const servers = [paper.url, ...(await Promise.all([paper.serve(), paper.serve(), paper.serve()]))];
    const all = Array.from({ length: 50 }, (_, i) =>
      paper.rest('midad/v1/views', {
        at: servers[i % 4],
        body: { id: busy.id },
        headers: { 'User-Agent': `${BROWSER} ${i}` },
      }),
    );
    for (const { status } of await Promise.all(all)) assert.equal(status, 200);
    assert.deepEqual(await counts(busy.id), [{ id: busy.id, views: 50, comments: 0 }]);
    // And one comment that is sent by several at once is one.
    const one = { post: busy.id, text: 'مرة واحدة', ...reader, key: key() };
    const sent = await Promise.all(servers.map((at) => paper.rest('midad/v1/comments', { at, body: one })));
    for (const { status } of sent) assert.ok([200, 201, 429].includes(status), String(status));
    assert.equal(sent.filter(({ status }) => status === 201).length, 1);
    assert.equal((await counts(busy.id))[0].comments, 1);
  });

  it('give the counts of a page in one query, to be cached, and of nothing that is not public', async () => {
    const { json, headers } = await paper.rest(`midad/v1/counts?ids=${[post.id, ...Object.values(hidden)]}`);
    assert.deepEqual(
      json.map(({ id }) => id),
      [post.id],
    );
    assert.match(headers.get('Cache-Control'), /max-age=30/);
    const queries = await paper.run(
      `global $wpdb; $before = $wpdb->num_queries; midad_counts(range(1, 50)); return $wpdb->num_queries - $before;`,
    );
    assert.equal(queries, 1);
  });

  it('store a comment once for a key, refuse other words under it, and open it to its writer alone', async () => {
    const one = { text: 'شكرًا «لكم» على "الدروس"', key: key() };
    const first = await comment(one);
    assert.equal(first.status, 201);
    assert.deepEqual(
      [first.json.author, first.json.byAuthor, first.json.status],
      [{ name: 'سلمى' }, undefined, undefined],
    );
    const again = await comment(one);
    assert.deepEqual([again.status, again.json.id, again.json.receipt], [200, first.json.id, first.json.receipt]);
    const other = await comment({ ...one, text: 'كلام آخر' });
    assert.deepEqual([other.status, other.json.code], [409, 'idempotency_key_reused']);
    const own = (receipt) => paper.rest(`midad/v1/comments/${first.json.id}?receipt=${receipt}`);
    assert.equal((await own(first.json.receipt)).json.text, 'شكرًا «لكم» على “الدروس”');
    assert.equal((await own('0'.repeat(64))).status, 404);
    await paper.run(`return wp_spam_comment(${first.json.id});`);
    assert.equal((await own(first.json.receipt)).json.rejected, true);
    // What was put away is not sent once more by a page that never heard of it.
    assert.equal((await comment(one)).json.rejected, true);
    await paper.run(`return wp_unspam_comment(${first.json.id});`);
    assert.doesNotMatch(JSON.stringify(await paper.rest(`midad/v1/comments?post=${post.id}`)), /salma@|127\.0\.0\.1/);
  });

  it('follow the discussion settings: guests, moderation with its mail, closing, what is missing, depth', async () => {
    const set = (name, value) => paper.run(`return update_option('${name}', '${value}');`);
    const code = async (more) => (await comment(more)).json.code;
    await set('comment_registration', '1');
    assert.equal(await code(), 'login_required');
    await set('comment_registration', '');
    const missing = await comment({ name: '', email: '' });
    assert.deepEqual(
      missing.json.data.errors.map(({ field }) => field),
      ['name', 'email'],
    );
    assert.deepEqual((await comment({ email: 'salma' })).json.data.errors, [{ field: 'email', code: 'typeMismatch' }]);
    assert.deepEqual((await comment({ text: '  ' })).json.data.errors, [{ field: 'text', code: 'valueMissing' }]);
    await set('require_name_email', '');
    assert.equal((await comment({ name: '', email: '', text: 'بلا اسم' })).status, 201);
    await set('require_name_email', '1');
    await set('comment_moderation', '1');
    const held = await comment({ text: 'ينتظر' });
    assert.deepEqual([held.status, held.json.status], [201, 'pending']);
    assert.ok(
      paper.mails().some((mail) => mail.startsWith('admin@example.org')),
      'the editor was not told',
    );
    assert.ok(!JSON.stringify(await paper.rest(`midad/v1/comments?post=${post.id}`)).includes('ينتظر'));
    await set('comment_moderation', '');
    assert.equal(await code({ parent: Number(held.json.id) }), 'parent_not_found');
    const twice = { text: 'الكلام نفسه' };
    await comment(twice);
    assert.equal(await code(twice), 'duplicate_comment');
    const flood = await comment({ text: 'على عجل' }, { headers: { 'X-Flood': '1' } });
    assert.deepEqual([flood.status, flood.json.code, flood.json.data.retryAfter], [429, 'rate_limited', 15]);
    await set('thread_comments_depth', '2');
    const top = (await comment({ text: 'أعلى' })).json.id;
    const reply = (await comment({ text: 'رد', parent: Number(top) })).json;
    const deeper = (await comment({ text: 'رد على الرد', parent: Number(reply.id) })).json;
    assert.deepEqual([reply.parent, deeper.parent], [top, top]);
    await paper.run(`return wp_update_post(['ID' => ${post.id}, 'comment_status' => 'closed']);`);
    assert.equal(await code(), 'thread_closed');
    assert.equal((await paper.rest(`midad/v1/comments?post=${post.id}`)).json.rules.open, false);
    await paper.run(`return wp_update_post(['ID' => ${post.id}, 'comment_status' => 'open']);`);
  });

  it('let who is logged in write as themselves by a nonce, and nobody by cookies alone', async () => {
    const cookie = await paper.cookies('leila');
    assert.match(cookie, /midad_reader=1/);
    const told = await fetch(`${paper.url}/wp-admin/admin-ajax.php?action=midad_reader`, {
      headers: { Cookie: cookie },
    });
    const { nonce, name } = await told.json();
    assert.equal(name, 'ليلى بنعمر');
    assert.match(told.headers.get('Cache-Control'), /no-cache|no-store/);
    const as = (headers) => comment({ text: `من ${keys}` }, { headers: { Cookie: cookie, ...headers } });
    const mine = (await as({ 'X-WP-Nonce': nonce })).json;
    assert.deepEqual([mine.author.name, mine.byAuthor], ['ليلى بنعمر', true]);
    assert.equal((await as({})).json.author.name, 'سلمى');
    const wrong = await as({ 'X-WP-Nonce': 'wrong' });
    assert.deepEqual([wrong.status, wrong.json.code], [403, 'rest_cookie_invalid_nonce']);
    // Who moderates sees nothing here that a reader does not; who wrote what waits sees it.
    await paper.run("return update_option('comment_moderation', '1');");
    const said = await paper.cookies('said');
    const session = await fetch(`${paper.url}/wp-admin/admin-ajax.php?action=midad_reader`, {
      headers: { Cookie: said },
    });
    const headers = { Cookie: said, 'X-WP-Nonce': (await session.json()).nonce };
    const held = await comment({ text: 'من سعيد' }, { headers });
    assert.equal(held.json.status, 'pending');
    const seen = async (init) => JSON.stringify((await paper.rest(`midad/v1/comments?post=${post.id}`, init)).json);
    assert.ok((await seen({ headers })).includes('pending'));
    for (const init of [{}, { headers: { Cookie: cookie, 'X-WP-Nonce': nonce } }])
      assert.ok(!(await seen(init)).includes('pending'));
    await paper.run("return update_option('comment_moderation', '');");
    // Another site's page hears nothing, whatever cookies its browser sends.
    const foreign = await fetch(`${paper.url}/wp-admin/admin-ajax.php?action=midad_reader`, {
      headers: { Cookie: cookie, Origin: 'https://evil.example' },
    });
    assert.equal(foreign.headers.get('Access-Control-Allow-Origin'), null);
  });

  it('refuse what is hostile with the right status, tell nothing by it, and write nothing', async () => {
    const before_ = await stored();
    const huge = 'ش'.repeat(3_000_000);
    const bad = [
      ...Object.entries(hidden).flatMap(([name, id]) => [
        [`views of ${name}`, 404, 'views', { id }],
        [`a comment on ${name}`, 404, 'comments', { post: id, text: 'x', ...reader, key: key() }],
        [`the thread of ${name}`, 404, `comments?post=${id}`],
      ]),
      ['views of no number', 400, 'views', { id: '1 OR 1=1' }],
      ['views of nothing', 400, 'views', {}],
      ['views of a negative number', 400, 'views', { id: -1 }],
      ['views of a list', 400, 'views', { id: [post.id] }],
      ['JSON that is none', 400, 'views', '{"id":'],
      ['views by GET', 404, 'views'],
      ['counts of SQL', 400, `counts?ids=${encodeURIComponent('1) UNION SELECT user_pass FROM wp_users -- ')}`],
      ['counts of nothing', 400, 'counts'],
      ['counts of an empty list', 400, 'counts?ids='],
      ['counts of a thousand', 400, `counts?ids=${Array.from({ length: 1000 }, (_, i) => i + 1)}`],
      ['an order that is none', 400, `comments?post=${post.id}&sort=comment_author_email`],
      ['a cursor that is SQL', 400, `comments?post=${post.id}&cursor=${encodeURIComponent("1' OR '1")}`],
      ['a comment that is none', 404, `comments?post=${post.id}&around=999999`],
      ['no text', 400, 'comments', { post: post.id, ...reader, key: key() }],
      ['a huge text', 400, 'comments', { post: post.id, text: huge, ...reader, key: key() }],
      ['a huge name', 400, 'comments', { post: post.id, text: 'x', ...reader, name: huge, key: key() }],
      ['a text that is an object', 400, 'comments', { post: post.id, text: { a: 1 }, ...reader, key: key() }],
      ['no key', 400, 'comments', { post: post.id, text: 'x', ...reader }],
      ['a key that is SQL', 400, 'comments', { post: post.id, text: 'x', ...reader, key: "' OR 1=1 -- '" }],
      [
        'a parent on another post',
        404,
        'comments',
        { post: post.id, text: 'x', ...reader, key: key(), parent: 999_999 },
      ],
      ['a receipt of nothing', 400, 'comments/1'],
      ['a receipt of another', 404, 'comments/1?receipt=%27%20OR%201'],
    ];
    for (const [what, status, route, body] of bad) {
      const answer = await paper.rest(`midad/v1/${route}`, { body });
      const said = JSON.stringify(answer.json);
      assert.equal(answer.status, status, `${what}: ${said.slice(0, 300)}`);
      assert.doesNotMatch(said, /سر |secret|user_pass|SELECT|wp_posts|\/tmp\//, what);
    }
    assert.deepEqual(await stored(), before_);
  });

  it('keep HTML that a guest may not write from becoming any', async () => {
    const evil = '<script>alert(1)</script><img src=x onerror=alert(1)><a href="javascript:alert(1)">x</a> نص';
    const { json } = await comment({
      text: evil,
      name: '<b onmouseover=alert(1)>سلمى</b>',
      url: 'javascript:alert(1)',
    });
    assert.doesNotMatch(json.html, /<script|onerror|javascript:|<img/);
    assert.deepEqual(json.author, { name: 'سلمى' });
  });

  it('take settings only from who may change them, and only what they are', async () => {
    const was = await paper.run("return get_option('midad');");
    const ask = async (login, file, form) => {
      const response = await fetch(`${paper.url}/wp-admin/${file}`, {
        method: 'POST',
        redirect: 'manual',
        headers: login ? { Cookie: await paper.cookies(login) } : {},
        body: new URLSearchParams(form),
      });
      return response.status;
    };
    const settings = { option_page: 'midad', action: 'update', 'midad[comments]': '1', _wpnonce: 'wrong' };
    for (const login of ['admin', 'leila', 'said']) assert.equal(await ask(login, 'options.php', settings), 403, login);
    const form = { action: 'midad_import', _wpnonce: 'wrong' };
    for (const login of ['admin', 'leila', 'said']) assert.equal(await ask(login, 'admin-post.php', form), 403, login);
    assert.notEqual(await ask(undefined, 'admin-post.php', form), 302);
    assert.deepEqual(await paper.run("return get_option('midad');"), was);
    const clean = (php) => paper.run(`return midad_sanitize_settings(${php});`);
    const none = await clean('[]');
    assert.deepEqual(await clean("'<script>'"), none);
    assert.deepEqual(
      await clean("['numerals' => '\"><script>', 'evil' => 1, 'comments' => ['x'], 'keep' => '0']"),
      none,
    );
  });

  it('cost a page without a tag no query, and one with counts a single one', async (test) => {
    const page = await paper.publish();
    const ask = async (headers) => {
      const html = await (await fetch(page.url, { headers: { 'X-Cost': '1', ...headers } })).text();
      return /cost: (\d+) queries, (\d+) µs/.exec(html).slice(1).map(Number);
    };
    const measure = async (settings) => {
      await paper.set(settings);
      const [without, having] = [[], []];
      for (let i = 0; i < 11; i++) {
        without.push(await ask({ 'X-Without': '1' }));
        having.push(await ask({}));
      }
      const median = (all, at) => all.map((one) => one[at]).toSorted((a, b) => a - b)[5];
      return [
        median(having, 0) - median(without, 0),
        (median(having, 1) - median(without, 1)) / 1000,
        median(without, 1) / 1000,
      ];
    };
    const [none, noneMs, alone] = await measure({});
    const [one, oneMs] = await measure({ counts: true, share: true, comments: true });
    test.diagnostic(
      `A page takes WordPress ${alone.toFixed(1)} ms. The plugin adds ${noneMs.toFixed(1)} ms without a tag, ${oneMs.toFixed(1)} ms with counts, share bar and comment box.`,
    );
    assert.deepEqual([none, one], [0, 1]);
  });

  it('list the most viewed and the most discussed, anew when a comment is approved', async () => {
    const list = async (orderby, more = '') =>
      (await paper.rest(`wp/v2/posts?orderby=${orderby}&per_page=2&_fields=id${more}`)).json.map(({ id }) => id);
    const first = await list('midad_views');
    assert.equal(first.length, 2);
    assert.deepEqual(await list('midad_views', '&page=2&per_page=1'), first.slice(1));
    const quiet = await paper.publish();
    assert.ok(!(await list('midad_comments', '&per_page=100')).includes(quiet.id));
    await paper.rest('midad/v1/comments', { body: { post: quiet.id, text: 'أول تعليق', ...reader, key: key() } });
    assert.ok((await list('midad_comments', '&per_page=100')).includes(quiet.id));
    for (const id of Object.values(hidden)) assert.ok(!(await list('midad_comments', '&per_page=100')).includes(id));
  });

  it('leave no complaint in the log', () => assert.deepEqual(paper.complaints(), []));
});
