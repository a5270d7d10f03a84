import { ArticleView } from '../components/article-view/article-view.js';
import { define } from './define.js';

define('article-view', ArticleView);

declare global {
  interface HTMLElementTagNameMap {
    'article-view': ArticleView;
  }
}
