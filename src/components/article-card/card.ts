import { html, type TemplateResult } from 'lit';
import { HighlightController } from '../../controllers/highlight.js';
import { hostLocale, type LanguageController } from '../../controllers/language.js';
import { Later } from '../../controllers/later.js';
import { ask } from '../../events.js';
import { article as articleWords } from '../../locales/ar/article.js';
import { comments, views } from '../../locales/ar/counts.js';
import { parseArticle, type Article } from '../../model/article.js';
import { base, signs } from '../../styles/base.js';
import { block } from '../../styles/block.js';
import { highlight } from '../../styles/highlight.js';
import { summary as summaryStyles } from '../../styles/summary.js';
import { tokens } from '../../styles/tokens.js';
import { summary, type Summary } from '../../views/summary.js';
import type { ArticleCard } from './article-card.js';
import { styles as own } from './article-card.styles.js';

const WORDS = { ...articleWords, ...views, ...comments };

/** All that a card wears, in place of what it wears while it waits. */
export const styles = [...tokens, base, signs, ...block, summaryStyles, highlight, own];

/** What shows an article on a card. A page asks for it when it asks for the article, so that neither waits for the other. */
export function card(host: ArticleCard, language: LanguageController) {
  const written = new Later(host, () => import('../../text/runs.js'));
  const excerpt = new Later(host, () => import('../../text/excerpt.js'));
  const onOpen = (event: Event, article: Article) => {
    if (!ask(host, 'article-open', { article })) event.preventDefault();
  };
  new HighlightController(host, '.headline, .excerpt');
  return {
    parseArticle,
    show(article: Article, level: number, counts: Summary['counts']): TemplateResult {
      const locale = hostLocale(language, WORDS);
      const { timeZone } = host;
      return html`<article part="card" class="midad" lang=${locale.tag} dir=${locale.dir}>
        ${summary(article, { locale, level, counts, timeZone, written, excerpt, onOpen })}
      </article>`;
    },
  };
}
