/**
 * How well a theme's colours stand out, by WCAG's formula (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio): runs in the page, over
 * the values that its tokens have inside a tag. Gives the pairs that are too close.
 */
export function tooClose() {
  // What is read 4.5:1 (1.4.3), what is only seen 3:1 (1.4.11), each on every ground it stands on.
  const grounds = ['page', 'paper', 'raised'];
  const pairs = [
    ...['ink', 'soft', 'accent', 'urgent'].flatMap((text) => grounds.map((ground) => [text, ground, 4.5])),
    ...['ink', 'soft', 'accent'].map((text) => [text, 'wash', 4.5]),
    ...['accent', 'urgent'].map((ground) => ['on-accent', ground, 4.5]),
    ...['edge', 'focus'].flatMap((line) => grounds.map((ground) => [line, ground, 3])),
  ];
  const inside = document.querySelector('[data-state="comment-box/empty"] > *').shadowRoot.querySelector('.midad');
  const probe = inside.appendChild(document.createElement('span'));
  const context = Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d', {
    willReadFrequently: true,
  });
  const page = getComputedStyle(document.body).backgroundColor;
  const colour = (name) => {
    probe.style.color = name === 'focus' ? 'var(--midad-focus, var(--_accent))' : `var(--_${name})`;
    return name === 'page' ? page : getComputedStyle(probe).color;
  };
  /** Colours laid over each other on white, as three numbers from 0 to 255. */
  const laid = (...colours) => {
    for (const each of ['#fff', ...colours]) {
      context.fillStyle = each;
      context.fillRect(0, 0, 1, 1);
    }
    return [...context.getImageData(0, 0, 1, 1).data.slice(0, 3)];
  };
  const luminance = (rgb) => {
    const [r, g, b] = rgb.map((value) =>
      value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4,
    );
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const found = pairs.flatMap(([text, ground, least]) => {
    const under = [page, colour(ground)];
    const [low, high] = [laid(...under), laid(...under, colour(text))].map(luminance).sort((a, b) => a - b);
    const ratio = (high + 0.05) / (low + 0.05);
    return ratio < least ? [`${text} on ${ground} is ${ratio.toFixed(2)}:1`] : [];
  });
  probe.remove();
  return found;
}
