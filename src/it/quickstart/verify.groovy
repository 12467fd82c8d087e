def log = new File(basedir, 'build.log').getText('UTF-8')
def set = new File(basedir, 'artifacts/plan1')
def expected = new File(basedir, '../../../src/test/resources/golden/pipeline-11-phases/expected')
assert log.contains("Wrote 11 phases and 66 resource samples to $set")
assert log.contains("Read 11 phases and 66 resource samples from $set")
assert set.list().sort() == ['SHA256SUMS', 'latency_histograms.json', 'phase_metrics.json', 'resource_usage.jsonl', 'run.json']
['latency_histograms.json', 'phase_metrics.json', 'resource_usage.jsonl', 'run.json'].each {
    assert new File(set, it).bytes == new File(expected, it).bytes
}
def lines = log.readLines()*.replaceFirst(/^\[INFO] /, '')
def table = lines.findIndexOf { it.startsWith('phase ') }
assert lines.subList(table, table + 14) == [
    'phase                    p50        p95       p99   limit           verdict',
    '0 Configuration    0.1168 ms  0.1911 ms   2.57 ms*  p99 <= 5 ms     kept',
    '1 Ingestion           151 us   194.6 us   3193 us*  p99 <= 5000 us  kept',
    '2 Micro Questions   115.8 us   191.6 us   1479 us*  p99 <= 5000 us  kept',
    '3 Scoring           115.1 us   202.4 us  746.2 us*  p99 <= 5000 us  kept',
    '4 Dimensions        114.8 us   191.5 us  746.4 us*  p99 <= 5000 us  kept',
    '5 Policy Areas        115 us   191.2 us   1422 us*  p99 <= 5000 us  kept',
    '6 Clusters          114.2 us   205.6 us   1995 us*  p99 <= 5000 us  kept',
    '7 Macro             114.2 us   195.2 us   1398 us*  p99 <= 5000 us  kept',
    '8 Recommendations   116.6 us     192 us   3204 us*  p99 <= 5000 us  kept',
    '9 Report              117 us   262.7 us   1079 us*  p99 <= 5000 us  kept',
    '10 Export           150.9 us   190.9 us   1999 us*  p99 <= 5000 us  kept',
    '* of fewer than 100 items a p99 is their maximum (a p99.9 of fewer than 1000)',
    '11 phases, 11 thresholds kept, 0 broken, 0 not measured',
]
