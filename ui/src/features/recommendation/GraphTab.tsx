import { makeStyles, tokens } from '@fluentui/react-components'
import { useQuery } from '@tanstack/react-query'

import { ExposureWords } from '../../components/Exposure'
import { Faces } from '../../components/Faces'
import { FactorsSeen } from '../../components/FactorsSeen'
import { Card } from '../../components/Page'
import { type Details, resourceQuery } from '../../lib/api'
import { S } from '../../lib/strings'

const useStyles = makeStyles({
  stack: { display: 'grid', gap: '12px', gridTemplateColumns: 'minmax(0, 1fr)' },
  note: { margin: 0, color: tokens.colorNeutralForeground2 },
})

/** What the level rests on besides the recommendation itself. */
export function GraphTab({ details }: { details: Details }) {
  const styles = useStyles()
  const query = useQuery(resourceQuery(details.resource.id))
  return (
    <div className={styles.stack}>
      {!details.attack_paths_evaluated && <p className={styles.note}>{S.graph.noPaths}</p>}
      <Card title={S.graph.exposure}>
        <Faces query={query}>{(resource) => <ExposureWords resource={resource} />}</Faces>
      </Card>
      <Card title={S.graph.factors}>
        <FactorsSeen factors={details.factors_seen} about={details.resource.id} />
      </Card>
    </div>
  )
}
