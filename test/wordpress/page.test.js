/**
 * The plugin on a real WordPress in real browsers: an editor installs it, writes the founding article with it, and has readers.
 * Its pictures are in dist/pictures; the README's, in integrations/wordpress/pictures, are copies of them.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { chosenEngines } from '../machine.js';
import { openBrowser } from '../support/pages.js';
import { wordpressFolder } from '../support/wordpress/packages.js';
import { openPaper } from '../support/wordpress/paper.js';

const [headline, , , , ...rest] = readFileSync('test/fixtures/founding-article.txt', 'utf8').split('\n');
const paragraphs = rest
  .join('\n')
  .split(/\n\s*\n/)
  .slice(0, 5)
  .map((text) => text.trim());
const BOX = "document.querySelector('comment-box').shadowRoot";
const number = (tag) => `document.querySelector('${tag}').shadowRoot?.querySelector('bdi')?.textContent`;
const ready = "document.querySelector('comment-box')?.matches(':state(ready)')";
/** As long as a machine with much else to do may take, with PHP that does one thing at a time. */
const patience = { timeout: 60_000 };
const picture = (name) => `dist/pictures/wordpress-${name}.png`;

/** The default themes of 2021 to 2024 that this WordPress has. */
const themes = readdirSync(path.join(wordpressFolder(), 'wp-content/themes')).filter((name) =>
  /^twentytwenty(one|two|three|four)$/.test(name),
);

// What is the same in each engine is done in the first.
const [engine, ...others] = chosenEngines();

describe(`the WordPress plugin in ${engine}`, { concurrency: false }, () => {
  let paper;
  let browser;
  let editor;
  let reader;
  let article;
  const open = async (address, page) => {
    await page.goto(address.startsWith('http') ? address : `${paper.url}${address}`);
    return page;
  };
  const html = async (address) => (await fetch(address)).text();
  const texts = (page) =>
    page.evaluate(`[...${BOX}.querySelectorAll('[part=comment]')].map((one) => [
      one.querySelector('[part=author]').textContent.trim(), one.querySelector('[part=text]').textContent.trim()])`);
  const write = async (page, text, who) => {
    await page.click(`${BOX}.querySelector('textarea')`);
    await page.type(text);
    await page.waitFor(`${BOX}.querySelector('[name=email]') !== null`, patience);
    for (const [name, value] of Object.entries(who ?? {})) {
      await page.click(`${BOX}.querySelector('[name=${name}]')`);
      await page.type(value);
    }
    await page.click(`${BOX}.querySelector('[part=submit]')`);
    await page.waitFor(`${BOX}.textContent.includes('تم إرسال تعليقك')`, patience);
  };

  before(async () => {
    paper = await openPaper();
    browser = await openBrowser(engine);
    [editor, reader] = [await browser.newPage(), await browser.newPage()];
  });
  after(async () => {
    await browser?.close();
    await paper?.close();
  });

  it('is installed from its zip, and a page without a tag loads and asks nothing for it', async () => {
    const post = await paper.publish({ post_title: 'خبر بلا وسوم' });
    const cost = async () =>
      /cost: (\d+) queries/.exec(await (await fetch(post.url, { headers: { 'X-Cost': '1' } })).text())?.[1];
    await cost();
    const alone = await cost();
    await paper.install();
    await cost();
    assert.equal(await cost(), alone);
    assert.doesNotMatch(await html(post.url), /midad/);
  });

  it('has settings in Arabic, which take over 1 081 views', async () => {
    article = await paper.publish({ post_title: headline, post_content: '' });
    await paper.run(`return update_post_meta(${article.id}, 'views', 1081);`);
    await open('/wp-login.php', editor);
    await editor.evaluate(
      "document.querySelector('#user_login').value = 'admin', document.querySelector('#user_pass').value = 'password', 0",
    );
    await editor.click("document.querySelector('#wp-submit')");
    await editor.waitFor("document.querySelector('#wpadminbar') !== null", patience);
    await open('/wp-admin/options-general.php?page=midad', editor);
    assert.equal(await editor.evaluate("document.querySelector('h1').textContent"), 'مداد');
    assert.equal(await editor.evaluate("document.querySelectorAll('form tr').length"), 5);
    for (const name of ['comments', 'counts', 'share']) await editor.click(`document.querySelector('#midad-${name}')`);
    await editor.click("document.querySelector('#submit')");
    await editor.waitFor("document.querySelector('.notice-success, .settings-error') !== null", patience);
    assert.equal(await editor.evaluate("document.querySelector('#midad-comments').checked"), true);
    await editor.screenshot(picture('settings'));
    await editor.click("document.querySelector('#import')");
    await editor.waitFor("location.search.includes('midad-imported=1')", patience);
    assert.equal(await paper.run(`return get_post_meta(${article.id}, 'views', true);`), '1081');
  });

  it('gives the editor blocks with Arabic previews, and publishes what was written', async () => {
    await open(`/wp-admin/post.php?post=${article.id}&action=edit`, editor);
    await editor.waitFor("window.wp?.data?.select('core/editor')?.getCurrentPostId()", patience);
    const blocks = await editor.evaluate(
      "wp.blocks.getBlockTypes().map(({ name }) => name).filter((name) => name.startsWith('midad/'))",
    );
    assert.deepEqual(
      blocks.toSorted(),
      ['article-card', 'article-list', 'comment-box', 'comment-count', 'share-bar', 'view-counter'].map(
        (name) => `midad/${name}`,
      ),
    );
    const content = [
      '<!-- wp:html --><p><view-counter icon></view-counter> <comment-count icon></comment-count></p><!-- /wp:html -->',
      ...paragraphs.map((text) => `<!-- wp:paragraph --><p>${text}</p><!-- /wp:paragraph -->`),
      '<!-- wp:midad/article-list {"sort":"views","layout":"ranked","limit":"3"} /-->',
    ].join('\n\n');
    await editor.evaluate((text) => {
      wp.data.dispatch('core/edit-post').toggleFeature?.('welcomeGuide');
      wp.data.dispatch('core/block-editor').resetBlocks(wp.blocks.parse(text));
      return 0;
    }, content);
    await editor.evaluate(
      "wp.data.dispatch('core/block-editor').selectBlock(wp.data.select('core/block-editor').getBlocks().at(-1).clientId), 0",
    );
    const inEditor =
      "(document.querySelector('iframe[name=editor-canvas]')?.contentDocument ?? document).querySelector('.midad-preview')";
    await editor.waitFor(`${inEditor}?.textContent.includes(${JSON.stringify(headline)})`, patience);
    await editor.waitFor("document.querySelector('.block-editor-block-inspector select') !== null", patience);
    assert.match(
      await editor.evaluate("document.querySelector('.block-editor-block-inspector').textContent"),
      /الأكثر مشاهدة أولًا/,
    );
    await editor.evaluate(`${inEditor}.scrollIntoView({ block: 'center' }), 0`);
    await editor.screenshot(picture('editor'));
    assert.equal(
      await editor.evaluate(
        "wp.data.dispatch('core/editor').savePost().then(() => wp.data.select('core/editor').didPostSaveRequestSucceed())",
      ),
      true,
    );
  });

  it('shows a reader 0 and 1٬082, the article between them, and nothing to complain of', async () => {
    await open(article.url, reader);
    await reader.waitFor(ready, patience);
    const views = engine === 'webkit' ? '1٬081' : '1٬082';
    await reader.waitFor(`${number('view-counter')} === '${views}'`, patience);
    assert.equal(await reader.evaluate(number('comment-count')), '0');
    assert.deepEqual(
      await reader.evaluate(
        "[document.documentElement.lang, document.documentElement.dir, document.querySelectorAll('view-counter').length]",
      ),
      ['ar', 'rtl', 1],
    );
    assert.deepEqual(
      await reader.evaluate(
        `${BOX}.host.querySelector('#respond') !== null && ${BOX}.host.querySelector('#respond').checkVisibility()`,
      ),
      false,
    );
    assert.deepEqual(
      reader.consoleMessages.filter(({ text }) => !/favicon/.test(text)),
      [],
    );
    // A page that a cache kept is the same for everybody: nothing in it is of who asked for it first.
    assert.doesNotMatch(await html(article.url), /nonce/i);
  });

  it('holds a guest’s comment, which its writer goes on seeing, and tells the editor', async () => {
    await write(reader, 'شكرا على المتابعة.', { name: 'يوسف', email: 'youssef@mail.example' });
    await reader.reload();
    await reader.waitFor(`${ready} && ${BOX}.textContent.includes('شكرا على المتابعة')`, patience);
    const other = await open(article.url, await browser.newPage());
    await other.waitFor(ready, patience);
    assert.deepEqual(await texts(other), []);
    await other.evaluate(`${BOX}.querySelector('section').dispatchEvent(new PointerEvent('pointerenter')), 0`);

    await open('/wp-admin/edit-comments.php', editor);
    assert.match(await editor.evaluate("document.querySelector('#the-comment-list').textContent"), /شكرا على المتابعة/);
    await editor.evaluate(
      "document.querySelector('#the-comment-list .approve a, #the-comment-list .vim-a').click(), 0",
    );
    for (
      let tries = 0;
      (await paper.run("return get_comments(['status' => 'approve', 'count' => true]);")) < 1;
      tries++
    )
      assert.ok(tries < 20);

    // The reader who was there all the time is told within a minute, the next one at once.
    await other.waitFor(
      `${BOX}.textContent.includes('تعليق جديد') || ${BOX}.textContent.includes('شكرا على المتابعة')`,
      { timeout: 120_000 },
    );
    await other.close();
    await reader.reload();
    await reader.waitFor(ready, patience);
    assert.deepEqual(await texts(reader), [['يوسف', 'شكرا على المتابعة.']]);
  });

  it('lets a logged-in editor reply as herself on the same page, without asking who she is', async () => {
    await open(article.url, editor);
    await editor.waitFor(`${ready} && ${BOX}.querySelector('[name=reply]') !== null`, patience);
    await editor.click(`${BOX}.querySelector('[name=reply]')`);
    await editor.waitFor(`${BOX}.textContent.includes('تم تسجيل الدخول باسم')`, patience);
    assert.equal(await editor.evaluate(`${BOX}.querySelector('[name=email]').checkVisibility()`), false);
    await editor.type('شكرا لك يا يوسف.');
    await editor.click(`${BOX}.querySelector('[part=submit]')`);
    await editor.waitFor(`${BOX}.textContent.includes('تم إرسال تعليقك')`, patience);
    const [top, reply] = await paper.run(
      "return array_map(function ($c) { return [$c->comment_ID, $c->comment_parent, $c->user_id, $c->comment_approved]; }, get_comments(['order' => 'ASC']));",
    );
    assert.deepEqual([reply[1], reply[2], reply[3]], [top[0], '1', '1']);
    await reader.reload();
    await reader.waitFor(`${ready} && ${BOX}.querySelectorAll('[part=comment]').length === 2`, patience);
    await reader.waitFor("document.querySelector('article-list').matches(':state(ready)')", patience);
    await reader.evaluate('scrollTo(0, 0), 0');
    await reader.screenshot(picture('article'), { fullPage: true });
  });

  it('works on a page that a cache keeps and PHP never sees, for guests and for who is logged in', async () => {
    writeFileSync(path.join(paper.root, 'kept.html'), await html(article.url));
    await open('/kept.html', editor);
    await editor.waitFor(`${ready} && ${BOX}.querySelectorAll('[part=comment]').length === 2`, patience);
    assert.equal(await editor.evaluate(number('comment-count')), '2');
    await editor.click(`${BOX}.querySelector('[name=reply]')`);
    await editor.waitFor(`${BOX}.textContent.includes('تم تسجيل الدخول باسم')`, patience);
  });

  for (const other of others) {
    it(`is read, answered and held in ${other} as well`, async () => {
      const post = await paper.publish({ post_title: `خبر في ${other}` });
      const elsewhere = await openBrowser(other);
      try {
        const page = await open(post.url, await elsewhere.newPage());
        await page.waitFor(`${ready} && document.querySelector('view-counter').matches(':state(ready)')`, patience);
        await write(page, 'تعليق من متصفح آخر.', { name: 'هدى', email: 'huda@mail.example' });
        await page.reload();
        await page.waitFor(`${ready} && ${BOX}.textContent.includes('تعليق من متصفح آخر')`, patience);
        assert.deepEqual(
          page.consoleMessages.filter(({ text }) => !/favicon/.test(text)),
          [],
        );
      } finally {
        await elsewhere.close();
        await paper.run(`return wp_delete_post(${post.id}, true) !== false;`);
      }
    });
  }

  for (const theme of themes) {
    it(`stands in ${theme}, with the theme’s own area in it`, async () => {
      await paper.run(`switch_theme('${theme}'); return true;`);
      const page = await open(article.url, await browser.newPage());
      await page.waitFor(`${ready} && ${BOX}.querySelectorAll('[part=comment]').length === 2`, patience);
      assert.equal(await page.evaluate("document.querySelectorAll('comment-box').length"), 1);
      assert.equal(await page.evaluate("document.querySelector('comment-box #commentform') !== null"), true);
      assert.equal(
        await page.evaluate(
          "document.querySelector('share-bar') !== null && document.querySelector('article-list') !== null",
        ),
        true,
      );
      await page.screenshot(picture(theme), { fullPage: true });
      await page.close();
    });
  }

  it('speaks the Arabic of a country that browsers do not know, and English to an English site', async () => {
    for (const [locale, words] of [
      ['ary', 'اترك تعليقًا'],
      ['en_US', 'Leave a comment'],
    ]) {
      await paper.run(`return update_option('WPLANG', '${locale === 'en_US' ? '' : locale}');`);
      const page = await open(article.url, await browser.newPage());
      await page.waitFor(`${ready} && ${BOX}.textContent.includes('${words}')`, patience);
      await page.close();
    }
    await open('/wp-admin/options-general.php?page=midad', editor);
    const said = await editor.evaluate(
      "[...document.querySelectorAll('h1, form th, form p, form label')].map((one) => one.textContent).join(' ')",
    );
    assert.match(said, /^Midad/);
    assert.doesNotMatch(said, /[\u0621-\u064A]/);
    await paper.run("return update_option('WPLANG', 'ar');");
  });

  it('leaves every comment where it was when it is turned off', async () => {
    const comments =
      "return array_map(function ($c) { return [$c->comment_content, $c->comment_author, $c->comment_parent]; }, get_comments(['order' => 'ASC']));";
    const before_ = await paper.run(comments);
    await paper.run("deactivate_plugins('midad/midad.php'); return true;");
    const page = await html(article.url);
    assert.deepEqual(await paper.run(comments), before_);
    assert.match(page, /شكرا على المتابعة/);
    assert.match(page, /شكرا لك يا يوسف/);
    assert.doesNotMatch(page, /<comment-box|embed\.js/);
  });

  it('leaves nothing behind when it is deleted, unless it is told to', async () => {
    const left = `global $wpdb; return [
      count($wpdb->get_col("SHOW TABLES LIKE '%midad%'")), get_option('midad') === false,
      (int) $wpdb->get_var("SELECT COUNT(*) FROM $wpdb->commentmeta WHERE meta_key LIKE '%midad%'"),
      (int) $wpdb->get_var("SELECT COUNT(*) FROM $wpdb->comments")];`;
    const uninstall = "uninstall_plugin('midad/midad.php'); return true;";
    await paper.set({ keep: true });
    await paper.run(uninstall);
    assert.deepEqual(await paper.run(left), [2, false, 2, 2]);
    await paper.set({ keep: false });
    await paper.run(uninstall);
    assert.deepEqual(await paper.run(left), [0, true, 0, 2]);
  });

  it('leaves no complaint in the log', () => assert.deepEqual(paper.complaints(), []));
});
