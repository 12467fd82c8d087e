def log = new File(basedir, 'build.log').getText('UTF-8')

[ingestion: 'Ingestion', scoring: 'Scoring', reports: 'Reports'].each { module, phase ->
    def set = new File(basedir, "$module/artifacts/plan1")
    assert log.contains("Wrote 1 phase and 1 resource sample to $set")
    assert set.list().sort() == ['SHA256SUMS', 'latency_histograms.json', 'phase_metrics.json', 'resource_usage.jsonl', 'run.json']
    assert new File(set, 'phase_metrics.json').text.contains("\"name\": \"$phase\"")
}
assert log.contains('0 Ingestion  1.5 ms  2.5 ms  100.5 ms  p99 <= 500 ms  kept')
assert log.contains('0 Scoring  1.5 ms  2.5 ms  200.5 ms  p99 <= 500 ms  kept')
assert log.contains('0 Reports  1.5 ms  2.5 ms  300.5 ms  p99 <= 500 ms  kept')
assert !new File(basedir, 'artifacts').exists()
