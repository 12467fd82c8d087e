def log = new File(basedir, 'build.log').getText('UTF-8')

def set = new File(basedir, 'artifacts/plan1')
assert log.contains("Wrote 1 phase and 1 resource sample to $set")
assert log.contains('verify-metrics (default) on project an-aborted-run-is-persisted-and-fails: The run was aborted: disk full on /data')
assert set.list().sort() == ['SHA256SUMS', 'latency_histograms.json', 'phase_metrics.json', 'resource_usage.jsonl', 'run.json']
assert log.contains("Read 1 phase")
