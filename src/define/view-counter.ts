import { ViewCounter } from '../components/view-counter/view-counter.js';
import { define } from './define.js';

define('view-counter', ViewCounter);

declare global {
  interface HTMLElementTagNameMap {
    'view-counter': ViewCounter;
  }
}
