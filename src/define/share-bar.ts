import { ShareBar } from '../components/share-bar/share-bar.js';
import { define } from './define.js';

define('share-bar', ShareBar);

declare global {
  interface HTMLElementTagNameMap {
    'share-bar': ShareBar;
  }
}
