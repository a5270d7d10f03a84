/** The plugin on a real WordPress, away from its pages: what authors and themes write, and what a site's tools make of it. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { sleep } from '../support/child.js';
import { openPaper } from '../support/wordpress/paper.js';

const reader = { name: 'سلمى', email: 'salma@mail.example' };
let keys = 0;

describe('the WordPress plugin', { concurrency: false }, () => {
  let paper;
  const html = async (address) => (await fetch(address)).text();
  /** A page's tags, with what is in them, one after the other. */
  const tagsOf = (page) => page.match(/<((?:article|comment|view|share)-[a-z]+)[\s>][^]*?<\/\1>/g)?.join('\n') ?? '';
  const comment = (post, more = {}) =>
    paper.rest('midad/v1/comments', {
      body: { post, text: `تعليق ${++keys}`, ...reader, key: `key-of-plugin-${keys}`, ...more },
    });
  /** PHP of the site's own, loaded with every request. */
  const extend = (name, php) =>
    writeFileSync(path.join(paper.root, 'wp-content/mu-plugins', `${name}.php`), `<?php ${php}`);

  before(async () => {
    paper = await openPaper();
    await paper.install();
    await paper.run(
      "update_option('comment_previously_approved', ''); return update_option('comment_moderation', '');",
    );
  });
  after(() => paper?.close());

  it('makes tags of shortcodes, with the attributes that they take, and nothing that was not meant', async () => {
    const other = await paper.publish({ post_title: 'خبر "آخر" & <b>شيء</b>' });
    await paper.run(
      `global $wpdb; return $wpdb->insert("{$wpdb->prefix}midad_views", ['post_id' => ${other.id}, 'imported' => 1082]);`,
    );
    const post = await paper.publish({
      post_content: `[midad_view_counter noun icon post="${other.id}" onclick="alert(1)" notation="tiny"]
        [midad_article_card post="${other.id}" level="3"]
        [midad_article_list heading="قل &quot;مرحبا&quot; <i>" sort="views" limit="-3" time_zone="Africa/Casablanca"]
        [midad_comment_box heading='"><script>alert(1)</script>']`,
    });
    const page = await html(post.url);
    const tags = tagsOf(page);
    assert.ok(tags.includes(`<view-counter noun icon article="${other.url}">1٬082</view-counter>`), tags);
    assert.match(
      tags,
      /<article-card level="3" article="[^"]+"><a href="[^"]+">خبر &#8220;آخر&#8221; &#038; شيء<\/a><\/article-card>/,
    );
    assert.match(
      tags,
      /<article-list sort="views" limit="3" heading="قل &quot;مرحبا&quot;[^"<>]*" time-zone="Africa\/Casablanca">/,
    );
    assert.doesNotMatch(tags, /onclick|tiny|<script/);
    assert.equal(page.match(/embed\/embed\.js/g).length, 1);
  });

  it('says nothing of a post that is not public, whoever names it', async () => {
    const draft = await paper.publish({ post_title: 'سر المسودة', post_status: 'draft' });
    const post = await paper.publish({
      post_content: `[midad_article_card post="${draft.id}"][midad_view_counter post="${draft.id}"][midad_share_bar post="${draft.id}"]`,
    });
    assert.doesNotMatch(tagsOf(await html(post.url)), /سر المسودة/);
  });

  it('gives themes functions, and their page its script', async () => {
    const post = await paper.publish();
    extend(
      'theme',
      `add_action('wp_body_open', function () { midad_tag('article-list', array('sort' => 'views', 'days' => 7, 'limit' => 5)); midad_tag('no-such-tag'); });`,
    );
    const page = await html(post.url);
    assert.match(tagsOf(page), /^<article-list sort="views" limit="5" days="7">/);
    assert.match(/<script[^>]*embed\/embed\.js[^>]*>/.exec(page)?.[0], /type="module"/);
    assert.ok(page.includes('id="midad-wordpress"') && !page.includes('no-such-tag'));
    extend('theme', '');
  });

  it('lets authors who may write no HTML write the tags, and readers none', async () => {
    const content = await paper.run(`
      $author = wp_insert_user(['user_login' => 'karim', 'user_pass' => 'password', 'role' => 'author']);
      wp_set_current_user($author); kses_init();
      $id = wp_insert_post(wp_slash(['post_title' => 'x', 'post_status' => 'publish',
        'post_content' => '<p><view-counter icon noun onclick="alert(1)" style="color:red"></view-counter></p><article-list sort="views" layout="ranked"><a href="javascript:alert(1)">x</a></article-list><script>alert(1)</script>']));
      kses_remove_filters();
      return get_post($id)->post_content;`);
    assert.match(content, /<view-counter icon noun><\/view-counter>/);
    assert.match(content, /<article-list sort="views" layout="ranked"><a href="alert\(1\)">x<\/a><\/article-list>/);
    assert.doesNotMatch(content, /onclick|style|<script/);
    const post = await paper.publish();
    const { json } = await comment(post.id, { text: 'نص <view-counter></view-counter> <comment-box></comment-box>' });
    assert.doesNotMatch(json.html, /<view-counter|<comment-box/);
  });

  it('takes over the most that others counted, once, and changes nothing of theirs', async () => {
    const [first, second, third] = [await paper.publish(), await paper.publish(), await paper.publish()];
    await paper.run(`global $wpdb;
      update_post_meta(${first.id}, 'views', '1081'); update_post_meta(${first.id}, 'post_views_count', '900');
      update_post_meta(${second.id}, 'jetpack-post-views', '77');
      update_post_meta(${third.id}, 'views', '12 OR 1=1'); update_post_meta(${third.id}, 'post_views_count', '-5');
      $wpdb->query("CREATE TABLE {$wpdb->prefix}post_views (id bigint, type int, period varchar(8), count bigint)");
      $wpdb->query("INSERT INTO {$wpdb->prefix}post_views VALUES (${second.id}, 4, 'total', 80), (${second.id}, 0, '20200421', 9000)");
      return true;`);
    const counted = async () =>
      (await paper.rest(`midad/v1/counts?ids=${[first, second, third].map(({ id }) => id)}`)).json.map(
        ({ views }) => views,
      );
    for (const _ of [1, 2]) {
      assert.equal(await paper.run('return midad_import_views();'), 2);
      assert.deepEqual(await counted(), [1081, 80, 0]);
    }
    await paper.rest('midad/v1/views', { body: { id: first.id } });
    assert.deepEqual(await counted(), [1082, 80, 0]);
    await paper.run(`update_post_meta(${first.id}, 'views', '1100'); return midad_import_views();`);
    assert.deepEqual(await counted(), [1101, 80, 0]);
    assert.equal(await paper.run(`return get_post_meta(${first.id}, 'views', true);`), '1100');
    const list = await fetch(`${paper.url}/wp-admin/edit.php`, { headers: { Cookie: await paper.cookies('admin') } });
    const cells = (await list.text())
      .match(/<td class='midad_views[^]*?<\/td>/g)
      .map((cell) => cell.replace(/<[^>]*>/g, ''));
    assert.ok(cells.includes('1٬101') && cells.includes('80'), cells.join());
    await paper.run('global $wpdb; return $wpdb->query("DROP TABLE {$wpdb->prefix}post_views");');
  });

  it('pages a thread as WordPress’s settings say, without a gap and without a comment twice', async () => {
    const post = await paper.publish();
    const ids = [];
    for (let i = 0; i < 12; i++) ids.push((await comment(post.id)).json.id);
    await paper.run("update_option('page_comments', '1'); return update_option('comments_per_page', '5');");
    for (const [sort, expected] of [
      ['oldest', ids],
      ['newest', ids.toReversed()],
    ]) {
      const pages = [];
      for (let cursor = ''; cursor !== undefined;) {
        const { json } = await paper.rest(
          `midad/v1/comments?post=${post.id}&sort=${sort}${cursor && `&cursor=${cursor}`}`,
        );
        assert.equal(json.total, 12);
        pages.push(json.comments.map(({ id }) => id));
        cursor = json.next;
      }
      assert.deepEqual(
        pages.map(({ length }) => length),
        [5, 5, 2],
      );
      assert.deepEqual(pages.flat(), expected);
    }
    const around = (await paper.rest(`midad/v1/comments?post=${post.id}&sort=oldest&around=${ids[7]}`)).json;
    assert.ok(around.comments.some(({ id }) => id === ids[7]));
    await paper.run("return update_option('page_comments', '');");
  });

  it('asks the plugins against spam, and tells the writer, and nobody else, what became of it', async () => {
    const post = await paper.publish();
    extend(
      'spam',
      `add_filter('pre_comment_approved', fn($approved, $data) => str_contains($data['comment_content'], 'اربح') && $data['comment_author_IP'] !== '' ? 'spam' : $approved, 10, 2);`,
    );
    const { status, json } = await comment(post.id, { text: 'اربح الآن' });
    assert.deepEqual([status, json.rejected], [201, true]);
    const own = await paper.rest(`midad/v1/comments/${json.id}?receipt=${json.receipt}`);
    assert.equal(own.json.rejected, true);
    assert.deepEqual((await paper.rest(`midad/v1/comments?post=${post.id}`)).json.comments, []);
    extend('spam', '');
  });

  it('tells WordPress’s privacy tools what it keeps of somebody, and forgets it with them', async () => {
    const post = await paper.publish();
    const { id } = (await comment(post.id, { email: 'nadia@mail.example' })).json;
    const exported = await paper.run(
      "return call_user_func(apply_filters('wp_privacy_personal_data_exporters', [])['midad']['callback'], 'nadia@mail.example', 1);",
    );
    assert.equal(exported.done, true);
    assert.equal(exported.data[0].item_id, `comment-${id}`);
    assert.match(exported.data[0].data[0].value, /^[0-9a-f]{64}$/);
    // All of them in their order, as the tool asks them.
    await paper.run(`foreach (apply_filters('wp_privacy_personal_data_erasers', []) as $eraser)
      for ($page = 1, $done = false; !$done && $page < 9; $page++) $done = call_user_func($eraser['callback'], 'nadia@mail.example', $page)['done'];
      return true;`);
    const left = await paper.run(`global $wpdb; return [
      $wpdb->get_var("SELECT COUNT(*) FROM $wpdb->commentmeta WHERE comment_id = ${id}"), get_comment(${id})->comment_author_email];`);
    assert.deepEqual(left, ['0', '']);
    const guide = await fetch(`${paper.url}/wp-admin/options-privacy.php?tab=policyguide`, {
      headers: { Cookie: await paper.cookies('admin') },
    });
    assert.match(await guide.text(), /ثماني ساعات/);
  });

  it('keeps the sites of a network apart, and leaves with each', async () => {
    const { host } = new URL(paper.url);
    await paper.run(`require_once ABSPATH . 'wp-admin/includes/upgrade.php';
      foreach ($GLOBALS['wpdb']->tables('ms_global') as $name => $table) $GLOBALS['wpdb']->$name = $table;
      install_network();
      return populate_network(1, '${host}', 'admin@example.org', 'شبكة', '/', false);`);
    const config = path.join(paper.root, 'wp-config.php');
    const network = `define('MULTISITE', true); define('SUBDOMAIN_INSTALL', false); define('DOMAIN_CURRENT_SITE', '${host}');
      define('PATH_CURRENT_SITE', '/'); define('SITE_ID_CURRENT_SITE', 1); define('BLOG_ID_CURRENT_SITE', 1);`;
    writeFileSync(config, readFileSync(config, 'utf8').replace('<?php', `<?php ${network}`));
    // PHP keeps what it has read for two seconds.
    while (!(await paper.run('return is_multisite();'))) await sleep(200);
    await paper.run(`wp_set_current_user(1); grant_super_admin(1);
      activate_plugin('midad/midad.php', '', true);
      $id = wpmu_create_blog('${host}', '/second/', 'الثاني', 1, ['public' => 1]);
      // It takes the port out, which only a test's site has.
      $GLOBALS['wpdb']->update($GLOBALS['wpdb']->blogs, ['domain' => '${host}'], ['blog_id' => $id]);
      clean_blog_cache($id);
      return $id;`);
    const second = `${paper.url}/second`;
    const posts = [await paper.publish(), await paper.publish({}, second)];
    await paper.rest('midad/v1/views', { body: { id: posts[1].id }, at: second });
    const tables = () => paper.run(`return $GLOBALS['wpdb']->get_col("SHOW TABLES LIKE '%midad%'");`);
    assert.deepEqual((await tables()).toSorted(), [
      'wp_2_midad_readers',
      'wp_2_midad_views',
      'wp_midad_readers',
      'wp_midad_views',
    ]);
    const views = async (at) =>
      (await paper.rest(`midad/v1/counts?ids=${[1, 2, 3, 4, posts[1].id]}`, { at })).json.find(
        ({ id }) => id === posts[1].id,
      )?.views ?? 0;
    assert.deepEqual([await views(second), await views(paper.url)], [1, 0]);
    await paper.run("require_once ABSPATH . 'wp-admin/includes/ms.php'; wpmu_delete_blog(2, true); return true;");
    assert.equal((await tables()).length, 2);
    // One that is still on would make its tables anew.
    await paper.run("deactivate_plugins('midad/midad.php', true); uninstall_plugin('midad/midad.php'); return true;");
    assert.deepEqual(await tables(), []);
  });

  it('leaves no complaint in the log', () => assert.deepEqual(paper.complaints(), []));
});
