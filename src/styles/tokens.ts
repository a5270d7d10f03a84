import { css } from 'lit';

/**
 * Ink on paper. The page sets `--midad-*`; inside, `--_*` stands for the page's value or the default. Dark follows the
 * page's own `color-scheme`, so a page that knows no dark never gets a dark island.
 */
export const tokens = css`
  .midad {
    --_paper: var(--midad-paper, #fbfaf6);
    --_raised: var(--midad-raised, #ffffff);
    --_ink: var(--midad-ink, #1c1b18);
    --_soft: var(--midad-soft, #5f5b53);
    --_line: var(--midad-line, #dedad0);
    --_edge: var(--midad-edge, #8b867b);
    --_wash: var(--midad-wash, #f1eee5);
    --_accent: var(--midad-accent, #0b6b5d);
    --_on-accent: var(--midad-on-accent, #ffffff);
    --_urgent: var(--midad-urgent, #b3261e);
    --_font-text: var(--midad-font-text, 'Noto Naskh Arabic', 'Geeza Pro', 'Traditional Arabic', 'Times New Roman', serif);
    --_font-ui: var(--midad-font-ui, 'IBM Plex Sans Arabic', 'SF Arabic', 'Segoe UI', 'Noto Sans Arabic', Tahoma, sans-serif);
  }

  @supports (color: light-dark(red, red)) {
    .midad {
      --_paper: var(--midad-paper, light-dark(#fbfaf6, #14161a));
      --_raised: var(--midad-raised, light-dark(#ffffff, #1c1f25));
      --_ink: var(--midad-ink, light-dark(#1c1b18, #ece9e2));
      --_soft: var(--midad-soft, light-dark(#5f5b53, #a6a196));
      --_line: var(--midad-line, light-dark(#dedad0, #30343c));
      --_edge: var(--midad-edge, light-dark(#8b867b, #757a85));
      --_wash: var(--midad-wash, light-dark(#f1eee5, #1f2229));
      --_accent: var(--midad-accent, light-dark(#0b6b5d, #54c7b3));
      --_on-accent: var(--midad-on-accent, light-dark(#ffffff, #08211d));
      --_urgent: var(--midad-urgent, light-dark(#b3261e, #ff8a80));
    }
  }
`;
