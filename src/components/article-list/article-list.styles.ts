import { css } from '../../styles/css.js';

/**
 * What comes has the size of the room that was kept for it: a row holds so many lines, and a picture its proportions, whatever
 * an article has of them.
 */
export const styles = css`
  :host {
    margin-block-end: 2em;
  }

  .title {
    margin-block-end: 0.6em;
    padding-block-start: 0.5em;
    border-block-start: var(--midad-rule, 3px solid) var(--_ink);
    font-family: var(--midad-font-title, var(--_font-ui));
    font-size: 1.25em;
    font-weight: var(--midad-title-weight, 700);
    line-height: 1.5;
  }

  .items {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    list-style: none;
  }

  .item {
    min-inline-size: 0;
  }

  /* What lies below the first screen is laid out where its reader is; three rows are all that most items are. */
  .item:nth-child(n + 13) {
    content-visibility: auto;
    contain-intrinsic-block-size: auto 6.63em;
  }

  .item > article,
  article.item {
    position: relative;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    grid-template-rows: 1.33em 3.8em 1.5em;
  }

  .kicker {
    grid-row: 1;
    /* What is too long ends at the side; marks stand as high as they do. */
    overflow-x: clip;
    white-space: nowrap;
    text-overflow: ellipsis;
  }

  .headline {
    grid-row: 2;
    display: -webkit-box;
    overflow: hidden;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
    /* Room for what stands on the letters of a first line, and little for what stands on those of a third. */
    margin-block-start: -0.1em;
    padding-block-start: 0.1em;
    font-size: 1.08em;
    font-weight: 600;
    line-height: 1.75;
  }

  .meta {
    grid-row: 3;
    /* What a line has no room for is left out whole: half a number would be another. */
    row-gap: 0;
    block-size: 1.8em;
    overflow: hidden;
    font-size: 0.8em;
    line-height: 1.8;
    white-space: nowrap;
  }

  .byline {
    display: none;
  }

  img,
  img.unsized,
  .blank {
    inline-size: 100%;
    aspect-ratio: 16 / 9;
    object-fit: cover;
    border-radius: var(--midad-image-radius, 6px);
    background: var(--_wash);
  }

  /* One that could not be had leaves its room as it is. */
  .item img[hidden] {
    display: block !important;
    visibility: hidden;
  }

  .skeleton article::after {
    content: '';
    grid-row: 2;
    grid-column: -2 / -1;
    margin-block: 0.3em;
    border-radius: 6px;
    background: var(--_wash);
  }

  /* One under the other, the picture beside. */
  .list {
    gap: 0;
  }

  .list .item,
  .ranked .item,
  .hero .item:nth-child(n + 3) {
    border-block-start: 1px solid var(--_line);
  }

  .list .item:first-child,
  .ranked .item:first-child {
    border-block-start: 0;
  }

  .list .item {
    padding-block: calc(0.9em * var(--midad-density, 1));
  }

  .list article {
    grid-template-columns: minmax(0, min(8.5em, 30%)) minmax(0, 1fr);
    column-gap: 1em;
  }

  .list :is(img, .blank) {
    grid-row: 1 / -1;
    block-size: 100%;
    aspect-ratio: auto;
  }

  .list :is(.kicker, .headline, .meta) {
    grid-column: 2;
  }

  @container (max-inline-size: 22em) {
    .list article {
      grid-template-rows: 1.33em 3.8em 2.88em;
    }

    .list .meta {
      block-size: 3.6em;
    }
  }

  /* Beside each other, the picture above. */
  .grid {
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 13em), 1fr));
    gap: 1.6em 1.4em;
  }

  .grid .item:nth-child(n + 13) {
    contain-intrinsic-block-size: auto 16em;
  }

  .grid article,
  .hero .item:first-child > article {
    grid-template-rows: auto 1.33em 3.8em 1.5em;
    row-gap: 0.25em;
  }

  :is(.grid, .hero .item:first-child) .kicker {
    grid-row: 2;
  }

  :is(.grid, .hero .item:first-child) .headline,
  :is(.grid, .hero .item:first-child).skeleton article::after,
  .skeleton:is(.grid) article::after {
    grid-row: 3;
  }

  :is(.grid, .hero .item:first-child) .meta {
    grid-row: 4;
  }

  /* One large, and the others small beside it. */
  .hero {
    gap: 0 1.6em;
  }

  .hero .item:first-child {
    padding-block-end: 1em;
  }

  .hero .item:first-child > article {
    grid-template-rows: auto 1.33em 5.3em 5.4em 1.5em;
    row-gap: 0.4em;
  }

  .hero .item:first-child .headline {
    margin-block-start: -0.2em;
    padding-block-start: 0.2em;
    font-size: 1.6em;
    font-weight: var(--midad-title-weight, 700);
    line-height: 1.5;
    text-wrap: balance;
  }

  .hero.skeleton .item:first-child > article::after {
    grid-row: 3;
  }

  .excerpt {
    grid-row: 4;
    display: -webkit-box;
    overflow: hidden;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 3;
    font-family: var(--_font-text);
    line-height: 1.8;
    color: var(--_soft);
  }

  .hero .item:first-child .meta {
    grid-row: 5;
  }

  .hero .item:first-child .byline {
    display: inline;
  }

  .hero .item:nth-child(n + 2) :is(img, .blank, .excerpt) {
    display: none;
  }

  .hero .item:nth-child(n + 2) {
    padding-block: calc(0.6em * var(--midad-density, 1));
  }

  @container (min-inline-size: 44em) {
    .hero {
      grid-template-columns: minmax(0, 3fr) minmax(0, 2fr);
    }

    .hero .item:first-child {
      grid-row: 1 / span 20;
    }

    .hero .item:nth-child(2) {
      padding-block-start: 0;
    }
  }

  .midad {
    container-type: inline-size;
    /* Where its host shrinks to fit, for what is inside has no say then. */
    contain-intrinsic-inline-size: 22em;
  }

  /* By number. */
  .ranked .item > article,
  .ranked article.item {
    grid-template-columns: 2.4em minmax(0, 1fr);
  }

  .ranked .item {
    padding-block: calc(0.7em * var(--midad-density, 1));
  }

  .ranked :is(img, .blank, .excerpt) {
    display: none;
  }

  .rank {
    grid-row: 1 / -1;
    align-self: center;
    font-size: 1.9em;
    font-weight: 300;
    line-height: 1;
    color: var(--_accent);
  }

  .ranked :is(.kicker, .headline, .meta) {
    grid-column: 2;
  }

  /* The room of a ticker: one line, and on a phone two below its buttons, whatever the words. Nothing below moves when they come. */
  .ticker {
    min-block-size: 48px;
    border-block: 1px solid var(--_line);
  }

  @container (max-inline-size: 30em) {
    .ticker {
      min-block-size: calc(var(--_target) + 3.6em);
    }
  }

  .quietly {
    color: var(--_soft);
  }

  .quietly:empty {
    display: none;
  }

  .more {
    display: block;
    margin: 1.2em auto 0;
    border-radius: 99px;
  }
`;
