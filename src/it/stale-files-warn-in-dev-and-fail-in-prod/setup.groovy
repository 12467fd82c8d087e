// Two of the files are of an earlier run, one is of this.
def set = new File(basedir, 'artifacts/plan1')
def earlier = java.time.Instant.parse('2026-01-31T12:00:00Z').toEpochMilli()
['phase_metrics.json', 'latency_histograms.json'].each { assert new File(set, it).setLastModified(earlier) }
assert new File(set, 'resource_usage.jsonl').setLastModified(System.currentTimeMillis())
