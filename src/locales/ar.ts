import { acting } from './ar/acting.js';
import { ago } from './ar/ago.js';
import { article } from './ar/article.js';
import { comments, views } from './ar/counts.js';
import { editing } from './ar/editing.js';
import { embeds } from './ar/embeds.js';
import { form } from './ar/form.js';
import { list } from './ar/list.js';
import { loading } from './ar/loading.js';
import { outbox } from './ar/outbox.js';
import { own } from './ar/own.js';
import { progress } from './ar/progress.js';
import { refusal } from './ar/refusal.js';
import { share } from './ar/share.js';
import { thread } from './ar/thread.js';
import { ticker } from './ar/ticker.js';
import { whole } from './ar/whole.js';
import { writing } from './ar/writing.js';

/**
 * Arabic: the source of truth for what Midad says. Its type is every catalogue's. It is in parts, for an element loads only
 * the part it says.
 */
export const ar = {
  ...views,
  ...comments,
  ...article,
  ...whole,
  ...list,
  ...ticker,
  ...loading,
  ...share,
  ...progress,
  ...embeds,
  ...thread,
  ...form,
  ...writing,
  ...refusal,
  ...outbox,
  ...own,
  ...editing,
  ...acting,
  ...ago,
};
