import { html } from 'lit';
import { BACK, EYE, FORTH, icon, PAUSE, PLAY, SPEECH } from './sprite.js';

// For what is shown at once. Marked pure, so that a bundler leaves out those that a tag does not show.
export const eye = /* @__PURE__ */ icon({ html }, EYE);
export const speech = /* @__PURE__ */ icon({ html }, SPEECH);
export const pause = /* @__PURE__ */ icon({ html }, PAUSE);
export const play = /* @__PURE__ */ icon({ html }, PLAY);
export const forth = /* @__PURE__ */ icon({ html }, FORTH);
export const back = /* @__PURE__ */ icon({ html }, BACK);
