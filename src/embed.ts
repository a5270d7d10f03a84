import './define/article-card.js';
import './define/article-list.js';
import './define/article-view.js';
import './define/comment-box.js';
import './define/comment-count.js';
import './define/reading-progress.js';
import './define/share-bar.js';
import './define/view-counter.js';

export { messages } from './controllers/language.js';
