/**
 * What a picture looks like from afar: its size, and the mean lightness of each field of a grid laid over it. Fine enough to see
 * what is missing, moved or unreadable, and too coarse to see how an engine, or its next version, draws a letter.
 */
const FIELDS = 6;
/** Lightness is told in so many steps. */
const STEPS = 36;

/** Part of a picture, in whole pixels: `{ width, height, rgb }` as all pictures are. */
export function crop({ width, rgb }, { x, y, width: w, height: h }) {
  const part = Buffer.alloc(w * h * 3);
  for (let row = 0; row < h; row++) {
    const at = ((y + row) * width + x) * 3;
    rgb.copy(part, row * w * 3, at, at + w * 3);
  }
  return { width: w, height: h, rgb: part };
}

/** `600x212 zzzz…`: one sign for each field, `0` dark to `z` light, row by row. */
export function thumb({ width, height, rgb }) {
  const sums = Array.from({ length: FIELDS * FIELDS }, () => [0, 0]);
  for (let y = 0; y < height; y++) {
    const row = Math.floor((y * FIELDS) / height) * FIELDS;
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 3;
      const field = sums[row + Math.floor((x * FIELDS) / width)];
      field[0] += 0.299 * rgb[at] + 0.587 * rgb[at + 1] + 0.114 * rgb[at + 2];
      field[1]++;
    }
  }
  const sign = ([sum, pixels]) => Math.min(STEPS - 1, Math.floor(((sum / pixels) * STEPS) / 256)).toString(STEPS);
  return `${width}x${height} ${sums.map(sign).join('')}`;
}

/** How far two thumbs lie apart: in words, or undefined where they look alike. */
export function difference(one, other) {
  const [[size, fields], [otherSize, otherFields]] = [one, other].map((each) => each.split(' '));
  const [[width, height], [otherWidth, otherHeight]] = [size, otherSize].map((each) => each.split('x').map(Number));
  if (Math.abs(width - otherWidth) > 2 || Math.abs(height - otherHeight) > Math.max(6, otherHeight * 0.04)) {
    return `is ${size} px, not ${otherSize}`;
  }
  const steps = [...fields].map((sign, i) =>
    Math.abs(Number.parseInt(sign, STEPS) - Number.parseInt(otherFields[i], STEPS)),
  );
  const most = Math.max(...steps);
  // In a line or two a field holds a few letters: there each engine's way of drawing them is much of it.
  return most > (otherHeight < 60 ? 9 : 4) ? `is as dark as ${fields}, not ${otherFields}` : undefined;
}
