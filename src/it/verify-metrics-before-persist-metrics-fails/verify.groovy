def log = new File(basedir, 'build.log').getText('UTF-8')
def set = new File(basedir, 'artifacts/plan1').canonicalFile

assert log.contains("persist-metrics (execution 'keep' of org.example:verify-metrics-before-persist-metrics-fails) wrote nothing"
        + " to $set: verify-metrics (execution 'judge') ran on that directory first, so it judged an earlier set or none. Let"
        + ' persist-metrics run before verify-metrics: in an earlier <phase>, or listed first where both have the same')
assert new File(set, 'phase_metrics.json').text.contains('"p99": 3')
// Where there is no snapshot, an earlier set has been judged all the same.
assert log.contains("persist-metrics (execution 'keep' of org.example:verify-metrics-before-persist-metrics-fails) found no"
        + " snapshot for $set: verify-metrics (execution 'judge') ran on that directory first, so it judged an earlier set or"
        + ' none.')
