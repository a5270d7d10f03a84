/** A browser tab with a comment box, as its reader sees and uses it: by the parts, roles and words that the box promises. */
import { sleep } from './child.js';

const KEPT = 'حُفظت المسودة';
const TOO_LATE = 'أُرسل تعليقك قبل أن تعدّله.';
const SENT = 'تم إرسال تعليقك.';
const ARRIVED = 'كان تعليقك قد وصل قبل التعديل.';
/** What is said when a comment that waited was cancelled, and what that means. */
const ENDS = new Map([
  ['أُلغي إرسال تعليقك.', 'never'],
  ['أُلغي إرسال تعليقك، وربما كان قد وصل قبل ذلك.', 'perhaps'],
  [SENT, 'kept'],
]);

/** What the box says, in what a reader sees of it. */
export const is = {
  SENT,
  KEPT,
  /** What writes could not be loaded: nothing is kept but what is in the form. */
  unwritable: ({ error }) => error === 'تعذّر التحميل.',
  /** The words of before an edit had arrived. */
  arrivedUnchanged: ({ error }) => error.startsWith(ARRIVED),
  /** Of one that waits: it is being sent. */
  onItsWay: (state) => state === 'جارٍ الإرسال…',
  /** Of one that waits. */
  refused: (state) => state.endsWith('عدّله ثم أرسله من جديد.'),
};

/** Runs in the page: what a reader sees in its box, and what they do there. */
function inPage() {
  const root = () => document.querySelector('comment-box')?.shadowRoot;
  const all = (selector) => [...(root()?.querySelectorAll(selector) ?? [])];
  const said = (node) => (node?.textContent ?? '').replace(/\s+/g, ' ').trim();
  const field = (name) => all(`[part~=form] [name=${name}]`)[0];
  const submit = () => all('[part~=submit]')[0];
  const sending = () => submit()?.getAttribute('aria-disabled') === 'true';
  const waiting = () => all('[part~=waiting] li').map((item) => ({ item, text: said(item.querySelector('p')) }));

  function write(name, value) {
    field(name).focus();
    field(name).select();
    if (value !== '') document.execCommand('insertText', false, value);
    else if (field(name).value !== '') document.execCommand('delete');
  }

  globalThis.reader = {
    look: () => ({
      /** Undefined while there is no form. */
      text: field('text')?.value,
      sending: sending(),
      status: said(all('[part~=form] [part~=status]')[0]),
      error: all('[part~=form] [part~=error]')
        .filter(({ hidden }) => !hidden)
        .map(said)
        .join(' ')
        .trim(),
      waiting: waiting().map(({ item, text }) => ({ text, state: said(item.querySelector('[role=status]')) })),
      offered: all('[part~=offered]').length > 0,
      thread: all('[part~=thread] [part~=text]').map(said),
    }),
    /** False when the form does not say any more what the reader saw there. */
    type(before, now) {
      if (field('text')?.value !== before) return false;
      write('text', now);
      return true;
    },
    press(text) {
      if (field('text')?.value !== text || submit() === undefined || sending()) return false;
      if (field('name').value === '') write('name', 'ليلى');
      if (field('email').value === '') write('email', 'leila@mail.example');
      submit().click();
      return true;
    },
    /** Presses a button of what waits. */
    act(text, part) {
      const found = waiting().find((each) => each.text === text);
      found?.item.querySelector(`[part~=${part}]`).click();
      return found !== undefined;
    },
    openOffered: () => all('[part~=offered] button')[0]?.click(),
    /** Touching a field ends what was said of an earlier comment; false when that is for the reader to decide about first. */
    quiet(undecided) {
      if (said(all('[part~=form] [role=alert]')[0]).startsWith(undecided)) return false;
      field('name')?.dispatchEvent(new InputEvent('input', { bubbles: true }));
      return true;
    },
  };
}

export class BoxTab {
  /** Nobody sees it any more: it was closed, or its page has crashed. */
  gone = false;

  static async open(context, site, article) {
    const page = await context.newPage();
    await page.evaluateOnNewDocument(inPage);
    const tab = new BoxTab(page, site);
    await tab.visit(article);
    return tab;
  }

  constructor(page, site) {
    this.page = page;
    this.site = site;
    page.once('error', () => (this.gone = true));
  }

  /** Goes to an article's page. */
  async visit(article) {
    this.article = article;
    await this.page.goto(this.site.page(article));
    await this.#shown();
  }

  async reload() {
    await this.page.reload();
    await this.#shown();
  }

  look() {
    return this.page.evaluate(() => globalThis.reader.look());
  }

  /** Looks until what is seen is so, and gives it; undefined when it has not come in that many milliseconds. */
  async until(so, patience = 10_000) {
    for (const end = Date.now() + patience; ; await sleep(40)) {
      const seen = await this.look();
      if (so(seen)) return seen;
      if (Date.now() > end) return undefined;
    }
  }

  /** Writes other words into the form than the reader sees there. Gives whether it is said that they are kept; undefined when the form had changed. */
  async type(before, now) {
    if (!(await this.page.evaluate((...both) => globalThis.reader.type(...both), before, now))) return undefined;
    return (await this.until(({ status }) => status === KEPT, 1000)) !== undefined;
  }

  /** Presses send; false when the form had changed, or was still sending. */
  press(text) {
    return this.page.evaluate((words) => globalThis.reader.press(words), text);
  }

  /**
   * Wants back what waits, to change it. Gives what is seen when that is done: the words in the form, with the reason where
   * they were refused, or that it was too late; undefined when neither.
   */
  async edit(text) {
    const found = (await this.look()).waiting.find((each) => each.text === text);
    if (found === undefined || !(await this.#act(text, 'edit'))) return undefined;
    return this.until((seen) => {
      const back = seen.text === text && !seen.waiting.some((each) => each.text === text);
      return (back && (seen.error !== '' || !is.refused(found.state))) || seen.status === TOO_LATE;
    });
  }

  /** Cancels what waits: `never` sent, `perhaps`, or `kept` because it had arrived; undefined when nothing is said. */
  async cancel(text) {
    if (!(await this.#act(text, 'cancel'))) return undefined;
    return ENDS.get((await this.until(({ status }) => ENDS.has(status)))?.status);
  }

  openOffered() {
    return this.page.evaluate(() => globalThis.reader.openOffered());
  }

  async offline(now) {
    await this.page.setOfflineMode(now);
  }

  /** Off and on again: what waits is tried at once. */
  async retry() {
    await this.offline(true);
    await this.offline(false);
    await sleep(100);
  }

  async close() {
    this.gone = true;
    await this.page.close();
  }

  /** The page ends as it would without memory. */
  async crash() {
    this.gone = true;
    const client = await this.page.createCDPSession();
    const ended = new Promise((resolve) => this.page.once('error', resolve));
    client.send('Page.crash').catch(() => {});
    await ended;
    await this.page.close();
  }

  async #act(text, part) {
    if (!(await this.page.evaluate((undecided) => globalThis.reader.quiet(undecided), ARRIVED))) return false;
    await this.until(({ status }) => !ENDS.has(status) && status !== TOO_LATE);
    return this.page.evaluate((...both) => globalThis.reader.act(...both), text, part);
  }

  #shown() {
    return this.until(({ text, thread }) => text !== undefined || thread.length > 0);
  }
}
