def log = new File(basedir, 'build.log').getText('UTF-8')

assert log.contains("Wrote 3 phases and 2 resource samples to ${new File(basedir, 'artifacts/plan1')}")
for (line in [
    'phase               p50 ms   p95 ms   p99 ms  limit          verdict',
    '0 Configuration    120.000  123.000  123.450  p99 <= 500 ms  kept',
    '1 Ingestion         80.500  310.000  499.900  p99 <= 500 ms  kept',
    '2 Micro Questions   95.000  401.500  412.400  p99 <= 500 ms  kept',
    '3 phases, 3 thresholds kept, 0 broken, 0 not measured',
]) {
    assert log.contains(line)
}
assert new File(basedir, 'artifacts/plan1').list().sort() ==
        ['SHA256SUMS', 'latency_histograms.json', 'phase_metrics.json', 'resource_usage.jsonl']
