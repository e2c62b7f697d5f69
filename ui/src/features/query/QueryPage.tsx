export function QueryPage() {
  return <h1>QueryPage</h1>
}
