import { ReadingProgress } from '../components/reading-progress/reading-progress.js';
import { define } from './define.js';

define('reading-progress', ReadingProgress);

declare global {
  interface HTMLElementTagNameMap {
    'reading-progress': ReadingProgress;
  }
}
