/** The page of all states. `window.wear(theme, scheme)` dresses it; `window.settled` is true when everything stands still. */
import { STATES } from './states.js';

declare global {
  interface Window {
    settled: boolean;
    wear(theme: string, scheme: string): void;
    show(names: readonly string[]): void;
  }
}

const { fetch } = window;
window.fetch = (...request) => (String(request[0]).endsWith('/never') ? new Promise(() => {}) : fetch(...request));

const asked = new URLSearchParams(location.search).get('state');
const chosen = Object.entries(STATES).filter(([name]) => asked === null || name === asked);
window.wear = (theme, scheme) => {
  document.documentElement.dataset.midadTheme = theme;
  document.documentElement.style.colorScheme = scheme;
};
window.show = (names) => {
  for (const stage of document.querySelectorAll<HTMLElement>('[data-state]')) {
    stage.hidden = !names.includes(stage.dataset.state!);
  }
};
navigator.clipboard.writeText = async () => {};
// As of an earlier visit, which is none.
localStorage.clear();
const main = document.querySelector('main')!;
const stages = chosen.map(([name, state]) => {
  const stage = document.createElement('section');
  stage.dataset.state = name;
  main.append(stage);
  return { name, state, stage };
});
async function settle({ name, state, stage }: (typeof stages)[number]): Promise<void> {
  const element = await state(stage, name.replace('/', '-'));
  const end = name.endsWith('/loading') ? 'loading' : name.endsWith('/failed') ? 'failed' : 'ready';
  while (!element.matches(`:state(${end})`)) await new Promise((resolve) => setTimeout(resolve, 20));
  await element.updateComplete;
  for (const image of element.renderRoot.querySelectorAll('img')) {
    // One that is loaded as a reader comes near would never be.
    image.loading = 'eager';
    await image.decode().catch(() => {});
  }
}
// While a comment is on its way, a box that is new looks whether it is its own: those that send come last.
const sends = ({ name }: { readonly name: string }) => /waiting|pending/.test(name);
await Promise.all(stages.filter((stage) => !sends(stage)).map(settle));
await Promise.all(stages.filter(sends).map(settle));
await Promise.all([...document.fonts].filter(({ family }) => !/Midad/.test(family)).map((face) => face.load()));
(document.activeElement as HTMLElement | null)?.blur();
window.settled = true;
