def log = new File(basedir, 'build.log').getText('UTF-8')

assert log.contains("Wrote 3 phases and 2 resource samples to ${new File(basedir, 'artifacts/plan1')}")
for (line in [
    'phase                  p50       p95       p99  limit          verdict',
    '0 Configuration     120 ms    123 ms  123.5 ms  p99 <= 500 ms  kept',
    '1 Ingestion        80.5 ms    310 ms  499.9 ms  p99 <= 500 ms  kept',
    '2 Micro Questions    95 ms  401.5 ms  412.4 ms  p99 <= 500 ms  kept',
    '3 phases, 3 thresholds kept, 0 broken, 0 not measured',
]) {
    assert log.contains(line)
}
assert new File(basedir, 'artifacts/plan1').list().sort() ==
        ['SHA256SUMS', 'latency_histograms.json', 'phase_metrics.json', 'resource_usage.jsonl', 'run.json']
