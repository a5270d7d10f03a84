import { unsafeCSS } from '@lit/reactive-element';
import { css } from './css.js';

/** Each colour's name, by day and by night. */
const COLOURS =
  'paper fbfaf6 14161a,raised fff 1c1f25,ink 1c1b18 ece9e2,soft 5f5b53 a6a196,line dedad0 30343c,' +
  'edge 8b867b 757a85,wash f1eee5 1f2229,accent 0b6b5d 54c7b3,on-accent fff 08211d,urgent b3261e ff8a80';

// Of browsers since 2024. Older ones have the day's.
const night = (globalThis.CSS as typeof CSS | undefined)?.supports('color:light-dark(red,red)');
const colours = COLOURS.replace(
  /([^,]+) (\w+) (\w+),?/g,
  night ? '--_$1:var(--midad-$1,light-dark(#$2,#$3));' : '--_$1:var(--midad-$1,#$2);',
);

/**
 * Ink on paper. The page sets `--midad-*`; inside, `--_*` stands for the page's value or the default. Dark follows the
 * page's own `color-scheme`, so a page that knows no dark never gets a dark island; one that is dark and does not say so says
 * it on the tag. Of tokens that are no colour most have their default where they are used; the README lists all, `themes/` sets
 * them.
 */
export const tokens = [
  unsafeCSS(`.midad{${colours}}`),
  css`
    .midad {
      --_font-text: var(--midad-font-text, Noto Naskh Arabic,Midad Naskh,Geeza Pro,Traditional Arabic,serif);
      --_font-ui: var(--midad-font-ui, IBM Plex Sans Arabic,Midad Sans,SF Arabic,Segoe UI,Noto Sans Arabic,Tahoma,sans-serif);
    }

    :host([color-scheme='light']) .midad {
      color-scheme: light;
    }

    :host([color-scheme='dark']) .midad {
      color-scheme: dark;
    }

    /* Ink on white. */
    @media print {
      .midad {
        color-scheme: light !important;
      }
    }
  `,
];
