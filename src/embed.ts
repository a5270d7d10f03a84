import './define/article-card.js';
import './define/article-list.js';
import './define/article-view.js';
import './define/comment-box.js';
import './define/comment-count.js';
import './define/reading-progress.js';
import './define/share-bar.js';
import './define/view-counter.js';

// At once, though a tag loads them when it needs them: see `atOnce` in vite.config.ts.
import './components/article-card/card.js';
import './sources/midad-articles.js';
import './sources/midad-counts.js';

export { messages } from './controllers/language.js';
