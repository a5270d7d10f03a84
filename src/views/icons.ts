import { html } from 'lit';
import { EYE, icon, SPEECH } from './sprite.js';

// For what is shown at once. Marked pure, so that a bundler leaves out those that a tag does not show.
export const eye = /* @__PURE__ */ icon({ html }, EYE);
export const speech = /* @__PURE__ */ icon({ html }, SPEECH);
