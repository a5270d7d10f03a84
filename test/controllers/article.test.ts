import { expect, oneEvent, waitUntil } from '@open-wc/testing';
import { LitElement } from 'lit';
import { ArticleController } from '../../src/controllers/article.js';
import { Later } from '../../src/controllers/later.js';
import { parseArticle, type ArticleData } from '../../src/model/article.js';

let reachable = false;

class Tag extends LitElement {
  article: ArticleData | string | undefined;
  src: string | undefined;
  source = undefined;
  level = 3;
  readonly parser = new Later(this, async () => {
    if (!reachable) throw new TypeError('card.js answered 404');
    return { parseArticle };
  });
  readonly controller = new ArticleController(this, this.parser);
}
customElements.define('a-tag-of-later', Tag);

describe('an article whose reader loads beside it', () => {
  const warn = console.warn;
  beforeEach(() => {
    reachable = false;
    console.warn = () => {};
  });
  afterEach(() => {
    console.warn = warn;
    for (const tag of document.querySelectorAll('a-tag-of-later')) tag.remove();
  });

  const tag = (given: Partial<Tag>) => Object.assign(document.createElement('a-tag-of-later') as Tag, given);
  const failed = async (given: Partial<Tag>) => {
    const host = tag(given);
    const told = oneEvent(host, 'load-failed');
    document.body.append(host);
    const { detail } = (await told) as CustomEvent<{ error: Error }>;
    expect(detail.error.message).to.equal('card.js answered 404');
    expect(host.controller.status).to.equal('failed');
    return host;
  };

  it('fails with what was lost, and tries again for the next article it is given', async () => {
    const host = await failed({ article: { headline: 'عنوان' } });
    reachable = true;
    host.article = { headline: 'عنوان آخر' };
    host.requestUpdate();
    await host.parser.get();
    await host.updateComplete;
    expect([host.controller.status, host.controller.value!.headline]).to.deep.equal(['ready', 'عنوان آخر']);
  });

  it('fails with what was lost, and reads the same address when it is asked again', async () => {
    const host = await failed({ src: '/demo/data/youth.json' });
    reachable = true;
    host.controller.retry!();
    await waitUntil(() => host.controller.status === 'ready');
    expect(host.controller.value!.headline).to.equal('منظمة الشباب تطلق حملة تضامن واسعة بمدن جهة الشرق');
  });
});
