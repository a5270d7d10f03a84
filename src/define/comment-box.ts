import { CommentBox } from '../components/comment-box/comment-box.js';
import { define } from './define.js';

define('comment-box', CommentBox);

declare global {
  interface HTMLElementTagNameMap {
    'comment-box': CommentBox;
  }
}
