import { z } from 'zod';
import manifest from '../../package.json' with { type: 'json' };
import { PROBLEMS, type ProblemCode } from './problem.js';
import { routes, type Route } from './routes.js';
import { schemas } from './schemas.js';

type Json = Record<string, unknown>;

/** The OpenAPI 3.1 document of all routes, from the very schemas that check requests. */
export function openApiDocument(): Json {
  const paths: Record<string, Json> = {};
  for (const [operationId, route] of Object.entries<Route>(routes)) {
    paths[route.path] = { ...paths[route.path], [route.method]: operation(operationId, route) };
  }
  const { name: title, description, version } = manifest;
  return { openapi: '3.1.0', info: { title, description, version }, paths, components: { schemas: components() } };
}

function operation(operationId: string, route: Route): Json {
  const parameters = [
    ...parametersOf('path', route.params),
    ...parametersOf('query', route.query),
    ...parametersOf('header', route.headers),
  ];
  return {
    operationId,
    summary: route.summary,
    ...(parameters.length > 0 && { parameters }),
    ...(route.body && { requestBody: { required: true, content: bodyOf(route, route.body) } }),
    responses: { ...answers(route), ...problems([...route.problems, 'internal_error', 'unavailable']) },
  };
}

function bodyOf({ plain }: Route, body: z.ZodType): Json {
  return { ...content('application/json', body), ...(plain && content('text/plain', body)) };
}

function parametersOf(place: string, schema: z.ZodObject | undefined): Json[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: 'input' });
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: required.includes(name),
    schema: property,
  }));
}

function answers(route: Route): Json {
  const entries = Object.entries(route.responses).map(([status, { description, schema }]) => {
    const type = schema === schemas.Events ? 'text/event-stream' : 'application/json';
    return [status, { description, content: content(type, schema) }];
  });
  return Object.fromEntries(entries);
}

function problems(codes: readonly ProblemCode[]): Json {
  const statuses = new Set(codes.map((code) => PROBLEMS[code].status));
  const entries = [...statuses].map((status) => {
    const description = codes.filter((code) => PROBLEMS[code].status === status).join(', ');
    return [status, { description, content: content('application/problem+json', schemas.Problem) }];
  });
  return Object.fromEntries(entries);
}

function content(mediaType: string, schema: z.ZodType): Json {
  const name = Object.entries(schemas).find(([, known]) => known === schema)?.[0];
  return { [mediaType]: { schema: { $ref: `#/components/schemas/${name}` } } };
}

function components(): Json {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(schemas)) registry.add(schema, { id });
  const made = z.toJSONSchema(registry, { io: 'input', uri: (id) => `#/components/schemas/${id}` });
  const entries = Object.entries(made.schemas).map(([id, { $id: _id, $schema: _schema, ...schema }]) => [id, schema]);
  return Object.fromEntries(entries);
}
