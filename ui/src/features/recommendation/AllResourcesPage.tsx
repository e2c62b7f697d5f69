export function AllResourcesPage() {
  return <h1>AllResourcesPage</h1>
}
