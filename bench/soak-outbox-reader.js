/** A reader of the soak of the outbox: what they write, what they are told of it, and what they do then. */
import { BoxTab, is } from '../test/support/box-reader.js';
import { BLOCKED, FATES } from '../test/support/flaky-server.js';
import { sleep } from '../test/support/child.js';
import { generator } from './random.js';

/** What is not delivered after this long in calm, in milliseconds, is lost. */
const PATIENCE = 60_000;

/** Every reader has articles of their own, whose comments come on a line of their own. */
export const lineOf = (article) => article.replace(/-\w$/, '');

/** Its reader has not been told of any end of it. */
const isOpen = ({ state }) => ['typed', 'draft', 'pressed', 'kept'].includes(state);

/** Send was pressed and nothing has been said since. What was pressed before it was said to be kept is still typed, as far as was told. */
const wasPressed = (comment, text) =>
  comment?.state === 'pressed' || (comment?.state === 'typed' && comment.sent.has(text));

/** Its reader was told that it is kept, and has not given it up. */
export const isPromised = ({ state }) => ['draft', 'pressed', 'kept'].includes(state);

/** Whether a tab is there and has these words in its form. */
const isIn = async (tab, text) => !tab.gone && (await tab.look()).text === text;

/**
 * One reader with a browser profile of their own. A comment of theirs is, as far as they were told:
 *   `typed`     in the form, and nothing says that it is kept
 *   `draft`     in the form, kept
 *   `pressed`   they have pressed send
 *   `kept`      sent, or waiting to be
 *   `perhaps`   cancelled, perhaps too late
 *   `never`     cancelled, or given up before it was sent
 */
export class Reader {
  tabs = [];
  comments = [];
  offline = false;
  opened = 0;
  /** How many comments they found in a form in the end, and sent. */
  found = 0;
  /** What they did and saw, in a line each. */
  story = [];

  /** @param server The flaky one. @param number Chooses, with the seed, what they do. */
  constructor({ context, server, site, number, seed }) {
    this.context = context;
    this.server = server;
    this.site = site;
    this.number = number;
    this.random = generator(seed + number);
    this.articles = ['a', 'b'].map((name) => `soak-${number}-${name}`);
    this.line = server.line(lineOf(this.articles[0]));
  }

  whole(most) {
    return Math.floor(this.random() * most);
  }

  oneOf(list) {
    return list[this.whole(list.length)];
  }

  async open(article = this.oneOf(this.articles)) {
    const tab = await BoxTab.open(this.context, this.site, article);
    if (this.offline) await tab.offline(true);
    tab.number = ++this.opened;
    this.tabs.push(tab);
    return tab;
  }

  /** A tab that is open; the others that have gone are forgotten. */
  async tab() {
    this.tabs = this.tabs.filter(({ gone }) => !gone);
    return this.tabs.length === 0 ? this.open() : this.oneOf(this.tabs);
  }

  commentOf(text) {
    return this.comments.find(({ wordings, given }) => wordings.includes(text) || given.includes(text));
  }

  /** Looks at a tab, and takes from it what is told of the comments that were sent. */
  async look(tab) {
    const seen = await tab.look();
    for (const { text, state } of seen.waiting) {
      const comment = this.commentOf(text);
      if (['typed', 'pressed'].includes(comment?.state) && !is.refused(state)) comment.state = 'kept';
    }
    const shown = this.commentOf(seen.text);
    const back = seen.error !== '' || seen.status === is.KEPT;
    if (shown !== undefined && !seen.sending && back && isOpen(shown)) {
      shown.state = is.unwritable(seen) ? 'typed' : 'draft';
    }
    return seen;
  }

  /** Looks when what was sent from a tab has left the form, or is said to be in it again; or when that takes too long. */
  async settled(tab) {
    for (const end = Date.now() + 2000; ; await sleep(20)) {
      const seen = await this.look(tab);
      const unsaid = seen.text === undefined || seen.sending || wasPressed(this.commentOf(seen.text), seen.text);
      if (!unsaid || Date.now() > end) return seen;
    }
  }

  /** Writes a new comment, or goes on with the one in the form: not with one that is being sent, or stands in the tab it was written in. */
  async write(tab, more = '') {
    const seen = await this.settled(tab);
    if (seen.text === undefined) return undefined;
    let comment = this.commentOf(seen.text);
    if (seen.text !== '' && comment === undefined) throw new Error(`nobody wrote «${seen.text}»`);
    if (is.arrivedUnchanged(seen)) await this.settle(tab, seen);
    const elsewhere = comment !== undefined && comment.home !== tab && (await isIn(comment.home, seen.text));
    const onItsWay = seen.sending && (comment?.state === 'kept' || wasPressed(comment, seen.text));
    const own = comment?.wordings.at(-1) === seen.text && isOpen(comment) && !onItsWay;
    let words = `${comment?.wordings.at(-1)} و${comment?.wordings.length}`;
    if (!own || elsewhere || is.arrivedUnchanged(seen)) {
      comment = { article: tab.article, wordings: [], given: [], sent: new Set(), state: 'typed', pressed: false };
      this.comments.push(comment);
      words = `تعليق ${this.number}-${this.comments.length}`;
    }
    this.tell('writes', tab, words + more, seen);
    const { state } = comment;
    comment.wordings.push(words + more);
    const kept = await tab.type(is.arrivedUnchanged(seen) ? '' : seen.text, words + more);
    if (kept === undefined) {
      comment.wordings.pop();
      comment.state = comment.wordings.length === 0 ? 'never' : state;
      return undefined;
    }
    comment.home = tab;
    comment.state = kept ? 'draft' : 'typed';
    return comment;
  }

  /** Presses send. */
  async press(tab, comment) {
    if (comment === undefined) return false;
    const { state } = comment;
    comment.pressed = true;
    comment.sent.add(comment.wordings.at(-1));
    // Where nothing was said to be kept, nothing is promised until more is told.
    if (state !== 'typed') comment.state = 'pressed';
    this.tell('sends', tab, comment.wordings.at(-1));
    if (await tab.press(comment.wordings.at(-1))) return true;
    comment.state = state;
    return false;
  }

  async send(tab) {
    const comment = await this.write(tab);
    return (await this.press(tab, comment)) ? comment : undefined;
  }

  /** Waits until it is told what became of a comment that was sent from a tab: it waits, has arrived, or is in the form again. */
  async hear(tab, comment) {
    const words = comment.wordings.at(-1);
    const seen = await tab.until(
      (now) =>
        !now.sending && (now.status === is.SENT || now.waiting.some(({ text }) => text === words) || now.error !== ''),
      PATIENCE,
    );
    if (seen === undefined) throw new Error(`nothing was said of «${words}»: ${JSON.stringify(await tab.look())}`);
    if (seen.text !== words && seen.status === is.SENT && isOpen(comment)) comment.state = 'kept';
    this.tell('sees', tab, words, seen);
    return this.look(tab);
  }

  /** The words of before had arrived, and the reader leaves it at that; unless they were no words of this comment, for none were sent before. */
  async settle(tab, { text }) {
    const comment = this.commentOf(text);
    if ([...comment.sent].every((words) => words === text)) {
      await this.press(tab, comment);
      return;
    }
    await tab.type(text, '');
    comment.wordings = comment.wordings.filter((words) => words !== text);
    comment.given.push(text);
    this.tell('leaves it at that', tab, text);
    comment.state = 'kept';
  }

  /** What was a draft must be in a tab again: in the form, or offered. */
  async find(tab, comment) {
    const words = comment.wordings.at(-1);
    const drafts = this.comments.filter(({ state, article }) => state === 'draft' && article === comment.article);
    if (comment.state !== 'draft' || comment.article !== tab.article || drafts.length > 1) return;
    const found = await tab.until(({ text, offered }) => text === words || offered, 5000);
    if (found === undefined) throw new Error(`the draft «${words}» is not there: ${JSON.stringify(await tab.look())}`);
  }

  async online(now) {
    this.offline = !now;
    for (const tab of this.tabs) if (!tab.gone) await tab.offline(!now);
  }

  tell(what, tab, text, seen) {
    const { sending, status, error, waiting, offered } = seen ?? {};
    const around = seen && JSON.stringify([seen.text, sending, status, error, waiting, offered]);
    this.story.push(`  ${what} in tab ${tab.number} (${tab.article}): «${text}» ${around ?? ''}`);
  }

  trouble() {
    this.line.next(...Array.from({ length: 1 + this.whole(2) }, () => this.oneOf(FATES)));
  }

  /** What the server has of theirs. */
  async texts() {
    return (await Promise.all(this.articles.map((article) => this.server.texts(article)))).flat();
  }

  /** All is well again: what waits goes, from any page of the site. Gives that page's tab, and what the server has then. */
  async calm() {
    this.line.calm();
    await this.online(true);
    const tab = await this.tab();
    await tab.visit('elsewhere');
    for (const other of this.tabs) if (other !== tab && !other.gone) await other.close();
    for (let end = Date.now() + PATIENCE, pause = 100; ; pause *= 1.5) {
      const stored = await this.texts();
      const left = this.comments.filter(
        (comment) =>
          comment.state === 'kept' && !comment.refusable && !stored.some((text) => this.commentOf(text) === comment),
      );
      if (left.length === 0 || Date.now() > end) return { tab, stored };
      await this.#retry(tab, pause);
    }
  }

  /** Sends what is still in the form and in the waiting list of an article, or deletes what they had given up. */
  async finish(tab, article) {
    await tab.visit(article);
    for (let end = Date.now() + PATIENCE, empty = 0, pause = 100; ;) {
      const seen = await this.look(tab);
      const refused = seen.waiting.find(({ state }) => is.refused(state));
      empty = seen.text === '' && !seen.offered && seen.waiting.length === 0 ? empty + 1 : 0;
      if (Date.now() > end && empty === 0) throw new Error(`there is no end to it: ${JSON.stringify(seen)}`);
      // What is kept is not read at once: where something is missing, it may still come.
      if (empty > 5 && (Date.now() > end || (await this.#missing(article)).length === 0)) return;
      if (seen.sending || seen.text === undefined || empty > 0) await sleep(empty > 5 ? 500 : 30);
      else if (seen.text !== '') await this.#deal(tab, seen);
      else if (seen.offered) await tab.openOffered();
      else if (refused !== undefined) await tab.edit(refused.text);
      else if (seen.waiting.some(({ state }) => is.onItsWay(state))) await sleep(30);
      else await this.#retry(tab, (pause *= 1.5));
    }
  }

  /** Off again at once would cut off what is on its way. */
  async #retry(tab, pause) {
    await tab.retry();
    await sleep(pause);
  }

  /** The comments on an article that are to arrive and have not. */
  async #missing(article) {
    const stored = await this.server.texts(article);
    return this.comments.filter(
      (comment) =>
        comment.article === article && isPromised(comment) && !stored.some((text) => this.commentOf(text) === comment),
    );
  }

  async #deal(tab, seen) {
    const comment = this.commentOf(seen.text);
    this.tell('finds', tab, seen.text, seen);
    if (comment === undefined) throw new Error(`nobody wrote «${seen.text}»`);
    // Given up, or gone on with in another window.
    if (is.arrivedUnchanged(seen)) await this.settle(tab, seen);
    else if (!isOpen(comment) || seen.text !== comment.wordings.at(-1)) {
      await tab.type(seen.text, '');
    } else if (seen.text.includes(BLOCKED)) {
      const words = seen.text.replaceAll(BLOCKED, 'كلام');
      comment.wordings.push(words);
      await tab.type(seen.text, words);
    } else {
      this.found++;
      comment.sent.add(seen.text);
      if (await tab.press(seen.text)) await this.hear(tab, comment);
    }
  }
}
