/** What the API said went wrong: `message` is fit to show. */
export class ApiError extends Error {
  readonly status: number
  readonly code: string
  /** The server's own number for this request, to look up in its log; empty if it gave none. */
  readonly requestId: string
  /** The whole answer: a refused query carries its line and column here. */
  readonly body: Record<string, unknown>

  constructor(status: number, body: Record<string, unknown>, requestId = '') {
    super(typeof body.message === 'string' ? body.message : `The server answered ${status}.`)
    this.status = status
    this.code = typeof body.code === 'string' ? body.code : 'error'
    this.requestId = requestId
    this.body = body
  }

  get signedOut(): boolean {
    return this.status === 401 || this.status === 403
  }
}

export type Params = Record<string, string | number | boolean | readonly string[] | undefined>

/** The query string of `params`: lists repeat their name, empty ones are left out. */
export function queryString(params: Params): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(params)) {
    if (value === undefined || value === '' || value === false) continue
    for (const each of Array.isArray(value) ? value : [value]) search.append(name, String(each))
  }
  const text = search.toString()
  return text && `?${text}`
}

/** GET `/api` + `path`. Throws `ApiError` when the API refuses, whatever the status. */
export function get<T>(path: string, params: Params = {}, signal?: AbortSignal): Promise<T> {
  return ask<T>(`/api${path}${queryString(params)}`, signal ? { signal } : {})
}

/** Change something, with the token that proves that the request is the console's own. */
export async function change<T>(method: string, path: string, body?: unknown): Promise<T> {
  const session = await get<{ csrf_token: string }>('/session')
  return ask<T>(`/api${path}`, {
    method,
    headers: { 'content-type': 'application/json', 'x-csrf-token': session.csrf_token },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
}

// The newest decision that this page has been told of: no later answer may be older.
let seenVersion = 0

async function ask<T>(url: string, init: RequestInit): Promise<T> {
  const headers = {
    ...init.headers,
    ...(seenVersion ? { 'x-seen-version': `${seenVersion}` } : {}),
  }
  const answer = await fetch(url, { credentials: 'same-origin', ...init, headers })
  const text = await answer.text()
  const body = parsed(text)
  if (!answer.ok) {
    const id = answer.headers.get('x-request-id') ?? String(body.request_id ?? '')
    throw new ApiError(answer.status, body, id)
  }
  if (typeof body.decision_version === 'number') seenVersion = body.decision_version
  return body as T
}

/** A proxy's page is no JSON; what it says is not fit to show. */
function parsed(text: string): Record<string, unknown> {
  try {
    return text ? JSON.parse(text) : {}
  } catch {
    return {}
  }
}
