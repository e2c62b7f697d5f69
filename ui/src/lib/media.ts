import { useSyncExternalStore } from 'react'

const NARROW = '(max-width: 639.98px)'

function subscribe(listener: () => void): () => void {
  const media = matchMedia(NARROW)
  media.addEventListener('change', listener)
  return () => media.removeEventListener('change', listener)
}

/** Under 640 px rows become cards and the navigation a bar at the bottom. */
export const useNarrow = (): boolean =>
  useSyncExternalStore(subscribe, () => matchMedia(NARROW).matches)
