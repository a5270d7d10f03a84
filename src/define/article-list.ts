import { ArticleList } from '../components/article-list/article-list.js';
import { define } from './define.js';

define('article-list', ArticleList);

declare global {
  interface HTMLElementTagNameMap {
    'article-list': ArticleList;
  }
}
