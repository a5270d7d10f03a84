import { CommentCount } from '../components/comment-count/comment-count.js';
import { define } from './define.js';

define('comment-count', CommentCount);

declare global {
  interface HTMLElementTagNameMap {
    'comment-count': CommentCount;
  }
}
