import { expect } from '@open-wc/testing';
import { parseComment, parseCommentPage } from '../../src/model/comment.js';
import { parseCounts } from '../../src/model/counts.js';

describe('comments out of untrusted JSON', () => {
  const comment = { id: '1', author: { name: 'ليلى' }, text: 'نص', dateCreated: '2020-04-21T00:00:00Z' };

  /** Without what is not known of it. */
  const known = (parsed: unknown): unknown => JSON.parse(JSON.stringify(parsed));

  it('keeps the good ones and leaves the others out', () => {
    const page = parseCommentPage({
      comments: [comment, null, { ...comment, id: 3 }, { ...comment, author: 'x' }],
      total: 9,
      next: 'n',
    });
    expect(known(page)).to.deep.equal({ comments: [comment], total: 9, next: 'n' });
    expect(parseCommentPage({ comments: 'x', total: 1 })).to.equal(undefined);
    expect(parseCommentPage('<html>')).to.equal(undefined);
  });

  it('takes reactions as whole numbers, and the kinds of them that it knows', () => {
    expect(known(parseComment({ ...comment, upvoteCount: 3, downvoteCount: 0 }))).to.deep.equal({
      ...comment,
      upvoteCount: 3,
      downvoteCount: 0,
    });
    expect(known(parseComment({ ...comment, upvoteCount: '3', downvoteCount: -1 }))).to.deep.equal(comment);
    const rules = (reactions: unknown) => parseCommentPage({ comments: [], total: 0, rules: { reactions } })?.rules;
    expect(['both', 'like', 'none', 7].map((each) => rules(each)?.reactions)).to.deep.equal([
      'both',
      'like',
      undefined,
      undefined,
    ]);
  });

  it('keeps HTML only as text', () => {
    expect(known(parseComment({ ...comment, html: '<p>نص</p>' }))).to.deep.equal({ ...comment, html: '<p>نص</p>' });
    expect(known(parseComment({ ...comment, html: {} }))).to.deep.equal(comment);
    expect(parseComment({ ...comment, status: 'deleted', html: '<p>نص</p>' })?.html).to.equal(undefined);
  });

  it("never gives a reader's site another scheme than http", () => {
    expect(known(parseComment({ ...comment, author: { name: 'ليلى', url: 'javascript:x' } }))).to.deep.equal(comment);
  });

  it('takes counts as whole numbers only', () => {
    expect(parseCounts({ views: 1082, comments: 0 })).to.deep.equal({ views: 1082, comments: 0 });
    for (const json of [
      null,
      {},
      { views: '1', comments: 0 },
      { views: 1.5, comments: 0 },
      { views: -1, comments: 0 },
    ]) {
      expect(parseCounts(json)).to.equal(undefined);
    }
  });
});
