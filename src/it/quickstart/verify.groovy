def log = new File(basedir, 'build.log').getText('UTF-8')
def set = new File(basedir, 'artifacts/plan1')
def expected = new File(basedir, '../../../src/test/resources/golden/pipeline-11-phases/expected')
assert log.contains("Wrote 11 phases and 66 resource samples to $set")
assert log.contains("Read 11 phases and 66 resource samples from $set")
assert set.list().sort() == ['SHA256SUMS', 'latency_histograms.json', 'phase_metrics.json', 'resource_usage.jsonl']
['latency_histograms.json', 'phase_metrics.json', 'resource_usage.jsonl'].each {
    assert new File(set, it).bytes == new File(expected, it).bytes
}
def lines = log.readLines()*.replaceFirst(/^\[INFO] /, '')
def table = lines.findIndexOf { it.startsWith('phase ') }
assert lines.subList(table, table + 14) == [
    'phase              p50 ms  p95 ms  p99 ms   limit        verdict',
    '0 Configuration     0.117   0.191   2.570*  p99 <= 5 ms  kept',
    '1 Ingestion         0.151   0.195   3.193*  p99 <= 5 ms  kept',
    '2 Micro Questions   0.116   0.192   1.479*  p99 <= 5 ms  kept',
    '3 Scoring           0.115   0.202   0.746*  p99 <= 5 ms  kept',
    '4 Dimensions        0.115   0.192   0.746*  p99 <= 5 ms  kept',
    '5 Policy Areas      0.115   0.191   1.422*  p99 <= 5 ms  kept',
    '6 Clusters          0.114   0.206   1.995*  p99 <= 5 ms  kept',
    '7 Macro             0.114   0.195   1.398*  p99 <= 5 ms  kept',
    '8 Recommendations   0.117   0.192   3.204*  p99 <= 5 ms  kept',
    '9 Report            0.117   0.263   1.079*  p99 <= 5 ms  kept',
    '10 Export           0.151   0.191   1.999*  p99 <= 5 ms  kept',
    '* of fewer than 100 items a p99 is their maximum (a p99.9 of fewer than 1000)',
    '11 phases, 11 thresholds kept, 0 broken, 0 not measured',
]
