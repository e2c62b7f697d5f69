export function RecommendationsPage() {
  return <h1>RecommendationsPage</h1>
}
