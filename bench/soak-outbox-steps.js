/** What the readers of the soak of the outbox do, and what happens to them. */
import { is } from '../test/support/box-reader.js';
import { BLOCKED, FATES } from '../test/support/flaky-server.js';
import { sleep } from '../test/support/child.js';

const MOST_TABS = 3;

/** What can happen, as often as it stands here. */
export const STEPS = {
  async write(who) {
    await who.write(await who.tab());
  },
  async send(who) {
    await who.send(await who.tab());
  },
  async sendAndWait(who) {
    const tab = await who.tab();
    const comment = await who.send(tab);
    if (comment) await who.hear(tab, comment);
  },
  async sendIntoTrouble(who) {
    who.trouble();
    await who.send(await who.tab());
    await sleep(who.whole(60));
  },
  async sendAndCloseTheTab(who) {
    const tab = await who.tab();
    who.line.next('is slow');
    const arrived = Promise.race([who.line.arrival(), sleep(300)]);
    await who.send(tab);
    await arrived;
    await tab.close();
  },
  async closeTheTabAtOnce(who) {
    const tab = await who.tab();
    const comment = await who.write(tab);
    const pressed = who.press(tab, comment).catch(() => {});
    await sleep(who.whole(15));
    await tab.close();
    await pressed;
  },
  async sendFromAllTabsAtOnce(who) {
    if (who.offline) return;
    const tab = await who.tab();
    if (who.tabs.length < 2) await who.open();
    if (who.whole(2)) who.line.next(who.oneOf(FATES));
    const comment = await who.write(tab);
    await who.online(false);
    await who.press(tab, comment);
    await who.online(true);
  },
  async sendTheSameFromTwoTabs(who) {
    if (who.offline) return;
    const tab = await who.tab();
    const comment = await who.write(tab);
    if (comment?.state !== 'draft') return;
    const other = await who.open(tab.article);
    const words = comment.wordings.at(-1);
    const both = await other.until(({ text }) => text === words, 1000);
    if (both !== undefined) await Promise.all([who.press(tab, comment), other.press(words)]);
    if (who.whole(2)) await other.close();
  },
  async openATab(who) {
    if ((await who.tab()) && who.tabs.length < MOST_TABS) await who.open();
  },
  async sendAndReload(who) {
    if (who.offline) return;
    const tab = await who.tab();
    if (who.whole(2)) who.line.next('is slow');
    await who.send(tab);
    await tab.reload();
    await who.look(tab);
  },
  async writeAndReload(who) {
    if (who.offline) return;
    const tab = await who.tab();
    const comment = await who.write(tab);
    await tab.reload();
    if (comment) await who.find(tab, comment);
  },
  async writeAndGoElsewhere(who) {
    if (who.offline) return;
    const tab = await who.tab();
    const { article } = tab;
    const comment = await who.write(tab);
    await tab.visit(who.articles.find((other) => other !== article));
    if (who.whole(2)) await who.send(tab);
    await tab.visit(article);
    if (comment) await who.find(tab, comment);
  },
  async crash(who) {
    if (who.offline) return;
    const tab = await who.tab();
    const comment = who.whole(2) ? await who.send(tab) : await who.write(tab);
    await tab.crash();
    if (comment) await who.find(await who.open(tab.article), comment);
  },
  async goOffline(who) {
    await who.online(false);
  },
  async comeOnline(who) {
    await who.online(true);
  },
  async killTheServer(who) {
    void who.server.kill();
    await sleep(who.whole(200));
  },
  async change(who) {
    const tab = await who.tab();
    const { waiting } = await who.look(tab);
    if (waiting.length === 0) return;
    const { text } = who.oneOf(waiting);
    const comment = who.commentOf(text);
    const seen = await tab.edit(text);
    who.tell('takes back', tab, text, seen);
    if (seen?.text !== text) return;
    comment.state = 'draft';
    comment.home = tab;
    if (is.arrivedUnchanged(seen)) await who.settle(tab, seen);
    else if (who.whole(3)) await who.send(tab);
  },
  async cancel(who) {
    const tab = await who.tab();
    const { waiting } = await who.look(tab);
    if (waiting.length === 0) return;
    const { text, state } = who.oneOf(waiting);
    if (is.refused(state)) return;
    const comment = who.commentOf(text);
    const end = await tab.cancel(text);
    who.tell(`cancels (${end})`, tab, text);
    if (end !== undefined) comment.state = end;
  },
  async sayWhatIsRefused(who) {
    const tab = await who.tab();
    const comment = await who.write(tab, ` ${BLOCKED}`);
    if (comment === undefined) return;
    comment.refusable = true;
    if (await who.press(tab, comment)) await who.hear(tab, comment);
  },
  async sendWhileTheThreadIsClosed(who) {
    const tab = await who.tab();
    const comment = await who.write(tab);
    if (comment === undefined) return;
    comment.refusable = true;
    await who.server.moderate(tab.article, 'close');
    if (await who.press(tab, comment)) await who.hear(tab, comment);
    await who.server.moderate(tab.article, 'open');
    if (who.offline) return;
    await tab.reload();
    await who.find(tab, comment);
  },
  async clearWhatIsKept(who) {
    const stored = await who.texts();
    const left = who.comments.some(
      ({ state, wordings }) => !['never', 'perhaps'].includes(state) && !stored.includes(wordings.at(-1)),
    );
    if (left) return;
    const { page } = await who.tab();
    const client = await page.createCDPSession();
    const { origin } = new URL(who.site.url);
    await client.send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb,local_storage' });
    await client.detach();
  },
};

/** Sending into trouble is what this is about. */
export const DECK = [...Object.keys(STEPS), 'send', 'sendIntoTrouble', 'sendIntoTrouble', 'sendAndCloseTheTab'];
