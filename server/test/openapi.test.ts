import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { LIMITS, MOST_BYTES } from '../../src/model/draft.js';
import { openApi, type Api } from './support/api.js';
import { onEachDatabase } from './support/databases.js';

onEachDatabase((database) => {
  let api: Api;
  let document: any;
  before(async () => {
    api = await openApi(database());
    document = (await api.get('/v1/openapi.json')).json;
  });
  after(() => api.close());

  test('every documented operation is there', async () => {
    assert.equal(document.openapi, '3.1.0');
    for (const [path, operations] of Object.entries<object>(document.paths)) {
      for (const method of Object.keys(operations)) {
        const { json } = await api.call(method.toUpperCase(), path.replace('{id}', 'x'));
        assert.ok(
          json.detail !== 'See /v1/openapi.json for what there is.' && json.code !== 'method_not_allowed',
          path,
        );
      }
    }
    assert.deepEqual(Object.keys(document.paths), [
      '/v1/counts',
      '/v1/views',
      '/v1/articles',
      '/v1/articles/one',
      '/v1/comments',
      '/v1/comments/events',
      '/v1/comments/preview',
      '/v1/comments/{id}',
      '/v1/comments/{id}/reaction',
      '/v1/comments/{id}/replies',
      '/v1/comments/{id}/page',
      '/v1/challenge',
      '/v1/openapi.json',
      '/healthz',
      '/readyz',
    ]);
  });

  test('every reference in it leads somewhere', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(
      ([, pointer = '']) => pointer,
    );
    assert.ok(references.length > 10);
    for (const pointer of references) {
      assert.equal(typeof pointer.split('/').reduce((node, step) => node?.[step], document), 'object', pointer);
    }
  });

  test('it tells every code that a field may be refused with', () => {
    const { code } = document.components.schemas.Problem.properties.errors.items.properties;
    for (const one of ['valueMissing', 'tooLong', 'reservedName']) assert.ok(code.enum.includes(one), one);
  });

  test('it tells the limits that the form and the server keep', () => {
    const { NewComment } = document.components.schemas;
    assert.equal(NewComment.properties.email.maxLength, LIMITS.email);
    for (const field of ['text', 'name', 'url'] as const) {
      const { maxLength, description } = NewComment.properties[field];
      assert.equal(maxLength, MOST_BYTES[field]);
      assert.ok(description.includes(`At most ${LIMITS[field]} characters`), field);
    }
    assert.deepEqual(NewComment.required.toSorted(), ['article', 'email', 'name', 'text']);
    assert.equal(NewComment.additionalProperties, false);
    const [articles] = document.paths['/v1/counts'].get.parameters;
    assert.deepEqual([articles.schema.minItems, articles.schema.maxItems], [1, 100]);
    const limit = document.paths['/v1/comments'].get.parameters.find((one: { name: string }) => one.name === 'limit');
    assert.deepEqual([limit.schema.type, limit.schema.minimum, limit.schema.maximum], ['integer', 1, 100]);
  });
});
